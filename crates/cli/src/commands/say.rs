//! `rufplan say --lang L TYPE VALUE`

use crate::arguments::Say;
use crate::failure::Failure;
use rufplan_speech::{Date, Setting, Speaker, parse_value};
use std::process::ExitCode;

/// Prints the words of a value and nothing else.
///
/// # Errors
/// A language that is not built, an unknown type, a text that is not of the type.
pub fn run(arguments: &Say) -> Result<ExitCode, Failure> {
    let speaker = Speaker::for_lang(&arguments.lang)
        .ok_or_else(|| Failure::Usage(format!("`{}` is not built; de and en are", arguments.lang)))?;
    let today = crate::moment::today_text();
    let setting = Setting { today: Date::parse(&today), home: speaker.home().to_string() };
    let value =
        parse_value(&arguments.of, &arguments.value, &setting).map_err(|e| Failure::Usage(e.to_string()))?;
    crate::terminal::print(&format!("{}\n", speaker.words(&value, &arguments.before)));
    Ok(ExitCode::SUCCESS)
}
