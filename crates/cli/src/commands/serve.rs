//! `rufplan serve`

use crate::arguments::Serve;
use crate::compilation::{Compilation, compile_paths, print_errors};
use crate::failure::Failure;
use rufplan_calendar::Zone;
use rufplan_journal::Line;
use rufplan_journal::transcript::Transcript;
use rufplan_server::{Config, ConfigError, Observer, ServeError, ServeOptions, serve};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

/// Answers real calls until Ctrl-C or SIGTERM.
///
/// # Errors
/// Bad configuration, a port in use, missing audio.
pub fn run(arguments: &Serve) -> Result<ExitCode, Failure> {
    let config = read_config(&arguments.config)?;
    let compilations = compile_paths(std::slice::from_ref(&config.project.root), crate::moment::today())?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let mut options = options(config, &compilations, arguments.allow_missing_audio)?;
    options.clock = arguments.clock.as_deref().map(|text| clock(text, &compilations)).transpose()?;
    options.ready = Some(Box::new(|banner| crate::terminal::print(&banner.to_string())));
    if arguments.transcript {
        options.observer = Some(transcripts());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|e| Failure::Environment(format!("no threads for signalling: {e}")))?;
    // signals are heard before the server says that it is there
    let stopped = runtime.block_on(async { Stop::listen() });
    runtime.block_on(serve(options, stopped.comes())).map_err(|e| serve_failure(&e))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints every call as it runs; the first digits of a call's name tell the calls apart.
fn transcripts() -> Observer {
    let running: Mutex<BTreeMap<String, Transcript>> = Mutex::default();
    Box::new(move |call, line| {
        let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = running.entry(call.to_string()).or_default().lines(line);
        if matches!(line, Line::Record(_)) {
            running.remove(call);
        }
        drop(running);
        for text in lines {
            crate::terminal::print(&format!("{}  {text}\n", call.get(..4).unwrap_or(call)));
        }
    })
}

/// Reads a configuration file.
///
/// # Errors
/// When it is not there or wrong.
pub fn read_config(path: &Path) -> Result<Config, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::read(path, &e))?;
    let config = Config::parse(&text)
        .map_err(|ConfigError(why)| Failure::Usage(format!("{}: {why}", path.display())))?;
    Ok(config.below(path.parent().unwrap_or(Path::new("."))))
}

/// What a server needs of compiled projects: machines, sounds, all of them there.
///
/// # Errors
/// When sounds are missing and may not be.
pub fn options(
    config: Config,
    compilations: &[Compilation],
    allow_missing_audio: bool,
) -> Result<ServeOptions, Failure> {
    let machines: Vec<_> = compilations.iter().flat_map(|c| c.compiled.machines.clone()).collect();
    if machines.is_empty() {
        return Err(Failure::Usage(format!(
            "{}: no client, so no number to answer",
            config.project.root.display()
        )));
    }
    let store = Arc::new(crate::sound_files::store(Some(config.store.audio.clone()), config.voice.clone())?);
    let recordings = Arc::new(crate::sound_files::load_recordings(&config.project.root, &machines)?);
    let wanted = super::prompts::wordings(compilations);
    let missing = store.missing(&wanted);
    // decoded now, so that no call waits for a file
    for wording in &wanted {
        let _ = store.find_spoken(wording);
    }
    let mut notes = Vec::new();
    let other = store.unspoken(&wanted).len() - missing.len();
    if other > 0 {
        notes.push(format!(
            "{other} texts are not rendered in the voice or at the speed that the scripts name, and are said otherwise; `rufplan prompts build` renders them"
        ));
    }
    if !missing.is_empty() {
        let list: Vec<String> =
            missing.iter().take(10).map(|w| format!("  {} \"{}\"", w.lang, w.text)).collect();
        let more = if missing.len() > list.len() {
            format!("\n  and {} more", missing.len() - list.len())
        } else {
            String::new()
        };
        if !allow_missing_audio {
            return Err(Failure::Environment(format!(
                "{} texts have neither a recording nor a rendering:\n{}{more}\nmake them with `rufplan prompts build {} --store {}` (needs espeak-ng), or try out with --allow-missing-audio",
                missing.len(),
                list.join("\n"),
                config.project.root.display(),
                config.store.audio.display(),
            )));
        }
        notes.push(format!(
            "{} texts have no sound: a soft tone is played, the words are logged",
            missing.len()
        ));
    }
    crate::machines::write_beside(&config.store.journals, &machines)?;
    Ok(ServeOptions {
        config,
        machines,
        store,
        recordings,
        music: None,
        clock: None,
        allow_missing_audio,
        agents: Vec::new(),
        notes,
        observer: None,
        ready: None,
    })
}

fn clock(text: &str, compilations: &[Compilation]) -> Result<(i64, String), Failure> {
    let zone = compilations.iter().flat_map(|c| &c.compiled.machines).find_map(|m| Zone::named(&m.zone));
    let zone = zone.unwrap_or_else(Zone::utc);
    Ok((crate::moment::moment_ms(text, &zone)?, format!("{text} {}", zone.name())))
}

/// Whose side an error of the server is on.
pub fn serve_failure(error: &ServeError) -> Failure {
    match error {
        ServeError::UnknownSwitch(_) | ServeError::Lookups(_) | ServeError::Machine { .. } => {
            Failure::Usage(error.to_string())
        }
        ServeError::Sip(_) | ServeError::Media(_) | ServeError::Messages(_) | ServeError::Journals { .. } => {
            Failure::Environment(error.to_string())
        }
    }
}

/// Ctrl-C, and what `kill` and service managers send.
#[cfg(unix)]
struct Stop {
    interrupted: Option<tokio::signal::unix::Signal>,
    terminated: Option<tokio::signal::unix::Signal>,
}

#[cfg(unix)]
impl Stop {
    /// Hears signals from now on.
    fn listen() -> Stop {
        use tokio::signal::unix::{SignalKind, signal};
        Stop {
            interrupted: signal(SignalKind::interrupt()).ok(),
            terminated: signal(SignalKind::terminate()).ok(),
        }
    }

    /// Ready when one has come; without a way to hear signals a server runs until it is killed.
    async fn comes(mut self) {
        let next = async |signal: &mut Option<tokio::signal::unix::Signal>| match signal {
            Some(signal) => drop(signal.recv().await),
            None => std::future::pending().await,
        };
        tokio::select! {
            () = next(&mut self.interrupted) => {}
            () = next(&mut self.terminated) => {}
        }
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
struct Stop;

#[cfg(not(unix))]
impl Stop {
    fn listen() -> Stop {
        Stop
    }

    async fn comes(self) {
        // without a way to hear it a server runs until it is killed
        let _ = tokio::signal::ctrl_c().await;
    }
}
