//! Expressions, literals, texts, settings and transfer targets.

use super::{Clock, Date, Ident, Path, Spanned};
use rufplan_diag::Span;

/// An expression with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its place, without blanks around.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// A value as written.
    Literal(Literal),
    /// A name: a variable, a fact, a switch, a language or a value of a closed list.
    Path(Path),
    /// `length(x)`
    Call {
        /// Name of the function.
        function: Path,
        /// What it is given.
        args: Vec<Expr>,
    },
    /// `not x`
    Not(Box<Expr>),
    /// `a and b`, at least two.
    And(Vec<Expr>),
    /// `a or b`, at least two.
    Or(Vec<Expr>),
    /// `a is b`, `a < b`
    Compare {
        /// The operator.
        op: CompareOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `x is known`, `x is not known`
    Known {
        /// What is asked.
        value: Box<Expr>,
        /// `is not known`
        negated: bool,
    },
    /// `x is one of a, b`
    OneOf {
        /// What is looked for.
        value: Box<Expr>,
        /// Where; at least one.
        of: Vec<Expr>,
        /// `is not one of`
        negated: bool,
    },
    /// `a starts with b`
    StartsWith(Box<Expr>, Box<Expr>),
    /// `a ends with b`
    EndsWith(Box<Expr>, Box<Expr>),
    /// `n counts as few`
    CountsAs {
        /// The number.
        value: Box<Expr>,
        /// A CLDR plural category, as written.
        category: Ident,
    },
    /// `a + b`
    Arithmetic {
        /// The operator.
        op: ArithmeticOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `-x`
    Negate(Box<Expr>),
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// Arithmetic operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArithmeticOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `2.5` is `units` 25 and `scale` 1: places behind the point.
    Number {
        /// All digits as one whole number.
        units: i64,
        /// Places behind the point, 0 to 9.
        scale: u8,
    },
    /// `80%`, in thousandths: 800.
    Percent(u32),
    /// `12.50 EUR`
    Money {
        /// Hundredths.
        cents: i64,
        /// ISO 4217 code.
        currency: String,
    },
    /// `1h30min`, in milliseconds.
    Duration(i64),
    /// `2026-12-24`
    Date(Date),
    /// `08:00`
    Clock(Clock),
    /// `+49 30 5550100` as E.164 with `+` and without blanks.
    Phone(String),
    /// `"…"`
    Text(Text),
    /// `yes`, `no`
    YesNo(bool),
    /// Has the form of a literal and no value: `2026-02-31`, `25:99`, a number too great.
    Impossible(LiteralKind),
}

/// Kinds of literals that can be impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralKind {
    /// A number, percentage or amount of money.
    Number,
    /// A duration.
    Duration,
    /// A date.
    Date,
    /// A time of day.
    Clock,
}

/// A string: fixed pieces and placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// In order; two fixed pieces never stand side by side.
    pub pieces: Vec<Piece>,
    /// With the quotes.
    pub span: Span,
}

impl Text {
    /// The text, if it holds no placeholder.
    pub fn plain(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Fixed { text, .. }] => Some(text),
            _ => None,
        }
    }

    /// The fixed pieces, with nothing where the placeholders stand.
    pub fn fixed(&self) -> String {
        self.pieces
            .iter()
            .filter_map(|p| match p {
                Piece::Fixed { text, .. } => Some(text.as_str()),
                Piece::Placeholder(_) => None,
            })
            .collect()
    }

    /// The placeholders in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.pieces.iter().filter_map(|p| match p {
            Piece::Placeholder(p) => Some(p),
            Piece::Fixed { .. } => None,
        })
    }
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words; `""`, `{{` and `}}` are already `"`, `{` and `}`.
    Fixed {
        /// The words.
        text: String,
        /// Their place.
        span: Span,
    },
    /// `{x as number}`
    Placeholder(Placeholder),
}

/// `{x as number}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// What is said.
    pub value: Expr,
    /// How.
    pub say_as: Option<Spanned<SayAs>>,
    /// With the braces.
    pub span: Span,
}

/// How a value becomes words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the word of the language that it stands for")]
pub enum SayAs {
    Number,
    Ordinal,
    Year,
    Digits,
    Date,
    Weekday,
    Time,
    Moment,
    Money,
    Duration,
    Phone,
    Spelled,
    Name,
    Plain,
}

/// `key words: value, value`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The words before the colon, one blank between two.
    pub key: Ident,
    /// At least one.
    pub values: Vec<SettingValue>,
    /// The line.
    pub span: Span,
}

/// One value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingValue {
    /// What it is.
    pub kind: SettingValueKind,
    /// Its place.
    pub span: Span,
}

/// Forms of values of settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingValueKind {
    /// Everything that is an expression: names, numbers, durations, texts, `yes`.
    Expr(Expr),
    /// `80% within 20s`
    ServiceLevel {
        /// In thousandths.
        permille: Option<u32>,
        /// In milliseconds.
        within_ms: Option<i64>,
    },
    /// `4 to 6`
    Span {
        /// From.
        from: Expr,
        /// To, inclusive.
        to: Expr,
    },
    /// `Europe/Berlin`
    Zone(String),
    /// `DE-BE` or two capital letters.
    Region(String),
    /// `en-GB`
    Locale(String),
    /// `#` or `*`
    Key(char),
    /// `one after another`, `all at once`, `any key`, `next day`
    Words(String),
    /// `with SHAPE`
    WithShape(Path),
    /// `"CustomerId" is EXPR`
    Named {
        /// Name outside.
        name: Text,
        /// Its value.
        value: Expr,
    },
}

/// Where a call goes out to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// Its place.
    pub span: Span,
}

/// Kinds of targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// E.164 with `+`, no blanks.
    Phone(String),
    /// `extension 1106`
    Extension(Expr),
    /// `"sip:wache@werk.example"`
    Sip(Text),
    /// A variable.
    Expr(Expr),
}
