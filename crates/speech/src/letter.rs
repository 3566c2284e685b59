//! Letters that are spelled by the name of another.

/// The letter of which an accented Latin letter in lower case is made: 'é' is spelled as 'e', 'ł' as 'l'.
pub(crate) fn without_accent(letter: char) -> Option<char> {
    ACCENTED.iter().find(|(_, letters)| letters.contains(letter)).map(|(plain, _)| *plain)
}

/// The letters of the Latin-1 Supplement and of Latin Extended-A.
const ACCENTED: [(char, &str); 19] = [
    ('a', "àáâãäåāăą"),
    ('c', "çćĉċč"),
    ('d', "ďđ"),
    ('e', "èéêëēĕėęě"),
    ('g', "ĝğġģ"),
    ('h', "ĥħ"),
    ('i', "ìíîïĩīĭįı"),
    ('j', "ĵ"),
    ('k', "ķ"),
    ('l', "ĺļľŀł"),
    ('n', "ñńņňŋ"),
    ('o', "òóôõöøōŏő"),
    ('r', "ŕŗř"),
    ('s', "śŝşšș"),
    ('t', "ţťŧț"),
    ('u', "ùúûüũūŭůűų"),
    ('w', "ŵ"),
    ('y', "ýÿŷ"),
    ('z', "źżž"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_accented_letter_has_one_plain_letter() {
        let all: Vec<char> = ACCENTED.iter().flat_map(|(_, letters)| letters.chars()).collect();
        let unique: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(unique.len(), all.len());
        assert_eq!(without_accent('é'), Some('e'));
        assert_eq!(without_accent('e'), None);
        assert_eq!(without_accent('я'), None);
    }
}
