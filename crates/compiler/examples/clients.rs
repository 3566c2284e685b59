//! Compiles generated clients once, for a profiler or a measure of processor time:
//! `cargo run --release -p rufplan-compiler --example clients -- 1000 2` compiles 1,000 on two threads.

use rufplan_compiler::{Options, SourceFile, Workers, compile_with};
use rufplan_machine::value::Date;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many threads.
struct Threads(usize);

impl Workers for Threads {
    fn work(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.0 {
                scope.spawn(|| {
                    while let Some(index) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|i| *i < count)
                    {
                        job(index);
                    }
                });
            }
        });
    }
}

fn main() {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse().ok());
    let count = numbers.next().flatten().unwrap_or(1_000);
    let threads = numbers.next().flatten().unwrap_or(1);
    let clients = (0..count).map(rufplan_testkit::client);
    let sources: Vec<SourceFile> = clients.map(|(path, text)| SourceFile::new(&path, &text)).collect();
    let options = Options::on(Date { year: 2026, month: 11, day: 25 });
    let compiled = compile_with(&sources, &options, &Threads(threads));
    println!("{} machines, {} messages", compiled.machines.len(), compiled.diagnostics.len());
}
