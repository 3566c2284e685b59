//! Whether the output is a terminal, and colours only there.

use rufplan_diag::Language;
use std::io::IsTerminal;
use std::sync::OnceLock;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Whether standard output may be coloured: a terminal, and nobody said `NO_COLOR`.
pub fn colours() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// Chooses the language of messages about scripts; the first choice holds.
pub fn speak(language: Language) {
    // a second choice would come from a second command line; there is none
    let _ = LANGUAGE.set(language);
}

/// The language of messages about scripts.
pub fn language() -> Language {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// The text in the language of messages.
pub fn said<'t>(english: &'t str, german: &'t str) -> &'t str {
    match language() {
        Language::English => english,
        Language::German => german,
    }
}

/// A count with its noun in the language of messages; nouns are singular and plural.
pub fn counted(n: usize, english: (&str, &str), german: (&str, &str)) -> String {
    let (one, many) = (said(english.0, german.0), said(english.1, german.1));
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Prints to standard output; a closed pipe (`| head`) ends the process quietly.
pub fn print(text: &str) {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

/// Log lines go to standard error: warnings and errors, or what `RUFPLAN_LOG` asks for, e.g. `rufplan_server=debug`.
/// The SIP library stays at warnings whatever is asked for: it would write out whole messages, with numbers in them.
pub fn log_to_standard_error() {
    let asked = std::env::var("RUFPLAN_LOG").ok().and_then(|text| text.parse::<Targets>().ok());
    let targets = asked.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let targets = targets.with_target("rsipstack", LevelFilter::WARN);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // a second subscriber in one process would be refused; there is none
    let _ = tracing_subscriber::registry().with(targets).with(lines).try_init();
}
