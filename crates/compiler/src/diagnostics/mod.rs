//! What the compiler says to the designer about the flow as a whole: one file for each code.
//!
//! Each function takes facts and gives the finished message, so that a second language is a second file of texts.

mod e0401;
mod e0402;
mod e0403;
mod e0407;
mod e0451;
mod e0452;
mod e0455;
mod e0458;
mod e0801;
mod w0206;
mod w0306;
mod w0404;
mod w0408;
mod w0409;
mod w0453;
mod w0454;
mod w0460;
mod w0506;
mod w0611;
mod w0706;

pub(crate) use e0401::e0401;
pub(crate) use e0402::{e0402_flow, e0402_statement};
pub(crate) use e0403::e0403;
pub(crate) use e0407::e0407;
pub(crate) use e0451::e0451;
pub(crate) use e0452::{e0452_far, e0452_never};
pub(crate) use e0455::{e0455_circle, e0455_long};
pub(crate) use e0458::e0458;
pub(crate) use e0801::{Recorder, e0801, w0808};
pub(crate) use w0206::w0206;
pub(crate) use w0306::w0306;
pub(crate) use w0404::w0404;
pub(crate) use w0408::w0408;
pub(crate) use w0409::w0409;
pub(crate) use w0453::{w0453_ends, w0453_late};
pub(crate) use w0454::w0454;
pub(crate) use w0460::w0460;
pub(crate) use w0506::w0506;
pub(crate) use w0611::w0611;
pub(crate) use w0706::w0706;
