//! Libraries: what they are, what they need, what is replaced in them.

use super::{Field, Ident, Path, PromptLine, Setting, Text};
use rufplan_diag::Span;

/// `library NAME "Title"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Library {
    /// Its name.
    pub name: Ident,
    /// What people call it, with its version.
    pub title: Text,
}

/// `use NAME from "path"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The library's name.
    pub name: Ident,
    /// Its file, from the project's root.
    pub from: Text,
    /// The line.
    pub span: Span,
}

/// `parameters`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// In the order of the text.
    pub fields: Vec<Field>,
}

/// `configure NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configure {
    /// The library's name; `None` where the head was not understood.
    pub name: Option<Ident>,
    /// Parameters and what they are.
    pub settings: Vec<Setting>,
}

/// `replace prompt LIBRARY.NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacePrompt {
    /// The prompt.
    pub of: Path,
    /// In the order of the text.
    pub lines: Vec<PromptLine>,
}
