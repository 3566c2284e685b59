//! Where each setting of a menu comes from.

use crate::generate::{ATTEMPTS, FIRST_KEY_MS, NEXT_KEY_MS};
use crate::project::{Client, inner_blocks};
use rufplan_check::{SoundFacts, Symbols};
use rufplan_diag::SourceFile;
use rufplan_syntax::ast::{self, Block, DeclKind, Defaults, Menu, OnArm, OnCase, Setting, StmtKind};
use std::collections::BTreeSet;

/// A menu with every setting resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Client in which it stands.
    pub client: String,
    /// File and line.
    pub path: String,
    /// Line from 1.
    pub line: usize,
    /// Settings and arms, in the order of the language's table.
    pub lines: Vec<ExplainedLine>,
}

/// One setting or arm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedLine {
    /// `attempts`, `on silence`
    pub key: String,
    /// As written; an arm by its first line.
    pub value: String,
    /// Where it comes from.
    pub from: From,
}

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// The language.
    BuiltIn,
    /// A `defaults` block.
    Defaults {
        /// Its file.
        path: String,
        /// Line from 1.
        line: usize,
    },
    /// The menu itself.
    Block {
        /// Line from 1.
        line: usize,
    },
}

/// Explains the menus called `flow.menu` of the clients that one of the files in `only` belongs to.
///
/// # Errors
/// The names of the menus that there are, if none is called so.
pub fn explain_menu(
    sources: &[SourceFile],
    only: &BTreeSet<String>,
    name: &str,
) -> Result<Vec<Explained>, Vec<String>> {
    let files: Vec<ast::File> = sources.iter().map(|s| ast::lower(&rufplan_syntax::parse(s))).collect();
    let sounds = SoundFacts::default();
    let today = rufplan_calendar::Date::constant(2026, 1, 1);
    let project = rufplan_check::expand(files);
    let options = rufplan_check::Options { today, sounds: &sounds, only: Some(only) };
    let checked = rufplan_check::check(&project, &options);
    let (mut found, mut names) = (Vec::new(), Vec::new());
    let is_alone = |symbols: &&Symbols<'_>| rufplan_check::modules::is_alone(symbols.client_name());
    for symbols in checked.wanted().filter(|symbols| !is_alone(symbols)) {
        let client = Client { symbols };
        let defaults = client.decls().find_map(|(file, decl)| match &decl.kind {
            DeclKind::Defaults(defaults) => Some((file, defaults)),
            _ => None,
        });
        for (file, decl) in client.decls() {
            for (flow, block) in blocks(decl) {
                for menu in menus(block) {
                    let Some(own) = &menu.name else { continue };
                    let full = format!("{flow}.{}", own.text);
                    if full == name {
                        let explainer = Explainer { client: &client, file, defaults };
                        found.push(explainer.menu(menu));
                    }
                    names.push(full);
                }
            }
        }
    }
    if found.is_empty() { Err(names) } else { Ok(found) }
}

/// The blocks of a declaration in which menus stand, and what these are named after.
fn blocks(decl: &ast::Decl) -> Vec<(String, &Block)> {
    match &decl.kind {
        DeclKind::Flow(flow) => flow.name.iter().map(|name| (name.text.clone(), &flow.body)).collect(),
        _ => Vec::new(),
    }
}

/// All menus in a block, however deep.
fn menus(block: &Block) -> Vec<&Menu> {
    let mut found = Vec::new();
    for stmt in &block.stmts {
        if let StmtKind::Menu(menu) = &stmt.kind {
            found.push(menu);
        }
        inner_blocks(stmt).into_iter().for_each(|inner| found.extend(menus(inner)));
    }
    found
}

struct Explainer<'a> {
    client: &'a Client<'a>,
    file: usize,
    defaults: Option<(usize, &'a Defaults)>,
}

impl Explainer<'_> {
    fn menu(&self, menu: &Menu) -> Explained {
        let duration = |ms: u32| crate::ids::duration_text(i64::from(ms));
        let built_in: [(&str, String); 7] = [
            ("first key within", duration(FIRST_KEY_MS)),
            ("next key within", duration(NEXT_KEY_MS)),
            ("attempts", ATTEMPTS.to_string()),
            ("interrupt", "yes".to_string()),
            ("give up after", "none".to_string()),
            ("counts in", "none".to_string()),
            ("keys anywhere", "yes".to_string()),
        ];
        let mut lines: Vec<ExplainedLine> =
            built_in.into_iter().map(|(key, value)| self.setting(menu, key, value)).collect();
        for (case, key, standard) in [
            (OnCase::Silence, "on silence", "says that nothing was heard, asks again"),
            (OnCase::WrongKey, "on wrong key", "says that the key is not in use, asks again"),
            (OnCase::Failure, "on failure", "the client's first queue, else a goodbye"),
            (OnCase::Error, "on error", "says that there is trouble, then as on failure"),
        ] {
            lines.extend(self.arms(menu, case, key, standard));
        }
        let source = self.client.source(self.file);
        let mark = menu.name.as_ref().map_or(0, |name| name.span.start);
        Explained {
            client: self.client.symbols.client.name.as_ref().map_or_else(String::new, |n| n.text.clone()),
            path: source.path.to_string(),
            line: source.position(mark).line,
            lines,
        }
    }

    fn setting(&self, menu: &Menu, key: &str, built_in: String) -> ExplainedLine {
        let written = |file: usize, setting: &Setting| {
            let source = self.client.source(file);
            let values: Vec<&str> = setting.values.iter().map(|v| source.slice(v.span).trim()).collect();
            values.join(", ")
        };
        let own = menu.settings.iter().rev().find(|s| s.key.text == key);
        let inherited = self.defaults.and_then(|(file, defaults)| {
            Some((file, defaults.settings.iter().rev().find(|s| s.key.text == key)?))
        });
        let (value, from) = match (own, inherited) {
            (Some(own), _) => (written(self.file, own), From::Block { line: self.line(self.file, own.span) }),
            (None, Some((file, setting))) => (written(file, setting), self.defaults_at(file, setting.span)),
            (None, None) => (built_in, From::BuiltIn),
        };
        ExplainedLine { key: key.to_string(), value, from }
    }

    /// The menu's own arms hold from their first attempt on, below that those of `defaults`, below those the built-in one.
    fn arms(&self, menu: &Menu, case: OnCase, key: &str, standard: &str) -> Vec<ExplainedLine> {
        let of_case = |arms: &'_ [OnArm]| -> Vec<(u32, OnArm)> {
            let arms = arms.iter().filter(|arm| arm.case.as_ref().is_some_and(|c| c.value == case));
            arms.map(|arm| (arm.from.as_ref().and_then(|f| f.value).unwrap_or(1), arm.clone())).collect()
        };
        let own = of_case(&menu.on);
        let first_own = own.iter().map(|(from, _)| *from).min().unwrap_or(u32::MAX);
        let inherited = self.defaults.map(|(file, d)| (file, of_case(&d.on)));
        let mut arms: Vec<(u32, ExplainedLine)> = Vec::new();
        for (from, arm) in own {
            let place = From::Block { line: self.line(self.file, arm.head) };
            arms.push((from, self.arm_line(key, from, self.file, &arm, place)));
        }
        if let Some((file, arm_list)) = inherited {
            for (from, arm) in arm_list.into_iter().filter(|(from, _)| *from < first_own) {
                let place = self.defaults_at(file, arm.head);
                arms.push((from, self.arm_line(key, from, file, &arm, place)));
            }
        }
        if !arms.iter().any(|(from, _)| *from == 1) {
            let line =
                ExplainedLine { key: key.to_string(), value: standard.to_string(), from: From::BuiltIn };
            arms.push((1, line));
        }
        arms.sort_by_key(|(from, _)| *from);
        arms.into_iter().map(|(_, line)| line).collect()
    }

    fn arm_line(&self, key: &str, attempt: u32, file: usize, arm: &OnArm, from: From) -> ExplainedLine {
        let key = if attempt == 1 { key.to_string() } else { format!("{key} {attempt}") };
        let source = self.client.source(file);
        let first = arm.body.stmts.first().map(|stmt| source.slice(stmt.span).lines().next().unwrap_or(""));
        let more = if arm.body.stmts.len() > 1 { " …" } else { "" };
        let value = first.map_or("asks again".to_string(), |text| format!("{}{more}", text.trim()));
        ExplainedLine { key, value, from }
    }

    fn line(&self, file: usize, span: rufplan_diag::Span) -> usize {
        self.client.source(file).position(span.start).line
    }

    fn defaults_at(&self, file: usize, span: rufplan_diag::Span) -> From {
        From::Defaults { path: self.client.source(file).path.to_string(), line: self.line(file, span) }
    }
}
