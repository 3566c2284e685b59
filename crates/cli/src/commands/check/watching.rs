//! `rufplan check --watch`: looks at the scripts and their sound files twice a second and reports anew when one has changed.
//! Only the clients that a change concerns are checked again.

use super::Checks;
use crate::arguments::Check;
use crate::failure::Failure;
use rufplan_compiler::SoundFacts;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long nothing is looked at.
const EVERY: Duration = Duration::from_millis(500);

/// What decides whether something has changed: texts of scripts, and what is known of their sound files.
#[derive(PartialEq, Eq)]
struct Seen {
    scripts: Vec<(PathBuf, Arc<str>)>,
    sounds: Vec<SoundFacts>,
}

/// Reports at the beginning and after each change, for ever: Ctrl-C ends the process. A script that cannot be read for a
/// moment, because an editor is writing it, is read again.
pub(super) fn watch(arguments: &Check) -> ! {
    let mut checks = Checks::default();
    let mut before = None;
    loop {
        let now = look(&mut checks, arguments).map_err(|failure| failure.to_string());
        if before.as_ref() != Some(&now) {
            let reported = now.as_ref().map_err(Clone::clone).and_then(|_| {
                checks.check(arguments).map_err(|failure| failure.to_string())?;
                if crate::terminal::colours() {
                    crate::terminal::print("\u{1b}[2J\u{1b}[H");
                }
                checks.report(arguments);
                Ok(())
            });
            if let Err(failure) = reported {
                eprintln!("rufplan: {failure}");
            }
            before = Some(now);
        }
        std::thread::sleep(EVERY);
    }
}

fn look(checks: &mut Checks, arguments: &Check) -> Result<Seen, Failure> {
    checks.look(&arguments.paths)?;
    let scripts = checks.projects.iter().flat_map(|checked| {
        let root = &checked.project.root;
        checked.project.files.iter().map(|file| (root.join(&*file.path), Arc::clone(&file.text)))
    });
    let sounds = checks.projects.iter().map(|checked| checked.facts.clone()).collect();
    Ok(Seen { scripts: scripts.collect(), sounds })
}
