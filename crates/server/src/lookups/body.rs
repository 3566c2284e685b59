//! What stands in the body of a lookup: JSON, or a form where a caller's own words are among the values.

use hyper::body::Bytes;
use hyper::header::HeaderValue;
use rufplan_machine::value::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};

/// Sounds (WAV) that values name, by their ids.
pub type Sounds = BTreeMap<String, Bytes>;

/// The body of one request.
#[derive(Clone)]
pub(super) struct Body {
    pub kind: HeaderValue,
    pub bytes: Bytes,
}

impl Body {
    /// Values as an object (JSON). With a sound among them they are the fields of a form (`multipart/form-data`, RFC
    /// 7578): a sound as a file, texts as they are, all else as in JSON. What the caller did not say is left out.
    pub fn of<'v>(values: impl Iterator<Item = (&'v str, &'v Value)>, sounds: &Sounds) -> Body {
        let values: Vec<(&str, &Value)> = values.collect();
        if !values.iter().any(|(_, value)| matches!(value, Value::Recording(_))) {
            let fields =
                values.into_iter().map(|(name, value)| (name.to_owned(), rufplan_shape::json(value)));
            let text = serde_json::Value::Object(fields.collect()).to_string();
            return Body { kind: HeaderValue::from_static("application/json"), bytes: text.into() };
        }
        form(&values, sounds)
    }
}

fn form(values: &[(&str, &Value)], sounds: &Sounds) -> Body {
    let random = RandomState::new();
    let boundary = format!("rufplan-{:016x}{:016x}", random.hash_one(1), random.hash_one(2));
    let mut bytes = Vec::new();
    for (name, value) in values {
        let name = quoted(name);
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        // writing to a text cannot fail
        let content: &[u8] = match value {
            Value::Recording(id) => {
                let Some(sound) = sounds.get(id) else { continue };
                let _ = write!(head, "; filename=\"{name}.wav\"\r\nContent-Type: audio/wav");
                sound
            }
            value => match rufplan_shape::json(value) {
                serde_json::Value::String(text) => &text.into_bytes(),
                json => &json.to_string().into_bytes(),
            },
        };
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend_from_slice(b"\r\n\r\n");
        bytes.extend_from_slice(content);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let kind = HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"));
    let kind = kind.unwrap_or(HeaderValue::from_static("multipart/form-data"));
    Body { kind, bytes: bytes.into() }
}

/// A name as the header of a part may hold it (RFC 7578, section 2; as browsers do).
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(values: &[(&str, Value)]) -> (String, String) {
        let sounds = Sounds::from([("7.0".to_string(), Bytes::from_static(b"RIFF"))]);
        let body = Body::of(values.iter().map(|(name, value)| (*name, value)), &sounds);
        (body.kind.to_str().unwrap().to_string(), String::from_utf8(body.bytes.to_vec()).unwrap())
    }

    #[test]
    fn values_alone_are_an_object() {
        let (kind, body) = text(&[("a", Value::Text("x".into())), ("b", Value::YesNo(true))]);
        assert_eq!((kind.as_str(), body.as_str()), ("application/json", r#"{"a":"x","b":true}"#));
    }

    #[test]
    fn a_sound_makes_them_a_form() {
        let (kind, body) = text(&[
            ("Ze\"ta", Value::Text("ü".into())),
            ("laenge", Value::Duration(1_500)),
            ("ton", Value::Recording("7.0".into())),
            ("fehlt", Value::Recording("8.0".into())),
        ]);
        let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
        let part = |head: &str, content: &str| {
            format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
        };
        let expected = [
            part("name=\"Ze%22ta\"", "ü"),
            part("name=\"laenge\"", "1.5"),
            part("name=\"ton\"; filename=\"ton.wav\"\r\nContent-Type: audio/wav", "RIFF"),
            format!("--{boundary}--\r\n"),
        ]
        .concat();
        assert_eq!(body, expected);
    }
}
