//! Everything that is known of one running call; plain data, so that a call can be stored and replayed.

use serde::{Deserialize, Serialize};

/// A call's configuration (language.md 4.1): the second argument and first result of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    /// State the call is in.
    pub state: String,
}
