//! Surveys behind a conversation (language.md 2.12): they never block, silence ends them.

use crate::limits;
use crate::run::Run;
use rufplan_machine::call::{Effect, OpenAsk, OpenSurvey, PlayPurpose, TimerName};
use rufplan_machine::script::{Inquiry, StartSurvey, State, Survey, SurveyAnswers, SurveyQuestion};
use rufplan_machine::value::{Decimal, Value};

/// What keys of an answer amount to.
enum Answered {
    /// An answer: its label.
    Yes(String),
    /// Another key may follow.
    Perhaps,
    /// None.
    No,
}

impl<'p> Run<'p> {
    pub fn enter_survey(&mut self, state: &'p str, start: &'p StartSurvey) {
        let Some(survey) = self.machine().surveys.get(&start.survey) else { return };
        let queue = self.c.queue.name.clone().filter(|_| self.c.agent.is_some());
        let Some(queue) = queue else {
            self.log("no survey without a conversation".to_owned());
            return self.goto(&start.next);
        };
        self.quieten();
        self.visit(state.to_owned());
        self.c.survey = Some(OpenSurvey { state: state.to_owned(), ..OpenSurvey::default() });
        if survey.invite_permille >= 1000 {
            return self.ask_survey();
        }
        let id = self.next_id();
        self.c.asked = Some(OpenAsk { id: id.clone(), state: state.to_owned() });
        let about = Inquiry::Survey { survey: start.survey.clone(), queue, since_ms: self.midnight(0) };
        self.emit(Effect::Ask { id, about });
    }

    /// The call is so many-th of its queue today, from 1: of 30 % the first, fourth, seventh are invited.
    pub fn survey_invited(&mut self, nth: u64) {
        let Some((start, survey)) = self.open_survey() else { return };
        let share = u64::from(survey.invite_permille);
        let invited = |n: u64| (n.saturating_mul(share)).div_ceil(1000);
        if nth > 0 && invited(nth) > invited(nth - 1) {
            self.ask_survey();
        } else {
            self.c.survey = None;
            self.goto(&start.next);
        }
    }

    fn open_survey(&self) -> Option<(&'p StartSurvey, &'p Survey)> {
        let open = self.c.survey.as_ref()?;
        let Some(State::Survey(start)) = self.program.state(&open.state) else { return None };
        Some((start, self.machine().surveys.get(&start.survey)?))
    }

    fn open_question(&self) -> Option<&'p SurveyQuestion> {
        let (_, survey) = self.open_survey()?;
        survey.questions.get(self.c.survey.as_ref()?.question)
    }

    /// Asks the question whose turn it is, or thanks.
    fn ask_survey(&mut self) {
        let Some((_, survey)) = self.open_survey() else { return };
        if let Some(open) = &mut self.c.survey {
            open.typed.clear();
        }
        let (words, interrupt) = match self.open_question() {
            Some(question) => (question.prompts.as_slice(), true),
            None => (survey.thanks.as_slice(), false),
        };
        if !self.play(words, interrupt, PlayPurpose::Survey) {
            self.survey_said();
        }
    }

    /// The words of a question are over, or the thanks.
    pub fn survey_said(&mut self) {
        let Some((_, survey)) = self.open_survey() else { return };
        match self.open_question() {
            Some(_) => self.set_timer(TimerName::FirstKey, self.after(survey.first_ms)),
            None => self.survey_over(),
        }
    }

    /// Whether a key belongs to a survey.
    pub fn survey_key(&mut self, key: char) -> bool {
        let (Some((_, survey)), Some(question)) = (self.open_survey(), self.open_question()) else {
            return false;
        };
        if self.c.asked.is_some() {
            return false;
        }
        self.stop_play();
        self.cancel_timer(TimerName::FirstKey);
        let Some(open) = &mut self.c.survey else { return false };
        open.typed.push(key);
        let typed = open.typed.clone();
        match answer(&typed, question.answers) {
            Answered::Yes(label) => self.survey_answer(question, label),
            Answered::Perhaps => self.set_timer(TimerName::NextKey, self.after(survey.next_ms)),
            Answered::No => self.survey_again(),
        }
        true
    }

    /// Whether a key that did not come belongs to a survey: silence ends it.
    pub fn survey_silence(&mut self) -> bool {
        let Some(question) = self.c.survey.as_ref().map(|open| open.question) else { return false };
        self.survey_ends(question > 0);
        true
    }

    /// Whether the end of an entry belongs to a survey.
    pub fn survey_entry_over(&mut self) -> bool {
        let Some(question) = self.open_question() else { return false };
        let typed = self.c.survey.as_ref().map(|open| open.typed.clone()).unwrap_or_default();
        match whole(&typed, question.answers) {
            Some(label) => self.survey_answer(question, label),
            None => self.survey_again(),
        }
        true
    }

    fn survey_answer(&mut self, question: &'p SurveyQuestion, label: String) {
        self.cancel_timer(TimerName::NextKey);
        let Some((start, _)) = self.open_survey() else { return };
        if self.c.marks.len() >= limits::MARKS {
            return self.reach_limit("1,000 marks");
        }
        let value = match (question.answers, label.parse::<i64>()) {
            (SurveyAnswers::Scale { .. }, Ok(n)) => Value::Number(Decimal { units: n, scale: 0 }),
            _ => Value::YesNo(label == "yes"),
        };
        let name = format!("survey.{}.{}", start.survey, question.name);
        self.visit(format!("{}#{}:{label}", self.c.state, question.name));
        self.c.marks.push((name.clone(), Some(label.clone())));
        self.emit(Effect::Mark { name, value: Some(label) });
        if let Some(open) = &mut self.c.survey {
            (open.question, open.again) = (open.question + 1, false);
            open.answers.insert(question.name.clone(), value);
        }
        self.ask_survey();
    }

    /// A key that is no answer: the question is asked once more.
    fn survey_again(&mut self) {
        self.cancel_timer(TimerName::NextKey);
        let Some(open) = &mut self.c.survey else { return };
        if std::mem::replace(&mut open.again, true) {
            let answered = open.question > 0;
            return self.survey_ends(answered);
        }
        self.ask_survey();
    }

    /// Ends before its last question; who has answered something is thanked.
    fn survey_ends(&mut self, thanks: bool) {
        let Some((_, survey)) = self.open_survey() else { return };
        if let Some(open) = &mut self.c.survey {
            open.question = survey.questions.len();
        }
        if thanks { self.ask_survey() } else { self.survey_over() }
    }

    fn survey_over(&mut self) {
        let Some((start, _)) = self.open_survey() else { return };
        self.close_survey();
        self.goto(&start.next);
    }

    /// The survey is over, or the caller has gone: the answers he gave are sent, once.
    pub fn close_survey(&mut self) {
        let found = self.open_survey();
        let Some(open) = self.c.survey.take().filter(|open| !open.answers.is_empty()) else { return };
        let Some((start, survey)) = found else { return };
        let machine = self.machine();
        let lookup = survey.send_by.as_ref().and_then(|name| machine.lookups.get_key_value(name));
        let Some((name, lookup)) = lookup else { return };
        let mut told = self.told_by(name, lookup);
        told.values.push(("survey".to_owned(), Value::Text(start.survey.clone())));
        told.values.push(("answers".to_owned(), Value::Record(open.answers)));
        let id = self.next_id();
        self.emit(Effect::SendAnswers { id, told });
    }
}

fn answer(typed: &str, answers: SurveyAnswers) -> Answered {
    let label = whole(typed, answers);
    match (label, answers) {
        (label, SurveyAnswers::Scale { to, .. }) if to > 9 && typed.len() == 1 && is_digit(typed) => {
            // a second key can follow only where it makes an answer
            let more = typed.parse::<u32>().is_ok_and(|n| n > 0 && n * 10 <= to);
            match (more, label) {
                (true, _) => Answered::Perhaps,
                (false, Some(label)) => Answered::Yes(label),
                (false, None) => Answered::No,
            }
        }
        (Some(label), _) => Answered::Yes(label),
        (None, _) => Answered::No,
    }
}

fn is_digit(typed: &str) -> bool {
    typed.bytes().all(|b| b.is_ascii_digit())
}

/// The label of an answer that is whole.
fn whole(typed: &str, answers: SurveyAnswers) -> Option<String> {
    match answers {
        SurveyAnswers::YesNo => match typed {
            "1" => Some("yes".to_owned()),
            "2" => Some("no".to_owned()),
            _ => None,
        },
        SurveyAnswers::Scale { from, to } => {
            let n: u32 = Some(typed).filter(|t| is_digit(t))?.parse().ok()?;
            (from..=to).contains(&n).then(|| n.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(typed: &str, answers: SurveyAnswers) -> Option<Option<String>> {
        match answer(typed, answers) {
            Answered::Yes(label) => Some(Some(label)),
            Answered::Perhaps => Some(None),
            Answered::No => None,
        }
    }

    #[test]
    fn answers_of_one_key_and_of_two() {
        let five = SurveyAnswers::Scale { from: 1, to: 5 };
        let ten = SurveyAnswers::Scale { from: 0, to: 10 };
        let said = |text: &str| Some(Some(text.to_owned()));
        assert_eq!(after("3", five), said("3"));
        assert_eq!(after("6", five), None);
        assert_eq!(after("#", five), None);
        assert_eq!(after("1", ten), Some(None));
        assert_eq!(after("10", ten), said("10"));
        assert_eq!(after("12", ten), None);
        assert_eq!(after("2", ten), said("2"));
        assert_eq!(after("0", ten), said("0"));
        assert_eq!(after("1", SurveyAnswers::YesNo), said("yes"));
        assert_eq!(after("3", SurveyAnswers::YesNo), None);
    }
}
