//! `rufplan explain CODE` and `rufplan explain FLOW.MENU`: decided by the form of the argument.

mod menu;
mod page;

use crate::arguments::Explain;
use crate::failure::Failure;
use std::process::ExitCode;

/// Explains a code or the settings of a menu.
///
/// # Errors
/// When there is no such code, or no script has such a menu.
pub fn run(arguments: &Explain) -> Result<ExitCode, Failure> {
    if is_code(&arguments.what) {
        return page::run(&arguments.what);
    }
    menu::run(&arguments.what, &arguments.paths)
}

/// `E0201`, `W0503`, `H0109`: a letter and four digits.
fn is_code(what: &str) -> bool {
    let mut chars = what.chars();
    let letter = chars.next().is_some_and(|c| "EWHewh".contains(c));
    letter && what.len() == 5 && chars.all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn codes_are_told_from_menus() {
        for code in ["E0201", "w0503", "H0109"] {
            assert!(is_code(code), "{code}");
        }
        for menu in ["main.choice", "E0201.x", "E02011", "EINGANG", "hours"] {
            assert!(!is_code(menu), "{menu}");
        }
    }
}
