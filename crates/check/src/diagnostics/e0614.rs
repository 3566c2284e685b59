use super::{Place, at};
use crate::spelling::nearest;
use rufplan_diag::Diagnostic;

/// E0614: nobody here knows the holidays of this region.
///
/// Without them every holiday would be a day like any other for callers.
///
/// ```text
/// holidays: XK
/// ```
pub fn e0614(place: Place, region: &str, known: &[String]) -> Diagnostic {
    let span = place.span;
    let country = region.split('-').next().unwrap_or(region);
    let d = at("E0614", ("No holidays known for this region", "Für diese Region sind keine Feiertage bekannt"), &place).label(("no data", "keine Daten")).message((format!(
        "The holidays of `{region}` are not known: callers would be told that you are open on them."
    ), format!(
        "Die Feiertage von `{region}` sind nicht bekannt: Anrufern würde an ihnen gesagt, dass Sie geöffnet haben."
    )));
    if known.iter().any(|k| k == country) {
        let parts = known.iter().filter(|k| k.starts_with(country)).map(String::as_str);
        return match nearest(region, parts) {
            Some(near) => d.help((format!("did you mean `{near}`?"), format!("Meinten Sie `{near}`?"))).fix(
                (format!("replace by `{near}`"), format!("durch `{near}` ersetzen")),
                span,
                near,
            ),
            None => d.help((
                format!("write `{country}` or a part of it such as {}", example(country, known)),
                format!("Schreiben Sie `{country}` oder einen Teil davon wie {}.", example(country, known)),
            )),
        };
    }
    d.help((
        "write a `calendar` with the days as `plus` lines, and `holidays:` with its name",
        "Schreiben Sie einen `calendar` mit den Tagen als `plus`-Zeilen, und `holidays:` mit dessen Namen.",
    ))
}

fn example(country: &str, known: &[String]) -> String {
    let parts = known.iter().filter(|k| k.len() > 2 && k.starts_with(country));
    parts.take(3).map(|p| format!("`{p}`")).collect::<Vec<_>>().join(", ")
}
