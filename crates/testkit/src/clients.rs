//! Clients as they are ordered: two languages, opening hours, menus, a queue, tests, about a hundred lines each.
//!
//! [`client`] writes the script of one from its number: other names, hours, menus and settings, all of them without a
//! fault. What is measured with many clients is measured with these.

use crate::seeded::Seeded;
use std::fmt::Write;

/// A trade: what callers want of it, by topic, in German and in English.
type Topic = (&'static str, &'static str, &'static str);

const TOPICS: [Topic; 8] = [
    ("bestellung", "eine Bestellung", "placing an order"),
    ("rechnung", "Fragen zur Rechnung", "questions about your bill"),
    ("termin", "einen Termin", "an appointment"),
    ("stoerung", "eine Störung", "a fault"),
    ("vertrag", "Ihren Vertrag", "your contract"),
    ("lieferung", "eine Lieferung", "a delivery"),
    ("reparatur", "eine Reparatur", "a repair"),
    ("beschwerde", "eine Beschwerde", "a complaint"),
];

const TRADES: [&str; 8] =
    ["Blumen", "Energie", "Hausverwaltung", "Fahrräder", "Apotheke", "Möbel", "Spedition", "Stadtwerke"];

const PLACES: [&str; 8] = ["Nord", "Bär", "Alpen", "Havel", "Rheintal", "Hansa", "Linden", "Ostsee"];

const REGIONS: [&str; 6] = ["DE-BE", "DE-NW", "DE-HH", "DE-HE", "DE-SH", "DE-NI"];

const OPEN: [&str; 4] = ["08:00-18:00", "09:00-17:00", "08:30-12:00, 13:00-17:30", "07:00-20:00"];

/// The path and the script of the client of a number; below 10,000 all are different.
pub fn client(number: usize) -> (String, String) {
    let mut rng = Seeded::new(number as u64 + 1);
    let name = format!("mandant_{number:04}");
    let title = format!("{} {} {number}", rng.pick(&TRADES), rng.pick(&PLACES));
    let topics = 2 + rng.below(2);
    let first = rng.below(TOPICS.len());
    let topics: Vec<Topic> = (0..topics).map(|i| TOPICS[(first + i) % TOPICS.len()]).collect();
    // of the others each language has a number of its own
    let asks = rng.chance(40);
    let mut text = head(&mut rng, number, &name, &title, asks);
    text += &words(&mut rng, &title, &topics, asks);
    text += &flows(&topics, asks);
    text += &queue(&mut rng);
    if rng.chance(30) {
        text += &test(number, topics[0].0, asks);
    }
    (format!("{name}.ruf"), text)
}

fn head(rng: &mut Seeded, number: usize, name: &str, title: &str, asks: bool) -> String {
    let english = match asks {
        true => String::new(),
        false => format!("  number +49 30 556{number:04} \"English\" starts english\n"),
    };
    let mut text = format!(
        "rufplan 1\n// {title}\n\nclient {name} \"{title}\"\n  languages: de, en\n  time zone: Europe/Berlin\n  \
         whisper: who_is_calling\n  number +49 30 555{number:04} \"Zentrale\" starts main\n{english}end\n\n\
         data\n  topic: text = \"allgemein\"\nend\n\n"
    );
    let _ = write!(text, "hours office\n  holidays: {}\n  mon-fri {}\n", rng.pick(&REGIONS), rng.pick(&OPEN));
    if rng.chance(40) {
        text += "  sat 09:00-13:00\n";
    }
    text += "  holiday closed\n  24 dec closed \"Heiligabend\"\n  31 dec closed \"Silvester\"\n";
    if rng.chance(40) {
        let _ = writeln!(text, "  2027-01-{:02} closed \"Inventur\"", 4 + rng.below(20));
    }
    text += "end\n\n";
    text
}

fn words(rng: &mut Seeded, title: &str, topics: &[Topic], asks: bool) -> String {
    let (mut de, mut en) = (String::new(), String::new());
    for (index, (_, german, english)) in topics.iter().enumerate() {
        let _ = write!(de, "Für {german} drücken Sie die {}. ", index + 1);
        let _ = write!(en, "For {english}, press {}. ", index + 1);
    }
    let sorry = *rng.pick(&["Leider", "Es tut uns leid,", "Bedauerlicherweise"]);
    let nobody = match sorry.ends_with(',') {
        true => format!("{sorry} wir können Ihren Anruf gerade nicht annehmen."),
        false => format!("{sorry} können wir Ihren Anruf gerade nicht annehmen."),
    };
    let choice = match asks {
        true => LANGUAGE_CHOICE,
        false => "",
    };
    format!(
        "{choice}prompt welcome\n  de: \"Willkommen bei {title}.\"\n  en: \"Welcome to {title}.\"\nend\n\n\
         prompt options\n  de: \"{de}Für alles andere die 0.\"\n  en: \"{en}For anything else, press 0.\"\nend\n\n\
         prompt closed_now\n  \
         de: \"Unser Büro ist geschlossen. Sie erreichen uns wieder am {{office.next_open as weekday}} ab {{office.next_open as time}}.\"\n  \
         en: \"Our office is closed. We will be back on {{office.next_open as weekday}} at {{office.next_open as time}}.\"\nend\n\n\
         prompt please_wait\n  \
         de when queue.expected_wait is known: \"Sie werden in etwa {{queue.expected_wait as duration}} verbunden.\"\n  \
         de: \"Bitte bleiben Sie am Apparat. Wir verbinden Sie, sobald jemand frei ist.\"\n  \
         en when queue.expected_wait is known: \"We will connect you in about {{queue.expected_wait as duration}}.\"\n  \
         en: \"Please hold the line. We will connect you as soon as somebody is free.\"\nend\n\n\
         prompt nobody_there\n  de: \"{nobody} Bitte versuchen Sie es später noch einmal.\"\n  \
         en: \"We cannot take your call at the moment. Please try again later.\"\nend\n\n\
         prompt who_is_calling\n  de: \"{title}, {{topic as plain}}.\"\n  en: \"{title}, {{topic as plain}}.\"\nend\n\n"
    )
}

const LANGUAGE_CHOICE: &str = "prompt language_choice
  any: \"Für Deutsch drücken Sie die 1.\" in de + \"For English, press 2.\" in en
end

";

const LANGUAGE_MENU: &str = "  menu language
    say language_choice
    press 1 for \"Deutsch\"
      speak de
    press 2 for \"English\"
      speak en
    on failure
      speak de
  end
";

const ENGLISH: &str = "flow english
  speak en
  go to main
end

";

fn flows(topics: &[Topic], asks: bool) -> String {
    let (menu, english) = match asks {
        true => (LANGUAGE_MENU, ""),
        false => ("", ENGLISH),
    };
    let mut text = format!(
        "{english}flow main\n{menu}  say welcome\n  \
         check hours office\n    when open\n      go to choice\n    when closed\n      say closed_now\n      hang up\n  end\nend\n\n\
         flow choice\n  menu topics\n    attempts: 2\n    say options\n",
    );
    for (index, (topic, ..)) in topics.iter().enumerate() {
        let _ = write!(
            text,
            "    press {} for \"{topic}\"\n      set topic to \"{topic}\"\n      enter queue service\n",
            index + 1
        );
    }
    text += "    press 0 for \"Zentrale\"\n      enter queue service\n    press * to repeat\n    on failure\n      enter queue service\n  end\nend\n\n";
    text
}

fn queue(rng: &mut Seeded) -> String {
    format!(
        "queue service\n  hand over: topic, call.language\n  service level: 80% within {}s\n  \
         at 0s\n    say please_wait\n  every {}s\n    say please_wait\n  when nobody is signed in\n    \
         say nobody_there\n    hang up\n  when hours office close\n    keep waiting\n  when waiting longer than {}min\n    say nobody_there\n    \
         hang up\nend\n",
        20 + 10 * rng.below(2),
        45 + 5 * rng.below(4),
        5 + rng.below(10)
    )
}

fn test(number: usize, topic: &str, asks: bool) -> String {
    let german = if asks { "  presses 1\n" } else { "" };
    let called = format!("+49 30 555{number:04}");
    format!(
        "\ntest \"one topic, in German\"\n  clock 2026-06-16 10:00\n  given queue service has 2 agents\n  \
         +49 170 1234567 calls {called}\n{german}  hears welcome saying \"Willkommen\"\n  hears options\n  \
         presses 1\n  is in queue service\n  agent answers\n  agent hears who_is_calling saying \"{topic}\"\n  \
         agent hangs up\n  call ends\nend\n"
    )
}
