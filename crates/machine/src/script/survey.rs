//! Surveys and figures as data (language.md 2.12).

use super::{PromptId, StateId};
use serde::{Deserialize, Serialize};

/// `survey NAME`: questions after a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// Description.
    pub label: Option<String>,
    /// Share of the calls of a queue that are asked, in tenths of a percent: 1000 is everyone.
    pub invite_permille: u16,
    /// In order.
    pub questions: Vec<SurveyQuestion>,
    /// Said at the end to who has answered.
    pub thanks: Vec<PromptId>,
    /// The lookup that is told the answers, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_by: Option<String>,
    /// From the end of a question to its key, in milliseconds.
    pub first_ms: u32,
    /// From one key of an answer of two to the next, in milliseconds.
    pub next_ms: u32,
}

/// One question of a survey; its answer is the mark `survey.NAME.QUESTION`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyQuestion {
    /// Its name.
    pub name: String,
    /// What is said.
    pub prompts: Vec<PromptId>,
    /// Which answers there are.
    pub answers: SurveyAnswers,
}

/// The answers a survey's question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyAnswers {
    /// `from 1 to 5`, both inclusive, up to 99.
    Scale {
        /// Least.
        from: u32,
        /// Greatest.
        to: u32,
    },
    /// `yes or no`: 1 is yes, 2 is no.
    YesNo,
}

/// `start survey S`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartSurvey {
    /// Name of the survey.
    pub survey: String,
    /// What follows when it is over, was left or was not for this caller.
    pub next: StateId,
}

/// `kpi NAME`: a figure that is counted over call logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kpi {
    /// Description.
    pub label: Option<String>,
    /// What is counted.
    pub measure: Measure,
    /// What is aimed at, in tenths of a percent, milliseconds or calls, as the measure has it.
    pub target: Option<i64>,
    /// For which stretches of time.
    pub per: Period,
    /// Which calls count; `None` is all.
    pub only: Option<Only>,
}

/// What a figure measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Share of the calls that waited which were answered within so many milliseconds.
    AnsweredWithin(u32),
    /// Share of the calls that waited which hung up within so many milliseconds.
    AbandonedWithin(u32),
    /// Mean wait of the calls that waited.
    AverageWait,
    /// Mean talk of the calls that were answered.
    AverageTalk,
    /// Mean of talk and after-call work of the calls that were answered.
    AverageHandling,
    /// Share of calls with a mark.
    ShareOfCalls(String),
    /// Number of calls with a mark.
    Count(String),
    /// Share of the agents' time that they talk.
    Occupancy,
}

/// Which calls a figure counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Only {
    /// `queue is Q`: calls that waited in it.
    Queue(String),
    /// `number is +49 …`: the number dialled, E.164.
    Number(String),
    /// `MARK is known`: calls with this mark.
    Marked(String),
    /// `MARK is VALUE`: calls with this mark and this label.
    Label(String, String),
    /// `not`
    Not(Box<Only>),
    /// `and`
    All(Vec<Only>),
    /// `or`
    Any(Vec<Only>),
}

/// A stretch of time, in the client's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A month.
    Month,
}
