//! How long a text takes when nobody looks at a file (rule T1).

use super::{Piece, Said};

/// Milliseconds of one character.
const MS_PER_CHARACTER: usize = 70;
/// Shortest text.
const TEXT_MS_AT_LEAST: usize = 500;
/// A recording without words.
const WORDLESS_FILE_MS: u32 = 2_000;

/// Assumed length of words in milliseconds: 70 ms a character, at least 500 ms (T1).
pub fn assumed_words_ms(words: &str) -> u32 {
    let ms = (words.chars().count() * MS_PER_CHARACTER).max(TEXT_MS_AT_LEAST);
    u32::try_from(ms).unwrap_or(u32::MAX)
}

impl Said {
    /// Assumed length of a prompt in milliseconds: its words as one text, its pauses and the caller's own words as they
    /// are (T1).
    pub fn assumed_ms(&self) -> u32 {
        let exact = |piece: &Piece| match piece {
            Piece::Pause { ms } | Piece::Recording { length_ms: ms, .. } => *ms,
            Piece::File { .. } | Piece::Words { .. } | Piece::Stored { .. } => 0,
        };
        let exact_ms = self.pieces.iter().map(exact).fold(0, u32::saturating_add);
        let words = self.words.trim();
        let wordless =
            self.pieces.iter().any(|p| matches!(p, Piece::File { words, .. } if words.trim().is_empty()));
        let spoken = match (words.is_empty(), wordless) {
            (true, true) => WORDLESS_FILE_MS,
            (true, false) => 0,
            (false, _) => assumed_words_ms(words),
        };
        exact_ms.saturating_add(spoken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str, pieces: Vec<Piece>) -> Said {
        Said { prompt: "p".into(), lang: "de".into(), words: words.into(), pieces }
    }

    #[test]
    fn t1_lengths() {
        assert_eq!(assumed_words_ms("Ja."), 500);
        assert_eq!(assumed_words_ms("Grüezi miteinander"), 18 * 70);
        assert_eq!(said("", vec![Piece::Pause { ms: 300 }]).assumed_ms(), 300);
        let jingle = Piece::File { path: "jingle.wav".into(), sha256: String::new(), words: String::new() };
        assert_eq!(said("", vec![jingle]).assumed_ms(), 2_000);
        assert_eq!(said("Guten Tag", vec![Piece::Pause { ms: 300 }]).assumed_ms(), 300 + 9 * 70);
    }
}
