//! What belongs where, and what can follow what, in the designer's words.

use crate::Rule;
use crate::block::Block;
use crate::expected::{noun, one_of, words};
use crate::lines::strip_words;
use crate::words::{STATEMENTS, examples};

/// What a line does that begins with words of another block, and where it belongs.
pub(super) fn home(text: &str) -> Option<(&'static str, &'static str)> {
    const HOMES: [(&[&str], &str); 14] = [
        (&["say again"], "a menu or `collect`"),
        (&["press"], "a menu, `collect`, `consent`, a queue or `defaults`"),
        (&["on"], "a menu, `collect`, `defaults` or `failures`"),
        (&["when"], "a block with cases, such as `check hours`, `choose`, `fetch` or a queue"),
        (&["otherwise"], "`choose`"),
        (&["at", "every", "after the call"], "a queue"),
        (&["else"], "an `if`"),
        (&["silence means"], "`consent`"),
        (&["number", "voice"], "a client"),
        (&["public holidays of", "plus", "without"], "a calendar"),
        (&["mon", "tue", "wed", "thu", "fri", "sat", "sun", "every day", "holiday"], "`hours`"),
        (&["get", "post", "put", "gives nothing"], "a lookup"),
        (&["ask"], "a survey"),
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
            "a test",
        ),
    ];
    let found = HOMES.iter().find_map(|(words, belongs)| {
        let word = words.iter().find(|w| strip_words(text, w).is_some())?;
        Some((*word, *belongs))
    });
    found.or_else(|| {
        let word = STATEMENTS.iter().find(|w| **w != "end" && strip_words(text, w).is_some())?;
        Some((*word, "a flow or one of its arms"))
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
pub(super) fn expectations(expected: &[Rule], understood: &str) -> String {
    const MOST: usize = 8;
    let mut items: Vec<String> = Vec::new();
    let mut add = |item: String| {
        if !items.contains(&item) {
            items.push(item);
        }
    };
    // what continues an expression is named only where nothing else can stand
    let continues = |r: &Rule| matches!(r, Rule::sum_op | Rule::product_op | Rule::comp_op);
    let only_operators = expected.iter().all(|r| continues(r) || *r == Rule::EOI);
    for rule in expected.iter().filter(|r| only_operators || !continues(r)) {
        match noun(*rule) {
            Some("a name") => add(name_after(understood).to_string()),
            Some(text) => add(text.to_string()),
            None => words(*rule).iter().for_each(|w| add(format!("`{w}`"))),
        }
    }
    if items.len() > MOST {
        items.truncate(MOST);
        items.push("…".into());
        return items.join(", ");
    }
    one_of(&items)
}

fn name_after(understood: &str) -> &'static str {
    const NAMES: [(&str, &str); 20] = [
        ("enter queue", "the name of a queue"),
        ("check queue", "the name of a queue"),
        ("go to", "the name of a flow"),
        ("run", "the name of a flow"),
        ("say", "the name of a prompt or a text in quotes"),
        ("take message in", "the name of a mailbox"),
        ("offer callback", "the name of a callback"),
        ("start survey", "the name of a survey"),
        ("check hours", "the name of opening hours"),
        ("fetch", "the name of a lookup"),
        ("count failure in", "the name of a count (`failures`)"),
        ("set", "a value or the name of a variable"),
        ("choose", "the name of a variable"),
        ("collect", "the name of a variable"),
        ("record", "the name of a variable"),
        ("finish", "the name of an outcome"),
        ("mark", "the name of a mark"),
        ("number", "the name of a flow"),
        ("use", "the name of the library"),
        ("is in queue", "the name of a queue"),
    ];
    NAMES
        .iter()
        .find(|(w, _)| strip_words(understood.trim_start(), w).is_some())
        .map_or("a name", |(_, n)| *n)
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
