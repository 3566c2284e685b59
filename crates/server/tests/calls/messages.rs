//! Messages: callers who speak, mails that arrive, also when nobody took them at first.

use super::house::{
    ARCHIVE, BOX, BOX_WORDS, House, NAME, NAME_WORDS, OWN, PATIENCE, REVIEW, THANKS_WORDS, config,
};
use super::mail_server::MailServer;
use super::service::{Asked, House as Service, Reply};
use super::{CALLER, line, over};
use rufplan_audio::{Match, Tone, find, level_dbfs};
use rufplan_caller::Call;
use rufplan_server::Config;
use rufplan_server::config::{Mail, MailTls};
use rufplan_sounds::read_wav;
use std::path::Path;
use std::time::Duration;
use tokio::time::timeout;

/// What the callers of these tests say: a sound that is like no other.
pub fn words(ms: u32) -> Vec<i16> {
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

fn config_with(server: &MailServer) -> Config {
    let mut config = config();
    config.messages.retry_after = Duration::from_secs(1);
    config.mail = Some(Mail {
        host: server.address.ip().to_string(),
        port: server.address.port(),
        from: "Telefon <telefon@kasten.example>".into(),
        tls: MailTls::None,
        user: None,
        password_env: None,
        password_file: None,
    });
    config
}

/// Waits for the end of a sound in what the caller hears; gives where it ends.
pub async fn has_heard(call: &Call, sound: &[i16], from: usize) -> usize {
    let wait = async {
        let mut length = from + sound.len();
        loop {
            // what a call that ended held to its end counts as well
            let goes_on = call.has_heard(length).await;
            if let Some(Match { offset, .. }) = find(sound, &call.heard(), from) {
                return offset + sound.len();
            }
            assert!(goes_on, "the call ended before a sound was heard");
            length = call.heard_samples() + 800;
        }
    };
    timeout(PATIENCE, wait).await.expect("the sound is heard")
}

/// Waits for the beep, and for its end: who speaks into it is cut off.
async fn has_heard_beep(call: &Call, from: usize) -> usize {
    let mut end = has_heard(call, &Tone::beep().samples(400), from).await;
    let quiet = async {
        loop {
            assert!(call.has_heard(end + 320).await, "the call ended in a beep");
            if level_dbfs(&call.heard()[end..end + 320]) < -50.0 {
                return end;
            }
            end += 160;
        }
    };
    timeout(PATIENCE, quiet).await.expect("the beep ends")
}

/// A sound that arrived by mail holds what was said.
fn is_heard_in(said: &[i16], wav: &[u8]) {
    let pcm = read_wav(wav).unwrap();
    assert_eq!(pcm.rate_hz, 8_000);
    let found = find(&said[..said.len() - 400], &pcm.samples, 0);
    assert!(found.is_some(), "{} samples of {} are not what was said", pcm.samples.len(), said.len());
}

pub fn files(folder: &Path, ending: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => found.extend(files(&path, ending)),
            false if path.to_string_lossy().ends_with(ending) => found.push(path),
            false => {}
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_mailed_to_everybody_and_the_call_goes_on() {
    let server = MailServer::open();
    let mut house = House::open(config_with(&server)).await;
    let line = line().await;
    let call = line.dial(house.address, BOX, CALLER).await.unwrap();
    let from = has_heard(&call, &house.sound(BOX_WORDS), 0).await;
    let from = has_heard_beep(&call, from).await;
    let said = words(1_500);
    call.speak(&said);
    has_heard(&call, &house.sound(THANKS_WORDS), from).await;
    over(&call).await;
    house.ended().await;
    let mut to = Vec::new();
    for _ in 0..2 {
        let mail = server.mail();
        assert!(mail.text.contains("+491701234567") && mail.text.contains("From: Telefon"), "{}", mail.text);
        is_heard_in(&said, &mail.sound());
        to.extend(mail.to);
    }
    to.sort();
    assert_eq!(to, ["chef@kasten.example", "post@kasten.example"]);
    assert!(server.is_quiet());
    house.close().await;
}

/// L4: what was said is the message, if it is long enough.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_hangs_up_in_the_middle_leaves_what_was_said() {
    let server = MailServer::open();
    let mut house = House::open(config_with(&server)).await;
    let line = line().await;
    // too short, then long enough: one message
    for ms in [200, 1_500] {
        let call = line.dial(house.address, BOX, None).await.unwrap();
        let from = has_heard_beep(&call, 0).await;
        call.speak(&words(ms));
        let spoken = from + ms as usize * 8 + 1_600;
        assert!(timeout(PATIENCE, call.has_heard(spoken)).await.unwrap());
        call.hang_up().await;
        house.ended().await;
    }
    for _ in 0..2 {
        let mail = server.mail();
        is_heard_in(&words(1_500), &mail.sound());
        assert!(mail.text.contains("unbekannt"), "{}", mail.text);
    }
    house.close().await;
    assert!(server.is_quiet());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_review_listens_drops_and_keeps() {
    let server = MailServer::open();
    let mut house = House::open(config_with(&server)).await;
    let line = line().await;
    let call = line.dial(house.address, REVIEW, CALLER).await.unwrap();
    let from = has_heard_beep(&call, 0).await;
    let said = words(1_200);
    call.speak(&said);
    assert!(timeout(PATIENCE, call.has_heard(from + 12_000)).await.unwrap());
    // the first # ends it, 3 plays it back, 2 speaks anew
    call.press("#3");
    let from = has_heard(&call, &said[800..said.len() - 800], from).await;
    call.press("2");
    let from = has_heard_beep(&call, from).await;
    let again = Tone::steady(620.0, -15.0).samples(1_000);
    call.speak(&again);
    assert!(timeout(PATIENCE, call.has_heard(from + 10_000)).await.unwrap());
    call.press("#1");
    has_heard(&call, &house.sound(THANKS_WORDS), from).await;
    over(&call).await;
    house.ended().await;
    let sound = server.mail().sound();
    is_heard_in(&again, &sound);
    assert!(find(&said[800..said.len() - 800], &read_wav(&sound).unwrap().samples, 0).is_none());
    server.mail();
    house.close().await;
    assert!(server.is_quiet());
}

/// Nothing is lost while the receiver is down, nor over a restart.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_took_is_tried_again_also_after_a_restart() {
    let server = MailServer::open();
    server.refuse(true);
    let folder = tempfile::tempdir().unwrap();
    let mut config = config_with(&server);
    config.store.messages = folder.path().to_path_buf();
    let mut house = House::open(config.clone()).await;
    let line = line().await;
    let call = line.dial(house.address, BOX, CALLER).await.unwrap();
    has_heard_beep(&call, 0).await;
    let said = words(1_500);
    call.speak(&said);
    over(&call).await;
    house.ended().await;
    for _ in 0..4 {
        // two receivers, each tried at least twice
        server.has_refused();
    }
    house.close().await;
    let records = files(folder.path(), ".json");
    assert_eq!((records.len(), files(folder.path(), ".wav").len()), (1, 1));
    #[cfg(unix)]
    for path in records.iter().chain(&files(folder.path(), ".wav")) {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            std::fs::metadata(path).unwrap().permissions().mode() & 0o777,
            0o600,
            "{}",
            path.display()
        );
    }
    assert!(server.is_quiet());

    server.refuse(false);
    let house = House::open(config).await;
    let mails = [server.mail(), server.mail()];
    mails.iter().for_each(|mail| is_heard_in(&said, &mail.sound()));
    house.close().await;
    let record = std::fs::read_to_string(&records[0]).unwrap();
    assert!(record.contains("\"attempts\"") && !record.contains("\"delivered_ms\": null"), "{record}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_mailbox_takes_no_message() {
    let server = MailServer::open();
    let mut config = config_with(&server);
    config.messages.box_at_most = 1;
    let mut house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, BOX, CALLER).await.unwrap();
    has_heard_beep(&call, 0).await;
    call.speak(&words(1_500));
    over(&call).await;
    assert_eq!(house.ended().await.2.marks.len(), 0);
    // a mail means that the message is on disk and counted
    server.mail();
    let call = line.dial(house.address, BOX, CALLER).await.unwrap();
    over(&call).await;
    assert_eq!(house.ended().await.2.marks, [("voll".to_string(), None)]);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn recorded_words_are_played_back_and_lost_with_the_call() {
    let mut house = House::open(config()).await;
    let line = line().await;
    let call = line.dial(house.address, NAME, CALLER).await.unwrap();
    let from = has_heard(&call, &house.sound(NAME_WORDS[0]), 0).await;
    let from = has_heard_beep(&call, from).await;
    let said = words(1_500);
    call.speak(&said);
    assert!(timeout(PATIENCE, call.has_heard(from + 14_000)).await.unwrap());
    call.press("#");
    let from = has_heard(&call, &house.sound(NAME_WORDS[1]), from).await;
    has_heard(&call, &said[800..said.len() - 800], from).await;
    over(&call).await;
    let record = house.ended().await.2;
    let journals = house.close().await;
    assert!(!format!("{:?}", journals[0].1).contains("deliver_message"), "{record:?}");
}

/// The service that takes what callers said; the first requests fail.
async fn service(config: &mut Config, statuses: &'static [u16]) -> Service {
    let service = Service::open(None, |number, _| {
        let status = statuses.get(number).copied().unwrap_or(204);
        Box::pin(async move { Reply::Json(status, String::new()) })
    })
    .await;
    let address = Some(format!("http://{}/v1", service.address));
    config.services.insert("ablage".into(), rufplan_server::config::Service { address });
    (config.lookups.allow_private, config.lookups.plain_http) = (true, true);
    service
}

/// A field of a form: what stands between its head and the next boundary.
fn field<'b>(asked: &'b Asked, head: &str) -> &'b [u8] {
    let boundary = asked.head.split("boundary=").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    let find = |bytes: &[u8], what: &str| bytes.windows(what.len()).position(|w| w == what.as_bytes());
    let begin =
        find(&asked.bytes, head).unwrap_or_else(|| panic!("no `{head}` in {}", asked.body)) + head.len();
    let length = find(&asked.bytes[begin..], &format!("\r\n--{boundary}")).unwrap();
    &asked.bytes[begin..begin + length]
}

/// L4, and language.md 2.12: the caller has long hung up when the lookup takes the message at the third try.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lookup_gets_the_sound_in_its_body_and_is_asked_until_it_takes_it() {
    let server = MailServer::open();
    let folder = tempfile::tempdir().unwrap();
    let mut config = config_with(&server);
    config.store.messages = folder.path().to_path_buf();
    let service = service(&mut config, &[500, 404]).await;
    let mut house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, ARCHIVE, CALLER).await.unwrap();
    has_heard_beep(&call, 0).await;
    let said = words(1_500);
    call.speak(&said);
    over(&call).await;
    let (name, ..) = house.ended().await;
    service.is_asked(3).await;
    house.close().await;
    let asked = service.asked();
    assert_eq!(asked.len(), 3);
    let path = format!("POST /v1/calls/{name}/messages HTTP/1.1");
    let key = |asked: &Asked| {
        let line = asked.head.lines().find(|line| line.to_lowercase().starts_with("idempotency-key:"));
        line.map(str::to_string).unwrap()
    };
    for one in &asked {
        assert!(one.head.starts_with(&path), "{}", one.head);
        assert_eq!(key(one), key(&asked[0]));
        assert_eq!(field(one, "name=\"Postfach\"\r\n\r\n"), b"archiv");
        assert_eq!(field(one, "name=\"caller.number\"\r\n\r\n"), b"+491701234567");
        let seconds = String::from_utf8_lossy(field(one, "name=\"Laenge\"\r\n\r\n")).parse::<f64>().unwrap();
        assert!((1.0..4.0).contains(&seconds), "{seconds}");
        is_heard_in(&said, field(one, "filename=\"Ton.wav\"\r\nContent-Type: audio/wav\r\n\r\n"));
    }
    // the other receiver did not wait for it, and got it once
    is_heard_in(&said, &server.mail().sound());
    assert!(server.is_quiet());
    let record = std::fs::read_to_string(&files(folder.path(), ".json")[0]).unwrap();
    assert!(record.contains("\"attempts\": 3") && !record.contains("\"delivered_ms\": null"), "{record}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn own_words_go_out_as_a_sound_too() {
    let mut config = config();
    let service = service(&mut config, &[]).await;
    let mut house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, OWN, CALLER).await.unwrap();
    has_heard_beep(&call, 0).await;
    let said = words(1_500);
    call.speak(&said);
    over(&call).await;
    let (name, _, record) = house.ended().await;
    assert_eq!(record.marks, []);
    let asked = service.asked();
    assert_eq!(field(&asked[0], "name=\"Anruf\"\r\n\r\n"), name.as_bytes());
    is_heard_in(&said, field(&asked[0], "filename=\"own.wav\"\r\nContent-Type: audio/wav\r\n\r\n"));
    house.close().await;
}
