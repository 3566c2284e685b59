//! Every form in which digits could stand in a file.

/// The forms of some digits: as they are, in base 64 at each of its three alignments, percent-encoded, in hex, and one by
/// one as a list.
pub fn forms(digits: &str) -> Vec<String> {
    let hex = |before: &str, lower: bool| -> String {
        digits
            .bytes()
            .map(|byte| if lower { format!("{before}{byte:02x}") } else { format!("{before}{byte:02X}") })
            .collect()
    };
    let mut forms = vec![digits.to_string()];
    forms.extend((0..3).map(|shift| inner_base64(digits.as_bytes(), shift)));
    forms.extend([hex("%", true), hex("", true)]);
    for (between, quote) in [(", ", ""), (",", ""), (" ", ""), (", ", "'"), (", ", "\""), (",", "\"")] {
        let one = |c: char| format!("{quote}{c}{quote}");
        forms.push(digits.chars().map(one).collect::<Vec<_>>().join(between));
    }
    // as bytes in a `Debug` of a buffer
    forms.push(digits.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(", "));
    forms
}

/// The forms of the digits that are in a text.
pub fn found<'n>(text: &str, digits: &'n [&str]) -> Vec<(&'n str, String)> {
    let forms = digits.iter().flat_map(|digits| forms(digits).into_iter().map(move |form| (*digits, form)));
    forms.filter(|(_, form)| text.contains(form)).collect()
}

/// The base 64 of bytes behind `shift` other ones, without what the neighbours on both sides have a part in.
fn inner_base64(bytes: &[u8], shift: usize) -> String {
    let whole = base64(&[&vec![0; shift], bytes].concat());
    let from = (shift * 8).div_ceil(6);
    let to = (shift + bytes.len()) * 8 / 6;
    whole[from..to].to_string()
}

/// Standard base 64 (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { sign as char } else { '=' });
        }
    }
    text
}

#[test]
fn every_form_is_found_wherever_it_stands() {
    let digits = "28064917";
    for before in ["", "x", "xy", "xyz"] {
        for after in ["", "u", "uv"] {
            let text = base64(format!("{before}{digits}{after}").as_bytes());
            assert!(!found(&text, &[digits]).is_empty(), "{before}{digits}{after} {text}");
        }
    }
    for text in [
        "pin=28064917;",
        "%32%38%30%36%34%39%31%37",
        "3238303634393137",
        "['2', '8', '0', '6', '4', '9', '1', '7']",
        "[50, 56, 48, 54, 52, 57, 49, 55]",
    ] {
        assert!(!found(text, &[digits]).is_empty(), "{text}");
    }
    assert_eq!(base64(b"Man"), "TWFu");
    assert_eq!(base64(b"Ma"), "TWE=");
    assert!(found("28064 917 MjgwNjQ", &[digits]).is_empty());
}
