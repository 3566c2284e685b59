//! The record of every event and effect, sufficient to replay a call: `rufplan.calllog/1`.
//!
//! A journal is JSON lines: a [`Header`] that pins the machine, a [`Step`] for each event with what followed from it,
//! last the call's record. [`Line`] is one of them and prints itself; [`read`] reads a whole journal, and
//! [`transcript`] writes it for people. Files, flushing and file modes are the business of the shells; running the
//! events once more through a machine is that of crate `sim`, which then asks [`compare`] for the first difference.
//!
//! ```
//! use rufplan_journal::*;
//! use rufplan_machine::call::Event;
//!
//! let line = Line::Step(Box::new(Step {
//!     seq: 4, t: 1_798_131_563_120, ev: Event::Key('1'), fx: vec![], state: "main/say:welcome".into(),
//! }));
//! let text = line.to_string();
//! assert_eq!(text, r#"{"seq":4,"t":1798131563120,"ev":{"key":"1"},"fx":[],"state":"main/say:welcome"}"#);
//! assert_eq!(Line::parse(&text).unwrap(), line);
//! ```

mod compare;
pub mod figures;
mod line;
mod mask;
mod read;
pub mod transcript;

pub use compare::{CONTEXT_LINES, Difference, compare};
pub use line::{CALLLOG_SCHEMA, Header, Line, Step};
pub use mask::masked_phone;
pub use read::{Journal, JournalError, read};
