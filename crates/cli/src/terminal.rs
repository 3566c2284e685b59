//! Whether the output is a terminal, and colours only there.

use std::io::IsTerminal;

/// Whether standard output may be coloured: a terminal, and nobody said `NO_COLOR`.
pub fn colours() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Prints to standard output; a closed pipe (`| head`) ends the process quietly.
pub fn print(text: &str) {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}
