use super::*;

fn queue() -> QueueId {
    QueueId::new("nordwind", "service")
}

fn sign_in(agent: &str, ready: bool) -> AcdEvent {
    AcdEvent::SignIn { agent: agent.into(), queues: vec![queue()], languages: vec!["de".into()], ready }
}

fn enter(call: &str, priority: u8, waited_ms: u64) -> AcdEvent {
    AcdEvent::Enqueue { call: call.into(), queue: queue(), priority, waited_ms, again: false, agent: None }
}

/// Runs events at their moments and gives the outputs of the last.
fn last(acd: &mut Acd, events: Vec<(i64, AcdEvent)>) -> Vec<AcdOutput> {
    events.into_iter().map(|(t, event)| acd.handle(t, event)).last().unwrap_or_default()
}

fn offer(call: &str, agent: &str) -> AcdOutput {
    AcdOutput::Offer { call: call.into(), agent: agent.into() }
}

fn situation(call: &str, place: u32, agents: u32) -> AcdOutput {
    AcdOutput::Situation { call: call.into(), place, expected_ms: None, agents }
}

#[test]
fn first_come_first_served() {
    let mut acd = Acd::default();
    let out = last(
        &mut acd,
        vec![
            (0, sign_in("mia", false)),
            (1, enter("a", 5, 0)),
            (2, enter("b", 5, 0)),
            (3, AcdEvent::Ready { agent: "mia".into() }),
        ],
    );
    assert_eq!(out, [offer("a", "mia")]);
}

#[test]
fn waited_time_and_priority_go_before_arrival() {
    let mut acd = Acd::default();
    last(&mut acd, vec![(0, sign_in("mia", false)), (100_000, enter("a", 5, 0))]);
    let out = acd.handle(100_001, enter("b", 5, 60_000));
    assert_eq!(out, [situation("b", 1, 1), situation("a", 2, 1)]);
    let out = acd.handle(100_002, enter("c", 8, 0));
    assert_eq!(out, [situation("c", 1, 1), situation("b", 2, 1), situation("a", 3, 1)]);
    let out = acd.handle(100_003, AcdEvent::Reprioritise { call: "a".into(), priority: 10 });
    assert_eq!(out, [situation("a", 1, 1), situation("c", 2, 1), situation("b", 3, 1)]);
    assert_eq!(acd.handle(100_004, AcdEvent::Ready { agent: "mia".into() }), [offer("a", "mia")]);
}

#[test]
fn r_que_7_who_is_not_answered_keeps_the_place_and_the_agent_is_not_rung_again() {
    let mut acd = Acd::default();
    last(&mut acd, vec![(0, sign_in("mia", true)), (1, enter("a", 5, 0)), (2, enter("b", 5, 0))]);
    assert_eq!(acd.handle(3, AcdEvent::OfferFailed { call: "a".into() }), []);
    assert_eq!(acd.free(&queue()), 0);
    assert_eq!(
        acd.handle(4, sign_in("jo", true)),
        [situation("a", 1, 2), situation("b", 2, 2), offer("a", "jo")]
    );
}

#[test]
fn a_full_queue_refuses_all_but_those_who_were_in_it() {
    let mut acd = Acd::default();
    acd.handle(0, AcdEvent::Configure { queue: queue(), capacity: Some(1), after_work_ms: 0 });
    assert_eq!(acd.handle(1, enter("a", 5, 0)), [situation("a", 1, 0)]);
    assert_eq!(acd.handle(2, enter("b", 5, 0)), [AcdOutput::Refused { call: "b".into() }]);
    let again = AcdEvent::Enqueue {
        call: "c".into(),
        queue: queue(),
        priority: 5,
        waited_ms: 50,
        again: true,
        agent: None,
    };
    assert_eq!(acd.handle(3, again), [situation("c", 1, 0), situation("a", 2, 0)]);
}

#[test]
fn capacity_is_never_unlimited() {
    let mut acd = Acd::default();
    for n in 0..CAPACITY {
        assert!(!acd.handle(0, enter(&n.to_string(), 5, 0)).is_empty());
    }
    assert_eq!(acd.handle(1, enter("one more", 5, 0)), [AcdOutput::Refused { call: "one more".into() }]);
}

#[test]
fn a_caller_who_leaves_frees_the_agent_who_was_rung() {
    let mut acd = Acd::default();
    last(&mut acd, vec![(0, sign_in("mia", true)), (1, enter("a", 5, 0)), (2, enter("b", 5, 0))]);
    assert_eq!(
        acd.handle(3, AcdEvent::Dequeue { call: "a".into() }),
        [
            AcdOutput::Withdraw { call: "a".into(), agent: "mia".into() },
            situation("b", 1, 1),
            offer("b", "mia"),
        ]
    );
}

#[test]
fn an_agent_who_signs_out_while_rung_or_talking() {
    let mut acd = Acd::default();
    last(&mut acd, vec![(0, sign_in("mia", true)), (1, enter("a", 5, 0))]);
    assert_eq!(
        acd.handle(2, AcdEvent::SignOut { agent: "mia".into() }),
        [AcdOutput::Withdraw { call: "a".into(), agent: "mia".into() }, situation("a", 1, 0),]
    );
    last(
        &mut acd,
        vec![
            (3, sign_in("mia", true)),
            (4, AcdEvent::OfferAccepted { call: "a".into() }),
            (5, AcdEvent::SignOut { agent: "mia".into() }),
        ],
    );
    assert_eq!(acd.signed_in(&queue()), 0);
    assert_eq!(acd.handle(6, AcdEvent::CallEnded { call: "a".into() }), []);
    // nothing of him and the call is left
    assert!(acd.agents.is_empty() && acd.calls.is_empty() && acd.talks.is_empty());
}

#[test]
fn the_agent_who_is_idle_longest_is_rung() {
    let mut acd = Acd::default();
    last(&mut acd, vec![(0, sign_in("mia", true)), (1, sign_in("jo", true))]);
    assert_eq!(acd.handle(2, enter("a", 5, 0)).last(), Some(&offer("a", "mia")));
    last(
        &mut acd,
        vec![
            (3, AcdEvent::OfferAccepted { call: "a".into() }),
            (4, AcdEvent::CallEnded { call: "a".into() }),
        ],
    );
    assert_eq!(acd.handle(5, enter("b", 5, 0)).last(), Some(&offer("b", "jo")));
}

#[test]
fn t2_what_is_assumed_holds_besides_what_is_known() {
    let mut acd = Acd::default();
    let assumed =
        Assumed { waiting: Some(3), expected_ms: Some(Some(120_000)), agents: Some(2), full: false };
    acd.handle(0, AcdEvent::Assume { queue: queue(), assumed });
    assert_eq!(
        acd.handle(1, enter("a", 5, 0)),
        [AcdOutput::Situation { call: "a".into(), place: 4, expected_ms: Some(120_000), agents: 2 }]
    );
    acd.handle(2, AcdEvent::Assume { queue: queue(), assumed: Assumed { full: true, ..Assumed::default() } });
    assert_eq!(acd.handle(3, enter("b", 5, 0)), [AcdOutput::Refused { call: "b".into() }]);
}

#[test]
fn r_que_3_no_expected_wait_when_nobody_is_signed_in() {
    let mut acd = Acd::default();
    acd.handle(0, sign_in("mia", true));
    for n in 0..100i64 {
        acd.handle(n * 1_000, enter(&n.to_string(), 5, 0));
    }
    for n in 0..40i64 {
        let t = 100_000 + n * 10_000;
        acd.handle(t, AcdEvent::OfferAccepted { call: n.to_string() });
        acd.handle(t + 1, AcdEvent::CallEnded { call: n.to_string() });
    }
    assert_eq!(acd.expected_ms(&queue()), Some(610_000));
    acd.handle(600_000, AcdEvent::SignOut { agent: "mia".into() });
    assert_eq!(acd.expected_ms(&queue()), None);
}

#[test]
fn whatever_happens_nobody_is_rung_twice_and_places_have_no_gap() {
    for seed in 1..=200u64 {
        let mut acd = Acd::default();
        let mut state = seed;
        let mut next = |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        for step in 0..300 {
            let (call, agent) = (format!("c{}", next(8)), format!("a{}", next(3)));
            let event = match next(9) {
                0 | 1 => enter(&call, next(12) as u8, next(5_000)),
                2 => AcdEvent::Dequeue { call },
                3 => AcdEvent::OfferAccepted { call },
                4 => AcdEvent::OfferFailed { call },
                5 => AcdEvent::CallEnded { call },
                6 => sign_in(&agent, true),
                7 => AcdEvent::SignOut { agent },
                _ => AcdEvent::Ready { agent },
            };
            acd.handle(step, event);
            let rung: Vec<&String> = acd.calls.values().filter_map(|w| w.offered_to.as_ref()).collect();
            let apart: BTreeSet<&&String> = rung.iter().collect();
            assert_eq!(rung.len(), apart.len(), "seed {seed}: an agent is rung for two calls");
            for name in rung {
                assert!(acd.agents[name].call.is_some(), "seed {seed}: {name} is rung and free");
            }
            let waiting = acd.calls.values().filter(|w| w.offered_to.is_none()).count();
            assert!(waiting == 0 || acd.free(&queue()) == 0, "seed {seed}: somebody waits, somebody is free");
            let mut places: Vec<u32> = acd.calls.values().filter_map(|w| w.told).map(|told| told.0).collect();
            places.sort_unstable();
            let whole: Vec<u32> = (1..).take(places.len()).collect();
            assert_eq!(places, whole, "seed {seed}");
        }
    }
}

#[test]
fn after_work_an_agent_is_rung_only_when_his_time_is_over() {
    let mut acd = Acd::default();
    acd.handle(0, AcdEvent::Configure { queue: queue(), capacity: None, after_work_ms: 30_000 });
    acd.handle(0, sign_in("mia", true));
    acd.handle(0, enter("a", 5, 0));
    acd.handle(1_000, AcdEvent::OfferAccepted { call: "a".into() });
    acd.handle(2_000, enter("b", 5, 0));
    let ended = acd.handle(5_000, AcdEvent::CallEnded { call: "a".into() });
    assert!(!ended.contains(&offer("b", "mia")));
    assert_eq!((acd.deadline_ms(), acd.free(&queue())), (Some(35_000), 0));
    assert_eq!(acd.handle(34_999, AcdEvent::Time), []);
    assert_eq!(acd.handle(35_000, AcdEvent::Time), [offer("b", "mia")]);
    assert_eq!(acd.deadline_ms(), None);
}

#[test]
fn a_call_for_one_agent_waits_for_him_while_he_is_signed_in() {
    let for_mia = || AcdEvent::Enqueue {
        call: "a".into(),
        queue: queue(),
        priority: 5,
        waited_ms: 0,
        again: false,
        agent: Some("mia".into()),
    };
    let mut acd = Acd::default();
    acd.handle(0, sign_in("ben", true));
    acd.handle(0, sign_in("mia", false));
    let entered = acd.handle(1, for_mia());
    assert!(!entered.contains(&offer("a", "ben")));
    assert_eq!(acd.handle(2, AcdEvent::Ready { agent: "mia".into() }), [offer("a", "mia")]);

    let mut acd = Acd::default();
    acd.handle(0, sign_in("ben", true));
    assert!(acd.handle(1, for_mia()).contains(&offer("a", "ben")), "she is not here");

    let mut acd = Acd::default();
    acd.handle(0, sign_in("ben", true));
    acd.handle(0, sign_in("mia", false));
    acd.handle(1, for_mia());
    assert_eq!(acd.handle(60_000, AcdEvent::AnyAgent { call: "a".into() }), [offer("a", "ben")]);
}
