//! Declarations.

use super::{Lowering, is_broken, literal};
use crate::ast::{
    Client, Data, Decl, DeclKind, Defaults, Field, Flow, Ident, NumberLine, Param, Privacy, Prompt,
    PromptLine, PromptPart, Queue, QueueArm, QueueCase, QueueTrigger, Sound, Spanned, Switch, Text, TypeKind,
    TypeRef, VoiceLine,
};
use crate::{Node, Rule};
use rufplan_diag::Span;

impl Lowering<'_> {
    pub(super) fn decl(&self, node: &Node) -> Option<Decl> {
        let kind = match node.rule {
            Rule::client_decl => DeclKind::Client(self.client(node)),
            Rule::part_decl => DeclKind::PartOf(self.ident(node.child(Rule::ident)?)),
            Rule::data_decl => DeclKind::Data(Data { fields: self.fields(node) }),
            Rule::prompt_decl => DeclKind::Prompt(self.prompt(node)),
            Rule::hours_decl => DeclKind::Hours(self.hours(node)),
            Rule::calendar_decl => DeclKind::Calendar(self.calendar(node)),
            Rule::switch_decl => {
                let (name, title) = self.name_head(node);
                DeclKind::Switch(Switch { name, title, settings: self.settings(node) })
            }
            Rule::defaults_decl => DeclKind::Defaults(Defaults {
                settings: self.settings(node),
                on: node.children_of(Rule::on_arm).map(|n| self.on_arm(n)).collect(),
                press: node.children_of(Rule::press_arm).map(|n| self.press_arm(n)).collect(),
            }),
            Rule::flow_decl => DeclKind::Flow(self.flow(node)),
            Rule::queue_decl => DeclKind::Queue(self.queue(node)),
            Rule::service_decl => DeclKind::Service(self.service(node)),
            Rule::lookup_decl => DeclKind::Lookup(self.lookup(node)),
            Rule::shape_decl => DeclKind::Shape(self.shape(node)),
            Rule::callback_decl => DeclKind::Callback(self.callback(node)),
            Rule::survey_decl => DeclKind::Survey(self.survey(node)),
            Rule::kpi_decl => DeclKind::Kpi(self.kpi(node)),
            Rule::mailbox_decl => DeclKind::Mailbox(self.mailbox(node)),
            Rule::failures_decl => DeclKind::Failures(self.failures(node)),
            Rule::test_decl => DeclKind::Test(self.test(node)),
            Rule::type_decl => DeclKind::Type(self.type_decl(node)),
            _ => self.module_decl(node)?,
        };
        let head = self.head(node);
        let name =
            [Rule::head_name, Rule::flow_head, Rule::shape_head].into_iter().find_map(|r| node.child(r));
        let name = name.unwrap_or(node).child(Rule::ident);
        let mark = Span::new(head.start, name.map_or(head.end, |n| n.span.end.min(head.end)));
        let description = self.description(self.source.position(node.span.start).line);
        Some(Decl { kind, span: self.trim(node.span), head, mark, description, has_junk: is_broken(node) })
    }

    /// Name and description of a `name_head`.
    pub(super) fn name_head(&self, node: &Node) -> (Option<Ident>, Option<Text>) {
        let Some(head) = node.child(Rule::head_name) else { return (None, None) };
        (head.child(Rule::ident).map(|n| self.ident(n)), head.child(Rule::string).map(|n| self.string(n)))
    }

    fn client(&self, node: &Node) -> Client {
        let (name, title) = self.name_head(node);
        let voices = node.children_of(Rule::voice_line).filter_map(|n| {
            let (lang, voice) = (n.child(Rule::lang)?, n.child(Rule::string)?);
            Some(VoiceLine { lang: self.ident(lang), voice: self.string(voice), span: self.head(n) })
        });
        Client {
            name,
            title,
            numbers: node.children_of(Rule::number_line).filter_map(|n| self.number_line(n)).collect(),
            voices: voices.collect(),
            settings: self.settings(node),
        }
    }

    fn number_line(&self, node: &Node) -> Option<NumberLine> {
        let mut phones = node.children_of(Rule::phone).map(|n| self.phone(n));
        Some(NumberLine {
            number: phones.next()?,
            to: phones.next(),
            label: node.child(Rule::string).map(|n| self.string(n)),
            starts: self.call_of(node.child(Rule::call_of)?)?,
            span: self.head(node),
        })
    }

    /// A phone number as written place and E.164 text.
    pub(super) fn phone(&self, node: &Node) -> Ident {
        Ident { text: literal::phone(self.text(node)), span: self.trim(node.span) }
    }

    pub(super) fn fields(&self, node: &Node) -> Vec<Field> {
        node.children_of(Rule::field).filter_map(|n| self.field(n)).collect()
    }

    fn field(&self, node: &Node) -> Option<Field> {
        let privacy = node.child(Rule::privacy).map(|n| {
            let privacy = if self.text(n) == "secret" { Privacy::Secret } else { Privacy::Sensitive };
            Spanned::new(privacy, n.span)
        });
        Some(Field {
            name: self.ident(node.child(Rule::ident)?),
            of: self.type_ref(node.child(Rule::type_ref)?),
            privacy,
            init: node.child(Rule::expr).map(|n| self.expr(n)),
            span: self.head(node),
        })
    }

    pub(super) fn type_ref(&self, node: &Node) -> TypeRef {
        let inner = node.child(Rule::type_ref).map(|n| Box::new(self.type_ref(n)));
        let whole = |n: &Node| Spanned::new(self.whole_number(n).map(i64::from), n.span);
        let numbers: Vec<_> = node.children_of(Rule::number).map(whole).collect();
        let durations: Vec<_> = node.children_of(Rule::duration).map(|n| self.duration(n)).collect();
        let paths: Vec<_> = node.children_of(Rule::path).map(|n| self.path(n)).collect();
        let kind = match (inner, numbers.as_slice(), durations.as_slice()) {
            (Some(inner), ..) if node.child(Rule::kw_maybe).is_some() => TypeKind::Maybe(inner),
            (Some(inner), ..) => TypeKind::List(inner),
            (None, [from, to], _) => TypeKind::NumberFrom(from.clone(), to.clone()),
            (None, _, [from, to]) => TypeKind::DurationFrom(from.clone(), to.clone()),
            _ if node.child(Rule::kw_phone).is_some() => {
                TypeKind::PhoneOneOf(node.children_of(Rule::target).map(|n| self.target(n)).collect())
            }
            _ => match node.child(Rule::ref_kind) {
                Some(of) => TypeKind::Reference { of: self.text(of).to_string(), names: paths },
                None if node.child(Rule::kw_one_of).is_some() => {
                    TypeKind::OneOf(node.children_of(Rule::ident).map(|n| self.ident(n)).collect())
                }
                None => TypeKind::Named(paths.into_iter().next().unwrap_or_else(|| self.path(node))),
            },
        };
        TypeRef { kind, span: self.trim(node.span) }
    }

    fn prompt(&self, node: &Node) -> Prompt {
        let (name, title) = self.name_head(node);
        Prompt {
            name,
            title,
            replaceable: node.child(Rule::kw_replaceable).is_some(),
            lines: self.prompt_lines(node),
        }
    }

    pub(super) fn prompt_lines(&self, node: &Node) -> Vec<PromptLine> {
        node.children_of(Rule::prompt_line).filter_map(|n| self.prompt_line(n)).collect()
    }

    fn prompt_line(&self, node: &Node) -> Option<PromptLine> {
        let speed = node.child(Rule::percent).map(|n| Spanned::new(literal::permille(self.text(n)), n.span));
        Some(PromptLine {
            lang: self.ident(node.child(Rule::lang)?),
            when: node.child(Rule::expr).map(|n| self.expr(n)),
            parts: node.children_of(Rule::prompt_part).filter_map(|n| self.prompt_part(n)).collect(),
            speed_permille: speed,
            span: self.head(node),
        })
    }

    fn prompt_part(&self, node: &Node) -> Option<PromptPart> {
        if let Some(value) = node.child(Rule::placeholder) {
            return Some(PromptPart::Value(self.placeholder(value)?));
        }
        if let Some(duration) = node.child(Rule::duration) {
            return Some(PromptPart::Pause(self.duration(duration)));
        }
        let mut strings = node.children_of(Rule::string).map(|n| self.string(n));
        let text = strings.next()?;
        let file = strings.next().map(Sound::File);
        let stored = node.child(Rule::path).map(|n| Sound::Stored(self.path(n)));
        Some(PromptPart::Words {
            text,
            lang: node.child(Rule::lang).map(|n| self.ident(n)),
            sound: file.or(stored),
        })
    }

    fn flow(&self, node: &Node) -> Flow {
        let mut flow = Flow { name: None, params: Vec::new(), gives: Vec::new(), body: self.block(node) };
        if let Some(head) = node.child(Rule::flow_head) {
            let mut idents = head.children_of(Rule::ident).map(|n| self.ident(n));
            flow.name = idents.next();
            flow.gives = idents.collect();
            flow.params = head.children_of(Rule::param).filter_map(|n| self.param(n)).collect();
        }
        flow
    }

    pub(super) fn param(&self, node: &Node) -> Option<Param> {
        let (name, of) = (node.child(Rule::ident)?, node.child(Rule::type_ref)?);
        Some(Param { name: self.ident(name), of: self.type_ref(of) })
    }

    fn queue(&self, node: &Node) -> Queue {
        let (name, title) = self.name_head(node);
        Queue {
            name,
            title,
            settings: self.settings(node),
            say: node.children_of(Rule::say_stmt).map(|n| self.say(n)).collect(),
            arms: node.children.iter().filter_map(|n| self.queue_arm(n)).collect(),
        }
    }

    fn queue_arm(&self, node: &Node) -> Option<QueueArm> {
        let duration = || node.child(Rule::duration).map(|n| self.duration(n));
        let trigger = match node.rule {
            Rule::at_arm => duration().map(QueueTrigger::At),
            Rule::every_arm => duration().map(QueueTrigger::Every),
            Rule::after_arm => Some(QueueTrigger::AfterCall),
            Rule::queue_when => {
                node.child(Rule::queue_case).and_then(|n| self.queue_case(n)).map(QueueTrigger::When)
            }
            Rule::press_arm => {
                Some(self.press_head(node)).filter(|p| !p.keys.is_empty()).map(QueueTrigger::Press)
            }
            _ => return None,
        };
        Some(QueueArm { trigger, body: self.block(node), head: self.head(node) })
    }

    fn queue_case(&self, node: &Node) -> Option<Spanned<QueueCase>> {
        let path = || node.child(Rule::path).map(|n| self.path(n));
        let expected = node.child(Rule::expected_case).and_then(|n| n.child(Rule::duration));
        let words = self.words(node);
        let case = if let Some(duration) = expected {
            QueueCase::ExpectedWaitOver(self.duration(duration).value)
        } else if let Some(duration) = node.child(Rule::duration) {
            QueueCase::WaitingLonger(self.duration(duration).value)
        } else if words.starts_with("hours ") {
            QueueCase::HoursClose(path()?)
        } else if words.starts_with("switch ") {
            QueueCase::SwitchTurnsOn(path()?)
        } else {
            match words.as_str() {
                "nobody is signed in" => QueueCase::NobodySignedIn,
                "full" => QueueCase::Full,
                "agent is lost" => QueueCase::AgentIsLost,
                _ => return None,
            }
        };
        Some(Spanned::new(case, self.trim(node.span)))
    }
}
