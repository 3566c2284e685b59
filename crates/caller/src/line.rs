//! A SIP address of our own that places calls.

use crate::call::{Answered, Call};
use crate::sound::SoundThread;
use rsipstack::EndpointBuilder;
use rsipstack::dialog::dialog::{Dialog, DialogState, DialogStateReceiver};
use rsipstack::dialog::dialog_layer::DialogLayer;
use rsipstack::dialog::invitation::InviteOption;
use rsipstack::platform::CancellationToken;
use rsipstack::sip::prelude::*;
use rsipstack::sip::{Header, Method, StatusCode, StatusCodeKind, Transport, Uri};
use rsipstack::transaction::TransactionReceiver;
use rsipstack::transaction::endpoint::EndpointOption;
use rsipstack::transaction::transaction::Transaction;
use rsipstack::transport::udp::UdpConnection;
use rsipstack::transport::{SipAddr, TransportLayer};
use rufplan_audio::Codec;
use rufplan_sdp::{Local, read_answer};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::watch;

/// Why a line does not stand.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The address cannot be bound.
    #[error("cannot use {address}/udp: {reason}")]
    Bind {
        /// Address asked for.
        address: SocketAddr,
        /// The system's word.
        reason: String,
    },
    /// No thread for the sound.
    #[error("no thread for the sound: {0}")]
    Thread(std::io::Error),
}

/// Why a call did not come about.
#[derive(Debug, thiserror::Error)]
pub enum DialError {
    /// The number or address cannot be dialled.
    #[error("`{0}` cannot be dialled")]
    BadNumber(String),
    /// No port for the sound.
    #[error("no port for the sound: {0}")]
    Port(std::io::Error),
    /// The other side refused with this SIP status.
    #[error("the call was refused with {0}")]
    Refused(u16),
    /// The other side did not answer at all.
    #[error("nobody answered")]
    NoAnswer,
    /// The answer is of no use.
    #[error("the answer cannot be used: {0}")]
    Answer(rufplan_sdp::AnswerError),
}

/// A SIP address that places calls; calls die with it.
pub struct Line {
    dialogs: Arc<DialogLayer>,
    address: SocketAddr,
    sound: SoundThread,
    cancel: CancellationToken,
}

impl Line {
    /// Binds an address; port 0 takes any free one.
    ///
    /// # Errors
    /// When the address is in use or not ours, or no thread can be had.
    pub async fn open(address: SocketAddr) -> Result<Line, LineError> {
        let bind = |e: rsipstack::Error| LineError::Bind { address, reason: e.to_string() };
        let cancel = CancellationToken::new();
        let transport = TransportLayer::new(cancel.clone());
        let connection = UdpConnection::create_connection(address, None, Some(cancel.child_token()))
            .await
            .map_err(bind)?;
        let bound = connection.get_addr().get_socketaddr().map_err(bind)?;
        transport.add_transport(connection.into());
        let option = EndpointOption { callid_suffix: Some(bound.ip().to_string()), ..Default::default() };
        let endpoint = EndpointBuilder::new()
            .with_transport_layer(transport)
            .with_cancel_token(cancel.clone())
            .with_user_agent(concat!("rufplan-caller/", env!("CARGO_PKG_VERSION")))
            .with_option(option)
            .build();
        let incoming = endpoint.incoming_transactions().map_err(bind)?;
        let dialogs = Arc::new(DialogLayer::new(endpoint.inner.clone()));
        tokio::spawn(async move {
            let _ = endpoint.inner.serve().await;
        });
        tokio::spawn(dispatch(dialogs.clone(), incoming));
        let sound = SoundThread::start().map_err(LineError::Thread)?;
        Ok(Line { dialogs, address: bound, sound, cancel })
    }

    /// The address that was bound.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Calls a number at a server and waits for the answer; `from` is withheld when `None`.
    ///
    /// # Errors
    /// When the call does not come about.
    pub async fn dial(
        &self,
        server: SocketAddr,
        number: &str,
        from: Option<&str>,
    ) -> Result<Call, DialError> {
        self.dial_with(server, number, from, &Codec::ALL).await
    }

    /// As [`Line::dial`], offering these codecs, best first.
    ///
    /// # Errors
    /// When the call does not come about.
    pub async fn dial_with(
        &self,
        server: SocketAddr,
        number: &str,
        from: Option<&str>,
        codecs: &[Codec],
    ) -> Result<Call, DialError> {
        let leg = self.sound.open(self.address.ip()).map_err(DialError::Port)?;
        let answered = self.invite(server, number, from, codecs, leg.port()).await?;
        leg.connect(answered.stream().clone());
        Ok(Call::new(answered, leg))
    }

    /// Calls a number with the sound at a port of the caller's own, at the address of this line: nothing is sent or
    /// received there for him.
    ///
    /// # Errors
    /// When the call does not come about.
    pub async fn invite(
        &self,
        server: SocketAddr,
        number: &str,
        from: Option<&str>,
        codecs: &[Codec],
        rtp_port: u16,
    ) -> Result<Answered, DialError> {
        let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
        let uri = |text: String| Uri::try_from(text.as_str()).map_err(|_| DialError::BadNumber(text));
        let caller = match from {
            Some(from) => format!("sip:{}@{}", from.replace(char::is_whitespace, ""), self.address),
            None => "sip:anonymous@anonymous.invalid".to_string(),
        };
        let local = Local { address: self.address.ip(), port: rtp_port, session: u64::from(rtp_port) };
        let option = InviteOption {
            caller: uri(caller)?,
            callee: uri(format!("sip:{number}@{server}"))?,
            contact: uri(format!("sip:caller@{}", self.address))?,
            content_type: Some("application/sdp".into()),
            offer: Some(rufplan_sdp::offer(&local, codecs).into_bytes()),
            destination: Some(SipAddr::new(Transport::Udp, server.into())),
            ..Default::default()
        };
        let (states_in, states) = self.dialogs.new_dialog_state_channel();
        let (dialog, answer) =
            self.dialogs.do_invite_async(option, states_in).map_err(|_| DialError::NoAnswer)?;
        let (ended_in, ended) = watch::channel(false);
        tokio::spawn(follow(self.dialogs.clone(), states, ended_in));
        let response = match answer.await {
            Ok(Ok((_, Some(response)))) => response,
            _ => return Err(DialError::NoAnswer),
        };
        if response.status_code.kind() != StatusCodeKind::Successful {
            return Err(DialError::Refused(response.status_code.code()));
        }
        let stream = read_answer(&String::from_utf8_lossy(&response.body)).map_err(DialError::Answer)?;
        Ok(Answered::new(dialog, stream, ended))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// Answers what comes inside our dialogs, and tells when one has ended.
async fn follow(dialogs: Arc<DialogLayer>, mut states: DialogStateReceiver, ended: watch::Sender<bool>) {
    while let Some(state) = states.recv().await {
        match state {
            DialogState::Terminated(id, _) => {
                dialogs.remove_dialog(&id);
                break;
            }
            DialogState::Updated(_, _, handle) | DialogState::Refer(_, _, handle) => {
                let _ = handle.reply(StatusCode::NotAcceptableHere).await;
            }
            DialogState::Info(_, _, handle) | DialogState::Options(_, _, handle) => {
                let _ = handle.reply(StatusCode::OK).await;
            }
            _ => {}
        }
    }
    let _ = ended.send(true);
}

async fn dispatch(dialogs: Arc<DialogLayer>, mut incoming: TransactionReceiver) {
    while let Some(mut transaction) = incoming.recv().await {
        let dialogs = dialogs.clone();
        tokio::spawn(async move {
            if let Err(error) = serve(&dialogs, &mut transaction).await {
                tracing::debug!(%error, "a request could not be served");
            }
        });
    }
}

async fn serve(dialogs: &DialogLayer, transaction: &mut Transaction) -> Result<(), rsipstack::Error> {
    match dialogs.match_dialog(transaction) {
        Some(Dialog::Invite(mut dialog)) => dialog.handle(transaction).await,
        _ if transaction.original.method == Method::Ack => Ok(()),
        _ if transaction.original.to_header()?.tag()?.is_some() => {
            transaction.reply(StatusCode::CallTransactionDoesNotExist).await
        }
        // we place calls and take none
        _ => {
            transaction
                .reply_with(StatusCode::MethodNotAllowed, vec![Header::Allow("ACK, BYE".into())], None)
                .await
        }
    }
}
