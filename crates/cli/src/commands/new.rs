//! `rufplan new CLIENT`

use crate::arguments::New;
use crate::failure::Failure;
use rufplan_diag::Language;
use std::process::ExitCode;

/// The script that is written: English and German comments stand in it, one of the two is left.
const SCRIPT: &str = include_str!("new.ruf");

/// Writes a complete script for a client: greeting, choice of language, opening hours, a menu, a queue, tests.
///
/// # Errors
/// A name that cannot be one, a file that is there already or cannot be written.
pub fn run(arguments: &New) -> Result<ExitCode, Failure> {
    let name = &arguments.client;
    if !is_name(name) {
        return Err(Failure::Usage(format!(
            "`{name}` cannot be the name of a client: small letters, digits and _, and a letter first, e.g. `blumen_baer`"
        )));
    }
    let title = arguments.title.clone().unwrap_or_else(|| spoken(name));
    if title.contains(['"', '{', '}']) || title.trim().is_empty() {
        return Err(Failure::Usage(format!("\"{title}\" cannot be a spoken name: no quotes and no braces")));
    }
    let path = arguments.out.join(format!("{name}.ruf"));
    let text = script(name, &title, crate::terminal::language());
    std::fs::create_dir_all(&arguments.out).map_err(|e| Failure::write(&arguments.out, &e))?;
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).open(&path).map_err(|e| match e.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Failure::Usage(format!("{}: is there already", path.display()))
            }
            _ => Failure::write(&path, &e),
        })?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(|e| Failure::write(&path, &e))?;
    let path = path.display();
    match crate::terminal::language() {
        Language::English => println!(
            "{path} written; `rufplan test {path}` plays its tests, `rufplan call {path}` lets you call"
        ),
        Language::German => println!(
            "{path} geschrieben; `rufplan test {path}` spielt seine Tests, mit `rufplan call {path}` rufen Sie an"
        ),
    }
    Ok(ExitCode::SUCCESS)
}

/// As the grammar reads names; small letters, because names that differ by case only are mistaken for each other.
fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_lowercase())
        && chars.all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '_')
}

/// `blumen_baer` as people say it: `Blumen Baer`.
fn spoken(name: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    name.split('_').filter(|w| !w.is_empty()).map(word).collect::<Vec<_>>().join(" ")
}

/// The script with the comments of one language.
fn script(name: &str, title: &str, language: Language) -> String {
    let (kept, dropped) = match language {
        Language::English => ("//en ", "//de "),
        Language::German => ("//de ", "//en "),
    };
    let mut text = String::new();
    for line in SCRIPT.lines().filter(|line| !line.trim_start().starts_with(dropped)) {
        text.push_str(&line.replacen(kept, "// ", 1));
        text.push('\n');
    }
    text.replace("CLIENT_NAME", name).replace("CLIENT_TITLE", title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rufplan_compiler::{Options, SourceFile, compile};
    use rufplan_machine::value::Date;
    use rufplan_runtime::Program;
    use std::sync::Arc;

    #[test]
    fn what_is_written_is_clean_formatted_and_its_tests_pass() {
        for language in [Language::English, Language::German] {
            let text = script("blumen_baer", "Blumen Baer", language);
            let source = SourceFile::new("blumen_baer.ruf", &text);
            let formatted = rufplan_format::format(&rufplan_syntax::parse(&source)).unwrap();
            assert_eq!(formatted, text);
            let compiled = compile(&[source], &Options::on(Date { year: 2026, month: 11, day: 25 }));
            assert_eq!(compiled.diagnostics, []);
            assert!(compiled.scenarios.len() >= 5);
            let program = Arc::new(Program::load(Arc::new(compiled.machines[0].clone())).unwrap());
            for scenario in &compiled.scenarios {
                let outcome = rufplan_sim::play(Arc::clone(&program), scenario);
                assert!(outcome.passed(), "{}: {:?}", scenario.name, outcome.stumble);
            }
        }
    }

    #[test]
    fn names_are_names() {
        assert!(is_name("blumen_baer") && is_name("a1") && is_name("bär"));
        assert!(!is_name("") && !is_name("1a") && !is_name("Bär") && !is_name("a-b") && !is_name("../x"));
        assert_eq!(spoken("blumen_baer"), "Blumen Baer");
    }
}
