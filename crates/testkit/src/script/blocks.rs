//! Flows of a random script, statement by statement.

use crate::seeded::Seeded;

/// How deep blocks stand inside each other.
const DEPTH: usize = 3;

/// Writes flows. `fill` methods write statements behind which the call goes on; `leave` writes one that ends it.
pub(super) struct Blocks {
    rng: Seeded,
    pub text: String,
    indent: usize,
    /// Names that are unique in the script.
    names: usize,
    /// The flow that is written, and how many there are.
    flow: usize,
    flows: usize,
    /// Whether `run` may be used: not in flows that are run.
    runs: bool,
}

type Statement = fn(&mut Blocks, usize);

/// Statements behind which the call goes on.
const STATEMENTS: [Statement; 21] = [
    |b, _| b.say(),
    |b, _| b.say(),
    |b, _| b.set(),
    |b, _| b.set(),
    |b, _| b.mark(),
    |b, _| b.line("pause 300ms"),
    |b, _| b.line("count failure in eingaben"),
    Blocks::condition,
    Blocks::condition,
    Blocks::choose,
    Blocks::choose,
    Blocks::menu,
    Blocks::menu,
    Blocks::check_hours,
    Blocks::check_queue,
    Blocks::transfer,
    Blocks::collect,
    Blocks::fetch,
    Blocks::run,
    Blocks::record,
    Blocks::message,
];

impl Blocks {
    pub fn new(rng: Seeded) -> Self {
        Blocks { rng, text: String::new(), indent: 0, names: 0, flow: 0, flows: 0, runs: true }
    }

    /// One flow; it leads to the next one, the last to an end.
    pub fn flow(&mut self, flow: usize, flows: usize) {
        (self.flow, self.flows) = (flow, flows);
        self.open(&format!("flow flow_{flow}"));
        if flow == 0 {
            // what is never run is never reached (E0402)
            self.run(0);
        }
        self.fill(DEPTH);
        match flow + 1 < flows {
            true => self.line(&format!("go to flow_{}", flow + 1)),
            false => self.end_call(),
        }
        self.close();
        self.text.push('\n');
    }

    /// The flows that others run.
    pub fn helpers(&mut self) {
        self.runs = false;
        self.flow = self.flows;
        self.open("flow pruefen(wert: number, ziel: queue) gives gut, schlecht");
        self.fill(1);
        self.open("if wert > 3");
        self.line("finish gut");
        self.close();
        self.open("if fertig");
        self.line("enter queue ziel");
        self.close();
        self.line("finish schlecht");
        self.close();
    }

    fn fill(&mut self, depth: usize) {
        for _ in 0..1 + self.rng.below(3) {
            let statement = *self.rng.pick(&STATEMENTS);
            if depth == 0 {
                self.say();
            } else {
                statement(self, depth - 1);
            }
        }
    }

    /// The body of an arm; `ends` says whether it must, may or must not end the call.
    fn arm(&mut self, head: &str, depth: usize, may_leave: bool) {
        self.line(head);
        self.indent += 1;
        if depth > 0 && self.rng.chance(60) {
            self.fill(depth);
        } else {
            self.say();
        }
        if may_leave && self.rng.chance(30) {
            self.leave();
        }
        self.indent -= 1;
    }

    fn leave(&mut self) {
        if self.runs && self.flow + 1 < self.flows && self.rng.chance(50) {
            let flow = self.flow + 1 + self.rng.below(self.flows - self.flow - 1);
            return self.line(&format!("go to flow_{flow}"));
        }
        self.end_call();
    }

    fn end_call(&mut self) {
        let line = *self.rng.pick(&[
            "hang up",
            "enter queue vertrieb",
            "enter queue technik with priority 9",
            "enter queue team",
            "pass call to +49 30 5550199",
        ]);
        self.line(line);
    }

    fn say(&mut self) {
        let line = *self.rng.pick(&[
            "say gruss",
            "say zahlen, geld",
            "say jetzt uninterrupted",
            "say offen",
            "say geld",
            "speak de",
        ]);
        self.line(line);
    }

    fn set(&mut self) {
        let line = *self.rng.pick(&[
            "set zahl to min(20, max(1, 3))",
            "set thema to \"neu\"",
            "set art to blau",
            "set fertig to yes",
            "set betrag to betrag * 2",
            "set frist to 45s",
            "set team to vertrieb",
            "set fertig to zahl > 3 and art is one of rot, blau",
        ]);
        self.line(line);
    }

    fn mark(&mut self) {
        let line = *self.rng.pick(&["mark weiter", "mark dialog as zahl", "mark thema as thema"]);
        self.line(line);
    }

    fn condition(&mut self, depth: usize) {
        let conditions = [
            "zahl > 3",
            "fertig",
            "thema starts with \"n\"",
            "art is gruen",
            "notfall is on",
            "nummer is known and length(nummer) > 2",
            "caller.number is known",
            "zeiten.is_open",
            "betrag >= 20 EUR",
            "now.weekday is mon",
            "vertrieb.waiting > 2",
        ];
        let first = *self.rng.pick(&conditions);
        self.arm(&format!("if {first}"), depth, true);
        if self.rng.chance(40) {
            let second = *self.rng.pick(&conditions);
            self.arm(&format!("else if {second}"), depth, true);
        }
        if self.rng.chance(50) {
            self.arm("else", depth, false);
        }
        self.line("end");
    }

    fn choose(&mut self, depth: usize) {
        match self.rng.below(4) {
            0 => {
                self.open("choose art");
                self.arm("when rot, gruen", depth, true);
                self.arm("when blau", depth, false);
            }
            1 => {
                self.open("choose zahl");
                self.arm("when 1 to 9", depth, true);
                self.arm("when 10 to 20", depth, false);
            }
            2 => {
                self.open("choose team");
                self.arm("when vertrieb", depth, true);
                self.arm("when technik", depth, false);
            }
            _ => {
                self.open("choose thema");
                self.arm("when \"neu\", \"alt\"", depth, true);
                self.arm("otherwise", depth, false);
            }
        }
        self.close();
    }

    fn menu(&mut self, depth: usize) {
        let name = self.name("menu");
        self.open(&format!("menu {name}"));
        if self.rng.chance(40) {
            let attempts = 2 + self.rng.below(3);
            self.line(&format!("attempts: {attempts}"));
        }
        if self.rng.chance(20) {
            self.line("interrupt: no");
        }
        if self.rng.chance(20) {
            self.line("give up after: 40s");
        }
        if self.rng.chance(20) {
            self.line("counts in: eingaben");
        }
        self.line("say gruss, zahlen");
        if self.rng.chance(40) {
            self.line("say again gruss");
        }
        self.arm("press 1 for \"Eins\"", depth, false);
        self.arm("press 2 or 3 for \"Zwei\"", depth, true);
        if self.rng.chance(30) {
            self.arm("press 40 to 49 for \"Vierzig\"", depth, true);
        }
        if self.rng.chance(50) {
            self.line("press 9 to repeat");
        }
        if self.rng.chance(40) {
            self.arm("on silence", 0, false);
            self.arm("on silence 2", 0, false);
        }
        if self.rng.chance(40) {
            self.arm("on wrong key", 0, false);
        }
        if self.rng.chance(50) {
            self.arm("on failure", depth, true);
        }
        self.close();
    }

    fn check_hours(&mut self, depth: usize) {
        self.open("check hours zeiten");
        self.arm("when open", depth, false);
        self.arm("when closed", depth, true);
        if self.rng.chance(40) {
            self.arm("when holiday", depth, true);
        }
        self.close();
    }

    fn check_queue(&mut self, depth: usize) {
        self.open("check queue technik");
        self.arm("when nobody is signed in", depth, true);
        self.arm("when full", depth, true);
        if self.rng.chance(50) {
            self.arm("when expected wait over 3min", depth, true);
        }
        self.arm("when ready", depth, false);
        self.close();
    }

    fn transfer(&mut self, depth: usize) {
        self.open("transfer to +49 171 5550001, extension 1106");
        if self.rng.chance(40) {
            self.line("order: all at once");
        }
        self.line("ring for: 15s");
        if self.rng.chance(50) {
            self.line("accept with: 1, ansage");
        }
        if self.rng.chance(40) {
            self.line("talk at most: 10min");
        }
        if self.rng.chance(40) {
            self.arm("when busy", depth, true);
        }
        self.arm("when not answered", depth, false);
        if self.rng.chance(40) {
            self.arm("when over", depth, true);
        }
        self.close();
    }

    fn collect(&mut self, depth: usize) {
        let lines: &[&str] = match self.rng.below(5) {
            0 => &["collect nummer", "length: 4 to 6", "pattern: \"[1-9][0-9]*\"", "clear with: *"],
            1 => &["collect anzahl", "length: 1 to 2", "between: 1 to 31", "confirm: yes"],
            2 => &["collect wunsch", "length: 8", "check: date_ddmmyyyy"],
            3 => &["collect uhr", "length: 4", "finish with: none"],
            _ => &["collect geheim", "length: 4", "attempts: 2"],
        };
        self.open(lines[0]);
        self.line("say gruss");
        for line in &lines[1..] {
            self.line(line);
        }
        if self.rng.chance(30) {
            self.line("counts in: eingaben");
        }
        if self.rng.chance(40) {
            self.arm("on wrong input", 0, false);
        }
        self.arm("on failure", depth, false);
        self.close();
    }

    fn fetch(&mut self, depth: usize) {
        let lookup = *self.rng.pick(&["kunde_suchen", "melden"]);
        self.open(&format!("fetch {lookup}"));
        if self.rng.chance(50) {
            self.line("meanwhile: gruss");
        }
        if self.rng.chance(50) {
            self.arm("when found", depth, true);
        }
        if lookup == "kunde_suchen" && self.rng.chance(50) {
            self.arm("when not found", depth, true);
        }
        self.arm("when failed", depth, false);
        self.close();
    }

    fn run(&mut self, depth: usize) {
        if !self.runs {
            return self.say();
        }
        let value = 1 + self.rng.below(9);
        self.open(&format!("run pruefen({value}, team)"));
        self.arm("when gut", depth, false);
        self.arm("when schlecht", depth, true);
        self.close();
    }

    fn record(&mut self, depth: usize) {
        self.open("record aufnahme");
        self.line("say gruss");
        self.line("longest: 20s");
        if self.rng.chance(40) {
            self.line("review: yes");
        }
        self.arm("when recorded", depth, false);
        self.arm("when nothing recorded", depth, true);
        self.close();
    }

    fn message(&mut self, depth: usize) {
        if self.rng.chance(50) {
            self.line("take message in kasten");
            // an arm of a block around it would be read as one of its own
            return self.say();
        }
        self.open("take message in kasten");
        self.line("ends after silence: 3s");
        self.arm("when kept", depth, false);
        self.arm("when nothing recorded", depth, true);
        self.close();
    }

    fn name(&mut self, kind: &str) -> String {
        self.names += 1;
        format!("{kind}_{}", self.names)
    }

    fn open(&mut self, head: &str) {
        self.line(head);
        self.indent += 1;
    }

    fn close(&mut self) {
        self.indent -= 1;
        self.line("end");
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(&"  ".repeat(self.indent));
        self.text.push_str(line);
        self.text.push('\n');
    }
}
