//! Prints the random script of a seed: `cargo run -p rufplan-testkit --example script -- 7`.

fn main() {
    let seed = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    print!("{}", rufplan_testkit::script(seed));
}
