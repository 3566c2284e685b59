//! Tables of texts as CSV and XLSX, read and written as people's programs do it.
//!
//! CSV is UTF-8 with a byte order mark, so that Excel opens it rightly; German tables are separated by `;`, as German
//! Excel does it. What is read may also be separated by `,` or tabs and be in Windows-1252, which Excel writes. A text that
//! a program would take for a formula gets a `'` in front of it in CSV.

use crate::failure::Failure;
use calamine::{Data, Reader, Xlsx};
use rufplan_diag::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use std::io::Cursor;
use std::path::Path;

/// A cell that is written.
pub(super) enum Cell {
    /// A text.
    Text(String),
    /// A length in tenths of a second.
    Tenths(u64),
}

/// A column that is written: its title, and how many characters wide it is.
pub(super) type Column = (&'static str, f64);

/// Widths of at least so many characters hold sentences, which are broken into lines.
const SENTENCES: f64 = 30.0;

const BYTE_ORDER_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Whether a path is that of an Excel file, or of CSV.
///
/// # Errors
/// When it is neither.
pub(super) fn is_excel(path: &Path) -> Result<bool, Failure> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("xlsx") => Ok(true),
        Some("csv") => Ok(false),
        _ => Err(Failure::Usage(format!("{}: a prompt book is a file .csv or .xlsx", path.display()))),
    }
}

/// Writes a table.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn write(
    path: &Path,
    columns: &[Column],
    rows: &[Vec<Cell>],
    language: Language,
) -> Result<(), Failure> {
    let bytes = match is_excel(path)? {
        true => excel(columns, rows).map_err(|e| Failure::Environment(format!("{}: {e}", path.display())))?,
        false => csv_bytes(columns, rows, language)
            .map_err(|e| Failure::Environment(format!("{}: {e}", path.display())))?,
    };
    std::fs::write(path, bytes).map_err(|e| Failure::write(path, &e))
}

fn csv_bytes(columns: &[Column], rows: &[Vec<Cell>], language: Language) -> Result<Vec<u8>, csv::Error> {
    let (delimiter, point) = match language {
        Language::German => (b';', ','),
        Language::English => (b',', '.'),
    };
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    let ends = csv::Terminator::CRLF;
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(ends).from_writer(&mut bytes);
    writer.write_record(columns.iter().map(|(title, _)| title))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => guarded(text),
            Cell::Tenths(tenths) => format!("{}{point}{}", tenths / 10, tenths % 10),
        }))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// Programs take what begins so for a formula.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

fn guarded(text: &str) -> String {
    if begins_formula(text) { format!("'{text}") } else { text.to_string() }
}

fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| begins_formula(rest)).unwrap_or(text)
}

fn excel(columns: &[Column], rows: &[Vec<Cell>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // the same book is the same file, whenever it is written
    let written = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&written));
    let title = Format::new().set_bold();
    let sentence = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let plain = Format::new().set_align(FormatAlign::Top);
    let tenths = Format::new().set_num_format("0.0").set_align(FormatAlign::Top);
    let sheet = workbook.add_worksheet();
    for (column, (name, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *name, &title)?;
    }
    for (row, cells) in (1u32..).zip(rows) {
        for (column, (cell, (_, width))) in (0u16..).zip(cells.iter().zip(columns)) {
            let format = if *width >= SENTENCES { &sentence } else { &plain };
            match cell {
                Cell::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
                Cell::Tenths(n) => sheet.write_number_with_format(row, column, *n as f64 / 10.0, &tenths)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

/// Reads all rows of a table as texts.
///
/// # Errors
/// When the file cannot be read, or holds no table.
pub(super) fn read(path: &Path) -> Result<Vec<Vec<String>>, Failure> {
    let is_excel = is_excel(path)?;
    let bytes = std::fs::read(path).map_err(|e| Failure::read(path, &e))?;
    if is_excel {
        read_excel(bytes)
            .map_err(|e| Failure::Usage(format!("{}: no table can be read: {e}", path.display())))
    } else {
        read_csv(&decoded(bytes)).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))
    }
}

fn read_excel(bytes: Vec<u8>) -> Result<Vec<Vec<String>>, calamine::XlsxError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let Some(sheet) = workbook.worksheet_range_at(0) else { return Ok(Vec::new()) };
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        cell => cell.to_string(),
    };
    Ok(sheet?.rows().map(|row| row.iter().map(text).collect()).collect())
}

fn read_csv(text: &str) -> Result<Vec<Vec<String>>, csv::Error> {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    let delimiter = *b",;\t".iter().max_by_key(|delimiter| count(delimiter)).unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| Ok(record?.iter().map(|cell| unguarded(cell).to_string()).collect()))
        .collect()
}

/// UTF-8, or else Windows-1252.
fn decoded(bytes: Vec<u8>) -> String {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).map(<[u8]>::to_vec).unwrap_or(bytes);
    String::from_utf8(bytes)
        .unwrap_or_else(|error| error.into_bytes().into_iter().map(windows_1252).collect())
}

/// The characters 0x80 to 0x9F of Windows-1252; the others are those of Unicode.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [("id", 20.0), ("text", 60.0), ("seconds", 8.0)];

    fn rows() -> Vec<Vec<Cell>> {
        let row = |id: &str, text: &str| {
            vec![Cell::Text(id.to_string()), Cell::Text(text.to_string()), Cell::Tenths(34)]
        };
        vec![row("a/b", "Grüße; \"ja\", 5 €"), row("a/c", "=1+1"), row("a/d", "'Zitat")]
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        for (name, language, seconds) in [
            ("de.csv", Language::German, "3,4"),
            ("en.csv", Language::English, "3.4"),
            ("x.xlsx", Language::German, "3.4"),
        ] {
            let path = folder.path().join(name);
            write(&path, &COLUMNS, &rows(), language).unwrap();
            let read = read(&path).unwrap();
            let expected = [
                ["id", "text", "seconds"],
                ["a/b", "Grüße; \"ja\", 5 €", seconds],
                ["a/c", "=1+1", seconds],
                ["a/d", "'Zitat", seconds],
            ];
            assert_eq!(read, expected, "{name}");
            let again = folder.path().join(format!("again-{name}"));
            write(&again, &COLUMNS, &rows(), language).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), std::fs::read(&again).unwrap(), "{name}");
        }
        let csv = std::fs::read(folder.path().join("de.csv")).unwrap();
        assert!(csv.starts_with(BYTE_ORDER_MARK));
        assert!(String::from_utf8(csv).unwrap().contains("a/c;'=1+1;3,4\r\n"));
    }

    #[test]
    fn what_german_excel_saves_is_read() {
        let saved = "id;text\r\na/b;\"Gr\u{fc}\u{df}e; 5 \u{80}\"\r\n".chars().map(|c| c as u8).collect();
        assert_eq!(read_csv(&decoded(saved)).unwrap(), [["id", "text"], ["a/b", "Grüße; 5 €"]]);
        let tabs = decoded("id\ttext, lang\na/b\tja; nein".into());
        assert_eq!(read_csv(&tabs).unwrap(), [["id", "text, lang"], ["a/b", "ja; nein"]]);
    }

    #[test]
    fn other_files_are_refused() {
        assert!(is_excel(Path::new("a.XLSX")).unwrap());
        assert!(is_excel(Path::new("a.ods")).is_err());
    }
}
