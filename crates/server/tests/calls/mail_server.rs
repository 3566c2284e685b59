//! A mail server on loopback (RFC 5321): takes what it is told to take.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// A mail that was taken.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: Vec<String>,
    pub text: String,
}

impl Mail {
    /// The bytes of its attachment.
    pub fn sound(&self) -> Vec<u8> {
        let part = self.text.split("Content-Disposition: attachment").nth(1).expect("an attachment");
        let body = part.split("\r\n\r\n").nth(1).expect("a body").split("\r\n--").next().expect("an end");
        base64(body)
    }
}

/// The server; it ends with the test.
pub struct MailServer {
    pub address: SocketAddr,
    refuses: Arc<Mutex<bool>>,
    mails: Receiver<Mail>,
    refused: Receiver<()>,
}

impl MailServer {
    pub fn open() -> MailServer {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (tell, mails) = channel();
        let (tell_refused, refused) = channel();
        let refuses = Arc::new(Mutex::new(false));
        let own = Arc::clone(&refuses);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let refuses = *own.lock().expect("no panic");
                if serve(&stream, refuses, &tell).is_none() && refuses && tell_refused.send(()).is_err() {
                    return;
                }
            }
        });
        MailServer { address, refuses, mails, refused }
    }

    /// Whether it refuses every mail from now on, for a while (451).
    pub fn refuse(&self, refuses: bool) {
        *self.refuses.lock().expect("no panic") = refuses;
    }

    /// The next mail.
    pub fn mail(&self) -> Mail {
        self.mails.recv_timeout(super::PATIENCE).expect("a mail comes")
    }

    /// Waits until a mail was refused.
    pub fn has_refused(&self) {
        self.refused.recv_timeout(super::PATIENCE).expect("a mail was refused");
    }

    /// Whether no further mail has come.
    pub fn is_quiet(&self) -> bool {
        self.mails.try_recv().is_err()
    }
}

/// One connection: several mails may come over it. `None` when it is over.
fn serve(stream: &TcpStream, refuses: bool, tell: &Sender<Mail>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    let mut answer = stream;
    let mut say = |text: &str| write!(answer, "{text}\r\n").ok();
    say("220 post.example ESMTP")?;
    let mut mail = Mail { to: Vec::new(), text: String::new() };
    loop {
        let line = read(&mut lines)?;
        let word = line.get(..4).unwrap_or_default().to_uppercase();
        match word.as_str() {
            "EHLO" | "HELO" => say("250 post.example")?,
            "MAIL" if refuses => say("451 try again later")?,
            "MAIL" => say("250 ok")?,
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1).unwrap_or_default().to_string();
                mail.to.push(address);
                say("250 ok")?;
            }
            "DATA" => {
                say("354 go on")?;
                loop {
                    let line = read(&mut lines)?;
                    if line == "." {
                        break;
                    }
                    mail.text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.text.push_str("\r\n");
                }
                say("250 taken")?;
                tell.send(std::mem::replace(&mut mail, Mail { to: Vec::new(), text: String::new() })).ok()?;
            }
            "QUIT" => {
                say("221 bye")?;
                return None;
            }
            _ => say("250 ok")?,
        }
    }
}

fn read(lines: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    match lines.read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim_end_matches(['\r', '\n']).to_string()),
    }
}

/// Standard base 64 (RFC 4648), line ends left out.
fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u8> = text.bytes().filter_map(value).collect();
    let mut bytes = Vec::new();
    for group in digits.chunks(4) {
        let bits =
            group.iter().fold(0_u32, |bits, digit| bits << 6 | u32::from(*digit)) << (6 * (4 - group.len()));
        bytes.extend(bits.to_be_bytes().iter().skip(1).take(group.len() - 1));
    }
    bytes
}
