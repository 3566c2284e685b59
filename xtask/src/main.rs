//! Chores of the project: `cargo xtask tidy | interop | load | mutate`.

mod interop;
mod load;
mod mutate;
mod tidy;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("tidy") => tidy::run(),
        Some("interop") => interop::run(),
        Some("load") => load::run(arguments),
        Some("mutate") => mutate::run(arguments),
        other => {
            if let Some(word) = other {
                eprintln!("xtask: no chore is called `{word}`");
            }
            eprintln!(
                "usage: cargo xtask tidy | interop | load [--calls 100] [--seconds 20] | mutate [FILE…]"
            );
            ExitCode::from(2)
        }
    }
}

/// The root of the workspace.
fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace")
        .to_path_buf()
}
