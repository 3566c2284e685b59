//! Makes the music on hold of the reference clients: seamless loops, calm and different from each other.
//!
//! `cargo run -p rufplan-sounds --example compose -- flows/reference/musik` writes them
//! there. The same program always makes the same music.

mod loops;
mod pieces;
mod synth;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use rufplan_sounds::{Pcm, Sound, TELEPHONE_HZ, loudness_lufs};

/// Level of the music in dB below that of a full-scale sine.
const LEVEL_DBFS: f64 = -20.0;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("give the folder to write to")?);
    fs::create_dir_all(&folder)?;
    let mut rings = vec![("ruhig.wav", pieces::ruhig()), ("moorbach.wav", pieces::moorbach())];
    rings.extend(loops::LOOPS.iter().map(|piece| (piece.file, piece.ring())));
    for (name, ring) in rings {
        let pcm = Pcm { rate_hz: TELEPHONE_HZ, samples: ring.at_level(LEVEL_DBFS) };
        let peak = pcm.samples.iter().map(|s| s.unsigned_abs()).max().unwrap_or(0);
        let sound = Sound::from_pcm(&pcm);
        fs::write(folder.join(name), sound.to_wav())?;
        println!(
            "{name}: {} ms, {:.1} LUFS, peak {:.1} dBFS",
            sound.length_ms,
            loudness_lufs(&pcm).unwrap_or(f64::NEG_INFINITY),
            20.0 * (f64::from(peak) / 32_768.0).log10()
        );
    }
    Ok(())
}
