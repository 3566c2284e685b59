use super::{Place, at, list};
use rufplan_diag::{Diagnostic, Words};

/// How a value does not fit its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit<'a> {
    /// Something else is needed.
    Needed(Words),
    /// Compared with something else.
    Compared {
        /// What stands left.
        left: Words,
        /// What may have been meant.
        hint: Option<Words>,
    },
    /// `<` on something that has no order.
    NoOrder,
    /// `-x` on something that has no negative.
    Negated,
    /// A calculation that there is not.
    Arithmetic(&'a str, Words),
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
        takes: Words,
    },
    /// A setting that must be written down and is computed.
    Computed {
        /// The setting.
        key: &'a str,
        /// What it takes.
        takes: Words,
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
pub fn e0301(place: Place, of: impl Into<Words>, misfit: Misfit<'_>) -> Diagnostic {
    let of = of.into();
    let ist = of.german();
    let d = at("E0301", ("Types do not fit", "Die Typen passen nicht zusammen"), &place);
    match misfit {
        Misfit::Needed(needed) => {
            let gebraucht = needed.german();
            d.label((format!("this is {of}"), format!("das ist {ist}"))).message((format!("Here stands {of}, but {needed} is needed."), format!("Hier steht {ist}, gebraucht wird {gebraucht}.")))
        }
        Misfit::Compared { left, hint } => {
            let links = left.german();
            let d = d.label((format!("{left} against {of}"), format!("{links} gegen {ist}"))).message((format!(
                "On the left stands {left}, on the right {of}: the two are never equal, so callers would always go the other way."
            ), format!(
                "Links steht {links}, rechts {ist}: Beides ist nie gleich, Anrufer gingen also immer den anderen Weg."
            )));
            match hint {
                Some(hint) => d.help(hint),
                None => d,
            }
        }
        Misfit::NoOrder => d
            .label(("has no order", "hat keine Reihenfolge"))
            .message((format!("Of {of} none is less than another; such a condition would never hold."), format!("Hier steht {ist}, und dabei ist nichts kleiner als etwas anderes; eine solche Bedingung träfe nie zu.")))
            .help(("write `is` or `is one of`", "Schreiben Sie `is` oder `is one of`.")),
        Misfit::Negated => d.label((format!("this is {of}"), format!("das ist {ist}"))).message((format!("There is no negative of {of}."), format!("Hier steht {ist}; ein Minus davor ergibt nichts."))),
        Misfit::Arithmetic(sign, other) => {
            let anderes = other.german();
            d
            .label((format!("{of} {sign} {other}"), format!("{ist} {sign} {anderes}")))
            .message((format!("`{sign}` between {of} and {other} gives nothing."), format!("{ist} und {anderes}: `{sign}` dazwischen ergibt nichts.")))
            .help(("numbers can be added, subtracted, multiplied and divided; money and durations be added to their like and multiplied by numbers", "Zahlen lassen sich addieren, subtrahieren, malnehmen und teilen; Geld und Dauern lassen sich mit ihresgleichen addieren und mit Zahlen malnehmen."))
        }
        Misfit::Condition => d
            .label(("neither yes nor no", "weder ja noch nein"))
            .message((format!("A condition is yes or no; this is {of}."), format!("Eine Bedingung ist ja oder nein; das hier ist {ist}.")))
            .help(("compare it with something: `… is …`, `… is known`", "Vergleichen Sie es mit etwas: `… is …`, `… is known`.")),
        Misfit::NotWritten => d
            .label((format!("this is {of}"), format!("das ist {ist}")))
            .message(("Only texts, digits, names and phone numbers start or end with something.", "Nur Texte, Ziffern, Namen und Telefonnummern beginnen oder enden mit etwas.")),
        Misfit::ReadAs { reading, fitting } => {
            let d = d
                .label((format!("{of} cannot be said so"), format!("{ist}: lässt sich so nicht sprechen")))
                .message((format!("The value is {of}; `as {reading}` would leave a gap in what callers hear."), format!("Der Wert ist {ist}; `as {reading}` hinterließe eine Lücke in dem, was Anrufer hören.")));
            if fitting.is_empty() {
                d.help(("say it with `choose` or `if` and words of its own", "Sagen Sie es mit `choose` oder `if` und eigenen Worten."))
            } else {
                d.help((format!("write `as` with {}", list(fitting.iter().copied())), format!("Schreiben Sie `as` mit {}.", list(fitting.iter().copied()))))
            }
        }
        Misfit::Percentage => d
            .label(("no value", "kein Wert"))
            .message(("A percentage stands in `service level` and behind `speed` only.", "Ein Prozentwert steht nur in `service level` und hinter `speed`."))
            .help(("write a number", "Schreiben Sie eine Zahl.")),
        Misfit::PlaceholderInExpression => d
            .label(("placeholders are for what is said", "Platzhalter gehören in das, was gesagt wird"))
            .message(("The text would be kept with its braces and said so.", "Der Text würde mit seinen Klammern gespeichert und so gesagt."))
            .help(("put the placeholder into the prompt that says it", "Setzen Sie den Platzhalter in die Ansage, die ihn sagt.")),
        Misfit::Setting { key, takes } => {
            let nimmt = takes.german();
            d.label((format!("`{key}` takes {takes}"), format!("`{key}` nimmt: {nimmt}"))).message((format!("Here stands {of}; `{key}` takes {takes}."), format!("Hier steht {ist}; `{key}` nimmt: {nimmt}.")))
        }
        Misfit::Computed { key, takes } => {
            let nimmt = takes.german();
            d.label(("known in the call only", "erst im Anruf bekannt"))
                .message((
                    format!("What is promised to every caller is proved before the first one calls, so `{key}` must stand here itself: {takes}."),
                    format!("Was jedem Anrufer versprochen ist, wird vor dem ersten Anruf bewiesen; darum muss `{key}` hier selbst stehen: {nimmt}."),
                ))
                .help((
                    "write the value; for two values write two blocks, with `if` or `choose` before them",
                    "Schreiben Sie den Wert hin; für zwei Werte schreiben Sie zwei Blöcke und davor `if` oder `choose`.",
                ))
        }
        Misfit::HoldsItself => d
            .label(("holds itself", "enthält sich selbst"))
            .message((
                format!("A value of {of} would never end: a field of it is of the same type."),
                format!("Ein Wert dieses Typs hätte kein Ende: ein Feld darin ist vom selben Typ ({ist})."),
            ))
            .help(("give the field another type", "geben Sie dem Feld einen anderen Typ")),
        Misfit::NotChosen => d
            .label((format!("this is {of}"), format!("das ist {ist}")))
            .message((format!("`choose` looks at separate values; of {of} there are too many to list."), format!("`choose` betrachtet einzelne Werte; hier steht {of}, das sind zu viele, um sie aufzuzählen.")))
            .help(("write `if` with a condition", "Schreiben Sie `if` mit einer Bedingung.")),
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
