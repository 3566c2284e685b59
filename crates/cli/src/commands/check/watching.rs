//! `rufplan check --watch`: looks at the scripts and their sound files twice a second and reports anew when one has changed.

use crate::failure::Failure;
use crate::project::load;
use crate::sound_files::named_in;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// How long nothing is looked at.
const EVERY: Duration = Duration::from_millis(500);

/// What decides whether something has changed: texts of scripts, time and length of sound files.
#[derive(PartialEq, Eq)]
struct Seen {
    scripts: Vec<(PathBuf, String)>,
    sounds: Vec<(PathBuf, Option<(SystemTime, u64)>)>,
}

/// Calls `report` at the beginning and after each change, for ever: Ctrl-C ends the process. A script that cannot be read
/// for a moment, because an editor is writing it, is read again.
pub(super) fn watch(paths: &[PathBuf], mut report: impl FnMut() -> Result<(), Failure>) -> ! {
    let mut before = None;
    loop {
        let now = look(paths).map_err(|failure| failure.to_string());
        if before.as_ref() != Some(&now) {
            let reported =
                now.as_ref().map_err(Clone::clone).and_then(|_| report().map_err(|f| f.to_string()));
            if let Err(failure) = reported {
                eprintln!("rufplan: {failure}");
            }
            before = Some(now);
        }
        std::thread::sleep(EVERY);
    }
}

fn look(paths: &[PathBuf]) -> Result<Seen, Failure> {
    let (mut scripts, mut sounds) = (Vec::new(), Vec::new());
    for project in load(paths)? {
        for file in &project.files {
            scripts.push((project.root.join(&*file.path), file.text.to_string()));
            sounds.extend(crate::deep::on_deep_stack(|| named_in(file)).into_iter().map(|sound| {
                let path = project.root.join(sound);
                let facts = std::fs::metadata(&path).and_then(|m| Ok((m.modified()?, m.len()))).ok();
                (path, facts)
            }));
        }
    }
    Ok(Seen { scripts, sounds })
}
