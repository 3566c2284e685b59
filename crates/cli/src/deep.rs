//! Deep stacks for the parser, which recurses (X1), and threads that have them.

use rufplan_compiler::Workers;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism, scope};

/// Room for a hundred nested blocks and brackets, many times over.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// So few jobs are done sooner than threads begin.
const FEW_JOBS: usize = 4;

/// Runs work on a thread with a deep stack and gives its result; a panic goes on here.
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    scope(|scope| joined(begin(scope, work)))
}

/// Jobs of the compiler on one thread for each processor.
pub struct Threads;

impl Workers for Threads {
    fn work(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        let threads = available_parallelism().map_or(1, usize::from).min(count);
        if threads <= 1 || count < FEW_JOBS {
            return (0..count).for_each(job);
        }
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                match next.fetch_add(1, Ordering::Relaxed) {
                    index if index < count => job(index),
                    _ => return,
                }
            }
        };
        scope(|scope| {
            let begun: Vec<_> = (0..threads).map(|_| begin(scope, work)).collect();
            begun.into_iter().for_each(joined);
        });
    }
}

fn begin<'s, T: Send + 's>(
    scope: &'s Scope<'s, '_>,
    work: impl FnOnce() -> T + Send + 's,
) -> ScopedJoinHandle<'s, T> {
    match Builder::new().name("parser".into()).stack_size(STACK_BYTES).spawn_scoped(scope, work) {
        Ok(begun) => begun,
        Err(error) => {
            eprintln!("rufplan: no thread to work on: {error}");
            std::process::exit(3)
        }
    }
}

fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
