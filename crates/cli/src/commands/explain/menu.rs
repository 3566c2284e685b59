//! Every setting of a menu, and where it comes from.

use crate::failure::Failure;
use crate::project::load;
use rufplan_compiler::{Explained, From, explain_menu};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Prints the settings of the menus of this name.
///
/// # Errors
/// When a script cannot be read, or none has such a menu.
pub fn run(name: &str, paths: &[PathBuf]) -> Result<ExitCode, Failure> {
    let projects = load(paths)?;
    let mut text = String::new();
    let mut near = Vec::new();
    for project in &projects {
        let found = crate::deep::on_deep_stack(|| explain_menu(&project.files, &project.wanted, name));
        match found {
            Ok(menus) => menus.iter().for_each(|menu| write_menu(&mut text, name, menu)),
            Err(names) => near.extend(names),
        }
    }
    if text.is_empty() {
        near.sort();
        near.dedup();
        let list = if near.is_empty() {
            "no script has a menu".into()
        } else {
            format!("menus are {}", near.join(", "))
        };
        return Err(Failure::Usage(format!("no menu is called `{name}`; {list}")));
    }
    crate::terminal::print(&text);
    Ok(ExitCode::SUCCESS)
}

fn write_menu(text: &mut String, name: &str, menu: &Explained) {
    let _ = writeln!(text, "menu {name}  (client {}, {}:{})", menu.client, menu.path, menu.line);
    let wide = menu.lines.iter().map(|line| line.key.chars().count()).max().unwrap_or(0);
    let wider = menu.lines.iter().map(|line| line.value.chars().count()).max().unwrap_or(0).min(48);
    for line in &menu.lines {
        let from = match &line.from {
            From::BuiltIn => "built in".to_string(),
            From::Defaults { path, line } => format!("defaults, {path}:{line}"),
            From::Block { line } => format!("this menu, line {line}"),
        };
        let _ = writeln!(text, "  {:<wide$}  {:<wider$}  {from}", line.key, line.value);
    }
}
