//! Received events as tables: each file under `cases/` lists packets in the order of their arrival and, in its last
//! column, the key that is reported at that packet (`.` for none). A line `ssrc N` changes the source.

#![expect(clippy::disallowed_methods, reason = "the tables are files")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;

use rufplan_rtp::{EventPayload, Packet, Stream, StreamStart, TelephoneEvents};

#[test]
fn keys_are_reported_as_the_tables_say() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 15, "the tables were not found");
    let failures: Vec<String> = files.iter().filter_map(|file| play(file).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Plays one table; the error names file and line.
fn play(file: &Path) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    let (mut receiver, mut ssrc, mut last_ms, mut rows) = (TelephoneEvents::new(), 1, 0, 0);
    for (number, line) in text.lines().enumerate() {
        let at = |what: &str| format!("{name}:{}: {what}: {line}", number + 1);
        let fields: Vec<&str> = line.split_whitespace().collect();
        match fields[..] {
            [] => {}
            [first, ..] if first.starts_with('#') => {}
            ["ssrc", value] => ssrc = value.parse().map_err(|_| at("no number"))?,
            [ms, sequence, timestamp, marker, event, end, duration, key] => {
                let ms: u32 = ms.parse().map_err(|_| at("no time"))?;
                if ms < last_ms {
                    return Err(at("the table is not in the order of arrival"));
                }
                last_ms = ms;
                rows += 1;
                let number = |field: &str| field.parse::<u32>().map_err(|_| at("no number"));
                let datagram = datagram(
                    StreamStart { ssrc, sequence: number(sequence)? as u16, timestamp: number(timestamp)? },
                    flag(marker, "m").ok_or_else(|| at("the marker is `m` or `-`"))?,
                    EventPayload {
                        event: number(event)? as u8,
                        end: flag(end, "e").ok_or_else(|| at("the end is `e` or `-`"))?,
                        volume: 10,
                        duration: number(duration)? as u16,
                    },
                );
                let reported =
                    receiver.push(&Packet::parse(&datagram).map_err(|error| at(&error.to_string()))?);
                let reported = reported.map_or(".".to_owned(), String::from);
                if reported != key {
                    return Err(at(&format!("`{reported}` was reported")));
                }
            }
            _ => return Err(at("not eight columns")),
        }
    }
    if rows == 0 { Err(format!("{name}: no packets")) } else { Ok(()) }
}

fn flag(field: &str, set: &str) -> Option<bool> {
    (field == set || field == "-").then_some(field == set)
}

fn datagram(at: StreamStart, marker: bool, payload: EventPayload) -> Vec<u8> {
    let mut buffer = [0; 32];
    Stream::new(at).next_packet(101, marker, &payload.to_bytes(), &mut buffer).unwrap().to_vec()
}

#[test]
fn payloads_that_are_cut_off_report_nothing() {
    let mut receiver = TelephoneEvents::new();
    for length in 0..4 {
        let packet = Packet {
            ssrc: 1,
            payload_type: 101,
            marker: true,
            sequence: length as u16,
            timestamp: 160,
            payload: &[5, 10, 0, 160][..length],
        };
        assert_eq!(receiver.push(&packet), None);
    }
}
