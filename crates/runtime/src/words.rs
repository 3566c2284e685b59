//! The caller's own words: `record` and `take message` (language.md 2.13; semantics.md L3, L4, Q3, Q4).

use crate::limits;
use crate::run::Run;
use rufplan_machine::call::{
    Effect, Event, Listening, Message, OpenPlay, OpenWords, Piece, PlayPurpose, Said, TimerName, Told,
    WordsPhase,
};
use rufplan_machine::script::{Delivery, Dictation, Lookup, State};
use rufplan_machine::value::{Privacy, Value};

impl<'p> Run<'p> {
    pub fn enter_dictation(&mut self, id: &'p str, dictation: &'p Dictation) {
        // language.md 4.4, 6
        self.c.keys.clear();
        self.drop_question();
        self.cancel_timer(TimerName::GiveUp);
        self.visit(id.to_owned());
        if let (Some(full), true) = (&dictation.full, self.c.full_boxes.contains(&dictation.into)) {
            return self.goto(full);
        }
        if let Some(State::Record(_)) = self.program.state(id) {
            self.c.vars.remove(&dictation.into);
        }
        self.c.words = Some(OpenWords {
            state: id.to_owned(),
            id: String::new(),
            phase: WordsPhase::Before,
            length_ms: 0,
            since_ms: self.c.t_ms,
            asked_again: false,
            reviews: 0,
        });
        if !self.play(&dictation.prompts, true, PlayPurpose::BeforeBeep) {
            self.begin_words();
        }
    }

    fn open_dictation(&self) -> Option<&'p Dictation> {
        match self.program.state(&self.c.words.as_ref()?.state)? {
            State::Record(dictation) | State::Message(dictation) => Some(dictation),
            _ => None,
        }
    }

    fn is_message(&self) -> bool {
        let state = self.c.words.as_ref().and_then(|words| self.program.state(&words.state));
        matches!(state, Some(State::Message(_)))
    }

    /// The beep: from here on the caller has left the queue, and nothing tears the words (Q4).
    pub fn begin_words(&mut self) {
        let Some(dictation) = self.open_dictation() else { return };
        self.leave_queue();
        let (id, is_message) = (self.next_id(), self.is_message());
        let Some(words) = &mut self.c.words else { return };
        words.id.clone_from(&id);
        words.phase = WordsPhase::Speaking;
        words.length_ms = 0;
        words.since_ms = self.c.t_ms;
        let (longest_ms, silence_ms) = (dictation.longest_ms, dictation.silence_ms);
        let how = Listening { beep: dictation.beep, longest_ms, silence_ms };
        let into = dictation.into.clone();
        self.emit(if is_message {
            Effect::TakeMessage { id, mailbox: into, how }
        } else {
            Effect::RecordWords { id, var: into, how }
        });
        self.set_timer(TimerName::Words, self.after(longest_ms).saturating_add(limits::WORDS_GRACE_MS));
    }

    /// A key while words are asked for; whether it was heard here.
    pub fn words_key(&mut self, key: char, event: &Event) -> bool {
        let Some(words) = &self.c.words else { return false };
        match words.phase {
            // L3: it skips to the beep
            WordsPhase::Before => {
                self.stop_play();
                self.begin_words();
            }
            WordsPhase::Speaking => {
                let id = words.id.clone();
                let ends = self.open_dictation().is_some_and(|dictation| dictation.ends_with.contains(key));
                if ends {
                    self.emit(Effect::StopWords(id));
                } else {
                    self.ignored(event);
                }
            }
            WordsPhase::Review | WordsPhase::Listening => {
                self.stop_play();
                self.cancel_timer(TimerName::Review);
                self.reviewed(key);
            }
        }
        true
    }

    /// The words are spoken: long enough, or the arm for what is missing.
    pub fn words_spoken(&mut self, id: &str, length_ms: u32, event: &Event) {
        let is_open = |words: &OpenWords| words.id == id && matches!(words.phase, WordsPhase::Speaking);
        let Some(dictation) = self.open_dictation() else { return self.ignored(event) };
        let Some(words) = self.c.words.as_mut().filter(|words| is_open(words)) else {
            return self.ignored(event);
        };
        words.length_ms = length_ms;
        let asked_again = words.asked_again;
        self.cancel_timer(TimerName::Words);
        if length_ms > 0 && length_ms >= dictation.shortest_ms {
            return self.review(dictation);
        }
        self.emit(Effect::DropWords(id.to_owned()));
        let arm = if length_ms == 0 { &dictation.nothing } else { &dictation.too_short };
        match arm {
            Some(arm) => self.leave_words(arm),
            None if !asked_again && !dictation.once_more.is_empty() => {
                if let Some(words) = &mut self.c.words {
                    words.asked_again = true;
                    words.phase = WordsPhase::Before;
                }
                if !self.play(&dictation.once_more, true, PlayPurpose::BeforeBeep) {
                    self.begin_words();
                }
            }
            None => self.leave_words(&dictation.next),
        }
    }

    fn leave_words(&mut self, next: &'p str) {
        self.c.words = None;
        self.goto(next);
    }

    /// `review`: 1 keeps, 2 speaks again, 3 listens; silence keeps (L3), and so does too much listening.
    fn review(&mut self, dictation: &'p Dictation) {
        let Some(words) = &mut self.c.words else { return };
        words.phase = WordsPhase::Review;
        words.reviews = words.reviews.saturating_add(1);
        let worn_out = words.reviews > limits::REPEATS;
        if worn_out || !self.play(&dictation.review, true, PlayPurpose::Review) {
            self.keep_words();
        }
    }

    fn reviewed(&mut self, key: char) {
        let Some(dictation) = self.open_dictation() else { return };
        let Some(words) = &mut self.c.words else { return };
        let (id, length_ms) = (words.id.clone(), words.length_ms);
        match key {
            '1' => self.keep_words(),
            '2' => {
                self.emit(Effect::DropWords(id));
                self.begin_words();
            }
            '3' => {
                words.phase = WordsPhase::Listening;
                let said = Said {
                    prompt: dictation.into.clone(),
                    lang: self.c.language.clone(),
                    words: String::new(),
                    pieces: vec![Piece::Recording { sound: id, length_ms }],
                };
                let id = self.next_id();
                self.c.play = Some(OpenPlay { id: id.clone(), purpose: PlayPurpose::Review });
                self.emit(Effect::Play { id, said: vec![said], interruptible: true });
            }
            _ => self.review(dictation),
        }
    }

    /// The words of a review, or the caller's own played back, have ended.
    pub fn review_said(&mut self) {
        let Some(dictation) = self.open_dictation() else { return };
        match self.c.words.as_ref().map(|words| words.phase) {
            Some(WordsPhase::Listening) => self.review(dictation),
            _ => self.set_timer(TimerName::Review, self.after(limits::REVIEW_MS)),
        }
    }

    /// The words are what the caller wanted to say.
    pub fn keep_words(&mut self) {
        let (Some(dictation), is_message) = (self.open_dictation(), self.is_message()) else { return };
        let Some(words) = self.c.words.take() else { return };
        let into = dictation.into.clone();
        if is_message {
            self.deliver(&words, dictation);
        } else {
            self.c.recordings.insert(words.id.clone(), words.length_ms);
            self.c.vars.insert(into, Value::Recording(words.id));
        }
        self.goto(&dictation.kept);
    }

    fn deliver(&mut self, words: &OpenWords, dictation: &Dictation) {
        let mailbox = dictation.into.clone();
        self.c.message =
            Some(Message { sound: words.id.clone(), length_ms: words.length_ms, mailbox: mailbox.clone() });
        let (id, shortest_ms) = (words.id.clone(), dictation.shortest_ms);
        let lookups = self.told(&mailbox);
        self.emit(Effect::DeliverMessage { id, mailbox, shortest_ms, lookups });
    }

    /// What the lookups among a mailbox's receivers are asked with: as it stands now, also when the caller hangs up.
    fn told(&self, mailbox: &str) -> Vec<Told> {
        let machine = self.machine();
        let receivers = machine.mailboxes.get(mailbox).map_or(&[][..], |mailbox| &mailbox.deliver_to);
        let lookups = receivers.iter().filter_map(|receiver| match receiver {
            Delivery::Lookup(name) => machine.lookups.get_key_value(name),
            Delivery::Mail(_) => None,
        });
        lookups.map(|(name, lookup)| self.told_by(name, lookup)).collect()
    }

    /// What a lookup is told that nobody waits for.
    pub fn told_by(&self, name: &str, lookup: &Lookup) -> Told {
        let shown = lookup.send.iter().filter(|sent| sent.privacy != Privacy::Secret);
        let values = shown.map(|sent| (sent.name.clone(), self.eval(&sent.value)));
        Told {
            lookup: name.to_owned(),
            path: self.view().address(&lookup.path),
            values: values.filter(|(_, value)| *value != Value::Unknown).collect(),
        }
    }

    /// The call ends, or something else takes its place: what was said so far is the message (L4); a `record` is lost.
    pub fn close_words(&mut self) {
        let (dictation, is_message) = (self.open_dictation(), self.is_message());
        let Some(mut words) = self.c.words.take() else { return };
        self.cancel_timer(TimerName::Words);
        self.cancel_timer(TimerName::Review);
        if words.phase == WordsPhase::Speaking {
            self.emit(Effect::StopWords(words.id.clone()));
            // nobody has told yet how long they are
            words.length_ms = u32::try_from(self.c.t_ms - words.since_ms).unwrap_or(0);
        }
        if let (true, Some(dictation)) = (is_message && words.phase != WordsPhase::Before, dictation) {
            self.deliver(&words, dictation);
        }
    }

    /// An agent answered, or another arm begins, before the beep: no words are asked for (Q4).
    pub fn drop_words(&mut self) {
        self.c.words.take_if(|words| words.phase == WordsPhase::Before);
    }

    /// The platform can keep no words, or has lost them.
    pub fn words_failed(&mut self, what: &str) {
        self.cancel_timer(TimerName::Words);
        self.c.words = None;
        self.trouble(what);
    }
}
