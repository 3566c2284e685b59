//! Compiles generated clients once, on one core, for a profiler or a measure of processor time:
//! `cargo run --release -p rufplan-compiler --example clients -- 1000`.

use rufplan_compiler::{Options, SourceFile, compile};
use rufplan_machine::value::Date;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000);
    let clients = (0..count).map(rufplan_testkit::client);
    let sources: Vec<SourceFile> = clients.map(|(path, text)| SourceFile::new(&path, &text)).collect();
    let compiled = compile(&sources, &Options::on(Date { year: 2026, month: 11, day: 25 }));
    println!("{} machines, {} messages", compiled.machines.len(), compiled.diagnostics.len());
}
