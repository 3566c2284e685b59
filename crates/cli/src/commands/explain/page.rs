//! The page about a code, in the language of the messages.

use crate::failure::Failure;
use rufplan_diag::Language;
use std::fmt::Write as _;
use std::process::ExitCode;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Prints what a code means, with a script that has the fault and one that has not.
///
/// # Errors
/// When there is no such code.
pub(super) fn run(code: &str) -> Result<ExitCode, Failure> {
    let code = code.to_uppercase();
    let Some((_, page)) = PAGES.iter().find(|(of, _)| *of == code) else {
        return Err(Failure::Usage(format!(
            "`{code}`: there is no such code; `rufplan check` prints the codes of what it finds"
        )));
    };
    crate::terminal::print(&shown(page, crate::terminal::language()));
    Ok(ExitCode::SUCCESS)
}

/// A page as plain text: its English part, or its section `## Deutsch` with the same scripts.
fn shown(page: &str, language: Language) -> String {
    let (english, german) = page.split_once("\n## Deutsch\n").unwrap_or((page, ""));
    if language == Language::English || german.is_empty() {
        return plain(english, "Wrong:", "Right:");
    }
    let code = english.trim_start_matches("# ").split(':').next().unwrap_or_default();
    let (title, text) = german.trim().split_once('\n').unwrap_or((german.trim(), ""));
    let scripts = &english[english.find("```ruf").unwrap_or(english.len())..];
    let whole = format!(
        "# {code}: {}\n\n{}\n\n{}",
        title.trim_start_matches('#').trim(),
        text.trim(),
        fenced(scripts)
    );
    plain(&whole, "Falsch:", "Richtig:")
}

/// Only the scripts of a page, not the words between them.
fn fenced(page: &str) -> String {
    let mut text = String::new();
    for (index, piece) in page.split("```").enumerate() {
        if index % 2 == 1 {
            let _ = write!(text, "```{piece}```\n\n");
        }
    }
    text
}

/// Markdown for a terminal: headings without their signs, scripts set in under a word that says which they are, and
/// under the name of their file where a project has several.
fn plain(page: &str, wrong: &str, right: &str) -> String {
    let mut text = String::new();
    let mut in_script = false;
    for line in page.trim().lines() {
        if let Some(fence) = line.strip_prefix("```") {
            in_script = !in_script;
            if in_script {
                let word = if fence.contains("wrong") { wrong } else { right };
                let _ = writeln!(text, "{word}\n");
                if let Some(file) = fence.split_whitespace().find(|word| word.ends_with(".ruf")) {
                    let _ = writeln!(text, "    // {file}");
                }
            }
        } else if in_script && !line.is_empty() {
            let _ = writeln!(text, "    {line}");
        } else if line != right {
            // the word before the right script stands at the script itself
            let _ = writeln!(text, "{}", line.trim_start_matches('#').trim_start());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{PAGES, shown};
    use rufplan_diag::Language;

    #[test]
    fn every_page_has_both_languages_and_both_scripts() {
        assert!(PAGES.len() > 60);
        for (code, page) in PAGES {
            assert!(page.starts_with(&format!("# {code}: ")), "{code}");
            for language in [Language::English, Language::German] {
                let text = shown(page, language);
                let (wrong, right) = match language {
                    Language::English => ("\nWrong:\n", "\nRight:\n"),
                    Language::German => ("\nFalsch:\n", "\nRichtig:\n"),
                };
                assert!(text.starts_with(&format!("{code}: ")), "{text}");
                assert!(text.contains(wrong) && !text.contains("```"), "{text}");
                let right_scripts = page.matches("```ruf right").count();
                assert_eq!(text.matches(right).count(), right_scripts, "{text}");
                assert!(right_scripts > 0, "{code}");
            }
            let files = page.lines().filter(|line| line.starts_with("```ruf") && line.ends_with(".ruf"));
            for file in files.filter_map(|line| line.split(' ').next_back()) {
                assert!(
                    shown(page, Language::German).contains(&format!("    // {file}\n")),
                    "{code}: {file}"
                );
            }
            assert_ne!(shown(page, Language::English), shown(page, Language::German), "{code}");
        }
    }
}
