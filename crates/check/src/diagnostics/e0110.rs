use super::{Place, at, list};
use rufplan_diag::Diagnostic;

/// What is wrong with an arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCase<'a> {
    /// `on wrong input` in a menu.
    WrongInputInMenu,
    /// The same arm twice.
    Twice(&'a str),
    /// A number behind `on failure` or `on error`.
    Counted(&'a str),
    /// A number that is no attempt, or more than there are attempts.
    NoAttempt(Option<u32>),
    /// Statements under `to repeat` or `to go back`.
    BodyUnder(&'a str),
    /// `again` in `on failure` or `on error`.
    AgainIn(&'a str),
    /// A case that is none of this block, with the cases it has.
    NotOf(&'a str, &'a [&'a str]),
    /// `if`, `when` and the like under an arm that cannot hold it.
    OnlyOnce(&'a str),
}

/// E0110: an arm that its block does not have.
///
/// Such an arm would never run: what was meant for the caller in it would not happen.
///
/// ```text
/// menu main
///   on wrong input           // wrong: a menu says `on wrong key`
/// ```
pub fn e0110(place: Place, what: BadCase<'_>) -> Diagnostic {
    let span = place.span;
    let d = at("E0110", "Not a case of this block", &place);
    match what {
        BadCase::WrongInputInMenu => d
            .label("this is the arm of `collect`")
            .message("A caller who presses a key that is not offered would not come here.")
            .help("in menus it is `on wrong key`")
            .fix("write `on wrong key`", span, "on wrong key"),
        BadCase::Twice(case) => d
            .label("stands here a second time")
            .message(format!("`{case}` has an arm already; this one would never run."))
            .help("put both together"),
        BadCase::Counted(case) => d
            .label("no number here")
            .message(format!("`{case}` happens once a visit, so there is no second time to wait for."))
            .help("leave out the number"),
        BadCase::NoAttempt(attempts) => d
            .label("no such attempt")
            .message(match attempts {
                Some(n) => format!("Callers have {n} attempts here, so this arm would never run."),
                None => "Attempts are counted from 1.".to_string(),
            })
            .help("write the attempt from which on the arm shall hold, such as `on silence 2`"),
        BadCase::BodyUnder(purpose) => d
            .label("would never run")
            .message(format!("`{purpose}` is all that the key does; what stands below it would not happen."))
            .help(format!("leave out the lines below, or write `for \"…\"` instead of `{purpose}`")),
        BadCase::AgainIn(case) => d
            .label("no attempts are left")
            .message(format!("`{case}` runs when asking is over; asking again from there would have no end."))
            .help("say something and go on: `enter queue …`, `go to …`, `hang up`"),
        BadCase::NotOf(block, cases) => d
            .label(format!("no case of `{block}`"))
            .message("The arm would never run.")
            .help(format!("`{block}` knows {}", list(cases.iter().copied()))),
        BadCase::OnlyOnce(what) => d
            .label("once is enough")
            .message(format!("A second `{what}` would never be reached."))
            .help("put both together"),
    }
}
