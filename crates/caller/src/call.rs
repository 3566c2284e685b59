//! One call that we placed.

use crate::sound::{Figures, SoundLeg};
use rsipstack::dialog::invite_dialog::InviteDialog;
use rufplan_audio::SAMPLE_RATE_HZ;
use rufplan_sdp::Stream;
use std::path::Path;
use tokio::sync::watch;

/// The signalling of a call that was answered; its sound is up to whoever placed it. Dropping it does not end the call.
pub struct Answered {
    dialog: InviteDialog,
    stream: Stream,
    ended: watch::Receiver<bool>,
}

impl Answered {
    pub(crate) fn new(dialog: InviteDialog, stream: Stream, ended: watch::Receiver<bool>) -> Answered {
        Answered { dialog, stream, ended }
    }

    /// What was agreed with the other side.
    pub fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Hangs up.
    pub async fn hang_up(&self) {
        // the other side may just have done so
        let _ = self.dialog.bye().await;
    }

    /// Whether the call is over.
    pub fn is_over(&self) -> bool {
        *self.ended.borrow()
    }

    /// Waits until the call is over, by whomever.
    pub async fn ended(&self) {
        let mut ended = self.ended.clone();
        // the sender goes away only after it has said so
        let _ = ended.wait_for(|over| *over).await;
    }
}

/// A call that stands; dropping it closes its sound, not the call: hang up first.
pub struct Call {
    answered: Answered,
    leg: SoundLeg,
}

impl Call {
    pub(crate) fn new(answered: Answered, leg: SoundLeg) -> Call {
        Call { answered, leg }
    }

    /// What was agreed with the other side.
    pub fn stream(&self) -> &Stream {
        self.answered.stream()
    }

    /// Presses keys by RFC 4733, one after another.
    pub fn press(&self, keys: &str) {
        self.leg.press(keys);
    }

    /// Presses keys as many lines do: by RFC 4733, and meanwhile as tones in the voice path.
    pub fn press_aloud(&self, keys: &str) {
        self.leg.press_aloud(keys);
    }

    /// Says something, at 8,000 Hz; what is being said is ended first.
    pub fn speak(&self, samples: &[i16]) {
        self.leg.speak(samples);
    }

    /// Everything received as RTP so far, at 8,000 Hz, true to time.
    pub fn heard(&self) -> Vec<i16> {
        self.leg.samples()
    }

    /// How much was received so far, in samples.
    pub fn heard_samples(&self) -> usize {
        self.leg.length()
    }

    /// Waits until so many samples have been received, or the call is over; whether they have.
    pub async fn has_heard(&self, samples: usize) -> bool {
        let mut length = self.leg.watch_length();
        tokio::select! {
            _ = length.wait_for(|length| *length >= samples) => {}
            () = self.ended() => {}
        }
        self.heard_samples() >= samples
    }

    /// Packet counts.
    pub fn figures(&self) -> Figures {
        self.leg.figures()
    }

    /// Hangs up.
    pub async fn hang_up(&self) {
        self.answered.hang_up().await;
    }

    /// Whether the call is over.
    pub fn is_over(&self) -> bool {
        self.answered.is_over()
    }

    /// Waits until the call is over, by whomever, and all of it has been heard.
    pub async fn ended(&self) {
        self.answered.ended().await;
        self.leg.catch_up().await;
    }

    /// Writes what was heard as a WAV file of 8,000 Hz, 16 bit.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save_wav(&self, path: &Path) -> Result<(), hound::Error> {
        save_wav(path, &self.heard())
    }
}

/// Writes samples of 8,000 Hz as a WAV file of 16 bit.
///
/// # Errors
/// When the file cannot be written.
pub fn save_wav(path: &Path, samples: &[i16]) -> Result<(), hound::Error> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: SAMPLE_RATE_HZ,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec)?;
    for sample in samples {
        writer.write_sample(*sample)?;
    }
    writer.finalize()
}
