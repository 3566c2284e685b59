//! No secret leaves a call by any door but the look-up it is meant for: a real call on loopback, the real program at its
//! most talkative, keys that sound in the voice path as well, and every file looked through afterwards.

mod ear;
mod house;
mod needles;

use house::{Bank, House};
use needles::found;
use rufplan_caller::{Call, Line};

const NUMBER: &str = "+49305550141";
const CALLER: &str = "+491701234567";

/// What anybody may know.
const CONSENT: &str = "1";
const CUSTOMER: &str = "736152";
const ENVELOPES: &str = "5031";
/// What nobody may: a card with a wrong digit, the card, a wrong PIN, the PIN, and a beginning.
const BAD_CARD: &str = "4539578763621487";
const CARD: &str = "4539578763621486";
const BAD_PIN: &str = "28064917";
const PIN: &str = "91573064";
const TAN_BEGUN: &str = "60835271";
const SECRETS: [&str; 5] = [BAD_CARD, CARD, BAD_PIN, PIN, TAN_BEGUN];

/// The caller keys everything, the tones in his voice path too, and hangs up in the middle of the last entry.
async fn key_everything(call: &Call, house: &mut House) {
    let keyed = [
        ("einwilligung", CONSENT),
        ("kunde_frage", CUSTOMER),
        ("karte_frage", BAD_CARD),
        ("karte_frage", CARD),
        ("pin_frage", BAD_PIN),
        ("pin_frage", PIN),
        ("nach_frage", ENVELOPES),
        ("tan_frage", TAN_BEGUN),
    ];
    for (question, keys) in keyed {
        house.hears_prompt(question);
        call.press_aloud(keys);
    }
    // each key of the begun entry has arrived
    for _ in TAN_BEGUN.chars() {
        house.hears("•");
    }
    call.hang_up().await;
    house.hears("end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_leave_a_call_only_in_the_body_of_their_lookup() {
    let bank = Bank::open(&["{\"ok\":false}", "{\"ok\":true}"]);
    let mut house = House::new(bank.address);
    let address = house.serve();
    let line = Line::open("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let call = line.dial(address, NUMBER, Some(CALLER)).await.unwrap();
    key_everything(&call, &mut house).await;
    assert_eq!(house.stop(), Some(0));

    // the look-up had them: what is searched for exists, and the search finds it
    let bodies = bank.bodies();
    assert_eq!(bodies.len(), 2);
    for (body, pin) in bodies.iter().zip([BAD_PIN, PIN]) {
        let secrets: Vec<&str> = found(body, &SECRETS).into_iter().map(|(digits, _)| digits).collect();
        assert_eq!(secrets, [CARD, pin]);
    }

    let (output, log) = (house.output(), house.log());
    assert!(log.contains("TRACE") && log.contains("lookup answered"), "the log is not at its most talkative");
    let files = house.files();
    let endings: Vec<&str> = files.iter().filter_map(|(path, _)| path.extension()?.to_str()).collect();
    assert!(["jsonl", "json", "wav"].iter().all(|ending| endings.contains(ending)), "{endings:?}");
    let texts =
        files.iter().map(|(path, bytes)| (path.display().to_string(), String::from_utf8_lossy(bytes)));
    let all = texts.chain([("output".into(), output.into()), ("log".into(), log.into())]);
    for (place, text) in all {
        assert_eq!(found(&text, &SECRETS), [], "in {place}");
        // nor key by key
        assert!(!text.contains("Key('"), "{place}");
    }
    journal_knows_only_what_it_may(&house);
    recording_holds_only_what_it_may(&house);
}

/// Control: entries that are no secret are there, key by key; of the others their number alone.
fn journal_knows_only_what_it_may(house: &House) {
    let journal = house.file("jsonl");
    let keys: String = journal.split("\"key\":\"").skip(1).filter_map(|rest| rest.chars().next()).collect();
    assert_eq!(keys, format!("{CONSENT}{CUSTOMER}{ENVELOPES}"));
    let digits = journal.matches("\"ev\":\"digit\"").count();
    assert_eq!(digits, SECRETS.iter().map(|keys| keys.len()).sum::<usize>());
}

fn recording_holds_only_what_it_may(house: &House) {
    let record: serde_json::Value = serde_json::from_str(&house.file("json")).expect("JSON");
    assert_eq!((&record["schema"], &record["is_whole"]), (&"rufplan.recording/1".into(), &true.into()));
    assert!(record["consent"].to_string().contains("#press:1"), "{record}");
    let (caller, played) = house.sides();
    // control: the ear hears what is no secret; the key of the consent may still sound when the recording begins
    let heard = ear::text(&caller);
    let heard = heard.strip_prefix(CONSENT).unwrap_or(&heard);
    assert_eq!(heard, format!("{CUSTOMER}{ENVELOPES}"));
    assert_eq!(ear::text(&played), "");
    let rests = record["rests"].as_array().expect("a list");
    assert!(!rests.is_empty(), "{record}");
    for rest in rests {
        let place = |key: &str| rest[key].as_u64().expect("a number") as usize * 8;
        let (from, to) = (place("from_ms"), place("to_ms").min(caller.len()));
        for side in [&caller, &played] {
            // the silence of G.711 is the softest step there is
            assert!(side[from..to].iter().all(|sample| sample.unsigned_abs() <= 8), "{rest}");
        }
    }
    let length = record["length_ms"].as_u64().expect("a number");
    assert_eq!(caller.len() as u64 / 8, length);
}

/// What is played and saved at a desk knows no more than a server does.
#[test]
fn secrets_are_not_saved_nor_printed_by_test_and_call() {
    let house = House::new("127.0.0.1:1".parse().unwrap());
    let (code, text) = house.run(&["test", "--journals", "played", "."], "");
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(found(&text, &SECRETS), [], "{text}");
    let typed = [CONSENT, CUSTOMER, BAD_CARD, CARD, PIN, ENVELOPES, TAN_BEGUN].join("\n");
    std::fs::write(house.folder().join("answers.json"), "{\"pruefen\":{\"ok\":true}}").unwrap();
    let arguments = ["call", "tresor.ruf", "--answers", "answers.json", "--save", "saved.ruf"];
    let (code, text) = house.run(&arguments, &format!("{typed}\nhang up\n"));
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(found(&text, &SECRETS), [], "{text}");
    let saved = std::fs::read_to_string(house.folder().join("saved.ruf")).unwrap();
    // control: what is no secret is saved as it was pressed
    assert!(saved.contains(CUSTOMER) && saved.contains(ENVELOPES), "{saved}");
    let journals = house.files();
    assert!(journals.iter().any(|(path, _)| path.extension().is_some_and(|ending| ending == "jsonl")));
    for (path, bytes) in journals {
        let text = String::from_utf8_lossy(&bytes);
        assert_eq!(found(&text, &SECRETS), [], "in {}", path.display());
    }
}
