//! The line itself, by `rsipstack`: UDP, one endpoint, a task for each transaction and each leg.

use super::leg::{ALLOW, Command, Leg};
use super::number::{e164, withheld};
use super::{Agreement, LegId, Refusal, SipEvent, SipPort};
use rsipstack::EndpointBuilder;
use rsipstack::dialog::dialog::Dialog;
use rsipstack::dialog::dialog_layer::DialogLayer;
use rsipstack::platform::CancellationToken;
use rsipstack::sip::prelude::*;
use rsipstack::sip::{Header, Method, SipMessage, StatusCode, Uri};
use rsipstack::transaction::TransactionReceiver;
use rsipstack::transaction::endpoint::{EndpointOption, MessageInspector};
use rsipstack::transaction::transaction::Transaction;
use rsipstack::transport::udp::UdpConnection;
use rsipstack::transport::{SipAddr, TransportLayer};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// When a caller who is refused with 503 may try again, in seconds.
const RETRY_AFTER_S: u32 = 5;

/// Why the line does not stand.
#[derive(Debug, thiserror::Error)]
pub enum SipError {
    /// The address cannot be bound.
    #[error("cannot listen on {address}/udp: {reason}")]
    Bind {
        /// Address asked for.
        address: SocketAddr,
        /// The system's word.
        reason: String,
    },
    /// The SIP library did not start.
    #[error("the SIP endpoint did not start: {0}")]
    Endpoint(String),
}

/// A SIP line on one UDP address.
pub struct SipLine {
    shared: Arc<Shared>,
    address: SocketAddr,
    cancel: CancellationToken,
}

struct Shared {
    dialogs: Arc<DialogLayer>,
    contact: Uri,
    events: UnboundedSender<SipEvent>,
    legs: Mutex<HashMap<LegId, UnboundedSender<Command>>>,
    next_leg: AtomicU64,
}

impl SipLine {
    /// Binds `listen` and begins to take calls; `public` is the address that peers reach us by. Port 0 takes any free one.
    ///
    /// # Errors
    /// When the address is in use or not ours.
    pub async fn open(
        listen: SocketAddr,
        public: IpAddr,
    ) -> Result<(SipLine, UnboundedReceiver<SipEvent>), SipError> {
        let cancel = CancellationToken::new();
        let transport = TransportLayer::new(cancel.clone());
        let connection = UdpConnection::create_connection(listen, None, Some(cancel.child_token()))
            .await
            .map_err(|e| SipError::Bind { address: listen, reason: reason(&e) })?;
        let address =
            connection.get_addr().get_socketaddr().map_err(|e| SipError::Endpoint(e.to_string()))?;
        transport.add_transport(connection.into());
        let option = EndpointOption { callid_suffix: Some(public.to_string()), ..Default::default() };
        let endpoint = EndpointBuilder::new()
            .with_transport_layer(transport)
            .with_cancel_token(cancel.clone())
            .with_user_agent(concat!("rufplan/", env!("CARGO_PKG_VERSION")))
            .with_option(option)
            .with_inspector(Box::new(RetryLater))
            .build();
        let incoming = endpoint.incoming_transactions().map_err(|e| SipError::Endpoint(e.to_string()))?;
        let contact =
            Uri::try_from(format!("sip:rufplan@{}", SocketAddr::new(public, address.port())).as_str())
                .map_err(|e| SipError::Endpoint(e.to_string()))?;
        let (events, reports) = unbounded_channel();
        let dialogs = Arc::new(DialogLayer::new(endpoint.inner.clone()));
        let shared = Arc::new(Shared {
            dialogs,
            contact,
            events,
            legs: Mutex::default(),
            next_leg: AtomicU64::new(1),
        });
        tokio::spawn(async move {
            let _ = endpoint.inner.serve().await;
        });
        tokio::spawn(dispatch(shared.clone(), incoming));
        Ok((SipLine { shared, address, cancel }, reports))
    }

    /// The address that was bound.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Dialogs that still stand.
    pub fn dialogs(&self) -> usize {
        self.shared.dialogs.len()
    }

    /// Closes the line; legs that still stand are lost.
    pub fn close(&self) {
        self.cancel.cancel();
    }

    fn tell(&self, leg: LegId, command: Command) {
        let legs = self.shared.legs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(commands) = legs.get(&leg) {
            // a leg that has just ended reports that itself
            let _ = commands.send(command);
        }
    }
}

impl Drop for SipLine {
    fn drop(&mut self) {
        self.close();
    }
}

impl SipPort for SipLine {
    fn accept(&self, leg: LegId, agreement: Agreement) {
        self.tell(leg, Command::Accept(Box::new(agreement)));
    }

    fn reject(&self, leg: LegId, refusal: Refusal) {
        self.tell(leg, Command::Reject(refusal));
    }

    fn hang_up(&self, leg: LegId) {
        self.tell(leg, Command::HangUp);
    }
}

/// Adds `Retry-After` to every 503, which the dialog layer cannot do by itself (RFC 3261, 21.5.4).
struct RetryLater;

impl MessageInspector for RetryLater {
    fn before_send(&self, message: SipMessage, _: Option<&SipAddr>) -> SipMessage {
        match message {
            SipMessage::Response(mut response) if response.status_code == StatusCode::ServiceUnavailable => {
                response.headers.push(Header::RetryAfter(RETRY_AFTER_S.to_string().into()));
                SipMessage::Response(response)
            }
            other => other,
        }
    }

    fn after_received(&self, message: SipMessage, _: Option<&SipAddr>) -> SipMessage {
        message
    }
}

fn reason(error: &rsipstack::Error) -> String {
    let text = error.to_string();
    if text.contains("os error 98") || text.to_ascii_lowercase().contains("in use") {
        return "the port is in use by another program".to_string();
    }
    text
}

/// One task for each transaction: an INVITE's `handle` returns only after its ACK.
async fn dispatch(shared: Arc<Shared>, mut incoming: TransactionReceiver) {
    while let Some(mut transaction) = incoming.recv().await {
        let shared = shared.clone();
        tokio::spawn(async move {
            if let Err(error) = serve(&shared, &mut transaction).await {
                tracing::debug!(%error, "a request could not be served");
            }
        });
    }
}

async fn serve(shared: &Arc<Shared>, transaction: &mut Transaction) -> Result<(), rsipstack::Error> {
    let in_dialog = transaction.original.to_header()?.tag()?.is_some();
    if in_dialog {
        return match shared.dialogs.match_dialog(transaction) {
            Some(Dialog::Invite(mut dialog)) => dialog.handle(transaction).await,
            _ if transaction.original.method == Method::Ack => Ok(()),
            _ => transaction.reply(StatusCode::CallTransactionDoesNotExist).await,
        };
    }
    match transaction.original.method {
        Method::Invite => invite(shared, transaction).await,
        Method::Options => transaction.reply_with(StatusCode::OK, capabilities(), None).await,
        Method::Ack => Ok(()),
        Method::Cancel | Method::Bye => transaction.reply(StatusCode::CallTransactionDoesNotExist).await,
        _ => {
            transaction
                .reply_with(StatusCode::MethodNotAllowed, vec![Header::Allow(ALLOW.into())], None)
                .await
        }
    }
}

fn capabilities() -> Vec<Header> {
    vec![Header::Allow(ALLOW.into()), Header::Accept("application/sdp".into()), Header::Supported("".into())]
}

async fn invite(shared: &Arc<Shared>, transaction: &mut Transaction) -> Result<(), rsipstack::Error> {
    if let Some(options) = required(transaction) {
        return transaction
            .reply_with(StatusCode::BadExtension, vec![Header::Unsupported(options.into())], None)
            .await;
    }
    let (states_in, states) = shared.dialogs.new_dialog_state_channel();
    let mut dialog = shared.dialogs.get_or_create_server_invite(
        transaction,
        states_in,
        None,
        Some(shared.contact.clone()),
    )?;
    let id = shared.next_leg.fetch_add(1, Ordering::Relaxed);
    let (commands_in, commands) = unbounded_channel();
    shared.legs.lock().unwrap_or_else(PoisonError::into_inner).insert(id, commands_in);
    let invited = SipEvent::Invited {
        leg: id,
        number: e164(transaction.original.uri.user().unwrap_or_default()),
        from: caller_of(transaction),
        offer: String::from_utf8_lossy(&transaction.original.body).into_owned(),
    };
    let leg = Leg {
        id,
        dialog: dialog.clone(),
        dialogs: shared.dialogs.clone(),
        events: shared.events.clone(),
        agreement: None,
        confirmed: false,
        hang_up_wanted: false,
        ended_by_us: false,
    };
    let table = shared.clone();
    tokio::spawn(async move {
        leg.run(states, commands).await;
        table.legs.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    });
    let _ = shared.events.send(invited);
    dialog.handle(transaction).await
}

/// Extensions that a request demands; we have none (RFC 3261, 8.2.2.3).
fn required(transaction: &Transaction) -> Option<String> {
    let demanded: Vec<&str> = transaction
        .original
        .headers
        .iter()
        .filter(|h| h.name().eq_ignore_ascii_case("Require"))
        .map(|h| h.value())
        .filter(|v| !v.trim().is_empty())
        .collect();
    (!demanded.is_empty()).then(|| demanded.join(", "))
}

fn caller_of(transaction: &Transaction) -> Option<String> {
    let from = transaction.original.from_header().ok()?.typed().ok()?;
    let user = from.uri.user();
    (!withheld(user)).then(|| e164(user.unwrap_or_default()))
}
