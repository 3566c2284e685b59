//! The worked scripts over real SIP: a caller who waits for words and presses keys, as their tests say.

use super::Bench;
use super::cases::expect;
use super::sounds::{BEEP_MS, prompts};
use rufplan_audio::{Tone, find};
use rufplan_caller::{Call, Line};
use rufplan_journal::Journal;
use rufplan_machine::call::Outcome;
use std::net::Ipv4Addr;
use std::time::Duration;
use tokio::time::timeout;

/// How long a call may take.
const CALL_WITHIN: Duration = Duration::from_secs(120);
/// The end of a sound is looked for again each time so much more was heard, in samples.
const LOOK_EVERY: usize = 1_600;
const CALLER: &str = "+491701234567";

/// What a scripted caller does, one after the other.
enum Deed {
    /// Waits until these words of a language were said.
    Hears(&'static str, &'static str),
    /// Waits until this recording was played.
    HearsFile(&'static str),
    /// Waits until the beep is over.
    HearsBeep,
    /// Listens so long, in milliseconds.
    Listens(u32),
    /// Presses keys.
    Presses(&'static str),
    /// Speaks something that is like no prompt, in milliseconds.
    Speaks(u32),
}
use Deed::{Hears, HearsBeep, HearsFile, Listens, Presses, Speaks};

/// Script 1: a greeting and goodbye.
pub fn hello(bench: &Bench) -> Result<(), String> {
    let (journal, _) = play(bench, "+49305550111", &[])?;
    expect("outcome", &outcome(&journal), &Some(Outcome::Completed))
}

/// Script 2: German, a bill, and nobody there.
pub fn nordwind(bench: &Bench) -> Result<(), String> {
    let deeds = [
        HearsFile("nordwind/sprachwahl.wav"),
        Presses("1"),
        HearsFile("nordwind/willkommen_de.wav"),
        Listens(1_500),
        Presses("2"),
    ];
    let (journal, _) = play(bench, "+49305550100", &deeds)?;
    let said: Vec<String> = ["language_choice", "welcome", "main_options", "sorry_no_agent"]
        .map(|prompt| format!("{prompt} de"))
        .to_vec();
    expect("prompts", &prompts(&journal), &said)
}

/// Script 5: account and PIN are looked up, the balance is said.
pub fn balance(bench: &Bench) -> Result<(), String> {
    let deeds = [
        Hears("de", "Willkommen bei der Sparbank Küste."),
        Listens(1_500),
        Presses("1234567897"),
        Listens(6_000),
        Presses("4711#"),
    ];
    let (journal, _) = play(bench, "+494315550400", &deeds)?;
    let said: Vec<String> = ["begruessung", "kontonummer", "pin_bitte", "kontostand", "faellig"]
        .map(|prompt| format!("{prompt} de"))
        .to_vec();
    expect("prompts", &prompts(&journal), &said)?;
    expect("outcome", &outcome(&journal), &Some(Outcome::Completed))?;
    let asked = bench.bank.asked();
    let [account, pin] = asked.as_slice() else { return Err(format!("{} look-ups", asked.len())) };
    let signed_in = |request: &str| request.to_ascii_lowercase().contains("authorization: bearer interop");
    if !account.starts_with("GET /v2/accounts/1234567897 ") || !signed_in(account) {
        return Err(format!("asked: {account}"));
    }
    if !pin.starts_with("POST /v2/pin/verify ") || !signed_in(pin) || !pin.contains("\"4711\"") {
        return Err(format!("asked: {pin}"));
    }
    let text: String = journal.lines().iter().map(|line| line.to_string()).collect();
    if text.contains("4711") {
        return Err("the journal holds the PIN".into());
    }
    Ok(())
}

/// Script 6: German by a library, nobody there, a message that arrives by mail and holds what was said.
pub fn message(bench: &Bench) -> Result<(), String> {
    let deeds = [Listens(1_500), Presses("1"), HearsBeep, Speaks(3_000), Presses("#")];
    let (journal, said) = play(bench, "+4315550502", &deeds)?;
    let heard = prompts(&journal);
    if !heard.contains(&"hotline.greeting de".to_string())
        || !heard.contains(&"hotline.leave_message de".to_string())
    {
        return Err(format!("prompts: {heard:?}"));
    }
    let wav = bench.mail.sound_to("empfang@radhaus.example")?;
    let pcm = rufplan_sounds::read_wav(&wav).map_err(|e| e.to_string())?;
    // a packet at either end may be cut
    match find(said.get(800..said.len().saturating_sub(800)).unwrap_or_default(), &pcm.samples, 0) {
        Some(place) if place.correlation > 0.9 => Ok(()),
        other => Err(format!("{} samples arrived by mail; what was said: {other:?}", pcm.samples.len())),
    }
}

fn outcome(journal: &Journal) -> Option<Outcome> {
    journal.record.as_ref().map(|record| record.outcome.clone())
}

/// Plays one call; gives its journal and what the caller said. Everything that the journal says was played was heard.
fn play(bench: &Bench, number: &str, deeds: &[Deed]) -> Result<(Journal, Vec<i16>), String> {
    let before = bench.served.names();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let said = deeds.iter().find_map(|deed| match deed {
        Speaks(ms) => Some(words(*ms)),
        _ => None,
    });
    let said = said.unwrap_or_default();
    let heard = runtime.map_err(|e| e.to_string())?.block_on(async {
        let line = Line::open((Ipv4Addr::LOCALHOST, 0).into()).await.map_err(|e| e.to_string())?;
        let call = line.dial(bench.served.address, number, Some(CALLER)).await.map_err(|e| e.to_string())?;
        let whole = async {
            let mut from = 0;
            for deed in deeds {
                from = act(bench, &call, deed, &said, from).await?;
            }
            call.ended().await;
            Ok::<_, String>(())
        };
        timeout(CALL_WITHIN, whole).await.map_err(|_| "the call did not end".to_string())??;
        Ok::<_, String>(call.heard())
    })?;
    let mut journals = bench.served.new_journals(&before, 1)?;
    let journal = journals.pop().ok_or("no journal")?;
    bench.sounds.check(&journal, &heard)?;
    Ok((journal, said))
}

/// Does one deed; gives from where on the next one listens.
async fn act(bench: &Bench, call: &Call, deed: &Deed, said: &[i16], from: usize) -> Result<usize, String> {
    match deed {
        Hears(lang, text) => until(call, &bench.sounds.words(lang, text)?, from).await,
        HearsFile(path) => until(call, &bench.sounds.file(path)?, from).await,
        HearsBeep => until(call, &Tone::beep().samples(BEEP_MS), from).await,
        Listens(ms) => {
            let begun = call.heard_samples();
            match call.has_heard(begun + *ms as usize * 8).await {
                true => Ok(from),
                false => Err("the call ended while the caller listened".into()),
            }
        }
        Presses(keys) => {
            call.press(keys);
            Ok(from)
        }
        Speaks(_) => {
            let begun = call.heard_samples();
            call.speak(said);
            // the caller hears in the same beat in which it speaks
            match call.has_heard(begun + said.len() + LOOK_EVERY).await {
                true => Ok(begun),
                false => Err("the call ended while the caller spoke".into()),
            }
        }
    }
}

/// Waits for the end of a sound.
async fn until(call: &Call, sound: &[i16], from: usize) -> Result<usize, String> {
    let mut length = from + sound.len();
    while call.has_heard(length).await {
        if let Some(place) = find(sound, &call.heard(), from).filter(|place| place.correlation > 0.9) {
            return Ok(place.offset + sound.len());
        }
        length = call.heard_samples() + LOOK_EVERY;
    }
    Err("the call ended before a sound was heard".into())
}

/// What a caller says: noise that swells, like no prompt and no tone.
fn words(ms: u32) -> Vec<i16> {
    let (mut state, mut smooth) = (17_u32, 0_f32);
    let samples = (0..ms * 8).map(|n| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        smooth += 0.3 * ((state as f32 / u32::MAX as f32 - 0.5) * 20_000.0 - smooth);
        (smooth * ((n as f32 / 700.0).sin() + 1.3) / 2.3) as i16
    });
    samples.collect()
}
