//! The names that files declare.

use rufplan_syntax::ast::names::{Named, Names, Stands, visit};
use rufplan_syntax::ast::{DeclKind, Expr, File, Ident, Path, TypeKind, TypeRef};
use std::collections::BTreeSet;

/// Names by what they name.
#[derive(Clone, Debug, Default)]
pub(super) struct Declared {
    names: BTreeSet<(Named, String)>,
    /// Values of `one of` types: a bare word can mean one of them instead.
    pub values: BTreeSet<String>,
}

impl Declared {
    /// What a file declares.
    pub(super) fn of(file: &File) -> Self {
        let mut declared = Declared::default();
        visit(&mut file.clone(), &mut declared);
        for decl in &file.decls {
            match &decl.kind {
                DeclKind::Data(data) => data.fields.iter().for_each(|f| declared.add_values(&f.of)),
                DeclKind::Parameters(parameters) => {
                    parameters.fields.iter().for_each(|f| declared.add_values(&f.of))
                }
                DeclKind::Flow(flow) => flow.params.iter().for_each(|p| declared.add_values(&p.of)),
                _ => {}
            }
        }
        declared
    }

    fn add_values(&mut self, of: &TypeRef) {
        match &of.kind {
            TypeKind::OneOf(values) => self.values.extend(values.iter().map(|v| v.text.clone())),
            TypeKind::Maybe(inner) | TypeKind::List(inner) => self.add_values(inner),
            _ => {}
        }
    }

    /// Whether a thing of this kind is declared.
    pub(super) fn has(&self, of: Named, name: &str) -> bool {
        match of {
            Named::Any => self.names.iter().any(|(_, n)| n == name),
            of => self.names.contains(&(of, name.to_string())),
        }
    }
}

impl Names for Declared {
    fn declares(&mut self, of: Named, name: &mut Ident) {
        self.names.insert((of, name.text.clone()));
    }

    fn names(&mut self, _: Named, _: &mut Path) {}

    fn reads(&mut self, _: &mut Expr, _: Stands) {}
}

/// Everything that some files declare, whatever it is.
pub(super) fn names(files: &[File]) -> BTreeSet<String> {
    files.iter().flat_map(|file| Declared::of(file).names).map(|(_, name)| name).collect()
}
