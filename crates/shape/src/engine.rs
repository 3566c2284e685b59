//! The rhai engine: packages, limits, constructors.

use crate::draft::Fault;
use crate::typed::{Made, Misfit};
use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicIteratorPackage, BasicMapPackage, BasicStringPackage,
    LanguageCorePackage, LogicPackage, MoreStringPackage, Package,
};
use rhai::{AST, Dynamic, Engine, EvalAltResult, OptimizationLevel, Scope};
use rufplan_machine::value::{Decimal, Value};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Most operations of one run; the count may differ between versions of rhai, so results are journalled and never made again.
const OPERATIONS: u64 = 50_000;
/// Longest text.
pub(crate) const TEXT_MAX: usize = 16 * 1024;
/// Longest list.
pub(crate) const LIST_MAX: usize = 1_000;
/// Most fields of a map.
pub(crate) const MAP_MAX: usize = 256;

/// Words of rhai that a shape must not use (language.md 4.6).
pub(crate) const FORBIDDEN: [&str; 8] = ["eval", "print", "debug", "while", "loop", "do", "import", "export"];

/// A shape that has been compiled.
pub(crate) struct Prepared {
    param: String,
    ast: AST,
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared").field("param", &self.param).finish_non_exhaustive()
    }
}

impl Prepared {
    pub fn new(param: &str, code: &str) -> Result<Prepared, Fault> {
        let ast = compile(param, code)?;
        Ok(Prepared { param: param.to_string(), ast })
    }

    pub fn run(&self, input: Dynamic) -> Result<Dynamic, Misfit> {
        let mut scope = Scope::new();
        scope.push_dynamic(self.param.as_str(), input);
        engine()
            .eval_ast_with_scope::<Dynamic>(&mut scope, &self.ast)
            .map_err(|error| Misfit::new(runtime_fault(&error)))
    }
}

/// Compiles code in which one variable is known.
pub(crate) fn compile(param: &str, code: &str) -> Result<AST, Fault> {
    let mut scope = Scope::new();
    scope.push_dynamic(param, Dynamic::UNIT);
    engine().compile_with_scope(&scope, code).map_err(|error| Fault::parsing(&error))
}

/// One engine serves all shapes: it is never changed once it is made.
fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    ENGINE.get_or_init(|| Arc::new(make_engine()))
}

fn make_engine() -> Engine {
    let mut engine = Engine::new_raw();
    LanguageCorePackage::new().register_into_engine(&mut engine);
    LogicPackage::new().register_into_engine(&mut engine);
    ArithmeticPackage::new().register_into_engine(&mut engine);
    BasicStringPackage::new().register_into_engine(&mut engine);
    MoreStringPackage::new().register_into_engine(&mut engine);
    BasicIteratorPackage::new().register_into_engine(&mut engine);
    BasicArrayPackage::new().register_into_engine(&mut engine);
    BasicMapPackage::new().register_into_engine(&mut engine);
    for word in FORBIDDEN {
        engine.disable_symbol(word);
    }
    // all of them, because the defaults of debug and release builds differ
    engine
        .set_optimization_level(OptimizationLevel::None)
        .set_strict_variables(true)
        .set_fail_on_invalid_map_property(true)
        .set_allow_looping(true)
        .set_max_operations(OPERATIONS)
        .set_max_call_levels(16)
        .set_max_expr_depths(64, 32)
        .set_max_string_size(TEXT_MAX)
        .set_max_array_size(LIST_MAX)
        .set_max_map_size(MAP_MAX)
        .set_max_variables(128)
        .set_max_functions(64);
    constructors(&mut engine);
    engine
}

/// `money date time duration phone digit` (language.md 2.8).
fn constructors(engine: &mut Engine) {
    engine.register_type_with_name::<Made>("value");
    engine.register_fn("==", |a: &mut Made, b: Made| a.0 == b.0);
    engine.register_fn("!=", |a: &mut Made, b: Made| a.0 != b.0);
    engine.register_fn("money", |cents: i64, currency: &str| {
        made("money", crate::typed::money(cents, currency))
    });
    engine.register_fn("date", |text: &str| made("date", crate::typed::date(text)));
    engine.register_fn("time", |text: &str| made("time of day", crate::typed::time(text)));
    engine
        .register_fn("phone", |text: &str| made("phone number", crate::typed::phone(text).map(Value::Phone)));
    engine.register_fn("duration", |n: i64, unit: &str| {
        made("duration", crate::typed::duration(Decimal::whole(n), unit))
    });
    engine.register_fn("digit", |c: char| digit(c));
    engine.register_fn("digit", |text: &str| {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => digit(c),
            _ => Err(failed("digit")),
        }
    });
}

fn digit(c: char) -> Result<i64, Box<EvalAltResult>> {
    c.to_digit(10).map(i64::from).ok_or_else(|| failed("digit"))
}

fn made(what: &str, value: Option<Value>) -> Result<Made, Box<EvalAltResult>> {
    value.map(Made).ok_or_else(|| failed(what))
}

/// What a constructor was given is none; the value itself must not stand in a message.
fn failed(what: &str) -> Box<EvalAltResult> {
    EvalAltResult::ErrorArithmetic(format!("{NOT_A}{what}"), rhai::Position::NONE).into()
}

const NOT_A: &str = "this is no ";

/// What went wrong while a shape ran, without any value of the reply.
fn runtime_fault(error: &EvalAltResult) -> String {
    let line = error.position().line().map_or(String::new(), |line| format!("line {line}: "));
    let what = match error {
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) => return runtime_fault(inner),
        EvalAltResult::ErrorPropertyNotFound(name, _) => format!("there is no field `{name}`"),
        EvalAltResult::ErrorVariableNotFound(name, _) => format!("there is no variable `{name}`"),
        EvalAltResult::ErrorFunctionNotFound(name, _) => {
            // the types of the arguments stand in brackets behind the name
            format!(
                "there is no function `{}` for these values",
                name.split_whitespace().next().unwrap_or("")
            )
        }
        EvalAltResult::ErrorMismatchDataType(..) | EvalAltResult::ErrorMismatchOutputType(..) => {
            "a value of another type is needed".to_string()
        }
        EvalAltResult::ErrorIndexingType(..) | EvalAltResult::ErrorIndexNotFound(..) => {
            "there is nothing under this index".to_string()
        }
        EvalAltResult::ErrorArrayBounds(..)
        | EvalAltResult::ErrorStringBounds(..)
        | EvalAltResult::ErrorBitFieldBounds(..) => "the index is too great".to_string(),
        EvalAltResult::ErrorFor(_) => "`for` needs a list".to_string(),
        EvalAltResult::ErrorArithmetic(what, _) if what.starts_with(NOT_A) => what.clone(),
        EvalAltResult::ErrorArithmetic(..) => "the calculation has no result".to_string(),
        EvalAltResult::ErrorTooManyOperations(_) => format!("more than {OPERATIONS} operations"),
        EvalAltResult::ErrorTooManyVariables(_) => "too many variables".to_string(),
        EvalAltResult::ErrorStackOverflow(_) => "functions call each other too deep".to_string(),
        EvalAltResult::ErrorDataTooLarge(..) => "a text, list or map is too large".to_string(),
        EvalAltResult::ErrorRuntime(..) => "the shape gave up (`throw`)".to_string(),
        _ => "the shape failed".to_string(),
    };
    format!("{line}{what}")
}
