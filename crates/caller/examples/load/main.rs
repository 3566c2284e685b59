//! A load source: so many calls at once to one number of a server, each as long as the others, one after another.
//!
//! ```text
//! load SERVER NUMBER CALLS SECONDS CALL_SECONDS [KEY@SECOND ...]
//! load 127.0.0.1:5060 +49305550100 100 20 10 1@3.5
//! ```
//!
//! The calls begin spread over the length of one call; then it prints `steady`, measures for `SECONDS`, prints `done`,
//! hangs up everywhere and prints its figures, a name and a number a line. Lateness is how far the spacing of two packets
//! is off 20 ms, by the kernel's receive time stamps, so what this process does late does not count.

mod figures;
mod legs;

use figures::Figures;
use legs::Legs;
use rufplan_audio::Codec;
use rufplan_caller::Line;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// How long an answer may take before the call has failed.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// How long a slot rests after a call that failed.
const REST: Duration = Duration::from_millis(200);

/// What is asked for.
struct Wanted {
    server: SocketAddr,
    number: String,
    calls: u32,
    window: Duration,
    call: Duration,
    keys: Vec<(Duration, char)>,
}

fn wanted() -> Option<Wanted> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next();
    let seconds = |text: String| text.parse().ok().filter(|s: &f64| *s > 0.0).map(Duration::from_secs_f64);
    let (server, number, calls) = (next()?.parse().ok()?, next()?, next()?.parse().ok()?);
    let (window, call) = (seconds(next()?)?, seconds(next()?)?);
    let key = |text: String| {
        let (key, at) = text.split_once('@')?;
        Some((seconds(at.to_string())?, key.chars().next()?))
    };
    let keys = arguments.map(key).collect::<Option<_>>()?;
    Some(Wanted { server, number, calls, window, call, keys })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(wanted) = wanted() else {
        eprintln!("usage: load SERVER NUMBER CALLS SECONDS CALL_SECONDS [KEY@SECOND ...]");
        return ExitCode::from(2);
    };
    match run(Arc::new(wanted)).await {
        Ok(figures) => {
            print!("{figures}");
            if figures.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::from(3)
        }
    }
}

async fn run(wanted: Arc<Wanted>) -> Result<Figures, Box<dyn std::error::Error>> {
    let line = Arc::new(Line::open((wanted.server.ip(), 0).into()).await?);
    let legs = Legs::start()?;
    let (stop, stopped) = watch::channel(false);
    let slots: Vec<_> = (0..wanted.calls)
        .map(|slot| {
            let begins = wanted.call * slot / wanted.calls;
            tokio::spawn(slot_of_calls(wanted.clone(), line.clone(), legs.clone(), begins, stopped.clone()))
        })
        .collect();
    sleep(wanted.call).await;
    let from = Instant::now();
    println!("steady");
    sleep(wanted.window).await;
    let to = Instant::now();
    println!("done");
    stop.send(true)?;
    let mut figures = Figures::new(from, to);
    for slot in slots {
        for call in slot.await? {
            figures.add(call);
        }
    }
    Ok(figures)
}

/// Calls, one after another, until told to stop.
async fn slot_of_calls(
    wanted: Arc<Wanted>,
    line: Arc<Line>,
    legs: Legs,
    begins: Duration,
    mut stopped: watch::Receiver<bool>,
) -> Vec<figures::Call> {
    sleep(begins).await;
    let mut calls = Vec::new();
    while !*stopped.borrow() {
        let call = one_call(&wanted, &line, &legs, &mut stopped).await;
        if call.stood.is_none() {
            sleep(REST).await;
        }
        calls.push(call);
    }
    calls
}

/// Calls, listens and presses keys for the wanted length, hangs up.
async fn one_call(
    wanted: &Wanted,
    line: &Line,
    legs: &Legs,
    stopped: &mut watch::Receiver<bool>,
) -> figures::Call {
    let mut call = figures::Call::default();
    let Ok((leg, port)) = legs.open(wanted.server.ip()) else { return call };
    let dialled = Instant::now();
    let invite = line.invite(wanted.server, &wanted.number, Some("+491701234567"), &[Codec::Pcma], port);
    let Ok(Ok(answered)) = timeout(ANSWER_WITHIN, invite).await else {
        legs.close(leg).await;
        return call;
    };
    let begun = Instant::now();
    call.set_up = Some(begun - dialled);
    legs.connect(leg, answered.stream(), &wanted.keys);
    tokio::select! {
        () = sleep(wanted.call) => {}
        _ = stopped.wait_for(|stop| *stop) => {}
        () = answered.ended() => call.cut_off = true,
    }
    legs.no_more_keys(leg).await;
    answered.hang_up().await;
    call.stood = Some((begun, Instant::now()));
    call.sound = legs.close(leg).await;
    call
}
