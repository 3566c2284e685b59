//! `rufplan fmt PATH…`

use crate::arguments::Fmt;
use crate::failure::Failure;
use crate::project::{read_script, scripts_at};
use crate::terminal::{counted, said};
use rufplan_diag::SourceFile;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// Formats scripts in place; `--check` names those that would change; `-` filters standard input.
///
/// # Errors
/// When a script cannot be read or written.
pub fn run(arguments: &Fmt) -> Result<ExitCode, Failure> {
    if arguments.paths.iter().any(|p| p.as_os_str() == "-") {
        return filter(arguments);
    }
    let (mut changed, mut broken, mut all) = (0, 0, 0);
    for path in &arguments.paths {
        for script in scripts_at(path)? {
            all += 1;
            let text = read_script(&script)?;
            match formatted(&script.to_string_lossy(), &text) {
                Err(why) => {
                    broken += 1;
                    eprintln!("{}: {why}", shown(&script));
                }
                Ok(neat) if neat == text => {}
                Ok(neat) => {
                    changed += 1;
                    if arguments.check {
                        println!("{}: {}", shown(&script), said("would change", "würde sich ändern"));
                    } else {
                        std::fs::write(&script, neat).map_err(|e| Failure::write(&script, &e))?;
                        println!("{}: {}", shown(&script), said("formatted", "formatiert"));
                    }
                }
            }
        }
    }
    if arguments.check && changed + broken == 0 {
        let scripts = counted(all, ("script", "scripts"), ("Skript", "Skripte"));
        println!("{scripts} {}", said("in the one true layout", "im einen wahren Layout"));
    }
    Ok(ExitCode::from(u8::from(broken > 0 || arguments.check && changed > 0)))
}

fn filter(arguments: &Fmt) -> Result<ExitCode, Failure> {
    if arguments.paths.len() > 1 {
        return Err(Failure::Usage("`-` stands alone".into()));
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|e| Failure::read(Path::new("standard input"), &e))?;
    match formatted("standard input", &text) {
        Ok(neat) if arguments.check => Ok(ExitCode::from(u8::from(neat != text))),
        Ok(neat) => {
            crate::terminal::print(&neat);
            Ok(ExitCode::SUCCESS)
        }
        Err(why) => {
            // nothing is lost: a filter that cannot format gives back what it got
            if !arguments.check {
                crate::terminal::print(&text);
            }
            eprintln!("standard input: {why}");
            Ok(ExitCode::FAILURE)
        }
    }
}

fn formatted(path: &str, text: &str) -> Result<String, String> {
    let source = SourceFile::new(path, text);
    crate::deep::on_deep_stack(move || {
        rufplan_format::format(&rufplan_syntax::parse(&source)).map_err(|e| why(&source, &e))
    })
}

/// The first fault that keeps a file from being read, with its line.
fn why(source: &SourceFile, error: &rufplan_format::NotFormattable) -> String {
    let Some(first) = error.errors.first() else { return "not formatted".into() };
    let line = source.position(first.span.start).line;
    let (code, title) = (first.code, first.title.to(crate::terminal::language()));
    let english = format!(
        "not formatted, because line {line} cannot be read ({code} {title}); `rufplan check` says more"
    );
    let german = format!(
        "nicht formatiert, denn Zeile {line} ist nicht zu lesen ({code} {title}); mehr sagt `rufplan check`"
    );
    said(&english, &german).to_string()
}

fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}
