//! A call that shows why a theorem does not hold: in words, and as a `test` block that plays that way.

use super::data::Assumed;
use super::keyed::sample_keys;
use super::sample::sample;
use super::search::Taken;
use super::space::{Edge, Space};
use crate::graph::{Asked, By, Role, Step, nature, place};
use crate::project::Client;
use rufplan_calendar::{Date, Hours, HoursKind, LocalClock, Zone};
use rufplan_diag::Words;
use rufplan_machine::scenario::{self, Heard, LookupWorld, QueueWorld, TransferWorld, World, WrittenTest};
use rufplan_machine::script::{Dictation, Expr, Fact, Machine, PromptId, QueueCase, State};
use rufplan_machine::value::Value;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Rule T1: when a test begins that does not say.
const DEFAULT_DAY: Date = Date::constant(2026, 3, 4);
/// Who calls.
const CALLER: &str = "+491701234567";
/// So far ahead a moment is looked for at which hours say what the way needs.
const DAYS_AHEAD: i64 = 800;
const HALF_HOUR_MS: i64 = 30 * 60 * 1_000;

/// A call along a way.
pub(super) struct Witness {
    /// Number dialled.
    number: String,
    /// What happens, in words.
    acts: Vec<Words>,
    /// How long it has lasted at the end of the way, at most.
    pub ms: u64,
    test: WrittenTest,
    title_de: &'static str,
    /// What the way needs that a test cannot bring about.
    needs: Vec<Words>,
}

impl Witness {
    /// "Caller dials +49 30 5550100 on …, presses 2, presses nothing in menu `x`; at 00:41 …"
    pub(super) fn words(&self) -> Words {
        let when = self.test.clock.clone();
        let say = |pick: fn(&Words) -> String, dials: String| {
            let acts: Vec<String> = std::iter::once(dials).chain(self.acts.iter().map(pick)).collect();
            acts.join(", ")
        };
        let at = |word: &str| when.as_ref().map(|w| format!(" {word} {w}")).unwrap_or_default();
        let number = scenario::spaced_phone(&self.number);
        let en = say(|w| w.en.clone(), format!("A caller dials {number}{}", at("on")));
        let de = say(
            |w| w.de.clone().unwrap_or_else(|| w.en.clone()),
            format!("Ein Anrufer wählt {number}{}", at("am")),
        );
        (en, de).into()
    }

    /// The call as a `test` block.
    pub(super) fn test(&self) -> String {
        self.test.text()
    }

    /// Help for a message: the block, and what it cannot bring about.
    pub(super) fn help(&self) -> Words {
        let block = self.test();
        let german = WrittenTest { title: self.title_de.to_string(), ..self.test.clone() }.text();
        let needs = |pick: fn(&Words) -> &str| -> String {
            self.needs.iter().map(|need| format!("// {}\n", pick(need))).collect()
        };
        let en = format!("as a test:\n{}{block}", needs(|w| &w.en));
        let de = format!("als Test:\n{}{german}", needs(|w| w.de.as_deref().unwrap_or(&w.en)));
        (en.trim_end().to_string(), de.trim_end().to_string()).into()
    }
}

/// What a witness needs to know beside the machine.
pub(super) struct Surroundings<'a> {
    /// The client.
    pub client: &'a Client<'a>,
    /// Years whose holidays are known.
    pub years: RangeInclusive<i16>,
    /// The day of the compilation.
    pub today: Date,
}

/// The call along a way; `last` is where it has led.
pub(super) fn witness(
    around: &Surroundings<'_>,
    space: &Space<'_>,
    way: &[Taken],
    last: usize,
    title: (&'static str, &'static str),
) -> Witness {
    let first = way.first().map_or(last, |(at, _)| *at);
    let number = space.entries.iter().find(|(_, at)| **at == first);
    let number = number.map_or_else(String::new, |(number, _)| number.clone());
    let mut teller = Teller {
        machine: space.machine,
        acts: Vec::new(),
        steps: vec![scenario::Step::Calls { from: Some(CALLER.into()), to: number.clone() }],
        given: Vec::new(),
        hours: BTreeMap::new(),
        needs: Vec::new(),
        silent: false,
        mistakes: 0,
        mistaken: String::new(),
    };
    let mut ms = 0;
    for (at, edge) in way {
        let edge = &space.edges[*at][*edge];
        teller.happens(space, *at, edge);
        ms += edge.ms;
    }
    teller.arrives(space, last);
    let assumed = match space.assumed {
        Assumed::Open => Some("open"),
        Assumed::Closed => Some("not open"),
        Assumed::Nothing => None,
    };
    let mut all = teller.hours.clone();
    for hours in space.machine.hours.keys() {
        if let Some(kind) = assumed {
            all.entry(hours.clone()).or_insert(kind);
        }
    }
    // hours that are never open together still have a moment for those on the way
    let at = moment(around, &all).or_else(|| moment(around, &teller.hours));
    let clock = at.filter(|at| !at.usual).map(|at| clock_text(around, at.ms));
    let test = WrittenTest { title: title.0.to_string(), clock, given: teller.given, steps: teller.steps };
    Witness { number, acts: teller.acts, ms, test, title_de: title.1, needs: teller.needs }
}

struct Teller<'m> {
    machine: &'m Machine,
    acts: Vec<Words>,
    steps: Vec<scenario::Step>,
    given: Vec<World>,
    /// What each of the hours must say.
    hours: BTreeMap<String, &'static str>,
    needs: Vec<Words>,
    /// The caller stays silent now.
    silent: bool,
    /// Mistakes of one kind in one question, in a row.
    mistakes: u32,
    /// Which.
    mistaken: String,
}

impl Teller<'_> {
    fn happens(&mut self, space: &Space<'_>, at: usize, edge: &Edge) {
        let Some(state) = space.state(at) else { return };
        let id = &space.situations[at].state;
        match nature(self.machine, state).role {
            Role::Says(prompts) => self.hears(prompts),
            Role::Asks(asked) => {
                self.hears(asked.said(space.failed(at)));
                self.answers(id, &asked, edge);
                return;
            }
            _ => {}
        }
        match (&edge.step, state) {
            (Step::Hours(case), State::Hours { hours, .. }) => {
                self.hours.insert(hours.clone(), case);
            }
            (Step::Branch(number), State::Branch { arms, .. }) => {
                self.branches(id, arms.iter().map(|arm| &arm.when).collect(), *number);
            }
            (Step::Enter, State::EnterQueue { queue, .. }) => {
                self.waits_in(queue);
            }
            (Step::Queue(words), State::Queue { queue }) => self.queue_arm(queue, words, edge),
            (Step::Transfer(case), State::Transfer(transfer)) => {
                for target in &transfer.targets {
                    self.rings(target, case);
                }
            }
            (Step::Fetch(case), State::Fetch(fetch)) => self.fetches(&fetch.lookup, case),
            (Step::Words(case), State::Record(dictation)) => self.speaks(dictation, None, case),
            (Step::Words(case), State::Message(dictation)) => {
                self.speaks(dictation, Some(&dictation.into), case);
            }
            (Step::Key(keys) | Step::Anywhere(keys), _) => self.presses(keys),
            _ => {}
        }
    }

    /// The caller speaks after a beep, too little or nothing, or there is no room.
    fn speaks(&mut self, dictation: &Dictation, mailbox: Option<&String>, case: &str) {
        let shortest = u64::from(dictation.shortest_ms);
        let ms = match case {
            "kept" => (shortest + 3_000).min(u64::from(dictation.longest_ms)),
            "too short" => (shortest / 2).max(1),
            _ => 0,
        };
        let (en, de) = match case {
            "kept" => ("speaks after the beep", "spricht nach dem Ton"),
            "too short" => ("says too little after the beep", "sagt nach dem Ton zu wenig"),
            "box is full" => ("finds the mailbox full", "findet das Postfach voll"),
            _ => ("says nothing after the beep", "sagt nach dem Ton nichts"),
        };
        self.acts.push((en.to_string(), de.to_string()).into());
        match (case, mailbox) {
            ("box is full", Some(name)) => {
                self.given.push(World::Mailbox { name: name.clone(), full: true });
            }
            (_, Some(mailbox)) if ms > 0 => {
                self.steps.push(scenario::Step::LeavesMessage { ms, mailbox: mailbox.clone() });
            }
            (_, None) if ms > 0 => self.steps.push(scenario::Step::SpeaksFor { ms }),
            _ if !std::mem::replace(&mut self.silent, true) => {
                self.steps.push(scenario::Step::StaysSilent);
            }
            _ => {}
        }
    }

    /// A lookup answers, or does not.
    fn fetches(&mut self, lookup: &str, case: &str) {
        let fill = self.machine.lookups.get(lookup).and_then(|lookup| lookup.fill.as_ref());
        let answer = match case {
            "found" => match fill {
                Some(fill) => LookupWorld::Value { fills: fill.var.clone(), value: sample(&fill.of) },
                None => LookupWorld::Value { fills: "ok".into(), value: Value::YesNo(true) },
            },
            "not found" => LookupWorld::FindsNothing,
            _ => LookupWorld::Fails,
        };
        let told = self.given.iter_mut().find_map(|world| match world {
            World::Lookup { name, answers } if name == lookup => Some(answers),
            _ => None,
        });
        match told {
            Some(answers) => answers.push(answer),
            None => self.given.push(World::Lookup { name: lookup.to_string(), answers: vec![answer] }),
        }
        let german = match case {
            "found" => "gefunden",
            "not found" => "nichts gefunden",
            _ => "gescheitert",
        };
        self.acts.push((format!("lookup {lookup}: {case}"), format!("Abfrage {lookup}: {german}")).into());
    }

    /// The end of the way: what can be seen there.
    fn arrives(&mut self, space: &Space<'_>, last: usize) {
        let Some(state) = space.state(last) else { return };
        match (nature(self.machine, state).role, state) {
            (Role::Says(prompts), _) => self.hears(prompts),
            (Role::Asks(asked), _) => self.hears(asked.said(space.failed(last))),
            (Role::End, _) => self.steps.push(scenario::Step::CallEnds),
            (_, State::EnterQueue { queue, .. } | State::Queue { queue }) => self.waits_in(queue),
            (_, State::Transfer(transfer)) => {
                if let Some(target) = transfer.targets.first() {
                    self.rings(target, "not answered");
                }
            }
            (_, State::Pass { to }) => {
                if let Some(target) = constant_target(to) {
                    self.steps.push(scenario::Step::IsPassed { target });
                }
            }
            _ => {}
        }
    }

    /// The first of the words that a test can name.
    fn hears(&mut self, prompts: &[PromptId]) {
        let nameable = prompts.iter().find(|id| !id.starts_with("std.") && !id.contains(['{', '[']));
        let Some(prompt) = nameable else { return };
        let what = match prompt.strip_prefix('"').and_then(|p| p.strip_suffix('"')) {
            Some(words) => Heard::Words(words.to_string()),
            None => Heard::Prompt(prompt.clone()),
        };
        self.steps.push(scenario::Step::Hears { what, saying: None });
    }

    fn answers(&mut self, id: &str, asked: &Asked<'_>, edge: &Edge) {
        let place = place(self.machine, id);
        match (&edge.step, edge.by) {
            (Step::Key(keys) | Step::Anywhere(keys), _) => self.presses(keys),
            (Step::Entry, _) => self.enters(id, &place),
            (_, By::Silence) => {
                if !std::mem::replace(&mut self.silent, true) {
                    self.steps.push(scenario::Step::StaysSilent);
                }
                self.mistake("presses nothing", ("drückt", "nichts"), &place);
            }
            (_, By::Wrong) => {
                let keys = self.wrong_key(id, asked);
                self.silent = false;
                self.mistake("presses a wrong key", ("drückt", "eine falsche Taste"), &place);
                self.steps.push(scenario::Step::Presses { keys, at_once: false });
            }
            _ => {}
        }
    }

    /// A value is keyed whole, and confirmed where that is asked.
    fn enters(&mut self, id: &str, place: &Words) {
        let keys = match self.machine.states.get(id) {
            Some(State::Collect(collect)) => sample_keys(collect).zip(Some(collect.confirm.is_some())),
            _ => None,
        };
        match keys {
            Some((keys, confirms)) => {
                self.presses(&keys);
                if confirms {
                    self.presses("1");
                }
            }
            None => {
                let ort = place.german();
                let need = Words::from((
                    format!("needs an entry that {place} takes"),
                    format!("braucht eine Eingabe, die in {ort} gilt"),
                ));
                self.needs.push(need);
            }
        }
    }

    /// One mistake more; those of one kind in one question are told together.
    fn mistake(&mut self, en: &str, mistake: (&str, &str), place: &Words) {
        let which = format!("{en} {place}");
        if self.mistaken == which {
            self.mistakes += 1;
            self.acts.pop();
        } else {
            (self.mistaken, self.mistakes) = (which, 1);
        }
        let (times, mal) = match self.mistakes {
            1 => (String::new(), String::new()),
            2 => (" twice".to_string(), " zweimal".to_string()),
            3 => (" three times".to_string(), " dreimal".to_string()),
            n => (format!(" {n} times"), format!(" {n}-mal")),
        };
        let (verb, what) = mistake;
        let ort = place.german();
        self.acts.push((format!("{en}{times} in {place}"), format!("{verb} in {ort}{mal} {what}")).into());
    }

    fn presses(&mut self, keys: &str) {
        self.silent = false;
        self.mistaken.clear();
        self.acts.push((format!("presses {keys}"), format!("drückt {keys}")).into());
        self.steps.push(scenario::Step::Presses { keys: keys.to_string(), at_once: false });
    }

    /// A key with which no code of the question begins.
    fn wrong_key(&self, id: &str, _asked: &Asked<'_>) -> String {
        // an entry of nothing but its finish key, or of a key that means nothing, is wrong
        if let Some(State::Collect(collect)) = self.machine.states.get(id) {
            let free = ['#', '*'].into_iter().find(|key| collect.entry.clear != Some(*key));
            return free.unwrap_or('#').to_string();
        }
        let codes: Vec<&String> = match self.machine.states.get(id) {
            Some(State::Menu(menu)) => menu.keys.keys().chain(self.machine.anywhere.keys()).collect(),
            _ => Vec::new(),
        };
        let free = "9876543210*#".chars().find(|key| !codes.iter().any(|code| code.starts_with(*key)));
        free.map_or("#".to_string(), |key| key.to_string())
    }

    fn branches(&mut self, id: &str, conditions: Vec<&Expr>, taken: Option<usize>) {
        for (number, condition) in conditions.iter().enumerate() {
            let holds = taken == Some(number);
            if taken.is_some_and(|taken| number > taken) {
                break;
            }
            match condition {
                Expr::Fact(Fact::Switch(name)) => self.switch(name, holds),
                Expr::Fact(Fact::HoursIsOpen(hours)) => {
                    self.hours.insert(hours.clone(), if holds { "open" } else { "not open" });
                }
                _ => {
                    let place = place(self.machine, id);
                    let ort = place.german();
                    let en = format!(
                        "needs that a condition of {place} {}",
                        if holds { "holds" } else { "does not hold" }
                    );
                    let de = format!(
                        "setzt voraus, dass eine Bedingung in {ort} {}",
                        if holds { "gilt" } else { "nicht gilt" }
                    );
                    let need = Words::from((en, de));
                    if !self.needs.contains(&need) {
                        self.needs.push(need);
                    }
                }
            }
        }
    }

    fn switch(&mut self, name: &str, on: bool) {
        let world = World::Switch { name: name.to_string(), on };
        if on && !self.given.contains(&world) {
            self.acts.push(
                (
                    format!("finds switch `{name}` on"),
                    format!("trifft auf den eingeschalteten Schalter `{name}`"),
                )
                    .into(),
            );
            self.given.push(world);
        }
    }

    fn waits_in(&mut self, queue: &str) {
        let step = scenario::Step::InQueue { queue: queue.to_string(), agent: None, priority: None };
        if self.steps.last() != Some(&step) {
            self.acts.push(
                (format!("waits in queue `{queue}`"), format!("wartet in der Warteschlange `{queue}`"))
                    .into(),
            );
            self.steps.push(step);
        }
    }

    fn queue_arm(&mut self, queue: &str, words: &str, edge: &Edge) {
        let of = |case: &QueueCase| crate::graph::case_words(case);
        let is = if words == format!("when {}", of(&QueueCase::NobodySignedIn)) {
            Some(QueueWorld::NobodySignedIn)
        } else if words == format!("when {}", of(&QueueCase::Full)) {
            Some(QueueWorld::Full)
        } else {
            None
        };
        match is {
            Some(is) => {
                // the arm runs on entry, so that a test does not see the caller wait
                if matches!(self.steps.last(), Some(scenario::Step::InQueue { queue: q, .. }) if q == queue) {
                    self.steps.pop();
                }
                let world = World::Queue { name: queue.to_string(), is };
                if !self.given.contains(&world) {
                    self.given.push(world);
                }
            }
            None if edge.by == By::World => {
                self.acts.push((format!("waits until `{words}`"), format!("wartet bis `{words}`")).into());
            }
            None => {}
        }
    }

    fn rings(&mut self, target: &Expr, case: &str) {
        let Some(target) = constant_target(target) else { return };
        let result = match case {
            "busy" => TransferWorld::Busy,
            "refused" => TransferWorld::Refused(None),
            "failed" => TransferWorld::Failed,
            "over" => TransferWorld::Answered { after_ms: 0 },
            other => match other.strip_prefix("refused with ") {
                Some(key) => TransferWorld::Refused(key.chars().next()),
                None => TransferWorld::NotAnswered,
            },
        };
        let over = result == TransferWorld::Answered { after_ms: 0 };
        let told = self.given.iter_mut().find_map(|world| match world {
            World::Transfer { target: known, results } if *known == target => Some(results),
            _ => None,
        });
        match told {
            Some(results) => results.push(result),
            None => self.given.push(World::Transfer { target: target.clone(), results: vec![result] }),
        }
        self.acts.push(
            (format!("is transferred to {target}: {case}"), format!("wird zu {target} verbunden: {case}"))
                .into(),
        );
        self.steps.push(scenario::Step::IsTransferred { target });
        if over {
            self.steps.push(scenario::Step::CalledHangsUp);
        }
    }
}

/// A target that is known before the call.
fn constant_target(target: &Expr) -> Option<String> {
    match target {
        Expr::Value(Value::Phone(target) | Value::Text(target)) => Some(target.clone()),
        _ => None,
    }
}

/// A moment.
struct Moment {
    ms: i64,
    /// It is that of rule T1, which a test need not say.
    usual: bool,
}

/// A moment at which hours say what the way needs; that of rule T1 first.
fn moment(around: &Surroundings<'_>, wanted: &BTreeMap<String, &'static str>) -> Option<Moment> {
    let symbols = around.client.symbols;
    let mut hours: Vec<(Hours, &str)> = Vec::new();
    for (name, kind) in wanted {
        let symbol = symbols.hours.get(name.as_str())?;
        let plan = rufplan_check::hours::plan(symbol.node, symbols, around.years.clone());
        hours.push((Hours::new(plan).ok()?, *kind));
    }
    let zone = Zone::named(around.client.zone())?;
    let fits = |at: i64| hours.iter().all(|(hours, kind)| says(hours, at, kind));
    let usual = zone.from_local(DEFAULT_DAY, LocalClock::hm(10, 0));
    if fits(usual) {
        return Some(Moment { ms: usual, usual: true });
    }
    let from = zone.from_local(around.today, LocalClock::hm(10, 0));
    (0..DAYS_AHEAD * 48)
        .map(|n| from + n * HALF_HOUR_MS)
        .find(|at| fits(*at))
        .map(|ms| Moment { ms, usual: false })
}

fn says(hours: &Hours, at: i64, kind: &str) -> bool {
    let state = hours.state_at(at);
    match kind {
        "open" => state.is_open,
        "not open" => !state.is_open,
        "holiday" => state.kind == HoursKind::Holiday,
        "special" => state.kind == HoursKind::Special,
        _ => state.kind == HoursKind::Closed,
    }
}

fn clock_text(around: &Surroundings<'_>, at_ms: i64) -> String {
    let zone = Zone::named(around.client.zone()).unwrap_or_else(Zone::utc);
    let local = zone.to_local(at_ms);
    format!("{} {:02}:{:02}", local.date, local.hour, local.minute)
}

/// Minutes and seconds as on a clock: `00:41`.
pub(super) fn clock_ms(ms: u64) -> String {
    format!("{:02}:{:02}", ms / 60_000, ms / 1_000 % 60)
}
