//! Declarations.

use super::exprs::{expr, fixed, placeholder, setting, target, text};
use super::stmts::{block, call_of, on_arm, press_arm, press_head, say};
use super::{Named, Names, Stands, lookups, steps};
use crate::ast::{
    Calendar, Callback, CallbackArm, Client, Configure, Data, DeclKind, Defaults, Failures, Field, Flow,
    Hours, Ident, Kpi, Mailbox, NumberLine, Param, Parameters, Piece, Prompt, PromptLine, PromptPart, Queue,
    QueueArm, QueueCase, QueueTrigger, ReplacePrompt, Sound, Survey, SurveyQuestion, Switch, Test, Text,
    TypeDecl, TypeKind, TypeRef,
};

pub(super) fn decl(kind: &mut DeclKind, names: &mut impl Names) {
    match kind {
        DeclKind::Client(client) => self::client(client, names),
        DeclKind::Data(Data { fields }) => {
            for field in fields {
                names.declares(Named::Data, &mut field.name);
                self::field(field, names);
            }
        }
        DeclKind::Prompt(prompt) => self::prompt(prompt, names),
        DeclKind::Hours(Hours { name, title: _, settings, lines: _ }) => {
            named(Named::Hours, name, names);
            settings.iter_mut().for_each(|s| setting(s, names));
        }
        DeclKind::Calendar(Calendar { name, title: _, lines: _, settings }) => {
            named(Named::Calendar, name, names);
            settings.iter_mut().for_each(|s| setting(s, names));
        }
        DeclKind::Switch(Switch { name, title: _, settings }) => {
            named(Named::Switch, name, names);
            settings.iter_mut().for_each(|s| setting(s, names));
        }
        DeclKind::Defaults(Defaults { settings, on, press }) => {
            settings.iter_mut().for_each(|s| setting(s, names));
            on.iter_mut().for_each(|arm| on_arm(arm, names));
            press.iter_mut().for_each(|arm| press_arm(arm, names));
        }
        DeclKind::Failures(Failures { name, title: _, settings, on }) => {
            named(Named::Failures, name, names);
            settings.iter_mut().for_each(|s| setting(s, names));
            on.iter_mut().for_each(|arm| on_arm(arm, names));
        }
        DeclKind::Flow(flow) => self::flow(flow, names),
        DeclKind::Queue(queue) => self::queue(queue, names),
        DeclKind::Service(service) => lookups::service(service, names),
        DeclKind::Lookup(lookup) => lookups::lookup(lookup, names),
        DeclKind::Shape(shape) => lookups::shape(shape, names),
        DeclKind::Callback(callback) => self::callback(callback, names),
        DeclKind::Survey(survey) => self::survey(survey, names),
        DeclKind::Kpi(Kpi { name, title: _, settings }) => {
            named(Named::Kpi, name, names);
            settings.iter_mut().for_each(|s| setting(s, names));
        }
        DeclKind::Mailbox(Mailbox { name, title: _, settings, say: says }) => {
            named(Named::Mailbox, name, names);
            settings.iter_mut().for_each(|s| setting(s, names));
            says.iter_mut().for_each(|s| say(s, names));
        }
        DeclKind::Test(Test { title: _, steps }) => {
            steps.iter_mut().for_each(|s| steps::step(&mut s.kind, names))
        }
        DeclKind::Parameters(Parameters { fields }) => fields.iter_mut().for_each(|f| field(f, names)),
        DeclKind::Configure(Configure { name: _, settings }) => {
            settings.iter_mut().for_each(|s| setting(s, names))
        }
        DeclKind::ReplacePrompt(ReplacePrompt { of, lines }) => {
            names.names(Named::Prompt, of);
            lines.iter_mut().for_each(|line| prompt_line(line, names));
        }
        DeclKind::Type(TypeDecl { name, fields }) => {
            named(Named::Type, name, names);
            fields.iter_mut().for_each(|f| field(f, names));
        }
        DeclKind::PartOf(_) | DeclKind::Library(_) | DeclKind::Use(_) => {}
    }
}

pub(super) fn named(of: Named, name: &mut Option<Ident>, names: &mut impl Names) {
    name.iter_mut().for_each(|name| names.declares(of, name));
}

fn client(client: &mut Client, names: &mut impl Names) {
    let Client { name: _, title: _, numbers, voices: _, settings } = client;
    for NumberLine { number: _, to: _, label: _, starts, span: _ } in numbers {
        call_of(starts, names);
    }
    settings.iter_mut().for_each(|s| setting(s, names));
}

/// A line of `data`, `type` or `parameters` without its name.
pub(super) fn field(field: &mut Field, names: &mut impl Names) {
    let Field { name: _, of, privacy: _, init, span: _ } = field;
    type_ref(of, names);
    init.iter_mut().for_each(|value| expr(value, Stands::Given, names));
}

pub(super) fn type_ref(of: &mut TypeRef, names: &mut impl Names) {
    let TypeRef { kind, span: _ } = of;
    match kind {
        TypeKind::Named(path) => names.names(Named::Type, path),
        TypeKind::Maybe(inner) | TypeKind::List(inner) => type_ref(inner, names),
        TypeKind::Reference { of, names: paths } => {
            let kind = reference(of);
            paths.iter_mut().for_each(|path| names.names(kind, path));
        }
        TypeKind::PhoneOneOf(targets) => targets.iter_mut().for_each(|t| target(t, names)),
        TypeKind::OneOf(_) | TypeKind::NumberFrom(..) | TypeKind::DurationFrom(..) => {}
    }
}

/// What a word before `one of` refers to.
pub(super) fn reference(word: &str) -> Named {
    match word {
        "queue" => Named::Queue,
        "mailbox" => Named::Mailbox,
        "hours" => Named::Hours,
        "prompt" => Named::Prompt,
        "flow" => Named::Flow,
        "callback" => Named::Callback,
        _ => Named::Any,
    }
}

fn prompt(prompt: &mut Prompt, names: &mut impl Names) {
    let Prompt { name, title: _, replaceable: _, lines } = prompt;
    named(Named::Prompt, name, names);
    lines.iter_mut().for_each(|line| prompt_line(line, names));
}

fn prompt_line(line: &mut PromptLine, names: &mut impl Names) {
    let PromptLine { lang: _, when, parts, speed_permille: _, span: _ } = line;
    when.iter_mut().for_each(|condition| expr(condition, Stands::Asked, names));
    for part in parts {
        match part {
            PromptPart::Words { text: words, lang: _, sound } => {
                text(words, names);
                match sound {
                    Some(Sound::Stored(path)) => names.names(Named::Data, path),
                    Some(Sound::File(file)) => text(file, names),
                    None => {}
                }
            }
            PromptPart::Value(value) => {
                placeholder(value, names);
                if let Some(words) = fixed(value) {
                    let pieces = vec![Piece::Fixed { text: words, span: value.span }];
                    let text = Text { pieces, span: value.span };
                    *part = PromptPart::Words { text, lang: None, sound: None };
                }
            }
            PromptPart::Pause(_) => {}
        }
    }
}

fn flow(flow: &mut Flow, names: &mut impl Names) {
    let Flow { name, params, gives: _, body } = flow;
    named(Named::Flow, name, names);
    for Param { name: _, of } in params.iter_mut() {
        type_ref(of, names);
    }
    names.flow_begins(params);
    block(body, names);
    names.flow_ends();
}

fn queue(queue: &mut Queue, names: &mut impl Names) {
    let Queue { name, title: _, settings, say: says, arms } = queue;
    named(Named::Queue, name, names);
    settings.iter_mut().for_each(|s| setting(s, names));
    says.iter_mut().for_each(|s| say(s, names));
    for QueueArm { trigger, body, head: _ } in arms {
        match trigger {
            Some(QueueTrigger::When(case)) => match &mut case.value {
                QueueCase::HoursClose(path) => names.names(Named::Hours, path),
                QueueCase::SwitchTurnsOn(path) => names.names(Named::Switch, path),
                QueueCase::NobodySignedIn
                | QueueCase::Full
                | QueueCase::WaitingLonger(_)
                | QueueCase::ExpectedWaitOver(_)
                | QueueCase::AgentIsLost => {}
            },
            Some(QueueTrigger::Press(press)) => press_head(press, names),
            Some(QueueTrigger::At(_) | QueueTrigger::Every(_) | QueueTrigger::AfterCall) | None => {}
        }
        block(body, names);
    }
}

fn callback(callback: &mut Callback, names: &mut impl Names) {
    let Callback { name, title: _, settings, say: says, arms } = callback;
    named(Named::Callback, name, names);
    settings.iter_mut().for_each(|s| setting(s, names));
    says.iter_mut().for_each(|s| say(s, names));
    for CallbackArm { case: _, body, head: _ } in arms {
        block(body, names);
    }
}

fn survey(survey: &mut Survey, names: &mut impl Names) {
    let Survey { name, title: _, settings, questions, say: says } = survey;
    named(Named::Survey, name, names);
    settings.iter_mut().for_each(|s| setting(s, names));
    for SurveyQuestion { name: _, scale: _, say: asked, head: _ } in questions {
        say(asked, names);
    }
    says.iter_mut().for_each(|s| say(s, names));
}
