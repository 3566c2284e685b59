//! `rufplan hours FILE NAME`

use crate::arguments::Hours as Arguments;
use crate::compilation::{Compilation, compile_paths, print_errors};
use crate::failure::Failure;
use crate::terminal::said;
use rufplan_calendar::{Date, DayPlan, Hours, HoursState, Weekday, Zone, holiday_name};
use rufplan_machine::script::Machine;
use rufplan_runtime::Program;
use std::fmt::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// How many changes are shown.
const CHANGES: usize = 20;

/// Shows the week, the next changes, and who decides a moment.
///
/// # Errors
/// When the script cannot be read or has no hours of this name.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let compilations = compile_paths(std::slice::from_ref(&arguments.file), crate::moment::today())?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let machines: Vec<Machine> =
        compilations.iter().flat_map(Compilation::wanted_machines).cloned().collect();
    let owner = machines.into_iter().find(|m| m.hours.contains_key(&arguments.name));
    let machine = owner.ok_or_else(|| {
        Failure::Usage(format!("{}: no hours `{}`", arguments.file.display(), arguments.name))
    })?;
    let program = Program::load(Arc::new(machine)).map_err(|e| Failure::Usage(e.to_string()))?;
    let hours = program
        .hours(&arguments.name)
        .ok_or_else(|| Failure::Usage(format!("no hours `{}`", arguments.name)))?;
    let zone = hours.zone();
    let moment =
        |typed: &Option<String>| typed.as_deref().map(|t| crate::moment::moment_ms(t, zone)).transpose();
    let from = moment(&arguments.from)?.or(moment(&arguments.at)?).unwrap_or_else(crate::moment::now_ms);
    let mut text = String::new();
    if let Some(at) = moment(&arguments.at)? {
        decided(&mut text, hours, at);
    } else {
        week(&mut text, hours, from);
        changes(&mut text, hours, from);
    }
    crate::terminal::print(&text);
    Ok(ExitCode::SUCCESS)
}

fn week(text: &mut String, hours: &Hours, from_ms: i64) {
    let date = hours.zone().to_local(from_ms).date;
    let _ = writeln!(text, "{} {date}, {}", said("week of", "Woche vom"), hours.zone().name());
    for day in hours.week(date) {
        let _ = writeln!(text, "  {}  {}  {}{}", short(day.weekday), day.date, spans(&day), why(&day));
    }
}

fn spans(day: &DayPlan<'_>) -> String {
    let clock = |min: u16| format!("{:02}:{:02}", min / 60, min % 60);
    let list: Vec<String> =
        day.spans.iter().map(|s| format!("{}-{}", clock(s.from_min), clock(s.to_min))).collect();
    if list.is_empty() { said("closed", "geschlossen").into() } else { list.join(", ") }
}

fn why(day: &DayPlan<'_>) -> String {
    let reason = day.reason.map(|r| format!("  \"{r}\"")).unwrap_or_default();
    let holiday = day
        .holiday
        .map(|h| format!("  {}: {}", said("holiday", "Feiertag"), holiday_name(h, "de")))
        .unwrap_or_default();
    let line = if day.line.is_none() {
        said("  (no line speaks of this day)", "  (keine Zeile spricht von diesem Tag)")
    } else {
        ""
    };
    format!("{reason}{holiday}{line}")
}

fn changes(text: &mut String, hours: &Hours, from_ms: i64) {
    let now = hours.state_at(from_ms);
    let _ = writeln!(
        text,
        "{} {} ({})",
        said("now", "jetzt"),
        if now.is_open { said("open", "geöffnet") } else { said("closed", "geschlossen") },
        shown(hours.zone(), from_ms)
    );
    for change in hours.changes_after(from_ms).take(CHANGES) {
        let what =
            if change.state.is_open { said("opens ", "öffnet  ") } else { said("closes", "schließt") };
        let _ = writeln!(text, "  {what}  {}{}", shown(hours.zone(), change.at_ms), because(&change.state));
    }
}

fn because(state: &HoursState<'_>) -> String {
    let reason = state.reason.map(|r| format!("  \"{r}\"")).unwrap_or_default();
    let holiday = state
        .holiday
        .map(|h| format!("  {}: {}", said("holiday", "Feiertag"), holiday_name(h, "de")))
        .unwrap_or_default();
    format!("{reason}{holiday}")
}

fn decided(text: &mut String, hours: &Hours, at_ms: i64) {
    let state = hours.state_at(at_ms);
    let zone = hours.zone();
    let arm = format!("{:?}", state.kind).to_lowercase();
    let _ = writeln!(text, "{}: {} `{arm}`{}", shown(zone, at_ms), said("arm", "Zweig"), because(&state));
    let decider = match state.decided_by {
        Some(line) => match hours.plan().lines.get(line) {
            Some(written) => {
                let (the, decides) = (said("the line", "die Zeile"), said("decides", "entscheidet"));
                format!("{the} `{}` {decides}", written.days)
            }
            None => {
                let (the, decides) =
                    (said("line", "Zeile"), said("of the block decides", "des Blocks entscheidet"));
                format!("{the} {} {decides}", line + 1)
            }
        },
        None => said(
            "no line speaks of this day, so it is closed",
            "keine Zeile spricht von diesem Tag, also ist geschlossen",
        )
        .into(),
    };
    let _ = writeln!(text, "  {decider}");
    if let Some(closes) = state.closes_at_ms {
        let _ = writeln!(text, "  {}  {}", said("closes", "schließt"), shown(zone, closes));
    }
    if let Some(opens) = state.next_open_ms {
        let _ = writeln!(text, "  {}  {}", said("next opening", "öffnet wieder"), shown(zone, opens));
    }
}

fn shown(zone: &Zone, at_ms: i64) -> String {
    let local = zone.to_local(at_ms);
    let date: Date = local.date;
    format!("{} {date} {:02}:{:02}", short(date.weekday()), local.hour, local.minute)
}

fn short(weekday: Weekday) -> &'static str {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let place = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or_default();
    names.get(place).copied().unwrap_or_default()
}
