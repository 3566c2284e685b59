//! Replies: JSON to what rhai works with.

use crate::engine::{LIST_MAX, MAP_MAX, TEXT_MAX};
use crate::typed::Misfit;
use rhai::{Dynamic, Map};
use serde_json::Value as Json;
use std::str::FromStr;

/// Longest reply in bytes.
pub const BODY_MAX: usize = 64 * 1024;

/// Reads a reply.
pub(crate) fn parse(body: &[u8]) -> Result<Dynamic, Misfit> {
    if body.len() > BODY_MAX {
        return Err(Misfit::new("the reply is longer than 64 KiB"));
    }
    // serde_json goes 128 levels deep and no deeper
    let json: Json = serde_json::from_slice(body).map_err(|_| Misfit::new("the reply is not JSON"))?;
    dynamic(json)
}

fn dynamic(json: Json) -> Result<Dynamic, Misfit> {
    Ok(match json {
        Json::Null => Dynamic::UNIT,
        Json::Bool(yes) => yes.into(),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => {
                let text = number.to_string();
                let decimal = rhai_decimal(&text).ok_or_else(|| Misfit::new("a number is too great"))?;
                Dynamic::from_decimal(decimal)
            }
        },
        Json::String(text) if text.len() > TEXT_MAX => return Err(Misfit::new("a text is too long")),
        Json::String(text) => text.into(),
        Json::Array(items) if items.len() > LIST_MAX => return Err(Misfit::new("a list is too long")),
        Json::Array(items) => {
            let items: Vec<Dynamic> = items.into_iter().map(dynamic).collect::<Result<_, _>>()?;
            items.into()
        }
        Json::Object(fields) if fields.len() > MAP_MAX => return Err(Misfit::new("a map is too large")),
        Json::Object(fields) => {
            let map: Map = fields
                .into_iter()
                .map(|(k, v)| Ok((k.into(), dynamic(v)?)))
                .collect::<Result<_, Misfit>>()?;
            map.into()
        }
    })
}

/// rhai's number with places: written plainly or with an exponent.
fn rhai_decimal(text: &str) -> Option<rust_decimal::Decimal> {
    rust_decimal::Decimal::from_str(text).or_else(|_| rust_decimal::Decimal::from_scientific(text)).ok()
}
