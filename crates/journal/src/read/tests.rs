use super::*;
use rufplan_machine::call::{Effect, Event, Outcome};

fn sample() -> Journal {
    let header = Header {
        log: crate::CALLLOG_SCHEMA.into(),
        call: "c1".into(),
        machine: "sha256:9f".into(),
        semantics: 1,
        client: "nordwind".into(),
        number: "+49305550100".into(),
        sounds: None,
        started: 1_000,
    };
    let step = |seq, t, ev, fx| Step { seq, t, ev, fx, state: "main".into() };
    let call = Event::Call { number: "+49305550100".into(), from: None, switches: Default::default() };
    let record = CallRecord {
        client: "nordwind".into(),
        number_dialled: "+49305550100".into(),
        caller_number: None,
        language: "de".into(),
        outcome: Outcome::Completed,
        path: vec![],
        consent: None,
        recorded: false,
        marks: vec![("m".into(), None)],
        duration_ms: 500,
        queue_waited_ms: 0,
        talk_ms: 0,
        steps: 2,
    };
    Journal {
        header,
        steps: vec![
            step(1, 1_000, call, vec![Effect::Answer]),
            step(2, 1_500, Event::Key('1'), vec![Effect::HangUp, Effect::End(Box::new(record.clone()))]),
        ],
        record: Some(record),
        torn: None,
    }
}

fn text(journal: &Journal) -> String {
    journal.lines().iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn what_is_written_is_read() {
    assert_eq!(read(&text(&sample())), Ok(sample()));
}

#[test]
fn unknown_fields_are_passed_over() {
    let newer = text(&sample()).replace("{\"seq\"", "{\"weather\":\"fine\",\"seq\"");
    assert_ne!(newer, text(&sample()));
    assert_eq!(read(&newer), Ok(sample()));
}

#[test]
fn a_torn_last_line_is_told_and_the_rest_is_usable() {
    let whole = text(&sample());
    let torn = &whole[..whole.len() - 20];
    let journal = read(torn).unwrap();
    assert_eq!(journal.torn.as_ref().map(|torn| torn.line), Some(4));
    assert_eq!((journal.steps, journal.record), (sample().steps, None));
}

#[test]
fn every_cut_is_read_or_refused_with_its_line() {
    let whole = text(&sample());
    for cut in 0..whole.len() {
        match read(&whole[..cut]) {
            Ok(journal) => assert!(journal.steps.len() <= 2),
            Err(error) => assert_eq!(error.line, 1, "cut at {cut}: {error}"),
        }
    }
}

#[test]
fn wrong_lines_are_refused_with_their_number() {
    let whole = text(&sample());
    let lines: Vec<&str> = whole.lines().collect();
    let cases = [
        (vec![lines[1], lines[0]], "line 1: a journal begins with its header"),
        (vec![lines[0], lines[2]], "line 2: event 2 follows event 0"),
        (
            vec![lines[0], lines[1], lines[3], lines[2]],
            "line 4: something behind the record, which is the last line",
        ),
        (vec![lines[0], lines[0]], "line 2: a second header"),
        (vec![lines[0], "{}"], "line 2: neither header, event nor record"),
        (vec![], "line 1: the journal is empty"),
    ];
    for (lines, expected) in cases {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        assert_eq!(read(&text).unwrap_err().to_string(), expected);
    }
    let back = whole.replace("\"t\":1500", "\"t\":500");
    assert_eq!(read(&back).unwrap_err().to_string(), "line 3: time goes back from 1000 to 500");
    let other = whole.replace("calllog/1", "calllog/2");
    assert!(read(&other).unwrap_err().to_string().contains("this reads `rufplan.calllog/1`"));
    let garbage = format!("{}\nnonsense\n{}\n", lines[0], lines[1]);
    assert!(read(&garbage).unwrap_err().to_string().starts_with("line 2: no JSON"));
}
