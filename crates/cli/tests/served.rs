//! `rufplan serve` and bad surroundings: sound files that are none, ports that are taken, garbage from strangers.

use rufplan_caller::Line;
use rufplan_caller::recognise::{Expected, recognise};
use rufplan_sounds::{Store, VoiceSettings};
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const GREETING: &str = "Guten Tag und herzlich willkommen bei der Hallo GmbH. Auf Wiederhören.";
const NUMBER: &str = "+49305550111";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A project of one script in a folder of its own, listening on `listen`.
struct House {
    folder: tempfile::TempDir,
}

impl House {
    fn new(listen: &str, prompt: &str) -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let script = format!(
            "rufplan 1\n\nclient hallo \"Hallo GmbH\"\n  languages: de\n  time zone: Europe/Berlin\n  number {NUMBER} starts welcome\nend\n\nprompt greeting\n  de: {prompt}\nend\n\nflow welcome\n  say greeting\n  hang up\nend\n"
        );
        std::fs::write(folder.path().join("hallo.ruf"), script).expect("a script");
        let config = format!("[sip]\nlisten = \"{listen}\"\n");
        std::fs::write(folder.path().join("rufplan.toml"), config).expect("a configuration");
        House { folder }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rufplan"));
        command.args(arguments).current_dir(self.folder.path()).env("RUFPLAN_SHARE", root());
        command
    }

    /// Exit code and everything said.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.command(arguments).output().expect("the program runs");
        let text =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!text.contains("panicked"), "{text}");
        (output.status.code(), text)
    }

    /// A running server and the address of its banner.
    fn serve(&self, arguments: &[&str]) -> Served {
        let mut command = self.command(&[&["serve"], arguments].concat());
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program runs");
        let stdout = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut lines = stdout.lines();
        let banner = lines.next().expect("a banner").expect("text");
        let address =
            banner.split("sip:").nth(1).and_then(|rest| rest.split(' ').next()).expect("an address");
        Served { child, address: address.parse().expect("an address") }
    }
}

struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    /// Stops it as an operator would; gives its exit code.
    fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // only where a test has failed before it stopped the server
        let _ = self.child.kill();
    }
}

#[test]
fn sound_files_that_are_none_are_told_by_check_and_refused_by_serve() {
    let mp3 = [b"ID3\x03\x00\x00\x00\x00\x00\x21".as_slice(), &[0xff, 0xfb, 0x90, 0x64], &[0; 400]].concat();
    let torn = b"RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00".to_vec();
    for (name, bytes, part) in
        [("an MP3", mp3, "MP3"), ("a torn WAV", torn, "E0514"), ("nothing", vec![], "E0514")]
    {
        let house = House::new("127.0.0.1:0", "\"Guten Tag.\" file \"gruss.wav\"");
        std::fs::write(house.folder.path().join("gruss.wav"), bytes).unwrap();
        let (code, text) = house.run(&["check", "."]);
        assert!(code == Some(1) && text.contains("E0514") && text.contains(part), "{name}: {code:?} {text}");
        let (code, text) = house.run(&["serve"]);
        assert!(code == Some(1) && text.contains("E0514"), "{name}: {code:?} {text}");
    }
}

#[test]
fn a_recording_that_is_not_there_is_a_warning() {
    let house = House::new("127.0.0.1:0", "\"Guten Tag.\" file \"gruss.wav\"");
    let (code, text) = house.run(&["check", "."]);
    assert!(code == Some(0) && text.contains("W0520"), "{code:?} {text}");
    let (code, _) = house.run(&["check", "--strict", "."]);
    assert_eq!(code, Some(1));
}

#[test]
fn words_without_sound_are_listed_or_stood_in_for() {
    let house = House::new("127.0.0.1:0", "\"Diese Worte hat noch niemand gesprochen.\"");
    let (code, text) = house.run(&["serve"]);
    assert_eq!(code, Some(3), "{text}");
    for part in ["Diese Worte hat noch niemand gesprochen.", "rufplan prompts build", "--allow-missing-audio"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(house.serve(&["--allow-missing-audio"]).stop(), Some(0));
}

#[test]
fn a_port_in_use_and_a_folder_that_cannot_be_made_are_the_environment() {
    let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
    let house = House::new(&taken.local_addr().unwrap().to_string(), &format!("\"{GREETING}\""));
    let (code, text) = house.run(&["serve"]);
    assert!(code == Some(3) && text.contains("in use"), "{code:?} {text}");
    let house = House::new("127.0.0.1:0", &format!("\"{GREETING}\""));
    std::fs::write(house.folder.path().join("journals"), "a file, not a folder").unwrap();
    let (code, text) = house.run(&["serve"]);
    assert_eq!(code, Some(3), "{text}");
    let full = house.run(&["test", "--journals", "/dev/full", "."]);
    assert_eq!(full.0, Some(3), "{}", full.1);
}

/// Bytes of no meaning; the seed is in the message of the test that uses them.
fn noise(seed: u32, length: usize) -> Vec<u8> {
    let mut state = seed;
    let byte = |state: &mut u32| {
        *state ^= *state << 13;
        *state ^= *state >> 17;
        *state ^= *state << 5;
        state.to_le_bytes()[1]
    };
    (0..length).map(|_| byte(&mut state)).collect()
}

#[tokio::test]
async fn garbage_from_strangers_harms_no_call() {
    let house = House::new("127.0.0.1:0", &format!("\"{GREETING}\""));
    let served = house.serve(&[]);
    let line = Line::open("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let call = line.dial(served.address, NUMBER, Some("+491701234567")).await.unwrap();
    let stranger = UdpSocket::bind("127.0.0.1:0").unwrap();
    for seed in 1..400 {
        let bytes = noise(seed, 40 + seed as usize % 300);
        stranger.send_to(&bytes, served.address).unwrap();
        stranger.send_to(&bytes, call.stream().remote).unwrap();
    }
    for text in [
        "INVITE sip:x SIP/2.0\r\n\r\n",
        "BYE\r\n",
        "SIP/2.0 200 OK\r\nVia:\r\n\r\n",
        "\r\n\r\n",
        "OPTIONS sip:a@b SIP/7.0\r\nContent-Length: -5\r\n\r\n",
    ] {
        stranger.send_to(text.as_bytes(), served.address).unwrap();
    }
    // an RTP header, then a key that a stranger would like to press
    let key = [0x80, 0xe5, 0, 1, 0, 0, 0, 0, 9, 9, 9, 9, 1, 0x8a, 0, 160];
    stranger.send_to(&key, call.stream().remote).unwrap();
    call.ended().await;
    let store = Store::open(&[root().join("audio/prompts")], None, VoiceSettings::default()).unwrap();
    let greeting = store.find("de", GREETING).unwrap().pcm.to_vec();
    let report = recognise(&call.heard(), &[Expected::whole("greeting", greeting)], &[]);
    assert!(report.is_good(), "{report:?}");
    // and the next caller is answered as the first was; an unknown number is not
    assert!(line.dial(served.address, NUMBER, None).await.is_ok());
    let unknown = line.dial(served.address, "+49305559999", None).await.err().map(|e| e.to_string());
    assert_eq!(unknown.as_deref(), Some("the call was refused with 404"));
    assert_eq!(served.stop(), Some(0), "with a call that still runs");
}
