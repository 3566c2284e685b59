//! Where a sound begins and ends, and cutting it there.

use std::ops::Range;

use rufplan_audio::level_dbfs;

use crate::wav::Pcm;

/// Windows in which silence is judged, in milliseconds: shorter than the shortest plosive.
const WINDOW_MS: usize = 5;
/// A window is silent when it is this far below the loudest one.
const BELOW_LOUDEST_DB: f32 = 40.0;
/// A window is silent below this level whatever else there is, in dB of full scale.
const SILENT_DBFS: f32 = -62.0;
/// How long a cut edge takes to fade, so that it does not click.
const FADE_MS: usize = 4;

/// How much silence is left around a sound by [`trimmed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margins {
    /// At most this much before it.
    pub lead_ms: usize,
    /// Exactly this much after it; what is missing is filled up.
    pub tail_ms: usize,
}

/// The samples between the first and the last that are not silence; `None` if all are.
pub fn sounding(pcm: &Pcm) -> Option<Range<usize>> {
    let window = samples_of(WINDOW_MS, pcm.rate_hz).max(1);
    let levels: Vec<f32> = pcm.samples.chunks(window).map(level_dbfs).collect();
    let loudest = levels.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let threshold = (loudest - BELOW_LOUDEST_DB).max(SILENT_DBFS);
    let first = levels.iter().position(|&level| level >= threshold)?;
    let last = levels.iter().rposition(|&level| level >= threshold)?;
    Some(first * window..((last + 1) * window).min(pcm.samples.len()))
}

/// The sound with the silence around it cut to the margins; a sound of silence alone becomes empty.
pub fn trimmed(pcm: &Pcm, margins: Margins) -> Pcm {
    let Some(span) = sounding(pcm) else {
        return Pcm { rate_hz: pcm.rate_hz, samples: Vec::new() };
    };
    let lead = samples_of(margins.lead_ms, pcm.rate_hz);
    let tail = samples_of(margins.tail_ms, pcm.rate_hz);
    let start = span.start.saturating_sub(lead);
    let end = (span.end + tail).min(pcm.samples.len());
    let mut samples = pcm.samples[start..end].to_vec();
    let fade = samples_of(FADE_MS, pcm.rate_hz).min(samples.len() / 2);
    if start > 0 {
        fade_edge(samples.iter_mut().take(fade), fade);
    }
    fade_edge(samples.iter_mut().rev().take(fade), fade);
    samples.resize(samples.len() + (span.end + tail - end), 0);
    Pcm { rate_hz: pcm.rate_hz, samples }
}

/// Samples in a number of milliseconds.
pub(crate) fn samples_of(ms: usize, rate_hz: u32) -> usize {
    ms * rate_hz as usize / 1_000
}

/// Raises samples from nothing, outermost first.
fn fade_edge<'a>(edge: impl Iterator<Item = &'a mut i16>, length: usize) {
    for (step, sample) in edge.enumerate() {
        *sample = (i32::from(*sample) * step as i32 / length.max(1) as i32) as i16;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Silence, a tone of 500 Hz and silence, with the lengths in milliseconds, at 8,000 Hz.
    fn tone_within(lead_ms: usize, tone_ms: usize, tail_ms: usize) -> Pcm {
        let tone = (0..tone_ms * 8)
            .map(|n| ((n as f64 * 500.0 / 8_000.0 * std::f64::consts::TAU).sin() * 9_000.0) as i16);
        let mut samples = vec![0; lead_ms * 8];
        samples.extend(tone);
        samples.extend(vec![3; tail_ms * 8]);
        Pcm { rate_hz: 8_000, samples }
    }

    #[test]
    fn the_sounding_part_is_found_to_a_window() {
        assert_eq!(sounding(&tone_within(100, 300, 200)), Some(800..3_200));
        assert_eq!(sounding(&tone_within(0, 300, 0)), Some(0..2_400));
        assert_eq!(sounding(&Pcm { rate_hz: 8_000, samples: vec![2; 8_000] }), None);
        assert_eq!(sounding(&Pcm { rate_hz: 8_000, samples: Vec::new() }), None);
    }

    #[test]
    fn margins_are_kept_and_missing_tail_is_filled() {
        let margins = Margins { lead_ms: 15, tail_ms: 50 };
        assert_eq!(trimmed(&tone_within(100, 300, 200), margins).length_ms(), 15 + 300 + 50);
        assert_eq!(trimmed(&tone_within(0, 300, 0), margins).length_ms(), 300 + 50);
        assert_eq!(trimmed(&tone_within(10, 300, 20), margins).length_ms(), 10 + 300 + 50);
        assert!(trimmed(&Pcm { rate_hz: 8_000, samples: vec![1; 900] }, margins).samples.is_empty());
    }

    #[test]
    fn cut_edges_begin_and_end_at_nothing() {
        let cut = trimmed(&tone_within(100, 300, 200), Margins { lead_ms: 0, tail_ms: 0 });
        assert_eq!(cut.samples.first(), Some(&0));
        assert_eq!(cut.samples.last(), Some(&0));
    }
}
