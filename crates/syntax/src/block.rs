//! What the designer calls a block, and what may stand in it.

use crate::Rule;
use crate::words::{DECLARATIONS, STATEMENTS};

/// A block of lines, seen from a line inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// Outside of everything.
    File,
    /// A declaration whose lines are settings and nothing else.
    Settings(Rule),
    /// `client`.
    Client,
    /// `data`, `parameters`, `type`: `name: type` lines.
    Fields(Rule),
    /// `prompt`, `replace prompt`.
    Prompt,
    /// `hours`.
    Hours,
    /// `calendar`.
    Calendar,
    /// `defaults`.
    Defaults,
    /// `failures`.
    Failures,
    /// `flow`, or an arm: statements.
    Statements(Rule),
    /// `queue`.
    Queue,
    /// `callback`.
    Callback,
    /// `mailbox`.
    Mailbox,
    /// `survey`.
    Survey,
    /// `lookup`.
    Lookup,
    /// `test`.
    Test,
    /// A statement with arms: `menu`, `collect`, `choose` ...
    Arms(Rule),
}

impl Block {
    /// The block that a node of the tree opens.
    pub fn of(rule: Rule) -> Option<Block> {
        Some(match rule {
            Rule::file => Block::File,
            Rule::configure_decl | Rule::switch_decl | Rule::service_decl | Rule::kpi_decl => {
                Block::Settings(rule)
            }
            Rule::client_decl => Block::Client,
            Rule::data_decl | Rule::parameters_decl | Rule::type_decl => Block::Fields(rule),
            Rule::prompt_decl | Rule::replace_decl => Block::Prompt,
            Rule::hours_decl => Block::Hours,
            Rule::calendar_decl => Block::Calendar,
            Rule::defaults_decl => Block::Defaults,
            Rule::failures_decl => Block::Failures,
            Rule::queue_decl => Block::Queue,
            Rule::callback_decl => Block::Callback,
            Rule::mailbox_decl => Block::Mailbox,
            Rule::survey_decl => Block::Survey,
            Rule::lookup_decl => Block::Lookup,
            Rule::test_decl => Block::Test,
            Rule::flow_decl | Rule::if_stmt | Rule::foreign_block => Block::Statements(rule),
            Rule::menu_stmt
            | Rule::collect_stmt
            | Rule::consent_stmt
            | Rule::choose_stmt
            | Rule::check_stmt
            | Rule::look_stmt
            | Rule::fetch_stmt
            | Rule::run_stmt
            | Rule::transfer_stmt
            | Rule::record_stmt
            | Rule::message_block => Block::Arms(rule),
            rule if is_arm(rule) => Block::Statements(rule),
            _ => return None,
        })
    }

    /// The rule by which one of its lines is read alone.
    pub fn line_rule(self) -> Rule {
        match self {
            Block::Client => Rule::one_in_client,
            Block::Fields(_) => Rule::one_in_data,
            Block::Prompt => Rule::one_in_prompt,
            Block::Hours | Block::Calendar => Rule::one_in_hours,
            Block::Lookup => Rule::one_in_lookup,
            Block::Test => Rule::one_in_test,
            _ => Rule::one_simple_line,
        }
    }

    /// What the designer calls it.
    pub fn name(self) -> &'static str {
        match self {
            Block::File => "file",
            Block::Client => "client",
            Block::Prompt => "prompt",
            Block::Hours => "hours",
            Block::Calendar => "calendar",
            Block::Defaults => "defaults",
            Block::Failures => "failures",
            Block::Queue => "queue",
            Block::Callback => "callback",
            Block::Mailbox => "mailbox",
            Block::Survey => "survey",
            Block::Lookup => "lookup",
            Block::Test => "test",
            Block::Settings(rule) | Block::Fields(rule) | Block::Statements(rule) | Block::Arms(rule) => {
                rule_name(rule)
            }
        }
    }

    /// Words its lines begin with, settings aside.
    pub fn starters(self) -> &'static [&'static str] {
        match self {
            Block::File => &DECLARATIONS,
            Block::Settings(_) | Block::Fields(_) => &["end"],
            Block::Client => &["number", "voice", "end"],
            Block::Prompt => &["any", "end"],
            Block::Hours => &[
                "mon",
                "tue",
                "wed",
                "thu",
                "fri",
                "sat",
                "sun",
                "every day",
                "holiday",
                "first",
                "second",
                "third",
                "fourth",
                "last",
                "easter",
                "end",
            ],
            Block::Calendar => &["public holidays of", "plus", "without", "end"],
            Block::Defaults => &["on", "press", "end"],
            Block::Failures => &["on", "end"],
            Block::Queue => &["at", "every", "when", "press", "after the call", "end"],
            Block::Callback => &["say", "when", "end"],
            Block::Mailbox => &["say", "end"],
            Block::Survey => &["ask", "say", "end"],
            Block::Lookup => &["get", "post", "put", "gives nothing", "end"],
            Block::Test => &[
                "clock",
                "given",
                "hears",
                "does not hear",
                "presses",
                "waits",
                "stays silent",
                "hangs up",
                "agent answers",
                "agent",
                "agent sees",
                "agent hears",
                "agent hangs up",
                "called person",
                "is transferred to",
                "is connected to",
                "is passed to",
                "is in queue",
                "is recorded",
                "is not recorded",
                "queue",
                "switch",
                "leaves a message of",
                "speaks",
                "speaks for",
                "call ends",
                "has mark",
                "has no mark",
                "anonymous",
                "end",
            ],
            Block::Arms(rule) => arm_starters(rule),
            Block::Statements(_) => &STATEMENTS,
        }
    }

    /// Its settings, where the list is closed (2.12); `None` where names of the designer stand.
    pub fn settings(self) -> Option<&'static [&'static str]> {
        Some(match self {
            Block::Client => &[
                "languages",
                "time zone",
                "whisper",
                "answer phrase",
                "screen pop",
                "allow in screen pop",
                "tariff",
                "promise",
            ],
            Block::Defaults => {
                &["first key within", "next key within", "attempts", "interrupt", "give up after"]
            }
            Block::Failures => &["at most"],
            Block::Hours => &["time zone", "holidays"],
            Block::Queue => &[
                "service level",
                "music",
                "hand over",
                "capacity",
                "skills",
                "site",
                "priority",
                "record calls",
                "place",
                "after work",
                "before connecting",
                "keys anywhere",
                "formerly",
            ],
            Block::Callback => &[
                "number",
                "ask other number",
                "confirm number",
                "keep place",
                "within",
                "not before",
                "attempts",
                "time between",
                "per number",
            ],
            Block::Mailbox => &["longest", "shortest", "deliver to", "transcribe", "keep", "beep"],
            Block::Survey => &["send answers by", "invite", "after"],
            Block::Lookup => &["timeout", "fill", "shape", "send", "remember"],
            Block::Settings(Rule::switch_decl) => &["label", "allowed for", "turns off after", "tell"],
            Block::Settings(Rule::service_decl) => &["address", "sign in", "timeout", "retries", "at once"],
            Block::Settings(Rule::kpi_decl) => &["measure", "target", "per", "only"],
            Block::Arms(rule) => return arm_settings(rule),
            Block::Calendar => &[],
            _ => return None,
        })
    }

    /// The cases that may stand after `when` or `on`.
    pub fn cases(self) -> &'static [&'static str] {
        match self {
            Block::Queue => &[
                "nobody is signed in",
                "full",
                "waiting longer than",
                "expected wait over",
                "hours … close",
                "switch … turns on",
                "agent is lost",
            ],
            Block::Callback => &["accepted", "declined", "already booked", "not possible"],
            Block::Defaults => &["silence", "wrong key", "wrong input", "failure", "error"],
            Block::Failures => &["failure"],
            Block::Arms(Rule::menu_stmt) => &["silence", "wrong key", "failure", "error"],
            Block::Arms(Rule::collect_stmt) => &["silence", "wrong input", "failure", "error"],
            Block::Arms(Rule::check_stmt) => &["open", "closed", "holiday", "special"],
            Block::Arms(Rule::look_stmt) => &["nobody is signed in", "full", "expected wait over", "ready"],
            Block::Arms(Rule::fetch_stmt) => &["found", "not found", "failed"],
            Block::Arms(Rule::transfer_stmt) => &["busy", "not answered", "refused", "failed", "over"],
            Block::Arms(Rule::record_stmt) => &["recorded", "nothing recorded", "too short"],
            Block::Arms(Rule::message_block) => &["kept", "nothing recorded", "too short", "box is full"],
            _ => &[],
        }
    }
}

/// Whether a node is an arm: its head opens a list of statements.
pub(crate) fn is_arm(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::at_arm
            | Rule::every_arm
            | Rule::after_arm
            | Rule::queue_when
            | Rule::press_arm
            | Rule::on_arm
            | Rule::hours_arm
            | Rule::look_arm
            | Rule::fetch_arm
            | Rule::transfer_arm
            | Rule::message_arm
            | Rule::record_arm
            | Rule::callback_arm
            | Rule::run_arm
            | Rule::choose_arm
            | Rule::otherwise_arm
            | Rule::bad_when
            | Rule::foreign_arm
            | Rule::else_if
            | Rule::else_part
            | Rule::surplus_else
    )
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::configure_decl => "configure",
        Rule::switch_decl => "switch",
        Rule::service_decl => "service",
        Rule::kpi_decl => "kpi",
        Rule::data_decl => "data",
        Rule::parameters_decl => "parameters",
        Rule::type_decl => "type",
        Rule::flow_decl => "flow",
        Rule::if_stmt => "if",
        Rule::menu_stmt => "menu",
        Rule::collect_stmt => "collect",
        Rule::consent_stmt => "consent",
        Rule::choose_stmt => "choose",
        Rule::check_stmt => "check hours",
        Rule::look_stmt => "check queue",
        Rule::fetch_stmt => "fetch",
        Rule::run_stmt => "run",
        Rule::transfer_stmt => "transfer to",
        Rule::record_stmt => "record",
        Rule::message_block => "take message in",
        Rule::press_arm => "press",
        Rule::on_arm => "on",
        Rule::at_arm => "at",
        Rule::every_arm => "every",
        Rule::after_arm => "after the call",
        Rule::otherwise_arm => "otherwise",
        Rule::else_if | Rule::else_part | Rule::surplus_else => "else",
        _ => "when",
    }
}

fn arm_starters(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::menu_stmt | Rule::collect_stmt => &["say", "say again", "press", "on", "end"],
        Rule::consent_stmt => &["say", "press", "silence means", "end"],
        Rule::choose_stmt => &["when", "otherwise", "end"],
        Rule::record_stmt => &["say", "when", "end"],
        _ => &["when", "end"],
    }
}

fn arm_settings(rule: Rule) -> Option<&'static [&'static str]> {
    Some(match rule {
        Rule::menu_stmt => &[
            "first key within",
            "next key within",
            "attempts",
            "interrupt",
            "give up after",
            "formerly",
            "counts in",
            "keys anywhere",
        ],
        Rule::collect_stmt => &[
            "length",
            "finish with",
            "clear with",
            "between",
            "pattern",
            "check",
            "accept when",
            "meanwhile",
            "confirm",
            "decimals",
            "decimal key",
            "first key within",
            "next key within",
            "attempts",
            "interrupt",
            "give up after",
            "formerly",
            "counts in",
            "keys anywhere",
        ],
        Rule::consent_stmt => &["first key within", "interrupt", "formerly"],
        Rule::fetch_stmt => &["meanwhile"],
        Rule::transfer_stmt => &[
            "order",
            "ring for",
            "between",
            "accept with",
            "announce",
            "talk at most",
            "send keys",
            "show number",
            "music",
        ],
        Rule::record_stmt => &["longest", "shortest", "beep", "review", "ends after silence", "ends with"],
        Rule::message_block => &["review", "ends after silence", "ends with"],
        _ => &[],
    })
}
