//! Recognising what was heard: which prompts, in which order, and what lay between them.

use rufplan_audio::{SAMPLE_RATE_HZ, find, level_dbfs};

/// How alike a prompt and its place must be, 1 is the same.
pub const CORRELATION_AT_LEAST: f32 = 0.8;

/// Between prompts nothing may be louder than this, in dBFS, but music.
pub const QUIET_DBFS: f32 = -50.0;

/// Of a prompt at most so much is compared: a key may have stopped the rest.
const COMPARED_S: usize = 4;

/// Length of the windows in which the gaps are judged, in samples.
const WINDOW: usize = SAMPLE_RATE_HZ as usize / 10;

/// Length of the stretch of music that is looked for in the loop, in samples.
const MUSIC_PROBE: usize = SAMPLE_RATE_HZ as usize;

/// Shortest stretch that can be told to be music, in samples: two packets, as much as may come between the end of words
/// and a hang-up.
const MUSIC_AT_LEAST: usize = SAMPLE_RATE_HZ as usize / 25;

/// A prompt that should be heard.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Its name.
    pub name: String,
    /// Its sound at 8,000 Hz.
    pub samples: Vec<i16>,
    /// How much of it must have been heard; less than all where a key stops it.
    pub at_least: usize,
}

impl Expected {
    /// A prompt that is heard to its end.
    pub fn whole(name: impl Into<String>, samples: Vec<i16>) -> Self {
        let at_least = samples.len();
        Expected { name: name.into(), samples, at_least }
    }

    /// A prompt of which a key stops all but so many samples.
    pub fn beginning(name: impl Into<String>, samples: Vec<i16>, at_least: usize) -> Self {
        let at_least = at_least.min(samples.len());
        Expected { name: name.into(), samples, at_least }
    }
}

/// A prompt and where it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// First sample of it, `None` if it was not found behind the one before.
    pub at: Option<usize>,
    /// How alike, 1 is the same; 0 if not found.
    pub correlation: f32,
}

/// What a recording holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Each expected prompt in order.
    pub prompts: Vec<Found>,
    /// How much of the gaps was recognised as music, in samples.
    pub music: usize,
    /// Gaps that are neither quiet nor music: first sample and level in dBFS.
    pub strange: Vec<(usize, f32)>,
}

impl Report {
    /// Whether every prompt was recognised in order, and nothing else was heard but the music.
    pub fn is_good(&self) -> bool {
        self.strange.is_empty()
            && self.prompts.iter().all(|p| p.at.is_some() && p.correlation >= CORRELATION_AT_LEAST)
    }
}

/// Looks for the prompts in order and judges what lies between them. Costs one correlation a prompt and one a second of
/// music.
pub fn recognise(heard: &[i16], expected: &[Expected], music: &[i16]) -> Report {
    let mut prompts = Vec::new();
    let mut covered = vec![false; heard.len()];
    let mut from = 0;
    for prompt in expected {
        let compared = prompt.samples.len().min(prompt.at_least).min(COMPARED_S * SAMPLE_RATE_HZ as usize);
        let place = prompt.samples.get(..compared).and_then(|reference| find(reference, heard, from));
        if let Some(place) = place {
            let end = prompt_end(heard, prompt, place.offset);
            covered.iter_mut().take(end).skip(place.offset).for_each(|c| *c = true);
            from = place.offset + compared;
        }
        prompts.push(Found {
            name: prompt.name.clone(),
            at: place.map(|p| p.offset),
            correlation: place.map_or(0.0, |p| p.correlation),
        });
    }
    let (music, strange) = judge_gaps(heard, &covered, music);
    Report { prompts, music, strange }
}

/// Where a prompt that may have been stopped ends: as long as it goes on like its sound.
fn prompt_end(heard: &[i16], prompt: &Expected, at: usize) -> usize {
    let mut end = at + prompt.at_least;
    while let (Some(reference), Some(actual)) =
        (prompt.samples.get(end - at..).and_then(|r| r.get(..WINDOW.min(r.len()))), heard.get(end..))
    {
        let Some(actual) = actual.get(..reference.len()).filter(|a| !a.is_empty()) else { break };
        if !alike(reference, actual) {
            // the window in which the key stopped it is still the prompt's
            return (end + WINDOW).min(heard.len());
        }
        end += reference.len();
    }
    end.min(heard.len())
}

/// Whether two windows carry the same sound: their difference is small against the reference, or both are quiet.
fn alike(reference: &[i16], actual: &[i16]) -> bool {
    let power = |s: &mut dyn Iterator<Item = f64>| s.map(|v| v * v).sum::<f64>();
    let difference = power(&mut reference.iter().zip(actual).map(|(r, a)| f64::from(*r) - f64::from(*a)));
    let own = power(&mut reference.iter().map(|r| f64::from(*r)));
    difference <= own * 0.25 || level_dbfs(actual) < QUIET_DBFS
}

/// The gaps in windows: quiet, music, or something strange.
fn judge_gaps(heard: &[i16], covered: &[bool], music: &[i16]) -> (usize, Vec<(usize, f32)>) {
    let is_music = music_mask(heard, covered, music);
    let mut strange = Vec::new();
    for start in (0..heard.len()).step_by(WINDOW) {
        let end = (start + WINDOW).min(heard.len());
        let rest: Vec<i16> =
            (start..end).filter(|i| !covered[*i] && !is_music[*i]).map(|i| heard[i]).collect();
        // a rest of a few samples at the edge of a prompt says nothing
        if rest.len() >= WINDOW / 4 && level_dbfs(&rest) > QUIET_DBFS {
            strange.push((start, level_dbfs(&rest)));
        }
    }
    (is_music.iter().filter(|m| **m).count(), strange)
}

/// Which samples of the gaps are the music: each second of a gap is looked for in the loop.
fn music_mask(heard: &[i16], covered: &[bool], music: &[i16]) -> Vec<bool> {
    let mut mask = vec![false; heard.len()];
    if music.is_empty() {
        return mask;
    }
    // the loop and its beginning once more, so that a probe may run over the seam
    let mut looped = music.to_vec();
    looped.extend(music.iter().take(MUSIC_PROBE));
    let mut at = 0;
    while at < heard.len() {
        if covered[at] {
            at += 1;
            continue;
        }
        let end = (at..heard.len()).find(|i| covered[*i]).unwrap_or(heard.len());
        mark_music(heard, at, end, &looped, music.len(), &mut mask);
        at = end;
    }
    mask
}

fn mark_music(heard: &[i16], from: usize, to: usize, looped: &[i16], period: usize, mask: &mut [bool]) {
    let mut at = from;
    while at < to {
        let probe = &heard[at..(at + MUSIC_PROBE).min(to)];
        let place = if probe.len() >= MUSIC_AT_LEAST && level_dbfs(probe) > QUIET_DBFS {
            find(probe, looped, 0)
        } else {
            None
        };
        match place.filter(|p| p.correlation >= CORRELATION_AT_LEAST) {
            Some(place) => {
                // from here the loop runs on: sample by sample as long as it is alike
                let mut end = at + probe.len();
                while end + WINDOW <= to
                    && alike(&window(looped, period, place.offset + end - at), &heard[end..end + WINDOW])
                {
                    end += WINDOW;
                }
                // what is left of the gap is shorter than a window or where the music was stopped
                let end = if to - end < 2 * WINDOW { to } else { end };
                mask[at..end].iter_mut().for_each(|m| *m = true);
                at = end;
            }
            None => at += WINDOW,
        }
    }
}

fn window(looped: &[i16], period: usize, from: usize) -> Vec<i16> {
    (from..from + WINDOW).map(|i| looped.get(i % period).copied().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests;
