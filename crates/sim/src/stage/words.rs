//! The caller's own words in virtual time: messages and `record` (rules L3, T1, T4).

use super::{Due, Stage, What};
use rufplan_machine::call::{Event, Listening};
use rufplan_switch::Words;

/// Length of the beep (T1).
const BEEP_MS: u32 = 500;

/// Words that are being kept.
#[derive(Clone, Debug)]
pub(super) struct OpenWords {
    id: String,
    /// The mailbox; `None` is a variable.
    mailbox: Option<String>,
    how: Listening,
    /// Moment the beep is over.
    begin_ms: i64,
    /// How long the caller speaks, once somebody has told.
    spoken_ms: Option<i64>,
}

impl OpenWords {
    /// What tells the call how long the words are.
    fn done(&self, length_ms: i64) -> Event {
        let (id, length_ms) = (self.id.clone(), u32::try_from(length_ms.max(0)).unwrap_or(u32::MAX));
        match self.mailbox {
            Some(_) => Event::MessageDone { id, length_ms },
            None => Event::Recorded { id, length_ms },
        }
    }
}

impl Stage {
    pub(super) fn words(&mut self, words: Words) {
        match words {
            Words::Take { id, mailbox, how } => {
                let begin_ms = self.now_ms + i64::from(if how.beep { BEEP_MS } else { 0 });
                self.see(What::Beep(mailbox.clone()));
                self.open_words = Some(OpenWords { id, mailbox, how, begin_ms, spoken_ms: None });
                self.plan_words_end();
            }
            Words::Stop(id) => self.end_words(&id),
            Words::Drop(_) => {}
            Words::Deliver { id, mailbox, shortest_ms, .. } => {
                if self.kept_ms.get(&id).is_some_and(|length| *length > 0 && *length >= shortest_ms) {
                    self.see(What::Delivered(mailbox));
                }
            }
        }
    }

    /// When words end by themselves: by silence behind what is spoken, or because they are as long as they may be.
    fn plan_words_end(&mut self) {
        let Some(open) = self.open_words.clone() else { return };
        self.future.cancel(&open.id);
        let longest = i64::from(open.how.longest_ms);
        let spoken = open.spoken_ms.unwrap_or(0);
        let silent_at = open.how.silence_ms.map(|silence| spoken + i64::from(silence));
        let (after, length) = match silent_at {
            Some(at) if at < longest => (at, spoken),
            _ if spoken == 0 => (longest, 0),
            _ => (longest, longest),
        };
        self.future.plan(open.begin_ms + after, &open.id, Due::Happens(open.done(length)));
    }

    /// A key or a hang-up ends them: all that was kept up to now is theirs.
    fn end_words(&mut self, id: &str) {
        let Some(open) = self.open_words.take_if(|open| open.id == id) else { return };
        self.future.cancel(id);
        let heard = (self.now_ms - open.begin_ms).max(0);
        let length = if open.spoken_ms.is_some_and(|spoken| spoken > 0) { heard } else { 0 };
        self.note_length(&open, length);
        self.future.plan(self.now_ms, id, Due::Happens(open.done(length)));
    }

    fn note_length(&mut self, open: &OpenWords, length_ms: i64) {
        self.kept_ms.insert(open.id.clone(), u32::try_from(length_ms).unwrap_or(u32::MAX));
    }

    /// Words that ended by themselves are over.
    pub(super) fn note_words(&mut self, event: &Event) {
        if let Event::Recorded { id, length_ms } | Event::MessageDone { id, length_ms } = event {
            self.kept_ms.insert(id.clone(), *length_ms);
            self.open_words.take_if(|open| open.id == *id);
        }
    }

    /// Whether a caller who speaks now would be kept, in this mailbox or (`None`) wherever; T4: behind the beep, once.
    pub fn hears_words(&self, mailbox: Option<&str>) -> bool {
        self.open_words.as_ref().is_some_and(|open| {
            let there = mailbox.is_none_or(|mailbox| open.mailbox.as_deref() == Some(mailbox));
            there && open.spoken_ms.is_none()
        })
    }

    /// The caller waits for the end of the beep, speaks so long, and is silent from then on.
    pub fn speak(&mut self, ms: i64) {
        let Some(open) = &mut self.open_words else { return };
        open.spoken_ms = Some(ms);
        let until = open.begin_ms + ms;
        self.plan_words_end();
        self.advance_to(until);
    }
}
