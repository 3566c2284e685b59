//! The way to every name meets every name.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]
// A test reads its scripts from disk; the crate itself reads nothing.
#![expect(clippy::disallowed_methods, reason = "a test reads its scripts from disk")]

use rufplan_diag::{SourceFile, Span};
use rufplan_syntax::ast::names::{Named, Names, Stands, visit};
use rufplan_syntax::ast::{Expr, ExprKind, Ident, Param, Path};
use rufplan_syntax::{Rule, ast};
use std::collections::BTreeSet;

#[derive(Default)]
struct Met(BTreeSet<Span>);

impl Names for Met {
    fn declares(&mut self, _: Named, name: &mut Ident) {
        self.0.insert(name.span);
    }

    fn names(&mut self, _: Named, path: &mut Path) {
        self.0.insert(path.span);
    }

    fn reads(&mut self, expr: &mut Expr, _: Stands) {
        assert!(matches!(expr.kind, ExprKind::Path(_)));
        self.0.insert(expr.span);
    }
}

fn scripts() -> Vec<SourceFile> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut folders = vec![root];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "ruf") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push(SourceFile::new(path.to_str().unwrap(), &text));
            }
        }
    }
    found
}

#[test]
fn every_path_of_the_worked_scripts_is_met() {
    let scripts = scripts();
    assert!(scripts.len() > 8);
    for source in scripts {
        let tree = rufplan_syntax::parse(&source);
        let mut file = ast::lower(&tree);
        let before = file.clone();
        let mut met = Met::default();
        visit(&mut file, &mut met);
        assert_eq!(file, before, "{}: looking changes nothing", source.path);
        if file.has_junk {
            continue;
        }
        // fields of an answer name nothing that is declared; their names follow the lookup; milestones are declared nowhere
        let mut fields = Vec::new();
        tree.root.walk(&mut |node| {
            if node.rule == Rule::field_world {
                fields.push(node.span);
            }
            if node.rule == Rule::t_mark {
                fields.extend(node.child(Rule::path).map(|path| path.span));
            }
        });
        let mut missed = Vec::new();
        tree.root.walk(&mut |node| {
            let text = source.slice(node.span).trim_end();
            let span = Span::new(node.span.start, node.span.start + text.len());
            let is_field = fields.iter().any(|f| f.start <= span.start && span.end <= f.end);
            let is_name = node.rule == Rule::path && text != "known" && !is_field;
            if is_name && !met.0.iter().any(|m| m.start == span.start) {
                missed.push(format!("line {}: {text}", source.position(span.start).line));
            }
        });
        assert_eq!(missed, Vec::<String>::new(), "{}", source.path);
    }
}

#[test]
fn a_value_in_a_placeholder_is_said_as_if_it_were_written() {
    struct Brand;
    impl Names for Brand {
        fn declares(&mut self, _: Named, _: &mut Ident) {}
        fn names(&mut self, _: Named, _: &mut Path) {}
        fn reads(&mut self, expr: &mut Expr, _: Stands) {
            if matches!(&expr.kind, ExprKind::Path(path) if path.text() == "brand") {
                let text = ast::Text {
                    pieces: vec![ast::Piece::Fixed { text: "Bär".to_string(), span: expr.span }],
                    span: expr.span,
                };
                expr.kind = ExprKind::Literal(ast::Literal::Text(text));
            }
        }
        fn flow_begins(&mut self, params: &[Param]) {
            assert_eq!(params.len(), 1);
        }
    }
    let script =
        "prompt p\n  de: \"Hier ist {brand as name}.\" + {brand}\nend\nflow f(a: text)\n  hang up\nend\n";
    let mut file = ast::lower(&rufplan_syntax::parse(&SourceFile::new("a.ruf", script)));
    visit(&mut file, &mut Brand);
    let ast::DeclKind::Prompt(prompt) = &file.decls[0].kind else { panic!("a prompt") };
    let words: Vec<String> = prompt.lines[0]
        .parts
        .iter()
        .map(|part| match part {
            ast::PromptPart::Words { text, .. } => text.fixed(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(words, ["Hier ist Bär.", "Bär"]);
}
