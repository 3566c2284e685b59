//! `rufplan lock` and `rufplan outdated`

use crate::compilation::{Compilation, compile_paths, print_errors};
use crate::failure::Failure;
use crate::lock;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Writes down which libraries the clients of some scripts use now.
///
/// # Errors
/// When scripts or the lock cannot be read, or the lock cannot be written.
pub fn run(paths: &[PathBuf]) -> Result<ExitCode, Failure> {
    let compilations = compile_paths(paths, crate::moment::today())?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    for compilation in &compilations {
        let root = &compilation.project.root;
        let clients: Vec<&str> = compilation.wanted_machines().map(|m| m.client.as_str()).collect();
        let locked = lock::read(root)?.unwrap_or_default();
        let renewed = lock::renewed(locked.clone(), &clients, &compilation.compiled.libraries);
        lock::write(root, &renewed)?;
        let changed = renewed.iter().filter(|(key, library)| locked.get(*key) != Some(*library)).count();
        println!(
            "{}: {} locked, {changed} changed",
            root.join(lock::FILE).display(),
            count(renewed.len(), "library", "libraries")
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Lists the clients whose libraries are not those that they were locked with.
///
/// # Errors
/// When scripts or the lock cannot be read, or there is no lock.
pub fn outdated(paths: &[PathBuf]) -> Result<ExitCode, Failure> {
    let compilations = compile_paths(paths, crate::moment::today())?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let mut text = String::new();
    for compilation in &compilations {
        list(compilation, &mut text)?;
    }
    crate::terminal::print(&text);
    Ok(if text.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn list(compilation: &Compilation, text: &mut String) -> Result<(), Failure> {
    let root = &compilation.project.root;
    let uses = &compilation.compiled.libraries;
    let Some(locked) = lock::read(root)? else {
        if uses.is_empty() {
            return Ok(());
        }
        return Err(Failure::Usage(format!(
            "{}: no such file; `rufplan lock` writes it",
            root.join(lock::FILE).display()
        )));
    };
    let now: BTreeSet<(String, String)> = uses.iter().map(|u| (u.client.clone(), u.path.clone())).collect();
    for library in uses {
        let own = locked.get(&(library.client.clone(), library.path.clone()));
        let was = match own {
            Some(own) if own.sha256 == library.sha256 => continue,
            Some(own) => format!("\"{}\"", own.title),
            None => "not locked".to_string(),
        };
        let _ = writeln!(text, "{}  {}  {was} -> \"{}\"", library.client, library.path, library.title);
    }
    let clients: BTreeSet<&str> = compilation.wanted_machines().map(|m| m.client.as_str()).collect();
    for ((client, path), own) in &locked {
        if clients.contains(client.as_str()) && !now.contains(&(client.clone(), path.clone())) {
            let _ = writeln!(text, "{client}  {path}  \"{}\" -> not used any more", own.title);
        }
    }
    Ok(())
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
