//! Services, lookups and shapes, and the statement that asks.

use super::{Block, Expr, Ident, Param, Path, Setting, Spanned, Text, TypeRef};
use rufplan_diag::Span;

/// `service NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// Address, sign-in, times, …
    pub settings: Vec<Setting>,
}

/// `lookup NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// `get SERVICE "/path"`; one is allowed.
    pub asks: Vec<HttpLine>,
    /// `gives nothing`
    pub gives_nothing: Option<Span>,
    /// `send`, `fill`, `shape`, …
    pub settings: Vec<Setting>,
}

/// `get SERVICE "/path/{x}"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpLine {
    /// How it asks.
    pub method: HttpMethod,
    /// The service.
    pub service: Ident,
    /// Behind the service's address.
    pub path: Text,
    /// The line.
    pub span: Span,
}

/// How a lookup asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is the word of the language that it stands for")]
pub enum HttpMethod {
    Get,
    Post,
    Put,
}

/// `shape NAME(reply: json) gives T`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its name; `None` where the head was not understood.
    pub name: Option<Ident>,
    /// What it is given.
    pub params: Vec<Param>,
    /// What it gives.
    pub gives: Option<TypeRef>,
    /// The rhai between head and `end shape`, as written.
    pub code: String,
    /// Its place.
    pub code_span: Span,
}

/// `fetch LOOKUP`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// The lookup; `None` where it was not understood.
    pub lookup: Option<Path>,
    /// `meanwhile`
    pub settings: Vec<Setting>,
    /// In the order of the text.
    pub arms: Vec<FetchArm>,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}

/// An arm of `fetch`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchArm {
    /// `None` where it is none of the three.
    pub case: Option<Spanned<FetchCase>>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// Cases of `fetch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the words of the language that it stands for")]
pub enum FetchCase {
    Found,
    NotFound,
    Failed,
}

/// What a lookup answers in a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupState {
    /// `answers "file.json"`
    File(Text),
    /// `answers ok is no and left is 2`
    Fields(Vec<FieldState>),
    /// `finds nothing`
    FindsNothing,
    /// `fails`
    Fails,
    /// `is slow`
    Slow,
}

/// `left is 2`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldState {
    /// The field.
    pub field: Path,
    /// Its value.
    pub value: Expr,
}
