use super::{Place, at};
use rufplan_calendar::{LocalHoliday, Region, communes_in_words, holiday_name};
use rufplan_diag::Diagnostic;

/// W0607: a holiday of some communes of the region is neither in nor out.
///
/// Whether callers are told of a closed day depends on the town, which nobody has named.
///
/// ```text
/// public holidays of DE-BY                     // Mariä Himmelfahrt: in Munich, not in Coburg
/// ```
pub fn w0607(place: Place, region: &str, name: &str, id: &str) -> Diagnostic {
    at("W0607", ("Local holiday undecided", "Örtlicher Feiertag nicht entschieden"), &place)
        .label((name, name))
        .message((
            format!("{name} is a holiday in some towns of {region} only; in which one are you?"),
            format!("{name} ist nur in manchen Orten von {region} ein Feiertag; in welchem sind Sie?"),
        ))
        .help((
            format!("add `plus \"{id}\"` or `without \"{id}\"`"),
            format!("Ergänzen Sie `plus \"{id}\"` oder `without \"{id}\"`."),
        ))
}

/// W0607 where an hours block names the region itself; `others` are further holidays of the kind.
pub fn w0607_hours(place: Place, region: &Region, day: &LocalHoliday, others: &[&str]) -> Diagnostic {
    let (id, date, name) = (day.id, day.date, holiday_name(day.id, "de"));
    let (en, de) = (communes_in_words(region, day, "en"), communes_in_words(region, day, "de"));
    let (more, mehr) = match others {
        [] => (String::new(), String::new()),
        others => (format!(" Likewise {}.", others.join(", ")), format!(" Ebenso {}.", others.join(", "))),
    };
    at("W0607", ("Local holiday undecided", "Örtlicher Feiertag nicht entschieden"), &place)
        .label((name, name))
        .message((
            format!("{name} ({date}) is a holiday in parts of {region} only: {en}. Are you open then?{more}"),
            format!("{name} ({date}) ist nur in Teilen von {region} Feiertag: {de}. Haben Sie dann offen?{mehr}"),
        ))
        .help((
            format!("write a `calendar` with `public holidays of {region}` and `plus \"{id}\"` or `without \"{id}\"`, and name it behind `holidays:`"),
            format!("schreiben Sie einen `calendar` mit `public holidays of {region}` und `plus \"{id}\"` oder `without \"{id}\"`, und nennen Sie ihn hinter `holidays:`"),
        ))
}
