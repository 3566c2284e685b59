//! Pieces of what is said, and how they are joined to words.

/// How an atom follows the piece before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Joint {
    /// After a blank: a word of its own.
    Blank,
    /// Without a blank: the next part of a compound, as in "dreihundert" + "zwölf".
    Glued,
    /// After a comma and a blank.
    Comma,
}

/// A unit that is recorded once and played wherever it occurs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Atom {
    /// Its words, one of [`Speaker::atoms`](crate::Speaker::atoms).
    pub text: String,
    /// How it follows the piece before it; without meaning in the first.
    pub joint: Joint,
}

/// What a value is cut into.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// A unit of the closed list of the language.
    Atom(Atom),
    /// Words that are in no list, such as a name; they follow after a blank.
    Text(String),
    /// Silence in milliseconds, between the groups of a phone number. It is no word.
    Pause(u32),
}

/// The words of pieces: a blank, nothing or a comma and a blank between two, as the later one says; nothing for pauses.
pub fn join(pieces: &[Piece]) -> String {
    let mut words = String::new();
    for piece in pieces {
        let (text, joint) = match piece {
            Piece::Atom(atom) => (&atom.text, atom.joint),
            Piece::Text(text) => (text, Joint::Blank),
            Piece::Pause(_) => continue,
        };
        if !words.is_empty() {
            words.push_str(match joint {
                Joint::Blank => " ",
                Joint::Glued => "",
                Joint::Comma => ", ",
            });
        }
        words.push_str(text);
    }
    words
}

/// Pieces in the making.
#[derive(Debug, Default)]
pub(crate) struct Phrase {
    pieces: Vec<Piece>,
}

impl Phrase {
    /// A word of its own.
    pub(crate) fn word(&mut self, text: impl Into<String>) {
        self.atom(text, Joint::Blank);
    }

    /// The next part of a compound.
    pub(crate) fn glued(&mut self, text: impl Into<String>) {
        self.atom(text, Joint::Glued);
    }

    /// A word after a comma.
    pub(crate) fn after_comma(&mut self, text: impl Into<String>) {
        self.atom(text, Joint::Comma);
    }

    /// An atom with its joint.
    pub(crate) fn atom(&mut self, text: impl Into<String>, joint: Joint) {
        self.pieces.push(Piece::Atom(Atom { text: text.into(), joint }));
    }

    /// Words that are in no list; nothing if they are blank.
    pub(crate) fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.pieces.push(Piece::Text(text.trim().to_owned()));
        }
    }

    /// A pause between two pieces; none at the beginning, none after another.
    pub(crate) fn pause(&mut self) {
        if !matches!(self.pieces.last(), None | Some(Piece::Pause(_))) {
            self.pieces.push(Piece::Pause(GROUP_PAUSE_MS));
        }
    }

    /// The pieces, without a pause at the end.
    pub(crate) fn into_pieces(mut self) -> Vec<Piece> {
        if let Some(Piece::Pause(_)) = self.pieces.last() {
            self.pieces.pop();
        }
        self.pieces
    }
}

/// Silence between two groups of digits or letters: long enough to write the last one down.
const GROUP_PAUSE_MS: u32 = 300;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_piece_says_how_it_is_joined() {
        let mut phrase = Phrase::default();
        phrase.pause();
        phrase.word("am Montag");
        phrase.after_comma("dem siebten");
        phrase.pause();
        phrase.pause();
        phrase.word("zwei");
        phrase.glued("tausend");
        phrase.text("  ");
        phrase.text(" Lindenhof ");
        phrase.pause();
        let pieces = phrase.into_pieces();
        assert_eq!(join(&pieces), "am Montag, dem siebten zweitausend Lindenhof");
        assert_eq!(pieces.iter().filter(|p| matches!(p, Piece::Pause(_))).count(), 1);
        assert_eq!(pieces.last(), Some(&Piece::Text("Lindenhof".to_owned())));
        assert_eq!(join(&[]), "");
    }
}
