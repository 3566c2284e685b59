//! Work in pieces that do not wait for each other.

use std::sync::OnceLock;

/// Does jobs that do not wait for each other: one after the other, or on threads of a shell. The results are the same.
pub trait Workers {
    /// Calls `job` once with each number below `count`, in any order, and comes back when all are done.
    fn work(&self, count: usize, job: &(dyn Fn(usize) + Sync));
}

/// One job after the other.
#[derive(Clone, Copy, Debug)]
pub struct InTurn;

impl Workers for InTurn {
    fn work(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(job);
    }
}

/// What each of some jobs gives, in their order.
pub(crate) fn each<T: Send + Sync>(
    workers: &dyn Workers,
    count: usize,
    job: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let results: Vec<OnceLock<T>> = (0..count).map(|_| OnceLock::new()).collect();
    workers.work(count, &|index| {
        // a job that is done twice gives the same
        let _ = results[index].set(job(index));
    });
    results.into_iter().filter_map(OnceLock::into_inner).collect()
}
