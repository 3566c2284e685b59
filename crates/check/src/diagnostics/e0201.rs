use super::{Place, at, list};
use crate::spelling::nearest;
use rufplan_diag::{Diagnostic, Noun, Words};

const TITLE: (&str, &str) = ("Unknown name", "Diesen Namen gibt es nicht");
/// Kinds of names that nobody declares.
const GIVEN: [&str; 6] =
    ["time zone", "type", "fact", "function", "number of the client", "calendar or region"];

/// E0201: nothing has this name.
///
/// A call that came here would have nowhere to go, nothing to say or nothing to ask.
///
/// ```text
/// go to tecnik               // did you mean `technik`?
/// ```
pub fn e0201(
    place: Place,
    kind: impl Into<Noun>,
    name: &str,
    near: Option<&str>,
    there: Option<Place>,
) -> Diagnostic {
    let (span, kind) = (place.span, kind.into());
    let en = kind.en;
    let mut d = at("E0201", TITLE, &place)
        .label((format!("no {en} has this name"), format!("{} heißt so", kind.no())))
        .message((
            format!("There is no {en} `{name}`: what stands here would lead calls nowhere."),
            format!(
                "Es gibt {} `{name}`: Was hier steht, würde Anrufe ins Leere führen.",
                kind.no_accusative()
            ),
        ));
    if let (Some(near), Some(there)) = (near, there) {
        d = d.related(
            &there.file,
            there.span,
            (format!("`{near}` is declared here"), format!("`{near}` steht hier")),
        );
    }
    match near {
        Some(near) => d.help((format!("did you mean `{near}`?"), format!("Meinten Sie `{near}`?"))).fix(
            (format!("replace by `{near}`"), format!("durch `{near}` ersetzen")),
            span,
            near,
        ),
        None if GIVEN.contains(&en) => d.help((
            format!("write a {en} that there is"),
            format!("Schreiben Sie {}, {} es gibt.", kind.a_accusative(), kind.which_accusative()),
        )),
        None => d.help((
            format!("declare `{name}`, or write the name of a {en} that is there"),
            format!(
                "Erklären Sie `{name}`, oder nehmen Sie {}, {} es schon gibt.",
                kind.a_accusative(),
                kind.which_accusative()
            ),
        )),
    }
}

/// E0201 for the second word of a path: `service_hours.next_opening`.
pub fn e0201_part(
    place: Place,
    owner: &str,
    have: impl Into<Words>,
    part: &str,
    parts: &[&str],
) -> Diagnostic {
    let (span, have) = (place.span, have.into());
    let parts_are = list(parts.iter().copied());
    let d = at("E0201", TITLE, &place)
        .label((format!("nothing called `{part}`"), format!("nichts heißt `{part}`")))
        .message((
            format!("`{owner}.{part}` has no value; {have} {parts_are}."),
            format!("`{owner}.{part}` hat keinen Wert; {} {parts_are}.", have.german()),
        ));
    match nearest(part, parts.iter().copied()) {
        Some(near) => {
            let whole = format!("{owner}.{near}");
            d.help((format!("did you mean `{whole}`?"), format!("Meinten Sie `{whole}`?"))).fix(
                (format!("replace by `{whole}`"), format!("durch `{whole}` ersetzen")),
                span,
                whole,
            )
        }
        None => d,
    }
}

/// E0201 for a dot behind a variable that has no parts.
pub fn e0201_no_parts(place: Place, var: &str, of: impl Into<Words>, path: &str) -> Diagnostic {
    let of = of.into();
    at("E0201", TITLE, &place)
        .label((format!("`{var}` has no parts"), format!("`{var}` hat keine Teile")))
        .message((
            format!("`{var}` is {of}, so `{path}` has no value."),
            format!("`{var}` ist {}, `{path}` hat also keinen Wert.", of.german()),
        ))
        .help((format!("write `{var}`"), format!("Schreiben Sie `{var}`.")))
}

/// E0201 for a parameter of a flow outside of it: in a prompt, a whisper, a lookup.
pub fn e0201_parameter(place: Place, name: &str) -> Diagnostic {
    at("E0201", TITLE, &place)
        .label(("a parameter lives in its flow only", "ein Parameter lebt nur in seinem Ablauf"))
        .message((
            format!("`{name}` is a parameter of a flow; prompts, queues and other flows do not see it."),
            format!("`{name}` ist der Parameter eines Ablaufs; Ansagen, Warteschlangen und andere Abläufe sehen ihn nicht."),
        ))
        .help((
            format!("declare a variable in `data` and write `set … to {name}` in the flow"),
            format!("deklarieren Sie eine Variable in `data` und schreiben Sie im Ablauf `set … to {name}`"),
        ))
}

/// What `set` cannot set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSet<'a> {
    /// A parameter of the flow.
    Parameter,
    /// A part of a variable.
    Part(&'a str),
}

/// E0201 for `set` with something that is no variable of its own.
pub fn e0201_not_set(place: Place, name: &str, what: NotSet<'_>) -> Diagnostic {
    let d = at("E0201", TITLE, &place).label(("cannot be set", "kann nicht gesetzt werden"));
    match what {
        NotSet::Parameter => d
            .message((
                format!("`{name}` is a parameter: it keeps the value that the flow was given."),
                format!("`{name}` ist ein Parameter: er behält den Wert, den der Ablauf bekommen hat."),
            ))
            .help(("set a variable of `data`", "setzen Sie eine Variable aus `data`")),
        NotSet::Part(whole) => d
            .message((
                format!("`{name}` is a part of `{whole}`; only whole variables are set."),
                format!("`{name}` ist ein Teil von `{whole}`; gesetzt werden nur ganze Variablen."),
            ))
            .help((
                "keep the value in a variable of its own",
                "halten Sie den Wert in einer eigenen Variablen",
            )),
    }
}

/// E0201 where a text was probably meant: `set topic to rechnung`.
pub fn e0201_text_without_quotes(place: Place, name: &str) -> Diagnostic {
    let span = place.span;
    at("E0201", TITLE, &place)
        .label((
            "no variable, switch or fact has this name",
            "keine Variable, kein Schalter und keine Angabe heißt so",
        ))
        .message((
            format!("A word without quotes is a name, and nothing is called `{name}`."),
            format!("Ein Wort ohne Anführungszeichen ist ein Name, und nichts heißt `{name}`."),
        ))
        .help((
            format!("if it is a text, write it in quotes: \"{name}\""),
            format!("Wenn es ein Text ist, setzen Sie ihn in Anführungszeichen: \"{name}\""),
        ))
        .fix(("put it in quotes", "in Anführungszeichen setzen"), span, format!("\"{name}\""))
}

/// E0201 for `use … from "…"`: no library stands there.
pub fn e0201_library(place: Place, path: &str, near: Option<&str>) -> Diagnostic {
    let span = place.span;
    let d = at("E0201", TITLE, &place)
        .label(("no library stands there", "dort steht keine Bibliothek"))
        .message((
            format!("There is no library `{path}`, counted from the project's root: what callers shall meet from it is nowhere."),
            format!("Eine Bibliothek `{path}` gibt es nicht, vom Wurzelordner des Projekts aus: Was Anrufer von ihr hören sollen, ist nirgends."),
        ));
    match near {
        Some(near) => d
            .help((format!("did you mean \"{near}\"?"), format!("meinten Sie \"{near}\"?")))
            .fix((format!("replace by \"{near}\""), format!("durch \"{near}\" ersetzen")), span, format!("\"{near}\"")),
        None => d.help((
            "paths begin at the folder with `rufplan.toml` or `rufplan.lock`; the file begins with `library NAME \"Title\"`",
            "Pfade beginnen bei dem Ordner mit `rufplan.toml` oder `rufplan.lock`; die Datei beginnt mit `library NAME \"Titel\"`",
        )),
    }
}

/// E0201 for `use …`: the library calls itself otherwise.
pub fn e0201_library_name(place: Place, used: &str, name: &str, there: Place) -> Diagnostic {
    let span = place.span;
    at("E0201", TITLE, &place)
        .label((format!("that library is called `{name}`"), format!("diese Bibliothek heißt `{name}`")))
        .message((
            format!("`{used}` is no name of the library in this file; its things are called `{name}.…`."),
            format!("`{used}` ist nicht der Name der Bibliothek in dieser Datei; was zu ihr gehört, heißt `{name}.…`."),
        ))
        .related(&there.file, there.span, ("its name", "ihr Name"))
        .help((format!("write `use {name} from …`"), format!("schreiben Sie `use {name} from …`")))
        .fix((format!("replace by `{name}`"), format!("durch `{name}` ersetzen")), span, name)
}
