//! Whose mistake it is: the library's, told once at its place, or one client's, told at its `configure`.

use super::configure::of_client;
use super::{ALONE, Expanded, Given};
use crate::symbols::Symbols;
use rufplan_diag::{Diagnostic, Language, Related, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Codes that ask whether anybody uses a thing: of a library only the library by itself is asked.
const OF_USE: [&str; 9] = ["E0402", "W0203", "W0209", "W0306", "W0307", "W0404", "W0406", "W0415", "W0608"];

/// What has been told of libraries by themselves: file, place and code.
pub type Alone = BTreeSet<(Arc<str>, Span, &'static str)>;

/// What has been told of libraries by themselves. Clients that are none come first.
#[derive(Debug)]
pub struct Told<'a> {
    project: &'a Expanded,
    alone: Alone,
}

impl<'a> Told<'a> {
    /// Only what has been told before.
    pub fn new(project: &'a Expanded, alone: Alone) -> Self {
        Told { project, alone }
    }

    /// What has been told of libraries by themselves.
    pub fn alone(self) -> Alone {
        self.alone
    }

    /// What remains of the messages that one client gave: of a library by itself those in its own file, of a real client
    /// those in its files and, at its `configure`, those that only it meets in a library.
    pub fn take(&mut self, client: &Symbols<'_>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let name = client.client_name();
        let found = self.written(found);
        let gives_wrongly = self.gives_wrongly(name, &found);
        let mut told: Vec<Diagnostic> = Vec::new();
        for diagnostic in found {
            if own_library(name) == Some(&*diagnostic.file)
                || !self.project.libraries.contains(&diagnostic.file)
            {
                told.push(diagnostic);
                continue;
            }
            let Some(moved) = self.at_configure(name, diagnostic).filter(|_| !gives_wrongly) else {
                continue;
            };
            // several of a kind at one `configure` are one message with several places
            let same =
                |d: &&mut Diagnostic| (d.code, &d.file, d.span) == (moved.code, &moved.file, moved.span);
            match told.iter_mut().find(same) {
                Some(first) => first.related.extend(moved.related.into_iter().take(1)),
                None => told.push(moved),
            }
        }
        if own_library(name).is_some() {
            self.alone.extend(told.iter().map(|d| (d.file.clone(), d.span, d.code)));
        }
        told
    }

    /// Whether something that a client gives its libraries is of the wrong kind: what follows from it in these is not told.
    fn gives_wrongly(&self, client: &str, found: &[Diagnostic]) -> bool {
        let given: Vec<&Given> = of_client(&self.project.given, client).collect();
        found.iter().any(|d| {
            matches!(d.code, "E0201" | "E0204" | "E0301" | "E0302")
                && given.iter().any(|g| g.file == d.file && g.value.span == d.span)
        })
    }

    /// Messages about files that somebody wrote.
    pub fn written(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        found.retain(|d| !self.project.unwritten.contains(&d.file));
        for diagnostic in &mut found {
            diagnostic.related.retain(|r| !self.project.unwritten.contains(&r.file));
        }
        found
    }

    /// A message about a library's file, moved to the line of the client that uses it; `None` where it is told elsewhere.
    fn at_configure(&self, client: &str, d: Diagnostic) -> Option<Diagnostic> {
        if OF_USE.contains(&d.code) || self.alone.contains(&(d.file.clone(), d.span, d.code)) {
            return None;
        }
        let (instance, used) = self.project.uses.iter().find_map(|((name, instance), used)| {
            (name == client && used.path == d.file).then_some((instance, used))
        })?;
        let library = instance.split('.').next().unwrap_or(instance);
        // inside a library's library the client's own line is that of the outer one
        let place = match self.project.uses.get(&(client.to_string(), library.to_string())) {
            Some(outer) => &outer.place,
            None => &used.place,
        };
        let en = format!("For this client, in library `{library}`: {}", d.message.en);
        let de = format!(
            "Bei diesem Mandanten, in der Bibliothek `{library}`: {}",
            d.message.to(Language::German)
        );
        let there = Related {
            file: used.path.clone(),
            span: d.span,
            label: if d.label.is_empty() { ("here", "hier").into() } else { d.label.clone() },
        };
        let mut moved =
            Diagnostic { file: place.file.clone(), span: place.span, message: (en, de).into(), ..d };
        moved.label = ("what is given here does not fit", "was hier steht, passt nicht").into();
        moved.related.insert(0, there);
        // the repairs are for another file
        moved.fixes.clear();
        Some(moved)
    }
}

/// The path of the library that a client is by itself.
pub(super) fn own_library(client: &str) -> Option<&str> {
    client.strip_prefix(ALONE)
}
