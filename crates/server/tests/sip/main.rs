//! A SIP line against callers on loopback: what RFC 3261 asks of a server, wrong and hostile datagrams, many at once.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod app;
mod uac;

use app::{ANSWERS, App, BUSY, RINGS};
use rufplan_caller::{DialError, Line};
use rufplan_server::sip::{SipError, SipEvent, SipLine, SipPort};
use std::net::{IpAddr, Ipv4Addr};
use uac::{Uac, offer};

#[tokio::test]
async fn options_tell_what_we_can() {
    let app = App::start().await;
    let mut uac = Uac::new(app.address(), "options").await;
    let options = uac.request("OPTIONS", "anyone");
    let answer = uac.ask(&options).await;
    assert_eq!(answer.status(), 200);
    for method in ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS"] {
        assert!(answer.header("Allow").contains(method), "{answer:?}");
    }
    assert_eq!(answer.header("Accept"), "application/sdp");
}

#[tokio::test]
async fn a_call_stands_until_the_caller_hangs_up() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "caller-bye").await;
    let call = uac.call("0049305550111").await;
    assert!(call.1.header("Allow").contains("INVITE") && call.1.body.contains("m=audio 29998 RTP/AVP 8 101"));
    let (leg, number, from) = app.invited().await;
    assert_eq!((number.as_str(), from.as_deref()), (ANSWERS, Some("+491701234567")));
    assert_eq!(app.next().await, SipEvent::Confirmed { leg });
    let bye = uac.within(&call, "BYE", 2);
    assert_eq!(uac.ask(&bye).await.status(), 200);
    assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: false });
    assert!(app.is_quiet());
    assert_eq!(app.line.dialogs(), 0);
}

#[tokio::test]
async fn a_call_stands_until_we_hang_up() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "our-bye").await;
    uac.call(ANSWERS).await;
    let (leg, ..) = app.invited().await;
    assert_eq!(app.next().await, SipEvent::Confirmed { leg });
    app.line.hang_up(leg);
    let bye = uac.receive_that(|m| m.start.starts_with("BYE ")).await;
    uac.agree(&bye).await;
    assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: true });
    assert_eq!(app.line.dialogs(), 0);
}

#[tokio::test]
async fn we_hang_up_only_after_the_acknowledgement() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "early-bye").await;
    let invite = uac.request("INVITE", ANSWERS);
    let answer = uac.ask(&invite).await;
    let (leg, ..) = app.invited().await;
    app.line.hang_up(leg);
    // a round trip behind the order: had it been obeyed at once, the BYE would be here
    let options = uac.request("OPTIONS", "anyone");
    uac.send(&options).await;
    let next = uac.receive_that(|m| m.method() != "INVITE").await;
    assert_eq!((next.status(), next.method()), (200, "OPTIONS"));
    uac.acknowledge(&invite, &answer).await;
    let bye = uac.receive_that(|m| m.start.starts_with("BYE ")).await;
    uac.agree(&bye).await;
    assert_eq!(app.next().await, SipEvent::Confirmed { leg });
    assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: true });
}

#[tokio::test]
async fn a_number_that_nobody_owns_is_not_found() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "nobody").await;
    let invite = uac.request("INVITE", "+49305550999");
    let answer = uac.ask(&invite).await;
    uac.acknowledge(&invite, &answer).await;
    assert_eq!(answer.status(), 404);
    let (leg, ..) = app.invited().await;
    assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: true });
    let line = Line::open((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
    let refused = line.dial(app.address(), "+49305550999", None).await;
    assert!(matches!(refused, Err(DialError::Refused(404))));
}

#[tokio::test]
async fn a_cancelled_call_ends_with_487() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "cancel").await;
    let invite = uac.request("INVITE", RINGS);
    uac.send(&invite).await;
    let (leg, ..) = app.invited().await;
    let cancel = uac::Request { method: "CANCEL", body: String::new(), ..invite.clone() };
    uac.send(&cancel).await;
    let (mut cancelled, mut ended) = (0, 0);
    while cancelled == 0 || ended == 0 {
        let message = uac.receive_that(|_| true).await;
        match message.method() {
            "CANCEL" => cancelled = message.status(),
            _ => {
                ended = message.status();
                uac.acknowledge(&invite, &message).await;
            }
        }
    }
    assert_eq!((cancelled, ended), (200, 487));
    assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: false });
    // orders that come too late do nothing
    app.line.hang_up(leg);
    assert_eq!(app.line.dialogs(), 0);
}

/// Whichever wins (RFC 3261, 9.2), every call that began ends, and the line goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancel_right_behind_its_invite_leaves_nothing() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "race").await;
    for round in 0..300 {
        let invite = uac.request("INVITE", ANSWERS);
        let cancel = uac::Request { method: "CANCEL", body: String::new(), ..invite.clone() };
        uac.send(&invite).await;
        uac.send(&cancel).await;
        let own = format!("branch={}", invite.branch);
        let answer = uac.receive_that(|m| m.method() == "INVITE" && m.header("Via").contains(&own)).await;
        uac.acknowledge(&invite, &answer).await;
        match answer.status() {
            200 => {
                let bye = uac.within(&(invite, answer), "BYE", 2);
                let over = uac.ask(&bye).await.status();
                assert!([200, 481].contains(&over), "round {round}: {over}");
            }
            other => assert_eq!(other, 487, "round {round}"),
        }
        let (leg, ..) = app.invited().await;
        loop {
            match app.next().await {
                SipEvent::Ended { leg: ended, .. } if ended == leg => break,
                SipEvent::Confirmed { leg: confirmed } if confirmed == leg => {}
                other => panic!("round {round}: {other:?}"),
            }
        }
    }
    assert_eq!(app.line.dialogs(), 0);
    uac.call(ANSWERS).await;
}

#[tokio::test]
async fn an_invite_that_comes_again_is_the_same_call() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "again").await;
    let invite = uac.request("INVITE", ANSWERS);
    uac.send(&invite).await;
    uac.send(&invite).await;
    let answer = uac.ask(&invite).await;
    let again = uac.ask(&invite).await;
    assert_eq!((again.status(), again.to_tag()), (200, answer.to_tag()));
    uac.acknowledge(&invite, &answer).await;
    uac.send(&invite).await;
    let call = (invite, answer);
    assert_eq!(uac.ask(&uac.within(&call, "BYE", 2)).await.status(), 200);
    let (leg, ..) = app.invited().await;
    assert_eq!(app.next().await, SipEvent::Confirmed { leg });
    assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: false });
    assert!(app.is_quiet());
}

#[tokio::test]
async fn requests_outside_of_any_call_are_told_so() {
    let app = App::start().await;
    let mut uac = Uac::new(app.address(), "stray").await;
    for method in ["BYE", "INVITE", "INFO"] {
        let mut stray = uac.request(method, ANSWERS);
        stray.to_tag = Some("gone".into());
        let answer = uac.ask(&stray).await;
        assert_eq!(answer.status(), 481, "{method}");
        if method == "INVITE" {
            uac.acknowledge(&stray, &answer).await;
        }
    }
    let message = uac.request("MESSAGE", ANSWERS);
    let answer = uac.ask(&message).await;
    assert_eq!(answer.status(), 405);
    assert!(answer.header("Allow").contains("INVITE"));
}

#[tokio::test]
async fn demanded_extensions_are_refused_by_name() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "require").await;
    let mut invite = uac.request("INVITE", ANSWERS);
    invite.headers = vec!["Require: teleport, 100rel".into()];
    let answer = uac.ask(&invite).await;
    uac.acknowledge(&invite, &answer).await;
    assert_eq!((answer.status(), answer.header("Unsupported")), (420, "teleport, 100rel"));
    assert!(app.is_quiet());
}

#[tokio::test]
async fn offers_without_a_codec_in_common_are_not_acceptable() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "codec").await;
    let secure = offer(9_000, "8", "").replace("RTP/AVP", "RTP/SAVP");
    for body in [offer(9_000, "18", ""), secure, "nonsense".to_string(), String::new()] {
        let mut invite = uac.request("INVITE", ANSWERS);
        invite.body = body.clone();
        let answer = uac.ask(&invite).await;
        uac.acknowledge(&invite, &answer).await;
        assert_eq!(answer.status(), 488, "{body}");
        let (leg, ..) = app.invited().await;
        assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: true });
    }
    assert_eq!(app.line.dialogs(), 0);
}

#[tokio::test]
async fn no_room_says_when_to_try_again() {
    let app = App::start().await;
    let mut uac = Uac::new(app.address(), "room").await;
    let invite = uac.request("INVITE", BUSY);
    let answer = uac.ask(&invite).await;
    uac.acknowledge(&invite, &answer).await;
    assert_eq!(answer.status(), 503);
    assert!(answer.header("Retry-After").parse::<u32>().unwrap() > 0);
}

#[tokio::test]
async fn a_second_invite_that_changes_nothing_is_answered_alike() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "reinvite").await;
    let call = uac.call(ANSWERS).await;
    for (cseq, body) in [(2, call.0.body.clone()), (3, String::new())] {
        let mut again = uac.within(&call, "INVITE", cseq);
        again.body = body;
        let answer = uac.ask(&again).await;
        uac.acknowledge(&again, &answer).await;
        assert_eq!((answer.status(), &answer.body), (200, &call.1.body));
    }
    assert_eq!(uac.ask(&uac.within(&call, "BYE", 4)).await.status(), 200);
    let (leg, ..) = app.invited().await;
    assert_eq!(app.next().await, SipEvent::Confirmed { leg });
    assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: false });
}

#[tokio::test]
async fn a_caller_who_holds_is_answered_by_the_other_direction() {
    let app = App::start().await;
    let mut uac = Uac::new(app.address(), "hold").await;
    let call = uac.call(ANSWERS).await;
    let mut hold = uac.within(&call, "INVITE", 2);
    hold.body = offer(uac.port(), "8 101", "a=sendonly\r\n");
    let answer = uac.ask(&hold).await;
    uac.acknowledge(&hold, &answer).await;
    assert_eq!(answer.status(), 200);
    assert!(
        answer.body.contains("a=recvonly") && answer.audio_port() == call.1.audio_port(),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn a_second_invite_to_another_port_is_refused_and_the_call_goes_on() {
    let mut app = App::start().await;
    let mut uac = Uac::new(app.address(), "moved").await;
    let call = uac.call(ANSWERS).await;
    let mut moved = uac.within(&call, "INVITE", 2);
    moved.body = offer(9_002, "8 101", "");
    let refused = uac.ask(&moved).await;
    uac.acknowledge(&moved, &refused).await;
    assert_eq!(refused.status(), 488);
    assert_eq!(uac.ask(&uac.within(&call, "OPTIONS", 3)).await.status(), 200);
    let (leg, ..) = app.invited().await;
    assert_eq!(app.next().await, SipEvent::Confirmed { leg });
    assert!(app.is_quiet());
    assert_eq!(uac.ask(&uac.within(&call, "BYE", 4)).await.status(), 200);
    assert_eq!(app.next().await, SipEvent::Ended { leg, by_us: false });
}

#[tokio::test]
async fn requests_within_a_call_that_we_do_not_serve_are_answered() {
    let app = App::start().await;
    let mut uac = Uac::new(app.address(), "within").await;
    let call = uac.call(ANSWERS).await;
    for (cseq, method, status) in
        [(2, "INFO", 200), (3, "REFER", 603), (4, "MESSAGE", 405), (5, "NOTIFY", 405)]
    {
        let mut request = uac.within(&call, method, cseq);
        request.headers = match method {
            "REFER" => vec!["Refer-To: <sip:+491701234567@127.0.0.1>".into()],
            "NOTIFY" => vec!["Event: refer".into(), "Subscription-State: active".into()],
            _ => Vec::new(),
        };
        assert_eq!(uac.ask(&request).await.status(), status, "{method}");
    }
    assert_eq!(uac.ask(&uac.within(&call, "BYE", 6)).await.status(), 200);
}

/// xorshift64: the same datagrams in every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }
}

#[tokio::test]
async fn garbage_leaves_the_line_alive() {
    let mut app = App::start().await;
    let hostile = Uac::new(app.address(), "hostile").await;
    let mut uac = Uac::new(app.address(), "honest").await;
    let call = uac.call(ANSWERS).await;
    let (leg, ..) = app.invited().await;
    assert_eq!(app.next().await, SipEvent::Confirmed { leg });
    let mut random = Seeded(7);
    for number in 0..2_000 {
        let mut bytes: Vec<u8> = match number % 4 {
            0 => (0..random.below(1_200)).map(|_| u8::try_from(random.below(256)).unwrap()).collect(),
            _ => {
                let method = ["INVITE", "BYE", "OPTIONS", "CANCEL", "ACK", "INFO"][random.below(6)];
                let mut request = uac::Request { method, ..call.0.clone() };
                request.call = format!("hostile-{number}");
                request.branch = format!("z9hG4bK-hostile-{number}");
                hostile.text(&request).into_bytes()
            }
        };
        for _ in 0..random.below(6) {
            let (at, what) = (random.below(bytes.len().max(1)), random.below(256));
            match (random.below(4), bytes.len()) {
                (_, 0) => {}
                (0, _) => bytes.truncate(at),
                (1, _) => drop(bytes.remove(at)),
                (2, _) => bytes.insert(at, u8::try_from(what).unwrap()),
                _ => bytes[at] = u8::try_from(what).unwrap(),
            }
        }
        hostile.send_bytes(&bytes).await;
        if number % 100 == 99 {
            // between them an honest caller is served, so that nothing is only dropped by a full buffer
            let options = uac.request("OPTIONS", "anyone");
            assert_eq!(uac.ask(&options).await.status(), 200, "after {number}");
        }
    }
    assert_eq!(uac.ask(&uac.within(&call, "BYE", 2)).await.status(), 200);
    loop {
        if app.next().await == (SipEvent::Ended { leg, by_us: false }) {
            break;
        }
    }
    uac.call(ANSWERS).await;
}

#[tokio::test]
async fn two_calls_at_once_do_not_touch_each_other() {
    let mut app = App::start().await;
    let line = Line::open((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
    let first = line.dial(app.address(), ANSWERS, Some("+491701111111")).await.unwrap();
    let second = line.dial(app.address(), ANSWERS, None).await.unwrap();
    let (mut legs, mut callers) = (Vec::new(), Vec::new());
    while legs.len() < 2 {
        if let SipEvent::Invited { leg, from, .. } = app.next().await {
            legs.push(leg);
            callers.push(from);
        }
    }
    assert_eq!(callers, [Some("+491701111111".to_string()), None]);
    app.line.hang_up(legs[0]);
    first.ended().await;
    assert!(first.is_over() && !second.is_over());
    second.hang_up().await;
    let mut ended = Vec::new();
    while ended.len() < 2 {
        if let SipEvent::Ended { leg, by_us } = app.next().await {
            ended.push((leg, by_us));
        }
    }
    assert_eq!(ended, [(legs[0], true), (legs[1], false)]);
}

#[tokio::test]
async fn a_port_in_use_is_told() {
    let app = App::start().await;
    let again = SipLine::open(app.address(), IpAddr::V4(Ipv4Addr::LOCALHOST)).await;
    let Err(SipError::Bind { address, reason }) = again else { panic!("two lines on one port") };
    assert_eq!(address, app.address());
    assert!(reason.contains("in use"), "{reason}");
}
