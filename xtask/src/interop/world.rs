//! The world around the server: a bank's service over HTTP, and a mail server that is not ours.

use super::served::{end, run_bounded};
use base64::Engine;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Debian's Python, which its packages are for.
const PYTHON: &str = "/usr/bin/python3";
/// How long a mail server may take to listen, and a mail to arrive.
const WITHIN: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// The largest body that is read, in bytes.
const BODY_MAX: usize = 64 * 1024;

/// The service of script 5: accounts and PINs.
pub struct Bank {
    /// Where it listens.
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Bank {
    /// Answers in threads of its own until the process ends.
    pub fn open() -> Result<Bank, String> {
        let customer = reply("kunde_meier.json")?;
        let pin = reply("pin_ok.json")?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|e| e.to_string())?;
        let address = listener.local_addr().map_err(|e| e.to_string())?;
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, customer, pin) = (seen.clone(), customer.clone(), pin.clone());
                std::thread::spawn(move || answer(&stream, &seen, &customer, &pin));
            }
        });
        Ok(Bank { address, asked })
    }

    /// All requests so far, head and body.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn reply(name: &str) -> Result<String, String> {
    let path = crate::root().join("flows/reference/tests").join(name);
    std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Answers one connection until it is closed; `None` then.
fn answer(stream: &TcpStream, seen: &Mutex<Vec<String>>, customer: &str, pin: &str) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    let mut out = stream;
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if lines.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
        });
        let mut body = vec![0; length.unwrap_or(0).min(BODY_MAX)];
        lines.read_exact(&mut body).ok()?;
        let (status, json) = match head.split(' ').nth(1) {
            Some("/v2/accounts/1234567897") => (200, customer),
            Some("/v2/pin/verify") => (200, pin),
            _ => (404, "{}"),
        };
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(format!("{head}{}", String::from_utf8_lossy(&body)));
        write!(out, "HTTP/1.1 {status} OK\r\ncontent-length: {}\r\n\r\n{json}", json.len()).ok()?;
    }
}

/// aiosmtpd, which keeps mails in a folder; it ends with this value.
pub struct MailServer {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    mails: PathBuf,
}

impl MailServer {
    /// Starts it with its mails below a folder.
    pub fn start(folder: &Path) -> Result<MailServer, String> {
        let mails = folder.join("mails");
        // it makes this folder itself, but none above it
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|l| l.local_addr());
        let address = free.map_err(|e| e.to_string())?;
        let mut command = Command::new(PYTHON);
        command.args(["-m", "aiosmtpd", "-n", "-l", &address.to_string(), "-c", "aiosmtpd.handlers.Mailbox"]);
        command.arg(&mails).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().map_err(|e| format!("{PYTHON}: {e}"))?;
        let server = MailServer { child, address, mails };
        let until = Instant::now() + WITHIN;
        while TcpStream::connect(address).is_err() {
            if Instant::now() > until {
                return Err("the mail server does not listen".into());
            }
            std::thread::sleep(LOOK_EVERY);
        }
        Ok(server)
    }

    /// Whether Python has it.
    pub fn is_installed() -> bool {
        let mut command = Command::new(PYTHON);
        run_bounded(command.args(["-c", "import aiosmtpd"]), WITHIN).is_ok_and(|o| o.status.success())
    }

    /// Waits for a mail to this address; gives the sound that is attached.
    pub fn sound_to(&self, receiver: &str) -> Result<Vec<u8>, String> {
        let until = Instant::now() + WITHIN;
        loop {
            let entries = std::fs::read_dir(self.mails.join("new")).into_iter().flatten().flatten();
            let texts = entries.filter_map(|entry| std::fs::read_to_string(entry.path()).ok());
            if let Some(mail) = texts.into_iter().find(|text| text.contains(receiver)) {
                return attachment(&mail).ok_or("the mail has no sound attached".into());
            }
            if Instant::now() > until {
                return Err(format!("no mail to {receiver} has come"));
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// The first part of a mail that is an attachment (RFC 2183), decoded (RFC 2045, 6.8).
fn attachment(mail: &str) -> Option<Vec<u8>> {
    let mail = mail.replace("\r\n", "\n");
    let part = mail.split("Content-Disposition: attachment").nth(1)?;
    let body = part.split("\n\n").nth(1)?.split("\n--").next()?;
    let text: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}
