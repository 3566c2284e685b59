//! `rufplan demo`: the main job in one command, on real SIP and RTP over loopback.

mod caller;
mod show;

use crate::arguments::Demo;
use crate::commands::serve::{options, read_config, serve_failure};
use crate::compilation::{compile_paths, print_errors};
use crate::failure::Failure;
use rufplan_calendar::Zone;
use rufplan_caller::recognise::{Expected, Report, recognise};
use rufplan_machine::call::{Piece, Said};
use rufplan_machine::script::Machine;
use rufplan_server::{BusyAgent, serve};
use rufplan_sounds::{Recordings, Store};
use show::Show;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// The number that is called: script 2's.
const NUMBER: &str = "+49305550100";
const CALLER: &str = "+491701234567";
const CLIENT: &str = "nordwind";
const QUEUE: &str = "service";
/// The shipped scripts whose words are all shipped as sound; the others need `rufplan prompts build` first.
const SCRIPTS: [&str; 3] = ["1_hello.ruf", "2_nordwind.ruf", "3_emergency.ruf"];
/// Christmas Eve five minutes before closing time, where the script says that it is open.
const CLOCK: &str = "2026-12-24T17:55";
/// The busy agent signs out so long after the caller has begun to wait.
const AGENT_LEAVES: Duration = Duration::from_secs(10);

/// Serves the shipped flows, calls them, and checks what was heard.
///
/// # Errors
/// When the shipped flows are not there, or the environment gives no socket or folder.
pub fn run(arguments: &Demo) -> Result<ExitCode, Failure> {
    let flows = crate::shipped::reference_flows().ok_or_else(|| {
        Failure::Environment(
            "the shipped flows are not found; run it in a checkout, or set RUFPLAN_SHARE".into(),
        )
    })?;
    std::fs::create_dir_all(&arguments.out).map_err(|e| Failure::write(&arguments.out, &e))?;
    let mut config = read_config(&flows.join("rufplan.toml"))?;
    config.sip.listen = SocketAddr::from(([127, 0, 0, 1], 0));
    config.store.journals.clone_from(&arguments.out);
    let compilations = compile_paths(&SCRIPTS.map(|script| flows.join(script)), crate::moment::today())?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let mut options = options(config, &compilations, false)?;
    let machine = options.machines.iter().find(|m| m.client == CLIENT).cloned();
    let machine = machine
        .ok_or_else(|| Failure::Environment(format!("the shipped flows have no client `{CLIENT}`")))?;
    let zone = Zone::named(&machine.zone).unwrap_or_else(Zone::utc);
    options.clock = Some((crate::moment::moment_ms(CLOCK, &zone)?, format!("{CLOCK} {}", zone.name())));
    options.agents.push(BusyAgent {
        name: "mia".into(),
        queue: (CLIENT.into(), QUEUE.into()),
        signs_out_after: Some(AGENT_LEAVES),
    });
    options.notes.push("the demo signs a busy agent in, who signs out ten seconds into the wait".into());
    let show = Show::start();
    options.observer = Some(show.observer());
    let sounds = Sounds { store: options.store.clone(), recordings: options.recordings.clone() };
    let (ready, address) = oneshot::channel();
    let printer = show.clone();
    options.ready = Some(Box::new(move |banner| {
        printer.print(&banner.to_string());
        let _ = ready.send(banner.listen);
    }));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|e| Failure::Environment(format!("no threads: {e}")))?;
    let called = runtime.block_on(async {
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(serve(options, async {
            let _ = stopped.await;
        }));
        let called = match address.await {
            Ok(address) => caller::call(address, NUMBER, CALLER, &sounds, &machine).await,
            Err(_) => Err("the server did not start".into()),
        };
        drop(stop);
        match server.await {
            Ok(Ok(())) => called.map_err(Failure::Environment),
            Ok(Err(error)) => Err(serve_failure(&error)),
            Err(error) => Err(Failure::Environment(format!("the server stopped: {error}"))),
        }
    });
    show.finish();
    let heard = called?;
    conclude(&heard, &show, &sounds, &machine, &arguments.out, &flows)
}

/// Rendered words and recordings, as samples.
pub(crate) struct Sounds {
    store: Arc<Store>,
    recordings: Arc<Recordings>,
}

impl Sounds {
    /// The samples of a prompt as it was said.
    pub(crate) fn samples(&self, said: &Said) -> Vec<i16> {
        let mut samples = Vec::new();
        for piece in &said.pieces {
            match piece {
                Piece::File { sha256, .. } => {
                    samples
                        .extend(self.recordings.get(sha256).iter().flat_map(|r| r.sound.pcm.iter().copied()));
                }
                Piece::Words { lang, text, .. } => {
                    samples.extend(self.store.find(lang, text).iter().flat_map(|s| s.pcm.iter().copied()));
                }
                Piece::Stored { lang, words, .. } => {
                    samples.extend(self.store.find(lang, words).iter().flat_map(|s| s.pcm.iter().copied()));
                }
                // the callers of the demonstration leave no words of their own
                Piece::Recording { .. } => {}
                Piece::Pause { ms } => samples.extend(std::iter::repeat_n(0, *ms as usize * 8)),
            }
        }
        samples
    }

    /// The music of the queue.
    fn music(&self, machine: &Machine) -> Vec<i16> {
        let music = machine.queues.get(QUEUE).and_then(|q| q.music.as_ref());
        music.and_then(|m| self.recordings.get(&m.sha256)).map(|r| r.sound.pcm.to_vec()).unwrap_or_default()
    }
}

/// What must be heard, and how much of it: the two menus are stopped by a key.
const MUST_HEAR: [(&str, Option<u64>); 5] = [
    ("language_choice", Some(caller::LISTENS_MS)),
    ("welcome", None),
    ("main_options", Some(caller::LISTENS_MS)),
    ("waiting", None),
    ("sorry_no_agent", None),
];

/// Writes what was received, recognises it and says what came of it.
fn conclude(
    heard: &[i16],
    show: &Show,
    sounds: &Sounds,
    machine: &Machine,
    out: &Path,
    flows: &Path,
) -> Result<ExitCode, Failure> {
    let wav = out.join("demo.wav");
    rufplan_caller::save_wav(&wav, heard)
        .map_err(|e| Failure::Environment(format!("{}: {e}", wav.display())))?;
    let said = show.said();
    let mut expected = Vec::new();
    for (name, stopped_after_ms) in MUST_HEAR {
        let Some(said) = said.iter().find(|s| s.prompt == name) else {
            show.print(&format!("`{name}` was never said\n"));
            return Ok(ExitCode::FAILURE);
        };
        let samples = sounds.samples(said);
        expected.push(match stopped_after_ms {
            Some(ms) => Expected::beginning(name, samples, usize::try_from(ms * 8).unwrap_or_default()),
            None => Expected::whole(name, samples),
        });
    }
    let report = recognise(heard, &expected, &sounds.music(machine));
    show.print(&page(&report, heard.len()));
    let journal = show.call().map(|call| out.join(format!("{call}.jsonl")));
    show.print(&format!("received sound: {}\n", wav.display()));
    if let Some(journal) = journal {
        show.print(&format!("journal:        {0}  (rufplan replay {0})\n", journal.display()));
    }
    show.print(&format!(
        "\nCall it yourself with a softphone:\n  rufplan serve --config {}\n  then dial sip:{NUMBER}@127.0.0.1:5060 (UDP, PCMA or PCMU, keys by RFC 4733)\n",
        flows.join("rufplan.toml").display()
    ));
    Ok(ExitCode::from(u8::from(!report.is_good())))
}

fn page(report: &Report, samples: usize) -> String {
    let mut text = String::from("\nrecognised in what the caller received as RTP:\n");
    for found in &report.prompts {
        text += &match found.at {
            Some(at) => {
                format!("  {:>7.3} s  {:<16} correlation {:.3}\n", seconds(at), found.name, found.correlation)
            }
            None => format!("  missing    {}\n", found.name),
        };
    }
    text += &format!(
        "  {:>7.3} s  of the queue's music, {:.3} s in all\n",
        seconds(report.music),
        seconds(samples)
    );
    for (at, level) in &report.strange {
        text += &format!("  {:>7.3} s  something else at {level:.0} dBFS\n", seconds(*at));
    }
    text
}

fn seconds(samples: usize) -> f64 {
    samples as f64 / 8_000.0
}
