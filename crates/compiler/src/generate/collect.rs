//! `collect`: what its keys become, and the arms it inherits (language.md 2.6, 2.12).

use super::menus::{ATTEMPTS, FIRST_KEY_MS, NEXT_KEY_MS};
use super::{Generator, Surroundings, settings};
use crate::language_pack;
use rufplan_check::types;
use rufplan_diag::Span;
use rufplan_machine::script::{
    Bounds, Collect, EntryCheck, EntryKind, EntryRule, Expr, Fact, PromptId, State, StateId,
};
use rufplan_machine::value::{Decimal, Privacy, Type, Value};
use rufplan_syntax::ast::{self, OnCase, SettingValueKind};

impl Generator<'_> {
    pub(super) fn collect(
        &mut self,
        around: &Surroundings,
        collect: &ast::Collect,
        id: StateId,
        next: StateId,
        head: Span,
    ) -> StateId {
        let keys = self.keys(around, &collect.press, &id, &next);
        let silence = self.mistake_arms(around, &collect.on, &id, OnCase::Silence, head);
        let wrong = self.mistake_arms(around, &collect.on, &id, OnCase::WrongInput, head);
        let failure = self.question_failure(around, &collect.on, &id, &next, head);
        let error = self.question_error(around, &collect.on, &id, &next);
        let prompts = self.said_all(around, &collect.say);
        let prompts_again = self.said_all(around, &collect.say_again);
        let (own, inherited) = (&collect.settings, self.default_settings());
        let whole = |key| settings::whole(own, key).or_else(|| settings::whole(inherited, key));
        let yes_no = |key| settings::yes_no(own, key).or_else(|| settings::yes_no(inherited, key));
        let confirm = settings::yes_no(own, "confirm").unwrap_or(false);
        let values = language_pack::Values::from([("entry", Expr::Fact(Fact::Entry))]);
        let confirm = confirm.then(|| self.standard_prompt_with("confirm_entry", None, &values));
        let next = self.accepted(around, collect, &id, next, &error, head);
        let var = collect.var.as_ref().map_or(String::new(), |var| var.text());
        let privacy = self.client.symbols.vars.get(var.as_str()).map(|var| var.privacy);
        let state = Collect {
            entry: self.entry_rule(around.file, own, &var),
            secret: privacy == Some(Privacy::Secret),
            var,
            prompts,
            prompts_again,
            keys,
            interrupt: yes_no("interrupt").unwrap_or(true),
            first_ms: self.inherited_ms(own, "first key within").unwrap_or(FIRST_KEY_MS),
            next_ms: self.inherited_ms(own, "next key within").unwrap_or(NEXT_KEY_MS),
            attempts: whole("attempts").unwrap_or(ATTEMPTS),
            give_up_ms: self.inherited_ms(own, "give up after"),
            counts_in: settings::word(own, "counts in"),
            confirm,
            next,
            silence,
            wrong,
            failure,
            error,
            anywhere: settings::yes_no(own, "keys anywhere").unwrap_or(true),
        };
        self.put(id, State::Collect(Box::new(state)), around.file, head)
    }

    /// All prompts of several `say`.
    pub(super) fn said_all(&mut self, around: &Surroundings, says: &[ast::Say]) -> Vec<PromptId> {
        says.iter().flat_map(|say| self.said(around.file, say)).collect()
    }

    fn entry_rule(&self, file: usize, own: &[ast::Setting], var: &str) -> EntryRule {
        let of = self.expressions.variable_type(var);
        let of = of.as_ref().map_or(Type::Digits, |of| types::certain(of).clone());
        let shape = settings::values(own, "check").and_then(|s| s.values.first()).and_then(|value| {
            match &value.kind {
                SettingValueKind::WithShape(path) => Some(EntryCheck::Shape(path.text())),
                _ => None,
            }
        });
        let check = shape.or_else(|| settings::word(own, "check").and_then(|word| self.entry_check(&word)));
        let becomes = match &of {
            Type::Number { .. } => EntryKind::Number {
                decimals: settings::whole(own, "decimals").and_then(|n| u8::try_from(n).ok()).unwrap_or(0),
                point: key(own, "decimal key"),
            },
            Type::Date if check == Some(EntryCheck::DateDdmm) => EntryKind::DayOfYear,
            Type::Date => EntryKind::Date,
            Type::Time => EntryKind::Time,
            Type::Phone => EntryKind::Phone { home: self.home_number() },
            _ => EntryKind::Digits,
        };
        let length = match becomes {
            EntryKind::Date => Some(exactly(8)),
            EntryKind::DayOfYear | EntryKind::Time => Some(exactly(4)),
            _ => self.bounds(file, own, "length", &Type::Number { from: None, to: None }),
        };
        let between = self.bounds(file, own, "between", &of).or_else(|| match of {
            Type::Number { from: Some(from), to: Some(to) } => {
                Some(Bounds { from: number(from), to: number(to) })
            }
            _ => None,
        });
        EntryRule {
            becomes,
            length,
            finish: match settings::values(own, "finish with") {
                Some(_) => key(own, "finish with"),
                None => Some('#'),
            },
            clear: key(own, "clear with"),
            between,
            pattern: settings::text(own, "pattern").map(str::to_string),
            check,
        }
    }

    fn entry_check(&self, word: &str) -> Option<EntryCheck> {
        Some(match word {
            "luhn" => EntryCheck::Luhn,
            "iban" => EntryCheck::Iban(self.out.machine.country.clone()),
            "date_ddmm" => EntryCheck::DateDdmm,
            "date_ddmmyyyy" => EntryCheck::DateDdmmyyyy,
            "plz_de" => EntryCheck::PlzDe,
            _ => return None,
        })
    }

    /// `4`, `4 to 6`: of a single value both bounds.
    fn bounds(&self, file: usize, own: &[ast::Setting], key: &str, of: &Type) -> Option<Bounds> {
        let expr = |expr| self.expressions.expr(file, expr, Some(of));
        match &settings::values(own, key)?.values.first()?.kind {
            SettingValueKind::Span { from, to } => Some(Bounds { from: expr(from), to: expr(to) }),
            SettingValueKind::Expr(only) => Some(Bounds { from: expr(only), to: expr(only) }),
            _ => None,
        }
    }

    /// The client's first number.
    fn home_number(&self) -> String {
        let line = self.client.symbols.client.numbers.first();
        line.map_or(String::new(), |line| line.number.text.clone())
    }
}

fn key(own: &[ast::Setting], name: &str) -> Option<char> {
    match settings::values(own, name)?.values.first()?.kind {
        SettingValueKind::Key(key) => Some(key),
        _ => None,
    }
}

fn exactly(keys: i64) -> Bounds {
    Bounds { from: number(keys), to: number(keys) }
}

fn number(n: i64) -> Expr {
    Expr::Value(Value::Number(Decimal::whole(n)))
}
