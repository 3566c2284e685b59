//! Calls through small machines, rule by rule; test names cite the rules of `semantics.md`.

mod builder;
mod driver;
mod ending;
mod ending_by_limit;
mod prompts;
mod question;
mod queue;
mod queue_agents;
mod random;
mod saying;
mod transfer;
mod words;
