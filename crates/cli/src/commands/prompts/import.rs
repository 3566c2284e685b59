//! `rufplan prompts book --import`: texts of a table come back into the scripts. Nothing but words between quotes changes:
//! comments, conditions, files and the layout stay, byte by byte.

use super::book::{ID, TEXT, VERSION, is_column};
use super::table;
use crate::arguments::Book;
use crate::commands::check::difference;
use crate::deep::on_deep_stack;
use crate::failure::Failure;
use crate::project::{Project, load};
use rufplan_compiler::{
    CellFault, ScriptText, SourceFile, cell_of, literal_of, placeholders, script_texts, version_of,
};
use rufplan_diag::Language;
use rufplan_syntax::{parse, syntax_errors};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

/// A row of the table.
struct Row {
    number: usize,
    id: String,
    text: String,
    version: Option<String>,
}

/// A text that takes the place of another.
struct Change<'a> {
    of: &'a ScriptText,
    literal: String,
}

/// What is said of the rows.
#[derive(Default)]
struct Told {
    text: String,
    changed: usize,
    same: usize,
    refused: usize,
}

/// Brings the texts of a table into the scripts: exit 1 when a row cannot be.
///
/// # Errors
/// When the table or a script cannot be read, or a script not be written.
pub(super) fn run(book: &Book, table: &Path) -> Result<ExitCode, Failure> {
    let rows = rows(table)?;
    let projects = load(&book.paths)?;
    let mut told = Told::default();
    let texts: Vec<(usize, ScriptText)> = on_deep_stack(|| texts(&projects));
    let changes = judge(&rows, &texts, &mut told);
    for (index, project) in projects.iter().enumerate() {
        let own = changes.iter().filter(|(of, _)| *of == index).map(|(_, change)| change).collect::<Vec<_>>();
        write(project, &own, book.dry_run, &mut told)?;
    }
    told.sum(book.dry_run);
    crate::terminal::print(&told.text);
    Ok(ExitCode::from(u8::from(told.refused > 0)))
}

fn rows(table: &Path) -> Result<Vec<Row>, Failure> {
    let mut read = table::read(table)?.into_iter().enumerate();
    let head = read.next().map(|(_, head)| head).unwrap_or_default();
    let at = |column| head.iter().position(|title| is_column(column, title));
    let (Some(id), Some(text)) = (at(ID), at(TEXT)) else {
        return Err(Failure::Usage(format!(
            "{}: the first row needs the titles `id` and `text` (`Kennung` and `Text`)",
            table.display()
        )));
    };
    let version = at(VERSION);
    let cell = |row: &[String], column: usize| row.get(column).cloned().unwrap_or_default();
    let rows = read.map(|(index, row)| Row {
        number: index + 1,
        id: cell(&row, id).trim().to_string(),
        text: cell(&row, text),
        version: version.map(|column| cell(&row, column).trim().to_string()).filter(|v| !v.is_empty()),
    });
    Ok(rows.filter(|row| !row.id.is_empty()).collect())
}

/// All texts of the scripts that were asked for, with the place of their project in the list.
fn texts(projects: &[Project]) -> Vec<(usize, ScriptText)> {
    let mut all = Vec::new();
    for (index, project) in projects.iter().enumerate() {
        let wanted = project.files.iter().filter(|file| project.is_wanted(&file.path));
        all.extend(wanted.flat_map(|file| script_texts(&parse(file))).map(|text| (index, text)));
    }
    all
}

fn judge<'a>(rows: &[Row], texts: &'a [(usize, ScriptText)], told: &mut Told) -> Vec<(usize, Change<'a>)> {
    let by_id: BTreeMap<&str, &(usize, ScriptText)> =
        texts.iter().map(|text| (text.1.id.as_str(), text)).collect();
    let mut known: BTreeMap<(&str, Option<&str>), BTreeSet<String>> = BTreeMap::new();
    for (_, text) in texts {
        known.entry(prompt_of(text)).or_default().extend(placeholders(&text.words));
    }
    let (mut changes, mut seen) = (Vec::new(), BTreeSet::new());
    for row in rows {
        let Some((project, text)) = by_id.get(row.id.as_str()) else {
            told.refuse(row, ("no such text in the scripts", "diesen Text gibt es in den Skripten nicht"));
            continue;
        };
        if !seen.insert(row.id.as_str()) {
            told.refuse(row, ("this id stands in two rows", "diese Kennung steht in zwei Zeilen"));
            continue;
        }
        match literal(row, text, &known[&prompt_of(text)]) {
            Ok(Some(literal)) => {
                told.change(text, &cell_of(&literal));
                changes.push((*project, Change { of: text, literal }));
            }
            Ok(None) => told.same += 1,
            Err((en, de)) => told.refuse(row, (&en, &de)),
        }
    }
    changes
}

/// Texts that say the same values: those of a prompt, or one alone.
fn prompt_of(text: &ScriptText) -> (&str, Option<&str>) {
    match &text.prompt {
        Some(prompt) => (&text.owner, Some(prompt)),
        None => (&text.id, None),
    }
}

/// What takes the place of a text; `None` where it stays, and why not where it cannot be.
fn literal(
    row: &Row,
    text: &ScriptText,
    known: &BTreeSet<String>,
) -> Result<Option<String>, (String, String)> {
    let literal = literal_of(&row.text).map_err(|fault| match fault {
        CellFault::Empty => ("the text is empty".to_string(), "der Text ist leer".to_string()),
        CellFault::Brace => (
            "a brace { or } stands alone; one that is to be spoken of is doubled".to_string(),
            "eine Klammer { oder } steht allein; eine, die zum Text gehört, wird verdoppelt".to_string(),
        ),
    })?;
    let words = cell_of(&literal);
    if words == text.words {
        return Ok(None);
    }
    if let Some(version) = row.version.as_ref().filter(|version| **version != text.version()) {
        // whoever had the table has not touched this row: the script is newer
        if *version == version_of(&words) {
            return Ok(None);
        }
        return Err((
            format!("the script was changed since the book was written; there it says \"{}\"", text.words),
            format!(
                "das Skript wurde seit dem Schreiben des Ansagenbuchs geändert; dort steht „{}“",
                text.words
            ),
        ));
    }
    let unknown: Vec<String> = placeholders(&words).into_iter().filter(|p| !known.contains(p)).collect();
    if unknown.is_empty() {
        return Ok(Some(literal));
    }
    let (unknown, list) = (unknown.join(", "), known.iter().cloned().collect::<Vec<_>>().join(", "));
    Err(match list.is_empty() {
        true => (
            format!("{unknown} is unknown here: this text says no values"),
            format!("{unknown} ist hier unbekannt: Dieser Text nennt keine Werte"),
        ),
        false => (
            format!("{unknown} is unknown here; known are {list}"),
            format!("{unknown} ist hier unbekannt; bekannt sind {list}"),
        ),
    })
}

fn write(project: &Project, changes: &[&Change<'_>], dry_run: bool, told: &mut Told) -> Result<(), Failure> {
    for file in &project.files {
        let mut own: Vec<&&Change<'_>> =
            changes.iter().filter(|change| change.of.path == file.path).collect();
        if own.is_empty() {
            continue;
        }
        own.sort_by_key(|change| std::cmp::Reverse(change.of.span));
        let mut text = file.text.to_string();
        for change in own {
            text.replace_range(change.of.span.start..change.of.span.end, &change.literal);
        }
        let path = project.root.join(&*file.path);
        let mended = SourceFile::new(&file.path, &text);
        let faults = |file: &SourceFile| on_deep_stack(|| syntax_errors(&parse(file)).len());
        if faults(&mended) > faults(file) {
            return Err(Failure::Usage(format!(
                "{}: with these texts the script could not be read any more, such as a line of more than 4,000 characters; nothing was changed in it",
                path.display()
            )));
        }
        if dry_run {
            told.text += &difference(&file.path, &file.text, &text);
            continue;
        }
        // the mark at the beginning of a file is no part of its text
        let mark = std::fs::read(&path).is_ok_and(|bytes| bytes.starts_with("\u{feff}".as_bytes()));
        let text = if mark { format!("\u{feff}{text}") } else { text };
        std::fs::write(&path, text).map_err(|error| Failure::write(&path, &error))?;
    }
    Ok(())
}

impl Told {
    fn change(&mut self, text: &ScriptText, words: &str) {
        self.changed += 1;
        self.text += &format!("{}\n  - {}\n  + {words}\n", text.id, text.words);
        let left: BTreeSet<String> = placeholders(words).into_iter().collect();
        let lost: Vec<String> = placeholders(&text.words).into_iter().filter(|p| !left.contains(p)).collect();
        if !lost.is_empty() {
            let lost = lost.join(", ");
            self.text += &match is_german() {
                false => format!("  {lost} is not said any more\n"),
                true => format!("  {lost} wird nicht mehr gesagt\n"),
            };
        }
    }

    fn refuse(&mut self, row: &Row, (en, de): (&str, &str)) {
        self.refused += 1;
        self.text += &match is_german() {
            false => format!("row {}, {}: {en}\n", row.number, row.id),
            true => format!("Zeile {}, {}: {de}\n", row.number, row.id),
        };
    }

    fn sum(&mut self, dry_run: bool) {
        let Told { changed, same, refused, .. } = *self;
        self.text += &match (is_german(), dry_run) {
            (false, false) => format!("{changed} changed, {same} as they were, {refused} refused\n"),
            (false, true) => {
                format!("{changed} to change, {same} as they are, {refused} refused; nothing written\n")
            }
            (true, false) => format!("{changed} geändert, {same} wie zuvor, {refused} abgelehnt\n"),
            (true, true) => {
                format!(
                    "{changed} zu ändern, {same} bleiben gleich, {refused} abgelehnt; nichts geschrieben\n"
                )
            }
        };
    }
}

fn is_german() -> bool {
    crate::terminal::language() == Language::German
}
