//! Where holidays hold that hold in some communes of a region only, in words.

use super::{Communes, LocalHoliday, Region};

/// Region, holiday, German, English.
type Place = (&'static str, &'static str, &'static str, &'static str);

const PLACES: [Place; 10] = [
    (
        "DE-BY",
        "mariae_himmelfahrt",
        "Gemeinden mit mehr katholischen als evangelischen Einwohnern (rund 1.700 der 2.056; Liste des Landesamts für Statistik)",
        "communes with more Catholic than Protestant inhabitants (about 1,700 of 2,056; listed by the Landesamt für Statistik)",
    ),
    (
        "DE-SN",
        "fronleichnam",
        "sorbisch-katholische Gemeinden und Ortsteile im Landkreis Bautzen (Fronleichnamsverordnung)",
        "Catholic Sorbian communes and villages of the district of Bautzen (Fronleichnamsverordnung)",
    ),
    (
        "DE-TH",
        "fronleichnam",
        "Landkreis Eichsfeld, einzelne Gemeinden im Unstrut-Hainich-Kreis und im Wartburgkreis",
        "district of Eichsfeld, some communes of the districts Unstrut-Hainich and Wartburg",
    ),
    ("CH-FR", "fronleichnam", FRIBOURG.0, FRIBOURG.1),
    ("CH-FR", "mariae_himmelfahrt", FRIBOURG.0, FRIBOURG.1),
    ("CH-FR", "allerheiligen", FRIBOURG.0, FRIBOURG.1),
    ("CH-FR", "mariae_empfaengnis", FRIBOURG.0, FRIBOURG.1),
    ("CH-SO", "fronleichnam", SOLOTHURN.0, SOLOTHURN.1),
    ("CH-SO", "mariae_himmelfahrt", SOLOTHURN.0, SOLOTHURN.1),
    ("CH-SO", "allerheiligen", SOLOTHURN.0, SOLOTHURN.1),
];

const FRIBOURG: (&str, &str) = ("katholische Gemeinden", "Catholic communes");
const SOLOTHURN: (&str, &str) = ("alle Bezirke außer Bucheggberg", "all districts but Bucheggberg");

/// Where a local holiday of a region holds, in German for `de`, else in English.
pub fn communes_in_words(region: &Region, day: &LocalHoliday, lang: &str) -> &'static str {
    if let Communes::One(town) = day.communes {
        return town;
    }
    let is_german = lang.split('-').next() == Some("de");
    match PLACES.iter().find(|(of, id, ..)| *of == region.as_str() && *id == day.id) {
        Some((_, _, de, _)) if is_german => de,
        Some((.., en)) => en,
        None if is_german => "einzelne Gemeinden",
        None => "some communes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{known_regions, local_holidays};

    #[test]
    fn every_holiday_of_some_communes_tells_where_and_no_place_is_left_over() {
        let mut told = 0;
        for region in known_regions() {
            let region = Region::parse(&region).unwrap();
            for day in local_holidays(&region, 2026).unwrap() {
                let is_some = day.communes == Communes::Some;
                told += usize::from(is_some);
                assert_ne!(communes_in_words(&region, &day, "en"), "some communes", "{region} {}", day.id);
                assert_eq!(
                    is_some,
                    communes_in_words(&region, &day, "de-AT") != communes_in_words(&region, &day, "en")
                );
            }
        }
        assert_eq!(told, PLACES.len());
    }
}
