//! `rufplan serve` against peers that are not ours: sipp by its scenarios, and our own caller for what sipp cannot hear.
//!
//! Each case has an end that is expected; the last line is `N passed, N failed`. Nothing waits without a limit, and no
//! process is left behind.

mod cases;
pub mod served;
mod sinks;
mod sipp;
mod sounds;
mod worked;
mod world;

use served::{Served, run_bounded};
use sipp::Sipp;
use sounds::Sounds;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use world::{Bank, MailServer};

/// A Tuesday on which script 2 is open.
const CLOCK: &str = "2026-11-24T10:00";
/// Programs that are needed, and the packages that bring them.
const NEEDED: [(&str, &str); 2] = [("sipp", "sip-tester"), ("espeak-ng", "espeak-ng")];
/// How long an installation may take, and the demo.
const INSTALL_WITHIN: Duration = Duration::from_secs(300);
const DEMO_WITHIN: Duration = Duration::from_secs(120);

/// What the cases work with.
pub struct Bench {
    /// The server.
    pub served: Served,
    /// sipp and its scenarios.
    pub sipp: Sipp,
    /// What callers should hear.
    pub sounds: Sounds,
    /// What lookups ask.
    pub bank: Bank,
    /// Where messages go.
    pub mail: MailServer,
}

/// Runs all cases.
pub fn run() -> ExitCode {
    let (mut passed, mut failed) = (0, 0);
    let mut tell = |name: &str, begun: Instant, outcome: Result<(), String>| {
        let seconds = begun.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => {
                passed += 1;
                println!("ok    {name} ({seconds:.1} s)");
            }
            Err(why) => {
                failed += 1;
                println!("FAIL  {name} ({seconds:.1} s)\n      {}", why.replace('\n', "\n      "));
            }
        }
    };
    let begun = Instant::now();
    match prepare() {
        Ok((program, bench)) => {
            tell("the server answers", begun, Ok(()));
            for (name, case) in cases::ALL {
                let begun = Instant::now();
                tell(name, begun, case(&bench));
            }
            let begun = Instant::now();
            tell("a server that stops says BYE and ends well", begun, cases::stop(bench));
            let begun = Instant::now();
            tell("the demo hears what it should", begun, demo(&program));
        }
        Err(why) => tell("the server answers", begun, Err(why)),
    }
    served::leave(&served::workplace("interop"), failed == 0);
    println!("{passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn prepare() -> Result<(PathBuf, Bench), String> {
    for (program, package) in NEEDED {
        install_if_missing(program, package)?;
    }
    if !MailServer::is_installed() {
        install("python3-aiosmtpd")?;
    }
    let program = served::build()?;
    let folder = served::workplace("interop");
    let bank = Bank::open()?;
    let mail = MailServer::start(&folder)?;
    let served = Served::start(&program, &folder, &around(&bank, &mail), CLOCK, None)?;
    let sipp = Sipp::gather(&folder.join("sipp"))?;
    let sounds = Sounds::open(&folder.join("audio"))?;
    Ok((program, Bench { served, sipp, sounds, bank, mail }))
}

/// What the configuration says of the world around.
fn around(bank: &Bank, mail: &MailServer) -> String {
    format!(
        "[lookups]\nallow_private = true\nplain_http = true\n\
         [services.core]\naddress = \"http://{}/v2\"\n\
         [secrets]\ncore_token = \"interop\"\ncards_token = \"interop\"\n\
         [mail]\nhost = \"{}\"\nport = {}\nfrom = \"Telefon <telefon@rufplan.example>\"\ntls = \"none\"\n",
        bank.address,
        mail.address.ip(),
        mail.address.port()
    )
}

fn install_if_missing(program: &str, package: &str) -> Result<(), String> {
    if run_bounded(Command::new("which").arg(program), INSTALL_WITHIN)?.status.success() {
        return Ok(());
    }
    install(package)
}

fn install(package: &str) -> Result<(), String> {
    println!("installing {package}");
    for arguments in [vec!["update"], vec!["install", "--yes", "--no-install-recommends", package]] {
        let mut command = Command::new("apt-get");
        command.args(&arguments).env("DEBIAN_FRONTEND", "noninteractive");
        let output = run_bounded(&mut command, INSTALL_WITHIN)?;
        if !output.status.success() {
            return Err(format!(
                "{package} is missing, and apt-get {}: {}",
                arguments.join(" "),
                String::from_utf8_lossy(&output.stdout)
            ));
        }
    }
    Ok(())
}

fn demo(program: &PathBuf) -> Result<(), String> {
    let mut command = Command::new(program);
    command.arg("demo").arg("--out").arg(served::workplace("interop").join("demo"));
    let output = run_bounded(command.current_dir(crate::root()), DEMO_WITHIN)?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = text.lines().collect();
    Err(lines.get(lines.len().saturating_sub(12)..).unwrap_or_default().join("\n"))
}
