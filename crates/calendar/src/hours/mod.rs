//! Opening hours: lines of days and spans, and what they mean at an instant.

mod changes;
mod evaluate;
mod plan;
mod problems;
mod table;

pub use changes::{Change, Changes, DayPlan};
pub use evaluate::{Hours, HoursKind, HoursState};
pub use plan::{HoursLine, HoursPlan, Span};
pub use problems::{HoursProblem, PossibleKinds};
