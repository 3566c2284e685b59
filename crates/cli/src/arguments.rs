//! What can be typed after `rufplan`.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT_CODES: &str = "Exit codes:
  0  fine
  1  something was found: in scripts, formatting, tests or journals
  2  wrong arguments, a missing file, bad configuration
  3  the environment: port taken, disk full, missing audio";

/// Rufplan: scripts for phone calls, checked, tested, played and served.
#[derive(Parser, Debug)]
#[command(name = "rufplan", version, about = "Scripts for phone calls: checked, tested, played and served", after_help = EXIT_CODES, disable_help_subcommand = true)]
pub struct Arguments {
    /// Language of messages about scripts
    #[arg(long, global = true, value_enum, env = "RUFPLAN_MESSAGES", default_value_t = Messages::En, value_name = "LANGUAGE")]
    pub messages: Messages,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// Languages of the messages about scripts.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messages {
    /// English
    En,
    /// Deutsch
    De,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Reports everything wrong with scripts
    Check(Check),
    /// Prints scripts in the one true layout
    Fmt(Fmt),
    /// Plays the `test` blocks of scripts in virtual time
    Test(Test),
    /// Writes a complete script for a new client, with tests
    New(New),
    /// Writes down which libraries clients use now, into `rufplan.lock`
    Lock {
        /// Scripts or folders
        #[arg(value_name = "PATH", default_value = ".")]
        paths: Vec<PathBuf>,
    },
    /// Lists clients whose libraries have changed since `rufplan lock`
    Outdated {
        /// Scripts or folders
        #[arg(value_name = "PATH", default_value = ".")]
        paths: Vec<PathBuf>,
    },
    /// Lists the public holidays of a region
    Holidays(Holidays),
    /// Shows opening hours: the week, the next changes, who decides a moment
    Hours(Hours),
    /// Says a value in words
    Say(Say),
    /// What a script says: lists it, renders it, exports it
    #[command(subcommand)]
    Prompts(Prompts),
    /// Be the caller: read what is said, type keys
    Call(Call),
    /// Compiles the shipped flows, serves them and places a real call
    Demo(Demo),
    /// Answers real calls
    Serve(Serve),
    /// Runs journals through the machine again and reports the first difference
    Replay(Replay),
    /// Counts the figures of a script (`kpi`) over journals
    Kpi(Kpi),
    /// Prints journals as transcripts
    Transcript {
        /// Journals
        #[arg(required = true, value_name = "JOURNAL")]
        journals: Vec<PathBuf>,
    },
    /// Draws a script
    Graph(Graph),
    /// Lists what comments in scripts allow, and why
    Audit(Audit),
    /// Explains a code such as E0201, or every setting of a menu such as main.choice and where it comes from
    Explain(Explain),
    /// Prints completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

/// `rufplan check`
#[derive(Args, Debug)]
pub struct Check {
    /// Scripts or folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Warnings fail, too
    #[arg(long)]
    pub strict: bool,
    /// Also says for each client what is proved, with the bound found, and what is not
    #[arg(long)]
    pub proofs: bool,
    /// The day for which holidays and dates are judged [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<String>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Report::Human)]
    pub format: Report,
    /// Makes the repairs that need no decision, says which, and reports what is left
    #[arg(long, conflicts_with = "watch")]
    pub fix: bool,
    /// With --fix: writes nothing, shows the difference
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Reports anew whenever a script or a sound file changes; Ctrl-C ends it
    #[arg(long)]
    pub watch: bool,
}

/// `rufplan audit`
#[derive(Args, Debug)]
pub struct Audit {
    /// Scripts or folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The day for which holidays and dates are judged [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<String>,
}

/// For people or for programs.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// For people
    Human,
    /// For programs
    Json,
}

/// `rufplan fmt`
#[derive(Args, Debug)]
pub struct Fmt {
    /// Scripts or folders; `-` reads standard input and writes standard output
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Changes nothing, names the files that would change
    #[arg(long)]
    pub check: bool,
}

/// `rufplan test`
#[derive(Args, Debug)]
pub struct Test {
    /// Scripts or folders
    #[arg(required_unless_present = "from_call", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Also says what no test has met: states, arms, variants of prompts, lines of opening hours
    #[arg(long, value_enum, value_name = "FORMAT", num_args = 0..=1, default_missing_value = "text")]
    pub coverage: Option<CoverageReport>,
    /// Fails when less than this share of all that can be met was met
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_coverage: Option<u8>,
    /// Warnings fail, too; arms that no test has met are warnings (W0907)
    #[arg(long)]
    pub strict: bool,
    /// Writes a recorded call as a `test` block, and plays it
    #[arg(long, value_name = "JOURNAL", conflicts_with_all = ["filter", "journals", "coverage", "min_coverage"])]
    pub from_call: Option<PathBuf>,
    /// Only tests whose title contains this
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// How to report
    #[arg(long, value_enum, default_value_t = TestReport::Human)]
    pub format: TestReport,
    /// Writes each test's journal into this folder
    #[arg(long, value_name = "DIR")]
    pub journals: Option<PathBuf>,
    /// The day for which holidays are expanded [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<String>,
}

/// How tests are reported.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestReport {
    /// For people
    Human,
    /// For programs
    Json,
    /// For build servers
    Junit,
}

/// How coverage is reported.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverageReport {
    /// For people
    Text,
    /// For programs
    Json,
    /// For editors and build servers
    Lcov,
}

/// `rufplan new`
#[derive(Args, Debug)]
pub struct New {
    /// Name of the client, as scripts write it, e.g. blumen_baer
    pub client: String,
    /// Its spoken name [default: made of the name]
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Folder for the script
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub out: PathBuf,
}

/// `rufplan holidays`
#[derive(Args, Debug)]
pub struct Holidays {
    /// ISO 3166-2 such as DE-BY, or a country such as DE
    pub region: String,
    /// A year, 2000 to 2100
    pub year: i16,
    /// Also the days that hold in parts of the region only, and where
    #[arg(long)]
    pub communes: bool,
    /// How to report
    #[arg(long, value_enum, default_value_t = HolidayReport::Human)]
    pub format: HolidayReport,
    /// Language of the names
    #[arg(long, default_value = "de")]
    pub lang: String,
}

/// How holidays are listed.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayReport {
    /// For people
    Human,
    /// Columns date,name and with --communes,where
    Csv,
}

/// `rufplan hours`
#[derive(Args, Debug)]
pub struct Hours {
    /// The script
    pub file: PathBuf,
    /// Name of the hours
    pub name: String,
    /// Who decides at this moment, e.g. 2026-12-24T17:59
    #[arg(long, value_name = "MOMENT")]
    pub at: Option<String>,
    /// From when on the week and the changes are shown [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub from: Option<String>,
}

/// `rufplan say`
#[derive(Args, Debug)]
pub struct Say {
    /// Language, e.g. de, en, en-GB
    #[arg(long)]
    pub lang: String,
    /// number ordinal year digits date weekday time moment money duration phone spelled name plain; cardinal is number
    #[arg(value_name = "TYPE")]
    pub of: String,
    /// The value, e.g. 12.50 EUR, 1h30min, 2026-12-24, 08:05
    #[arg(allow_hyphen_values = true)]
    pub value: String,
    /// The words before it, which decide the German case, e.g. "in etwa"
    #[arg(long, default_value = "")]
    pub before: String,
}

/// `rufplan prompts`
#[derive(Subcommand, Debug)]
pub enum Prompts {
    /// Lists every prompt with its words and files
    List {
        /// Scripts or folders
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Renders every text by the voice into the store
    Build {
        /// Scripts or folders
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// The store's folder [default: `audio` below the project's root]
        #[arg(long, value_name = "DIR")]
        store: Option<PathBuf>,
        /// Also every piece of which numbers, times and dates are made, and all built-in texts, in these languages
        #[arg(long, value_name = "LANG", value_delimiter = ',')]
        atoms: Vec<String>,
    },
    /// Writes one prompt as a WAV file for each language
    Export {
        /// Name of the prompt
        name: String,
        /// Scripts or folders
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Folder for the files
        #[arg(long, default_value = ".", value_name = "DIR")]
        out: PathBuf,
    },
    /// Writes every text into a table for studio and client, or brings their texts back
    Book(Book),
}

/// `rufplan prompts book`
#[derive(Args, Debug)]
pub struct Book {
    /// Scripts or folders
    #[arg(default_value = ".", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Writes the table: .csv or .xlsx
    #[arg(long, value_name = "FILE", conflicts_with = "import", required_unless_present = "import")]
    pub out: Option<PathBuf>,
    /// Puts the texts of a table into the scripts; nothing else of them changes
    #[arg(long, value_name = "FILE")]
    pub import: Option<PathBuf>,
    /// With --import: shows what would change and writes nothing
    #[arg(long, requires = "import")]
    pub dry_run: bool,
}

/// `rufplan call`
#[derive(Args, Debug)]
pub struct Call {
    /// The script
    pub script: PathBuf,
    /// Number to dial [default: the script's first]
    pub number: Option<String>,
    /// The caller's number; `anonymous` withholds it
    #[arg(long, default_value = "+49 170 1234567")]
    pub from: String,
    /// When the call begins, e.g. 2026-12-24T17:55, in the client's zone [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub clock: Option<String>,
    /// What lookups answer: a JSON object with a reply for each lookup's name, `null` finds nothing [default: you are asked]
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// Waits as long as the call would; otherwise time is virtual
    #[arg(long)]
    pub real_time: bool,
    /// Appends the call just played to a script as a `test` block; `-` prints it
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
}

/// `rufplan graph`
#[derive(Args, Debug)]
pub struct Graph {
    /// The script
    pub script: PathBuf,
    /// How much is shown
    #[arg(long, value_enum, default_value_t = Level::Menu)]
    pub level: Level,
    /// What is written
    #[arg(long, value_enum, default_value_t = GraphFormat::Mermaid)]
    pub format: GraphFormat,
    /// Shows the way of a recorded call
    #[arg(long, value_name = "JOURNAL")]
    pub journal: Option<PathBuf>,
    /// File to write to [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The day for which holidays are expanded [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<String>,
}

/// How much a picture shows.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Flows, queues and other lines
    Flow,
    /// Questions, decisions, people, ends
    Menu,
    /// Every statement
    All,
}

/// What a picture is written as.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphFormat {
    /// Mermaid, for Markdown
    Mermaid,
    /// Graphviz
    Dot,
    /// A finished picture
    Svg,
}

/// `rufplan explain`
#[derive(Args, Debug)]
pub struct Explain {
    /// A code, or FLOW.MENU
    pub what: String,
    /// Scripts or folders in which the menu stands
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
}

/// `rufplan demo`
#[derive(Args, Debug)]
pub struct Demo {
    /// Folder for the WAV and the journal
    #[arg(long, default_value = "demo-out", value_name = "DIR")]
    pub out: PathBuf,
}

/// `rufplan serve`
#[derive(Args, Debug)]
pub struct Serve {
    /// The configuration
    #[arg(long, default_value = "rufplan.toml", value_name = "FILE")]
    pub config: PathBuf,
    /// Begins at another time, e.g. 2026-12-24T17:55 (for trying out)
    #[arg(long, value_name = "MOMENT")]
    pub clock: Option<String>,
    /// Plays a soft tone where neither recording nor rendering exists
    #[arg(long)]
    pub allow_missing_audio: bool,
    /// Prints every call as it runs
    #[arg(long)]
    pub transcript: bool,
}

/// `rufplan kpi`
#[derive(Args, Debug)]
pub struct Kpi {
    /// The script or folder whose figures are counted
    #[arg(value_name = "SCRIPT")]
    pub script: PathBuf,
    /// Journals, or folders of journals (*.jsonl)
    #[arg(required = true, value_name = "JOURNAL")]
    pub journals: Vec<PathBuf>,
    /// The day for which holidays are expanded [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<String>,
}

/// `rufplan replay`
#[derive(Args, Debug)]
pub struct Replay {
    /// Journals
    #[arg(required = true, value_name = "JOURNAL")]
    pub journals: Vec<PathBuf>,
    /// Runs the calls on these scripts [default: on the machine stored beside the journal]
    #[arg(long, value_name = "PATH")]
    pub scripts: Vec<PathBuf>,
    /// The day for which holidays are expanded [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<String>,
}
