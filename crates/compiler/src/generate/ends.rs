//! Whether a call goes on behind a statement.

use rufplan_syntax::ast::{
    Block, Defaults, Dictation, DictationCase, Fetch, FetchCase, If, Menu, OnArm, OnCase, Purpose, Stmt,
    StmtKind, Transfer, TransferCase,
};

/// Whether a call can go on behind a block. `defaults` are those that its menus inherit.
pub(crate) fn block_goes_on(block: &Block, defaults: Option<&Defaults>) -> bool {
    block.has_junk || block.stmts.iter().all(|stmt| goes_on(stmt, defaults))
}

/// Whether a call can go on behind a statement.
pub(crate) fn goes_on(stmt: &Stmt, defaults: Option<&Defaults>) -> bool {
    match &stmt.kind {
        StmtKind::GoTo(_)
        | StmtKind::GoBack
        | StmtKind::Again
        | StmtKind::HangUp
        | StmtKind::Finish(_)
        | StmtKind::EnterQueue(_)
        | StmtKind::KeepWaiting
        | StmtKind::PassCall(_) => false,
        StmtKind::Say(_)
        | StmtKind::Set { .. }
        | StmtKind::Mark { .. }
        | StmtKind::Speak(_)
        | StmtKind::Pause(_)
        | StmtKind::StartSurvey(_)
        // who declines goes on
        | StmtKind::OfferCallback(_)
        | StmtKind::Consent(_)
        | StmtKind::Recording(_)
        | StmtKind::CountFailure(_) => true,
        StmtKind::If(If { branches, otherwise }) => {
            branches.iter().any(|b| block_goes_on(&b.body, defaults))
                || otherwise.as_ref().is_none_or(|body| block_goes_on(body, defaults))
        }
        StmtKind::Choose(choose) => {
            let arms = choose.arms.iter().map(|a| &a.body);
            let mut bodies = arms.chain(choose.otherwise.iter().map(|o| &o.value)).peekable();
            choose.has_junk || bodies.peek().is_none() || bodies.any(|b| block_goes_on(b, defaults))
        }
        StmtKind::CheckHours { arms, .. } => {
            arms.is_empty() || arms.iter().any(|a| block_goes_on(&a.body, defaults))
        }
        StmtKind::CheckQueue(look) => {
            look.arms.is_empty() || look.arms.iter().any(|a| block_goes_on(&a.body, defaults))
        }
        StmtKind::Menu(menu) => menu_goes_on(menu, defaults),
        // a value leads behind it
        StmtKind::Collect(_) => true,
        StmtKind::Transfer(transfer) => transfer_goes_on(transfer, defaults),
        StmtKind::Run(run) => {
            run.has_junk || run.call.is_none() || run.arms.iter().any(|a| block_goes_on(&a.body, defaults))
        }
        StmtKind::Fetch(fetch) => fetch_goes_on(fetch, defaults),
        StmtKind::Record(dictation) => dictation_goes_on(dictation, 2, defaults),
        StmtKind::TakeMessage(dictation) => dictation_goes_on(dictation, 3, defaults),
    }
}

fn menu_goes_on(menu: &Menu, defaults: Option<&Defaults>) -> bool {
    let answered = menu.press.iter().any(|arm| {
        let fixed = matches!(arm.press.purpose, Some(Purpose::Repeat(_) | Purpose::GoBack(_)));
        !fixed && block_goes_on(&arm.body, defaults)
    });
    let failure = own_or_inherited(&menu.on, defaults, OnCase::Failure);
    menu.has_junk || answered || failure.is_some_and(|arm| block_goes_on(&arm.body, defaults))
}

fn transfer_goes_on(transfer: &Transfer, defaults: Option<&Defaults>) -> bool {
    let answered = |arm: &&rufplan_syntax::ast::TransferArm| {
        arm.case.as_ref().is_some_and(|c| c.value == TransferCase::NotAnswered)
    };
    let incomplete = transfer.has_junk || !transfer.arms.iter().any(|arm| answered(&arm));
    incomplete || transfer.arms.iter().any(|arm| block_goes_on(&arm.body, defaults))
}

fn fetch_goes_on(fetch: &Fetch, defaults: Option<&Defaults>) -> bool {
    // a left-out `found` goes on behind `end` (S11); what else is left out is `on error`
    let has_found =
        fetch.arms.iter().any(|arm| arm.case.as_ref().is_some_and(|c| c.value == FetchCase::Found));
    fetch.has_junk || !has_found || fetch.arms.iter().any(|arm| block_goes_on(&arm.body, defaults))
}

/// Whether a call can go on behind a `record` or `take message`: by an arm, or because one of its `cases`, without `too
/// short`, has none.
fn dictation_goes_on(dictation: &Dictation, cases: usize, defaults: Option<&Defaults>) -> bool {
    let own = dictation.arms.iter().filter_map(|arm| arm.case.as_ref());
    let own: std::collections::BTreeSet<_> = own.map(|case| case.value).collect();
    let written = own.iter().filter(|case| **case != DictationCase::TooShort).count();
    dictation.has_junk
        || written < cases
        || dictation.arms.iter().any(|arm| block_goes_on(&arm.body, defaults))
}

/// The arm for a case: the block's own, else that of `defaults`.
pub(crate) fn own_or_inherited<'a>(
    own: &'a [OnArm],
    defaults: Option<&'a Defaults>,
    case: OnCase,
) -> Option<&'a OnArm> {
    let inherited = defaults.map_or(&[][..], |d| &d.on);
    own.iter().chain(inherited).find(|arm| arm.case.as_ref().is_some_and(|c| c.value == case))
}
