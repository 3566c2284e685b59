//! What is said: named prompts and inline texts.

use super::{Generator, Origin};
use rufplan_check::expr::Naming;
use rufplan_diag::Span;
use rufplan_machine::script::{LangTag, Part, Prompt, PromptId, PromptLine, Recording, SayAs, Stretch};
use rufplan_machine::value::Kind;
use rufplan_syntax::ast::{self, DeclKind, ExprKind, Literal, Piece, PromptPart, Say, SayItem, Sound, Text};
use std::collections::BTreeMap;

/// The key of lines that hold for every language.
pub(crate) const ANY: &str = "any";

impl Generator<'_> {
    /// All named prompts.
    pub(super) fn prompts(&mut self) {
        for (file, decl) in self.client.decls() {
            let DeclKind::Prompt(prompt) = &decl.kind else { continue };
            let Some(name) = &prompt.name else { continue };
            let mut lines: BTreeMap<LangTag, Vec<PromptLine>> = BTreeMap::new();
            for line in &prompt.lines {
                let made = self.prompt_line(file, line);
                lines.entry(line.lang.text.clone()).or_default().push(made);
            }
            let origin = self.origin(file, name.span);
            self.out.prompts.entry(name.text.clone()).or_insert(origin);
            self.out.machine.prompts.entry(name.text.clone()).or_insert(Prompt { lines });
        }
    }

    fn prompt_line(&self, file: usize, line: &ast::PromptLine) -> PromptLine {
        let parts = line.parts.iter().map(|part| match part {
            PromptPart::Words { text, lang, sound } => Part::Words {
                stored: match sound {
                    Some(Sound::Stored(path)) => Some(self.expressions.path(file, path, None)),
                    Some(Sound::File(_)) | None => None,
                },
                stretches: self.stretches(file, text),
                recording: match sound {
                    Some(Sound::File(path)) => path.plain().and_then(|path| self.recording(path)),
                    Some(Sound::Stored(_)) | None => None,
                },
                lang: lang.as_ref().map(|l| l.text.clone()),
            },
            PromptPart::Value(value) => Part::Words {
                stretches: vec![self.value(file, value)],
                recording: None,
                stored: None,
                lang: None,
            },
            PromptPart::Pause(ms) => Part::Pause(ms.value.and_then(|ms| u32::try_from(ms).ok()).unwrap_or(0)),
        });
        PromptLine {
            when: line.when.as_ref().map(|when| self.expressions.condition(file, when)),
            parts: parts.collect(),
            speed_percent: line
                .speed_permille
                .as_ref()
                .and_then(|speed| speed.value)
                .and_then(|permille| u16::try_from(permille / 10).ok()),
            of: None,
        }
    }

    /// A text as fixed words and values.
    pub(super) fn stretches(&self, file: usize, text: &Text) -> Vec<Stretch> {
        let pieces = text.pieces.iter().map(|piece| match piece {
            Piece::Fixed { text, .. } => Stretch::Fixed(text.clone()),
            Piece::Placeholder(value) => self.value(file, value),
        });
        pieces.collect()
    }

    fn value(&self, file: usize, value: &ast::Placeholder) -> Stretch {
        let (value, say_as) = self.expressions.placeholder(file, value);
        Stretch::Value { value, say_as }
    }

    /// An address: its values are written plain.
    pub(super) fn address(&self, file: usize, text: &Text) -> Vec<Stretch> {
        let pieces = text.pieces.iter().map(|piece| match piece {
            Piece::Fixed { text, .. } => Stretch::Fixed(text.clone()),
            Piece::Placeholder(value) => {
                let value = self.expressions.expr(file, &value.value, None);
                Stretch::Value { value, say_as: SayAs::Plain }
            }
        });
        pieces.collect()
    }

    /// A sound file of the project, where it is there at compile time.
    pub(super) fn recording(&self, path: &str) -> Option<Recording> {
        let sha256 = self.options.recording(path)?;
        Some(Recording { path: path.to_string(), sha256 })
    }

    /// What a `say` says; inline texts become prompts.
    pub(super) fn said(&mut self, file: usize, say: &Say) -> Vec<PromptId> {
        let mut prompts = Vec::new();
        for item in &say.items {
            prompts.extend(match item {
                SayItem::Path(path) => self.recording_prompt(file, path).or_else(|| self.named(file, path)),
                SayItem::Text(text) => {
                    let id = self.inline(file, text);
                    self.note_said(&id, file, text.span);
                    Some(id)
                }
            });
        }
        prompts
    }

    /// The prompt that a setting names or spells out.
    pub(super) fn prompt_of(&mut self, file: usize, expr: &ast::Expr) -> Option<PromptId> {
        match &expr.kind {
            ExprKind::Path(path) => self.named(file, path),
            ExprKind::Literal(Literal::Text(text)) => {
                let id = self.inline(file, text);
                self.note_said(&id, file, expr.span);
                Some(id)
            }
            _ => None,
        }
    }

    /// The prompt that a name or a reference names.
    fn named(&mut self, file: usize, path: &ast::Path) -> Option<PromptId> {
        let naming = self.expressions.naming(file, Kind::Prompt, path)?;
        for name in naming.names() {
            self.note_said(name, file, path.span);
        }
        match naming {
            Naming::Fixed(name) => self.out.machine.prompts.contains_key(&name).then_some(name),
            Naming::Among(value, names) => Some(self.referenced(&value, &names)),
        }
    }

    fn note_said(&mut self, prompt: &str, file: usize, span: Span) {
        let origin = self.origin(file, span);
        self.out.said_at.entry(prompt.to_string()).or_default().push(origin);
    }

    /// An inline text is a prompt for all languages, named by its source text (rule T5 finds it by that).
    fn inline(&mut self, file: usize, text: &Text) -> PromptId {
        let id = self.client.source(file).slice(text.span).to_string();
        if !self.out.machine.prompts.contains_key(&id) {
            let part = Part::Words {
                stretches: self.stretches(file, text),
                recording: None,
                stored: None,
                lang: None,
            };
            let line = PromptLine { when: None, parts: vec![part], speed_percent: None, of: None };
            let lines = BTreeMap::from([(ANY.to_string(), vec![line])]);
            self.out.machine.prompts.insert(id.clone(), Prompt { lines });
            let origin = Origin { file: self.client.source(file).path.clone(), span: text.span };
            self.out.prompts.insert(id.clone(), origin);
        }
        id
    }
}
