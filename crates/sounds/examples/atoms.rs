//! Renders the units that spoken values are put together from, in all languages.
//!
//! `cargo run -p rufplan-sounds --example atoms -- audio/prompts` renders with espeak-ng what is missing there.

use std::error::Error;
use std::path::PathBuf;

use rufplan_sounds::{EspeakNg, Store, VoiceSettings, atom_wordings};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("give the folder of the store")?);
    let store = Store::open(&[], Some(&folder), VoiceSettings::default())?;
    let voice = EspeakNg::find(None, VoiceSettings::default(), EspeakNg::LIMIT)?;
    let report = store.render_missing(&atom_wordings(), &voice)?;
    for (wording, error) in &report.failed {
        eprintln!("{} `{}`: {error}", wording.lang, wording.text);
    }
    println!("{} rendered, {} present, {} bytes", report.rendered.len(), report.present, report.bytes);
    println!("manifest {}", store.manifest_hash());
    match report.failed.len() {
        0 => Ok(()),
        failed => Err(format!("{failed} could not be spoken").into()),
    }
}
