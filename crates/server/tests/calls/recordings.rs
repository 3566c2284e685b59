//! Recordings of calls: both sides on disk, nothing of what was said in a pause, whole whatever ends the call.

use super::house::{House, TAPED, TAPED_WORDS, config};
use super::messages::{files, has_heard, words};
use super::{CALLER, line, over};
use rufplan_audio::find;
use rufplan_caller::Call;
use rufplan_server::recordings::Record;
use std::path::Path;
use std::time::Duration;

/// Says something and then nothing for so many packets of 20 ms; gives when all of it has been sent.
async fn says(call: &Call, samples: &[i16], pause_packets: u64) {
    let before = call.figures().sent;
    call.speak(samples);
    // one packet may have been on its way
    let packets = samples.len().div_ceil(160) as u64 + 2 + pause_packets;
    while call.figures().sent < before + packets {
        assert!(call.has_heard(call.heard_samples() + 1).await, "the call ended");
    }
}

/// Agrees to be recorded; gives where the menu's words end in what was heard.
async fn agrees(house: &House, call: &Call) -> usize {
    has_heard(call, &house.sound(TAPED_WORDS[0]), 0).await;
    call.press("1");
    has_heard(call, &house.sound(TAPED_WORDS[1]), 0).await
}

/// The one recording below a folder: what is known of it, the caller, what was played to him.
fn recording(folder: &Path) -> (Record, Vec<i16>, Vec<i16>) {
    let [record] = &files(folder, ".json")[..] else { panic!("not one recording") };
    let bytes = std::fs::read(record.with_extension("wav")).unwrap();
    let sample = |bytes: &[u8]| i16::from_le_bytes([bytes[0], bytes[1]]);
    let sides = bytes[44..].chunks_exact(4).map(|both| (sample(both), sample(&both[2..]))).unzip();
    #[cfg(unix)]
    for path in [record.clone(), record.with_extension("wav")] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    (serde_json::from_str(&std::fs::read_to_string(record).unwrap()).unwrap(), sides.0, sides.1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_sides_are_recorded_but_for_pauses_until_the_caller_hangs_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config();
    config.store.recordings = folder.path().to_path_buf();
    let mut house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, TAPED, CALLER).await.unwrap();
    let menu = house.sound(TAPED_WORDS[1]);
    let from = agrees(&house, &call).await;
    let said = words(5_000);
    let (before, paused, after) = (&said[..8_000], &said[8_000..16_000], &said[16_000..]);
    says(&call, before, 15).await;
    call.press("1");
    let from = has_heard(&call, &menu, from).await;
    says(&call, paused, 15).await;
    call.press("2");
    has_heard(&call, &menu, from).await;
    says(&call, after, 15).await;
    call.hang_up().await;
    let (name, _, record) = house.ended().await;
    assert!(record.recorded);
    house.close().await;
    let (record, caller, played) = recording(folder.path());
    assert!(record.is_whole && record.call == name, "{record:?}");
    assert_eq!((record.client.as_str(), record.caller_number.as_deref()), ("kasten", CALLER));
    assert_eq!(record.length_ms, caller.len() as u64 / 8);
    assert!(record.consent.iter().any(|asked| asked.state.ends_with("#press:1")), "{record:?}");
    let at = |part: &[i16]| find(part, &caller, 0).map(|found| found.offset);
    assert!(at(&before[..6_000]).is_some());
    for part in paused.chunks(2_000) {
        assert_eq!(at(part), None);
    }
    // the last half of what was said behind the pause: the tone of a key takes its time to fade
    assert!(at(&after[12_000..20_000]) > at(&before[..6_000]));
    assert!(find(&menu, &played, 0).is_some() && find(&menu, &caller, 0).is_none());
    let [rest] = record.rests[..] else { panic!("{record:?}") };
    let (from, to) = (rest.from_ms as usize * 8, rest.to_ms as usize * 8);
    assert!(to - from >= paused.len());
    for side in [caller, played] {
        assert!(side[from..to].iter().all(|sample| sample.unsigned_abs() <= 8));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recording_is_whole_when_the_server_stops_in_the_middle() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config();
    config.store.recordings = folder.path().to_path_buf();
    let house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, TAPED, CALLER).await.unwrap();
    agrees(&house, &call).await;
    let said = words(1_500);
    says(&call, &said, 5).await;
    house.close().await;
    over(&call).await;
    let (record, caller, _) = recording(folder.path());
    assert!(record.is_whole && record.rests.is_empty(), "{record:?}");
    assert!(find(&said[..11_000], &caller, 0).is_some());
}

/// Its end is told once: what the script orders afterwards begins no second file.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recording_ends_at_its_greatest_length() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config();
    config.store.recordings = folder.path().to_path_buf();
    config.recordings.longest = Duration::from_secs(1);
    let mut house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, TAPED, CALLER).await.unwrap();
    let menu = house.sound(TAPED_WORDS[1]);
    let mut from = agrees(&house, &call).await;
    says(&call, &words(1_500), 5).await;
    for key in ["1", "2", "3"] {
        call.press(key);
        from = has_heard(&call, &menu, from).await;
    }
    call.hang_up().await;
    house.ended().await;
    house.close().await;
    let (record, caller, _) = recording(folder.path());
    assert_eq!((record.is_whole, record.length_ms, caller.len()), (true, 1_000, 8_000));
}

/// A disk that takes nothing: the call does not notice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_cannot_be_recorded_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config();
    config.store.recordings = folder.path().join("full");
    std::fs::write(&config.store.recordings, "a file, where a folder should be").unwrap();
    let mut house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, TAPED, CALLER).await.unwrap();
    let from = agrees(&house, &call).await;
    says(&call, &words(500), 5).await;
    call.press("1");
    has_heard(&call, &house.sound(TAPED_WORDS[1]), from).await;
    call.hang_up().await;
    house.ended().await;
    let journals = house.close().await;
    assert!(journals[0].1.torn.is_none() && journals[0].1.record.is_some());
}

/// Who does not consent is served, and nothing is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_consent_there_is_no_recording() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config();
    config.store.recordings = folder.path().to_path_buf();
    let mut house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, TAPED, CALLER).await.unwrap();
    has_heard(&call, &house.sound(TAPED_WORDS[0]), 0).await;
    call.press("2");
    has_heard(&call, &house.sound(TAPED_WORDS[1]), 0).await;
    call.hang_up().await;
    assert!(!house.ended().await.2.recorded);
    house.close().await;
    assert_eq!(files(folder.path(), ""), Vec::<std::path::PathBuf>::new());
}
