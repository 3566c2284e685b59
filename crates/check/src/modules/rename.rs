//! Names of a library become those of its instance; `hotline.greeting` becomes one word.

use super::declared::Declared;
use super::standard;
use rufplan_diag::Span;
use rufplan_syntax::ast::names::{Named, Names, Stands};
use rufplan_syntax::ast::{Expr, ExprKind, Ident, Literal, Param, Path, Piece, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What a parameter is for one client.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    /// A thing of the client: its name.
    Name(String),
    /// A value that can be written where the parameter is read.
    Value(Expr),
    /// A value that has no form of its own, such as one of `one of`: the parameter stays a variable that nothing sets.
    Variable(Expr),
}

/// Renames in one file.
#[derive(Debug, Default)]
pub(super) struct Renamer {
    /// The instance: `hotline`; empty for a client's own file.
    pub instance: String,
    /// What the file declares.
    pub declared: Declared,
    /// Libraries that the file uses, and their instances.
    pub uses: BTreeMap<String, String>,
    /// The file's parameters.
    pub parameters: BTreeMap<String, Bound>,
    /// Which libraries are spoken of.
    pub spoken_of: BTreeSet<String>,
    /// Which prompts of the built-in texts are spoken of.
    pub standard: BTreeSet<String>,
    /// Parameters whose variable is read.
    pub variables: BTreeSet<String>,
    /// Names that the flow at hand has of its own.
    pub hidden: BTreeSet<String>,
}

impl Renamer {
    /// What a name of the file is called in the client.
    pub(super) fn own(&self, name: &str) -> String {
        match self.instance.as_str() {
            "" => name.to_string(),
            instance => format!("{instance}.{name}"),
        }
    }

    /// `hotline.greeting` as one word, where the file uses `hotline`; whether it was one.
    fn joins(&mut self, path: &mut Path) -> bool {
        let [library, thing, ..] = path.segments.as_slice() else { return false };
        let library_name = library.text.as_str();
        let instance = match self.uses.get(library_name) {
            Some(instance) => instance.clone(),
            None if library_name == standard::LIBRARY => {
                self.standard.insert(thing.text.clone());
                standard::LIBRARY.to_string()
            }
            None => return false,
        };
        self.spoken_of.insert(library_name.to_string());
        let joined = Ident {
            text: format!("{instance}.{}", thing.text),
            span: Span::new(library.span.start, thing.span.end),
        };
        path.segments.splice(..2, [joined]);
        true
    }

    fn first(&mut self, path: &mut Path, text: String) {
        if let Some(first) = path.segments.first_mut() {
            first.text = text;
        }
    }

    /// Whether the first word of a path in an expression names something of the file.
    fn is_own(&self, path: &Path, stands: Stands) -> bool {
        const WITH_FACTS: [Named; 5] =
            [Named::Data, Named::Switch, Named::Hours, Named::Queue, Named::Calendar];
        let Some(first) = path.segments.first() else { return false };
        let name = first.text.as_str();
        match (path.single().is_some(), stands) {
            (false, _) => WITH_FACTS.iter().any(|of| self.declared.has(*of, name)),
            // a bare word that can be a value of a type is one where values are given
            (true, Stands::Given) => {
                self.declared.has(Named::Any, name) && !self.declared.values.contains(name)
            }
            (true, Stands::Asked) => WITH_FACTS.iter().any(|of| self.declared.has(*of, name)),
            (true, Stands::Setting | Stands::Sent) => self.declared.has(Named::Any, name),
        }
    }
}

impl Names for Renamer {
    fn declares(&mut self, _: Named, name: &mut Ident) {
        name.text = self.own(&name.text);
    }

    fn names(&mut self, of: Named, path: &mut Path) {
        let Some(name) = path.segments.first().map(|s| s.text.clone()) else { return };
        if self.hidden.contains(&name) || self.joins(path) {
            return;
        }
        // a prompt, a queue and so on can also be said by a variable that refers to it
        let is_own = match of {
            Named::Data => self.is_own(path, Stands::Asked),
            of => self.declared.has(of, &name) || self.declared.has(Named::Data, &name),
        };
        match self.parameters.get(&name) {
            Some(Bound::Name(thing)) => {
                let thing = thing.clone();
                self.first(path, thing);
            }
            // `choose` asks a variable
            Some(_) if of == Named::Data => {
                self.variables.insert(name.clone());
                let own = self.own(&name);
                self.first(path, own);
            }
            _ if is_own => {
                let own = self.own(&name);
                self.first(path, own);
            }
            _ => {}
        }
    }

    fn reads(&mut self, expr: &mut Expr, stands: Stands) {
        let whole = expr.span;
        let ExprKind::Path(path) = &mut expr.kind else { return };
        let Some(name) = path.segments.first().map(|s| s.text.clone()) else { return };
        if self.hidden.contains(&name) || self.joins(path) {
            return;
        }
        let is_value =
            stands == Stands::Given && path.single().is_some() && self.declared.values.contains(&name);
        match self.parameters.get(&name) {
            Some(Bound::Name(thing)) => {
                let thing = thing.clone();
                self.first(path, thing);
            }
            Some(Bound::Value(value)) if !is_value && stands != Stands::Sent && path.single().is_some() => {
                *expr = at(value.clone(), whole);
            }
            Some(_) if !is_value => {
                self.variables.insert(name.clone());
                let own = self.own(&name);
                self.first(path, own);
            }
            _ if self.is_own(path, stands) => {
                let own = self.own(&name);
                self.first(path, own);
            }
            _ => {}
        }
    }

    fn flow_begins(&mut self, params: &[Param]) {
        self.hidden = params.iter().map(|p| p.name.text.clone()).collect();
    }

    fn flow_ends(&mut self) {
        self.hidden.clear();
    }
}

/// A value of another file, put at a place of this one.
pub(super) fn at(mut value: Expr, span: Span) -> Expr {
    value.span = span;
    match &mut value.kind {
        ExprKind::Literal(Literal::Text(Text { pieces, span: of_text })) => {
            *of_text = span;
            for piece in pieces {
                if let Piece::Fixed { span: of_piece, .. } = piece {
                    *of_piece = span;
                }
            }
        }
        ExprKind::Path(path) => {
            path.span = span;
            path.segments.iter_mut().for_each(|segment| segment.span = span);
        }
        ExprKind::Negate(inner) => **inner = at((**inner).clone(), span),
        _ => {}
    }
    value
}
