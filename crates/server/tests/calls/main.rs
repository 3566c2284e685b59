//! Whole calls over loopback: compiled scripts, real SIP and RTP, sounds recognised by the caller, journals on disk.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod house;
mod mail_server;
mod messages;
mod recordings;
#[path = "../lookups/house.rs"]
#[allow(dead_code, reason = "more is used against lookups alone")]
mod service;
#[path = "../sip/uac.rs"]
#[expect(dead_code, reason = "more is used against the line alone")]
mod uac;

use house::{CHOOSE, CHOOSE_WORDS, CHOSEN_WORDS, HELLO, HELLO_WORDS, House, PATIENCE, config};
use rufplan_audio::Codec;
use rufplan_caller::recognise::{Expected, recognise};
use rufplan_caller::{Call, DialError, Line};
use rufplan_machine::call::Outcome;
use rufplan_server::{ServeError, config::OnOff};
use std::net::{Ipv4Addr, UdpSocket};
use std::time::Duration;
use tokio::time::timeout;

const CALLER: Option<&str> = Some("+491701234567");

async fn line() -> Line {
    Line::open((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap()
}

async fn over(call: &Call) {
    timeout(PATIENCE, call.ended()).await.expect("the call ends");
}

/// What a caller heard of a menu that a key stopped, and of what follows.
fn is_chosen(house: &House, heard: &[i16], choice: usize) {
    let expected = [
        Expected::beginning("menu", house.sound(CHOOSE_WORDS), 2_400),
        Expected::whole("chosen", house.sound(CHOSEN_WORDS[choice])),
    ];
    let report = recognise(heard, &expected, &[]);
    assert!(report.is_good(), "{report:?}");
}

#[tokio::test]
async fn a_greeting_is_heard_whole_and_its_journal_is_complete() {
    let mut house = House::open(config()).await;
    let line = line().await;
    let call = line.dial(house.address, HELLO, CALLER).await.unwrap();
    over(&call).await;
    let report = recognise(&call.heard(), &[Expected::whole("hello", house.sound(HELLO_WORDS))], &[]);
    assert!(report.is_good(), "{report:?}");
    assert_eq!(call.figures().lost, 0);
    let (name, keys, record) = house.ended().await;
    assert_eq!((keys.as_str(), record.caller_number.as_deref()), ("", CALLER));
    let journals = house.close().await;
    assert_eq!(journals.len(), 1);
    assert_eq!((&journals[0].0, &journals[0].1.record), (&name, &Some(record)));
}

#[tokio::test]
async fn a_key_stops_the_menu_and_counts_once() {
    let mut house = House::open(config()).await;
    let line = line().await;
    for (choice, codec) in [(0, Codec::Pcma), (1, Codec::Pcma), (1, Codec::Pcmu)] {
        let call = line.dial_with(house.address, CHOOSE, CALLER, &[codec]).await.unwrap();
        assert_eq!(call.stream().codec, codec);
        assert!(timeout(PATIENCE, call.has_heard(3_200)).await.unwrap());
        call.press(["1", "2"][choice]);
        over(&call).await;
        is_chosen(&house, &call.heard(), choice);
        let (_, keys, record) = house.ended().await;
        assert_eq!(keys, ["1", "2"][choice]);
        assert_eq!(record.marks.len(), 0);
    }
}

#[tokio::test]
async fn two_callers_at_once_hear_what_they_chose() {
    let mut house = House::open(config()).await;
    let line = line().await;
    let first = line.dial(house.address, CHOOSE, CALLER).await.unwrap();
    let second = line.dial(house.address, CHOOSE, None).await.unwrap();
    for (call, key) in [(&first, "1"), (&second, "2")] {
        assert!(timeout(PATIENCE, call.has_heard(3_200)).await.unwrap());
        call.press(key);
    }
    over(&first).await;
    over(&second).await;
    is_chosen(&house, &first.heard(), 0);
    is_chosen(&house, &second.heard(), 1);
    let callers = [house.ended().await.2.caller_number, house.ended().await.2.caller_number];
    assert!(callers.contains(&None) && callers.contains(&CALLER.map(String::from)));
}

/// Every call that began is in a journal with an end, and the next caller is served.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_cancelled_at_once_leave_complete_journals() {
    const ROUNDS: usize = 100;
    let mut house = House::open(config()).await;
    let mut uac = uac::Uac::new(house.address, "race").await;
    for _ in 0..ROUNDS {
        let invite = uac.request("INVITE", CHOOSE);
        let cancel = uac::Request { method: "CANCEL", body: String::new(), ..invite.clone() };
        uac.send(&invite).await;
        uac.send(&cancel).await;
        let own = format!("branch={}", invite.branch);
        let answer = uac.receive_that(|m| m.method() == "INVITE" && m.header("Via").contains(&own)).await;
        uac.acknowledge(&invite, &answer).await;
        if answer.status() == 200 {
            let bye = uac.within(&(invite, answer), "BYE", 2);
            uac.ask(&bye).await;
        }
        let (_, _, record) = house.ended().await;
        assert!(matches!(record.outcome, Outcome::Abandoned { .. }), "{record:?}");
    }
    let line = line().await;
    let call = line.dial(house.address, HELLO, CALLER).await.unwrap();
    over(&call).await;
    house.ended().await;
    assert_eq!(house.close().await.len(), ROUNDS + 1);
}

/// L4: no arm runs, one end closes the journal.
#[tokio::test]
async fn a_caller_who_hangs_up_abandons_the_call() {
    let mut house = House::open(config()).await;
    let line = line().await;
    let call = line.dial(house.address, HELLO, CALLER).await.unwrap();
    assert!(timeout(PATIENCE, call.has_heard(1_600)).await.unwrap());
    call.hang_up().await;
    let (_, _, record) = house.ended().await;
    assert!(
        matches!(&record.outcome, Outcome::Abandoned { state } if state.starts_with("welcome")),
        "{record:?}"
    );
    let journals = house.close().await;
    assert_eq!(journals[0].1.record.as_ref(), Some(&record));
    assert!(journals[0].1.torn.is_none());
}

#[tokio::test]
async fn a_server_that_stops_says_bye_to_every_call() {
    let mut house = House::open(config()).await;
    let line = line().await;
    let first = line.dial(house.address, CHOOSE, CALLER).await.unwrap();
    let second = line.dial(house.address, HELLO, CALLER).await.unwrap();
    assert!(timeout(PATIENCE, first.has_heard(160)).await.unwrap());
    house.stop();
    over(&first).await;
    over(&second).await;
    let journals = house.close().await;
    assert_eq!(journals.len(), 2);
    for (name, journal) in journals {
        assert!(journal.record.is_some(), "{name}: {journal:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_served_is_said_at_the_start() {
    let house = House::open(config()).await;
    let mut taken = config();
    taken.sip.listen = house.address;
    let Err(error) = House::try_open(taken).await else { panic!("two servers on one port") };
    assert!(matches!(&error, ServeError::Sip(e) if e.to_string().contains("in use")), "{error}");
    let mut unknown = config();
    unknown.switches.insert("flood".into(), OnOff::On);
    let Err(error) = House::try_open(unknown).await else { panic!("a switch that no script has") };
    assert!(matches!(&error, ServeError::UnknownSwitch(name) if name == "flood"), "{error}");
    let mut known = config();
    known.switches.insert("probe.outage".into(), OnOff::On);
    House::open(known).await.close().await;
}

#[tokio::test]
async fn strangers_and_garbage_do_not_disturb_a_call() {
    let mut house = House::open(config()).await;
    let line = line().await;
    let call = line.dial(house.address, CHOOSE, CALLER).await.unwrap();
    let other = line.dial(house.address, HELLO, CALLER).await.unwrap();
    assert!(timeout(PATIENCE, call.has_heard(160)).await.unwrap());
    let stranger = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut state = 7_u64;
    for number in 0..1_000_usize {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut bytes = state.to_be_bytes().repeat(1 + number % 20);
        if number % 2 == 0 {
            // looks like the end of a pressed 1
            bytes = vec![0x80, 101, 0, 9, 0, 0, 0, 1, 0, 0, 0, 9, 1, 0x8a, 3, 0x20];
        }
        stranger.send_to(&bytes, call.stream().remote).unwrap();
    }
    assert!(timeout(PATIENCE, call.has_heard(3_200)).await.unwrap());
    call.press("2");
    over(&call).await;
    over(&other).await;
    is_chosen(&house, &call.heard(), 1);
    let hello = [Expected::whole("hello", house.sound(HELLO_WORDS))];
    assert!(recognise(&other.heard(), &hello, &[]).is_good());
    let keys = [house.ended().await.1, house.ended().await.1].concat();
    assert_eq!(keys, "2");
}

#[tokio::test]
async fn a_call_whose_sound_stays_away_ends() {
    let mut config = config();
    config.rtp.silence_ends_call = Duration::from_secs(1);
    let mut house = House::open(config).await;
    let line = line().await;
    // a port that takes what comes and sends nothing
    let mute = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = mute.local_addr().unwrap().port();
    let call = line.invite(house.address, CHOOSE, CALLER, &Codec::ALL, port).await.unwrap();
    timeout(PATIENCE, call.ended()).await.expect("the server hangs up");
    let (_, _, record) = house.ended().await;
    assert!(matches!(record.outcome, Outcome::Abandoned { .. }), "{record:?}");
}

#[tokio::test]
async fn more_calls_than_allowed_are_told_to_come_later() {
    let mut config = config();
    config.limits.calls = 1;
    let house = House::open(config).await;
    let line = line().await;
    let call = line.dial(house.address, CHOOSE, CALLER).await.unwrap();
    let second = line.dial(house.address, CHOOSE, CALLER).await;
    assert!(matches!(second, Err(DialError::Refused(503))));
    let nobody = line.dial(house.address, "+49305550999", CALLER).await;
    assert!(matches!(nobody, Err(DialError::Refused(503 | 404))));
    call.hang_up().await;
    house.close().await;
}

#[tokio::test]
async fn a_number_that_no_script_has_is_not_found() {
    let house = House::open(config()).await;
    let refused = line().await.dial(house.address, "+49305550999", CALLER).await;
    assert!(matches!(refused, Err(DialError::Refused(404))));
    assert!(house.close().await.is_empty());
}
