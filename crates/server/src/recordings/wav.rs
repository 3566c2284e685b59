//! A WAV file that grows, and is one at every moment: its head is written anew behind every piece.

use rufplan_audio::{SAMPLE_RATE_HZ, duration_ms};
use rufplan_media::Taped;
use std::fs::File;
use std::io::{Result, Seek, SeekFrom, Write};

/// Bytes of a moment: two sides, 16 bit each.
const MOMENT_BYTES: u32 = 4;
/// Bytes of the head.
const HEAD_BYTES: u32 = 44;
/// As much as one write takes, in moments.
const GAP_AT_ONCE: u64 = 8_000;

/// A file with two sides at 8,000 Hz, 16 bit.
#[derive(Debug)]
pub(super) struct Wav<W> {
    file: W,
    moments: u64,
}

impl<W: Write + Seek> Wav<W> {
    pub fn begin(file: W) -> Result<Self> {
        let mut wav = Wav { file, moments: 0 };
        wav.head()?;
        Ok(wav)
    }

    /// Adds a piece at its place; what is missing before it is silence.
    pub fn write(&mut self, piece: &Taped) -> Result<()> {
        while self.moments < piece.from {
            let gap = (piece.from - self.moments).min(GAP_AT_ONCE);
            self.file.write_all(&vec![0; usize::try_from(gap).unwrap_or(0) * MOMENT_BYTES as usize])?;
            self.moments += gap;
        }
        let sides = piece.heard.iter().zip(&piece.played);
        let mut bytes = Vec::with_capacity(piece.heard.len() * MOMENT_BYTES as usize);
        for (heard, played) in sides {
            bytes.extend(piece.codec.decode_sample(*heard).to_le_bytes());
            bytes.extend(piece.codec.decode_sample(*played).to_le_bytes());
        }
        self.file.write_all(&bytes)?;
        self.moments += piece.heard.len() as u64;
        self.head()
    }

    pub fn length_ms(&self) -> u64 {
        duration_ms(usize::try_from(self.moments).unwrap_or(usize::MAX))
    }

    /// Writes the head for what there is, and goes back to the end.
    fn head(&mut self) -> Result<()> {
        let data = u32::try_from(self.moments * u64::from(MOMENT_BYTES)).unwrap_or(u32::MAX - HEAD_BYTES);
        let mut head = Vec::with_capacity(HEAD_BYTES as usize);
        head.extend(b"RIFF");
        head.extend((data + HEAD_BYTES - 8).to_le_bytes());
        head.extend(b"WAVEfmt ");
        head.extend(16_u32.to_le_bytes());
        // PCM, two channels
        head.extend(1_u16.to_le_bytes());
        head.extend(2_u16.to_le_bytes());
        head.extend(SAMPLE_RATE_HZ.to_le_bytes());
        head.extend((SAMPLE_RATE_HZ * MOMENT_BYTES).to_le_bytes());
        head.extend(4_u16.to_le_bytes());
        head.extend(16_u16.to_le_bytes());
        head.extend(b"data");
        head.extend(data.to_le_bytes());
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&head)?;
        self.file.seek(SeekFrom::End(0))?;
        self.file.flush()
    }
}

impl Wav<File> {
    /// Has the system put it on the disk.
    pub fn close(&mut self) -> Result<()> {
        self.file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rufplan_audio::Codec;
    use rufplan_sounds::read_wav;
    use std::io::{Cursor, Error, ErrorKind};

    fn piece(from: u64, samples: usize, heard: u8) -> Taped {
        let side = |byte| vec![byte; samples];
        Taped {
            id: 1,
            codec: Codec::Pcma,
            from,
            heard: side(heard),
            played: side(Codec::Pcma.silence()),
            rests: Vec::new(),
            last: false,
        }
    }

    #[test]
    fn it_is_a_file_after_every_piece_and_gaps_are_silent() {
        let mut wav = Wav::begin(Cursor::new(Vec::new())).unwrap();
        assert_eq!(wav.file.get_ref().len(), HEAD_BYTES as usize);
        wav.write(&piece(0, 160, 0x11)).unwrap();
        assert_eq!(read_wav(wav.file.get_ref()).unwrap().samples.len(), 160);
        // a piece is missing
        wav.write(&piece(16_160, 160, 0x11)).unwrap();
        assert_eq!(wav.length_ms(), 2_040);
        let samples = read_wav(wav.file.get_ref()).unwrap().samples;
        assert_eq!(samples.len(), 16_320);
        let loud: Vec<usize> = (0..samples.len()).filter(|at| samples[*at].unsigned_abs() > 100).collect();
        assert_eq!((loud.first(), loud.last(), loud.len()), (Some(&0), Some(&16_319), 320));
    }

    /// A disk with room for so many bytes.
    struct Full(Cursor<Vec<u8>>, usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> Result<usize> {
            if self.0.position() as usize + bytes.len() > self.1 {
                return Err(Error::from(ErrorKind::StorageFull));
            }
            self.0.write(bytes)
        }

        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }

    impl Seek for Full {
        fn seek(&mut self, to: SeekFrom) -> Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn a_full_disk_is_an_error_and_what_was_written_stays_a_file() {
        let mut wav = Wav::begin(Full(Cursor::new(Vec::new()), 1_000)).unwrap();
        wav.write(&piece(0, 160, 0x11)).unwrap();
        let error = wav.write(&piece(160, 160, 0x11)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        assert_eq!(read_wav(wav.file.0.get_ref()).unwrap().samples.len(), 160);
    }
}
