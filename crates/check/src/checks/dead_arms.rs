//! Arms of `check hours` that no call can come to (W0406).

use super::Client;
use crate::diagnostics as d;
use crate::modules::is_alone;
use crate::symbols::Symbol;
use crate::{Sink, hours, place};
use rufplan_calendar as cal;
use rufplan_diag::Words;
use rufplan_syntax::ast::{self, File, HoursArm, HoursCase};

/// Looks at the arms that need a line of the hours of their own: `holiday` and `special`. `names` are the hours that
/// it can be; only what is so with all of them is told.
pub(super) fn of_hours(
    client: &Client<'_>,
    names: &[String],
    arms: &[HoursArm],
    file: &File,
    sink: &mut Sink,
) {
    let cases = arms.iter().filter_map(|arm| arm.case.as_ref());
    let own_line = |case: HoursCase| matches!(case, HoursCase::Holiday | HoursCase::Special);
    let asked: Vec<_> = cases.filter(|case| own_line(case.value)).collect();
    if asked.is_empty() {
        return;
    }
    let hours: Option<Vec<_>> = names.iter().map(|name| client.symbols.hours.get(name.as_str())).collect();
    // the hours that a library is given are the clients' affair
    let stands_in = |one: &Symbol<'_, ast::Hours>| {
        is_alone(client.symbols.client_name()) && one.file.source.path != file.source.path
    };
    let Some(hours) = hours.filter(|all| !all.is_empty() && !all.iter().any(|one| stands_in(one))) else {
        return;
    };
    for case in asked {
        if hours.iter().all(|one| is_impossible(client, one, case.value) == Some(true)) {
            let (why, help) = words(&names.join("`, `"), case.value);
            sink.report(d::w0406(place(file, case.span), why, help));
        }
    }
}

/// `None` where the hours themselves are at fault, which is told there.
fn is_impossible(client: &Client<'_>, hours: &Symbol<'_, ast::Hours>, case: HoursCase) -> Option<bool> {
    if hours.decl.has_junk {
        return None;
    }
    let plan = hours::plan(hours.node, client.symbols, client.years.clone());
    // a day that lies behind us is W0608, and a plan for next year is written like it
    let is_dated = |line: &cal::HoursLine| {
        !matches!(
            line.days,
            cal::DaySpec::Holiday { .. } | cal::DaySpec::EveryDay | cal::DaySpec::Weekdays(_)
        )
    };
    let has_dated = plan.lines.iter().any(is_dated);
    let kinds = cal::Hours::new(plan).ok()?.possible_kinds(client.options.today);
    Some(match case {
        HoursCase::Holiday => !kinds.holiday,
        HoursCase::Special => !kinds.special && !has_dated,
        HoursCase::Open | HoursCase::Closed => false,
    })
}

fn words(hours: &str, case: HoursCase) -> (Words, Words) {
    match case {
        HoursCase::Holiday => (
            (
                format!("No `holiday` line closes `{hours}` on any day: callers never hear what stands here."),
                format!("Keine Zeile `holiday` schließt `{hours}` an irgendeinem Tag: Was hier steht, hört nie ein Anrufer."),
            )
                .into(),
            (
                "give the hours holidays (`holidays: DE-BE`) and a line `holiday closed`, or take the arm away: `when closed` covers it",
                "geben Sie den Öffnungszeiten Feiertage (`holidays: DE-BE`) und eine Zeile `holiday closed`, oder nehmen Sie den Zweig heraus: `when closed` deckt ihn ab",
            )
                .into(),
        ),
        _ => (
            (
                format!("`{hours}` has no line for a day of its own such as `24 dec closed`: callers never hear what stands here."),
                format!("`{hours}` hat keine Zeile für einen einzelnen Tag wie `24 dec closed`: Was hier steht, hört nie ein Anrufer."),
            )
                .into(),
            (
                "write the days into the hours, or take the arm away: `when closed` covers it",
                "schreiben Sie die Tage in die Öffnungszeiten, oder nehmen Sie den Zweig heraus: `when closed` deckt ihn ab",
            )
                .into(),
        ),
    }
}
