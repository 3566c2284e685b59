//! What a file seems to be, by its first bytes: for a message that helps when it is not WAV.

use std::fmt;

/// The kinds of file that turn up under the name `something.wav`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// RIFF, RF64 or BW64 of form WAVE.
    Wav,
    /// MPEG audio, with or without an ID3 tag.
    Mp3,
    /// AAC in ADTS framing.
    Aac,
    /// An MP4 family container, as phones record.
    Mp4,
    /// Ogg with Vorbis or Opus.
    Ogg,
    /// FLAC.
    Flac,
    /// AIFF or AIFC.
    Aiff,
    /// Sun's `.snd` or `.au`.
    Au,
    /// Apple's Core Audio Format.
    Caf,
    /// AMR, from mobile phones.
    Amr,
    /// WebM or Matroska, as browsers record.
    WebM,
    /// Windows Media.
    Wma,
    /// WAV with its bytes in the other order.
    Rifx,
    /// RIFF of another form, such as AVI.
    OtherRiff,
    /// A zip archive.
    Zip,
    /// A web page: often an error page saved under the sound's name.
    Html,
    /// The pointer that Git LFS leaves where a file was not fetched.
    LfsPointer,
    /// Readable text.
    Text,
    /// None of these.
    Unknown,
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FileKind::Wav => "WAV",
            FileKind::Mp3 => "MP3",
            FileKind::Aac => "AAC",
            FileKind::Mp4 => "MP4 or M4A",
            FileKind::Ogg => "Ogg",
            FileKind::Flac => "FLAC",
            FileKind::Aiff => "AIFF",
            FileKind::Au => "Sun audio",
            FileKind::Caf => "Core Audio",
            FileKind::Amr => "AMR",
            FileKind::WebM => "WebM or Matroska",
            FileKind::Wma => "Windows Media",
            FileKind::Rifx => "big-endian WAV (RIFX)",
            FileKind::OtherRiff => "RIFF that is not WAV",
            FileKind::Zip => "a zip archive",
            FileKind::Html => "a web page",
            FileKind::LfsPointer => "a Git LFS pointer (run `git lfs pull`)",
            FileKind::Text => "text",
            FileKind::Unknown => "something unknown",
        })
    }
}

/// The kind that the first bytes of a file speak for.
pub fn kind_of(bytes: &[u8]) -> FileKind {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let form = bytes.get(8..12);
    match () {
        () if starts(b"RIFF") || starts(b"RF64") || starts(b"BW64") => match form {
            Some(b"WAVE") => FileKind::Wav,
            _ => FileKind::OtherRiff,
        },
        () if starts(b"RIFX") => FileKind::Rifx,
        () if starts(b"ID3") => FileKind::Mp3,
        () if starts(b"OggS") => FileKind::Ogg,
        () if starts(b"fLaC") => FileKind::Flac,
        () if starts(b"FORM") && matches!(form, Some(b"AIFF" | b"AIFC")) => FileKind::Aiff,
        () if starts(b".snd") => FileKind::Au,
        () if starts(b"caff") => FileKind::Caf,
        () if starts(b"#!AMR") => FileKind::Amr,
        () if starts(&[0x1A, 0x45, 0xDF, 0xA3]) => FileKind::WebM,
        () if starts(&[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]) => FileKind::Wma,
        () if starts(b"PK\x03\x04") => FileKind::Zip,
        () if bytes.get(4..8) == Some(b"ftyp") => FileKind::Mp4,
        () if starts(b"version https://git-lfs") => FileKind::LfsPointer,
        () => mpeg_kind(bytes).unwrap_or_else(|| text_kind(bytes)),
    }
}

/// MPEG audio begins with eleven set bits (ISO/IEC 11172-3, 2.4.2.3); layer 0 is ADTS (ISO/IEC 13818-7, 6.2).
fn mpeg_kind(bytes: &[u8]) -> Option<FileKind> {
    let &[first, second, third, fourth, ..] = bytes else { return None };
    if [first, second, fourth] == [0xFF, 0xFE, 0] {
        return Some(FileKind::Text); // the byte order mark of UTF-16 and a Latin letter
    }
    let synchronised = first == 0xFF && second & 0xE0 == 0xE0;
    let reserved = second & 0x18 == 0x08 || (third & 0x0C == 0x0C && second & 0x06 != 0) || second == 0xFF;
    match synchronised && !reserved {
        true if second & 0x06 == 0 => Some(FileKind::Aac),
        true => Some(FileKind::Mp3),
        false => None,
    }
}

fn text_kind(bytes: &[u8]) -> FileKind {
    let head = &bytes[..bytes.len().min(512)];
    let readable = !head.is_empty() && head.iter().all(|&b| b >= 0x20 && b != 0x7F || b"\t\r\n".contains(&b));
    // A letter of several bytes may be cut at the end of the head.
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    };
    if !(readable && utf8) {
        return FileKind::Unknown;
    }
    let lower = head.to_ascii_lowercase();
    match lower.trim_ascii_start() {
        text if text.starts_with(b"<!doctype html") || text.starts_with(b"<html") => FileKind::Html,
        _ => FileKind::Text,
    }
}
