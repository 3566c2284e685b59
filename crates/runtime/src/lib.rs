//! Drives one call through a machine, one event at a time.
//!
//! Pure: no clock, no I/O, no randomness. [`step`] is the heart: `(program, configuration, moment, event)` give the
//! next configuration and the effects; [`Call`] wraps it for a shell and knows the next deadline. The words are those
//! of [`rufplan_machine::call`]; the rules are cited by their number in `semantics.md` (S1, Q3 …). Queues and agents
//! live in crate `acd`, and crate `switch` joins both; there is what a shell drives.
//!
//! ```no_run
//! # use std::sync::Arc;
//! # use rufplan_machine::{call::Event, script::Machine};
//! # use rufplan_runtime::{Call, Program};
//! # fn shell(machine: Arc<Machine>, now_ms: i64) -> Result<(), rufplan_runtime::LoadError> {
//! let program = Arc::new(Program::load(machine)?);
//! let mut call = Call::new(program, "c1");
//! let event = Event::Call { number: "+49305550100".into(), from: None, switches: Default::default() };
//! let step = call.handle(now_ms, &event);
//! // perform `step.effects`, then wait for what happens, at most until `step.deadline_ms`: then send `Event::Tick`
//! # Ok(()) }
//! ```
//!
//! Contract with the shell:
//!
//! - The first event is `call`; `enqueue` is answered in the same millisecond by `queue` or `queue_refused`.
//! - A `transfer` or `pass` is answered by `transfer_answered` or `transfer_result` with its id. Targets that are called
//!   one after another come as one `transfer` each; of targets that ring at once one result speaks for all (L2).
//! - Several timers may be due: each `tick` takes one, so the shell ticks until the deadline lies ahead.
//! - What fits no state, timer or effect is dropped with a log line; after `end` nothing happens any more.

mod agent;
mod ask;
mod call;
mod callback;
mod collect;
mod consent;
mod ending;
mod fetch;
mod frames;
mod limits;
mod plural;
mod program;
mod question;
mod queue;
mod run;
mod say;
mod secrets;
mod survey;
mod transfer;
mod view;
mod words;

pub use call::{Call, Step, step, trace};
pub use program::{LoadError, Program};
