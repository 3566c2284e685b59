//! Statements and their arms.

use super::exprs::{expr, setting, target, text};
use super::{Named, Names, Stands, lookups};
use crate::ast::{
    Block, Branch, CallOf, CheckQueue, Choice, ChoiceKind, Choose, ChooseArm, Collect, Consent, Dictation,
    DictationArm, EnterQueue, ForAgent, HoursArm, If, LookArm, Menu, OfferCallback, OnArm, PressArm,
    PressHead, Purpose, Run, RunArm, Say, SayItem, SpeakLanguage, Stmt, StmtKind, Transfer, TransferArm,
};

pub(super) fn block(block: &mut Block, names: &mut impl Names) {
    let Block { stmts, has_junk: _ } = block;
    stmts.iter_mut().for_each(|stmt| self::stmt(stmt, names));
}

fn stmt(stmt: &mut Stmt, names: &mut impl Names) {
    let Stmt { kind, span: _, head: _ } = stmt;
    match kind {
        StmtKind::Say(say) => self::say(say, names),
        StmtKind::Set { var, value } => {
            names.names(Named::Data, var);
            expr(value, Stands::Given, names);
        }
        StmtKind::Mark { name: _, value } => value.iter_mut().for_each(|v| expr(v, Stands::Asked, names)),
        StmtKind::Speak(SpeakLanguage::Path(path)) => names.names(Named::Data, path),
        StmtKind::GoTo(call) => call_of(call, names),
        StmtKind::EnterQueue(enter) => enter_queue(enter, names),
        StmtKind::PassCall(to) => target(to, names),
        StmtKind::If(branching) => self::branching(branching, names),
        StmtKind::Choose(choose) => self::choose(choose, names),
        StmtKind::Menu(menu) => self::menu(menu, names),
        StmtKind::Collect(collect) => self::collect(collect, names),
        StmtKind::Consent(consent) => {
            let Consent { to: _, settings, say: says, press: _, silence: _, has_junk: _ } = consent;
            settings.iter_mut().for_each(|s| setting(s, names));
            says.iter_mut().for_each(|s| say(s, names));
        }
        StmtKind::CountFailure(count) => names.names(Named::Failures, count),
        StmtKind::CheckHours { hours, arms } => {
            hours.iter_mut().for_each(|path| names.names(Named::Hours, path));
            for HoursArm { case: _, body, head: _ } in arms {
                block(body, names);
            }
        }
        StmtKind::OfferCallback(OfferCallback { callback, queue }) => {
            names.names(Named::Callback, callback);
            queue.iter_mut().for_each(|path| names.names(Named::Queue, path));
        }
        StmtKind::StartSurvey(survey) => names.names(Named::Survey, survey),
        StmtKind::CheckQueue(look) => self::check_queue(look, names),
        StmtKind::Transfer(transfer) => self::transfer(transfer, names),
        StmtKind::Run(Run { call, arms, has_junk: _ }) => {
            call.iter_mut().for_each(|call| call_of(call, names));
            for RunArm { outcome: _, body, head: _ } in arms {
                block(body, names);
            }
        }
        StmtKind::Fetch(fetch) => lookups::fetch(fetch, names),
        StmtKind::Record(dictation) => self::dictation(dictation, Named::Data, names),
        StmtKind::TakeMessage(dictation) => self::dictation(dictation, Named::Mailbox, names),
        StmtKind::Speak(SpeakLanguage::Tag(_))
        | StmtKind::Pause(_)
        | StmtKind::Recording(_)
        | StmtKind::GoBack
        | StmtKind::Again
        | StmtKind::HangUp
        | StmtKind::Finish(_)
        | StmtKind::KeepWaiting => {}
    }
}

pub(super) fn say(say: &mut Say, names: &mut impl Names) {
    let Say { items, uninterrupted: _, span: _ } = say;
    for item in items {
        match item {
            SayItem::Text(words) => text(words, names),
            SayItem::Path(path) => names.names(Named::Prompt, path),
        }
    }
}

pub(super) fn call_of(call: &mut CallOf, names: &mut impl Names) {
    let CallOf { flow, args, span: _ } = call;
    names.names(Named::Flow, flow);
    args.iter_mut().for_each(|arg| expr(arg, Stands::Given, names));
}

fn enter_queue(enter: &mut EnterQueue, names: &mut impl Names) {
    let EnterQueue { queue, for_agent, priority } = enter;
    names.names(Named::Queue, queue);
    if let Some(ForAgent { agent, within_ms: _ }) = for_agent {
        expr(agent, Stands::Asked, names);
    }
    priority.iter_mut().for_each(|p| expr(p, Stands::Asked, names));
}

fn branching(branching: &mut If, names: &mut impl Names) {
    let If { branches, otherwise } = branching;
    for Branch { condition, body, head: _ } in branches {
        condition.iter_mut().for_each(|c| expr(c, Stands::Asked, names));
        block(body, names);
    }
    otherwise.iter_mut().for_each(|body| block(body, names));
}

fn choose(choose: &mut Choose, names: &mut impl Names) {
    let Choose { subject, arms, otherwise, has_junk: _ } = choose;
    subject.iter_mut().for_each(|path| names.names(Named::Data, path));
    for ChooseArm { choices, body, head: _ } in arms {
        for Choice { kind, span: _ } in choices {
            match kind {
                ChoiceKind::Value(value) => expr(value, Stands::Given, names),
                ChoiceKind::Range(from, to) => {
                    expr(from, Stands::Asked, names);
                    expr(to, Stands::Asked, names);
                }
                ChoiceKind::Language(_) => {}
            }
        }
        block(body, names);
    }
    otherwise.iter_mut().for_each(|body| block(&mut body.value, names));
}

fn menu(menu: &mut Menu, names: &mut impl Names) {
    let Menu { name: _, title: _, settings, say: says, say_again, press, on, has_junk: _ } = menu;
    settings.iter_mut().for_each(|s| setting(s, names));
    says.iter_mut().chain(say_again).for_each(|s| say(s, names));
    press.iter_mut().for_each(|arm| press_arm(arm, names));
    on.iter_mut().for_each(|arm| on_arm(arm, names));
}

fn collect(collect: &mut Collect, names: &mut impl Names) {
    let Collect { var, settings, say: says, say_again, press, on, has_junk: _ } = collect;
    var.iter_mut().for_each(|path| names.names(Named::Data, path));
    settings.iter_mut().for_each(|s| setting(s, names));
    says.iter_mut().chain(say_again).for_each(|s| say(s, names));
    press.iter_mut().for_each(|arm| press_arm(arm, names));
    on.iter_mut().for_each(|arm| on_arm(arm, names));
}

pub(super) fn press_arm(arm: &mut PressArm, names: &mut impl Names) {
    let PressArm { press, body, head: _ } = arm;
    press_head(press, names);
    block(body, names);
}

pub(super) fn press_head(press: &mut PressHead, names: &mut impl Names) {
    let PressHead { keys: _, anywhere: _, purpose } = press;
    match purpose {
        Some(Purpose::Label(label)) => text(label, names),
        Some(Purpose::Repeat(_) | Purpose::GoBack(_)) | None => {}
    }
}

pub(super) fn on_arm(arm: &mut OnArm, names: &mut impl Names) {
    let OnArm { case: _, from: _, body, head: _ } = arm;
    block(body, names);
}

fn check_queue(look: &mut CheckQueue, names: &mut impl Names) {
    let CheckQueue { queue, arms, has_junk: _ } = look;
    queue.iter_mut().for_each(|path| names.names(Named::Queue, path));
    for LookArm { case: _, body, head: _ } in arms {
        block(body, names);
    }
}

fn transfer(transfer: &mut Transfer, names: &mut impl Names) {
    let Transfer { targets, settings, arms, has_junk: _ } = transfer;
    targets.iter_mut().for_each(|t| target(t, names));
    settings.iter_mut().for_each(|s| setting(s, names));
    for TransferArm { case: _, body, head: _ } in arms {
        block(body, names);
    }
}

/// The blocks right below a statement.
pub fn bodies_mut(stmt: &mut Stmt, visit: &mut dyn FnMut(&mut Block)) {
    match &mut stmt.kind {
        StmtKind::If(branching) => {
            branching.branches.iter_mut().for_each(|b| visit(&mut b.body));
            branching.otherwise.iter_mut().for_each(visit);
        }
        StmtKind::Choose(choose) => {
            choose.arms.iter_mut().for_each(|a| visit(&mut a.body));
            choose.otherwise.iter_mut().for_each(|o| visit(&mut o.value));
        }
        StmtKind::Menu(menu) => {
            menu.press.iter_mut().for_each(|a| visit(&mut a.body));
            menu.on.iter_mut().for_each(|a| visit(&mut a.body));
        }
        StmtKind::Collect(collect) => {
            collect.press.iter_mut().for_each(|a| visit(&mut a.body));
            collect.on.iter_mut().for_each(|a| visit(&mut a.body));
        }
        StmtKind::CheckHours { hours: _, arms } => arms.iter_mut().for_each(|a| visit(&mut a.body)),
        StmtKind::Transfer(transfer) => transfer.arms.iter_mut().for_each(|a| visit(&mut a.body)),
        StmtKind::CheckQueue(look) => look.arms.iter_mut().for_each(|a| visit(&mut a.body)),
        StmtKind::Run(run) => run.arms.iter_mut().for_each(|a| visit(&mut a.body)),
        StmtKind::Fetch(fetch) => fetch.arms.iter_mut().for_each(|a| visit(&mut a.body)),
        StmtKind::Record(words) | StmtKind::TakeMessage(words) => {
            words.arms.iter_mut().for_each(|a| visit(&mut a.body));
        }
        StmtKind::Say(_)
        | StmtKind::Finish(_)
        | StmtKind::Set { .. }
        | StmtKind::Mark { .. }
        | StmtKind::Speak(_)
        | StmtKind::Pause(_)
        | StmtKind::GoTo(_)
        | StmtKind::GoBack
        | StmtKind::Consent(_)
        | StmtKind::Recording(_)
        | StmtKind::CountFailure(_)
        | StmtKind::Again
        | StmtKind::HangUp
        | StmtKind::EnterQueue(_)
        | StmtKind::KeepWaiting
        | StmtKind::OfferCallback(_)
        | StmtKind::StartSurvey(_)
        | StmtKind::PassCall(_) => {}
    }
}

fn dictation(dictation: &mut Dictation, into: Named, names: &mut impl Names) {
    let Dictation { into: path, settings, say: says, arms, is_block: _, has_junk: _ } = dictation;
    path.iter_mut().for_each(|path| names.names(into, path));
    settings.iter_mut().for_each(|s| setting(s, names));
    says.iter_mut().for_each(|s| say(s, names));
    for DictationArm { case: _, body, head: _ } in arms {
        block(body, names);
    }
}
