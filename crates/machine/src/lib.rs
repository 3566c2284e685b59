//! What compiler and engine exchange, as plain, versioned data.
//!
//! - [`script`]: a compiled client ([`script::Machine`]): states, prompts, hours, queues, expressions.
//! - [`scenario`]: its compiled `test` blocks.
//! - [`call`]: events, effects and the configuration of one call; the words of the journal.
//! - [`value`]: typed values and their types, shared by all three.
//!
//! Everything here is serialisable and compares by value; nothing here acts. `grammar/machine-format.md`
//! documents the JSON.

pub mod call;
pub mod canonical;
pub mod numbers;
pub mod scenario;
pub mod script;
pub mod secret;
pub mod value;
