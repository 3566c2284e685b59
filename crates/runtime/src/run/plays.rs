//! `say` and `pause`, and what the end of a play leads to (S1 to S3).

use super::Run;
use rufplan_machine::call::{Event, PlayPurpose, TimerName};
use rufplan_machine::script::{PromptId, State};

impl<'p> Run<'p> {
    pub(super) fn enter_play(&mut self, prompts: &'p [PromptId], interruptible: bool, next: &'p str) {
        // S2: a key typed ahead passes over what it could have stopped
        if interruptible && !self.c.keys.is_empty() {
            return self.goto(next);
        }
        if self.play(prompts, interruptible, PlayPurpose::Say) {
            self.visit(self.c.state.clone());
        } else {
            self.goto(next);
        }
    }

    pub(super) fn enter_pause(&mut self, ms: u32, interruptible: bool, next: &'p str) {
        if ms == 0 || (interruptible && !self.c.keys.is_empty()) {
            return self.goto(next);
        }
        self.visit(self.c.state.clone());
        self.set_timer(TimerName::Pause, self.after(ms));
    }

    /// A play ended by itself, or could not be heard, which counts as heard but for a question's own words (S3).
    pub fn play_ended(&mut self, id: &str, event: &Event) {
        let Some(play) = self.c.play.take_if(|play| play.id == id) else {
            return self.ignored(event);
        };
        let failed = !matches!(event, Event::PlayDone { .. });
        if failed {
            self.log(format!("play {id} could not be heard"));
        }
        match play.purpose {
            PlayPurpose::Say => self.say_ended(),
            PlayPurpose::Question => self.question_said(failed),
            PlayPurpose::BeforeConnecting => self.connect(),
            PlayPurpose::BeforeBeep => self.begin_words(),
            PlayPurpose::Review => self.review_said(),
            PlayPurpose::Between => self.ring_target(),
            PlayPurpose::Meanwhile => self.meanwhile_said(),
            PlayPurpose::Callback => self.callback_said(),
            PlayPurpose::Survey => self.survey_said(),
            PlayPurpose::Farewell => self.hang_up_after_farewell(),
        }
    }

    fn say_ended(&mut self) {
        self.words_ended();
        let Some(State::Play { uninterrupted, next, .. }) = self.program.state(&self.c.state) else { return };
        if *uninterrupted {
            // language.md 4.4, 6: keys pressed during it are dropped
            self.c.keys.clear();
        }
        self.goto_or_due_when(next);
    }

    /// Goes on in a queue's arm, unless a `when` that became due cuts it (Q3).
    pub fn goto_or_due_when(&mut self, next: &'p str) {
        if !self.run_due_when() {
            self.goto(next);
        }
    }
}
