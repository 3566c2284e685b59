//! The project of these tests: its folder, the program that serves it, and the bank that it asks.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SCRIPT: &str = include_str!("tresor.ruf");
/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A service (HTTP) on loopback that replies one after another and keeps what it was sent; it ends with the test.
pub struct Bank {
    pub address: SocketAddr,
    bodies: Arc<Mutex<Vec<String>>>,
}

impl Bank {
    pub fn open(replies: &'static [&'static str]) -> Bank {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let bodies: Arc<Mutex<Vec<String>>> = Arc::default();
        let own = Arc::clone(&bodies);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                while let Some(body) = read_request(&stream) {
                    let mut bodies = own.lock().expect("no panic");
                    let reply = replies.get(bodies.len()).or(replies.last()).copied().unwrap_or("{}");
                    bodies.push(body);
                    drop(bodies);
                    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{reply}", reply.len());
                    if (&stream).write_all(head.as_bytes()).is_err() {
                        break;
                    }
                }
            }
        });
        Bank { address, bodies }
    }

    pub fn bodies(&self) -> Vec<String> {
        self.bodies.lock().expect("no panic").clone()
    }
}

fn read_request(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    String::from_utf8(body).ok()
}

/// A folder with the script, and the program that serves it.
pub struct House {
    folder: tempfile::TempDir,
    served: Option<Served>,
    output: String,
    log: String,
}

struct Served {
    child: Child,
    lines: Receiver<String>,
    log: std::thread::JoinHandle<String>,
}

impl Drop for Served {
    fn drop(&mut self) {
        // only where a test has failed before it stopped the server
        let _ = self.child.kill();
    }
}

impl House {
    pub fn new(bank: SocketAddr) -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let config = format!(
            "[sip]\nlisten = \"127.0.0.1:0\"\n[rtp]\nports = \"any\"\n[lookups]\nallow_private = true\nplain_http = true\n\
             [services.bank]\naddress = \"http://{bank}/v1\"\n"
        );
        std::fs::write(folder.path().join("rufplan.toml"), config).expect("a configuration");
        std::fs::write(folder.path().join("tresor.ruf"), SCRIPT).expect("a script");
        House { folder, served: None, output: String::new(), log: String::new() }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut command = Command::new(env!("CARGO_BIN_EXE_rufplan"));
        command.args(arguments).current_dir(self.folder()).env("RUFPLAN_SHARE", root);
        command.env("RUFPLAN_LOG", "trace").stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program with something typed; exit code and everything said.
    pub fn run(&self, arguments: &[&str], typed: &str) -> (Option<i32>, String) {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().expect("the program runs");
        child.stdin.take().expect("its input is piped").write_all(typed.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        (output.status.code(), said.concat())
    }

    /// Serves with transcripts; gives the address.
    pub fn serve(&mut self) -> SocketAddr {
        let arguments = ["serve", "--allow-missing-audio", "--transcript"];
        let mut child = self.command(&arguments).spawn().expect("the program runs");
        let stdout = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut stderr = child.stderr.take().expect("its log is piped");
        let (tell, lines) = channel();
        std::thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let log = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            stderr.read_to_end(&mut bytes).expect("a log");
            String::from_utf8_lossy(&bytes).into_owned()
        });
        self.served = Some(Served { child, lines, log });
        let banner = self.hears("sip:");
        let address = banner.split("sip:").nth(1).and_then(|rest| rest.split(' ').next());
        address.expect("an address").parse().expect("an address")
    }

    /// Waits for a line of the output that has a word in it, and gives it.
    pub fn hears(&mut self, word: &str) -> String {
        self.reads(word, |line| line.split_whitespace().any(|part| part.starts_with(word)))
    }

    /// Waits until a prompt begins.
    pub fn hears_prompt(&mut self, prompt: &str) {
        self.reads(prompt, |line| {
            line.contains('▶') && line.split_whitespace().any(|part| part.trim_end_matches(',') == prompt)
        });
    }

    fn reads(&mut self, what: &str, fits: impl Fn(&str) -> bool) -> String {
        let served = self.served.as_ref().expect("it serves");
        loop {
            let line = served.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("no `{what}` behind\n{}", self.output));
            self.output.push_str(&line);
            self.output.push('\n');
            if fits(&line) {
                return line;
            }
        }
    }

    /// Stops the server as an operator would; gives its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        let mut served = self.served.take()?;
        let id = served.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
        let code = served.child.wait().expect("it ends").code();
        for line in &served.lines {
            self.output.push_str(&line);
            self.output.push('\n');
        }
        let log = std::mem::replace(&mut served.log, std::thread::spawn(String::new));
        self.log = log.join().expect("the log is read");
        code
    }

    pub fn output(&self) -> String {
        self.output.clone()
    }

    pub fn log(&self) -> String {
        self.log.clone()
    }

    /// Every file that the program has written.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                match path.file_name().and_then(|name| name.to_str()) {
                    Some("tresor.ruf" | "rufplan.toml" | "answers.json") => {}
                    _ if path.is_dir() => folders.push(path),
                    _ => {
                        let bytes = std::fs::read(&path).expect("a file");
                        found.push((path, bytes));
                    }
                }
            }
        }
        found
    }

    fn bytes(&self, ending: &str) -> Vec<u8> {
        let is_it = |path: &Path| {
            // the compiled scripts lie beside the journals
            path.extension().is_some_and(|e| e == ending)
                && !path.components().any(|c| c.as_os_str() == "machines")
        };
        let mut files = self.files();
        files.retain(|(path, _)| is_it(path));
        let [(_, bytes)] = &files[..] else { panic!("{} files of {ending}", files.len()) };
        bytes.clone()
    }

    /// The one file with this ending.
    pub fn file(&self, ending: &str) -> String {
        String::from_utf8(self.bytes(ending)).expect("text")
    }

    /// Both sides of the recording: the caller, and what was played to him.
    pub fn sides(&self) -> (Vec<i16>, Vec<i16>) {
        let bytes = self.bytes("wav");
        let (head, data) = bytes.split_at(44);
        assert_eq!((&head[..4], &head[22..24]), (&b"RIFF"[..], &2_u16.to_le_bytes()[..]));
        let sample = |bytes: &[u8]| i16::from_le_bytes([bytes[0], bytes[1]]);
        data.chunks_exact(4).map(|both| (sample(both), sample(&both[2..]))).unzip()
    }
}
