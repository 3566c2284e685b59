//! Sound that is ready to be sent.

use std::sync::Arc;

use crate::{Codec, duration_ms};

/// Sound encoded once for each codec and shared by all calls that play it; a clone copies two pointers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    pcma: Arc<[u8]>,
    pcmu: Arc<[u8]>,
}

impl Encoded {
    /// Encodes samples for every codec.
    pub fn from_samples(samples: &[i16]) -> Encoded {
        Encoded { pcma: Codec::Pcma.encode(samples).into(), pcmu: Codec::Pcmu.encode(samples).into() }
    }

    /// The bytes for one codec, one a sample.
    pub fn bytes(&self, codec: Codec) -> &Arc<[u8]> {
        match codec {
            Codec::Pcma => &self.pcma,
            Codec::Pcmu => &self.pcmu,
        }
    }

    /// Whether both are the same shared sound, not merely equal.
    pub fn is_same(&self, other: &Encoded) -> bool {
        Arc::ptr_eq(&self.pcma, &other.pcma)
    }

    /// The number of samples; the same for each codec.
    pub fn samples(&self) -> usize {
        self.pcma.len()
    }

    /// The duration in ms, rounded down.
    pub fn duration_ms(&self) -> u64 {
        duration_ms(self.samples())
    }
}

#[cfg(test)]
mod tests {
    use super::Encoded;
    use crate::Codec;

    #[test]
    fn both_codecs_hold_the_same_sound() {
        let samples: Vec<i16> = (0..1_600).map(|n| (n * 37 % 4_000 - 2_000) as i16).collect();
        let encoded = Encoded::from_samples(&samples);
        assert_eq!((encoded.samples(), encoded.duration_ms()), (1_600, 200));
        for codec in Codec::ALL {
            assert_eq!(encoded.bytes(codec).as_ref(), codec.encode(&samples));
        }
        assert!(encoded.is_same(&encoded.clone()) && !encoded.is_same(&Encoded::from_samples(&samples)));
    }
}
