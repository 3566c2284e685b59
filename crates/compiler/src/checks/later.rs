//! What the language allows and this version cannot do (E0113), as far as the machine shows it: languages in which it
//! cannot say values, blocks of too many numbers.

use crate::generate::{BLOCK_NUMBERS_MAX, block_ends};
use crate::project::Client;
use rufplan_check::Place;
use rufplan_check::diagnostics::{Later, e0113};
use rufplan_check::symbols::Symbols;
use rufplan_diag::{Diagnostic, Span};
use rufplan_speech::Speaker;
use rufplan_syntax::ast::{DeclKind, ExprKind, NumberLine, PromptPart, SettingValueKind};

/// Languages of the client and of texts (`in tr`) that crate `speech` does not know: a machine with one could not be
/// loaded.
pub(crate) fn unspoken(client: &Client<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut report = |file: usize, tag: &str, span: Span| {
        if Speaker::for_lang(tag).is_none() {
            let place = Place { file: client.source(file).path.clone(), span };
            let message = (
                format!(
                    "This version of rufplan speaks German and English: it has no words for numbers, times or amounts in `{tag}`."
                ),
                format!(
                    "Diese Version von rufplan spricht Deutsch und Englisch: Für Zahlen, Zeiten und Beträge in `{tag}` hat sie keine Worte."
                ),
            );
            found.push(e0113(place, Later::Part("this language")).message(message));
        }
    };
    for (tag, span) in languages(client.symbols) {
        report(0, tag, span);
    }
    for (file, decl) in client.decls() {
        let DeclKind::Prompt(prompt) = &decl.kind else { continue };
        for part in prompt.lines.iter().flat_map(|line| &line.parts) {
            if let PromptPart::Words { lang: Some(lang), .. } = part {
                report(file, &lang.text, lang.span);
            }
        }
    }
    found
}

/// Blocks of more numbers than a machine holds one by one.
pub(crate) fn great_blocks(client: &Client<'_>) -> Vec<Diagnostic> {
    let is_great = |line: &&NumberLine| {
        let ends = line.to.as_ref().and_then(|to| block_ends(&line.number.text, &to.text));
        ends.is_some_and(|(from, to)| to - from >= BLOCK_NUMBERS_MAX)
    };
    let lines = client.symbols.client.numbers.iter().filter(is_great);
    lines
        .map(|line| {
            let place = Place { file: client.source(0).path.clone(), span: line.span };
            let message = (
                format!("One line can hold {BLOCK_NUMBERS_MAX} numbers at most; calls to the others would lead nowhere."),
                format!("Eine Zeile kann höchstens {BLOCK_NUMBERS_MAX} Rufnummern haben; Anrufe an die übrigen führten nirgendwohin."),
            );
            e0113(place, Later::Part("this block of numbers")).message(message)
        })
        .collect()
}

/// The tags of `languages:` and their places.
fn languages<'a>(symbols: &'a Symbols<'a>) -> Vec<(&'a str, Span)> {
    let settings = symbols.client.settings.iter().filter(|setting| setting.key.text == "languages");
    let values = settings.flat_map(|setting| &setting.values);
    values
        .filter_map(|value| match &value.kind {
            SettingValueKind::Locale(tag) => Some((tag.as_str(), value.span)),
            SettingValueKind::Expr(expr) => match &expr.kind {
                ExprKind::Path(path) => path.single().map(|tag| (tag.text.as_str(), value.span)),
                _ => None,
            },
            _ => None,
        })
        .collect()
}
