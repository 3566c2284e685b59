//! Every word of the grammar has a line for editors, and every example is right.

use rufplan_diag::SourceFile;
use rufplan_syntax::{keywords, parse};

const GRAMMAR: &str = include_str!("../../../grammar/rufplan.pest");
const KEYWORDS: &str = include_str!("../../../grammar/keywords.toml");

/// The words of each `kw_` rule: `kw_go_to = @{ "go" ~ sp ~ "to" ~ !id_char }` is `go to`.
fn words_of_the_grammar() -> Vec<String> {
    let mut found = Vec::new();
    for line in GRAMMAR.lines().filter(|l| l.starts_with("kw_")) {
        let parts: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        match line.split_once('|') {
            // one group of alternatives and then a word: `("start" | "pause") ~ sp ~ "recording"`
            Some(_) => {
                let (last, firsts) = parts.split_last().expect("a rule of alternatives has words");
                found.extend(firsts.iter().map(|first| format!("{first} {last}")));
            }
            None => found.push(parts.join(" ")),
        }
    }
    found
}

#[test]
fn every_word_of_the_grammar_has_a_line() {
    let words = words_of_the_grammar();
    assert!(words.len() > 100, "{}", words.len());
    let missing: Vec<_> =
        words.iter().filter(|w| !keywords().iter().any(|k| k.words == w.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn the_file_is_toml_and_is_read_as_a_toml_library_reads_it() {
    let table: toml::Table = KEYWORDS.parse().unwrap();
    let mut count = 0;
    for (kind, entries) in table.iter().filter(|(kind, _)| *kind != "example") {
        for (words, text) in entries.as_table().unwrap() {
            let found = keywords().iter().find(|k| k.kind == kind.as_str() && k.words == words.as_str());
            assert_eq!(found.map(|k| k.description), text.as_str(), "{kind}.{words}");
            count += 1;
        }
    }
    assert_eq!(count, keywords().len());
}

#[test]
fn lines_for_editors_are_short_and_say_something() {
    for k in keywords() {
        assert!((10..=100).contains(&k.description.chars().count()), "{}: {}", k.words, k.description);
        assert!(!k.description.ends_with('.'), "{}", k.words);
    }
}

#[test]
fn every_example_is_read_without_an_error_where_it_belongs() {
    let table: toml::Table = KEYWORDS.parse().unwrap();
    let arounds = [
        "{}\nend\n",
        "{}\n",
        "{}\nx\nend shape\n",
        "flow f\n{}\nend\n",
        "flow f\n{}\nend\nend\n",
        "flow f\n{}\nwhen found\nend\nend\n",
        "flow f\nif x\n{}\nend\nend\n",
        "flow f\nmenu m\n{}\nend\nend\n",
        "flow f\nconsent c\n{}\nend\nend\n",
        "flow f\ncheck hours h\n{}\nend\nend\n",
        "queue q\n{}\nend\n",
        "client c\n{}\nend\n",
        "hours h\n{}\nend\n",
        "calendar c\n{}\nend\n",
        "lookup l\n{}\nend\n",
        "survey s\n{}\nsay x\nend\n",
        "test \"t\"\n{}\nend\n",
    ];
    for (words, line) in table["example"].as_table().unwrap() {
        let line = line.as_str().unwrap();
        let reads = |around: &&str| parse(&SourceFile::new("a.ruf", &around.replace("{}", line))).is_whole();
        assert!(arounds.iter().any(&reads), "{words}: {line}");
        assert!(line.starts_with(words.as_str()) || words == "without", "{words}: {line}");
    }
}
