use super::*;
use rufplan_machine::script::Period;

fn kpi(measure: Measure) -> Kpi {
    Kpi { label: None, measure, target: None, per: Period::Day, only: None }
}

fn wait(since_ms: i64, waited_ms: u64, queue: &str, end: WaitEnd) -> Wait {
    Wait { since_ms, waited_ms, queues: vec![queue.into()], end }
}

fn calls() -> Vec<Facts> {
    let marked = |name: &str, label: Option<&str>| vec![(name.to_owned(), label.map(str::to_owned))];
    vec![
        Facts {
            started_ms: 0,
            number: "+491".into(),
            waits: vec![wait(10, 15_000, "a", WaitEnd::Answered)],
            talks: vec![Talk { since_ms: 15_010, talked_ms: 60_000, queue: "a".into() }],
            marks: marked("topic", Some("strom")),
        },
        Facts {
            started_ms: 5,
            number: "+491".into(),
            waits: vec![wait(20, 25_000, "a", WaitEnd::Answered)],
            talks: vec![Talk { since_ms: 25_020, talked_ms: 90_000, queue: "a".into() }],
            marks: marked("topic", Some("gas")),
        },
        Facts {
            started_ms: 6,
            number: "+492".into(),
            waits: vec![wait(30, 3_000, "b", WaitEnd::Abandoned)],
            ..Facts::default()
        },
    ]
}

fn folded(kpi: &Kpi) -> Figure {
    let figures = fold(kpi, &calls(), &|_| "day".into(), &|_| 10_000);
    figures.get("day").copied().unwrap_or_default()
}

fn figure(part: u64, of: u64) -> Figure {
    Figure { part, of: Some(of) }
}

#[test]
fn every_measure_is_a_part_of_something() {
    assert_eq!(folded(&kpi(Measure::AnsweredWithin(20_000))), figure(1, 3));
    assert_eq!(folded(&kpi(Measure::AnsweredWithin(25_000))), figure(2, 3));
    assert_eq!(folded(&kpi(Measure::AbandonedWithin(5_000))), figure(1, 3));
    assert_eq!(folded(&kpi(Measure::AverageWait)), figure(43_000, 3));
    assert_eq!(folded(&kpi(Measure::AverageTalk)), figure(150_000, 2));
    assert_eq!(folded(&kpi(Measure::AverageHandling)), figure(170_000, 2));
    assert_eq!(folded(&kpi(Measure::ShareOfCalls("topic".into()))), figure(2, 3));
    assert_eq!(folded(&kpi(Measure::Count("topic".into()))), Figure { part: 2, of: None });
    assert_eq!(folded(&kpi(Measure::Occupancy)).value(&Measure::Occupancy), None);
}

#[test]
fn only_takes_calls_by_queue_number_and_mark() {
    let only = |only| Kpi { only: Some(only), ..kpi(Measure::AnsweredWithin(30_000)) };
    assert_eq!(folded(&only(Only::Queue("b".into()))), figure(0, 1));
    assert_eq!(folded(&only(Only::Number("+491".into()))), figure(2, 2));
    let strom = || Only::Label("topic".into(), "strom".into());
    assert_eq!(folded(&only(strom())), figure(1, 1));
    assert_eq!(folded(&only(Only::Not(Box::new(Only::Marked("topic".into()))))), figure(0, 1));
    let both = Only::All(vec![Only::Queue("a".into()), Only::Not(Box::new(strom()))]);
    assert_eq!(folded(&only(both)), figure(1, 1));
    let either = Only::Any(vec![Only::Queue("b".into()), strom()]);
    assert_eq!(folded(&only(either)), figure(1, 2));
}

#[test]
fn targets_are_compared_as_whole_numbers() {
    let share = Measure::AnsweredWithin(20_000);
    assert_eq!(figure(4, 5).meets(&share, 800), Some(true));
    assert_eq!(figure(799, 1000).meets(&share, 800), Some(false));
    assert_eq!(figure(0, 0).meets(&share, 800), None);
    assert_eq!(figure(1, 3).value(&share), Some(333));
    assert_eq!(figure(0, 0).value(&share), None);
    assert_eq!(figure(60_001, 2).meets(&Measure::AverageWait, 30_000), Some(false));
    assert_eq!(figure(1, 20).meets(&Measure::AbandonedWithin(5_000), 50), Some(true));
    assert_eq!(Figure { part: 7, of: None }.meets(&Measure::Count("m".into()), 8), Some(false));
}

#[test]
fn parts_of_two_stretches_stay_apart() {
    let figures = fold(
        &kpi(Measure::AnsweredWithin(20_000)),
        &calls(),
        &|at| if at < 25 { "early".into() } else { "late".into() },
        &|_| 0,
    );
    assert_eq!(figures["early"], figure(1, 2));
    assert_eq!(figures["late"], figure(0, 1));
}
