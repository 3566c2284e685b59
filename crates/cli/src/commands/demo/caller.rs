//! The demo's caller: a SIP client with sockets of its own that listens and presses keys.

use super::Sounds;
use rufplan_audio::Reference;
use rufplan_caller::{Call, Line};
use rufplan_machine::call::{Piece, Said};
use rufplan_machine::script::{Machine, Part, Stretch};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// So much of a menu is heard before its key is pressed.
pub const LISTENS_MS: u64 = 2_500;
/// So much of a prompt is enough to know it.
const KNOWN_BY_SAMPLES: usize = 12_000;
/// How often the caller listens.
const LISTENS_EVERY: Duration = Duration::from_millis(100);
/// Longest time until a prompt must have been heard, and until the call must be over.
const PATIENCE: Duration = Duration::from_secs(15);
const LONGEST_CALL: Duration = Duration::from_secs(50);

/// Calls, presses 1 in the language menu and 1 in the main menu, and listens to the end; gives everything received.
pub async fn call(
    server: SocketAddr,
    number: &str,
    from: &str,
    sounds: &Sounds,
    machine: &Machine,
) -> Result<Vec<i16>, String> {
    let line = Line::open(SocketAddr::from(([127, 0, 0, 1], 0))).await.map_err(|e| e.to_string())?;
    let call = line.dial(server, number, Some(from)).await.map_err(|e| e.to_string())?;
    for menu in ["language_choice", "main_options"] {
        hear(&call, &sounds.samples(&german(machine, menu)))
            .await
            .map_err(|()| format!("`{menu}` was not heard"))?;
        call.press("1");
    }
    if tokio::time::timeout(LONGEST_CALL, call.ended()).await.is_err() {
        call.hang_up().await;
        return Err(format!("the call had not ended after {} s", LONGEST_CALL.as_secs()));
    }
    Ok(call.heard())
}

/// Waits until so much of a prompt has been heard that a person would press a key.
async fn hear(call: &Call, samples: &[i16]) -> Result<(), ()> {
    let known_by = samples.get(..KNOWN_BY_SAMPLES.min(samples.len())).unwrap_or_default();
    let reference = Reference::new(known_by);
    let until = Instant::now() + PATIENCE;
    let listened = usize::try_from(LISTENS_MS * 8).unwrap_or_default();
    while Instant::now() < until && !call.is_over() {
        let heard = call.heard();
        if let Some(found) = reference.find(&heard, 0)
            && heard.len() >= found.offset + listened
        {
            return Ok(());
        }
        sleep(LISTENS_EVERY).await;
    }
    Err(())
}

/// A prompt without values as the German caller hears it.
fn german(machine: &Machine, prompt: &str) -> Said {
    let lines = machine.prompts.get(prompt).map(|p| &p.lines);
    let line = lines.and_then(|l| l.get("de").or_else(|| l.get("any"))).and_then(|l| l.last());
    let mut pieces = Vec::new();
    for part in line.iter().flat_map(|l| &l.parts) {
        match part {
            Part::Words { recording: Some(file), .. } => pieces.push(Piece::File {
                path: file.path.clone(),
                sha256: file.sha256.clone(),
                words: String::new(),
            }),
            Part::Words { stretches, .. } => {
                for stretch in stretches {
                    if let Stretch::Fixed(text) = stretch {
                        let text = text.trim().to_string();
                        pieces.push(Piece::Words {
                            lang: "de".into(),
                            voice: None,
                            speed_percent: None,
                            text,
                        });
                    }
                }
            }
            Part::Pause(ms) => pieces.push(Piece::Pause { ms: *ms }),
        }
    }
    Said { prompt: prompt.into(), lang: "de".into(), words: String::new(), pieces }
}
