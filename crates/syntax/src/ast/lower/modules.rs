//! Libraries.

use super::Lowering;
use crate::ast::{Configure, DeclKind, Library, Parameters, ReplacePrompt, Use};
use crate::{Node, Rule};

impl Lowering<'_> {
    /// `library`, `use`, `parameters`, `configure`, `replace prompt`; `None` for everything else.
    pub(super) fn module_decl(&self, node: &Node) -> Option<DeclKind> {
        let ident = || node.child(Rule::ident).map(|n| self.ident(n));
        let string = || node.child(Rule::string).map(|n| self.string(n));
        match node.rule {
            Rule::library_decl => Some(DeclKind::Library(Library { name: ident()?, title: string()? })),
            Rule::use_decl => {
                Some(DeclKind::Use(Use { name: ident()?, from: string()?, span: self.head(node) }))
            }
            Rule::parameters_decl => Some(DeclKind::Parameters(Parameters { fields: self.fields(node) })),
            Rule::configure_decl => {
                let (name, _) = self.name_head(node);
                Some(DeclKind::Configure(Configure { name, settings: self.settings(node) }))
            }
            Rule::replace_decl => Some(DeclKind::ReplacePrompt(ReplacePrompt {
                of: self.path(node.child(Rule::path)?),
                lines: self.prompt_lines(node),
            })),
            _ => None,
        }
    }
}
