//! Services, lookups and shapes (language.md 2.8, 2.12), and the state that asks.

use super::{Expr, PromptId, StateId, Stretch};
use crate::value::{Privacy, Type};
use serde::{Deserialize, Serialize};

/// Where lookups go; the deployment may put another address in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Begins with `https://`; a lookup's path is put behind it.
    pub address: String,
    /// Name of the secret that signs us in, sent as a bearer token.
    pub sign_in: Option<String>,
    /// How long one try may take.
    pub timeout_ms: u32,
    /// Further tries of a `get` that failed.
    pub retries: u32,
    /// Most lookups under way at once.
    pub at_once: u32,
}

/// How a lookup asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// `get`: changes nothing, so it may be tried again.
    Get,
    /// `post`
    Post,
    /// `put`
    Put,
}

/// One data dip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lookup {
    /// Name of the service.
    pub service: String,
    /// How it asks.
    pub method: Method,
    /// Texts and values, the values percent-encoded.
    pub path: Vec<Stretch>,
    /// What the body holds, in the order written.
    pub send: Vec<Sent>,
    /// The variable it fills; `None` is `gives nothing`.
    pub fill: Option<Fill>,
    /// The shape between reply and value; `None`: field by field by name.
    pub shape: Option<String>,
    /// How long one try may take.
    pub timeout_ms: u32,
    /// Further tries after one that failed; none but for `get`.
    pub retries: u32,
    /// How long an answer is kept for the same question.
    pub remember_ms: Option<u64>,
}

impl Lookup {
    /// How long a caller may have to wait for it: every try to its end.
    pub fn budget_ms(&self) -> u64 {
        u64::from(self.timeout_ms) * (u64::from(self.retries) + 1)
    }
}

/// A part of a lookup's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its name in the body.
    pub name: String,
    /// Its value; left out where it is unknown.
    pub value: Expr,
    /// Who may see it.
    pub privacy: Privacy,
}

/// What a lookup fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    /// The variable.
    pub var: String,
    /// What the answer must be, without the variable's `maybe`.
    #[serde(rename = "type")]
    pub of: Type,
}

/// A block of rhai between a reply and a value, or an entry and yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Name of what it is given.
    pub param: String,
    /// What it is given: `json`, or a text.
    pub takes: Type,
    /// What it gives.
    pub gives: Type,
    /// The code, as written.
    pub code: String,
}

/// `fetch`: asks a lookup and goes on with its answer (S11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetch {
    /// Name of the lookup.
    pub lookup: String,
    /// Said when the answer takes longer than a second.
    pub meanwhile: Vec<PromptId>,
    /// There is an answer.
    pub found: StateId,
    /// There is none; `None`: as `failed`.
    pub not_found: Option<StateId>,
    /// The service failed, or its answer was of no use; `None`: `on error` of the client.
    pub failed: Option<StateId>,
}
