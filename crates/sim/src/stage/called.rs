//! The other end of a transfer.

use super::Stage;
use crate::observed::What;
use rufplan_machine::call::{Event, OpenTransfer, TransferResult};

impl Stage {
    fn transfer(&self) -> Option<&OpenTransfer> {
        self.configuration().and_then(|c| c.transfer.as_ref())
    }

    /// Whether caller and another line talk.
    fn talks(&self) -> bool {
        self.configuration().is_some_and(|c| c.talk.is_some())
    }

    /// Somebody who is rung picks up, whatever else was told of him.
    ///
    /// # Errors
    /// When nobody is rung.
    pub fn called_answers(&mut self) -> Result<(), String> {
        let ringing = self.transfer().filter(|_| !self.talks()).and_then(|open| {
            let rings = |left: &&String| open.asked.iter().all(|(asked, _)| asked != *left);
            Some((open.id.clone(), open.left.iter().find(rings)?.clone()))
        });
        let (id, target) = ringing.ok_or("no other line is rung")?;
        self.future.cancel_target(&id, &target);
        if !self.asks(&id) {
            self.see(What::Connected(target.clone()));
        }
        self.event(Event::TransferAnswered { id, target });
        Ok(())
    }

    /// Who picked up last and was asked presses keys.
    ///
    /// # Errors
    /// When nobody was asked.
    pub fn called_presses(&mut self, keys: &str) -> Result<(), String> {
        for key in keys.chars() {
            let asked = self.transfer().and_then(|open| {
                Some((open.id.clone(), open.asked.last().map(|(target, _)| target.clone())?))
            });
            let (id, target) = asked.ok_or("nobody who was called is asked for a key")?;
            self.event(Event::CalledKey { id, target, key });
        }
        Ok(())
    }

    /// The person a transfer reached hangs up; who was asked for a key has refused with that.
    ///
    /// # Errors
    /// When the caller talks to nobody outside and nobody was asked.
    pub fn called_hangs_up(&mut self) -> Result<(), String> {
        let open = self.transfer().cloned().ok_or("the caller talks to no other line")?;
        let event = match open.asked.last() {
            _ if self.talks() => Event::TransferOver { id: open.id },
            Some((target, _)) => Event::TransferResult {
                id: open.id,
                target: target.clone(),
                result: TransferResult::Refused(None),
            },
            None => return Err("the caller talks to no other line".into()),
        };
        self.event(event);
        Ok(())
    }
}
