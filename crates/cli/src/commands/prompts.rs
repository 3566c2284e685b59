//! `rufplan prompts list|build|export|book`

mod book;
mod import;
mod table;

use crate::arguments::Prompts;
use crate::compilation::{Compilation, compile_paths, print_errors};
use crate::failure::Failure;
use rufplan_sounds::{
    EspeakNg, Manner, Recordings, Store, StoreError, VoiceSettings, Wording, atom_wordings_of, write_wav,
};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs one of the four.
///
/// # Errors
/// When scripts cannot be read, the voice is missing, or sounds cannot be written.
pub fn run(command: &Prompts) -> Result<ExitCode, Failure> {
    let paths = match command {
        Prompts::List { paths } | Prompts::Build { paths, .. } | Prompts::Export { paths, .. } => paths,
        Prompts::Book(book) => return book::run(book),
    };
    let compilations = compile_paths(paths, crate::moment::today())?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    match command {
        Prompts::List { .. } => {
            list(&compilations);
            Ok(ExitCode::SUCCESS)
        }
        Prompts::Build { store, atoms, .. } => build(&compilations, store.as_deref(), atoms),
        Prompts::Export { name, out, .. } => export(&compilations, name, out),
        Prompts::Book(book) => book::run(book),
    }
}

fn list(compilations: &[Compilation]) {
    let mut text = String::new();
    for entry in compilations.iter().flat_map(|c| &c.compiled.prompt_book.entries) {
        let file = entry.file.as_ref().map(|f| format!("  file \"{}\"", f.path)).unwrap_or_default();
        let place =
            entry.said_at.first().map(|p| format!("  said at {}:{}", p.path, p.line)).unwrap_or_default();
        let named = if entry.prompt.starts_with('"') { "(inline)" } else { &entry.prompt };
        let _ = writeln!(
            text,
            "{}  {named} {}.{}  \"{}\"{file}{place}",
            entry.client, entry.lang, entry.line, entry.words
        );
    }
    crate::terminal::print(&text);
}

/// Everything that calls of these projects can ask a voice for.
pub fn wordings(compilations: &[Compilation]) -> Vec<Wording> {
    let mut all: Vec<Wording> = Vec::new();
    for rendering in compilations.iter().flat_map(|c| &c.compiled.prompt_book.renderings) {
        let manner = Manner { voice: rendering.voice.clone(), speed_percent: rendering.speed_percent };
        let words = match &rendering.text {
            Some(text) => vec![Wording::new(&rendering.lang, text)],
            None => atom_wordings_of(&rendering.lang),
        };
        all.extend(words.into_iter().map(|wording| wording.spoken(manner.clone())));
    }
    // values that only a call brings, in every language and voice of each client
    for machine in compilations.iter().flat_map(|c| &c.compiled.machines) {
        for lang in &machine.languages {
            let manner = Manner { voice: machine.voices.get(lang).cloned(), speed_percent: None };
            all.extend(atom_wordings_of(lang).into_iter().map(|wording| wording.spoken(manner.clone())));
        }
    }
    all.sort();
    all.dedup();
    all
}

fn build(compilations: &[Compilation], store: Option<&Path>, atoms: &[String]) -> Result<ExitCode, Failure> {
    let mut wanted = wordings(compilations);
    wanted.extend(atoms.iter().flat_map(|lang| built_in_wordings(lang)));
    let voices = project_voices(compilations)?;
    let folder = store.map_or_else(|| default_store(compilations), Path::to_path_buf);
    let shipped: Vec<PathBuf> = crate::shipped::prompts().into_iter().filter(|s| !same(s, &folder)).collect();
    let store = Store::open(&shipped, Some(&folder), voices.clone()).map_err(|e| store_failure(&e))?;
    let missing = store.unspoken(&wanted);
    if missing.is_empty() {
        println!("nothing to render: all {} texts are there", wanted.len());
        return Ok(ExitCode::SUCCESS);
    }
    let voice = EspeakNg::find(None, voices, EspeakNg::LIMIT)
        .map_err(|e| Failure::Environment(format!("{} texts are missing, and {e}", missing.len())))?;
    let report = store.render_missing(&missing, &voice).map_err(|e| store_failure(&e))?;
    println!("{} texts rendered into {}", report.rendered.len(), folder.display());
    match report.failed.first() {
        None => Ok(ExitCode::SUCCESS),
        Some((wording, error)) => Err(Failure::Environment(format!(
            "{} texts could not be spoken, such as \"{}\": {error}",
            report.failed.len(),
            wording.text
        ))),
    }
}

/// What every call in a language can be told: the atoms of its values and the texts of the language pack.
fn built_in_wordings(lang: &str) -> Vec<Wording> {
    let texts = rufplan_compiler::standard_texts();
    let texts = texts.into_iter().filter(|(of, _)| of == lang).map(|(of, text)| Wording::new(&of, &text));
    atom_wordings_of(lang).into_iter().chain(texts).collect()
}

fn default_store(compilations: &[Compilation]) -> PathBuf {
    compilations.first().map_or_else(|| PathBuf::from("audio"), |c| c.project.root.join("audio"))
}

fn project_voices(compilations: &[Compilation]) -> Result<VoiceSettings, Failure> {
    compilations
        .first()
        .map_or_else(|| Ok(VoiceSettings::default()), |c| crate::sound_files::voices(&c.project.root))
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// A store that cannot be read or written is the environment's side.
pub fn store_failure(error: &StoreError) -> Failure {
    Failure::Environment(error.to_string())
}

/// One WAV file for each language: the recording, or the rendered words of a prompt without values.
fn export(compilations: &[Compilation], name: &str, out: &Path) -> Result<ExitCode, Failure> {
    std::fs::create_dir_all(out).map_err(|e| Failure::write(out, &e))?;
    let store = crate::sound_files::store(Some(default_store(compilations)), project_voices(compilations)?)?;
    let mut written = 0;
    for compilation in compilations {
        let recordings = Recordings::new(&compilation.project.root);
        let entries = compilation.compiled.prompt_book.entries.iter().filter(|e| e.prompt == name);
        for entry in entries {
            let lang = if entry.lang == "any" {
                first_language(compilation, &entry.client)
            } else {
                entry.lang.clone()
            };
            let sound = match &entry.file {
                Some(file) => {
                    Some(recordings.load(&file.path).map_err(|e| Failure::Usage(e.to_string()))?.sound)
                }
                None => store.find(&lang, &entry.words),
            };
            let path = out.join(format!("{name}.{}.{}.wav", entry.lang, entry.line));
            match sound {
                Some(sound) => {
                    let bytes =
                        write_wav(&rufplan_sounds::Pcm { rate_hz: 8_000, samples: sound.pcm.to_vec() });
                    std::fs::write(&path, bytes).map_err(|e| Failure::write(&path, &e))?;
                    println!("{}  \"{}\"", path.display(), entry.words);
                    written += 1;
                }
                None if entry.words.contains('{') => {
                    println!(
                        "{name} {}.{}: has values and no recording, so its sound is known only in a call",
                        entry.lang, entry.line
                    );
                }
                None => {
                    return Err(Failure::Environment(format!(
                        "\"{}\" is not rendered yet: `rufplan prompts build` does it",
                        entry.words
                    )));
                }
            }
        }
    }
    if written == 0 {
        return Err(Failure::Usage(format!("no prompt `{name}` with a sound of its own")));
    }
    Ok(ExitCode::SUCCESS)
}

fn first_language(compilation: &Compilation, client: &str) -> String {
    let machine = compilation.compiled.machines.iter().find(|m| m.client == client);
    machine.and_then(|m| m.languages.first().cloned()).unwrap_or_default()
}
