//! Statements and arms.

use super::{Lowering, is_junk, literal};
use crate::ast::{
    Block, Branch, CallOf, Choice, ChoiceKind, Choose, ChooseArm, EnterQueue, ForAgent, HoursArm, HoursCase,
    If, KeyRange, Menu, OnArm, OnCase, PressArm, PressHead, Purpose, Say, SayItem, Spanned, SpeakLanguage,
    Stmt, StmtKind, Transfer, TransferArm, TransferCase,
};
use crate::{Node, Rule};

impl Lowering<'_> {
    /// The statements among the children of a node.
    pub(super) fn block(&self, node: &Node) -> Block {
        Block {
            stmts: node.children.iter().filter_map(|n| self.stmt(n)).collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    fn stmt(&self, node: &Node) -> Option<Stmt> {
        let kind = self.simple_stmt(node).or_else(|| self.block_stmt(node))?;
        Some(Stmt { kind, span: self.trim(node.span), head: self.head(node) })
    }

    fn simple_stmt(&self, node: &Node) -> Option<StmtKind> {
        let path = || node.child(Rule::path).map(|n| self.path(n));
        let expr = || node.child(Rule::expr).map(|n| self.expr(n));
        Some(match node.rule {
            Rule::say_stmt => StmtKind::Say(self.say(node)),
            Rule::set_stmt => StmtKind::Set { var: path()?, value: expr()? },
            Rule::mark_stmt => StmtKind::Mark { name: self.ident(node.child(Rule::ident)?), value: expr() },
            Rule::speak_stmt => StmtKind::Speak(match node.child(Rule::lang) {
                Some(lang) => SpeakLanguage::Tag(self.ident(lang)),
                None => SpeakLanguage::Path(path()?),
            }),
            Rule::pause_stmt => StmtKind::Pause(self.duration(node.child(Rule::duration)?)),
            Rule::go_to_stmt => StmtKind::GoTo(self.call_of(node.child(Rule::call_of)?)?),
            Rule::go_back_stmt => StmtKind::GoBack,
            Rule::again_stmt => StmtKind::Again,
            Rule::hang_up_stmt => StmtKind::HangUp,
            Rule::finish_stmt => StmtKind::Finish(self.ident(node.child(Rule::ident)?)),
            Rule::enter_queue_stmt => StmtKind::EnterQueue(self.enter_queue(node)?),
            Rule::callback_stmt => StmtKind::OfferCallback(self.offer_callback(node)?),
            Rule::survey_stmt => StmtKind::StartSurvey(path()?),
            Rule::recording_stmt => StmtKind::Recording(self.recording_order(node)?),
            Rule::count_stmt => StmtKind::CountFailure(path()?),
            Rule::keep_waiting_stmt => StmtKind::KeepWaiting,
            Rule::pass_stmt => StmtKind::PassCall(self.target(node.child(Rule::target)?)),
            _ => return None,
        })
    }

    fn block_stmt(&self, node: &Node) -> Option<StmtKind> {
        Some(match node.rule {
            Rule::if_stmt => StmtKind::If(self.if_stmt(node)),
            Rule::choose_stmt => StmtKind::Choose(self.choose(node)),
            Rule::consent_stmt => StmtKind::Consent(self.consent(node)),
            Rule::collect_stmt => StmtKind::Collect(self.collect(node)),
            Rule::menu_stmt => StmtKind::Menu(self.menu(node)),
            Rule::check_stmt => StmtKind::CheckHours {
                hours: node.child(Rule::path).map(|n| self.path(n)),
                arms: self.hours_arms(node),
            },
            Rule::look_stmt => StmtKind::CheckQueue(self.check_queue(node)),
            Rule::transfer_stmt => StmtKind::Transfer(self.transfer(node)),
            Rule::run_stmt => StmtKind::Run(self.run(node)),
            Rule::fetch_stmt => StmtKind::Fetch(self.fetch(node)),
            Rule::record_stmt => StmtKind::Record(self.dictation(node)),
            Rule::message_stmt | Rule::message_block => StmtKind::TakeMessage(self.dictation(node)),
            _ => return None,
        })
    }

    pub(super) fn say(&self, node: &Node) -> Say {
        let items = node.children_of(Rule::say_item).filter_map(|item| {
            let inner = item.children.first()?;
            Some(match inner.rule {
                Rule::string => SayItem::Text(self.string(inner)),
                _ => SayItem::Path(self.path(inner)),
            })
        });
        let uninterrupted = node.child(Rule::kw_uninterrupted).is_some();
        Say { items: items.collect(), uninterrupted, span: self.head(node) }
    }

    pub(super) fn call_of(&self, node: &Node) -> Option<CallOf> {
        Some(CallOf {
            flow: self.path(node.child(Rule::path)?),
            args: node.children_of(Rule::expr).map(|n| self.expr(n)).collect(),
            span: self.trim(node.span),
        })
    }

    fn enter_queue(&self, node: &Node) -> Option<EnterQueue> {
        let mut sums = node.children_of(Rule::sum).map(|n| self.expr(n));
        let for_agent = match node.child(Rule::kw_agent) {
            Some(_) => {
                Some(ForAgent { agent: sums.next()?, within_ms: self.duration(node.child(Rule::duration)?) })
            }
            None => None,
        };
        Some(EnterQueue { queue: self.path(node.child(Rule::path)?), for_agent, priority: sums.next() })
    }

    fn if_stmt(&self, node: &Node) -> If {
        let branch = |n: &Node| Branch {
            condition: n.child(Rule::expr).map(|e| self.expr(e)),
            body: self.block(n),
            head: self.head(n),
        };
        let mut branches = vec![branch(node)];
        branches.extend(node.children_of(Rule::else_if).map(branch));
        If { branches, otherwise: node.child(Rule::else_part).map(|n| self.block(n)) }
    }

    fn choose(&self, node: &Node) -> Choose {
        let arms = node.children_of(Rule::choose_arm).map(|n| ChooseArm {
            choices: n.children_of(Rule::choice).filter_map(|c| self.choice(c)).collect(),
            body: self.block(n),
            head: self.head(n),
        });
        Choose {
            subject: node.child(Rule::path).map(|n| self.path(n)),
            arms: arms.collect(),
            otherwise: node
                .children_of(Rule::otherwise_arm)
                .map(|n| Spanned::new(self.block(n), self.head(n)))
                .collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    fn choice(&self, node: &Node) -> Option<Choice> {
        let inner = node.children.first()?;
        let kind = match inner.rule {
            Rule::span => {
                let mut ends = inner.children_of(Rule::sum).map(|n| self.expr(n));
                ChoiceKind::Range(ends.next()?, ends.next()?)
            }
            Rule::locale => ChoiceKind::Language(self.text(inner).to_string()),
            _ => ChoiceKind::Value(self.expr(inner)),
        };
        Some(Choice { kind, span: self.trim(node.span) })
    }

    fn menu(&self, node: &Node) -> Menu {
        let (name, title) = self.name_head(node);
        Menu {
            name,
            title,
            settings: self.settings(node),
            say: node.children_of(Rule::say_stmt).map(|n| self.say(n)).collect(),
            say_again: node.children_of(Rule::say_again).map(|n| self.say(n)).collect(),
            press: node.children_of(Rule::press_arm).map(|n| self.press_arm(n)).collect(),
            on: node.children_of(Rule::on_arm).map(|n| self.on_arm(n)).collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    pub(super) fn press_arm(&self, node: &Node) -> PressArm {
        PressArm { press: self.press_head(node), body: self.block(node), head: self.head(node) }
    }

    pub(super) fn press_head(&self, node: &Node) -> PressHead {
        let mut head = PressHead { keys: Vec::new(), anywhere: false, purpose: None };
        let mut open_range = false;
        for child in &node.children {
            match child.rule {
                Rule::dtmf if open_range => {
                    if let Some(last) = head.keys.last_mut() {
                        last.to = Some(self.ident(child));
                    }
                    open_range = false;
                }
                Rule::dtmf => head.keys.push(KeyRange { from: self.ident(child), to: None }),
                Rule::kw_to => open_range = true,
                Rule::kw_anywhere => head.anywhere = true,
                Rule::kw_to_repeat => head.purpose = Some(Purpose::Repeat(self.trim(child.span))),
                Rule::kw_to_go_back => head.purpose = Some(Purpose::GoBack(self.trim(child.span))),
                Rule::string => head.purpose = Some(Purpose::Label(self.string(child))),
                _ => {}
            }
        }
        head
    }

    pub(super) fn on_arm(&self, node: &Node) -> OnArm {
        let case = node.child(Rule::on_case).and_then(|n| {
            let case = match self.words(n).as_str() {
                "silence" => OnCase::Silence,
                "wrong key" => OnCase::WrongKey,
                "wrong input" => OnCase::WrongInput,
                "failure" => OnCase::Failure,
                "error" => OnCase::Error,
                _ => return None,
            };
            Some(Spanned::new(case, self.trim(n.span)))
        });
        let from = node.child(Rule::number).map(|n| Spanned::new(self.text(n).parse().ok(), n.span));
        OnArm { case, from, body: self.block(node), head: self.head(node) }
    }

    fn hours_arms(&self, node: &Node) -> Vec<HoursArm> {
        let arm = |n: &Node| {
            let case = n.child(Rule::hours_case).and_then(|c| {
                let case = match self.text(c) {
                    "open" => HoursCase::Open,
                    "closed" => HoursCase::Closed,
                    "holiday" => HoursCase::Holiday,
                    "special" => HoursCase::Special,
                    _ => return None,
                };
                Some(Spanned::new(case, self.trim(c.span)))
            });
            HoursArm { case, body: self.block(n), head: self.head(n) }
        };
        node.children.iter().filter(|n| matches!(n.rule, Rule::hours_arm | Rule::bad_when)).map(arm).collect()
    }

    fn transfer(&self, node: &Node) -> Transfer {
        let arm = |n: &Node| TransferArm {
            case: n.child(Rule::transfer_case).and_then(|c| self.transfer_case(c)),
            body: self.block(n),
            head: self.head(n),
        };
        let is_arm = |n: &&Node| matches!(n.rule, Rule::transfer_arm | Rule::bad_when);
        Transfer {
            targets: node.children_of(Rule::target).map(|n| self.target(n)).collect(),
            settings: self.settings(node),
            arms: node.children.iter().filter(is_arm).map(arm).collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    fn transfer_case(&self, node: &Node) -> Option<Spanned<TransferCase>> {
        let case = match (self.words(node).as_str(), node.child(Rule::dtmf)) {
            (_, Some(key)) => TransferCase::RefusedWith(self.text(key).to_string()),
            ("busy", _) => TransferCase::Busy,
            ("not answered", _) => TransferCase::NotAnswered,
            ("refused", _) => TransferCase::Refused,
            ("failed", _) => TransferCase::Failed,
            ("over", _) => TransferCase::Over,
            _ => return None,
        };
        Some(Spanned::new(case, self.trim(node.span)))
    }

    pub(super) fn whole_number(&self, node: &Node) -> Option<u32> {
        literal::decimal(self.text(node))
            .filter(|(_, scale)| *scale == 0)
            .and_then(|(n, _)| u32::try_from(n).ok())
    }
}
