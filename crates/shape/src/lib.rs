//! Runs rhai between a reply and a typed value, bounded and without effects (language.md 4.6).
//!
//! - [`Shapes`] holds the prepared shapes of a machine: [`Shapes::answer`] makes the value of a lookup out of its reply,
//!   [`Shapes::check`] asks the shape of a `check: with`.
//! - [`Draft`] is a shape as written: what is wrong with its code, and what its result may be.
//! - [`json`] writes values as a lookup's body.
//!
//! Whatever comes in, what comes out is either a value of the declared type or a [`Misfit`]; no reply and no code can
//! break a call. A misfit says where and of what kind, never what: replies hold personal data.

mod draft;
mod engine;
mod json;
mod reply;
mod typed;

pub use draft::{Draft, Fault, FaultKind, Literal, Mismatch, Possible};
pub use json::json;
pub use reply::BODY_MAX;
pub use typed::Misfit;

use engine::Prepared;
use rufplan_machine::script::Shape;
use rufplan_machine::value::{Type, Value};
use std::collections::BTreeMap;

/// The shapes of a machine, ready to run. Cheap to clone, safe to share between threads.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    prepared: BTreeMap<String, std::sync::Arc<Prepared>>,
}

/// Code of a machine that cannot be run; the compiler lets none through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// Name of the shape.
    pub shape: String,
    /// What is wrong.
    pub fault: Fault,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "shape `{}`, line {}: {}", self.shape, self.fault.line, self.fault.what)
    }
}

impl std::error::Error for LoadError {}

impl Shapes {
    /// Prepares shapes by name.
    ///
    /// # Errors
    /// When the code of one of them is no rhai that is allowed.
    pub fn load(shapes: &BTreeMap<String, Shape>) -> Result<Shapes, LoadError> {
        let prepare = |(name, shape): (&String, &Shape)| {
            let prepared = Prepared::new(&shape.param, &shape.code)
                .map_err(|fault| LoadError { shape: name.clone(), fault })?;
            Ok((name.clone(), std::sync::Arc::new(prepared)))
        };
        Ok(Shapes { prepared: shapes.iter().map(prepare).collect::<Result<_, LoadError>>()? })
    }

    /// The value of a lookup's reply: through its shape, else field by field by name.
    ///
    /// # Errors
    /// A reply that is no JSON, is too long, makes the shape fail, or gives what the type does not know.
    pub fn answer(&self, shape: Option<&str>, of: &Type, body: &[u8]) -> Result<Value, Misfit> {
        let reply = reply::parse(body)?;
        match shape {
            Some(name) => typed::typed(&self.prepared(name)?.run(reply)?, of),
            None => typed::typed(&reply, of),
        }
    }

    /// What the shape of a `check: with` says about an entry.
    ///
    /// # Errors
    /// When the code fails or gives something else than yes or no.
    pub fn check(&self, shape: &str, entry: &str) -> Result<bool, Misfit> {
        let said = self.prepared(shape)?.run(entry.to_string().into())?;
        match typed::typed(&said, &Type::YesNo)? {
            Value::YesNo(yes) => Ok(yes),
            _ => Err(Misfit::new("yes or no is needed")),
        }
    }

    /// Whether the shape of a `check: with` says yes to an entry; a shape that fails says no.
    pub fn legal(&self, shape: &str, entry: &Value) -> bool {
        match entry {
            Value::Digits(text) | Value::Text(text) => self.check(shape, text).unwrap_or(false),
            _ => false,
        }
    }

    fn prepared(&self, name: &str) -> Result<&Prepared, Misfit> {
        self.prepared
            .get(name)
            .map(|p| &**p)
            .ok_or_else(|| Misfit::new(format!("there is no shape `{name}`")))
    }
}
