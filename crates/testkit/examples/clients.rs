//! Writes the scripts of many clients into a folder: `cargo run -p rufplan-testkit --example clients -- FOLDER [1000]`.

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        eprintln!("usage: clients FOLDER [COUNT]");
        std::process::exit(2);
    };
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1_000);
    std::fs::create_dir_all(&folder)?;
    let mut lines = 0;
    for (path, text) in (0..count).map(rufplan_testkit::client) {
        lines += text.lines().count();
        std::fs::write(folder.join(path), text)?;
    }
    println!("{count} clients, {lines} lines in {}", folder.display());
    Ok(())
}
