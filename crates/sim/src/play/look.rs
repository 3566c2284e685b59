//! Steps that look at once.

use super::{Player, Warning, What};
use rufplan_journal::Line;
use rufplan_machine::call::{Event, HandOver};
use rufplan_machine::scenario::{ScenarioStep, Step};
use rufplan_machine::value::Value;

impl Player {
    /// Checks a step that looks at once; one that holds before anything has happened asserts nothing (T8).
    pub(super) fn look(&mut self, step: &ScenarioStep) -> Result<(), String> {
        match &step.step {
            Step::Speaks { lang } => self.speaks(lang)?,
            Step::HasMark { name, value } => self.has_mark(name, value.as_ref())?,
            Step::HasNoMark { name, value } => self.has_no_mark(name, value.as_ref())?,
            Step::IsRecorded { yes } => self.is_recorded(*yes)?,
            Step::AgentSees { text } => self.agent_sees(text)?,
            _ => {}
        }
        if self.nothing_has_happened() {
            self.warnings.push(Warning { line: step.line, step: step.text.clone() });
        }
        Ok(())
    }

    fn speaks(&self, lang: &str) -> Result<(), String> {
        let spoken = match (self.stage.configuration(), self.stage.record()) {
            (Some(configuration), _) => &configuration.language,
            (None, Some(record)) => &record.language,
            (None, None) => return Err("no call stands".into()),
        };
        if spoken == lang { Ok(()) } else { Err(format!("the call speaks {spoken}")) }
    }

    /// Whether a recording runs or rests; behind the end of the call, whether any of it was recorded.
    fn is_recorded(&self, yes: bool) -> Result<(), String> {
        let recorded = match (self.stage.configuration(), self.stage.record()) {
            (Some(configuration), _) => configuration.recording.is_some(),
            (None, Some(record)) => record.recorded,
            (None, None) => return Err("no call stands".into()),
        };
        match (recorded, yes) {
            (true, false) => Err("the call is recorded".into()),
            (false, true) => Err("the call is not recorded".into()),
            _ => Ok(()),
        }
    }

    fn marks(&self) -> &[(String, Option<String>)] {
        match (self.stage.configuration(), self.stage.record()) {
            (Some(configuration), _) => &configuration.marks,
            (None, Some(record)) => &record.marks,
            (None, None) => &[],
        }
    }

    fn is_marked(&self, name: &str, value: Option<&Value>) -> bool {
        let expected = value.map(|v| self.stage.plain(v));
        self.marks().iter().any(|(n, v)| n == name && expected.as_ref().is_none_or(|e| v.as_ref() == Some(e)))
    }

    fn has_mark(&self, name: &str, value: Option<&Value>) -> Result<(), String> {
        if self.is_marked(name, value) {
            return Ok(());
        }
        let marks: Vec<String> = self
            .marks()
            .iter()
            .map(|(n, v)| v.as_ref().map_or(n.clone(), |v| format!("{n} as {v}")))
            .collect();
        Err(if marks.is_empty() {
            "the call has no mark".into()
        } else {
            format!("the call has the marks {}", marks.join(", "))
        })
    }

    fn has_no_mark(&self, name: &str, value: Option<&Value>) -> Result<(), String> {
        if self.is_marked(name, value) { Err(format!("the call has mark `{name}`")) } else { Ok(()) }
    }

    /// The hand-over record of the last agent who was rung (T7).
    fn agent_sees(&self, text: &str) -> Result<(), String> {
        let shown = self
            .stage
            .observed
            .iter()
            .rev()
            .find_map(|o| if let What::Offered(h) = &o.what { Some(h) } else { None });
        let shown = shown.ok_or("no agent has been rung")?;
        let fields = fields(shown);
        if fields.iter().any(|(_, value)| value.contains(text)) {
            return Ok(());
        }
        let list: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        Err(format!("the agent sees\n  {}", list.join("\n  ")))
    }

    /// No key, silence, tick or answer has come yet.
    fn nothing_has_happened(&self) -> bool {
        let arrived = |l: &Line| matches!(l, Line::Step(s) if !matches!(s.ev, Event::Call { .. }));
        !self.stage.journal.iter().any(arrived)
    }
}

/// What an agent's desk shows, field by field.
fn fields(shown: &HandOver) -> Vec<(String, String)> {
    let mut fields = vec![
        ("client".to_string(), shown.client.clone()),
        ("client name".to_string(), shown.client_name.clone()),
        ("number dialled".to_string(), shown.number_dialled.clone()),
        ("language".to_string(), shown.language.clone()),
        ("path".to_string(), shown.path.join(" > ")),
    ];
    let optional = [
        ("answer phrase", &shown.answer_phrase),
        ("screen pop", &shown.screen_pop),
        ("caller number", &shown.caller_number),
    ];
    fields.extend(
        optional.into_iter().filter_map(|(name, value)| value.clone().map(|v| (name.to_string(), v))),
    );
    fields.extend(shown.fields.iter().map(|(name, value)| (name.clone(), value.clone())));
    fields.extend(shown.marks.iter().map(|(name, value)| (name.clone(), value.clone().unwrap_or_default())));
    fields
}
