//! The built-in texts: library `std` of `flows/std/std.ruf`, compiled in; every client has it (rule L6).

use rufplan_diag::SourceFile;
use rufplan_syntax::ast::{self, Decl, DeclKind, File, Ident, Prompt, PromptLine, PromptPart};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Name of the library; its prompts are named `std.silence` and so on.
pub const LIBRARY: &str = "std";

/// Where it would stand if it were a file of the project.
pub const PATH: &str = "std/std.ruf";

const SOURCE: &str = include_str!("../../../../flows/std/std.ruf");

/// The language whose words are said in languages that the library does not have.
const FALLBACK: &str = "en";

/// Read once: every client has it.
fn file() -> &'static File {
    static FILE: LazyLock<File> =
        LazyLock::new(|| ast::lower(&rufplan_syntax::parse(&SourceFile::new(PATH, SOURCE))));
    &FILE
}

fn prompts(file: &File) -> impl Iterator<Item = &Prompt> {
    file.decls.iter().filter_map(|decl| match &decl.kind {
        DeclKind::Prompt(prompt) => Some(prompt),
        _ => None,
    })
}

/// The names of its prompts, without the library's.
pub(super) fn names() -> Vec<String> {
    prompts(file()).filter_map(|p| Some(p.name.as_ref()?.text.clone())).collect()
}

/// A prompt of the library in the languages of a client. `de-AT` gets the words of `de`; a language that the library
/// does not have gets the English words in an English voice.
fn prompt(name: &str, languages: &[String]) -> Option<Prompt> {
    let found = prompts(file()).find(|p| p.name.as_ref().is_some_and(|n| n.text == name))?;
    let line = |tag: &str| found.lines.iter().find(|line| line.lang.text == tag);
    let mut lines = Vec::new();
    for tag in languages {
        let base = tag.split('-').next().unwrap_or(tag);
        let own = line(tag).or_else(|| line(base));
        let mut spoken: PromptLine = own.or_else(|| line(FALLBACK))?.clone();
        if own.is_none() {
            for part in &mut spoken.parts {
                if let PromptPart::Words { lang, .. } = part {
                    *lang = Some(Ident { text: FALLBACK.to_string(), span: spoken.lang.span });
                }
            }
        }
        spoken.lang.text = tag.clone();
        lines.push(spoken);
    }
    Some(Prompt { lines, ..found.clone() })
}

/// The prompts that a client speaks of and does not replace, as a file of it.
pub(super) fn instance(
    client: &str,
    wanted: &BTreeSet<String>,
    files: &[File],
    languages: &[String],
) -> Option<File> {
    let is_replaced = |name: &str| {
        let full = format!("{LIBRARY}.{name}");
        files.iter().flat_map(|f| &f.decls).any(|decl| {
            matches!(&decl.kind, DeclKind::Prompt(p) if p.name.as_ref().is_some_and(|n| n.text == full))
        })
    };
    let file = file();
    let mut decls = Vec::new();
    for decl in &file.decls {
        let kind = match &decl.kind {
            DeclKind::Library(_) => DeclKind::PartOf(Ident { text: client.to_string(), span: decl.mark }),
            DeclKind::Prompt(own) => {
                let Some(name) = own.name.as_ref().map(|n| n.text.clone()) else { continue };
                if !wanted.contains(&name) || is_replaced(&name) {
                    continue;
                }
                let Some(mut prompt) = prompt(&name, languages) else { continue };
                prompt.name.iter_mut().for_each(|n| n.text = format!("{LIBRARY}.{name}"));
                DeclKind::Prompt(prompt)
            }
            _ => continue,
        };
        decls.push(Decl { kind, ..decl.clone() });
    }
    (decls.len() > 1).then(|| File { decls, ..file.clone() })
}
