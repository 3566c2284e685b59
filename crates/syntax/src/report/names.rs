//! What belongs where, and what can follow what, in the designer's words.

use rufplan_diag::Words;

use crate::Rule;
use crate::block::Block;
use crate::expected::{noun, one_of, words};
use crate::lines::strip_words;
use crate::words::{STATEMENTS, examples};

/// What a line does that begins with words of another block, and where it belongs.
pub(super) fn home(text: &str) -> Option<(&'static str, (&'static str, &'static str))> {
    const HOMES: [(&[&str], (&str, &str)); 14] = [
        (&["say again"], ("a menu or `collect`", "ein Menü oder `collect`")),
        (
            &["press"],
            (
                "a menu, `collect`, `consent`, a queue or `defaults`",
                "ein Menü, `collect`, `consent`, eine Warteschlange oder `defaults`",
            ),
        ),
        (
            &["on"],
            (
                "a menu, `collect`, `defaults` or `failures`",
                "ein Menü, `collect`, `defaults` oder `failures`",
            ),
        ),
        (
            &["when"],
            (
                "a block with cases, such as `check hours`, `choose`, `fetch` or a queue",
                "ein Block mit Fällen, etwa `check hours`, `choose`, `fetch` oder eine Warteschlange",
            ),
        ),
        (&["otherwise"], ("`choose`", "`choose`")),
        (&["at", "every", "after the call"], ("a queue", "eine Warteschlange")),
        (&["else"], ("an `if`", "ein `if`")),
        (&["silence means"], ("`consent`", "`consent`")),
        (&["number", "voice"], ("a client", "ein Mandant")),
        (&["public holidays of", "plus", "without"], ("a calendar", "ein Kalender")),
        (&["mon", "tue", "wed", "thu", "fri", "sat", "sun", "every day", "holiday"], ("`hours`", "`hours`")),
        (&["get", "post", "put", "gives nothing"], ("a lookup", "eine Abfrage")),
        (&["ask"], ("a survey", "eine Umfrage")),
        (
            &[
                "clock",
                "given",
                "hears",
                "does not hear",
                "presses",
                "waits",
                "stays silent",
                "hangs up",
                "agent answers",
                "agent hears",
                "agent sees",
                "agent hangs up",
                "called person",
                "call ends",
                "has mark",
                "has no mark",
                "is in queue",
                "is transferred to",
                "is connected to",
                "is passed to",
                "is recorded",
                "leaves a message of",
            ],
            ("a test", "ein Test"),
        ),
    ];
    let found = HOMES.iter().find_map(|(words, belongs)| {
        let word = words.iter().find(|w| strip_words(text, w).is_some())?;
        Some((*word, *belongs))
    });
    found.or_else(|| {
        let word = STATEMENTS.iter().find(|w| **w != "end" && strip_words(text, w).is_some())?;
        Some((*word, ("a flow or one of its arms", "ein Ablauf oder einer seiner Zweige")))
    })
}

/// Blocks that know a setting.
pub(super) fn blocks_with_setting(key: &str) -> Vec<&'static str> {
    const RULES: [Rule; 20] = [
        Rule::client_decl,
        Rule::defaults_decl,
        Rule::menu_stmt,
        Rule::collect_stmt,
        Rule::failures_decl,
        Rule::hours_decl,
        Rule::switch_decl,
        Rule::queue_decl,
        Rule::callback_decl,
        Rule::mailbox_decl,
        Rule::survey_decl,
        Rule::service_decl,
        Rule::lookup_decl,
        Rule::kpi_decl,
        Rule::transfer_stmt,
        Rule::fetch_stmt,
        Rule::record_stmt,
        Rule::message_block,
        Rule::consent_stmt,
        Rule::calendar_decl,
    ];
    let knows = |b: &Block| b.settings().is_some_and(|s| s.contains(&key));
    RULES.iter().filter_map(|r| Block::of(*r)).filter(knows).map(Block::name).collect()
}

/// What could stand somewhere, for people; at most eight things.
pub(super) fn expectations(expected: &[Rule], understood: &str) -> Words {
    const MOST: usize = 8;
    let mut items: Vec<Words> = Vec::new();
    let mut add = |item: Words| {
        if !items.contains(&item) {
            items.push(item);
        }
    };
    // what continues an expression is named only where nothing else can stand
    let continues = |r: &Rule| matches!(r, Rule::sum_op | Rule::product_op | Rule::comp_op);
    let only_operators = expected.iter().all(|r| continues(r) || *r == Rule::EOI);
    for rule in expected.iter().filter(|r| only_operators || !continues(r)) {
        match noun(*rule) {
            Some(("a name", _)) => add(name_after(understood).into()),
            Some(text) => add(text.into()),
            None => words(*rule).iter().for_each(|w| add(format!("`{w}`").into())),
        }
    }
    if items.len() > MOST {
        items.truncate(MOST);
        let english = items.iter().map(Words::as_str).collect::<Vec<_>>().join(", ");
        let german = items.iter().map(Words::german).collect::<Vec<_>>().join(", ");
        return (format!("{english}, …"), format!("{german}, …")).into();
    }
    one_of(&items)
}

fn name_after(understood: &str) -> (&'static str, &'static str) {
    const NAMES: [(&str, (&str, &str)); 20] = [
        ("enter queue", ("the name of a queue", "der Name einer Warteschlange")),
        ("check queue", ("the name of a queue", "der Name einer Warteschlange")),
        ("go to", ("the name of a flow", "der Name eines Ablaufs")),
        ("run", ("the name of a flow", "der Name eines Ablaufs")),
        (
            "say",
            (
                "the name of a prompt or a text in quotes",
                "der Name einer Ansage oder ein Text in Anführungszeichen",
            ),
        ),
        ("take message in", ("the name of a mailbox", "der Name einer Mailbox")),
        ("offer callback", ("the name of a callback", "der Name eines Rückrufs")),
        ("start survey", ("the name of a survey", "der Name einer Umfrage")),
        ("check hours", ("the name of opening hours", "der Name von Öffnungszeiten")),
        ("fetch", ("the name of a lookup", "der Name einer Abfrage")),
        ("count failure in", ("the name of a count (`failures`)", "der Name eines Zählers (`failures`)")),
        ("set", ("a value or the name of a variable", "ein Wert oder der Name einer Variable")),
        ("choose", ("the name of a variable", "der Name einer Variable")),
        ("collect", ("the name of a variable", "der Name einer Variable")),
        ("record", ("the name of a variable", "der Name einer Variable")),
        ("finish", ("the name of an outcome", "der Name eines Ergebnisses")),
        ("mark", ("the name of a mark", "der Name einer Marke")),
        ("number", ("the name of a flow", "der Name eines Ablaufs")),
        ("use", ("the name of the library", "der Name der Bibliothek")),
        ("is in queue", ("the name of a queue", "der Name einer Warteschlange")),
    ];
    NAMES
        .iter()
        .find(|(w, _)| strip_words(understood.trim_start(), w).is_some())
        .map_or(("a name", "ein Name"), |(_, n)| *n)
}

/// A right line that begins with the same words.
pub(super) fn example_for(text: &str) -> Option<&'static str> {
    examples()
        .iter()
        .filter(|(w, _)| strip_words(text, w).is_some())
        .max_by_key(|(w, _)| w.len())
        .map(|(_, line)| line.as_str())
}

/// Words that the grammar has no rule for, by what stands before them.
pub(super) fn words_behind(understood: &str) -> &'static [&'static str] {
    let begins = |w: &str| strip_words(understood, w).is_some();
    match () {
        () if begins("given lookup") => &["fails", "is slow", "finds nothing", "answers"],
        () if begins("given transfer to") => {
            &["is busy", "is not answered", "is refused", "is answered", "fails"]
        }
        () if begins("given switch") => &["is on", "is off"],
        () if begins("given callback") => &["is already booked", "is not possible"],
        () if begins("agent") => &["answers", "hangs up", "sees", "hears"],
        () if begins("called person") => &["answers", "hangs up", "presses", "hears"],
        () if begins("hears") || begins("does not hear") => &["saying"],
        () if begins("plus") => &["first", "second", "third", "fourth", "last", "easter"],
        () => &[],
    }
}
