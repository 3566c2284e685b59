//! Services, lookups, shapes, and `fetch` with all arms resolved (language.md 2.8, 2.12; S11).

use super::{Generator, Surroundings, settings};
use rufplan_machine::script::{BranchArm, Fetch, Fill, Lookup, Method, Sent, Service, Shape, State, StateId};
use rufplan_machine::value::{Privacy, Type};
use rufplan_syntax::ast::{
    self, DeclKind, Expr, ExprKind, FetchCase, HttpMethod, Literal, Path, SettingValueKind,
};

/// Built in: how long one try may take.
const TIMEOUT_MS: u32 = 3_000;
/// Built in: most lookups of a service under way at once.
const AT_ONCE: u32 = 50;

impl Generator<'_> {
    /// What lookups are made of; names that are unknown have been reported.
    pub(super) fn lookups(&mut self) {
        for (_, decl) in self.client.decls() {
            match &decl.kind {
                DeclKind::Service(service) => self.service(service),
                DeclKind::Shape(shape) => self.shape(shape),
                _ => {}
            }
        }
        for (file, decl) in self.client.decls() {
            if let DeclKind::Lookup(lookup) = &decl.kind {
                self.lookup(file, lookup);
            }
        }
    }

    fn service(&mut self, service: &ast::Service) {
        let Some(name) = &service.name else { return };
        let own = &service.settings;
        let made = Service {
            address: settings::text(own, "address").unwrap_or_default().trim_end_matches('/').to_string(),
            sign_in: settings::expr(own, "sign in").and_then(secret_name).map(str::to_string),
            timeout_ms: settings::timer_ms(own, "timeout").unwrap_or(TIMEOUT_MS),
            retries: settings::whole(own, "retries").unwrap_or(0),
            at_once: settings::whole(own, "at once").unwrap_or(AT_ONCE),
        };
        self.out.machine.services.entry(name.text.clone()).or_insert(made);
    }

    fn shape(&mut self, shape: &ast::Shape) {
        let (Some(name), [param]) = (&shape.name, shape.params.as_slice()) else { return };
        let file = self.client.symbols.shapes.get(name.text.as_str());
        let of = |of: &ast::TypeRef| file.and_then(|file| self.expressions.declared_type(of, file.file));
        let (Some(takes), Some(gives)) = (of(&param.of), shape.gives.as_ref().and_then(of)) else { return };
        let made = Shape { param: param.name.text.clone(), takes, gives, code: shape.code.clone() };
        self.out.machine.shapes.entry(name.text.clone()).or_insert(made);
    }

    fn lookup(&mut self, file: usize, lookup: &ast::Lookup) {
        let (Some(name), Some(line)) = (&lookup.name, lookup.asks.first()) else { return };
        let Some(service) = self.out.machine.services.get(&line.service.text) else { return };
        let own = &lookup.settings;
        let timeout_ms = settings::timer_ms(own, "timeout").unwrap_or(service.timeout_ms);
        // only `get` changes nothing, so only it is tried again
        let retries = if line.method == HttpMethod::Get { service.retries } else { 0 };
        let fill = settings::word(own, "fill").and_then(|var| {
            let of = match self.expressions.variable_type(&var)? {
                Type::Maybe(inner) => *inner,
                of => of,
            };
            Some(Fill { var, of })
        });
        let made = Lookup {
            service: line.service.text.clone(),
            method: match line.method {
                HttpMethod::Get => Method::Get,
                HttpMethod::Post => Method::Post,
                HttpMethod::Put => Method::Put,
            },
            path: self.address(file, &line.path),
            send: self.sent(file, own),
            fill,
            shape: settings::word(own, "shape").filter(|shape| self.out.machine.shapes.contains_key(shape)),
            timeout_ms,
            retries,
            remember_ms: settings::duration_ms(own, "remember"),
        };
        self.out.machine.lookups.entry(name.text.clone()).or_insert(made);
    }

    fn sent(&self, file: usize, own: &[ast::Setting]) -> Vec<Sent> {
        let values = settings::values(own, "send").map_or(&[][..], |s| &s.values);
        let sent = values.iter().filter_map(|value| {
            let (name, expr) = match &value.kind {
                SettingValueKind::Named { name, value } => (name.fixed(), value),
                SettingValueKind::Expr(expr) => (path_of(expr)?.text(), expr),
                _ => return None,
            };
            let privacy = self.privacy_of(expr);
            Some(Sent { name, value: self.expressions.expr(file, expr, None), privacy })
        });
        sent.collect()
    }

    /// How private what an expression reads is: as its most private variable.
    fn privacy_of(&self, expr: &Expr) -> Privacy {
        let mut most = Privacy::Open;
        self.expressions.variables(expr, &mut |name| {
            let var = self.client.symbols.vars.get(name);
            most = most.max(var.map_or(Privacy::Open, |var| var.privacy));
        });
        most
    }

    pub(super) fn fetch(
        &mut self,
        around: &Surroundings,
        fetch: &ast::Fetch,
        id: &str,
        next: &StateId,
    ) -> Option<State> {
        let lookup = fetch.lookup.as_ref().map(Path::text)?;
        self.out.machine.lookups.contains_key(&lookup).then_some(())?;
        let (mut found, mut not_found, mut failed) = (None, None, None);
        for arm in &fetch.arms {
            let Some(case) = &arm.case else { continue };
            let (to, word) = match case.value {
                FetchCase::Found => (&mut found, "found"),
                FetchCase::NotFound => (&mut not_found, "not_found"),
                FetchCase::Failed => (&mut failed, "failed"),
            };
            let arm_id = self.ids.take(&format!("{id}#{word}"));
            let state = self.block(&around.arm(&arm_id), &arm.body, next.clone());
            to.get_or_insert(state);
        }
        Some(State::Fetch(Fetch {
            lookup,
            meanwhile: self.setting_prompts(around.file, &fetch.settings, "meanwhile"),
            found: found.unwrap_or_else(|| next.clone()),
            not_found,
            failed,
        }))
    }
}

impl Generator<'_> {
    /// `accept when: LOOKUP, CONDITION`: behind a `collect` stands the lookup, then the condition; who is refused is asked
    /// again as after a wrong entry. Gives what follows a legal entry.
    pub(super) fn accepted(
        &mut self,
        around: &Surroundings,
        collect: &ast::Collect,
        id: &str,
        next: StateId,
        error: &StateId,
        head: rufplan_diag::Span,
    ) -> StateId {
        let Some(accept) = settings::values(&collect.settings, "accept when") else { return next };
        let exprs: Vec<&Expr> = accept
            .values
            .iter()
            .filter_map(|value| match &value.kind {
                SettingValueKind::Expr(expr) => Some(expr),
                _ => None,
            })
            .collect();
        let [lookup, condition] = exprs.as_slice() else { return super::POISON.to_string() };
        let lookup = path_of(lookup).map(Path::text).unwrap_or_default();
        if !self.out.machine.lookups.contains_key(&lookup) {
            return super::POISON.to_string();
        }
        let refused = self.ids.take(&format!("{id}#refused"));
        let refused = self.put(refused, State::Refuse { question: id.to_string() }, around.file, head);
        let when = self.expressions.condition(around.file, condition);
        let arms = vec![BranchArm { when, next }];
        let branch = self.ids.take(&format!("{id}#accepted"));
        let found = self.put(branch, State::Branch { arms, otherwise: refused.clone() }, around.file, head);
        let meanwhile = self.setting_prompts(around.file, &collect.settings, "meanwhile");
        let fetch = Fetch { lookup, meanwhile, found, not_found: Some(refused), failed: Some(error.clone()) };
        let asked = self.ids.take(&format!("{id}#accept"));
        self.put(asked, State::Fetch(fetch), around.file, head)
    }
}

fn path_of(expr: &Expr) -> Option<&Path> {
    match &expr.kind {
        ExprKind::Path(path) => Some(path),
        _ => None,
    }
}

/// `secret("name")`
fn secret_name(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Call { function, args } if function.text() == "secret" => match args.as_slice() {
            [Expr { kind: ExprKind::Literal(Literal::Text(name)), .. }] => name.plain(),
            _ => None,
        },
        _ => None,
    }
}
