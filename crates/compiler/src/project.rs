//! One client as the generator sees it: its files in order.

use rufplan_check::symbols::Symbols;
use rufplan_diag::{SourceFile, Span};
use rufplan_syntax::ast::{Block, Decl, DeclKind, File, Stmt, StmtKind};

/// A client and its names.
pub(crate) struct Client<'a> {
    /// Names and files.
    pub symbols: &'a Symbols<'a>,
}

impl<'a> Client<'a> {
    /// All declarations with the index of their file, in the order of the files.
    pub(crate) fn decls(&self) -> impl Iterator<Item = (usize, &'a Decl)> + use<'a> {
        let files: &'a [&'a File] = &self.symbols.files;
        files.iter().enumerate().flat_map(|(i, file)| file.decls.iter().map(move |decl| (i, decl)))
    }

    /// A file's text.
    pub(crate) fn source(&self, file: usize) -> &'a SourceFile {
        &self.symbols.files[file].source
    }

    /// The `client` line.
    pub(crate) fn mark(&self) -> Span {
        self.symbols.client_decl.mark
    }

    /// The first queue in the file with `client` (L6).
    pub(crate) fn first_queue(&self) -> Option<&'a str> {
        let own = self.symbols.files.first()?;
        own.decls.iter().find_map(|decl| match &decl.kind {
            DeclKind::Queue(queue) => queue.name.as_ref().map(|n| n.text.as_str()),
            _ => None,
        })
    }

    /// The client's time zone.
    pub(crate) fn zone(&self) -> &'a str {
        self.symbols.zone.as_deref().unwrap_or("UTC")
    }
}

/// The blocks of a statement's arms.
pub(crate) fn inner_blocks(stmt: &Stmt) -> Vec<&Block> {
    match &stmt.kind {
        StmtKind::If(branch) => {
            branch.branches.iter().map(|b| &b.body).chain(branch.otherwise.as_ref()).collect()
        }
        StmtKind::Choose(choose) => {
            let arms = choose.arms.iter().map(|a| &a.body);
            arms.chain(choose.otherwise.iter().map(|o| &o.value)).collect()
        }
        StmtKind::Menu(menu) => {
            menu.press.iter().map(|a| &a.body).chain(menu.on.iter().map(|a| &a.body)).collect()
        }
        StmtKind::Collect(collect) => {
            collect.press.iter().map(|a| &a.body).chain(collect.on.iter().map(|a| &a.body)).collect()
        }
        StmtKind::CheckHours { arms, .. } => arms.iter().map(|a| &a.body).collect(),
        StmtKind::CheckQueue(look) => look.arms.iter().map(|a| &a.body).collect(),
        StmtKind::Transfer(transfer) => transfer.arms.iter().map(|a| &a.body).collect(),
        StmtKind::Fetch(fetch) => fetch.arms.iter().map(|a| &a.body).collect(),
        StmtKind::Run(run) => run.arms.iter().map(|a| &a.body).collect(),
        StmtKind::Record(dictation) | StmtKind::TakeMessage(dictation) => {
            dictation.arms.iter().map(|a| &a.body).collect()
        }
        _ => Vec::new(),
    }
}
