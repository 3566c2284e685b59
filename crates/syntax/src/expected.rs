//! What could have stood at a place, in words a designer knows: never the names of grammar rules.

use rufplan_diag::Words;

use crate::Rule;

/// Words that can be typed where a rule was expected.
pub(crate) fn words(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::month => &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        Rule::weekday | Rule::weekday_span | Rule::weekdays => {
            &["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        }
        Rule::nth | Rule::nth_weekday => &["first", "second", "third", "fourth", "last"],
        Rule::privacy => &["sensitive", "secret"],
        Rule::http_method | Rule::http_line => &["get", "post", "put"],
        Rule::say_as => &[
            "number", "moment", "year", "ordinal", "digits", "date", "weekday", "time", "money", "duration",
            "phone", "spelled", "name", "plain",
        ],
        Rule::currency => &["EUR", "CHF", "GBP", "USD", "PLN", "CZK", "DKK", "SEK"],
        Rule::yes_no => &["yes", "no"],
        Rule::ref_kind => &["queue", "mailbox", "hours", "prompt", "flow", "callback"],
        Rule::type_ref => &[
            "text",
            "number",
            "digits",
            "money",
            "date",
            "time",
            "moment",
            "weekday",
            "duration",
            "phone",
            "name",
            "yesno",
            "language",
            "recording",
            "json",
            "one of",
            "list of",
            "maybe",
        ],
        Rule::comp_tail => &["is", "is not", "starts with", "ends with"],
        Rule::on_case => &["silence", "wrong key", "wrong input", "failure", "error"],
        Rule::queue_case => {
            &["nobody is signed in", "full", "waiting longer than", "hours", "switch", "agent is lost"]
        }
        Rule::expected_case => &["expected wait over"],
        Rule::hours_case => &["open", "closed", "holiday", "special"],
        Rule::look_case => &["nobody is signed in", "full", "ready"],
        Rule::fetch_case => &["found", "not found", "failed"],
        Rule::transfer_case => &["busy", "not answered", "refused", "failed", "over"],
        Rule::message_case => &["kept", "nothing recorded", "too short", "box is full"],
        Rule::record_case => &["recorded", "nothing recorded", "too short"],
        Rule::callback_case => &["accepted", "declined", "already booked", "not possible"],
        Rule::queue_world => &["is full", "has nobody signed in"],
        Rule::lookup_world => &["fails", "is slow", "finds nothing"],
        Rule::transfer_world => &["busy", "not answered", "refused", "answered"],
        Rule::given_switch => &["switch"],
        Rule::given_queue => &["queue"],
        Rule::given_lookup => &["lookup"],
        Rule::given_transfer => &["transfer to"],
        Rule::given_callback => &["callback"],
        Rule::kw_end => &["end"],
        Rule::kw_end_shape => &["end shape"],
        Rule::kw_else => &["else"],
        Rule::kw_if => &["if"],
        Rule::kw_when => &["when"],
        Rule::kw_on => &["on"],
        Rule::kw_at => &["at"],
        Rule::kw_every => &["every"],
        Rule::kw_after_call => &["after the call"],
        Rule::kw_press => &["press"],
        Rule::kw_for => &["for"],
        Rule::kw_to => &["to"],
        Rule::kw_to_repeat => &["to repeat"],
        Rule::kw_to_go_back => &["to go back"],
        Rule::kw_means => &["means"],
        Rule::kw_silence => &["silence"],
        Rule::kw_yes => &["yes"],
        Rule::kw_no => &["no"],
        Rule::kw_as => &["as"],
        Rule::kw_is => &["is"],
        Rule::kw_not => &["not"],
        Rule::kw_and => &["and"],
        Rule::kw_or => &["or"],
        Rule::kw_one_of => &["one of"],
        Rule::kw_counts_as => &["counts as"],
        Rule::kw_from => &["from"],
        Rule::kw_with => &["with"],
        Rule::kw_within => &["within"],
        Rule::kw_gives => &["gives"],
        Rule::kw_starts_with => &["starts with"],
        Rule::kw_ends_with => &["ends with"],
        Rule::kw_otherwise => &["otherwise"],
        Rule::kw_anywhere => &["anywhere"],
        Rule::kw_nothing => &["nothing"],
        Rule::kw_stored => &["stored"],
        Rule::kw_in => &["in"],
        Rule::kw_speed => &["speed"],
        Rule::kw_voice => &["voice"],
        Rule::kw_extension => &["extension"],
        Rule::kw_agent => &["agent"],
        Rule::kw_then => &["then"],
        Rule::kw_starts => &["starts"],
        Rule::kw_closed => &["closed"],
        Rule::kw_holiday => &["holiday"],
        Rule::kw_every_day => &["every day"],
        Rule::kw_file => &["file"],
        Rule::kw_maybe => &["maybe"],
        Rule::kw_list_of => &["list of"],
        Rule::kw_say => &["say"],
        Rule::kw_uninterrupted => &["uninterrupted"],
        Rule::kw_set => &["set"],
        Rule::kw_mark => &["mark"],
        Rule::kw_speak => &["speak"],
        Rule::kw_pause => &["pause"],
        Rule::kw_go_to => &["go to"],
        Rule::kw_go_back => &["go back"],
        Rule::kw_again => &["again"],
        Rule::kw_hang_up => &["hang up"],
        Rule::kw_enter_queue => &["enter queue"],
        Rule::kw_keep_waiting => &["keep waiting"],
        Rule::kw_take_message => &["take message in"],
        Rule::kw_offer_callback => &["offer callback"],
        Rule::kw_start_survey => &["start survey"],
        Rule::kw_finish => &["finish"],
        Rule::kw_recording => &["start recording", "pause recording", "resume recording", "stop recording"],
        Rule::kw_transfer_to => &["transfer to"],
        Rule::kw_pass_call => &["pass call to"],
        Rule::kw_choose => &["choose"],
        Rule::kw_record => &["record"],
        Rule::kw_check_queue => &["check queue"],
        Rule::kw_count => &["count failure in"],
        Rule::kw_menu => &["menu"],
        Rule::kw_collect => &["collect"],
        Rule::kw_consent => &["consent"],
        Rule::kw_check_hours => &["check hours"],
        Rule::kw_fetch => &["fetch"],
        Rule::kw_run => &["run"],
        Rule::kw_priority => &["priority"],
        Rule::kw_rufplan => &["rufplan"],
        Rule::kw_library => &["library"],
        Rule::kw_use => &["use"],
        Rule::kw_configure => &["configure"],
        Rule::kw_parameters => &["parameters"],
        Rule::kw_part_of => &["part of client"],
        Rule::kw_failures => &["failures"],
        Rule::kw_client => &["client"],
        Rule::kw_number => &["number"],
        Rule::kw_data => &["data"],
        Rule::kw_type => &["type"],
        Rule::kw_prompt => &["prompt"],
        Rule::kw_replaceable => &["replaceable"],
        Rule::kw_replace => &["replace"],
        Rule::kw_hours => &["hours"],
        Rule::kw_calendar => &["calendar"],
        Rule::kw_switch => &["switch"],
        Rule::kw_defaults => &["defaults"],
        Rule::kw_flow => &["flow"],
        Rule::kw_queue => &["queue"],
        Rule::kw_callback => &["callback"],
        Rule::kw_mailbox => &["mailbox"],
        Rule::kw_survey => &["survey"],
        Rule::kw_service => &["service"],
        Rule::kw_lookup => &["lookup"],
        Rule::kw_shape => &["shape"],
        Rule::kw_kpi => &["kpi"],
        Rule::kw_test => &["test"],
        Rule::kw_ask => &["ask"],
        Rule::kw_phone => &["phone"],
        Rule::kw_duration => &["duration"],
        _ => &[],
    }
}

/// What a rule is called where no fixed word stands for it.
pub(crate) fn noun(rule: Rule) -> Option<(&'static str, &'static str)> {
    Some(match rule {
        Rule::number => ("a number", "eine Zahl"),
        Rule::percent => ("a share like 80%", "ein Anteil wie 80%"),
        Rule::duration => ("a length of time like 5s or 2min", "eine Dauer wie 5s oder 2min"),
        Rule::date => ("a date like 2026-12-24", "ein Datum wie 2026-12-24"),
        Rule::day_of_year => ("a day like 24 dec", "ein Tag wie 24 dec"),
        Rule::clock | Rule::time_range => ("a time like 08:00", "eine Uhrzeit wie 08:00"),
        Rule::phone => ("a phone number like +49 30 5550100", "eine Telefonnummer wie +49 30 5550100"),
        Rule::money => ("an amount like 12.50 EUR", "ein Betrag wie 12.50 EUR"),
        Rule::zone => ("a time zone like Europe/Berlin", "eine Zeitzone wie Europe/Berlin"),
        Rule::locale | Rule::lang => ("a language like de or en-GB", "eine Sprache wie de oder en-GB"),
        Rule::region => ("a country or a part of it like DE-BE", "ein Land oder ein Teil davon wie DE-BE"),
        Rule::dtmf | Rule::press_keys | Rule::keys => {
            ("keys like 1, 12, * or #", "Tasten wie 1, 12, * oder #")
        }
        Rule::string => ("a text in quotes", "ein Text in Anführungszeichen"),
        Rule::placeholder => {
            ("a value in braces like {caller.number}", "ein Wert in Klammern wie {caller.number}")
        }
        Rule::ident | Rule::word => ("a name", "ein Name"),
        Rule::path | Rule::call_of => ("a name", "ein Name"),
        Rule::expr
        | Rule::and_expr
        | Rule::not_expr
        | Rule::comparison
        | Rule::sum
        | Rule::product
        | Rule::unary
        | Rule::primary
        | Rule::value => ("a value", "ein Wert"),
        Rule::choice => ("a value", "ein Wert"),
        Rule::target => ("a phone number or an extension", "eine Telefonnummer oder eine Durchwahl"),
        Rule::say_item => (
            "the name of a prompt or a text in quotes",
            "der Name einer Ansage oder ein Text in Anführungszeichen",
        ),
        Rule::prompt_part => ("a text in quotes", "ein Text in Anführungszeichen"),
        Rule::day | Rule::day_spec => ("a day", "ein Tag"),
        Rule::param => {
            ("a name with its type, like box: mailbox", "ein Name mit seinem Typ, etwa box: mailbox")
        }
        Rule::comp_op => ("a comparison like <, >, <= or >=", "ein Vergleich wie <, >, <= oder >="),
        Rule::sum_op => ("+ or -", "+ oder -"),
        Rule::product_op => ("* or /", "* oder /"),
        Rule::key_symbol => ("* or #", "* oder #"),
        Rule::lookup_answer | Rule::field_world => ("what the service answers", "was der Dienst antwortet"),
        _ => return None,
    })
}

/// A list for people: `a`, `b` or `c`.
pub(crate) fn one_of(items: &[Words]) -> Words {
    let listed = |items: &[&str], or: &str| match items {
        [] => String::new(),
        [only] => (*only).to_string(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    };
    let english: Vec<&str> = items.iter().map(Words::as_str).collect();
    let german: Vec<&str> = items.iter().map(Words::german).collect();
    (listed(&english, "or"), listed(&german, "oder")).into()
}
