//! A SIP and RTP client with sockets of its own that places calls and recognises what it hears: demo, load, monitoring.
//!
//! A [`Line`] is one SIP address; [`Line::dial`] places a call and gives a [`Call`], which hears, presses keys and hangs
//! up. The sound of all calls of a line is moved by one thread in beats of 20 ms ([`sound`]).
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use rufplan_caller::Line;
//! let line = Line::open("127.0.0.1:0".parse()?).await?;
//! let call = line.dial("127.0.0.1:5060".parse()?, "+49305550100", Some("+491701234567")).await?;
//! call.press("1");
//! call.ended().await;
//! println!("{} samples heard", call.heard().len());
//! # Ok(()) }
//! ```

mod call;
mod line;
pub mod recognise;
pub mod sound;

pub use call::{Call, save_wav};
pub use line::{DialError, Line, LineError};
