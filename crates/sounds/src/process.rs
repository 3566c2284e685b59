//! A child process with a time limit.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// The most bytes that are taken from a program: ten minutes of 22,050 Hz.
const MAX_OUTPUT_BYTES: u64 = 32 * 1024 * 1024;
/// How often a program that has closed its output is asked whether it is gone.
const EXIT_POLL: Duration = Duration::from_millis(1);

/// What a program left.
#[derive(Debug)]
pub(crate) struct Output {
    pub success: bool,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

/// Why a program left nothing.
#[derive(Debug)]
pub(crate) enum RunError {
    NotFound,
    TooSlow,
    Io(std::io::Error),
}

/// Runs a program, gives it `input` and waits for it at most `limit`; then it is killed.
pub(crate) fn run(program: &Path, args: &[&str], input: &[u8], limit: Duration) -> Result<Output, RunError> {
    let deadline = Instant::now() + limit;
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => RunError::NotFound,
            _ => RunError::Io(error),
        })?;
    let outcome = converse(&mut child, input, deadline);
    if outcome.is_err() {
        // Both fail only when it is gone already.
        let _ = child.kill();
        let _ = child.wait();
    }
    outcome
}

/// Feeds the child and collects what it says. The threads end when the pipes do, at the latest when it is killed.
fn converse(child: &mut Child, input: &[u8], deadline: Instant) -> Result<Output, RunError> {
    let (done, finished) = mpsc::channel();
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_vec();
        // A program that does not read to the end has its reasons; its exit status tells.
        thread::spawn(move || stdin.write_all(&input));
    }
    let stdout = child.stdout.take().map(|pipe| collect(pipe, done.clone()));
    let stderr = child.stderr.take().map(|pipe| collect(pipe, done));
    for _ in [&stdout, &stderr].into_iter().flatten() {
        let left = deadline.saturating_duration_since(Instant::now());
        finished.recv_timeout(left).map_err(|_| RunError::TooSlow)?;
    }
    let status = loop {
        match child.try_wait().map_err(RunError::Io)? {
            Some(status) => break status,
            None if Instant::now() >= deadline => return Err(RunError::TooSlow),
            None => thread::sleep(EXIT_POLL),
        }
    };
    let bytes =
        |reader: Option<thread::JoinHandle<Vec<u8>>>| reader.and_then(|r| r.join().ok()).unwrap_or_default();
    let stderr = String::from_utf8_lossy(&bytes(stderr)).trim().to_owned();
    Ok(Output { success: status.success(), stdout: bytes(stdout), stderr })
}

fn collect(pipe: impl Read + Send + 'static, done: mpsc::Sender<()>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is as good as what a program wrote before it broke off.
        let _ = pipe.take(MAX_OUTPUT_BYTES).read_to_end(&mut bytes);
        let _ = done.send(());
        bytes
    })
}
