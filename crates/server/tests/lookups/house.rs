//! A service as a test wants it: an HTTP server on loopback, in the test's own process.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// What arrived.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `GET /v2/x HTTP/1.1` and the headers.
    pub head: String,
    /// As text, where it is one.
    pub body: String,
    pub bytes: Vec<u8>,
}

/// What goes back.
pub enum Reply {
    /// Status and JSON.
    Json(u16, String),
    /// These bytes; then the connection is closed.
    Bytes(Vec<u8>),
    /// Nothing, and the connection stays open.
    Silence,
}

type Answering = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// A running service.
pub struct House {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    count: watch::Receiver<usize>,
    connections: Arc<AtomicUsize>,
}

impl House {
    /// Answers with what a function gives for the number of the request (from 0) and the request.
    pub async fn open(
        tls: Option<TlsAcceptor>,
        answer: impl Fn(usize, Asked) -> Answering + Send + Sync + 'static,
    ) -> House {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port on loopback");
        let address = listener.local_addr().expect("it has an address");
        let (tell, count) = watch::channel(0);
        let tell = Arc::new(tell);
        let house = House { address, asked: Arc::default(), count, connections: Arc::default() };
        let (asked, connections, answer) = (house.asked.clone(), house.connections.clone(), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (asked, tell) = (asked.clone(), tell.clone());
                let (answer, tls) = (answer.clone(), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                serve(stream, (asked, tell), answer).await;
                            }
                        }
                        None => serve(stream, (asked, tell), answer).await,
                    }
                });
            }
        });
        house
    }

    /// The same reply for every request.
    pub async fn always(status: u16, json: &str) -> House {
        let json = json.to_string();
        House::open(None, move |_, _| {
            let reply = Reply::Json(status, json.clone());
            Box::pin(async move { reply })
        })
        .await
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it has been asked so often.
    #[allow(dead_code, reason = "whole calls wait for it")]
    pub async fn is_asked(&self, times: usize) {
        let mut count = self.count.clone();
        let wait = count.wait_for(|count| *count >= times);
        tokio::time::timeout(std::time::Duration::from_secs(20), wait)
            .await
            .expect("it is asked")
            .expect("the service runs");
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    (asked, tell): (Arc<Mutex<Vec<Asked>>>, Arc<watch::Sender<usize>>),
    answer: Arc<impl Fn(usize, Asked) -> Answering>,
) {
    while let Some(request) = read(&mut stream).await {
        let number = {
            let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.push(request.clone());
            asked.len() - 1
        };
        tell.send_replace(number + 1);
        match answer(number, request).await {
            Reply::Json(status, json) => {
                let length = json.len();
                let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n\r\n");
                if stream.write_all(head.as_bytes()).await.is_err() {
                    return;
                }
                if stream.write_all(json.as_bytes()).await.is_err() {
                    return;
                }
            }
            Reply::Bytes(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Reply::Silence => std::future::pending().await,
        }
    }
}

async fn read<S: AsyncRead + Unpin>(stream: &mut S) -> Option<Asked> {
    let mut text = Vec::new();
    let mut byte = [0u8; 1];
    while !text.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).await.ok()?;
        text.push(byte[0]);
    }
    let head = String::from_utf8(text).ok()?;
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok())
        .unwrap_or(0);
    let mut body = vec![0u8; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(Asked { head, body: String::from_utf8_lossy(&body).into_owned(), bytes: body })
}
