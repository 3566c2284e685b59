use super::{Place, at, list};
use rufplan_diag::Diagnostic;

/// How a value does not fit its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit<'a> {
    /// Something else is needed.
    Needed(&'a str),
    /// Compared with something else.
    Compared {
        /// What stands left.
        left: &'a str,
        /// What may have been meant.
        hint: Option<String>,
    },
    /// `<` on something that has no order.
    NoOrder,
    /// `-x` on something that has no negative.
    Negated,
    /// A calculation that there is not.
    Arithmetic(&'a str, &'a str),
    /// A condition that is neither yes nor no.
    Condition,
    /// `starts with` on something that is not written.
    NotWritten,
    /// `{x as …}` with a reading that the type has not.
    ReadAs {
        /// The word behind `as`.
        reading: &'a str,
        /// The words that fit.
        fitting: &'a [&'a str],
    },
    /// A percentage in an expression.
    Percentage,
    /// A text with a placeholder in an expression.
    PlaceholderInExpression,
    /// A value of a setting.
    Setting {
        /// The setting.
        key: &'a str,
        /// What it takes.
        takes: &'a str,
    },
    /// A record with a field of its own type.
    HoldsItself,
    /// `choose` over something that has no separate values.
    NotChosen,
}

/// E0301: a value of another type than its place needs.
///
/// What does not fit is never equal and never true, so callers would silently take the other way.
///
/// ```text
/// if queue.waited > 30       // a duration against a number: write `30s`
/// ```
pub fn e0301(place: Place, of: &str, misfit: Misfit<'_>) -> Diagnostic {
    let d = at("E0301", "Types do not fit", &place);
    match misfit {
        Misfit::Needed(needed) => {
            d.label(format!("this is {of}")).message(format!("Here stands {of}, but {needed} is needed."))
        }
        Misfit::Compared { left, hint } => {
            let d = d.label(format!("{left} against {of}")).message(format!(
                "On the left stands {left}, on the right {of}: the two are never equal, so callers would always go the other way."
            ));
            match hint {
                Some(hint) => d.help(hint),
                None => d,
            }
        }
        Misfit::NoOrder => d
            .label("has no order")
            .message(format!("Of {of} none is less than another; such a condition would never hold."))
            .help("write `is` or `is one of`"),
        Misfit::Negated => d.label(format!("this is {of}")).message(format!("There is no negative of {of}.")),
        Misfit::Arithmetic(sign, other) => d
            .label(format!("{of} {sign} {other}"))
            .message(format!("`{sign}` between {of} and {other} gives nothing."))
            .help("numbers can be added, subtracted, multiplied and divided; money and durations be added to their like and multiplied by numbers"),
        Misfit::Condition => d
            .label("neither yes nor no")
            .message(format!("A condition is yes or no; this is {of}."))
            .help("compare it with something: `… is …`, `… is known`"),
        Misfit::NotWritten => d
            .label(format!("this is {of}"))
            .message("Only texts, digits, names and phone numbers start or end with something.".to_string()),
        Misfit::ReadAs { reading, fitting } => {
            let d = d
                .label(format!("{of} cannot be said so"))
                .message(format!("The value is {of}; `as {reading}` would leave a gap in what callers hear."));
            if fitting.is_empty() {
                d.help("say it with `choose` or `if` and words of its own")
            } else {
                d.help(format!("write `as` with {}", list(fitting.iter().copied())))
            }
        }
        Misfit::Percentage => d
            .label("no value")
            .message("A percentage stands in `service level` and behind `speed` only.")
            .help("write a number"),
        Misfit::PlaceholderInExpression => d
            .label("placeholders are for what is said")
            .message("The text would be kept with its braces and said so.")
            .help("put the placeholder into the prompt that says it"),
        Misfit::Setting { key, takes } => {
            d.label(format!("`{key}` takes {takes}")).message(format!("Here stands {of}; `{key}` takes {takes}."))
        }
        Misfit::HoldsItself => d
            .label(("holds itself", "enthält sich selbst"))
            .message((
                format!("A value of {of} would never end: a field of it is of the same type."),
                format!("Ein Wert dieses Typs hätte kein Ende: ein Feld darin ist vom selben Typ ({of})."),
            ))
            .help(("give the field another type", "geben Sie dem Feld einen anderen Typ")),
        Misfit::NotChosen => d
            .label(format!("this is {of}"))
            .message(format!("`choose` looks at separate values; of {of} there are too many to list."))
            .help("write `if` with a condition"),
    }
}

/// E0301 for a flow that is given too many or too few values.
pub fn e0301_count(place: Place, flow: &str, takes: usize, given: usize) -> Diagnostic {
    at("E0301", ("Types do not fit", "Typen passen nicht zusammen"), &place)
        .label((format!("{given} given, {takes} needed"), format!("{given} übergeben, {takes} nötig")))
        .message((
            format!("`{flow}` takes {takes} values and is given {given} here; it would not know what to do with the call."),
            format!("`{flow}` erwartet {takes} Werte und bekommt hier {given}; er wüsste mit dem Anruf nichts anzufangen."),
        ))
        .help(("give one value for each parameter, in their order", "geben Sie für jeden Parameter einen Wert, in deren Reihenfolge"))
}

/// E0301 for a function that is given too many or too few values.
pub fn e0301_arguments(place: Place, function: &str, takes: usize, given: usize) -> Diagnostic {
    at("E0301", ("Types do not fit", "Typen passen nicht zusammen"), &place)
        .label((format!("{given} given, {takes} needed"), format!("{given} übergeben, {takes} nötig")))
        .message((
            format!("`{function}` is worked out from {takes} values; from {given} it would be nothing."),
            format!("`{function}` wird aus {takes} Werten berechnet; aus {given} käme nichts heraus."),
        ))
}
