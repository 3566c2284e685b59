//! Messages to lookups: the values of the call and the sound, as the body of one request.

use super::record::Record;
use crate::lookups::{Lookups, Sounds};
use hyper::body::Bytes;
use rufplan_machine::call::Told;
use rufplan_machine::value::Value;

/// Hands a message to a lookup, from a thread that may wait; every try has the same `Idempotency-Key`. It is asked on a
/// runtime of its own: the server's may already be ending.
///
/// # Errors
/// Why it was not taken, in words.
pub(super) fn tell(
    lookups: &Lookups,
    record: &Record,
    told: Option<&Told>,
    wav: &[u8],
) -> Result<(), String> {
    let told = told.ok_or("what the lookup is asked with was not kept")?;
    let mut sounds = Sounds::new();
    for (name, value) in &told.values {
        let Value::Recording(id) = value else { continue };
        if Record::file_id(id) == record.id {
            sounds.insert(id.clone(), Bytes::copy_from_slice(wav));
        } else {
            tracing::warn!(call = record.call, name, "the words in a variable are lost with the call");
        }
    }
    let once = format!("{}.{}", record.call, record.id);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|e| e.to_string())?.block_on(lookups.tell(&record.client, told, &sounds, &once))
}
