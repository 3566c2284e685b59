//! The command line of Rufplan.
fn main() {}
