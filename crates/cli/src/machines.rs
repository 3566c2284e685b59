//! Machines kept beside journals, so that every journal can be replayed on the machine it was recorded on.

use crate::failure::Failure;
use rufplan_machine::canonical::{machine_hash, to_canonical_json};
use rufplan_machine::script::Machine;
use std::path::{Path, PathBuf};

/// Writes machines into `machines/` below a folder of journals, each under its hash.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write_beside(journals: &Path, machines: &[Machine]) -> Result<(), Failure> {
    let folder = journals.join("machines");
    std::fs::create_dir_all(&folder).map_err(|e| Failure::write(&folder, &e))?;
    for machine in machines {
        let path = path(&folder, &machine.hash);
        let json = to_canonical_json(machine)
            .map_err(|e| Failure::Environment(format!("{}: {e}", path.display())))?;
        std::fs::write(&path, json).map_err(|e| Failure::write(&path, &e))?;
    }
    Ok(())
}

/// The machine of a journal, by its hash.
///
/// # Errors
/// When it is not there, cannot be read, or is not what its hash says.
pub fn read_beside(journal: &Path, hash: &str) -> Result<Machine, Failure> {
    let folder = journal.parent().unwrap_or(Path::new(".")).join("machines");
    let path = path(&folder, hash);
    let text = std::fs::read_to_string(&path).map_err(|_| {
        Failure::Usage(format!(
            "{}: its machine {} is not there; replay it on a script by --scripts",
            journal.display(),
            path.display()
        ))
    })?;
    let machine: Machine =
        serde_json::from_str(&text).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))?;
    if machine_hash(&machine).ok().as_deref() != Some(hash) {
        return Err(Failure::Usage(format!("{}: was changed since it was recorded", path.display())));
    }
    Ok(machine)
}

fn path(folder: &Path, hash: &str) -> PathBuf {
    folder.join(format!("{}.json", hash.replace(':', "-")))
}
