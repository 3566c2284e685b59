//! The typed, owned tree: what a file says, without blanks, keywords and comments.
//!
//! [`lower`] makes it from a [`crate::Tree`]. It never fails: parts that the grammar read as junk are left out and the
//! declaration around them is marked `has_junk`; a lost name or condition is `None`. Literals are values here; an
//! impossible one (`2026-02-31`, `25:99`) keeps its place and has no value.

mod callback;
mod decl;
mod entry;
mod expr;
mod hours;
mod look;
mod lookup;
mod lower;
mod modules;
pub mod names;
mod run;
mod stmt;
mod survey;
mod test;

pub use callback::{Callback, CallbackArm, CallbackCase, OfferCallback};
pub use decl::{
    Client, Data, Decl, DeclKind, Defaults, Field, Flow, Mailbox, NumberLine, Param, Prompt, PromptLine,
    PromptPart, Queue, QueueArm, QueueCase, QueueTrigger, Sound, Switch, TypeKind, TypeRef, VoiceLine,
};
pub use entry::{Collect, Consent, ConsentKey, Failures, RecordingOrder};
pub use expr::{
    ArithmeticOp, CompareOp, Expr, ExprKind, Literal, LiteralKind, Piece, Placeholder, SayAs, Setting,
    SettingValue, SettingValueKind, Target, TargetKind, Text,
};
pub use hours::{
    Calendar, CalendarEntry, CalendarLine, Clock, Date, Day, DayKind, DaySpec, DaySpecKind, Hours, HoursLine,
    Opening, TimeRange, WeekdaySpan,
};
pub use look::{CheckQueue, LookArm, LookCase};
pub use lookup::{
    Fetch, FetchArm, FetchCase, FieldState, HttpLine, HttpMethod, Lookup, LookupState, Service, Shape,
};
pub use lower::lower;
pub use modules::{Configure, Library, Parameters, ReplacePrompt, Use};
pub use run::{Run, RunArm, TypeDecl};
pub use stmt::{
    Block, Branch, CallOf, Choice, ChoiceKind, Choose, ChooseArm, Dictation, DictationArm, DictationCase,
    EnterQueue, ForAgent, HoursArm, HoursCase, If, KeyRange, Menu, OnArm, OnCase, PressArm, PressHead,
    Purpose, Say, SayItem, SpeakLanguage, Stmt, StmtKind, Transfer, TransferArm, TransferCase,
};
pub use survey::{Kpi, Survey, SurveyQuestion};
pub use test::{HeardText, Privacy, QueueState, StepKind, Test, TestStep, TransferState, World};

use rufplan_diag::{SourceFile, Span};

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What stands there.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

/// One word: a name or a word of the language that stands where a name can stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    /// As written.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// A dotted name: `service_hours.next_open`. Has at least one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The words between the dots.
    pub segments: Vec<Ident>,
    /// The whole.
    pub span: Span,
}

impl Path {
    /// The path with its dots.
    pub fn text(&self) -> String {
        self.segments.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(".")
    }

    /// The only word, if it is one.
    pub fn single(&self) -> Option<&Ident> {
        match self.segments.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// `// allow W0503: reason`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The code, e.g. `W0503`.
    pub code: String,
    /// Why; empty where none was written, and then it allows nothing.
    pub reason: String,
    /// The comment.
    pub span: Span,
    /// The line it speaks of, from 1: the first below that is no comment.
    pub line: usize,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it was made from.
    pub source: SourceFile,
    /// `rufplan 1`; `None` inside where the number is no whole one.
    pub edition: Option<Spanned<Option<u32>>>,
    /// In the order of the text.
    pub decls: Vec<Decl>,
    /// What may be silenced where.
    pub allows: Vec<Allow>,
    /// Whether any line of it was not understood.
    pub has_junk: bool,
    /// Whether lines stand outside all blocks: the head of a declaration may be among them.
    pub has_lost_lines: bool,
}
