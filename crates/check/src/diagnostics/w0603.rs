use super::{Place, at};
use rufplan_diag::{Diagnostic, Span, Words};

/// A 24 or 31 December that a line of weekdays opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearEnd {
    /// The line that opens it, as written.
    pub line: String,
    /// Its times, as written.
    pub times: String,
    /// The first such day in words.
    pub date: Words,
    /// The day as the language writes it: `24 dec`.
    pub yearly: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// W0603: nobody has decided about 24 or 31 December.
///
/// They are no public holidays, so the weekday line holds: the line says you are open.
///
/// ```text
/// mon-fri 08:00-18:00                          // also on Thursday 24 December 2026
/// ```
pub fn w0603(place: Place, days: &[YearEnd], insert_at: usize) -> Diagnostic {
    let behind = Span::new(insert_at, insert_at);
    let dates = days.iter().map(|d| d.date.as_str()).collect::<Vec<_>>().join(" and ");
    let tage = days.iter().map(|d| d.date.german()).collect::<Vec<_>>().join(" und ");
    let mut lines: Vec<_> = days.iter().map(|d| format!("`{}`", d.line)).collect();
    lines.dedup();
    let mut d = at("W0603", ("What about 24 and 31 December?", "Was gilt am 24. und 31. Dezember?"), &place)
        .label((
            format!("{} also holds on {dates}", lines.join(" and ")),
            format!("{} gilt auch hier: {tage}", lines.join(" und ")),
        ))
        .message((
            format!("24 and 31 December are no public holidays, so these hours say you are open on {dates}: would callers reach anybody?"),
            format!("Der 24. und der 31. Dezember sind keine Feiertage, nach diesen Öffnungszeiten haben Sie also geöffnet ({tage}): Würden Anrufer jemanden erreichen?"),
        ));
    for day in days {
        let open = format!("{} {} \"{}\"", day.yearly, day.times, day.name);
        let closed = format!("{} closed \"{}\"", day.yearly, day.name);
        d = d.help((
            format!("if you are there, write it down: `{open}`; otherwise `{closed}`"),
            format!("Wenn Sie da sind, schreiben Sie es auf: `{open}`; sonst `{closed}`."),
        ));
        d = d.fix((format!("add `{open}`"), format!("`{open}` ergänzen")), behind, format!("\n  {open}"));
        d = d.fix(
            (format!("add `{closed}`"), format!("`{closed}` ergänzen")),
            behind,
            format!("\n  {closed}"),
        );
    }
    d
}
