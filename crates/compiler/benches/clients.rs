//! Many clients on one core: compiling them, checking them, and checking again after one has changed.
//!
//! The limits that are promised: 1,000 clients of about 100 lines in under 2 s, growing as their number does; one changed
//! client of 1,000 in under 50 ms. `cargo bench -p rufplan-compiler`.

#![allow(missing_docs)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rufplan_compiler::{InTurn, Options, SourceFile, Workspace, compile};
use rufplan_machine::value::Date;
use std::hint::black_box;

fn options() -> Options {
    Options::on(Date { year: 2026, month: 11, day: 25 })
}

fn clients(count: usize) -> Vec<SourceFile> {
    (0..count).map(rufplan_testkit::client).map(|(path, text)| SourceFile::new(&path, &text)).collect()
}

fn anew(criterion: &mut Criterion) {
    let options = options();
    let mut group = criterion.benchmark_group("clients");
    group.sample_size(10);
    for count in [125, 250, 500, 1_000] {
        let sources = clients(count);
        let compiled = compile(&sources, &options);
        assert_eq!(compiled.diagnostics.first(), None, "the clients have no fault");
        assert_eq!(compiled.machines.len(), count);
        let lines: usize = sources.iter().map(SourceFile::line_count).sum();
        group.throughput(Throughput::Elements(lines as u64));
        group.bench_function(BenchmarkId::new("compile", count), |bencher| {
            bencher.iter(|| compile(black_box(&sources), &options));
        });
        group.bench_function(BenchmarkId::new("check", count), |bencher| {
            bencher.iter(|| {
                let mut workspace = Workspace::default();
                workspace.read(black_box(&sources), &InTurn);
                workspace.check(&options, &InTurn)
            });
        });
    }
    group.finish();
}

fn again(criterion: &mut Criterion) {
    let options = options();
    let mut group = criterion.benchmark_group("one changed client");
    for count in [125, 250, 500, 1_000] {
        let mut sources = clients(count);
        let mut workspace = Workspace::default();
        workspace.read(&sources, &InTurn);
        assert_eq!(workspace.check(&options, &InTurn).diagnostics.first(), None);
        let (path, text) = rufplan_testkit::client(count / 2);
        let texts =
            ["welcome", "welcome_all"].map(|name| text.replace("say welcome", &format!("say {name}")));
        let mut turn = 0;
        group.bench_function(BenchmarkId::new("check", count), |bencher| {
            bencher.iter(|| {
                turn += 1;
                sources[count / 2] = SourceFile::new(&path, &texts[turn % 2]);
                workspace.read(black_box(&sources), &InTurn);
                let found = workspace.check(&options, &InTurn).diagnostics;
                assert_eq!(found.is_empty(), turn % 2 == 0, "the unknown prompt is told");
                found
            });
        });
    }
    group.finish();
}

criterion_group!(benches, anew, again);
criterion_main!(benches);
