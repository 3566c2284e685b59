//! The cases: what is played against the server, and what must come of it.

use super::Bench;
use super::served::Served;
use super::sinks::Sinks;
use super::sounds::prompts;
use super::worked;
use rufplan_caller::Line;
use rufplan_journal::Journal;
use rufplan_machine::call::{Effect, Event, Outcome};
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;
use tokio::time::timeout;

/// Script 2's number.
const NUMBER: &str = "+49305550100";
/// How long a call of our own caller may take.
const CALL_WITHIN: Duration = Duration::from_secs(60);
/// How many calls "at once" are.
const MANY: u16 = 20;

type Case = fn(&Bench) -> Result<(), String>;

/// All cases that leave the server running.
pub const ALL: &[(&str, Case)] = &[
    ("keys of sipp's captures choose German and bills", |bench| keys(bench, &GERMAN, 1)),
    ("keys of sipp's captures choose English and power failures", |bench| keys(bench, &ENGLISH, 1)),
    ("20 calls of sipp at once, half of them English", many_by_sipp),
    ("20 calls of our caller at once, languages alternating", many_by_caller),
    ("a caller hangs up in the middle of a prompt", |bench| abandoned(bench, "hang_up_mid_prompt", 1)),
    ("a CANCEL that comes too late changes nothing", |bench| abandoned(bench, "late_cancel", 1)),
    ("10 calls over a line that loses a third of the messages", |bench| abandoned(bench, "lossy_line", 10)),
    ("a CANCEL on the heels of the INVITE leaves no call behind", cancel_at_once),
    ("a number that nobody owns", unknown_number),
    ("script 1 says what it should", worked::hello),
    ("script 2: German and a bill, nobody there", worked::nordwind),
    ("script 5: account and PIN are looked up, the balance is said", worked::balance),
    ("script 6: a message arrives by mail and is heard", worked::message),
];

/// A way through script 2: what is pressed, what is said, where it leads.
struct Way {
    scenario: &'static str,
    keys: [char; 2],
    language: &'static str,
    priority: u8,
}

const GERMAN: Way = Way { scenario: "keys_1_2", keys: ['1', '2'], language: "de", priority: 5 };
const ENGLISH: Way = Way { scenario: "keys_2_1", keys: ['2', '1'], language: "en", priority: 8 };

impl Way {
    /// Whether a journal shows this way, each key once, to its end.
    fn check(&self, journal: &Journal) -> Result<(), String> {
        let keys: Vec<char> = journal
            .steps
            .iter()
            .filter_map(|step| match step.ev {
                Event::Key(key) => Some(key),
                _ => None,
            })
            .collect();
        expect("keys", &keys, &self.keys.to_vec())?;
        let said = ["language_choice de".to_string()].into_iter();
        let said = said
            .chain(["welcome", "main_options", "sorry_no_agent"].map(|p| format!("{p} {}", self.language)));
        expect("prompts", &prompts(journal), &said.collect())?;
        let record = journal.record.as_ref().ok_or("no record")?;
        let [first, second] = self.keys;
        let states =
            [format!("main.language#press:{first}"), format!("main_menu.main_choice#press:{second}")];
        let visited = |state: &str| record.path.iter().any(|v| v.state == state);
        for state in states.iter().map(String::as_str).chain(["queue:service"]) {
            if !visited(state) {
                return Err(format!("`{state}` was not visited: {:?}", record.path));
            }
        }
        let queued: Vec<(&str, u8)> = journal
            .steps
            .iter()
            .flat_map(|step| &step.fx)
            .filter_map(|effect| match effect {
                Effect::Enqueue { queue, priority, .. } => Some((queue.as_str(), *priority)),
                _ => None,
            })
            .collect();
        expect("queues", &queued, &vec![("service", self.priority)])?;
        if matches!(record.outcome, Outcome::Abandoned { .. } | Outcome::Failed { .. }) {
            return Err(format!("the call ended by {:?}", record.outcome));
        }
        Ok(())
    }
}

pub(super) fn expect<T: PartialEq + std::fmt::Debug>(
    what: &str,
    found: &T,
    expected: &T,
) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?}, expected {expected:?}")) }
}

/// Calls of sipp that press keys; what they heard is what their journals say was played.
fn keys(bench: &Bench, way: &Way, calls: u16) -> Result<(), String> {
    let before = bench.served.names();
    let sinks = Sinks::open(calls)?;
    let port = sinks.media_port;
    let played = bench.sipp.play(way.scenario, bench.served.address, NUMBER, calls, port);
    let received = sinks.close();
    played?;
    let journals = bench.served.new_journals(&before, usize::from(calls))?;
    for journal in &journals {
        way.check(journal)?;
    }
    if received.len() != journals.len() {
        return Err(format!("{} ports heard something", received.len()));
    }
    // all go the same way, so any of their journals says what each must have heard
    let journal = journals.first().ok_or("no journal")?;
    for call in &received {
        expect("packets lost", &call.lost, &0)?;
        bench.sounds.check(journal, &call.samples)?;
    }
    Ok(())
}

fn many_by_sipp(bench: &Bench) -> Result<(), String> {
    let before = bench.served.names();
    let ways = [GERMAN, ENGLISH];
    let opened: Result<Vec<Sinks>, String> = ways.iter().map(|_| Sinks::open(MANY / 2)).collect();
    let opened = opened?;
    let played: Vec<Result<(), String>> = std::thread::scope(|scope| {
        let running: Vec<_> = ways
            .iter()
            .zip(&opened)
            .map(|(way, sinks)| {
                let (address, port) = (bench.served.address, sinks.media_port);
                scope.spawn(move || bench.sipp.play(way.scenario, address, NUMBER, MANY / 2, port))
            })
            .collect();
        running.into_iter().map(|r| r.join().unwrap_or_else(|_| Err("a thread ended".into()))).collect()
    });
    let received: Vec<_> = opened.into_iter().map(Sinks::close).collect();
    played.into_iter().collect::<Result<(), String>>()?;
    let journals = bench.served.new_journals(&before, usize::from(MANY))?;
    for (way, received) in ways.iter().zip(received) {
        let own: Vec<&Journal> = journals.iter().filter(|j| language(j) == way.language).collect();
        expect("calls in this language", &own.len(), &usize::from(MANY / 2))?;
        for journal in &own {
            way.check(journal)?;
        }
        let journal = own.first().ok_or("no journal")?;
        for call in received {
            expect("packets lost", &call.lost, &0)?;
            bench.sounds.check(journal, &call.samples)?;
        }
    }
    Ok(())
}

fn language(journal: &Journal) -> &str {
    journal.record.as_ref().map_or("", |record| record.language.as_str())
}

fn many_by_caller(bench: &Bench) -> Result<(), String> {
    let before = bench.served.names();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let address = bench.served.address;
    let heard = runtime.map_err(|e| e.to_string())?.block_on(async move {
        let line = Line::open((Ipv4Addr::LOCALHOST, 0).into()).await.map_err(|e| e.to_string())?;
        let line = std::sync::Arc::new(line);
        let calls: Vec<_> = (0..MANY).map(|n| tokio::spawn(one_call(line.clone(), address, n))).collect();
        let mut heard = Vec::new();
        for call in calls {
            heard.push(call.await.map_err(|e| e.to_string())??);
        }
        Ok::<_, String>(heard)
    })?;
    let journals = bench.served.new_journals(&before, usize::from(MANY))?;
    for (number, samples) in (0..MANY).zip(heard) {
        let of = |j: &&Journal| j.record.as_ref().is_some_and(|r| r.caller_number == Some(caller(number)));
        let journal = journals.iter().find(of).ok_or("a call has no journal")?;
        let way = if number % 2 == 0 { GERMAN } else { ENGLISH };
        way.check(journal)?;
        bench.sounds.check(journal, &samples)?;
    }
    Ok(())
}

fn caller(number: u16) -> String {
    format!("+4917012345{number:02}")
}

/// One call of our own caller: a key after 2.5 s, another 5 s later, then to the end; gives what was heard.
async fn one_call(line: std::sync::Arc<Line>, server: SocketAddr, number: u16) -> Result<Vec<i16>, String> {
    let call = line.dial(server, NUMBER, Some(&caller(number))).await.map_err(|e| e.to_string())?;
    let way = if number.is_multiple_of(2) { GERMAN } else { ENGLISH };
    let whole = async {
        for (samples, key) in [20_000, 60_000].into_iter().zip(way.keys) {
            if !call.has_heard(samples).await {
                return Err("the call ended before its keys were pressed".to_string());
            }
            call.press(&key.to_string());
        }
        call.ended().await;
        Ok(())
    };
    timeout(CALL_WITHIN, whole).await.map_err(|_| "the call did not end".to_string())??;
    Ok(call.heard())
}

/// Calls that end early by the caller: as many journals as calls, each with that end.
fn abandoned(bench: &Bench, scenario: &str, calls: u16) -> Result<(), String> {
    let before = bench.served.names();
    let sinks = Sinks::open(calls)?;
    let played = bench.sipp.play(scenario, bench.served.address, NUMBER, calls, sinks.media_port);
    let received = sinks.close();
    played?;
    let journals = bench.served.new_journals(&before, usize::from(calls))?;
    for journal in &journals {
        let outcome = journal.record.as_ref().map(|r| r.outcome.clone());
        let expected = Outcome::Abandoned { state: "main.language".into() };
        expect("outcome", &outcome, &Some(expected))?;
    }
    if received.iter().any(|call| call.samples.len() < 4_000) {
        return Err("a call heard less than half a second".into());
    }
    Ok(())
}

fn unknown_number(bench: &Bench) -> Result<(), String> {
    let before = bench.served.names();
    let sinks = Sinks::open(1)?;
    bench.sipp.play("unknown_number", bench.served.address, "+49305550999", 1, sinks.media_port)?;
    drop(sinks.close());
    expect("journals", &bench.served.names(), &before)
}

/// INVITE and CANCEL in two datagrams, one right behind the other: whichever wins, no call may stay.
fn cancel_at_once(bench: &Bench) -> Result<(), String> {
    let before = bench.served.names();
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|e| e.to_string())?;
    socket.set_read_timeout(Some(Duration::from_secs(5))).map_err(|e| e.to_string())?;
    let server = bench.served.address;
    let port = socket.local_addr().map_err(|e| e.to_string())?.port();
    let request = |method: &str, cseq: u32, branch: &str, to: &str, body: &str| {
        format!(
            "{method} sip:{NUMBER}@{server} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK-{branch}\r\n\
             Max-Forwards: 70\r\nFrom: <sip:+491701234567@127.0.0.1>;tag=race\r\nTo: <sip:{NUMBER}@{server}>{to}\r\n\
             Call-ID: race-{port}@127.0.0.1\r\nCSeq: {cseq} {method}\r\nContact: <sip:race@127.0.0.1:{port}>\r\n\
             Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    let send = |text: String| socket.send_to(text.as_bytes(), server).map(drop).map_err(|e| e.to_string());
    let offer = format!(
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {port} RTP/AVP 8\r\n"
    );
    send(request("INVITE", 1, "invite", "", &offer))?;
    send(request("CANCEL", 1, "invite", "", ""))?;
    loop {
        let mut buffer = [0; 4_096];
        let length = socket.recv(&mut buffer).map_err(|e| format!("no final answer: {e}"))?;
        let answer = String::from_utf8_lossy(&buffer[..length]).into_owned();
        let status = answer.get(8..11).unwrap_or_default();
        if !answer.contains("CSeq: 1 INVITE") || status.starts_with('1') {
            continue;
        }
        let to = answer
            .lines()
            .find_map(|l| l.strip_prefix("To:")?.split_once(";tag="))
            .map_or("", |(_, tag)| tag);
        let to = format!(";tag={to}");
        match status {
            "487" => send(request("ACK", 1, "invite", &to, ""))?,
            "200" => {
                send(request("ACK", 1, "ack", &to, ""))?;
                send(request("BYE", 2, "bye", &to, ""))?;
            }
            other => return Err(format!("INVITE answered with {other}")),
        }
        break;
    }
    // the call began either way, so it has its journal, and so has a call behind it
    let sinks = Sinks::open(1)?;
    bench.sipp.play("hang_up_mid_prompt", server, NUMBER, 1, sinks.media_port)?;
    drop(sinks.close());
    let journals = bench.served.new_journals(&before, 2)?;
    let abandoned =
        |j: &Journal| j.record.as_ref().is_some_and(|r| matches!(r.outcome, Outcome::Abandoned { .. }));
    if journals.iter().all(abandoned) { Ok(()) } else { Err(format!("{journals:?}")) }
}

/// Stops the server while a call runs: sipp hears the BYE, the journal is complete.
pub fn stop(bench: Bench) -> Result<(), String> {
    let Bench { served, sipp, .. } = bench;
    let before = served.names();
    let sinks = Sinks::open(1)?;
    let (address, port, journals) = (served.address, sinks.media_port, served.journals.clone());
    let played = std::thread::scope(|scope| {
        let playing = scope.spawn(|| sipp.play("wait_for_bye", address, NUMBER, 1, port));
        let begun = served.until_more(&before);
        let stopped = begun.and_then(|()| served.stop());
        let played = playing.join().unwrap_or_else(|_| Err("a thread ended".into()));
        stopped.and(played)
    });
    drop(sinks.close());
    played?;
    let ended = Served::journals_in(&journals, &before);
    let expected = Outcome::Abandoned { state: "main.language".into() };
    let outcomes: Vec<_> = ended?.iter().map(|j| j.record.as_ref().map(|r| r.outcome.clone())).collect();
    expect("outcomes", &outcomes, &vec![Some(expected)])
}
