//! One incoming leg: its commands, the dialog's events, its end.

use super::{Agreement, LegId, Refusal, SipEvent};
use rsipstack::dialog::dialog::{DialogState, DialogStateReceiver, TerminatedReason, TransactionHandle};
use rsipstack::dialog::dialog_layer::DialogLayer;
use rsipstack::dialog::invite_dialog::InviteDialog;
use rsipstack::sip::{Header, Request, StatusCode};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

/// Methods that we serve (`Allow`).
pub(super) const ALLOW: &str = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE";

/// What a leg is told.
#[derive(Debug)]
pub(super) enum Command {
    Accept(Box<Agreement>),
    Reject(Refusal),
    HangUp,
}

/// Everything one leg needs.
pub(super) struct Leg {
    pub id: LegId,
    pub dialog: InviteDialog,
    pub dialogs: Arc<DialogLayer>,
    pub events: UnboundedSender<SipEvent>,
    pub agreement: Option<Box<Agreement>>,
    pub confirmed: bool,
    pub hang_up_wanted: bool,
    pub ended_by_us: bool,
}

impl Leg {
    /// Runs the leg to its end and reports it.
    pub async fn run(mut self, mut states: DialogStateReceiver, mut commands: UnboundedReceiver<Command>) {
        let mut listening = true;
        loop {
            tokio::select! {
                command = commands.recv(), if listening => match command {
                    Some(command) => self.obey(command),
                    None => listening = false,
                },
                state = states.recv() => match state {
                    Some(DialogState::Terminated(id, reason)) => {
                        self.dialogs.remove_dialog(&id);
                        let by_us = self.ended_by_us || matches!(reason, TerminatedReason::UasBye | TerminatedReason::UasDecline);
                        let _ = self.events.send(SipEvent::Ended { leg: self.id, by_us });
                        return;
                    }
                    Some(state) => self.hear(state).await,
                    None => {
                        let _ = self.events.send(SipEvent::Ended { leg: self.id, by_us: self.ended_by_us });
                        return;
                    }
                },
            }
        }
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Accept(agreement) => {
                let headers =
                    vec![Header::ContentType("application/sdp".into()), Header::Allow(ALLOW.into())];
                // fails only when the transaction is gone; then `Terminated` follows
                let _ = self.dialog.accept(Some(headers), Some(agreement.body.clone().into_bytes()));
                self.agreement = Some(agreement);
            }
            Command::Reject(refusal) => {
                self.ended_by_us = true;
                let status = match refusal {
                    Refusal::NotFound => StatusCode::NotFound,
                    Refusal::NotAcceptable => StatusCode::NotAcceptableHere,
                    Refusal::Unavailable => StatusCode::ServiceUnavailable,
                };
                let _ = self.dialog.reject(Some(status), None);
            }
            Command::HangUp => {
                self.hang_up_wanted = true;
                self.hang_up_if_wanted();
            }
        }
    }

    /// BYE is allowed only after the caller's ACK (RFC 3261, 15); before our answer a call is declined.
    fn hang_up_if_wanted(&mut self) {
        if !self.hang_up_wanted {
            return;
        }
        self.ended_by_us = true;
        if self.confirmed {
            let dialog = self.dialog.clone();
            tokio::spawn(async move {
                // the dialog reports its end whatever becomes of the BYE
                let _ = dialog.bye().await;
            });
        } else if self.agreement.is_none() {
            let _ = self.dialog.reject(Some(StatusCode::TemporarilyUnavailable), None);
        }
    }

    async fn hear(&mut self, state: DialogState) {
        match state {
            DialogState::Confirmed(..) if !self.confirmed => {
                self.confirmed = true;
                let _ = self.events.send(SipEvent::Confirmed { leg: self.id });
                self.hang_up_if_wanted();
            }
            DialogState::Updated(_, request, handle) => self.answer_again(&request, &handle).await,
            DialogState::Info(_, _, handle) | DialogState::Options(_, _, handle) => {
                let _ = handle.respond(StatusCode::OK, Some(vec![Header::Allow(ALLOW.into())]), None).await;
            }
            DialogState::Refer(_, _, handle) => {
                let _ = handle.reply(StatusCode::Decline).await;
            }
            DialogState::Notify(_, _, handle)
            | DialogState::Message(_, _, handle)
            | DialogState::Publish(_, _, handle) => {
                let allow = Some(vec![Header::Allow(ALLOW.into())]);
                let _ = handle.respond(StatusCode::MethodNotAllowed, allow, None).await;
            }
            _ => {}
        }
    }

    /// A re-INVITE or UPDATE: one that changes nothing that we send to is answered, any other is refused and the call
    /// goes on as it was (RFC 3261, 14.2).
    async fn answer_again(&mut self, request: &Request, handle: &TransactionHandle) {
        let sdp = || Some(vec![Header::ContentType("application/sdp".into()), Header::Allow(ALLOW.into())]);
        let Some(agreement) = &self.agreement else {
            let _ = handle.reply(StatusCode::RequestPending).await;
            return;
        };
        if request.body.is_empty() {
            let _ = handle.respond(StatusCode::OK, sdp(), Some(agreement.body.clone().into_bytes())).await;
            return;
        }
        let offer = String::from_utf8_lossy(&request.body);
        match rufplan_sdp::answer(&offer, &agreement.local) {
            Ok(again)
                if again.stream.remote == agreement.stream.remote
                    && again.stream.codec == agreement.stream.codec =>
            {
                let _ = handle.respond(StatusCode::OK, sdp(), Some(again.body.into_bytes())).await;
            }
            _ => {
                let _ = handle.reply(StatusCode::NotAcceptableHere).await;
            }
        }
    }
}
