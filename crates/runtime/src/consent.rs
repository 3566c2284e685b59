//! Consent to recording and recording itself (S10; language.md 2.12).

use crate::run::Run;
use rufplan_machine::call::{Effect, OpenRecording, Phase, PlayPurpose, Question, RecordingState, TimerName};
use rufplan_machine::script::{Consent, RecordingOrder, State};
use rufplan_machine::secret::Keyed;

/// S10: until the first key.
const FIRST_KEY_MS: u32 = 6_000;

impl<'p> Run<'p> {
    pub fn enter_consent(&mut self, id: &'p str, consent: &'p Consent) {
        self.visit(id.to_owned());
        // language.md 4.4, 6
        self.c.keys.clear();
        self.c.question =
            Some(Question { state: id.to_owned(), typed: Keyed::default(), phase: Phase::Keying });
        if !self.play(&consent.prompts, !consent.keys.is_empty(), PlayPurpose::Question) {
            self.consent_said(consent, false);
        }
    }

    /// The question is over: a notice goes on, else the time for a key runs.
    pub fn consent_said(&mut self, consent: &'p Consent, failed: bool) {
        if failed {
            // what was not heard cannot be consented to
            self.log("the question for consent could not be heard".to_owned());
            return self.consents(consent, false);
        }
        if consent.keys.is_empty() {
            return self.consents(consent, consent.silence);
        }
        self.set_timer(TimerName::FirstKey, self.after(FIRST_KEY_MS));
    }

    /// S10: another key asks once more, then the answer is no.
    pub fn consent_key(&mut self, key: char, consent: &'p Consent) {
        self.cancel_timer(TimerName::FirstKey);
        if let Some(yes) = consent.keys.get(&key) {
            self.visit(format!("{}#press:{key}", self.c.state));
            return self.consents(consent, *yes);
        }
        let mut code = [0; 4];
        if let Some(out) = self.anywhere(key.encode_utf8(&mut code)) {
            // no answer is no consent
            return self.choose(key.encode_utf8(&mut code), out);
        }
        let Some(question) = &mut self.c.question else { return };
        if question.phase != Phase::Keying {
            return self.consents(consent, false);
        }
        question.phase = Phase::ConfirmingAgain;
        let prompts: Vec<_> = std::iter::once(&consent.again).chain(&consent.prompts).cloned().collect();
        if !self.play(&prompts, true, PlayPurpose::Question) {
            self.consent_said(consent, false);
        }
    }

    /// The caller's answer is known.
    pub fn consents(&mut self, consent: &'p Consent, yes: bool) {
        self.drop_question();
        self.c.in_trouble = false;
        self.c.consent = Some(yes);
        self.goto(&consent.next);
    }

    /// The consent in whose state the call is.
    pub fn consent_here(&self) -> Option<&'p Consent> {
        match self.program.state(&self.c.state) {
            Some(State::Consent(consent)) => Some(consent),
            _ => None,
        }
    }

    /// `start recording` and the like. Without consent the call goes on unrecorded.
    pub fn order_recording(&mut self, order: RecordingOrder) {
        match order {
            RecordingOrder::Start => self.start_recording(),
            RecordingOrder::Stop => self.stop_recording(),
            RecordingOrder::Pause | RecordingOrder::Resume => {
                let paused = order == RecordingOrder::Pause;
                self.change_recording(|recording| recording.paused = paused);
            }
        }
    }

    /// Begins a recording, if the caller said yes and none runs.
    pub fn start_recording(&mut self) {
        if self.c.consent != Some(true) {
            return self.log("not recorded: the caller has not consented".to_owned());
        }
        if self.c.recording.is_some() {
            return;
        }
        let id = self.next_id();
        self.c.recording = Some(OpenRecording { id: id.clone(), paused: false, for_secret: None });
        self.c.was_recorded = true;
        self.emit(Effect::Record { id, state: RecordingState::On });
    }

    /// Ends the recording, if one runs or rests.
    pub fn stop_recording(&mut self) {
        if let Some(recording) = self.c.recording.take() {
            self.emit(Effect::Record { id: recording.id, state: RecordingState::Off });
        }
    }

    /// The machine has the recording rest while a secret is keyed, whatever the script says.
    pub fn pause_for_secret(&mut self, var: &str) {
        self.change_recording(|recording| recording.for_secret = Some(var.to_owned()));
    }

    /// The secret is not keyed or used any more.
    pub fn resume_after_secret(&mut self, var: &str) {
        self.change_recording(|recording| {
            recording.for_secret.take_if(|secret| secret == var);
        });
    }

    /// A lookup that was sent secrets has answered.
    pub fn secrets_were_sent(&mut self) {
        self.change_recording(|recording| recording.for_secret = None);
    }

    fn change_recording(&mut self, change: impl FnOnce(&mut OpenRecording)) {
        let Some(recording) = &mut self.c.recording else { return };
        let rests = |recording: &OpenRecording| recording.paused || recording.for_secret.is_some();
        let before = rests(recording);
        change(recording);
        let after = rests(recording);
        if before != after {
            let state = if after { RecordingState::Pause } else { RecordingState::On };
            let id = recording.id.clone();
            self.emit(Effect::Record { id, state });
        }
    }
}
