//! Drives a switch with virtual time from a scenario or a journal.
//!
//! - [`Stage`] is one call and the world around it: it performs what the switch wants, in virtual time (rules T1, T2),
//!   and notes what is heard.
//! - [`play`] runs a compiled `test` block on a stage by rules T3 to T9.
//! - [`retell`] writes a recorded call as a `test` block; [`Coverage`] counts what calls have met of a machine.
//! - [`replay`] runs the events of a journal through a machine again.
//!
//! Pure: the same scenario gives the same outcome, to the byte.

mod coverage;
mod observed;
mod play;
mod replay;
mod retell;
mod stage;

pub use coverage::{Coverage, Item, ItemKind, path_of};
pub use observed::{Listener, Observed, What};
pub use play::{Outcome, Stumble, Warning, play};
pub use replay::{Replayed, replay};
pub use retell::{retell, scenario_of};
pub use stage::{Stage, Untold};
