//! A small application on a SIP line: it decides by the number dialled, and tells what it is told.

use crate::uac::PATIENCE;
use rufplan_sdp::Local;
use rufplan_server::sip::{Agreement, LegId, Refusal, SipEvent, SipLine, SipPort};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// Answers at once.
pub const ANSWERS: &str = "+49305550111";
/// Rings and is never answered.
pub const RINGS: &str = "+49305550112";
/// Is never free.
pub const BUSY: &str = "+49305550113";

/// Port in our answers; nobody sends anything there.
const RTP_PORT: u16 = 29_998;

pub struct App {
    pub line: Arc<SipLine>,
    events: UnboundedReceiver<SipEvent>,
}

impl App {
    pub async fn start() -> App {
        let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let (line, mut happening) = SipLine::open(SocketAddr::new(localhost, 0), localhost).await.unwrap();
        let (line, (told, events)) = (Arc::new(line), unbounded_channel());
        let own = line.clone();
        tokio::spawn(async move {
            while let Some(event) = happening.recv().await {
                if let SipEvent::Invited { leg, number, offer, .. } = &event {
                    decide(&own, *leg, number, offer);
                }
                if told.send(event).is_err() {
                    return;
                }
            }
        });
        App { line, events }
    }

    pub fn address(&self) -> SocketAddr {
        self.line.address()
    }

    /// What happens next.
    pub async fn next(&mut self) -> SipEvent {
        timeout(PATIENCE, self.events.recv()).await.expect("something happens").unwrap()
    }

    /// The next call.
    pub async fn invited(&mut self) -> (LegId, String, Option<String>) {
        match self.next().await {
            SipEvent::Invited { leg, number, from, .. } => (leg, number, from),
            other => panic!("no call but {other:?}"),
        }
    }

    /// Whether nothing more has happened up to now.
    pub fn is_quiet(&mut self) -> bool {
        self.events.try_recv().is_err()
    }
}

fn decide(line: &SipLine, leg: LegId, number: &str, offer: &str) {
    let local = Local { address: IpAddr::V4(Ipv4Addr::LOCALHOST), port: RTP_PORT, session: leg };
    match (number, rufplan_sdp::answer(offer, &local)) {
        (BUSY, _) => line.reject(leg, Refusal::Unavailable),
        (RINGS, _) => {}
        (ANSWERS, Ok(answer)) => {
            line.accept(leg, Agreement { local, stream: answer.stream, body: answer.body });
        }
        (ANSWERS, Err(_)) => line.reject(leg, Refusal::NotAcceptable),
        _ => line.reject(leg, Refusal::NotFound),
    }
}
