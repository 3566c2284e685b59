//! Prompts that references name (language.md 2.8).
//!
//! Where a reference is said, a prompt stands for it that holds the lines of all prompts that it can be, each under the
//! condition that it is meant. So words can be said by reference wherever they can be said by name, in menus as well,
//! and the machine still knows no dynamic names.

use super::{Generator, prompts::ANY};
use rufplan_machine::script::{CompareOp, Expr, LangTag, Machine, Part, Prompt, PromptId, PromptLine};
use rufplan_machine::value::Value;
use std::collections::BTreeMap;

impl Generator<'_> {
    /// The prompt that stands for a reference, named by the reference in braces.
    pub(super) fn referenced(&mut self, value: &Expr, names: &[String]) -> PromptId {
        let id = format!("{{{}}}", reference_words(value));
        let machine = &self.out.machine;
        let mut lines: BTreeMap<LangTag, Vec<PromptLine>> = BTreeMap::new();
        for lang in &machine.languages {
            let mut all = Vec::new();
            for (index, name) in names.iter().enumerate() {
                // the list is closed: what is none of the others is the last
                let is_meant = (index + 1 < names.len()).then(|| is_name(value, name));
                let Some(prompt) = machine.prompts.get(name) else { continue };
                all.extend(spoken_in(prompt, lang, machine).into_iter().map(|line| PromptLine {
                    when: both(is_meant.clone(), line.when),
                    of: Some(name.clone()),
                    ..line
                }));
            }
            lines.insert(lang.clone(), all);
        }
        self.out.machine.prompts.insert(id.clone(), Prompt { lines });
        id
    }
}

/// The lines of a prompt that hold for a language; those of `any` are spoken by the voice of the client's first.
fn spoken_in(prompt: &Prompt, lang: &str, machine: &Machine) -> Vec<PromptLine> {
    if let Some(lines) = prompt.lines.get(lang) {
        return lines.clone();
    }
    let mut lines = prompt.lines.get(ANY).cloned().unwrap_or_default();
    for part in lines.iter_mut().flat_map(|line| &mut line.parts) {
        if let Part::Words { lang: lang @ None, .. } = part {
            *lang = machine.languages.first().cloned();
        }
    }
    lines
}

fn is_name(value: &Expr, name: &str) -> Expr {
    Expr::Compare {
        op: CompareOp::Is,
        left: Box::new(value.clone()),
        right: Box::new(Expr::Value(Value::Reference(name.to_string()))),
    }
}

fn both(a: Option<Expr>, b: Option<Expr>) -> Option<Expr> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Expr::And(vec![a, b])),
        (one, None) | (None, one) => one,
    }
}

/// A reference in words: its variable and fields.
fn reference_words(value: &Expr) -> String {
    match value {
        Expr::Var(name) => name.clone(),
        Expr::Field(of, field) => format!("{}.{field}", reference_words(of)),
        _ => String::new(),
    }
}
