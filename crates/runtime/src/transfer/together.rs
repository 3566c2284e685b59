//! Targets that ring at once and what becomes of them together (L2).

use rufplan_machine::call::TransferResult;

/// L2: `busy` if all were busy; `refused with K` if one pressed K; else `refused`, `failed` if all were so; else
/// `not answered`.
pub(super) fn together(results: &[TransferResult]) -> TransferResult {
    let all = |holds: fn(&TransferResult) -> bool| results.iter().all(holds);
    if all(|r| matches!(r, TransferResult::Busy)) {
        return TransferResult::Busy;
    }
    let pressed = results.iter().find(|r| matches!(r, TransferResult::Refused(Some(_))));
    if let Some(pressed) = pressed {
        return pressed.clone();
    }
    if all(|r| matches!(r, TransferResult::Refused(_))) {
        TransferResult::Refused(None)
    } else if all(|r| matches!(r, TransferResult::Failed)) {
        TransferResult::Failed
    } else {
        TransferResult::NotAnswered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TransferResult::{Busy, Failed, NotAnswered, Refused};

    #[test]
    fn l2_one_result_speaks_for_all() {
        let cases = [
            (vec![Busy, Busy], Busy),
            (vec![Busy, Refused(Some('3')), Failed], Refused(Some('3'))),
            (vec![Refused(None), Refused(None)], Refused(None)),
            (vec![Failed, Failed], Failed),
            (vec![Failed, Busy], NotAnswered),
            (vec![NotAnswered, Busy], NotAnswered),
            (vec![Refused(None), Busy], NotAnswered),
        ];
        for (results, expected) in cases {
            assert_eq!(together(&results), expected, "{results:?}");
        }
    }
}
