//! Key steps a second through script 2: a call that chooses German, has the choices repeated, and enters the queue.
//!
//! The limit that is promised: 200,000 key steps a second and core. `cargo bench -p rufplan-runtime`.

#![allow(missing_docs)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rufplan_machine::call::{Configuration, Event};
use rufplan_runtime::{Program, step};
use std::hint::black_box;
use std::sync::Arc;

/// Tuesday 2026-11-24 10:00 in Berlin: the hours of script 2 are open.
const OPEN: i64 = 1_795_510_800_000;

fn keys_of_script_2(criterion: &mut Criterion) {
    let text = include_str!("../tests/data/2_nordwind.machine.json");
    let machine = serde_json::from_str(text).expect("script 2 as a machine");
    let program = Program::load(Arc::new(machine)).expect("script 2 loads");
    let call = Event::Call {
        number: "+49305550100".into(),
        from: Some("+491701234567".into()),
        switches: Default::default(),
    };
    let (begun, _) = step(&program, Configuration::default(), OPEN, &call);
    let keys: Vec<Event> = "1*********2".chars().map(Event::Key).collect();
    let after = keys.iter().fold(begun.clone(), |c, key| step(&program, c, OPEN, key).0);
    assert_eq!(after.state, "queue:service", "the keys lead into the queue");

    let mut group = criterion.benchmark_group("script 2");
    group.throughput(Throughput::Elements(keys.len() as u64));
    group.bench_function("key steps", |bencher| {
        bencher.iter_batched(
            || begun.clone(),
            |mut c| {
                for key in &keys {
                    let (next, effects) = step(&program, c, OPEN, key);
                    black_box(effects);
                    c = next;
                }
                c
            },
            criterion::BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, keys_of_script_2);
criterion_main!(benches);
