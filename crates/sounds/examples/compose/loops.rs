//! Short loops of four bars for the other reference clients: one accompaniment, notes and colours of their own.

use crate::pieces::{Bar, chord, melody};
use crate::synth::{Note, Ring, Timbre};

/// A loop: its file, samples a beat, beats a bar, semitones up, the colours of accompaniment and melody, its bars.
pub struct Loop {
    pub file: &'static str,
    beat: usize,
    beats: usize,
    transposed: u8,
    plucked: Timbre,
    lead: Timbre,
    bars: [Bar; 4],
}

/// All loops. Written for this project; they quote nothing.
pub const LOOPS: [Loop; 6] = [
    Loop {
        file: "alm.wav",
        beat: 4_800,
        beats: 3,
        transposed: 5,
        plucked: Timbre::Harp,
        lead: Timbre::Flute,
        bars: [
            Bar { bass: 48, chord: &[55, 60, 64], melody: &[(0.0, 72, 1.0), (1.0, 76, 2.0)] },
            Bar { bass: 43, chord: &[55, 59, 62], melody: &[(0.0, 74, 2.0), (2.0, 71, 1.0)] },
            Bar { bass: 45, chord: &[57, 60, 64], melody: &[(0.0, 72, 1.0), (1.0, 69, 2.0)] },
            Bar { bass: 43, chord: &[55, 59, 62], melody: &[(1.0, 67, 2.0)] },
        ],
    },
    Loop {
        file: "kueste.wav",
        beat: 5_600,
        beats: 4,
        transposed: 3,
        plucked: Timbre::Piano,
        lead: Timbre::Mallet,
        bars: [
            Bar { bass: 45, chord: &[57, 60, 64], melody: &[(0.0, 76, 2.0), (2.0, 72, 2.0)] },
            Bar { bass: 41, chord: &[53, 57, 60], melody: &[(0.0, 69, 3.0)] },
            Bar { bass: 48, chord: &[55, 60, 64], melody: &[(0.0, 67, 1.0), (1.0, 72, 1.0), (2.0, 74, 2.0)] },
            Bar { bass: 43, chord: &[55, 59, 62], melody: &[(0.0, 71, 3.0)] },
        ],
    },
    Loop {
        file: "huber.wav",
        beat: 4_800,
        beats: 4,
        transposed: 7,
        plucked: Timbre::Harp,
        lead: Timbre::Piano,
        bars: [
            Bar { bass: 48, chord: &[52, 55, 60], melody: &[(0.0, 67, 1.0), (1.0, 72, 1.0), (2.0, 71, 2.0)] },
            Bar { bass: 50, chord: &[53, 57, 62], melody: &[(0.0, 69, 2.0), (2.0, 65, 2.0)] },
            Bar { bass: 43, chord: &[55, 59, 62], melody: &[(0.0, 67, 1.0), (1.0, 71, 1.0), (2.0, 74, 2.0)] },
            Bar { bass: 48, chord: &[52, 55, 60], melody: &[(0.0, 72, 4.0)] },
        ],
    },
    Loop {
        file: "blumen.wav",
        beat: 5_200,
        beats: 3,
        transposed: 8,
        plucked: Timbre::Harp,
        lead: Timbre::Mallet,
        bars: [
            Bar { bass: 48, chord: &[52, 55, 60], melody: &[(0.0, 64, 1.0), (1.0, 67, 1.0), (2.0, 72, 1.0)] },
            Bar { bass: 45, chord: &[52, 57, 60], melody: &[(0.0, 71, 1.0), (1.0, 69, 2.0)] },
            Bar { bass: 41, chord: &[53, 57, 60], melody: &[(0.0, 65, 1.0), (1.0, 69, 1.0), (2.0, 74, 1.0)] },
            Bar { bass: 43, chord: &[55, 59, 62], melody: &[(0.0, 72, 1.0), (1.0, 71, 2.0)] },
        ],
    },
    Loop {
        file: "radhaus.wav",
        beat: 4_000,
        beats: 4,
        transposed: 4,
        plucked: Timbre::Piano,
        lead: Timbre::Flute,
        bars: [
            Bar { bass: 43, chord: &[55, 59, 62], melody: &[(0.0, 74, 1.0), (1.0, 71, 1.0), (2.0, 67, 2.0)] },
            Bar { bass: 48, chord: &[55, 60, 64], melody: &[(0.0, 72, 2.0), (2.0, 76, 2.0)] },
            Bar { bass: 45, chord: &[57, 60, 64], melody: &[(0.0, 72, 1.0), (1.0, 69, 3.0)] },
            Bar { bass: 50, chord: &[54, 57, 62], melody: &[(0.0, 66, 2.0), (2.0, 69, 2.0)] },
        ],
    },
    Loop {
        file: "zahnwelt.wav",
        beat: 5_600,
        beats: 3,
        transposed: 6,
        plucked: Timbre::Piano,
        lead: Timbre::Piano,
        bars: [
            Bar { bass: 41, chord: &[53, 57, 60], melody: &[(0.0, 72, 2.0), (2.0, 69, 1.0)] },
            Bar { bass: 46, chord: &[53, 58, 62], melody: &[(0.0, 70, 1.0), (1.0, 74, 2.0)] },
            Bar { bass: 43, chord: &[55, 58, 62], melody: &[(0.0, 72, 1.0), (1.0, 70, 2.0)] },
            Bar { bass: 48, chord: &[52, 55, 60], melody: &[(0.0, 67, 3.0)] },
        ],
    },
];

impl Loop {
    /// The loop as sound.
    pub fn ring(&self) -> Ring {
        let bar_length = self.beats * self.beat;
        let mut ring = Ring::new(self.bars.len() * bar_length);
        for (number, bar) in self.bars.iter().enumerate() {
            let start = number * bar_length;
            let raised = |midi: u8| midi + self.transposed;
            chord(&mut ring, bar, start, bar_length, 0.08, self.transposed);
            ring.play(
                Timbre::Bass,
                &Note { at: start, held: self.beat * 2, midi: raised(bar.bass), level: 0.2 },
            );
            for step in 0..self.beats * 2 {
                let tone = bar.chord[[0, 1, 2, 1][step % 4] % bar.chord.len()];
                let level = if step == 0 { 0.28 } else { 0.2 };
                let at = start + step * self.beat / 2;
                ring.play(self.plucked, &Note { at, held: self.beat, midi: raised(tone), level });
            }
            melody(&mut ring, bar, start, self.beat, self.lead, 0.3, self.transposed);
        }
        ring.reverberate(0.3);
        ring
    }
}
