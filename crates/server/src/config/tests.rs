use super::*;

#[test]
fn the_sample_says_the_defaults() {
    assert_eq!(Config::parse(SAMPLE), Ok(Config::default()));
    assert_eq!(Config::parse(""), Ok(Config::default()));
}

#[test]
fn every_setting_is_read() {
    let text = r#"
[sip]
listen = "0.0.0.0:5070"
public_address = "203.0.113.7"
[rtp]
ports = "30000-30100"
threads = 2
silence_ends_call = "2min"
[project]
root = "flows"
[store]
audio = "a"
journals = "/var/j"
[voice.de]
engine = "espeak-ng"
name = "de+f2"
[switches]
emergency = "on"
"stadtwerke.outage" = "off"
[recordings]
longest = "30min"
[limits]
calls = 12
"#;
    let config = Config::parse(text).unwrap().below("/etc/rufplan".as_ref());
    assert_eq!(config.public_address(), "203.0.113.7".parse::<IpAddr>().unwrap());
    assert_eq!(
        (config.rtp.ports.clone(), config.rtp.silence_ends_call.as_secs()),
        (Some(30_000..=30_100), 120)
    );
    assert_eq!(config.project.root, PathBuf::from("/etc/rufplan/flows"));
    assert_eq!(config.store.journals, PathBuf::from("/var/j"));
    assert_eq!(config.voice.of("de").name, "de+f2");
    assert_eq!(config.switches.get("emergency"), Some(&OnOff::On));
    assert_eq!(config.limits.calls, 12);
    assert_eq!(config.recordings.longest.as_secs(), 1_800);
    assert_eq!(config.store.recordings, PathBuf::from("/etc/rufplan/recordings"));
}

#[test]
fn any_port_is_a_range_of_its_own() {
    assert_eq!(Config::parse("[rtp]\nports = \"any\"").unwrap().rtp.ports, None);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (text, told) in [
        ("[sip]\nlisten = \"nowhere\"", "line 2, column 10: invalid socket address syntax"),
        (
            "[sip]\nport = 5060",
            "line 2, column 1: unknown field `port`, expected `listen` or `public_address`",
        ),
        ("[sipp]", "unknown field `sipp`, expected one of `sip`, `rtp`"),
        ("[rtp]\nports = \"5000\"", "`5000` is no range of ports"),
        ("[rtp]\nports = \"9000-8000\"", "is no range of ports"),
        ("[rtp]\nsilence_ends_call = \"soon\"", "is no length of time"),
        ("[switches]\nemergency = true", "line 2"),
        ("[sip]\nlisten = \"0.0.0.0:5060\"", "set public_address"),
        ("[limits]\ncalls = 0", "at least 1"),
        ("[recordings]\nlongest = \"25h\"", "at most 24h"),
        ("[sip\n", "line 1"),
    ] {
        let ConfigError(message) = Config::parse(text).unwrap_err();
        assert!(message.contains(told), "{text:?}: {message}");
    }
}
