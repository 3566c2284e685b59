//! Targets that ring at once and what becomes of them together (L2).

use rufplan_machine::call::{EffectId, TransferResult};

/// Several targets of one transfer that ring.
#[derive(Clone, Debug)]
pub(crate) struct Ringing {
    pub id: EffectId,
    /// Targets that have not reported yet.
    left: Vec<String>,
    results: Vec<TransferResult>,
}

impl Ringing {
    pub fn new(id: EffectId, targets: &[String]) -> Self {
        Ringing { id, left: targets.to_vec(), results: Vec::new() }
    }

    /// One target did not take the call; the result of all once the last has reported.
    pub fn result(&mut self, target: &str, result: TransferResult) -> Option<TransferResult> {
        let index = self.left.iter().position(|left| left == target)?;
        self.left.remove(index);
        self.results.push(result);
        self.left.is_empty().then(|| together(&self.results))
    }
}

/// L2: `busy` if all were busy; `refused with K` if one pressed K; else `refused`, `failed` if all were so; else
/// `not answered`.
fn together(results: &[TransferResult]) -> TransferResult {
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
            let targets: Vec<String> = (0..results.len()).map(|n| n.to_string()).collect();
            let mut ringing = Ringing::new("1.1".into(), &targets);
            assert_eq!(ringing.result("unknown", Busy), None);
            for (target, result) in targets.iter().zip(&results) {
                let last = *target == targets[targets.len() - 1];
                let told = ringing.result(target, result.clone());
                assert_eq!(told, last.then(|| expected.clone()), "{results:?}");
            }
        }
    }
}
