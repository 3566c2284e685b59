//! Random scripts that are valid: what a property must hold for.
//!
//! [`script`] writes one from a seed. It has every kind of declaration and statement; flows lead forward only, every
//! `choose` is complete, every question has a way out, so that the checker has no error to report. What a warning may
//! say does not matter.

mod blocks;
mod declarations;

use crate::seeded::Seeded;
use blocks::Blocks;

/// How many flows a script has.
const FLOWS: usize = 4;

/// A valid script from a seed.
pub fn script(seed: u64) -> String {
    let mut rng = Seeded::new(seed);
    let languages: &[&str] = if rng.chance(60) { &["de", "en"] } else { &["de"] };
    let mut text = declarations::head(&mut rng, languages);
    let mut blocks = Blocks::new(rng);
    for flow in 0..FLOWS {
        blocks.flow(flow, FLOWS);
    }
    blocks.helpers();
    text.push_str(&blocks.text);
    text
}
