//! Every text of a script that callers or agents can hear, where it stands, and how it is called in a table.

use crate::cells::cell_of;
use rufplan_diag::Span;
use rufplan_machine::canonical::sha256_of;
use rufplan_syntax::ast::{self, Decl, DeclKind, PromptLine, PromptPart, Sound};
use rufplan_syntax::{Node, Rule, Tree};
use std::sync::Arc;

/// One text of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptText {
    /// Its name in a table: `nordwind/welcome/de/1`, `hallo/flow main/say/2`. Edits elsewhere leave that of a prompt as it is.
    pub id: String,
    /// The client, or `library` and the name of the library.
    pub owner: String,
    /// The prompt; `None` for words that a `say` says itself.
    pub prompt: Option<String>,
    /// The language in which it is spoken, or `any`; empty where a `say` says it in the client's only language.
    pub lang: String,
    /// The condition of its line.
    pub when: Option<String>,
    /// As in a cell of a table.
    pub words: String,
    /// Path of its recording.
    pub file: Option<String>,
    /// The comment above, for whoever speaks it.
    pub notes: String,
    /// The script.
    pub path: Arc<str>,
    /// Where it stands, with its quotes.
    pub span: Span,
    /// Where the name of the prompt stands, or the text itself.
    pub named: Span,
}

impl ScriptText {
    /// A mark of the words as they are: by it a table tells whether the script was changed since.
    pub fn version(&self) -> String {
        version_of(&self.words)
    }
}

/// The mark of some words. It begins with a letter, so that no program takes it for a number.
pub fn version_of(words: &str) -> String {
    let hash = sha256_of(words.as_bytes());
    format!("v{}", hash.trim_start_matches("sha256:").chars().take(10).collect::<String>())
}

/// All texts of a script, in its order.
pub fn script_texts(tree: &Tree) -> Vec<ScriptText> {
    let file = ast::lower(tree);
    let Some(owner) = owner(&file) else { return Vec::new() };
    let mut said: Vec<&Node> = Vec::new();
    tree.root.walk(&mut |node| {
        if node.rule == Rule::say_item {
            said.extend(node.child(Rule::string));
        }
    });
    let mut reader = Reader { file: &file, owner, found: Vec::new() };
    for decl in &file.decls {
        match &decl.kind {
            DeclKind::Prompt(prompt) => {
                if let Some(name) = &prompt.name {
                    reader.prompt(decl, &name.text, name.span, &prompt.lines);
                }
            }
            DeclKind::ReplacePrompt(replaced) => {
                reader.prompt(decl, &replaced.of.text(), replaced.of.span, &replaced.lines);
            }
            _ => reader.said(decl, &said),
        }
    }
    reader.found
}

/// Who owns the texts of a file; `None` where nobody says.
fn owner(file: &ast::File) -> Option<String> {
    file.decls.iter().find_map(|decl| match &decl.kind {
        DeclKind::Client(client) => client.name.as_ref().map(|name| name.text.clone()),
        DeclKind::PartOf(name) => Some(name.text.clone()),
        DeclKind::Library(library) => Some(format!("library {}", library.name.text)),
        _ => None,
    })
}

struct Reader<'a> {
    file: &'a ast::File,
    owner: String,
    found: Vec<ScriptText>,
}

impl Reader<'_> {
    fn prompt(&mut self, decl: &Decl, name: &str, named: Span, lines: &[PromptLine]) {
        for (index, line) in lines.iter().enumerate() {
            let lang = &line.lang.text;
            let number = lines[..=index].iter().filter(|other| other.lang.text == *lang).count();
            let words = line.parts.iter().filter(|part| matches!(part, PromptPart::Words { .. })).count();
            let mut part_number = 0;
            for part in &line.parts {
                let PromptPart::Words { text, lang: voice, sound } = part else { continue };
                part_number += 1;
                // a jingle has no words
                if text.pieces.is_empty() {
                    continue;
                }
                let part = if words > 1 { format!(".{part_number}") } else { String::new() };
                let file = match sound {
                    Some(Sound::File(path)) => path.plain().map(str::to_string),
                    Some(Sound::Stored(_)) | None => None,
                };
                let speed = line.speed_permille.as_ref().and_then(|speed| speed.value);
                let notes = decl.description.iter().cloned();
                let notes = notes.chain(speed.map(|permille| format!("speed {}%", permille / 10)));
                self.found.push(ScriptText {
                    id: format!("{}/{name}/{lang}/{number}{part}", self.owner),
                    owner: self.owner.clone(),
                    prompt: Some(name.to_string()),
                    lang: voice.as_ref().unwrap_or(&line.lang).text.clone(),
                    when: line.when.as_ref().map(|when| self.file.source.slice(when.span).to_string()),
                    words: cell_of(self.file.source.slice(text.span)),
                    file,
                    notes: notes.collect::<Vec<_>>().join(" "),
                    path: self.file.source.path.clone(),
                    span: text.span,
                    named,
                });
            }
        }
    }

    /// Words that stand in a `say` of a declaration itself.
    fn said(&mut self, decl: &Decl, all: &[&Node]) {
        let source = &self.file.source;
        let block = source.slice(decl.mark).trim();
        let own =
            all.iter().filter(|text| decl.span.start <= text.span.start && text.span.end <= decl.span.end);
        for (index, text) in own.enumerate() {
            self.found.push(ScriptText {
                id: format!("{}/{block}/say/{}", self.owner, index + 1),
                owner: self.owner.clone(),
                prompt: None,
                lang: String::new(),
                when: None,
                words: cell_of(text.text(source)),
                file: None,
                notes: decl.description.join(" "),
                path: source.path.clone(),
                span: text.span,
                named: text.span,
            });
        }
    }
}

/// What a place of a script stands in, by its first words: `flow main`, `queue service`.
pub fn block_at(tree: &Tree, offset: usize) -> Option<String> {
    let file = ast::lower(tree);
    let decl = file.decls.iter().find(|decl| (decl.span.start..decl.span.end).contains(&offset))?;
    Some(file.source.slice(decl.mark).trim().to_string())
}
