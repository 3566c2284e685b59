use super::*;
use crate::sniff::FileKind;

/// The parts of a WAV file, for putting together good and bad ones.
struct Built {
    tag: u16,
    channels: u16,
    rate_hz: u32,
    /// Bytes of one sample of one channel.
    width: u16,
    bits: u16,
    /// Coding and valid bits of an EXTENSIBLE header.
    extension: Option<(u16, u16)>,
    data: Vec<u8>,
    /// The length that the header claims; `None` is the true one.
    claimed: Option<u32>,
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Built {
    fn new(tag: u16, bits: u16, data: Vec<u8>) -> Built {
        Built {
            tag,
            channels: 1,
            rate_hz: 8_000,
            width: bits.div_ceil(8),
            bits,
            extension: None,
            data,
            claimed: None,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let block = self.width * self.channels;
        let mut fmt = Vec::new();
        fmt.extend(if self.extension.is_some() { 0xFFFEu16 } else { self.tag }.to_le_bytes());
        fmt.extend(self.channels.to_le_bytes());
        fmt.extend(self.rate_hz.to_le_bytes());
        fmt.extend((self.rate_hz.wrapping_mul(u32::from(block))).to_le_bytes());
        fmt.extend(block.to_le_bytes());
        fmt.extend(self.bits.to_le_bytes());
        if let Some((coding, valid)) = self.extension {
            fmt.extend(22u16.to_le_bytes());
            fmt.extend(valid.to_le_bytes());
            fmt.extend(0u32.to_le_bytes());
            fmt.extend(coding.to_le_bytes());
            fmt.extend([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        }
        let length = self.claimed.unwrap_or(self.data.len() as u32);
        let mut body = self.before.clone();
        body.extend(chunk(b"fmt ", &fmt));
        body.extend(b"data");
        body.extend(length.to_le_bytes());
        body.extend(&self.data);
        if self.data.len() % 2 == 1 {
            body.push(0);
        }
        body.extend(&self.after);
        let riff = self.claimed.map_or(4 + body.len() as u32, |claimed| claimed.saturating_add(36));
        let mut file = b"RIFF".to_vec();
        file.extend(riff.to_le_bytes());
        file.extend(b"WAVE");
        file.extend(body);
        file
    }
}

fn chunk(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = id.to_vec();
    chunk.extend((body.len() as u32).to_le_bytes());
    chunk.extend(body);
    if body.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}

/// Four samples in ±1.0 that every coding can hold to within its own step.
const SAMPLES: [f64; 4] = [0.0, 0.5, -0.25, -0.75];

fn integers(bytes: usize) -> Vec<u8> {
    let scale = 2f64.powi(8 * bytes as i32 - 1);
    SAMPLES.iter().flat_map(|x| ((x * scale) as i64).to_le_bytes()[..bytes].to_vec()).collect()
}

/// Reads a file and compares it with [`SAMPLES`]; `step` is what the coding may be off, in 16 bit units.
fn assert_samples(name: &str, file: &Built, step: i32) {
    let pcm = read_wav(&file.bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(pcm.rate_hz, file.rate_hz, "{name}");
    assert_eq!(pcm.samples.len(), SAMPLES.len(), "{name}");
    for (heard, meant) in pcm.samples.iter().zip(SAMPLES) {
        let meant = (meant * 32_768.0) as i32;
        assert!((i32::from(*heard) - meant).abs() <= step, "{name}: {heard} for {meant}");
    }
}

#[test]
fn every_coding_is_read() {
    let u8s = SAMPLES.iter().map(|x| (128.0 + x * 128.0) as u8).collect::<Vec<_>>();
    let f32s: Vec<u8> = SAMPLES.iter().flat_map(|x| (*x as f32).to_le_bytes()).collect();
    let f64s: Vec<u8> = SAMPLES.iter().flat_map(|x| x.to_le_bytes()).collect();
    let g711 = |codec: rufplan_audio::Codec| {
        SAMPLES.iter().map(|x| codec.encode_sample((x * 32_767.0) as i16)).collect::<Vec<u8>>()
    };
    let alaw = g711(rufplan_audio::Codec::Pcma);
    let ulaw = g711(rufplan_audio::Codec::Pcmu);
    for (name, tag, bits, data, step) in [
        ("PCM, 8 bit", 1, 8, u8s.clone(), 0),
        ("PCM, 16 bit", 1, 16, integers(2), 0),
        ("PCM, 24 bit", 1, 24, integers(3), 0),
        ("PCM, 32 bit", 1, 32, integers(4), 0),
        ("float, 32 bit", 3, 32, f32s.clone(), 0),
        ("float, 64 bit", 3, 64, f64s.clone(), 0),
        ("A-law", 6, 8, alaw.clone(), 600),
        ("µ-law", 7, 8, ulaw.clone(), 600),
    ] {
        let plain = Built::new(tag, bits, data);
        assert_samples(name, &plain, step);
        let extensible = Built { extension: Some((tag, bits)), ..plain };
        assert_samples(&format!("{name}, EXTENSIBLE"), &extensible, step);
        let nonsense = Built { extension: Some((tag, 0)), ..extensible };
        assert_samples(&format!("{name}, EXTENSIBLE with no valid bits"), &nonsense, step);
    }
}

#[test]
fn widths_that_are_no_whole_bytes_are_read() {
    for (bits, width) in [(12, 2), (20, 3), (24, 4), (20, 4), (7, 1)] {
        let data = match width {
            1 => SAMPLES.iter().map(|x| (128.0 + x * 128.0) as u8).collect(),
            _ => integers(usize::from(width)),
        };
        let plain = Built { width, ..Built::new(1, bits, data) };
        assert_samples(&format!("{bits} bits in {width} bytes"), &plain, 0);
        let extensible = Built { extension: Some((1, bits)), bits: width * 8, ..plain };
        assert_samples(&format!("{bits} valid bits in {width} bytes"), &extensible, 0);
    }
}

#[test]
fn stereo_is_mixed_down() {
    let data =
        [1_000i16, 3_000, -20_000, 20_000, 32_767, 32_767].iter().flat_map(|s| s.to_le_bytes()).collect();
    let file = Built { channels: 2, ..Built::new(1, 16, data) };
    assert_eq!(read_wav(&file.bytes()).unwrap().samples, [2_000, 0, 32_767]);
}

#[test]
fn any_chunks_may_stand_around_the_sound() {
    let mut before = chunk(b"JUNK", &[1, 2, 3]);
    before.extend(chunk(b"LIST", b"INFOISFT\x05\0\0\0Lavf\0\0"));
    before.extend(chunk(b"bext", &[0; 602]));
    let after = chunk(b"id3 ", b"ID3\x03\0\0\0\0\0");
    for (name, before, after) in [
        ("before", before.clone(), Vec::new()),
        ("after", Vec::new(), after.clone()),
        ("both", before, after),
        ("rest of a broken chunk after", Vec::new(), b"LIS".to_vec()),
    ] {
        assert_samples(name, &Built { before, after, ..Built::new(1, 16, integers(2)) }, 0);
    }
}

#[test]
fn a_length_that_was_not_known_is_read_to_the_end() {
    // 0x7FFFF000 is espeak-ng's and sox's, 0xFFFFFFFF is ffmpeg's.
    for claimed in [0x7FFF_F000, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0000, 0xFFFF_FFD3] {
        let file = Built { claimed: Some(claimed), ..Built::new(1, 16, integers(2)) };
        assert_samples(&format!("{claimed:#x}"), &file, 0);
        // A part of a sample at the end is dropped.
        let mut data = integers(4);
        data.push(9);
        let file = Built { claimed: Some(claimed), ..Built::new(1, 32, data) };
        assert_samples(&format!("{claimed:#x} and a byte"), &file, 0);
    }
}

#[test]
fn a_float_file_may_hold_anything() {
    let data = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, 0.5];
    let file = Built::new(3, 32, data.iter().flat_map(|x| x.to_le_bytes()).collect());
    assert_eq!(read_wav(&file.bytes()).unwrap().samples, [0, 32_767, -32_768, 32_767, -32_768, 16_384]);
}

#[test]
fn what_is_written_is_read_back() {
    let pcm = Pcm { rate_hz: 22_050, samples: vec![0, 1, -1, 32_767, -32_768, 12_345] };
    assert_eq!(read_wav(&write_wav(&pcm)).unwrap(), pcm);
    let alaw: Vec<u8> = (0..=255).collect();
    let read = read_wav(&write_wav_alaw(8_000, &alaw)).unwrap();
    // Both directions of two independent codecs agree on all 256 codes (ITU-T G.711, table 1).
    assert_eq!(rufplan_audio::Codec::Pcma.encode(&read.samples), alaw);
    assert_eq!(rufplan_audio::Codec::Pcma.decode(&alaw), read.samples);
}

#[test]
fn broken_and_foreign_files_say_what_they_are() {
    let good = Built::new(1, 16, integers(2));
    let whole = good.bytes();
    let with = |change: &dyn Fn(&mut Built)| {
        let mut file = Built::new(1, 16, integers(2));
        change(&mut file);
        file.bytes()
    };
    let not_wav = |seems| SoundError::NotWav { seems };
    let coding = |name: &str| SoundError::Coding { coding: name.to_owned() };
    let damage = |reason: &str| SoundError::Damaged { reason: reason.to_owned() };
    let many_chunks: Vec<u8> = (0..2_000).flat_map(|_| chunk(b"none", b"")).collect();
    for (name, bytes, expected) in [
        ("nothing", Vec::new(), SoundError::Empty),
        ("one byte", vec![0], not_wav(FileKind::Unknown)),
        ("zeros", vec![0; 5_000], not_wav(FileKind::Unknown)),
        ("MP3 with ID3", b"ID3\x03\0\0\0\0\x0f\x76".to_vec(), not_wav(FileKind::Mp3)),
        ("bare MP3", vec![0xFF, 0xFB, 0x90, 0x64, 0, 0], not_wav(FileKind::Mp3)),
        ("MPEG 2.5 layer 3", vec![0xFF, 0xE3, 0x18, 0xC4, 0, 0], not_wav(FileKind::Mp3)),
        ("AAC", vec![0xFF, 0xF1, 0x50, 0x80, 0x02], not_wav(FileKind::Aac)),
        ("ones", vec![0xFF; 64], not_wav(FileKind::Unknown)),
        ("Ogg", b"OggS\0\x02\0\0".to_vec(), not_wav(FileKind::Ogg)),
        ("FLAC", b"fLaC\0\0\0\x22".to_vec(), not_wav(FileKind::Flac)),
        ("AIFF", b"FORM\0\0\0\x2eAIFFCOMM".to_vec(), not_wav(FileKind::Aiff)),
        ("M4A", b"\0\0\0\x20ftypM4A ".to_vec(), not_wav(FileKind::Mp4)),
        ("AVI", b"RIFF\0\0\0\0AVI LIST".to_vec(), not_wav(FileKind::OtherRiff)),
        ("RIFX", b"RIFX\0\0\0\0WAVE".to_vec(), not_wav(FileKind::Rifx)),
        ("error page", b"<!DOCTYPE html><title>404".to_vec(), not_wav(FileKind::Html)),
        ("LFS", b"version https://git-lfs.github.com/spec/v1\n".to_vec(), not_wav(FileKind::LfsPointer)),
        ("text", "Grüße, kein Ton".into(), not_wav(FileKind::Text)),
        ("text of UTF-16", b"\xFF\xFEH\0i\0".to_vec(), not_wav(FileKind::Text)),
        ("IMA ADPCM", with(&|f| (f.tag, f.bits, f.width) = (0x11, 4, 2)), coding("IMA ADPCM")),
        ("GSM", with(&|f| f.tag = 0x31), coding("GSM 06.10")),
        ("MP3 inside", with(&|f| f.tag = 0x55), coding("MP3")),
        ("MP3 inside EXTENSIBLE", with(&|f| f.extension = Some((0x55, 16))), coding("MP3")),
        ("unknown tag", with(&|f| f.tag = 0x4242), coding("a coding that is not known here (0x4242)")),
        (
            "64 bit integers",
            with(&|f| (f.bits, f.width) = (64, 8)),
            coding("samples of 64 bits in blocks of 8 bytes"),
        ),
        (
            "six channels",
            with(&|f| (f.channels, f.data) = (6, vec![0; 24])),
            SoundError::Channels { channels: 6 },
        ),
        ("rate 0", with(&|f| f.rate_hz = 0), SoundError::Rate { rate_hz: 0 }),
        ("rate 1", with(&|f| f.rate_hz = 1), SoundError::Rate { rate_hz: 1 }),
        ("rate 2^32 - 1", with(&|f| f.rate_hz = u32::MAX), SoundError::Rate { rate_hz: 4_294_967_295 }),
        ("no samples", with(&|f| f.data.clear()), SoundError::NoSamples),
        ("half a sample", with(&|f| f.data.truncate(1)), SoundError::NoSamples),
        (
            "cut in the sound",
            whole[..whole.len() - 3].to_vec(),
            SoundError::Truncated { declared: 8, present: 5 },
        ),
        ("cut before the sound", whole[..44].to_vec(), SoundError::Truncated { declared: 8, present: 0 }),
        ("cut in the format", whole[..30].to_vec(), damage("its format chunk is cut short")),
        ("cut after the format", whole[..36].to_vec(), damage("it has no sound chunk")),
        ("cut after the magic", whole[..12].to_vec(), damage("it has no format chunk")),
        ("no channels", with(&|f| f.channels = 0), damage("zero channels")),
        (
            "thousands of chunks",
            with(&|f| f.before = many_chunks.clone()),
            damage("it has more than 1024 chunks"),
        ),
    ] {
        assert_eq!(read_wav(&bytes), Err(expected), "{name}");
    }
    assert!(read_wav(&whole).is_ok());
}

#[test]
fn messages_read_as_sentences_about_the_file() {
    let said = read_wav(b"ID3\x04").unwrap_err().to_string();
    assert_eq!(said, "holds MP3; PCM or float WAV is needed");
    let said = SoundError::Truncated { declared: 160_000, present: 99 }.to_string();
    assert_eq!(said, "breaks off: 99 of 160000 bytes of sound are there");
}

/// A xorshift generator: the tests need noise, not randomness.
struct Noise(u64);

impl Noise {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn no_bytes_make_it_panic() {
    let seeds: Vec<Vec<u8>> = [
        Built::new(1, 16, integers(2)),
        Built { before: chunk(b"LIST", b"INFO"), channels: 2, ..Built::new(1, 24, vec![7; 66]) },
        Built { extension: Some((3, 32)), ..Built::new(3, 32, vec![0x3F; 64]) },
        Built { claimed: Some(0xFFFF_FFFF), ..Built::new(6, 8, vec![0x55; 40]) },
        Built {
            extension: Some((1, 20)),
            width: 4,
            after: chunk(b"fact", &[1; 4]),
            ..Built::new(1, 32, vec![1; 80])
        },
    ]
    .iter()
    .map(Built::bytes)
    .chain([b"RF64\xFF\xFF\xFF\xFFWAVEds64\x1C\0\0\0".iter().copied().chain([0xFF; 60]).collect()])
    .collect();
    // Another seed for every build of the tests would not be repeatable; this one can be changed by hand.
    let seed = std::env::var("RUFPLAN_FUZZ_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_260_304);
    println!("RUFPLAN_FUZZ_SEED={seed}");
    let mut noise = Noise(seed);
    let mut read = 0;
    for round in 0..30_000 {
        let mut bytes = seeds[noise.below(seeds.len())].clone();
        for _ in 0..=noise.below(6) {
            let at = noise.below(bytes.len().max(1));
            match noise.below(6) {
                0 if at < bytes.len() => bytes[at] = noise.below(256) as u8,
                1 if at < bytes.len() => bytes[at] ^= 1 << noise.below(8),
                2 => bytes.truncate(at),
                3 if at + 4 <= bytes.len() => {
                    let edge = [0u32, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, u32::MAX][noise.below(6)];
                    bytes[at..at + 4].copy_from_slice(&edge.to_le_bytes());
                }
                4 => bytes.insert(at.min(bytes.len()), noise.below(256) as u8),
                _ => bytes.extend_from_within(..at.min(bytes.len())),
            }
        }
        if let Ok(pcm) = read_wav(&bytes) {
            read += 1;
            assert!(!pcm.samples.is_empty() && pcm.samples.len() <= bytes.len(), "round {round}");
            let facts = crate::sound_facts(&bytes).expect("what can be read can be looked at");
            assert_eq!(facts.length_ms, pcm.length_ms(), "round {round}");
        }
    }
    assert!(
        read > 500,
        "only {read} files were still readable: the mutations are too coarse to test anything"
    );
}
