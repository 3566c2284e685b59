//! What lowering keeps of a text.

use crate::ast::{
    ArithmeticOp, CalendarEntry, CalendarLine, ChoiceKind, Clock, CompareOp, Date, DayKind, DaySpecKind,
    Decl, DeclKind, Expr, ExprKind, FetchCase, File, HoursCase, HttpMethod, Literal, LiteralKind, OnCase,
    Opening, PromptPart, Purpose, QueueCase, QueueState, QueueTrigger, RecordingOrder, SettingValueKind,
    Sound, SpeakLanguage, StepKind, Stmt, StmtKind, TargetKind, TransferCase, TransferState, TypeKind, World,
    lower,
};
use rufplan_diag::SourceFile;

fn file(text: &str) -> File {
    lower(&crate::parse(&SourceFile::new("a.ruf", text)))
}

fn decl(text: &str) -> Decl {
    let file = file(text);
    assert!(!file.has_junk, "not understood: {text}");
    file.decls.into_iter().next().unwrap()
}

fn stmts(lines: &str) -> Vec<Stmt> {
    match decl(&format!("flow f\n{lines}\nend\n")).kind {
        DeclKind::Flow(flow) => flow.body.stmts,
        other => panic!("{other:?}"),
    }
}

fn expr(text: &str) -> Expr {
    match stmts(&format!("set x to {text}")).remove(0).kind {
        StmtKind::Set { value, .. } => value,
        other => panic!("{other:?}"),
    }
}

/// An expression with all its brackets.
fn shape(expr: &Expr) -> String {
    let join = |parts: &[Expr], word: &str| parts.iter().map(shape).collect::<Vec<_>>().join(word);
    match &expr.kind {
        ExprKind::Literal(Literal::Number { units, scale }) => format!("{units}e-{scale}"),
        ExprKind::Literal(literal) => format!("{literal:?}"),
        ExprKind::Path(path) => path.text(),
        ExprKind::Call { function, args } => format!("{}[{}]", function.text(), join(args, ", ")),
        ExprKind::Not(inner) => format!("not({})", shape(inner)),
        ExprKind::And(parts) => format!("({})", join(parts, " and ")),
        ExprKind::Or(parts) => format!("({})", join(parts, " or ")),
        ExprKind::Compare { op, left, right } => format!("({} {op:?} {})", shape(left), shape(right)),
        ExprKind::Known { value, negated } => format!("known({}, {})", shape(value), !negated),
        ExprKind::OneOf { value, of, negated } => {
            format!("one_of({} | {} | {})", shape(value), join(of, ", "), !negated)
        }
        ExprKind::StartsWith(a, b) => format!("starts({}, {})", shape(a), shape(b)),
        ExprKind::EndsWith(a, b) => format!("ends({}, {})", shape(a), shape(b)),
        ExprKind::CountsAs { value, category } => format!("counts({}, {})", shape(value), category.text),
        ExprKind::Arithmetic { op, left, right } => format!("({} {op:?} {})", shape(left), shape(right)),
        ExprKind::Negate(inner) => format!("neg({})", shape(inner)),
    }
}

#[test]
fn operators_bind_as_in_the_grammar() {
    let cases = [
        ("a or b and not c", "(a or (b and not(c)))"),
        ("(a or b) and c", "((a or b) and c)"),
        ("1 + 2 * 3 - 4", "((1e-0 Add (2e-0 Multiply 3e-0)) Subtract 4e-0)"),
        ("-x / 2.5", "(neg(x) Divide 25e-1)"),
        ("length(x) >= 4", "(length[x] AtLeast 4e-0)"),
        ("a is not b", "(a IsNot b)"),
        ("a is known and b is not known", "(known(a, true) and known(b, false))"),
        ("a is not one of b, c", "one_of(a | b, c | false)"),
        ("n counts as few", "counts(n, few)"),
        ("a.b starts with c", "starts(a.b, c)"),
    ];
    for (text, expected) in cases {
        assert_eq!(shape(&expr(text)), expected, "{text}");
    }
    assert!(matches!(expr("a < b").kind, ExprKind::Compare { op: CompareOp::Less, .. }));
    assert!(matches!(expr("a - b").kind, ExprKind::Arithmetic { op: ArithmeticOp::Subtract, .. }));
}

#[test]
fn literals_become_values() {
    let cases = [
        ("1h30min", Literal::Duration(5_400_000)),
        ("1.25s", Literal::Duration(1_250)),
        ("300ms", Literal::Duration(300)),
        ("2026-12-24", Literal::Date(Date { year: 2026, month: 12, day: 24 })),
        ("2024-02-29", Literal::Date(Date { year: 2024, month: 2, day: 29 })),
        ("08:05", Literal::Clock(Clock { hour: 8, minute: 5, second: 0 })),
        ("12.50 EUR", Literal::Money { cents: 1250, currency: "EUR".to_string() }),
        ("3 CHF", Literal::Money { cents: 300, currency: "CHF".to_string() }),
        ("+49 30 5550100", Literal::Phone("+49305550100".to_string())),
        ("99.5%", Literal::Percent(995)),
        ("yes", Literal::YesNo(true)),
        ("2026-02-31", Literal::Impossible(LiteralKind::Date)),
        ("2025-02-29", Literal::Impossible(LiteralKind::Date)),
        ("25:99", Literal::Impossible(LiteralKind::Clock)),
        ("99999999999999999999", Literal::Impossible(LiteralKind::Number)),
        ("99999999999999h", Literal::Impossible(LiteralKind::Duration)),
    ];
    for (text, expected) in cases {
        assert_eq!(expr(text).kind, ExprKind::Literal(expected), "{text}");
    }
}

#[test]
fn texts_keep_pieces_and_lose_doubled_signs() {
    let ExprKind::Literal(Literal::Text(text)) = expr("\"\"\"Ja\"\" {{x}} {n as number}!\"").kind else {
        panic!()
    };
    assert_eq!(text.fixed(), "\"Ja\" {x} !");
    assert_eq!(text.plain(), None);
    assert_eq!(text.placeholders().map(|p| shape(&p.value)).collect::<Vec<_>>(), ["n"]);
}

#[test]
fn spans_leave_out_blanks_and_comments() {
    let text = "flow f\n  set x to a  or b  // why\n\n  // more\n  hang up // bye\nend\n";
    let file = file(text);
    let DeclKind::Flow(flow) = &file.decls[0].kind else { panic!() };
    let slices: Vec<_> = flow.body.stmts.iter().map(|s| file.source.slice(s.span)).collect();
    assert_eq!(slices, ["set x to a  or b", "hang up"]);
    let StmtKind::Set { value, .. } = &flow.body.stmts[0].kind else { panic!() };
    assert_eq!(file.source.slice(value.span), "a  or b");
    assert_eq!(file.source.slice(file.decls[0].mark), "flow f");
    assert_eq!(file.source.slice(file.decls[0].head), "flow f");
}

#[test]
fn descriptions_and_allows_stand_above() {
    let text = "rufplan 1\n// nothing to do with it\n\n// Die Störung.\n// allow W0203: comes later\nflow f\n  hang up\nend\n";
    let file = file(text);
    assert_eq!(file.decls[0].description, ["Die Störung."]);
    assert_eq!(file.edition.clone().unwrap().value, Some(1));
    let allow = &file.allows[0];
    assert_eq!((allow.code.as_str(), allow.reason.as_str(), allow.line), ("W0203", "comes later", 6));
}

#[test]
fn clients_have_numbers_voices_and_settings() {
    let client = decl(
        "client x \"X AG\"\n  languages: de, en-GB\n  time zone: Europe/Berlin\n  voice de: \"Anna\"\n  \
         number +49 30 555 to +49 30 559 \"Block\" starts main(\"a\", b)\nend\n",
    );
    let DeclKind::Client(client) = client.kind else { panic!() };
    assert_eq!(client.title.unwrap().plain(), Some("X AG"));
    assert_eq!(client.settings[0].key.text, "languages");
    assert!(matches!(&client.settings[0].values[1].kind, SettingValueKind::Locale(l) if l == "en-GB"));
    assert!(matches!(&client.settings[1].values[0].kind, SettingValueKind::Zone(z) if z == "Europe/Berlin"));
    let number = &client.numbers[0];
    assert_eq!(
        (number.number.text.as_str(), number.to.as_ref().unwrap().text.as_str()),
        ("+4930555", "+4930559")
    );
    assert_eq!((number.starts.flow.text().as_str(), number.starts.args.len()), ("main", 2));
    assert_eq!(client.voices[0].lang.text, "de");
}

#[test]
fn types_of_data_are_told_apart() {
    let data = decl(
        "data\n a: one of x, y = x\n b: number from 1 to 20\n c: maybe duration from 5s to 2min\n d: list of money\n \
         e: queue one of q, r\n f: phone one of +49 1715, extension 7\n g: text secret\nend\n",
    );
    let DeclKind::Data(data) = data.kind else { panic!() };
    let kinds: Vec<_> = data.fields.iter().map(|f| &f.of.kind).collect();
    assert!(matches!(kinds[0], TypeKind::OneOf(v) if v.len() == 2) && data.fields[0].init.is_some());
    assert!(matches!(kinds[1], TypeKind::NumberFrom(a, b) if (a.value, b.value) == (Some(1), Some(20))));
    let TypeKind::Maybe(inner) = kinds[2] else { panic!() };
    assert!(
        matches!(&inner.kind, TypeKind::DurationFrom(a, b) if (a.value, b.value) == (Some(5_000), Some(120_000)))
    );
    assert!(matches!(kinds[3], TypeKind::List(_)));
    assert!(matches!(kinds[4], TypeKind::Reference { of, names } if of == "queue" && names.len() == 2));
    assert!(matches!(kinds[5], TypeKind::PhoneOneOf(t) if t.len() == 2));
    assert!(matches!(kinds[6], TypeKind::Named(p) if p.text() == "text") && data.fields[6].privacy.is_some());
}

#[test]
fn prompt_lines_have_conditions_parts_and_speed() {
    let prompt = decl(
        "replaceable prompt p\n de when n > 1: \"a {n as number}\" in en file \"a.wav\" + pause 300ms speed 115%\n \
         any: {n as ordinal} + \"\" stored s\nend\n",
    );
    let DeclKind::Prompt(prompt) = prompt.kind else { panic!() };
    assert!(prompt.replaceable);
    let line = &prompt.lines[0];
    assert!(line.when.is_some());
    assert_eq!(line.speed_permille.as_ref().unwrap().value, Some(1150));
    assert!(matches!(&line.parts[0], PromptPart::Words { lang: Some(l), sound: Some(Sound::File(f)), .. }
        if l.text == "en" && f.plain() == Some("a.wav")));
    assert!(matches!(&line.parts[1], PromptPart::Pause(ms) if ms.value == Some(300)));
    assert!(matches!(&prompt.lines[1].parts[0], PromptPart::Value(_)));
    assert!(matches!(&prompt.lines[1].parts[1], PromptPart::Words { sound: Some(Sound::Stored(_)), .. }));
}

#[test]
fn hours_lines_name_days_and_spans() {
    let hours = decl(
        "hours h\n holidays: DE-BE\n every day 00:00-24:00\n sat-mon, wed 08:00-12:00, 13:00-18:00 \"x\"\n holiday \"F\" closed\n \
         2026-02-31 closed\n 24 dec to 1 jan closed\n fourth thu of nov closed\n 2 days before easter to 1 day after easter closed\n \
         last mon of may 25:00-26:00\nend\n",
    );
    let DeclKind::Hours(hours) = hours.kind else { panic!() };
    let days: Vec<_> = hours.lines.iter().map(|l| &l.days.kind).collect();
    assert!(matches!(days[0], DaySpecKind::EveryDay));
    let DaySpecKind::Weekdays(spans) = days[1] else { panic!() };
    assert_eq!(spans.iter().flat_map(|s| s.days()).collect::<Vec<_>>(), [5, 6, 0, 2]);
    assert!(matches!(&hours.lines[1].opening, Opening::Spans(s) if s.len() == 2));
    assert!(matches!(days[2], DaySpecKind::Holiday(Some(_))));
    assert!(matches!(days[3], DaySpecKind::Day(d) if d.kind == DayKind::Date(None)));
    assert!(matches!(days[4], DaySpecKind::Range(a, b)
        if a.kind == DayKind::MonthDay { month: 12, day: 24 } && b.kind == DayKind::MonthDay { month: 1, day: 1 }));
    let thanksgiving = DayKind::NthWeekday { nth: 4, weekday: 3, month: 11 };
    assert!(matches!(days[5], DaySpecKind::Day(d) if d.kind == thanksgiving));
    assert!(matches!(days[6], DaySpecKind::Range(a, b)
        if a.kind == DayKind::Easter { offset: Some(-2) } && b.kind == DayKind::Easter { offset: Some(1) }));
    assert!(matches!(&hours.lines[7].opening, Opening::Spans(s) if s[0].from.value.is_none()));
}

#[test]
fn calendar_lines_add_and_take_away() {
    let calendar = decl(
        "calendar c\n public holidays of US\n plus 20 dec to 25 dec \"christmas\"\n plus easter \"e\"\n plus \"mariae\"\n \
         without \"columbus_day\"\nend\n",
    );
    let DeclKind::Calendar(calendar) = calendar.kind else { panic!() };
    assert!(matches!(&calendar.lines[0], CalendarLine::PublicHolidays { region, .. } if region.text == "US"));
    assert!(matches!(
        &calendar.lines[1],
        CalendarLine::Plus { entry: CalendarEntry::Range(..), name: Some(_), .. }
    ));
    assert!(matches!(
        &calendar.lines[2],
        CalendarLine::Plus { entry: CalendarEntry::Day(_), name: Some(_), .. }
    ));
    assert!(matches!(
        &calendar.lines[3],
        CalendarLine::Plus { entry: CalendarEntry::Named(_), name: None, .. }
    ));
    assert!(matches!(&calendar.lines[4], CalendarLine::Without { entry: CalendarEntry::Named(_), .. }));
}

#[test]
fn menus_keep_keys_arms_and_purposes() {
    let mut stmts = stmts(
        "menu m \"M\"\n attempts: 2\n say a\n say again b\n press 1000 to 1019 or 8500 anywhere for \"D\"\n hang up\n \
         press * to repeat\n press # to go back\n on silence 2\n say c\n on wrong key\n on failure\n hang up\n end",
    );
    let StmtKind::Menu(menu) = stmts.remove(0).kind else { panic!() };
    assert_eq!((menu.say.len(), menu.say_again.len(), menu.settings.len()), (1, 1, 1));
    let press = &menu.press[0];
    assert!(press.press.anywhere && press.body.stmts.len() == 1);
    assert_eq!(press.press.keys[0].to.as_ref().unwrap().text, "1019");
    assert_eq!((press.press.keys[1].from.text.as_str(), press.press.keys.len()), ("8500", 2));
    assert!(matches!(menu.press[1].press.purpose, Some(Purpose::Repeat(_))));
    assert!(matches!(menu.press[2].press.purpose, Some(Purpose::GoBack(_))));
    let cases: Vec<_> = menu.on.iter().map(|o| o.case.as_ref().unwrap().value).collect();
    assert_eq!(cases, [OnCase::Silence, OnCase::WrongKey, OnCase::Failure]);
    assert_eq!(menu.on[0].from.as_ref().unwrap().value, Some(2));
}

#[test]
fn statements_are_told_apart() {
    let stmts = stmts(
        "say \"x\", p uninterrupted\n mark m as v\n speak en-GB\n speak call.language\n pause 1.5s\n go to g(1)\n \
         enter queue q for agent a within 5min with priority 8\n pass call to extension 12\n if a\n hang up\n else if b\n \
         hang up\n else\n go back\n end\n choose v\n when a, 1 to 9\n keep waiting\n otherwise\n again\n end\n \
         check hours h\n when open\n hang up\n when holiday\n hang up\n end\n \
         transfer to +49 1715, \"sip:a@b\", x\n ring for: 5s\n when refused with 3\n hang up\n when not answered\n hang up\n end\n \
         collect d\n length: 2\n on failure\n say z\n end",
    );
    assert!(matches!(&stmts[0].kind, StmtKind::Say(s) if s.uninterrupted && s.items.len() == 2));
    assert!(matches!(&stmts[1].kind, StmtKind::Mark { value: Some(_), .. }));
    assert!(matches!(&stmts[2].kind, StmtKind::Speak(SpeakLanguage::Tag(t)) if t.text == "en-GB"));
    assert!(matches!(&stmts[3].kind, StmtKind::Speak(SpeakLanguage::Path(_))));
    assert!(matches!(&stmts[4].kind, StmtKind::Pause(ms) if ms.value == Some(1500)));
    assert!(matches!(&stmts[5].kind, StmtKind::GoTo(c) if c.args.len() == 1));
    let StmtKind::EnterQueue(enter) = &stmts[6].kind else { panic!() };
    assert_eq!(enter.for_agent.as_ref().unwrap().within_ms.value, Some(300_000));
    assert_eq!(shape(enter.priority.as_ref().unwrap()), "8e-0");
    assert!(matches!(&stmts[7].kind, StmtKind::PassCall(t) if matches!(t.kind, TargetKind::Extension(_))));
    let StmtKind::If(branching) = &stmts[8].kind else { panic!() };
    assert!(branching.branches.len() == 2 && branching.otherwise.as_ref().unwrap().stmts.len() == 1);
    let StmtKind::Choose(choose) = &stmts[9].kind else { panic!() };
    assert!(matches!(choose.arms[0].choices[1].kind, ChoiceKind::Range(..)) && choose.otherwise.len() == 1);
    let StmtKind::CheckHours { arms, .. } = &stmts[10].kind else { panic!() };
    assert_eq!(arms[1].case.as_ref().unwrap().value, HoursCase::Holiday);
    let StmtKind::Transfer(transfer) = &stmts[11].kind else { panic!() };
    assert_eq!(transfer.targets.len(), 3);
    assert_eq!(transfer.arms[0].case.as_ref().unwrap().value, TransferCase::RefusedWith("3".to_string()));
    let StmtKind::Collect(collect) = &stmts[12].kind else { panic!() };
    assert_eq!((collect.var.as_ref().unwrap().text().as_str(), collect.settings.len()), ("d", 1));
    assert_eq!(collect.on[0].case.as_ref().unwrap().value, OnCase::Failure);
    assert_eq!(collect.on[0].body.stmts.len(), 1);
}

#[test]
fn queue_arms_keep_their_order() {
    let queue = decl(
        "queue q\n service level: 80% within 20s\n at 0s\n say a\n when waiting longer than 10min\n hang up\n every 45s\n say b\n \
         when hours h close\n when switch s turns on\n hang up\n when expected wait over 5min\n press 1 for \"x\"\n after the call\nend\n",
    );
    let DeclKind::Queue(queue) = queue.kind else { panic!() };
    assert!(matches!(
        queue.settings[0].values[0].kind,
        SettingValueKind::ServiceLevel { permille: Some(800), within_ms: Some(20_000) }
    ));
    let triggers: Vec<_> = queue.arms.iter().map(|a| a.trigger.clone().unwrap()).collect();
    assert!(matches!(&triggers[0], QueueTrigger::At(ms) if ms.value == Some(0)));
    let case = |i: usize| match &triggers[i] {
        QueueTrigger::When(case) => case.value.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(case(1), QueueCase::WaitingLonger(Some(600_000)));
    assert!(matches!(&triggers[2], QueueTrigger::Every(ms) if ms.value == Some(45_000)));
    assert!(matches!(case(3), QueueCase::HoursClose(h) if h.text() == "h"));
    assert!(matches!(case(4), QueueCase::SwitchTurnsOn(s) if s.text() == "s"));
    assert_eq!(case(5), QueueCase::ExpectedWaitOver(Some(300_000)));
    assert!(matches!(&triggers[6], QueueTrigger::Press(p) if p.keys.len() == 1));
    assert!(matches!(&triggers[7], QueueTrigger::AfterCall));
}

#[test]
fn steps_of_tests_are_told_apart() {
    let test = decl(
        "test \"t\"\n clock 2026-12-24 17:59 Europe/Berlin\n given switch s is on\n given queue q has 3 waiting, expected wait 2min\n \
         given queue q has nobody signed in\n given queue q has 2 agents\n given queue q is full\n \
         given transfer to +49 1715 is busy, then fails, then is answered after 5s\n given lookup l fails\n anonymous calls +49 305\n \
         +49 170 calls +49 305\n hears p saying \"x\"\n does not hear \"y\"\n presses 12# at once\n agent sees \"z\"\n agent hangs up\n \
         called person presses 1\n is passed to extension 1\n switch s turns off\n is in queue q with priority 9\n is not recorded\n \
         has no mark m\n has mark m as \"v\"\n call ends\nend\n",
    );
    let DeclKind::Test(test) = test.kind else { panic!() };
    let kinds: Vec<_> = test.steps.into_iter().map(|s| s.kind).collect();
    assert!(matches!(&kinds[0], StepKind::Clock { zone: Some(z), .. } if z.text == "Europe/Berlin"));
    assert!(matches!(&kinds[1], StepKind::Given(World::Switch { on: true, .. })));
    let queue = |i: usize| match &kinds[i] {
        StepKind::Given(World::Queue { state, .. }) => state.clone(),
        other => panic!("{other:?}"),
    };
    assert!(
        matches!(queue(2), QueueState::Waiting { count: Some(3), expected_ms: Some(ms) } if ms.value == Some(120_000))
    );
    assert_eq!(queue(3), QueueState::NobodySignedIn);
    assert!(matches!(queue(4), QueueState::Agents { count: Some(2), expected_ms: None }));
    assert_eq!(queue(5), QueueState::Full);
    let StepKind::Given(World::Transfer { states, .. }) = &kinds[6] else { panic!() };
    let expected = [TransferState::Busy, TransferState::Failed, TransferState::Answered(Some(5_000))];
    assert_eq!(states.as_slice(), expected);
    assert!(matches!(&kinds[8], StepKind::Calls { from: None, .. }));
    assert!(
        matches!(&kinds[9], StepKind::Calls { from: Some(f), to } if f.text == "+49170" && to.text == "+49305")
    );
    assert!(matches!(&kinds[10], StepKind::Hears { saying: Some(_), .. }));
    assert!(matches!(&kinds[11], StepKind::HearsNot { saying: None, .. }));
    assert!(matches!(&kinds[12], StepKind::Presses { keys, at_once: true } if keys.text == "12#"));
    assert!(matches!(&kinds[13], StepKind::AgentSees { .. }) && matches!(&kinds[14], StepKind::AgentHangsUp));
    assert!(matches!(&kinds[15], StepKind::CalledPresses(_)) && matches!(&kinds[16], StepKind::IsPassed(_)));
    assert!(matches!(&kinds[17], StepKind::World(World::Switch { on: false, .. })));
    assert!(matches!(&kinds[18], StepKind::InQueue { agent: None, priority: Some(_), .. }));
    assert!(matches!(&kinds[19], StepKind::Recorded(false)));
    assert!(matches!(&kinds[20], StepKind::Mark { absent: true, value: None, .. }));
    assert!(matches!(&kinds[21], StepKind::Mark { absent: false, value: Some(_), .. }));
}

#[test]
fn what_libraries_need_has_nodes() {
    let file = file(
        "library l \"L\"\nuse h from \"x.ruf\"\nparameters\n box: mailbox\n n: number = 3\nend\n\
         configure h\n box: b\nend\nreplace prompt h.p\n de: \"x\"\nend\n",
    );
    let kinds: Vec<_> = file.decls.iter().map(|d| &d.kind).collect();
    let DeclKind::Library(library) = kinds[0] else { panic!() };
    assert_eq!((&*library.name.text, library.title.plain()), ("l", Some("L")));
    let DeclKind::Use(used) = kinds[1] else { panic!() };
    assert_eq!((&*used.name.text, used.from.plain()), ("h", Some("x.ruf")));
    let DeclKind::Parameters(parameters) = kinds[2] else { panic!() };
    let fields: Vec<_> = parameters.fields.iter().map(|f| (&*f.name.text, f.init.is_some())).collect();
    assert_eq!(fields, [("box", false), ("n", true)]);
    let DeclKind::Configure(configure) = kinds[3] else { panic!() };
    assert_eq!(configure.name.as_ref().unwrap().text, "h");
    assert_eq!(configure.settings[0].key.text, "box");
    let DeclKind::ReplacePrompt(replaced) = kinds[4] else { panic!() };
    assert_eq!((replaced.of.text(), replaced.lines.len()), ("h.p".to_string(), 1));
}

#[test]
fn consent_and_shared_counts() {
    let decls = file("failures f\n at most: 3\n on failure\n hang up\nend\n").decls;
    let DeclKind::Failures(failures) = &decls[0].kind else { panic!() };
    assert_eq!((failures.name.as_ref().unwrap().text.as_str(), failures.on.len()), ("f", 1));
    let stmts = stmts(
        "consent recording\n say x\n press 1 means yes\n press 2 means no\n silence means no\n end\n \
         pause recording\n count failure in f",
    );
    let StmtKind::Consent(consent) = &stmts[0].kind else { panic!() };
    assert_eq!((consent.press[0].yes, consent.press[1].yes, consent.silence[0].value), (true, false, false));
    assert!(matches!(stmts[1].kind, StmtKind::Recording(RecordingOrder::Pause)));
    assert!(matches!(&stmts[2].kind, StmtKind::CountFailure(count) if count.text() == "f"));
}

#[test]
fn lookups_services_shapes_and_fetch_have_nodes_of_their_own() {
    let file = file(
        "service s\n address: \"https://x.example\"\nend\n\
         lookup u\n post s \"/x/{a}\"\n gives nothing\nend\n\
         shape z(reply: json) gives text\n  reply.a;\n  `end`\nend shape\n\
         flow f\n fetch u\n  meanwhile: m\n  when not found\n   hang up\n  when bussy\n   hang up\n end\nend\n",
    );
    let kinds: Vec<_> = file.decls.iter().map(|d| &d.kind).collect();
    let DeclKind::Service(service) = kinds[0] else { panic!() };
    assert_eq!((&*service.name.as_ref().unwrap().text, service.settings.len()), ("s", 1));
    let DeclKind::Lookup(lookup) = kinds[1] else { panic!() };
    assert_eq!((lookup.asks.len(), lookup.gives_nothing.is_some()), (1, true));
    assert_eq!((lookup.asks[0].method, &*lookup.asks[0].service.text), (HttpMethod::Post, "s"));
    assert_eq!(lookup.asks[0].path.placeholders().count(), 1);
    let DeclKind::Shape(shape) = kinds[2] else { panic!() };
    assert_eq!((&*shape.code, shape.params.len()), ("reply.a;\n  `end`\n", 1));
    let DeclKind::Flow(flow) = kinds[3] else { panic!() };
    let StmtKind::Fetch(fetch) = &flow.body.stmts[0].kind else { panic!() };
    let cases: Vec<_> = fetch.arms.iter().map(|arm| arm.case.as_ref().map(|c| c.value)).collect();
    assert_eq!((cases, fetch.settings.len()), (vec![Some(FetchCase::NotFound), None], 1));
}

#[test]
fn broken_parts_are_left_out_and_marked() {
    let file =
        file("flow f\n  sey x\n  hang up\nend\nflow g\n  hang up\nend\nqueue\n  at soon\n    say a\nend\n");
    assert!(file.has_junk && file.decls[0].has_junk && !file.decls[1].has_junk && file.decls[2].has_junk);
    assert!(!file.has_lost_lines && self::file("promt a\n de: \"x\"\nend\n").has_lost_lines);
    let DeclKind::Flow(flow) = &file.decls[0].kind else { panic!() };
    assert!(flow.body.has_junk && flow.body.stmts.len() == 1);
    let DeclKind::Queue(queue) = &file.decls[2].kind else { panic!() };
    assert!(queue.name.is_none() && queue.arms[0].trigger.is_none() && queue.arms[0].body.stmts.len() == 1);
}

#[test]
fn any_prefix_of_a_script_can_be_lowered() {
    let text = "rufplan 1\nclient a \"A\"\n number +49 3055 starts f\nend\nhours h\n 24 dec 08:00-18:00 \"ä\"\nend\nflow f\n menu m\n \
                press 1 to repeat\n end\n if x is one of a, b\n transfer to +49 17\n when busy\n end\n end\nend\n";
    for end in (0..text.len()).filter(|i| text.is_char_boundary(*i)) {
        let lowered = file(&text[..end]);
        assert!(lowered.decls.iter().all(|d| d.span.end <= end && d.mark.end <= end), "{end}");
    }
}
