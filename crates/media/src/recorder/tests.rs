use super::*;
use rufplan_audio::Tone;

const FRAME: usize = 160;

/// A caller's stream whose packets are made by hand.
struct Caller {
    recorder: Recorder,
    timestamp: u32,
    over: Option<Over>,
}

impl Caller {
    fn new(longest_ms: u32, silence_ms: Option<u32>) -> Caller {
        let order = Record { id: 7, longest_ms, silence_ms, after: None };
        Caller { recorder: Recorder::new(order, Codec::Pcma), timestamp: u32::MAX - 500, over: None }
    }

    fn packet(&mut self, timestamp: u32, payload: &[u8]) {
        let packet = Packet { payload_type: 8, marker: false, sequence: 0, timestamp, ssrc: 9, payload };
        self.recorder.push(&packet, Codec::Pcma);
    }

    /// Beats with packets of a sound, until it is over.
    fn says(&mut self, samples: &[i16]) -> &mut Caller {
        for frame in samples.chunks(FRAME) {
            let bytes = Codec::Pcma.encode(frame);
            self.packet(self.timestamp, &bytes);
            self.beat();
        }
        self
    }

    fn beat(&mut self) {
        self.timestamp = self.timestamp.wrapping_add(FRAME as u32);
        if self.over.is_none() {
            self.over = self.recorder.beat();
        }
    }

    fn speaks(&mut self, ms: u32) -> &mut Caller {
        let tone = Tone::steady(440.0, -20.0).samples(ms);
        self.says(&tone)
    }

    fn is_quiet(&mut self, ms: u32) -> &mut Caller {
        self.says(&vec![0; samples_in(ms)])
    }

    fn kept(self) -> Recorded {
        let over = self.over.unwrap_or(Over::Stopped);
        self.recorder.finish(over)
    }
}

#[test]
fn silence_behind_the_words_ends_them_and_is_cut_off() {
    let mut caller = Caller::new(60_000, Some(2_000));
    caller.is_quiet(500).speaks(3_000).is_quiet(1_900);
    assert_eq!(caller.over, None);
    caller.is_quiet(120);
    assert_eq!(caller.over, Some(Over::Silence));
    let kept = caller.kept();
    assert!((3_600..=3_800).contains(&kept.length_ms()), "{} ms", kept.length_ms());
    let samples = Codec::Pcma.decode(&kept.sound);
    assert!(level_dbfs(&samples[4_000..27_000]) > -25.0);
    assert!(level_dbfs(&samples[..3_500]) < -60.0);
}

#[test]
fn a_caller_who_sends_nothing_at_all_is_silent_too() {
    let mut caller = Caller::new(60_000, Some(2_000));
    caller.speaks(1_000);
    for _ in 0..100 {
        caller.beat();
    }
    assert_eq!(caller.over, Some(Over::Silence));
    assert!((1_000..=1_200).contains(&caller.kept().length_ms()));
}

#[test]
fn a_click_or_a_soft_noise_is_nothing() {
    let mut caller = Caller::new(60_000, Some(2_000));
    caller.is_quiet(300).speaks(60).is_quiet(3_000);
    assert_eq!(caller.over, Some(Over::Silence));
    assert_eq!(caller.kept().sound, Vec::<u8>::new());

    let mut noise = Caller::new(60_000, Some(2_000));
    noise.says(&Tone::steady(120.0, -52.0).samples(4_000));
    assert_eq!(noise.kept().length_ms(), 0);
}

#[test]
fn the_longest_ends_a_caller_who_goes_on() {
    let mut caller = Caller::new(2_000, None);
    caller.speaks(2_500);
    assert_eq!(caller.over, Some(Over::Longest));
    assert_eq!(caller.kept().length_ms(), 2_000);
}

#[test]
fn a_key_ends_them_and_keeps_all_up_to_it() {
    let mut caller = Caller::new(60_000, Some(4_000));
    caller.speaks(1_000).is_quiet(1_500);
    assert_eq!(caller.kept().length_ms(), 2_500);
}

#[test]
fn lost_and_late_packets_leave_the_rest_where_it_was() {
    let mut caller = Caller::new(60_000, None);
    let loud = Codec::Pcma.encode(&Tone::steady(440.0, -20.0).samples(20));
    let begin = caller.timestamp;
    let nth = |n: u32| begin.wrapping_add(n * FRAME as u32);
    // 0, 1, then 4, 3 (late), and 2 never; then 5 to 9
    for number in [0, 1, 4, 3, 5, 6, 7, 8, 9] {
        caller.packet(nth(number), &loud);
        caller.beat();
    }
    caller.beat();
    let kept = caller.kept();
    assert_eq!(kept.sound.len(), 10 * FRAME);
    for (number, frame) in kept.sound.chunks(FRAME).enumerate() {
        let lost = number == 2;
        assert_eq!(frame == loud, !lost, "frame {number}");
        assert_eq!(frame.iter().all(|byte| *byte == Codec::Pcma.silence()), lost, "frame {number}");
    }
}

#[test]
fn a_clock_that_jumps_begins_a_new_count() {
    let mut caller = Caller::new(60_000, None);
    caller.speaks(500);
    caller.timestamp = caller.timestamp.wrapping_add(8_000 * 3_600);
    caller.speaks(500);
    assert_eq!(caller.kept().length_ms(), 1_000);
}

#[test]
fn its_memory_is_taken_once() {
    let mut caller = Caller::new(3_000, None);
    let (capacity, at) = (caller.recorder.sound.capacity(), caller.recorder.sound.as_ptr());
    caller.speaks(2_900);
    assert_eq!((caller.recorder.sound.capacity(), caller.recorder.sound.as_ptr()), (capacity, at));
}

#[test]
fn nothing_counts_before_the_play_that_it_waits_for_is_over() {
    let mut caller = Caller::new(60_000, Some(1_000));
    caller.recorder = Recorder::new(
        Record { id: 7, longest_ms: 60_000, silence_ms: Some(1_000), after: Some(3) },
        Codec::Pcma,
    );
    caller.speaks(500).is_quiet(2_000);
    assert_eq!((caller.over, caller.recorder.waits_for()), (None, Some(3)));
    caller.recorder.begin();
    assert_eq!(caller.recorder.waits_for(), None);
    caller.speaks(400).is_quiet(1_000);
    assert_eq!(caller.over, Some(Over::Silence));
    assert_eq!(caller.kept().length_ms(), 600);
}

#[test]
fn words_that_never_began_are_empty() {
    let order = Record { id: 7, longest_ms: 60_000, silence_ms: None, after: Some(3) };
    let mut caller = Caller::new(60_000, None);
    caller.recorder = Recorder::new(order, Codec::Pcma);
    caller.speaks(500);
    assert_eq!(caller.kept().sound, Vec::<u8>::new());
}
