//! G.711: eight bits a sample, A-law in Europe and on international lines, µ-law in North America and Japan.

/// A G.711 coder: how a stream's samples are written as bytes, one byte a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Codec {
    /// A-law, static payload type 8 (RFC 3551, section 6).
    Pcma,
    /// µ-law, static payload type 0 (RFC 3551, section 6).
    Pcmu,
}

impl Codec {
    /// Both coders, the one preferred in Europe first.
    pub const ALL: [Codec; 2] = [Codec::Pcma, Codec::Pcmu];

    /// The static RTP payload type (RFC 3551, table 4).
    pub const fn payload_type(self) -> u8 {
        match self {
            Codec::Pcma => 8,
            Codec::Pcmu => 0,
        }
    }

    /// The coder of a static RTP payload type.
    pub const fn from_payload_type(payload_type: u8) -> Option<Codec> {
        match payload_type {
            8 => Some(Codec::Pcma),
            0 => Some(Codec::Pcmu),
            _ => None,
        }
    }

    /// The encoding name of an `a=rtpmap` line (RFC 3551, section 6).
    pub const fn name(self) -> &'static str {
        match self {
            Codec::Pcma => "PCMA",
            Codec::Pcmu => "PCMU",
        }
    }

    /// The byte of a sample of value nought: digital silence.
    pub const fn silence(self) -> u8 {
        self.encode_sample(0)
    }

    /// Encodes one sample.
    pub const fn encode_sample(self, sample: i16) -> u8 {
        match self {
            Codec::Pcma => encode_a_law(sample),
            Codec::Pcmu => encode_mu_law(sample),
        }
    }

    /// Decodes one byte.
    pub const fn decode_sample(self, byte: u8) -> i16 {
        match self {
            Codec::Pcma => A_LAW[byte as usize],
            Codec::Pcmu => MU_LAW[byte as usize],
        }
    }

    /// Encodes samples, one byte each.
    pub fn encode(self, samples: &[i16]) -> Vec<u8> {
        samples.iter().map(|&sample| self.encode_sample(sample)).collect()
    }

    /// Decodes bytes, one sample each.
    pub fn decode(self, bytes: &[u8]) -> Vec<i16> {
        bytes.iter().map(|&byte| self.decode_sample(byte)).collect()
    }

    /// Decodes bytes to the end of `samples`, so that one buffer serves a whole call.
    pub fn decode_onto(self, bytes: &[u8], samples: &mut Vec<i16>) {
        samples.extend(bytes.iter().map(|&byte| self.decode_sample(byte)));
    }
}

static A_LAW: [i16; 256] = decoding_table(true);
static MU_LAW: [i16; 256] = decoding_table(false);

/// What is added to a µ-law magnitude so that its segments begin at powers of two, at 14 bits.
const MU_LAW_BIAS: u32 = 33;

/// The greatest biased µ-law magnitude, at 14 bits.
const MU_LAW_MAX: u32 = 0x1fff;

/// Every other bit of an A-law byte is inverted on the line (G.711, note 2 to table 1a).
const A_LAW_INVERTED: u8 = 0x55;

const SIGN: u8 = 0x80;

/// Segment 0 is linear and as wide as segment 1; from there each segment is twice as wide as the one before.
const fn encode_a_law(sample: i16) -> u8 {
    let magnitude = magnitude(sample) >> 4;
    let code = if magnitude < 16 {
        magnitude as u8
    } else {
        let segment = magnitude.ilog2() - 3;
        ((segment << 4) | ((magnitude >> (segment - 1)) & 0xf)) as u8
    };
    let signed = if sample >= 0 { code | SIGN } else { code };
    signed ^ A_LAW_INVERTED
}

const fn encode_mu_law(sample: i16) -> u8 {
    let biased = (magnitude(sample) >> 2) + MU_LAW_BIAS;
    let biased = if biased > MU_LAW_MAX { MU_LAW_MAX } else { biased };
    let segment = biased.ilog2() - 5;
    let code = ((segment << 4) | ((biased >> (segment + 1)) & 0xf)) as u8;
    let signed = if sample >= 0 { code } else { code | SIGN };
    !signed
}

/// The one's complement magnitude, 0..=32767: symmetrical, so that -1 lies in the first negative step.
const fn magnitude(sample: i16) -> u32 {
    (if sample < 0 { !sample } else { sample }) as u32
}

const fn decoding_table(a_law: bool) -> [i16; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = if a_law { decode_a_law(byte as u8) } else { decode_mu_law(byte as u8) };
        byte += 1;
    }
    table
}

const fn decode_a_law(byte: u8) -> i16 {
    let code = byte ^ A_LAW_INVERTED;
    let segment = (code >> 4) & 7;
    let middle = ((code as i16 & 0xf) << 4) + 8;
    let value = if segment == 0 { middle } else { (middle + 0x100) << (segment - 1) };
    if code & SIGN != 0 { value } else { -value }
}

const fn decode_mu_law(byte: u8) -> i16 {
    let code = !byte;
    let segment = (code >> 4) & 7;
    let bias = (MU_LAW_BIAS << 2) as i16;
    let value = ((((code as i16) & 0xf) << 3) + bias) << segment;
    if code & SIGN == 0 { value - bias } else { bias - value }
}

#[cfg(test)]
mod tests {
    use super::Codec;

    #[test]
    fn known_values_are_those_of_the_recommendation() {
        for (codec, sample, byte, decoded) in [
            (Codec::Pcma, 0, 0xd5, 8),
            (Codec::Pcma, -1, 0x55, -8),
            (Codec::Pcma, i16::MAX, 0xaa, 32_256),
            (Codec::Pcma, i16::MIN, 0x2a, -32_256),
            (Codec::Pcma, 1_000, 0xfa, 1_008),
            (Codec::Pcmu, 0, 0xff, 0),
            (Codec::Pcmu, -1, 0x7f, 0),
            (Codec::Pcmu, i16::MAX, 0x80, 32_124),
            (Codec::Pcmu, i16::MIN, 0x00, -32_124),
            (Codec::Pcmu, 1_000, 0xce, 988),
        ] {
            assert_eq!(codec.encode_sample(sample), byte, "{codec:?} of {sample}");
            assert_eq!(codec.decode_sample(byte), decoded, "{codec:?} of {byte:#x}");
        }
    }

    #[test]
    fn each_sample_is_coded_within_half_a_step() {
        for codec in Codec::ALL {
            for sample in i16::MIN..=i16::MAX {
                let exact = i32::from(sample);
                let coded = i32::from(codec.decode_sample(codec.encode_sample(sample)));
                // A step is a sixteenth of its segment's lower edge; in the lowest segment it is 16, or 8 after bias.
                let half_step = (exact.abs() + 132) / 32 + 8;
                assert!((coded - exact).abs() <= half_step, "{codec:?}: {exact} became {coded}");
            }
        }
    }

    #[test]
    fn louder_samples_never_become_softer() {
        for codec in Codec::ALL {
            let coded: Vec<i16> = (i16::MIN..=i16::MAX)
                .map(|sample| codec.decode_sample(codec.encode_sample(sample)))
                .collect();
            assert!(coded.is_sorted(), "{codec:?}");
        }
    }

    #[test]
    fn each_byte_survives_decoding_and_encoding() {
        for codec in Codec::ALL {
            for byte in 0..=255 {
                // µ-law has two zeros; the negative one comes back as the positive one.
                let expected = if codec == Codec::Pcmu && byte == 0x7f { 0xff } else { byte };
                assert_eq!(codec.encode_sample(codec.decode_sample(byte)), expected);
            }
        }
    }
}
