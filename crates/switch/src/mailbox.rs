//! What has arrived and is not yet handled: the order of things of one millisecond (language.md 4.3).

use crate::Input;
use rufplan_machine::call::Event;

/// Inputs of one moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mailbox {
    inputs: Vec<Input>,
}

impl Mailbox {
    pub fn push(&mut self, input: Input) {
        self.inputs.push(input);
    }

    /// The next in the order of 4.3; among equals the first that arrived.
    pub fn take(&mut self) -> Option<Input> {
        let (index, _) = self.inputs.iter().enumerate().min_by_key(|(_, input)| rank(input))?;
        Some(self.inputs.remove(index))
    }

    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }
}

fn rank(input: &Input) -> u8 {
    match input {
        Input::CallArrived { .. } => 0,
        Input::Call { event: Event::CallerHungUp, .. } => 1,
        Input::Agent { .. } => 2,
        Input::Call { event, .. } => match event {
            Event::TransferRinging { .. }
            | Event::TransferAnswered { .. }
            | Event::TransferResult { .. }
            | Event::TransferOver { .. } => 3,
            // `called_key` comes before the caller's (language.md 4.3)
            Event::CalledKey { .. } => 3,
            Event::Key(_) => 4,
            Event::PlayDone { .. } | Event::PlayFailed { .. } => 5,
            Event::MessageDone { .. } | Event::Recorded { .. } => 6,
            Event::Fetched { .. } => 7,
            Event::EngineError { .. } => 10,
            _ => 11,
        },
        Input::QueueAssumed { .. } | Input::CallbackAssumed { .. } => 8,
        Input::SwitchTurned { .. } | Input::MailboxFull { .. } => 9,
        Input::Time => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_of_one_millisecond_come_in_the_order_of_4_3() {
        let call = |event| Input::Call { call: "c".into(), event };
        let inputs = [
            call(Event::EngineError { id: "1.1".into(), what: "x".into() }),
            Input::SwitchTurned { client: "n".into(), name: "s".into(), on: true },
            call(Event::PlayDone { id: "1.1".into(), played_ms: 1 }),
            call(Event::Key('1')),
            call(Event::Key('2')),
            call(Event::TransferOver { id: "1.1".into() }),
            Input::Agent { agent: "mia".into(), report: crate::AgentReport::HungUp },
            call(Event::CallerHungUp),
        ];
        let mut mailbox = Mailbox::default();
        for input in inputs.clone() {
            mailbox.push(input);
        }
        let taken: Vec<Input> = std::iter::from_fn(|| mailbox.take()).collect();
        let expected: Vec<Input> = [7, 6, 5, 3, 4, 2, 1, 0].map(|n: usize| inputs[n].clone()).to_vec();
        assert_eq!(taken, expected);
        assert!(mailbox.is_empty());
    }
}
