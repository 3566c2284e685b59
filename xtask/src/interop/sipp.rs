//! sipp, a SIP tester, playing the scenarios of `tests/interop`.

use super::served::run_bounded;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Where packages put the captures of keys that come with sipp.
const CAPTURES: [&str; 3] = ["/usr/share/sip-tester", "/usr/share/sipp/pcap", "/usr/share/sipp"];
/// Longest run of a scenario.
const LIMIT: Duration = Duration::from_secs(60);

/// sipp with its scenarios and captures in one folder, as it wants them.
pub struct Sipp {
    folder: PathBuf,
}

impl Sipp {
    /// Gathers scenarios and captures.
    pub fn gather(folder: &Path) -> Result<Sipp, String> {
        let captures = CAPTURES.iter().map(Path::new).find(|f| f.join("dtmf_2833_1.pcap").is_file());
        let captures = captures.ok_or("sipp's captures of keys (dtmf_2833_1.pcap) are not found")?;
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for (from, end) in [(captures.to_path_buf(), "pcap"), (crate::root().join("tests/interop"), "xml")] {
            let entries = std::fs::read_dir(&from).map_err(|e| format!("{}: {e}", from.display()))?;
            for path in
                entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == end))
            {
                let to = folder.join(path.file_name().unwrap_or_default());
                std::fs::copy(&path, &to).map_err(|e| format!("{}: {e}", path.display()))?;
            }
        }
        Ok(Sipp { folder: folder.to_path_buf() })
    }

    /// Plays a scenario for so many calls at once; sound goes to and comes from ports behind `media_port`.
    pub fn play(
        &self,
        scenario: &str,
        server: SocketAddr,
        number: &str,
        calls: u16,
        media_port: u16,
    ) -> Result<(), String> {
        let calls = calls.to_string();
        let mut command = Command::new("sipp");
        command.current_dir(&self.folder).env("TERM", "dumb");
        command.args([
            "-sf",
            &format!("{scenario}.xml"),
            "-s",
            number,
            "-i",
            "127.0.0.1",
            "-mi",
            "127.0.0.1",
        ]);
        command.args(["-mp", &media_port.to_string(), "-m", &calls, "-l", &calls, "-r", &calls]);
        command.args(["-timeout", "50s", "-timeout_error", "-nostdin", "-recv_timeout", "40000"]);
        command.args(["-trace_err", "-error_file", &format!("{scenario}.errors")]).arg(server.to_string());
        let output = run_bounded(&mut command, LIMIT)?;
        if output.status.success() {
            return Ok(());
        }
        let errors =
            std::fs::read_to_string(self.folder.join(format!("{scenario}.errors"))).unwrap_or_default();
        let first: Vec<&str> = errors.lines().take(6).collect();
        Err(format!("sipp {scenario}: {}\n{}", output.status, first.join("\n")))
    }
}
