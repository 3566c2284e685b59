//! A `rufplan serve` of its own: release build, free ports, journals in a folder that is new each time.

use rufplan_journal::Journal;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long a server may take to answer, and to stop.
const START_WITHIN: Duration = Duration::from_secs(30);
const STOP_WITHIN: Duration = Duration::from_secs(10);
/// How long a call that has ended may take to have its journal complete.
const JOURNALS_WITHIN: Duration = Duration::from_secs(10);
/// How often something outside is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Builds the program, optimised; gives its path.
pub fn build() -> Result<PathBuf, String> {
    cargo(&["build", "--quiet", "--release", "--package", "rufplan-cli"])?;
    Ok(target().join("release/rufplan"))
}

/// Builds the load source, optimised; gives its path.
pub fn build_load() -> Result<PathBuf, String> {
    cargo(&["build", "--quiet", "--release", "--package", "rufplan-caller", "--example", "load"])?;
    Ok(target().join("release/examples/load"))
}

fn cargo(arguments: &[&str]) -> Result<(), String> {
    let status = Command::new("cargo").args(arguments).current_dir(crate::root()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("cargo {}: {status}", arguments.join(" "))),
        Err(error) => Err(format!("cargo: {error}")),
    }
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}

/// A folder of this process alone, so that two runs at once do not mix their journals.
pub fn workplace(chore: &str) -> PathBuf {
    target().join(format!("xtask/{chore}-{}", std::process::id()))
}

/// Says where the traces of a run lie, or takes them away when all went well.
pub fn leave(workplace: &Path, all_well: bool) {
    if all_well {
        // what cannot be removed does no harm
        let _ = std::fs::remove_dir_all(workplace);
    } else {
        println!("what was written lies in {}", workplace.display());
    }
}

/// A running server; dropping it ends it.
pub struct Served {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// Its folder of journals.
    pub journals: PathBuf,
}

impl Served {
    /// Serves the shipped flows with its files in `folder`, at this clock; `around` are further lines of the
    /// configuration; pinned to a core if told to.
    pub fn start(
        program: &Path,
        folder: &Path,
        around: &str,
        clock: &str,
        core: Option<u32>,
    ) -> Result<Served, String> {
        let journals = folder.join("journals");
        let config = folder.join("rufplan.toml");
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        std::fs::write(&config, config_text(folder, around))
            .map_err(|e| format!("{}: {e}", config.display()))?;
        render_missing(program, &folder.join("audio"))?;
        let log = File::create(folder.join("server.log")).map_err(|e| e.to_string())?;
        let mut command = pinned(program, core);
        command.arg("serve").arg("--config").arg(&config).args(["--clock", clock]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().map_err(|e| format!("{}: {e}", program.display()))?;
        match listening(&mut child) {
            Ok(address) => Ok(Served { child, address, journals }),
            Err(error) => {
                end(&mut child);
                let log = std::fs::read_to_string(folder.join("server.log")).unwrap_or_default();
                Err(format!("{error}\n{log}"))
            }
        }
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Stops it as Ctrl-C does and waits until it has gone.
    pub fn stop(mut self) -> Result<(), String> {
        signal(self.id(), "-INT")?;
        match wait(&mut self.child, STOP_WITHIN) {
            Some(true) => Ok(()),
            Some(false) => Err("the server did not end well".into()),
            None => Err(format!("the server did not stop within {} s", STOP_WITHIN.as_secs())),
        }
    }

    /// Names of all journals so far.
    pub fn names(&self) -> BTreeSet<PathBuf> {
        names_in(&self.journals)
    }

    /// Waits for a journal that was not there `before`.
    pub fn until_more(&self, before: &BTreeSet<PathBuf>) -> Result<(), String> {
        let until = Instant::now() + JOURNALS_WITHIN;
        while self.names().is_subset(before) {
            if Instant::now() > until {
                return Err("no call has begun".into());
            }
            std::thread::sleep(LOOK_EVERY);
        }
        Ok(())
    }

    /// The journals that were not there `before`, once so many of them are complete.
    pub fn new_journals(&self, before: &BTreeSet<PathBuf>, count: usize) -> Result<Vec<Journal>, String> {
        let until = Instant::now() + JOURNALS_WITHIN;
        loop {
            match Self::journals_in(&self.journals, before) {
                Ok(all) if all.len() == count && all.iter().all(|j| j.record.is_some()) => return Ok(all),
                Ok(all) if Instant::now() > until => {
                    let complete = all.iter().filter(|j| j.record.is_some()).count();
                    return Err(format!("{} journals, {complete} complete, expected {count}", all.len()));
                }
                Err(error) if Instant::now() > until => return Err(error),
                _ => std::thread::sleep(LOOK_EVERY),
            }
        }
    }

    /// All journals in a folder that were not there `before`.
    pub fn journals_in(folder: &Path, before: &BTreeSet<PathBuf>) -> Result<Vec<Journal>, String> {
        let read = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
            rufplan_journal::read(&text).map_err(|e| format!("{}: {e}", path.display()))
        };
        names_in(folder).difference(before).map(read).collect()
    }
}

fn names_in(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    entries.filter(|path| path.extension().is_some_and(|e| e == "jsonl")).collect()
}

impl Drop for Served {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// A command that runs on one core only, where `taskset` is there.
pub fn pinned(program: &Path, core: Option<u32>) -> Command {
    let has_taskset = Command::new("taskset").arg("--version").output().is_ok();
    match core.filter(|_| has_taskset) {
        Some(core) => {
            let mut command = Command::new("taskset");
            command.args(["-c", &core.to_string()]).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// Runs a command to its end, at most so long; then it is ended.
pub fn run_bounded(command: &mut Command, limit: Duration) -> Result<Output, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let folder = std::env::temp_dir();
    let place = folder.join(format!("rufplan-xtask-{}-{name}", std::process::id()).replace('/', "_"));
    let out = File::create(&place).map_err(|e| e.to_string())?;
    let both = out.try_clone().map_err(|e| e.to_string())?;
    let mut child =
        command.stdin(Stdio::null()).stdout(out).stderr(both).spawn().map_err(|e| format!("{name}: {e}"))?;
    let ended = wait(&mut child, limit);
    if ended.is_none() {
        end(&mut child);
    }
    let stdout = std::fs::read(&place).unwrap_or_default();
    let _ = std::fs::remove_file(&place);
    match (ended, child.wait()) {
        (Some(_), Ok(status)) => Ok(Output { status, stdout, stderr: Vec::new() }),
        (_, Err(error)) => Err(format!("{name}: {error}")),
        (None, _) => Err(format!("{name} had not ended after {} s", limit.as_secs())),
    }
}

/// Waits for a process, at most so long; whether it ended well, `None` if it still runs.
pub fn wait(child: &mut Child, limit: Duration) -> Option<bool> {
    let until = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < until => std::thread::sleep(LOOK_EVERY),
            Ok(None) => return None,
            Err(_) => return Some(false),
        }
    }
}

/// Ends a process whatever it does.
pub fn end(child: &mut Child) {
    // it may have ended already
    let _ = child.kill();
    let _ = child.wait();
}

fn signal(id: u32, signal: &str) -> Result<(), String> {
    let sent = Command::new("kill").args([signal, &id.to_string()]).status();
    sent.map_err(|e| format!("kill: {e}")).map(|_| ())
}

/// Waits for the banner's first line; what follows is read to the end so that the server never waits for us.
fn listening(child: &mut Child) -> Result<SocketAddr, String> {
    let stdout = child.stdout.take().ok_or("the server has no output")?;
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if let Some(rest) = line.split("sip:").nth(1)
                && let Some(address) = rest.split(' ').next().and_then(|a| a.parse::<SocketAddr>().ok())
            {
                let _ = tell.send(address);
            }
        }
    });
    told.recv_timeout(START_WITHIN).map_err(|e| match e {
        RecvTimeoutError::Timeout => "the server did not say where it listens".to_string(),
        RecvTimeoutError::Disconnected => "the server ended at once".to_string(),
    })
}

/// The voices that script 8 names.
const VOICES: &str = "[voice.Anna]\nname = \"de+f2\"\n[voice.Emily]\nname = \"en-us+f3\"\n";

fn config_text(folder: &Path, around: &str) -> String {
    let root = crate::root().join("flows/reference");
    format!(
        "[sip]\nlisten = \"127.0.0.1:0\"\n[rtp]\nports = \"any\"\n[project]\nroot = {root:?}\n\
         [store]\naudio = {:?}\njournals = {:?}\nmessages = {:?}\n{VOICES}{around}",
        folder.join("audio"),
        folder.join("journals"),
        folder.join("messages")
    )
}

/// Texts of the flows that nobody recorded, spoken by espeak-ng into a store.
fn render_missing(program: &Path, store: &Path) -> Result<(), String> {
    let mut command = Command::new(program);
    command.args(["prompts", "build", "--store"]).arg(store).arg(crate::root().join("flows/reference"));
    let output = run_bounded(&mut command, Duration::from_secs(300))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("rufplan prompts build: {}", String::from_utf8_lossy(&output.stdout)))
}
