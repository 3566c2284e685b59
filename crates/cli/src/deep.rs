//! A deep stack for the parser, which recurses (X1).

/// Room for a hundred nested blocks and brackets, many times over.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Runs work on a thread with a deep stack and gives its result; a panic goes on here.
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("parser".into())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => done,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => {
                eprintln!("rufplan: no thread to work on: {error}");
                std::process::exit(3)
            }
        }
    })
}
