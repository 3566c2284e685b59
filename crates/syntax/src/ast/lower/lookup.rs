//! Services, lookups, shapes, `fetch`, and what lookups answer in tests.

use super::{Lowering, is_junk};
use crate::ast::{
    Fetch, FetchArm, FetchCase, FieldState, HttpLine, HttpMethod, Lookup, LookupState, Service, Shape,
    Spanned,
};
use crate::{Node, Rule};
use rufplan_diag::Span;

impl Lowering<'_> {
    pub(super) fn service(&self, node: &Node) -> Service {
        let (name, title) = self.name_head(node);
        Service { name, title, settings: self.settings(node) }
    }

    pub(super) fn lookup(&self, node: &Node) -> Lookup {
        let (name, title) = self.name_head(node);
        Lookup {
            name,
            title,
            asks: node.children_of(Rule::http_line).filter_map(|n| self.http_line(n)).collect(),
            gives_nothing: node.child(Rule::nothing_line).map(|n| self.head(n)),
            settings: self.settings(node),
        }
    }

    fn http_line(&self, node: &Node) -> Option<HttpLine> {
        Some(HttpLine {
            method: match self.text(node.child(Rule::http_method)?) {
                "get" => HttpMethod::Get,
                "post" => HttpMethod::Post,
                _ => HttpMethod::Put,
            },
            service: self.ident(node.child(Rule::ident)?),
            path: self.string(node.child(Rule::string)?),
            span: self.head(node),
        })
    }

    pub(super) fn shape(&self, node: &Node) -> Shape {
        let head = node.child(Rule::shape_head);
        let code_span =
            node.child(Rule::rhai_code).map_or(Span::new(node.span.end, node.span.end), |n| n.span);
        Shape {
            name: head.and_then(|n| n.child(Rule::ident)).map(|n| self.ident(n)),
            params: head
                .map(|n| n.children_of(Rule::param).filter_map(|p| self.param(p)).collect())
                .unwrap_or_default(),
            gives: head.and_then(|n| n.child(Rule::type_ref)).map(|n| self.type_ref(n)),
            code: self.source.slice(code_span).to_string(),
            code_span,
        }
    }

    pub(super) fn fetch(&self, node: &Node) -> Fetch {
        let arm = |n: &Node| {
            let case = n.child(Rule::fetch_case).and_then(|c| {
                let case = match self.words(c).as_str() {
                    "found" => FetchCase::Found,
                    "not found" => FetchCase::NotFound,
                    "failed" => FetchCase::Failed,
                    _ => return None,
                };
                Some(Spanned::new(case, self.trim(c.span)))
            });
            FetchArm { case, body: self.block(n), head: self.head(n) }
        };
        let is_arm = |n: &&Node| matches!(n.rule, Rule::fetch_arm | Rule::bad_when);
        Fetch {
            lookup: node.child(Rule::path).map(|n| self.path(n)),
            settings: self.settings(node),
            arms: node.children.iter().filter(is_arm).map(arm).collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    /// What a lookup answers, one after another.
    pub(super) fn lookup_states(&self, node: &Node) -> Vec<LookupState> {
        let states = node.children.iter().filter_map(|n| match n.rule {
            Rule::lookup_world => Some(match self.words(n).split(' ').next() {
                Some("fails") => LookupState::Fails,
                Some("is") => LookupState::Slow,
                _ => LookupState::FindsNothing,
            }),
            Rule::lookup_answer => Some(self.lookup_answer(n)),
            _ => None,
        });
        states.collect()
    }

    fn lookup_answer(&self, node: &Node) -> LookupState {
        if let Some(file) = node.child(Rule::string) {
            return LookupState::File(self.string(file));
        }
        let fields = node.children_of(Rule::field_world).filter_map(|n| {
            Some(FieldState { field: self.path(n.child(Rule::path)?), value: self.expr(n.child(Rule::sum)?) })
        });
        LookupState::Fields(fields.collect())
    }
}
