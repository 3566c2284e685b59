//! The two pieces, as notes. Both were written for this project and quote nothing.

use crate::synth::{Note, Ring, Timbre};

/// Semitones by which both pieces sound higher than they are written: a fourth, for the telephone cuts below 300 Hz.
const TRANSPOSED: u8 = 5;

/// A bar: the bass note, the chord from below, and the melody as (beat, MIDI number, beats).
pub struct Bar {
    pub bass: u8,
    pub chord: &'static [u8],
    pub melody: &'static [(f64, u8, f64)],
}

/// "Ruhig": written in C major, heard in F, four beats a bar, 72 beats a minute, eight bars: 26.56 s.
const RUHIG: [Bar; 8] = [
    Bar { bass: 48, chord: &[55, 59, 62, 64], melody: &[(0.0, 76, 1.5), (1.5, 74, 0.5), (2.0, 67, 2.0)] },
    Bar { bass: 45, chord: &[55, 57, 60, 64], melody: &[(0.0, 72, 1.5), (1.5, 71, 0.5), (2.0, 69, 2.0)] },
    Bar { bass: 53, chord: &[53, 57, 60, 64], melody: &[(0.0, 69, 1.0), (1.0, 72, 1.0), (2.0, 76, 2.0)] },
    Bar { bass: 43, chord: &[55, 57, 60, 62], melody: &[(0.0, 74, 3.0)] },
    Bar { bass: 52, chord: &[55, 59, 62, 64], melody: &[(0.0, 79, 1.5), (1.5, 76, 0.5), (2.0, 71, 2.0)] },
    Bar { bass: 45, chord: &[55, 57, 60, 64], melody: &[(0.0, 72, 1.5), (1.5, 74, 0.5), (2.0, 76, 2.0)] },
    Bar {
        bass: 50,
        chord: &[53, 57, 60, 65],
        melody: &[(0.0, 77, 1.0), (1.0, 76, 1.0), (2.0, 74, 1.0), (3.0, 72, 1.0)],
    },
    Bar { bass: 43, chord: &[53, 55, 59, 62], melody: &[(0.0, 71, 1.0), (1.0, 74, 1.0), (2.0, 67, 2.0)] },
];

/// "Moorbach": written in G major, heard in C, three beats a bar, 86 beats a minute, twelve bars: 25.2 s.
const MOORBACH: [Bar; 12] = [
    Bar { bass: 43, chord: &[55, 59, 62], melody: &[(1.0, 74, 2.0)] },
    Bar { bass: 42, chord: &[54, 57, 62], melody: &[(0.0, 69, 3.0)] },
    Bar { bass: 40, chord: &[55, 59, 64], melody: &[(1.0, 71, 1.0), (2.0, 74, 1.0)] },
    Bar { bass: 48, chord: &[55, 60, 64], melody: &[(0.0, 76, 3.0)] },
    Bar { bass: 47, chord: &[55, 59, 62], melody: &[(1.0, 79, 1.0), (2.0, 78, 1.0)] },
    Bar { bass: 45, chord: &[55, 57, 60], melody: &[(0.0, 76, 2.0), (2.0, 72, 1.0)] },
    Bar { bass: 50, chord: &[54, 57, 62], melody: &[(0.0, 74, 3.0)] },
    Bar { bass: 50, chord: &[55, 57, 62], melody: &[] },
    Bar { bass: 40, chord: &[55, 59, 64], melody: &[(1.0, 71, 2.0)] },
    Bar { bass: 48, chord: &[55, 60, 64], melody: &[(0.0, 72, 2.0), (2.0, 76, 1.0)] },
    Bar { bass: 45, chord: &[57, 60, 64], melody: &[(0.0, 74, 1.5), (1.5, 72, 1.5)] },
    Bar { bass: 50, chord: &[54, 57, 60], melody: &[(0.0, 69, 3.0)] },
];

/// Electric piano in eighths over soft chords, the melody on a mallet instrument.
pub fn ruhig() -> Ring {
    const BEAT: usize = 6_640;
    const STEPS: [usize; 8] = [0, 2, 1, 3, 2, 3, 1, 2];
    let mut ring = Ring::new(RUHIG.len() * 4 * BEAT);
    for (number, bar) in RUHIG.iter().enumerate() {
        let start = number * 4 * BEAT;
        chord(&mut ring, bar, start, 4 * BEAT, 0.09, TRANSPOSED);
        for half in 0..2 {
            let at = start + half * 2 * BEAT;
            ring.play(
                Timbre::Bass,
                &Note { at, held: 2 * BEAT - BEAT / 2, midi: bar.bass + TRANSPOSED, level: 0.20 },
            );
        }
        for (step, &tone) in STEPS.iter().enumerate() {
            // The first and the fifth eighth carry a little more weight.
            let level = if step % 4 == 0 { 0.24 } else { 0.17 };
            let at = start + step * BEAT / 2;
            ring.play(Timbre::Piano, &Note { at, held: BEAT, midi: bar.chord[tone] + TRANSPOSED, level });
        }
        melody(&mut ring, bar, start, BEAT, Timbre::Mallet, 0.42, TRANSPOSED);
    }
    ring.reverberate(0.28);
    ring
}

/// A harp in rising and falling eighths, a flute above it that leaves room.
pub fn moorbach() -> Ring {
    const BEAT: usize = 5_600;
    /// Chord tone and octave of each eighth.
    const STEPS: [(usize, u8); 6] = [(0, 0), (1, 0), (2, 0), (0, 12), (2, 0), (1, 0)];
    let mut ring = Ring::new(MOORBACH.len() * 3 * BEAT);
    for (number, bar) in MOORBACH.iter().enumerate() {
        let start = number * 3 * BEAT;
        chord(&mut ring, bar, start, 3 * BEAT, 0.07, TRANSPOSED);
        ring.play(Timbre::Harp, &Note { at: start, held: BEAT, midi: bar.bass + TRANSPOSED, level: 0.45 });
        for (step, &(tone, octave)) in STEPS.iter().enumerate() {
            let at = start + step * BEAT / 2;
            ring.play(
                Timbre::Harp,
                &Note { at, held: BEAT, midi: bar.chord[tone] + octave + TRANSPOSED, level: 0.34 },
            );
        }
        melody(&mut ring, bar, start, BEAT, Timbre::Flute, 0.22, TRANSPOSED);
    }
    ring.reverberate(0.34);
    ring
}

/// The chord of a bar, held.
pub fn chord(ring: &mut Ring, bar: &Bar, at: usize, held: usize, level: f64, transposed: u8) {
    for &midi in bar.chord {
        ring.play(Timbre::Pad, &Note { at, held, midi: midi + transposed, level });
    }
}

/// The melody of a bar.
pub fn melody(
    ring: &mut Ring,
    bar: &Bar,
    start: usize,
    beat: usize,
    timbre: Timbre,
    level: f64,
    transposed: u8,
) {
    for &(beats_in, midi, beats) in bar.melody {
        let at = start + (beats_in * beat as f64) as usize;
        ring.play(timbre, &Note { at, held: (beats * beat as f64) as usize, midi: midi + transposed, level });
    }
}
