//! A machine as people see it: its places, and what leads from one to the next, in the script's words.

use crate::graph::{By, LONGEST_WAIT_MS, Role, Step, by, nature, successors};
use rufplan_machine::script::{Machine, Prompt, PromptId, State, StateId, Stretch};
use std::collections::BTreeMap;

/// A machine as a picture would show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// All states, by id.
    pub places: BTreeMap<StateId, OutlinePlace>,
    /// What leads from one to another, in the order of the machine.
    pub ways: Vec<OutlineWay>,
    /// Where calls begin: number dialled and state.
    pub entries: Vec<(String, StateId)>,
}

/// A state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlinePlace {
    /// Flow, or `queue:NAME`, in which it stands.
    pub part: String,
    /// What it is.
    pub kind: PlaceKind,
    /// What it is, in the script's words: `menu main_choice`.
    pub words: String,
    /// The first words that are said there, if any are.
    pub said: Option<String>,
}

/// Kinds of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// Does something at once.
    Instant,
    /// Decides which way the call goes.
    Decision,
    /// Says something, or is silent.
    Words,
    /// Asks the caller.
    Question,
    /// A person: a queue, a transfer.
    Person,
    /// A mailbox.
    Message,
    /// The end.
    End,
}

/// What leads from one state to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineWay {
    /// From.
    pub from: StateId,
    /// To.
    pub to: StateId,
    /// In the script's words: `press 1 "Störung"`, `silence`, `when closed`; empty where it simply comes next.
    pub words: String,
    /// Whether a script has an arm for it, so that a test can meet it or not.
    pub is_arm: bool,
    /// Whether it is the failure of a question: it is taken from the end of an arm for a mistake.
    pub is_failure: bool,
}

/// A machine as people see it.
pub fn outline(machine: &Machine) -> Outline {
    let mut outline = Outline::default();
    for (id, state) in &machine.states {
        outline.places.insert(id.clone(), place(machine, id, state));
        for (step, to) in successors(machine, id) {
            if by(&step) == By::Breakdown || step == Step::Enter || step == Step::Again {
                if step != Step::Again {
                    outline.ways.extend(plain_way(id, &to, step == Step::Enter));
                }
                continue;
            }
            // the deployment's longest wait never comes where the queue has a shorter one
            let never = step == Step::Failure
                && matches!(state, State::Queue { .. })
                && nature(machine, state).longest_ms < LONGEST_WAIT_MS;
            // what is said may be stopped by a key that works anywhere: the picture shows it at questions only
            let is_question =
                matches!(nature(machine, state).role, Role::Asks(_) | Role::Heeds | Role::Person);
            if never || matches!(step, Step::Anywhere(_)) && !is_question {
                continue;
            }
            outline.ways.push(OutlineWay {
                from: id.clone(),
                to,
                words: words_of(machine, id, state, &step),
                is_arm: !matches!(step, Step::Next | Step::Run | Step::Anywhere(_)),
                is_failure: step == Step::Failure,
            });
        }
    }
    outline.entries = machine.numbers.iter().map(|(number, e)| (number.clone(), e.state.clone())).collect();
    outline
}

fn plain_way(from: &str, to: &str, is_enter: bool) -> Option<OutlineWay> {
    is_enter.then(|| OutlineWay {
        from: from.to_string(),
        to: to.to_string(),
        words: String::new(),
        is_arm: false,
        is_failure: false,
    })
}

fn place(machine: &Machine, id: &str, state: &State) -> OutlinePlace {
    let role = nature(machine, state).role;
    let kind = match (&role, state) {
        (_, State::Branch { .. } | State::Hours { .. }) => PlaceKind::Decision,
        (Role::Instant, _) => PlaceKind::Instant,
        (Role::Silent | Role::Says(_), _) => PlaceKind::Words,
        (Role::Asks(_) | Role::Heeds, _) => PlaceKind::Question,
        (Role::Person, _) => PlaceKind::Person,
        (Role::Message, _) => PlaceKind::Message,
        (Role::End, _) => PlaceKind::End,
    };
    let said = match role {
        Role::Says(prompts) => first_words(machine, prompts),
        Role::Asks(asked) => first_words(machine, asked.said(0)),
        _ => None,
    };
    OutlinePlace { part: part_of(id), kind, words: place_words(id, state), said }
}

/// The flow or queue that an id begins with.
fn part_of(id: &str) -> String {
    match id.strip_prefix("queue:") {
        Some(queue) => format!("queue:{}", queue.split(['/', '#']).next().unwrap_or(queue)),
        None => id.split(['/', '#']).next().unwrap_or(id).rsplit_once('.').map_or_else(
            || id.split(['/', '#']).next().unwrap_or(id).to_string(),
            |(flow, _)| flow.to_string(),
        ),
    }
}

fn place_words(id: &str, state: &State) -> String {
    let last = id.rsplit(['/', '#']).next().unwrap_or(id);
    let (kind, rest) = last.split_once(':').unwrap_or((last, ""));
    let rest = rest.split('~').next().unwrap_or(rest);
    match state {
        State::Menu(_) => format!("menu {}", id.rsplit('.').next().unwrap_or(id)),
        State::Collect(collect) => format!("collect {}", collect.var),
        State::Consent(_) => "consent recording".to_string(),
        State::Recording { order, .. } => format!("{} recording", format!("{order:?}").to_lowercase()),
        State::CountFailure { count, .. } => format!("count failure in {count}"),
        State::Wipe { .. } => "forget secrets".to_string(),
        State::Queue { queue } => format!("queue {queue}"),
        State::EnterQueue { queue, .. } => format!("enter queue {queue}"),
        State::Hours { hours, .. } => format!("check hours {hours}"),
        State::Play { prompts, .. } => {
            let names: Vec<&str> = prompts.iter().map(String::as_str).collect();
            format!("say {}", names.join(", "))
        }
        State::Pause { ms, .. } => format!("pause {}", crate::ids::duration_text(i64::from(*ms))),
        State::Set { var, .. } => format!("set {var}"),
        State::Mark { name, .. } => format!("mark {name}"),
        State::Speak { lang, .. } => match lang {
            rufplan_machine::script::Expr::Value(rufplan_machine::value::Value::Language(tag)) => {
                format!("speak {tag}")
            }
            _ => "speak …".to_string(),
        },
        State::Branch { .. } if kind == "if" || kind == "choose" => format!("{kind} {rest}"),
        State::Branch { .. } => "if …".to_string(),
        State::Retry { .. } | State::Refuse { .. } | State::Repeat { .. } => "again".to_string(),
        State::GoBack => "go back".to_string(),
        State::KeepWaiting { .. } => "keep waiting".to_string(),
        State::LeaveQueue { .. } => "leave the queue".to_string(),
        State::Transfer(transfer) => {
            let targets: Vec<String> = transfer.targets.iter().map(target_words).collect();
            format!("transfer to {}", targets.join(", "))
        }
        State::Fetch(fetch) => format!("fetch {}", fetch.lookup),
        State::Pass { to } => format!("pass call to {}", target_words(to)),
        State::Ask(ask) => match &ask.about {
            rufplan_machine::script::Inquiry::Queue(queue) => format!("look at queue {queue}"),
            rufplan_machine::script::Inquiry::Mailbox(mailbox) => format!("look into mailbox {mailbox}"),
            _ => "ask".to_string(),
        },
        State::Callback(offer) => format!("offer callback {}", offer.callback),
        State::Survey(start) => format!("survey {}", start.survey),
        State::GoTo(to) => format!("go to {}", to.flow),
        State::Call(call) => format!("run {}", call.flow),
        State::Return { outcome } => format!("finish {outcome}"),
        State::Record(dictation) => format!("record {}", dictation.into),
        State::Message(dictation) => format!("take message in {}", dictation.into),
        State::End => "hang up".to_string(),
    }
}

fn target_words(target: &rufplan_machine::script::Expr) -> String {
    use rufplan_machine::script::Expr;
    use rufplan_machine::value::Value;
    match target {
        Expr::Value(Value::Phone(text) | Value::Text(text)) => rufplan_machine::scenario::spaced_phone(text),
        Expr::Var(var) => var.clone(),
        _ => "…".to_string(),
    }
}

/// The first words of prompts, cut to a line.
fn first_words(machine: &Machine, prompts: &[PromptId]) -> Option<String> {
    let prompt: &Prompt = prompts.iter().find_map(|id| machine.prompts.get(id))?;
    let first = machine.languages.first()?;
    let lines = prompt.lines.get(first).or_else(|| prompt.lines.values().next())?;
    let mut words = String::new();
    for part in &lines.last()?.parts {
        if let rufplan_machine::script::Part::Words { stretches, .. } = part {
            for stretch in stretches {
                match stretch {
                    Stretch::Fixed(text) => words.push_str(text),
                    Stretch::Value { .. } => words.push('…'),
                }
            }
        }
    }
    (!words.trim().is_empty()).then(|| words.trim().to_string())
}

fn words_of(machine: &Machine, id: &str, state: &State, step: &Step) -> String {
    match step {
        Step::Next | Step::Again | Step::Enter | Step::Run | Step::Error => String::new(),
        Step::Outcome(outcome) => outcome.clone(),
        Step::Key(keys) => {
            let key = match state {
                State::Menu(menu) => menu.keys.get(keys),
                State::Collect(collect) => collect.keys.get(keys),
                State::Queue { queue } => machine.queues.get(queue).and_then(|q| q.press.get(keys)),
                _ => None,
            };
            match key.and_then(|k| k.label.as_ref()) {
                Some(label) => format!("press {keys} \"{label}\""),
                None => format!("press {keys}"),
            }
        }
        Step::Entry => "a value".to_string(),
        Step::Anywhere(keys) => format!("press {keys} anywhere"),
        Step::Silence(1) => "silence".to_string(),
        Step::Silence(n) => format!("silence {n}"),
        Step::Wrong(1) => "wrong key".to_string(),
        Step::Wrong(n) => format!("wrong key {n}"),
        Step::Failure => "failure".to_string(),
        Step::Hours(case) | Step::Fetch(case) | Step::Words(case) => (*case).to_string(),
        Step::Callback(case) => (*case).to_string(),
        Step::Transfer(case) => case.clone(),
        Step::Queue(words) => words.clone(),
        Step::Branch(number) => branch_words(id, state, *number),
    }
}

/// `yes` and `no` for an `if` of one condition; else the number of the arm, and `else`.
fn branch_words(id: &str, state: &State, number: Option<usize>) -> String {
    let State::Branch { arms, .. } = state else { return String::new() };
    let is_if = id.rsplit(['/', '#']).next().is_some_and(|last| last.starts_with("if:"));
    match number {
        Some(0) if arms.len() == 1 && is_if => "yes".to_string(),
        None if arms.len() == 1 && is_if => "no".to_string(),
        Some(number) => arms.get(number).map_or_else(String::new, |arm| condition_words(&arm.when)),
        None => "else".to_string(),
    }
}

/// A condition as a word or two, where it is as simple as those of `choose`.
fn condition_words(condition: &rufplan_machine::script::Expr) -> String {
    use rufplan_machine::script::{CompareOp, Expr, Fact};
    use rufplan_machine::value::Value;
    match condition {
        Expr::Compare { op: CompareOp::Is, right, .. } => match &**right {
            Expr::Value(Value::Text(text) | Value::Name(text) | Value::Digits(text) | Value::Phone(text)) => {
                format!("\"{text}\"")
            }
            Expr::Value(Value::Choice(word) | Value::Language(word)) => word.clone(),
            Expr::Value(Value::YesNo(yes)) => if *yes { "yes" } else { "no" }.to_string(),
            Expr::Value(Value::Number(number)) => number.units.to_string(),
            _ => "condition".to_string(),
        },
        Expr::OneOf { .. } => "one of".to_string(),
        Expr::Known(_) => "known".to_string(),
        Expr::Fact(Fact::Switch(name)) => format!("{name} is on"),
        Expr::Fact(Fact::HoursIsOpen(name)) => format!("{name} is open"),
        Expr::Not(inner) => format!("not {}", condition_words(inner)),
        _ => "condition".to_string(),
    }
}
