//! Load on `rufplan serve`: what a call-second costs, how late packets are, what gets lost.
//!
//! The server has one core, the load source another. Its calls go through script 2: the language menu, a key, the
//! welcome, the main menu; so a call hears words nearly all of its time. The server's CPU is read from `/proc/PID/stat` over the
//! window in the middle, in which calls come and go all the time.

use crate::interop::served::{self, Served};
use rufplan_machine::call::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, ExitCode, Stdio};
use std::time::Duration;

/// Script 2's number, and a Tuesday on which it is open.
/// Tokens that look-ups of the shipped flows name; nobody asks one.
const SECRETS: &str = "[secrets]\ncore_token = \"load\"\ncards_token = \"load\"\n";
const NUMBER: &str = "+49305550100";
const CLOCK: &str = "2026-11-24T10:00";
/// Length of a call, and when its key is pressed, in seconds.
const CALL_S: &str = "10";
const KEY: &str = "1@2.5";
/// What a call-second may cost, in ms of CPU.
const TARGET_MS: f64 = 1.0;

/// Runs it; `--calls N --seconds S`.
pub fn run(arguments: impl Iterator<Item = String>) -> ExitCode {
    let Some((calls, seconds)) = read(arguments) else {
        eprintln!("usage: cargo xtask load [--calls 100] [--seconds 20]");
        return ExitCode::from(2);
    };
    let outcome = load(calls, seconds);
    served::leave(&served::workplace("load"), outcome == Ok(true));
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("load: {why}");
            ExitCode::from(3)
        }
    }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Option<(u32, u32)> {
    let (mut calls, mut seconds) = (100, 20);
    while let Some(name) = arguments.next() {
        let value = arguments.next()?.parse().ok().filter(|n| *n > 0)?;
        match name.as_str() {
            "--calls" => calls = value,
            "--seconds" => seconds = value,
            _ => return None,
        }
    }
    Some((calls, seconds))
}

fn load(calls: u32, seconds: u32) -> Result<bool, String> {
    let (program, source) = (served::build()?, served::build_load()?);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (own, other) = if cores > 1 { (Some(0), Some(1)) } else { (None, None) };
    let server = Served::start(&program, &served::workplace("load"), SECRETS, CLOCK, own)?;
    println!("{calls} calls at once to {}, {seconds} s, each {CALL_S} s long", server.address);
    let mut command = served::pinned(&source, other);
    command.args([
        &server.address.to_string(),
        NUMBER,
        &calls.to_string(),
        &seconds.to_string(),
        CALL_S,
        KEY,
    ]);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let child = command.spawn().map_err(|e| format!("{}: {e}", source.display()))?;
    let mut source = Source::of(child)?;
    source.line("steady")?;
    let before = cpu_ms(server.id())?;
    source.line("done")?;
    let spent = cpu_ms(server.id())? - before;
    let figures = source.figures()?;
    let calls = figures.get("calls").copied().unwrap_or_default() - figures["calls_failed"];
    let heard = keys_heard(&server, usize::try_from(calls).unwrap_or_default());
    let stopped = server.stop();
    let clean = report(&figures, spent, heard.as_ref().copied().unwrap_or_default());
    stopped.and(heard)?;
    Ok(clean)
}

/// Prints the figures; whether nothing failed and nothing was lost.
fn report(figures: &BTreeMap<String, u64>, spent_ms: u64, keys_heard: u64) -> bool {
    let figure = |name: &str| figures.get(name).copied().unwrap_or_default();
    let ms = |name: &str| figure(name) as f64 / 1_000.0;
    let percent = |part: &str| 100.0 * figure(part) as f64 / figure("packets_received").max(1) as f64;
    let per_call_second = spent_ms as f64 / (figure("call_ms_in_window").max(1) as f64 / 1_000.0);
    let met = if per_call_second <= TARGET_MS { "met" } else { "missed" };
    println!("CPU of the server per call-second   {per_call_second:.2} ms (target {TARGET_MS:.1} ms {met})");
    println!(
        "INVITE to 200, p50 / p99            {:.1} / {:.1} ms",
        ms("set_up_p50_us"),
        ms("set_up_p99_us")
    );
    println!(
        "packets off 20 ms, p50 / p99 / max  {:.2} / {:.2} / {:.1} ms; {:.2} % by more than 5 ms",
        ms("lateness_p50_us"),
        ms("lateness_p99_us"),
        ms("lateness_max_us"),
        percent("packets_off_5ms")
    );
    println!(
        "packets received / lost             {} / {} ({:.0} % with sound)",
        figure("packets_received"),
        figure("packets_lost"),
        percent("packets_sounding")
    );
    let lost_keys = figure("keys_pressed").abs_diff(keys_heard);
    println!("keys pressed / heard                {} / {keys_heard}", figure("keys_pressed"));
    let (failed, cut_off) = (figure("calls_failed"), figure("calls_cut_off"));
    println!("calls / failed / cut off            {} / {failed} / {cut_off}", figure("calls"));
    failed == 0 && cut_off == 0 && lost_keys == 0
}

/// Keys in all journals, once every call's is complete.
fn keys_heard(server: &Served, calls: usize) -> Result<u64, String> {
    let journals = server.new_journals(&BTreeSet::new(), calls)?;
    let keys = journals.iter().flat_map(|j| &j.steps).filter(|step| matches!(step.ev, Event::Key(_)));
    Ok(u64::try_from(keys.count()).unwrap_or(u64::MAX))
}

/// User and system time of a process, by the system's clock ticks of 10 ms (proc(5)).
fn cpu_ms(id: u32) -> Result<u64, String> {
    let path = format!("/proc/{id}/stat");
    let stat = std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
    // the name in brackets may hold blanks; behind it utime and stime are the 12th and 13th
    let behind = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default();
    let fields: Vec<u64> = behind.split_whitespace().map(|f| f.parse().unwrap_or_default()).collect();
    match (fields.get(11), fields.get(12)) {
        (Some(user), Some(system)) => Ok((user + system) * 10),
        _ => Err(format!("{path} has no times")),
    }
}

/// The load source; dropping it ends it.
struct Source {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Source {
    fn of(mut child: Child) -> Result<Source, String> {
        let Some(stdout) = child.stdout.take() else {
            served::end(&mut child);
            return Err("the load source has no output".into());
        };
        Ok(Source { child, lines: BufReader::new(stdout).lines() })
    }

    fn line(&mut self, expected: &str) -> Result<(), String> {
        match self.lines.next() {
            Some(Ok(line)) if line == expected => Ok(()),
            other => Err(format!("the load source said {other:?} where `{expected}` was due")),
        }
    }

    /// Everything it says at the end, a name and a number a line.
    fn figures(mut self) -> Result<BTreeMap<String, u64>, String> {
        let mut figures = BTreeMap::new();
        for line in self.lines.by_ref().map_while(Result::ok) {
            if let Some((name, value)) = line.split_once(' ') {
                figures.insert(name.to_string(), value.parse().map_err(|e| format!("{line}: {e}"))?);
            }
        }
        if served::wait(&mut self.child, Duration::from_secs(10)).is_none() {
            return Err("the load source does not end".into());
        }
        if figures.contains_key("calls_failed") {
            Ok(figures)
        } else {
            Err("the load source gave no figures".into())
        }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        served::end(&mut self.child);
    }
}
