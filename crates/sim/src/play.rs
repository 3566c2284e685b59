//! Playing a compiled `test` block by rules T3 to T9.

mod look;
mod steps;

use crate::observed::{Listener, Observed, What};
use crate::stage::{Stage, Untold};
use rufplan_journal::Line;
use rufplan_machine::call::TimerName;
use rufplan_machine::scenario::{Heard, Scenario, ScenarioStep, Step};
use rufplan_runtime::Program;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A step that waits gives up after so long (T4).
pub(crate) const LONGEST_WAIT_MS: i64 = 60 * 60 * 1_000;

/// What became of a test.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Why it failed; `None`: it passed.
    pub stumble: Option<Stumble>,
    /// What speaks against the test itself: steps that assert nothing (W0910).
    pub warnings: Vec<Warning>,
    /// Everything seen and heard.
    pub observed: Vec<Observed>,
    /// The call's journal.
    pub journal: Vec<Line>,
    /// How long the call had lasted when the test was over, in virtual milliseconds.
    pub lasted_ms: i64,
}

impl Outcome {
    /// Whether the test passed.
    pub fn passed(&self) -> bool {
        self.stumble.is_none()
    }
}

/// The step at which a test failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stumble {
    /// Line of the step in its file.
    pub line: u32,
    /// The step as written.
    pub step: String,
    /// What was expected and what happened instead.
    pub why: String,
    /// Virtual milliseconds since the call began.
    pub at_ms: i64,
}

/// A step that cannot fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Line of the step in its file.
    pub line: u32,
    /// The step as written.
    pub step: String,
}

/// Plays a test on a program.
pub fn play(program: Arc<Program>, scenario: &Scenario) -> Outcome {
    let mut stage = Stage::new(program, scenario.clock_ms, Untold::Fails);
    for world in &scenario.given {
        stage.set(world);
    }
    let mut player = Player::new(stage);
    let mut stumble = None;
    for step in &scenario.steps {
        if let Err(why) = player.step(step) {
            let at_ms = player.stage.now_ms() - scenario.clock_ms;
            stumble = Some(Stumble { line: step.line, step: step.text.clone(), why, at_ms });
            break;
        }
    }
    if stumble.is_none() {
        player.warn_of_open_denials();
    }
    Outcome {
        stumble,
        warnings: player.warnings,
        lasted_ms: player.stage.now_ms() - scenario.clock_ms,
        observed: player.stage.observed,
        journal: player.stage.journal,
    }
}

/// A `does not hear` whose time is not over yet (T6).
struct Denial {
    line: u32,
    text: String,
    what: Heard,
    saying: Option<String>,
    /// From this observation on nothing may match but the one excepted.
    from: usize,
    except: Option<usize>,
}

struct Player {
    stage: Stage,
    warnings: Vec<Warning>,
    /// Observations that each listener has matched so far: the next is looked for behind (T5).
    matched: BTreeMap<u8, usize>,
    denials: Vec<Denial>,
    /// Number of observations when the step before this one began, and what it matched.
    before: (usize, Option<usize>),
    /// `stays silent` holds.
    silent: bool,
}

impl Player {
    fn new(stage: Stage) -> Player {
        Player {
            stage,
            warnings: Vec::new(),
            matched: BTreeMap::new(),
            denials: Vec::new(),
            before: (0, None),
            silent: false,
        }
    }

    fn step(&mut self, step: &ScenarioStep) -> Result<(), String> {
        let from = self.stage.observed.len();
        let denial = matches!(step.step, Step::HearsNot { .. });
        let matched = self.act(step)?;
        if let Some(failure) = &self.stage.failure {
            return Err(failure.clone());
        }
        if steps::waits(&step.step) {
            self.judge_denials()?;
        }
        // a denial does not push the step before it away
        if !denial {
            self.before = (from, matched);
        }
        Ok(())
    }

    /// Denials end with a step that waits (T6).
    fn judge_denials(&mut self) -> Result<(), String> {
        for denial in std::mem::take(&mut self.denials) {
            let heard = self.stage.observed.iter().enumerate().skip(denial.from).find(|(place, seen)| {
                Some(*place) != denial.except
                    && matches_heard(seen, Listener::Caller, &denial.what, denial.saying.as_deref())
            });
            if let Some((_, Observed { what: What::Heard { words, .. }, at_ms })) = heard {
                return Err(format!(
                    "line {}, `{}`: it was heard at {:.3} s: \"{words}\"",
                    denial.line,
                    denial.text,
                    self.since_start(*at_ms)
                ));
            }
        }
        Ok(())
    }

    fn warn_of_open_denials(&mut self) {
        for denial in std::mem::take(&mut self.denials) {
            self.warnings.push(Warning { line: denial.line, step: denial.text });
        }
    }

    fn since_start(&self, at_ms: i64) -> f64 {
        let start = self
            .stage
            .journal
            .iter()
            .find_map(|l| if let Line::Header(h) = l { Some(h.started) } else { None });
        (at_ms - start.unwrap_or(at_ms)) as f64 / 1_000.0
    }

    /// Lets the next thing happen, within a limit; false when nothing more will.
    fn let_happen(&mut self, until_ms: i64) -> Result<bool, String> {
        match self.stage.next_ms() {
            Some(next) if next <= until_ms => {
                self.refuse_assumed_silence(next)?;
                self.stage.advance();
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// A first-key time that runs out while the test does not say so fails it (T9).
    fn refuse_assumed_silence(&self, next_ms: i64) -> Result<(), String> {
        if self.silent {
            return Ok(());
        }
        let Some(configuration) = self.stage.configuration() else { return Ok(()) };
        let runs_out =
            configuration.timers.iter().any(|t| t.name == TimerName::FirstKey && t.at_ms <= next_ms);
        let open = configuration.callback.as_ref().map(|open| &open.state);
        let open = open.or(configuration.survey.as_ref().map(|open| &open.state));
        match open.or(configuration.question.as_ref().map(|question| &question.state)) {
            Some(state) if runs_out => Err(format!(
                "`{}` waits for a key, and the test does not say that the caller stays silent: add `presses …`, `stays silent` or `waits …`",
                state
            )),
            _ => Ok(()),
        }
    }
}

/// Whether an observation is the prompt or the words looked for.
fn matches_heard(seen: &Observed, listener: Listener, what: &Heard, saying: Option<&str>) -> bool {
    let What::Heard { by, prompt, words, .. } = &seen.what else { return false };
    let named = match what {
        Heard::Prompt(name) => prompt == name,
        Heard::Words(text) => prompt.starts_with('"') && level(words) == level(text),
    };
    *by == listener && named && saying.is_none_or(|s| level(words).contains(&level(s)))
}

/// Blanks made equal (T5).
fn level(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
