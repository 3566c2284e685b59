//! `rufplan call SCRIPT [NUMBER]`: you are the caller.

use crate::arguments::Call;
use crate::compilation::{Compilation, compile_paths, print_errors};
use crate::failure::Failure;
use rufplan_calendar::Zone;
use rufplan_machine::call::Outcome;
use rufplan_machine::scenario::{LookupWorld, World};
use rufplan_machine::script::Machine;
use rufplan_runtime::Program;
use rufplan_sim::{Listener, Observed, Stage, Untold, What};
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What can be typed.
const HELP: &str = "  keys 0-9 * #    pressed, 200 ms apart
  (empty line)    press nothing until the next thing happens
  agent           an agent becomes free and takes the call
  agent hangs up  ends the talk
  switch NAME on  turns a switch (or off)
  answer JSON     what the lookup that waits answers; also `answer nothing`, `answer fails`
  hang up         ends the call";

/// Time between two keys of one line.
const BETWEEN_KEYS_MS: i64 = 200;

/// Plays a call with the person at the terminal as the caller.
///
/// # Errors
/// When the script cannot be read, or nobody owns the number.
pub fn run(arguments: &Call) -> Result<ExitCode, Failure> {
    let compilations = compile_paths(std::slice::from_ref(&arguments.script), crate::moment::today())?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let machines: Vec<Machine> =
        compilations.iter().flat_map(Compilation::wanted_machines).cloned().collect();
    let (machine, number) = dialled(&machines, arguments)?;
    let zone = Zone::named(&machine.zone).unwrap_or_else(Zone::utc);
    let clock_ms = match &arguments.clock {
        Some(text) => crate::moment::moment_ms(text, &zone)?,
        None => crate::moment::now_ms(),
    };
    let program = Program::load(Arc::new(machine.clone())).map_err(|e| Failure::Usage(e.to_string()))?;
    let mut stage = Stage::new(Arc::new(program), clock_ms, Untold::NotAnswered);
    let from = (arguments.from != "anonymous").then(|| bare(&arguments.from));
    println!(
        "{} calls {number} ({}). Type keys, an empty line to wait, ? for help.",
        arguments.from, machine.client_name
    );
    if let Some(path) = &arguments.answers {
        tell_answers(&mut stage, path)?;
    }
    stage.arrive(from.as_deref(), &number);
    let mut player = Terminal { stage, clock_ms, shown: 0, real: arguments.real_time.then(Instant::now) };
    player.play();
    if let Some(path) = &arguments.save {
        save(machine, &player.stage, path)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Appends the call just played to a script as a `test` block.
fn save(machine: &Machine, stage: &Stage, path: &Path) -> Result<(), Failure> {
    let text: String = stage.journal.iter().map(|line| format!("{line}\n")).collect();
    let journal = rufplan_journal::read(&text).map_err(|e| Failure::Usage(format!("the call: {e}")))?;
    let zone = Zone::named(&machine.zone).unwrap_or_else(Zone::utc);
    let begun = zone.to_local(journal.header.started);
    let title =
        format!("Played on {} at {:02}:{:02}:{:02}", begun.date, begun.hour, begun.minute, begun.second);
    let (test, passes) = super::test::told(machine.clone(), &journal, &title)?;
    if path.as_os_str() == "-" {
        crate::terminal::print(&test.text());
        return Ok(());
    }
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    let mut file = file.map_err(|e| Failure::write(path, &e))?;
    let gap = if file.metadata().is_ok_and(|m| m.len() == 0) { "" } else { "\n" };
    write!(file, "{gap}{}", test.text()).map_err(|e| Failure::write(path, &e))?;
    let verdict = if passes { "it passes" } else { "it does not pass yet" };
    println!("saved to {} as test \"{title}\"; {verdict}", path.display());
    Ok(())
}

/// What lookups answer, by their names.
fn tell_answers(stage: &mut Stage, path: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::read(path, &e))?;
    let replies: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text)
        .map_err(|e| Failure::Usage(format!("{}: no JSON object of replies: {e}", path.display())))?;
    for (name, reply) in replies {
        if !stage.machine().lookups.contains_key(&name) {
            let path = path.display();
            return Err(Failure::Usage(format!("{path}: the script has no lookup `{name}`")));
        }
        let answer = match reply {
            serde_json::Value::Null => LookupWorld::FindsNothing,
            reply => LookupWorld::File { path: name.clone(), reply: Some(reply.to_string()) },
        };
        stage.set(&World::Lookup { name, answers: vec![answer] });
    }
    Ok(())
}

fn bare(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace()).collect()
}

fn dialled<'m>(machines: &'m [Machine], arguments: &Call) -> Result<(&'m Machine, String), Failure> {
    let numbers: Vec<&str> = machines.iter().flat_map(|m| m.numbers.keys().map(String::as_str)).collect();
    let wanted = match &arguments.number {
        Some(number) => bare(number),
        None => (*numbers
            .first()
            .ok_or_else(|| Failure::Usage("the script has no number that can be called".into()))?)
        .into(),
    };
    let machine = machines.iter().find(|m| m.numbers.contains_key(&wanted));
    let machine = machine
        .ok_or_else(|| Failure::Usage(format!("nobody owns {wanted}; numbers are {}", numbers.join(", "))))?;
    Ok((machine, wanted))
}

struct Terminal {
    stage: Stage,
    clock_ms: i64,
    shown: usize,
    /// When the call began, where time is real.
    real: Option<Instant>,
}

impl Terminal {
    fn play(&mut self) {
        let typed = typed_lines();
        loop {
            self.go_on(&typed);
            if self.stage.record().is_some() {
                break;
            }
            print!("> ");
            let _ = std::io::stdout().flush();
            match typed.recv() {
                Ok(line) => self.obey(line.trim()),
                // the input has ended: so does the call
                Err(_) => self.stage.hang_up(),
            }
        }
        self.show();
        if let Some(record) = self.stage.record() {
            println!("{:>8.3}  call over: {}", self.since(self.stage.now_ms()), ended(&record.outcome));
        }
    }

    /// Lets time pass until something listens or the caller waits.
    fn go_on(&mut self, typed: &Receiver<String>) {
        loop {
            while self.stage.next_ms().is_some_and(|next| next <= self.stage.now_ms()) {
                self.stage.advance();
            }
            self.show();
            let rests = self.stage.configuration().is_some_and(|c| c.waiting.is_some() || c.talk.is_some());
            if let Some(lookup) = self.stage.asked_lookup() {
                println!("  lookup `{lookup}` asks: type `answer JSON`, `answer nothing` or `answer fails`");
                return;
            }
            if self.stage.record().is_some() || self.real.is_none() && (self.stage.listens() || rests) {
                return;
            }
            let Some(next) = self.stage.next_ms() else { return };
            if let Some(begun) = self.real {
                let due =
                    begun + Duration::from_millis(u64::try_from(next - self.clock_ms).unwrap_or_default());
                match typed.recv_timeout(due.saturating_duration_since(Instant::now())) {
                    Ok(line) => {
                        let passed = i64::try_from(begun.elapsed().as_millis()).unwrap_or_default();
                        self.stage.advance_to(self.clock_ms + passed);
                        self.obey(line.trim());
                        continue;
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => self.stage.hang_up(),
                }
            }
            self.stage.advance();
        }
    }

    fn obey(&mut self, line: &str) {
        match line {
            "" if self.stage.configuration().is_some_and(|c| c.talk.is_some()) => {
                println!("  you are talking; `agent hangs up` or `hang up` ends it");
            }
            "" if self.real.is_none() => self.until_next(),
            "" => {}
            "?" | "help" => println!("{HELP}"),
            "agent" => self.told(Stage::agent_answers),
            "agent hangs up" => self.stage.agent_hangs_up(),
            "hang up" | "quit" => self.stage.hang_up(),
            "answer nothing" => self.told(|stage| stage.answer_lookup(&LookupWorld::FindsNothing)),
            "answer fails" => self.told(|stage| stage.answer_lookup(&LookupWorld::Fails)),
            answer if answer.starts_with("answer ") => {
                let reply = Some(answer["answer ".len()..].to_string());
                let path = "your answer".to_string();
                self.told(|stage| stage.answer_lookup(&LookupWorld::File { path, reply }));
            }
            keys if keys.chars().all(|c| c.is_ascii_digit() || c == '*' || c == '#') => self.press(keys),
            other => match other.strip_prefix("switch ").and_then(|rest| rest.rsplit_once(' ')) {
                Some((name, state @ ("on" | "off"))) => {
                    self.stage.set(&World::Switch { name: name.into(), on: state == "on" });
                }
                _ => println!("{HELP}"),
            },
        }
    }

    fn told(&mut self, act: impl FnOnce(&mut Stage) -> Result<(), String>) {
        if let Err(why) = act(&mut self.stage) {
            println!("  {why}");
        }
    }

    fn press(&mut self, keys: &str) {
        for (place, key) in keys.chars().enumerate() {
            if place > 0 {
                self.stage.advance_to(self.stage.now_ms() + BETWEEN_KEYS_MS);
            }
            self.stage.press(key);
        }
    }

    /// Virtual time: until the next thing is heard or seen, or the call is over.
    fn until_next(&mut self) {
        let before = self.stage.observed.len();
        while self.stage.observed.len() == before && self.stage.record().is_none() && self.stage.advance() {}
    }

    fn show(&mut self) {
        for seen in self.stage.observed.iter().skip(self.shown) {
            if let Some(line) = shown(seen) {
                println!("{:>8.3}  {line}", self.since(seen.at_ms));
            }
        }
        self.shown = self.stage.observed.len();
    }

    fn since(&self, at_ms: i64) -> f64 {
        (at_ms - self.clock_ms) as f64 / 1_000.0
    }
}

fn ended(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Completed => "the script hung up".into(),
        Outcome::Abandoned { state } => format!("you hung up in {state}"),
        Outcome::Answered => "after a talk with an agent".into(),
        Outcome::Transferred => "after a talk with another line".into(),
        Outcome::CallbackBooked => "with a callback booked".into(),
        Outcome::Passed => "the call was passed on".into(),
        Outcome::Failed { what } => format!("failed: {what}"),
    }
}

fn shown(seen: &Observed) -> Option<String> {
    match &seen.what {
        What::Heard { by, prompt, words, lang } => {
            let who = match by {
                Listener::Caller => "",
                Listener::Agent => "(agent) ",
                Listener::Called => "(called person) ",
            };
            let name = if prompt.starts_with('"') { String::new() } else { format!("{prompt} ") };
            Some(format!("{who}{name}{lang} \"{words}\""))
        }
        What::Beep(_) => Some("(beep: speak; a key ends it)".into()),
        What::Delivered(mailbox) => Some(format!("(message for {mailbox})")),
        What::Rung(target) => Some(format!("(ringing {target})")),
        What::Connected(target) => Some(format!("(you talk to {target})")),
        What::Passed(target) => Some(format!("(passed to {target})")),
        What::Talking => Some("(you talk to the agent)".into()),
        What::Offered(_) => Some("(an agent's phone rings)".into()),
        What::Ended => None,
    }
}

/// Lines as they are typed, from a thread of their own.
fn typed_lines() -> Receiver<String> {
    let (lines, typed) = channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if lines.send(line).is_err() {
                return;
            }
        }
    });
    typed
}
