//! Texts of scripts as people write them in a table, and back.
//!
//! In a cell a quotation mark stands once where a script doubles it. Placeholders and doubled braces stand as they do in
//! the script: `{office.next_open as time}`, `{{`.

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment<'a> {
    /// Words, with doubled braces.
    Words(&'a str),
    /// With its braces.
    Placeholder(&'a str),
}

/// Why a cell is no text of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// A `{` without its `}`, or a `}` without its `{`.
    Brace,
    /// Nothing stands there.
    Empty,
}

/// The cell of a text of a script, given with its quotes.
pub fn cell_of(literal: &str) -> String {
    let inner = literal.strip_prefix('"').unwrap_or(literal);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    // what cannot be taken apart was not understood by the parser either
    let Some(segments) = segments(inner) else { return inner.to_string() };
    let cell = segments.iter().map(|segment| match segment {
        Segment::Words(words) => words.replace("\"\"", "\""),
        Segment::Placeholder(placeholder) => (*placeholder).to_string(),
    });
    cell.collect()
}

/// The text of a script, with its quotes, for a cell. Line breaks become blanks.
///
/// # Errors
/// When the cell is empty or its braces do not match.
pub fn literal_of(cell: &str) -> Result<String, CellFault> {
    let cell = cell.split(['\r', '\n', '\t']).map(str::trim).filter(|line| !line.is_empty());
    let cell = cell.collect::<Vec<_>>().join(" ");
    if cell.is_empty() {
        return Err(CellFault::Empty);
    }
    let segments = segments(&cell).ok_or(CellFault::Brace)?;
    let inner = segments.iter().map(|segment| match segment {
        Segment::Words(words) => words.replace('"', "\"\""),
        Segment::Placeholder(placeholder) => (*placeholder).to_string(),
    });
    Ok(format!("\"{}\"", inner.collect::<String>()))
}

/// The placeholders of a cell, one blank between two words; none where its braces do not match.
pub fn placeholders(cell: &str) -> Vec<String> {
    let segments = segments(cell).unwrap_or_default();
    let placeholders = segments.into_iter().filter_map(|segment| match segment {
        Segment::Placeholder(placeholder) => {
            let inner = placeholder.trim_matches(['{', '}']).split_whitespace().collect::<Vec<_>>();
            Some(format!("{{{}}}", inner.join(" ")))
        }
        Segment::Words(_) => None,
    });
    placeholders.collect()
}

/// Takes a text apart; `None` where its braces do not match.
fn segments(text: &str) -> Option<Vec<Segment<'_>>> {
    let bytes = text.as_bytes();
    let (mut found, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(byte) = bytes.get(at) {
        let is_doubled = bytes.get(at + 1) == Some(byte);
        match byte {
            b'{' | b'}' if is_doubled => at += 2,
            b'{' => {
                let end = at + placeholder_bytes(&text[at..])?;
                if from < at {
                    found.push(Segment::Words(&text[from..at]));
                }
                found.push(Segment::Placeholder(&text[at..end]));
                (from, at) = (end, end);
            }
            b'}' => return None,
            _ => at += 1,
        }
    }
    if from < text.len() {
        found.push(Segment::Words(&text[from..]));
    }
    Some(found)
}

/// How long the placeholder is that a text begins with: to the brace that closes it, outside of texts in it.
fn placeholder_bytes(text: &str) -> Option<usize> {
    let (mut depth, mut in_text) = (0usize, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => in_text = !in_text,
            b'{' if !in_text => depth += 1,
            b'}' if !in_text => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was() {
        for literal in [
            "\"Guten Tag.\"",
            "\"Sagen Sie \"\"ja\"\".\"",
            "\"Um {zeiten.next_open as time}, {{nicht so}}.\"",
            "\"{last(konto, 4) as digits}\"",
            "\"\"\"ja\"\"\"",
        ] {
            assert_eq!(literal_of(&cell_of(literal)).as_deref(), Ok(literal));
        }
        assert_eq!(cell_of("\"Sagen Sie \"\"ja\"\".\""), "Sagen Sie \"ja\".");
    }

    #[test]
    fn quotes_inside_of_a_placeholder_are_its_own() {
        let literal = "\"Das ist \"\"{f(\"x}\") as plain}\"\".\"";
        assert_eq!(cell_of(literal), "Das ist \"{f(\"x}\") as plain}\".");
        assert_eq!(literal_of(&cell_of(literal)).as_deref(), Ok(literal));
        assert_eq!(placeholders(&cell_of(literal)), ["{f(\"x}\") as plain}"]);
    }

    #[test]
    fn what_is_no_text_is_told() {
        assert_eq!(literal_of(" \n"), Err(CellFault::Empty));
        for cell in ["{x as number", "x}", "{a {b}"] {
            assert_eq!(literal_of(cell), Err(CellFault::Brace), "{cell}");
        }
        assert_eq!(literal_of("zwei\r\n Zeilen").as_deref(), Ok("\"zwei Zeilen\""));
        assert_eq!(placeholders("{ x  as number } und {{y}}"), ["{x as number}"]);
    }
}
