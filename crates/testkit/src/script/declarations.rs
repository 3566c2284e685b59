//! Everything of a random script that is no flow.

use crate::seeded::Seeded;

/// Client, data, prompts, hours, queues and what else flows can name.
pub(super) fn head(rng: &mut Seeded, languages: &[&str]) -> String {
    let mut text = String::from("rufplan 1\n\n");
    text.push_str(&format!(
        "client zufall \"Zufall AG\"\n  languages: {}\n  time zone: Europe/Berlin\n  whisper: ansage\n  \
         promise: human_within_keys(20), silent_caller_reaches_human(7200s), words_every(7200s)\n  \
         screen pop: \"https://desk.example/z?n={{zahl}}&tel={{caller.number}}\"\n  \
         number +49 30 5550100 \"Zentrale\" starts flow_0\nend\n\n",
        languages.join(", ")
    ));
    text.push_str(DATA);
    for (name, de, en) in PROMPTS {
        text.push_str(&format!("prompt {name}\n  de: \"{de}\"\n"));
        if languages.len() > 1 {
            text.push_str(&format!("  en: \"{en}\"\n"));
        }
        text.push_str("end\n\n");
    }
    text.push_str(&hours(rng));
    text.push_str(&defaults(rng));
    for queue in ["vertrieb", "technik"] {
        text.push_str(&queue_block(rng, queue));
    }
    text.push_str(RESOURCES);
    text
}

const DATA: &str = "data
  zahl: number from 1 to 20 = 5
  thema: text = \"allgemein\"
  art: one of rot, gruen, blau = rot
  fertig: yesno = no
  betrag: money = 12.50 EUR
  frist: duration from 5s to 2min = 30s
  tag: date = 2026-06-01
  nummer: maybe digits
  geheim: maybe digits secret
  anzahl: maybe number
  wunsch: maybe date
  uhr: maybe time
  rueckruf_an: maybe phone
  aufnahme: recording
  kunde: maybe kundendaten
  team: queue one of vertrieb, technik = technik
end

type kundendaten
  name: name
  stufe: one of privat, premium
  offen: maybe money
end

";

/// Prompts with values of many types; every language says the same.
const PROMPTS: [(&str, &str, &str); 7] = [
    ("ansage", "Anruf für Zufall.", "Call for Zufall."),
    ("gruss", "Guten Tag.", "Good day."),
    (
        "zahlen",
        "Es sind {zahl as number}, am {tag as date}, in {frist as duration}.",
        "It is {zahl as number}, on {tag as date}, in {frist as duration}.",
    ),
    ("geld", "Das kostet {betrag as money}.", "That costs {betrag as money}."),
    (
        "jetzt",
        "Es ist {now.time as time} am {now.weekday as weekday}.",
        "It is {now.time as time} on {now.weekday as weekday}.",
    ),
    ("offen", "Wir öffnen {zeiten.next_open as moment}.", "We open {zeiten.next_open as moment}."),
    ("falsch", "Das geht nicht.", "That does not work."),
];

fn hours(rng: &mut Seeded) -> String {
    let open = *rng.pick(&["08:00-18:00", "09:00-12:00, 13:00-17:30", "22:00-06:00", "00:00-24:00"]);
    let region = *rng.pick(&["DE-BY", "DE-BE", "AT-9", "CH-ZH", "DE"]);
    let mut text = format!("hours zeiten\n  holidays: {region}\n  mon-fri {open}\n");
    if rng.chance(50) {
        text.push_str("  sat 09:00-12:00 \"Samstag\"\n");
    }
    text.push_str("  holiday closed \"Feiertag\"\n  24 dec closed \"Heiligabend\"\n  31 dec closed \"Silvester\"\nend\n\n");
    text.push_str("calendar tage\n  public holidays of DE-BY\n  plus 24 dec \"Heiligabend\"\n  plus 2 days before easter \"Karfreitag neu\"\nend\n\n");
    text.push_str("switch notfall\n  label: \"Notfall\"\n  allowed for: leitung\nend\n\n");
    text
}

fn defaults(rng: &mut Seeded) -> String {
    let mut text =
        format!("defaults\n  first key within: {}s\n  attempts: {}\n", 1 + rng.below(8), 2 + rng.below(3));
    text.push_str(
        "  on silence\n    say falsch\n  on wrong key\n    say falsch\n  on wrong input\n    say falsch\n",
    );
    text.push_str("  on failure\n    enter queue vertrieb\nend\n\n");
    text
}

fn queue_block(rng: &mut Seeded, name: &str) -> String {
    let mut text = format!("queue {name}\n  hand over: zahl, thema\n  service level: 80% within 20s\n");
    if rng.chance(40) {
        text.push_str(&format!("  capacity: {}\n", 1 + rng.below(20)));
    }
    if rng.chance(30) {
        text.push_str("  before connecting: gruss\n");
    }
    text.push_str("  at 0s\n    say gruss\n");
    if rng.chance(60) {
        text.push_str(&format!("  every {}s\n    say zahlen\n", 15 + rng.below(60)));
    }
    if rng.chance(40) {
        text.push_str("  press 1 for \"Nachricht\"\n    take message in kasten\n    hang up\n");
    }
    text.push_str("  when nobody is signed in\n    say falsch\n    hang up\n");
    if rng.chance(50) {
        text.push_str("  when full\n    say falsch\n    hang up\n");
    }
    text.push_str("  when hours zeiten close\n    keep waiting\n");
    if rng.chance(50) {
        text.push_str("  when expected wait over 5min\n    offer callback rueckruf\n");
    }
    text.push_str(&format!(
        "  when waiting longer than {}min\n    say falsch\n    hang up\n",
        1 + rng.below(20)
    ));
    if rng.chance(30) {
        text.push_str("  after the call\n    start survey umfrage\n");
    }
    text.push_str("end\n\n");
    text
}

const RESOURCES: &str = "mailbox kasten
  longest: 1min
  deliver to: \"post@zufall.example\"
end

callback rueckruf
  within: zeiten
  when accepted
    say gruss
    hang up
end

survey umfrage
  ask zufrieden from 1 to 5
    say zahlen
  ask wieder yes or no
    say geld
  say gruss
end

failures eingaben
  at most: 4
  on failure
    say falsch
    hang up
end

service kern
  address: \"https://kern.example/v1\"
  timeout: 2s
end

lookup kunde_suchen
  get kern \"/kunden/{zahl}\"
  fill: kunde
end

lookup melden
  post kern \"/melden\"
  send: zahl, thema
  gives nothing
end

";
