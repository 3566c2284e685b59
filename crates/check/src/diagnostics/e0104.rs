use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What stands where it cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced<'a> {
    /// `press K anywhere` outside `defaults`.
    AnywhereOutsideDefaults,
    /// `press` without `anywhere` in `defaults`.
    PressInDefaults,
    /// `keep waiting` outside a queue.
    KeepWaiting,
    /// `again` outside a menu.
    Again,
    /// `field: text = "…"` in a record.
    FirstValueOfField,
    /// `secret("name")` outside a `service`.
    SecretFunction,
    /// A second `client` in a file.
    SecondClient,
    /// A second `defaults` of a client.
    SecondDefaults,
    /// A second call in a test.
    SecondStep(&'a str),
    /// `given` or `clock` behind the call of a test.
    AfterTheCall(&'a str),
    /// `parameters` in a file of a client.
    ParametersOutsideLibrary,
    /// Another arm than `on failure` in `failures`.
    InFailures,
    /// What belongs to a client, in a library.
    InLibrary(&'a str),
}

/// E0104: a line stands where it can mean nothing.
///
/// Read on its own the line is right, but at its place nothing could set it off or hear it.
///
/// ```text
/// flow main
///   keep waiting         // wrong: the caller waits in no queue here
/// ```
pub fn e0104(place: Place, what: Misplaced<'_>) -> Diagnostic {
    let d = at("E0104", ("This line belongs elsewhere", "Diese Zeile gehört woandershin"), &place);
    match what {
        Misplaced::AnywhereOutsideDefaults => d
            .label(("`anywhere` is for `defaults`", "`anywhere` gehört in `defaults`"))
            .message(("A key that works everywhere is declared once; here it would work in this block only.", "Eine Taste, die überall gilt, wird einmal erklärt; hier würde sie nur in diesem Block gelten."))
            .help(("leave out `anywhere`, or move the arm to `defaults`", "Lassen Sie `anywhere` weg, oder setzen Sie den Zweig nach `defaults`.")),
        Misplaced::PressInDefaults => d
            .label(("a key of which menu?", "eine Taste welches Menüs?"))
            .message(("`defaults` holds only keys that work everywhere; nobody could press this one.", "In `defaults` stehen nur Tasten, die überall gelten; diese hier könnte niemand drücken."))
            .help(("write `press … anywhere for \"…\"`, or move the arm into a menu", "Schreiben Sie `press … anywhere for \"…\"`, oder setzen Sie den Zweig in ein Menü.")),
        Misplaced::InFailures => d
            .label(("`failures` only counts", "`failures` zählt nur"))
            .message((
                "A shared count knows `on failure` only; what is said at each mistake stands in the menus that count in it.",
                "Eine gemeinsame Zählung kennt nur `on failure`; was bei jedem Fehler gesagt wird, steht in den Menüs, die in ihr zählen.",
            ))
            .help(("move the arm into the menu", "Verschieben Sie den Zweig in das Menü.")),
        Misplaced::KeepWaiting => d
            .label(("the caller waits in no queue here", "hier wartet der Anrufer in keiner Warteschlange"))
            .message(
                ("`keep waiting` goes back to the music of a queue; outside the arm of a queue there is none.", "`keep waiting` führt zurück zur Musik einer Warteschlange; außerhalb eines Zweigs der Warteschlange gibt es keine."),
            )
            .help(("write `enter queue …` to let the caller wait", "Schreiben Sie `enter queue …`, damit der Anrufer wartet.")),
        Misplaced::Again => d
            .label(("nothing to repeat", "nichts zu wiederholen"))
            .message(("`again` asks the question of the menu around it once more; here is no menu around it.", "`again` stellt die Frage des umgebenden Menüs noch einmal; hier gibt es kein Menü darum herum."))
            .help(("write `go to …` with the flow that shall be repeated", "Schreiben Sie `go to …` mit dem Ablauf, der wiederholt werden soll.")),
        Misplaced::FirstValueOfField => d
            .label(("a first value for which record?", "ein Anfangswert für welchen Datensatz?"))
            .message((
                "A record gets all its fields at once, from a lookup or another variable; a field alone has no first value.",
                "Ein Datensatz bekommt alle Felder auf einmal, aus einer Abfrage oder einer anderen Variablen; ein Feld allein hat keinen Anfangswert.",
            ))
            .help(("leave it out, or make the field `maybe`", "lassen Sie ihn weg, oder machen Sie das Feld `maybe`")),
        Misplaced::SecretFunction => d
            .label(("for `service` only", "nur für `service`"))
            .message((
                "`secret(\"…\")` names a password of the deployment; it signs in to a service and is known nowhere else.",
                "`secret(\"…\")` nennt ein Kennwort der Installation; es meldet bei einem Dienst an und ist sonst nirgends bekannt.",
            ))
            .help(("move it to `sign in` of a `service`", "verschieben Sie es nach `sign in` in einem `service`")),
        Misplaced::SecondClient => d
            .label(("a second client in this file", "ein zweiter Mandant in dieser Datei"))
            .message(("A file belongs to one client; whose queues and prompts would callers of each get?", "Eine Datei gehört einem Mandanten; wessen Warteschlangen und Ansagen bekämen sonst die Anrufer?"))
            .help(("move this client to a file of its own", "Setzen Sie diesen Mandanten in eine eigene Datei.")),
        Misplaced::SecondDefaults => d
            .label(("a second `defaults`", "ein zweites `defaults`"))
            .message(("A client has one `defaults` block; of two it would be unclear which one callers meet.", "Ein Mandant hat einen Block `defaults`; bei zweien wäre unklar, welcher für die Anrufer gilt."))
            .help(("put both together", "Fassen Sie beide zusammen.")),
        Misplaced::SecondStep(step) => d
            .label(("once a test", "einmal je Test"))
            .message((format!("A test is one call; this is its second `{step}`."), format!("Ein Test ist ein Anruf; das hier ist sein zweites `{step}`.")))
            .help(("write a test of its own for the second one", "Schreiben Sie für das zweite einen eigenen Test.")),
        Misplaced::AfterTheCall(step) => d
            .label(("behind the call", "hinter dem Anruf"))
            .message((format!(
                "`{step}` tells what holds when the call begins, so it stands above `… calls …`."
            ), format!(
                "`{step}` sagt, was zu Beginn des Anrufs gilt, und steht darum über `… calls …`."
            )))
            .help(("move it up, or write the change as a step: `switch … turns on`, `queue … has …`", "Setzen Sie die Zeile nach oben, oder schreiben Sie die Änderung als Schritt: `switch … turns on`, `queue … has …`.")),
        Misplaced::ParametersOutsideLibrary => d
            .label(("this file is no library", "diese Datei ist keine Bibliothek"))
            .message((
                "`parameters` tell what a library needs from its clients; a client gives it by `configure`.",
                "`parameters` sagt, was eine Bibliothek von ihren Mandanten braucht; ein Mandant gibt es mit `configure` an.",
            ))
            .help((
                "write the values into `data`, or move this to the library",
                "schreiben Sie die Werte in `data`, oder verschieben Sie dies in die Bibliothek",
            )),
        Misplaced::InLibrary(what) => d
            .label(("this file is a library", "diese Datei ist eine Bibliothek"))
            .message((
                format!("A library has no number that could be called, so `{what}` can do nothing here."),
                format!("Eine Bibliothek hat keine Nummer, die man anrufen könnte; `{what}` bewirkt hier nichts."),
            ))
            .help(("move it to a file of a client", "verschieben Sie es in die Datei eines Mandanten")),
    }
}
