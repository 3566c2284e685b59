//! `rufplan prompts book`: every text as a table, for whoever speaks it and whoever agrees to it.

use super::import;
use super::table::{self, Cell, Column};
use crate::arguments::Book;
use crate::compilation::{Compilation, compile_paths, print_errors};
use crate::deep::on_deep_stack;
use crate::failure::Failure;
use rufplan_compiler::{ScriptText, block_at, placeholders, script_texts};
use rufplan_diag::Language;
use rufplan_machine::call::assumed_words_ms;
use rufplan_machine::script::Place;
use rufplan_syntax::Tree;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

/// How many characters a value is taken for: its words are known only in a call (T1).
const VALUE: &str = "xxxxxxxxxx";

/// The columns, in English and in German. The first, the sixth and the last are those that an import reads.
const COLUMNS: [(Column, &str); 11] = [
    (("id", 34.0), "Kennung"),
    (("client", 14.0), "Mandant"),
    (("prompt", 18.0), "Ansage"),
    (("language", 8.0), "Sprache"),
    (("only when", 24.0), "nur wenn"),
    (("text", 70.0), "Text"),
    (("recording", 26.0), "Aufnahme"),
    (("notes", 30.0), "Hinweise"),
    (("said in", 34.0), "gesagt in"),
    (("seconds", 8.0), "Sekunden"),
    (("version", 12.0), "Stand"),
];

/// Which of the columns an import looks for.
pub(super) const ID: usize = 0;
pub(super) const TEXT: usize = 5;
pub(super) const VERSION: usize = 10;

/// Whether a title is that of a column, in either language.
pub(super) fn is_column(column: usize, title: &str) -> bool {
    let ((english, _), german) = COLUMNS[column];
    let title = title.trim();
    title.eq_ignore_ascii_case(english) || title.eq_ignore_ascii_case(german)
}

/// Writes the book, or brings its texts back into the scripts.
///
/// # Errors
/// When scripts or tables cannot be read or written.
pub(super) fn run(book: &Book) -> Result<ExitCode, Failure> {
    match (&book.out, &book.import) {
        (Some(out), None) => write(book, out),
        (None, Some(table)) => import::run(book, table),
        _ => Err(Failure::Usage("a prompt book needs either --out FILE or --import FILE".to_string())),
    }
}

fn write(book: &Book, out: &Path) -> Result<ExitCode, Failure> {
    table::is_excel(out)?;
    let compilations = compile_paths(&book.paths, crate::moment::today())?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let rows: Vec<Vec<Cell>> = on_deep_stack(|| compilations.iter().flat_map(rows_of).collect::<Vec<_>>());
    let german = crate::terminal::language() == Language::German;
    let columns = COLUMNS.map(|((english, width), other)| (if german { other } else { english }, width));
    table::write(out, &columns, &rows, crate::terminal::language())?;
    let count = rows.len();
    crate::terminal::print(&match german {
        false => format!("{}: {count} text{}\n", out.display(), if count == 1 { "" } else { "s" }),
        true => format!("{}: {count} Text{}\n", out.display(), if count == 1 { "" } else { "e" }),
    });
    Ok(ExitCode::SUCCESS)
}

/// The rows of one project: texts of the scripts that were asked for.
fn rows_of(compilation: &Compilation) -> Vec<Vec<Cell>> {
    let project = &compilation.project;
    let trees: BTreeMap<&str, Tree> =
        project.files.iter().map(|file| (&*file.path, rufplan_syntax::parse(file))).collect();
    let said = Said::of(compilation, &trees);
    let mut rows = Vec::new();
    for tree in trees.values().filter(|tree| project.is_wanted(&tree.source.path)) {
        rows.extend(script_texts(tree).iter().map(|text| row(text, tree, compilation, &said)));
    }
    rows
}

fn row(text: &ScriptText, tree: &Tree, compilation: &Compilation, said: &Said) -> Vec<Cell> {
    let cell = |text: &str| Cell::Text(text.to_string());
    let line = tree.source.position(text.named.start).line;
    let said_in = match &text.prompt {
        Some(_) => said.places(&text.path, line),
        None => place(tree, text.span.start),
    };
    vec![
        cell(&text.id),
        cell(&text.owner),
        cell(text.prompt.as_deref().unwrap_or_default()),
        cell(&text.lang),
        cell(text.when.as_deref().unwrap_or_default()),
        cell(&text.words),
        cell(text.file.as_deref().unwrap_or_default()),
        cell(&text.notes),
        Cell::Text(said_in),
        Cell::Tenths(ms(text, compilation).div_ceil(100)),
        Cell::Text(text.version()),
    ]
}

/// How long it is: the recording where there is one, else by rule T1.
fn ms(text: &ScriptText, compilation: &Compilation) -> u64 {
    let recorded = text.file.as_ref().and_then(|path| compilation.length_ms(path));
    recorded.unwrap_or_else(|| {
        let mut words = text.words.clone();
        for placeholder in placeholders(&text.words) {
            words = words.replace(&placeholder, VALUE);
        }
        u64::from(assumed_words_ms(&words))
    })
}

/// `flow main (nordwind.ruf:81)`
fn place(tree: &Tree, offset: usize) -> String {
    let at = format!("{}:{}", tree.source.path, tree.source.position(offset).line);
    block_at(tree, offset).map_or_else(|| at.clone(), |block| format!("{block} ({at})"))
}

/// Where prompts are said, by the script and the line that declare them.
struct Said(BTreeMap<(String, usize), BTreeSet<String>>);

impl Said {
    fn of(compilation: &Compilation, trees: &BTreeMap<&str, Tree>) -> Self {
        let compiled = &compilation.compiled;
        let mut declared: BTreeMap<(&str, &str), &Place> = BTreeMap::new();
        for (machine, spans) in compiled.machines.iter().zip(&compiled.spans) {
            declared.extend(
                spans.prompts.iter().map(|(id, place)| ((machine.client.as_str(), id.as_str()), place)),
            );
        }
        let mut said: BTreeMap<(String, usize), BTreeSet<String>> = BTreeMap::new();
        for entry in &compiled.prompt_book.entries {
            let Some(at) = declared.get(&(entry.client.as_str(), entry.prompt.as_str())) else { continue };
            let places = entry.said_at.iter().filter_map(|said| {
                let tree = trees.get(said.path.as_str())?;
                let start = tree.source.line_start(usize::try_from(said.line).ok()?)?;
                // a place inside of its block, behind the blanks of its line
                Some(place(
                    tree,
                    start + tree.source.line(said.line as usize)?.len().min(said.column as usize),
                ))
            });
            said.entry((at.path.clone(), at.line as usize)).or_default().extend(places);
        }
        Said(said)
    }

    fn places(&self, path: &str, line: usize) -> String {
        let places = self.0.get(&(path.to_string(), line)).into_iter().flatten();
        places.map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}
