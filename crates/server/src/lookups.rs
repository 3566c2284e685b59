//! Data dips over HTTP (language.md 2.12): connections kept, calls bounded, replies shaped, secrets only in bodies and in the
//! sign-in.
//!
//! What is logged of a lookup is its name, what became of it, how long it took and why it failed; never a value, an address
//! or a reply.

mod body;
mod connect;
mod guard;
mod memory;
mod tls;

pub use guard::Network;

pub use body::Sounds;

use crate::config::{Config, ConfigError};
use body::Body;
use connect::Connector;
use guard::Guard;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use hyper::{Request, Response, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use memory::Memory;
use rufplan_machine::call::{Fetched, Given, Told};
use rufplan_machine::script::{Lookup, Machine, Method};
use rufplan_machine::value::Value;
use rufplan_shape::{BODY_MAX, Shapes};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// How long a connection that nobody uses is kept.
const IDLE: Duration = Duration::from_secs(30);
/// Connections to one host that are kept though nobody uses them.
const IDLE_CONNECTIONS: usize = 32;
/// How long somebody may take, whatever the script says, for what no caller waits for.
const TELLING_AT_LEAST: Duration = Duration::from_secs(10);
/// The same for every try of one message, so that a receiver who got it twice can tell.
const ONCE: HeaderName = HeaderName::from_static("idempotency-key");

/// Asks the lookups of all machines. Cheap to clone.
#[derive(Clone)]
pub struct Lookups {
    inner: Arc<Inner>,
}

struct Inner {
    client: Client<Connector, Full<Bytes>>,
    clients: BTreeMap<String, ClientLookups>,
    memory: Memory,
}

/// What the lookups of one client need.
struct ClientLookups {
    lookups: BTreeMap<String, Lookup>,
    services: BTreeMap<String, Service>,
    shapes: Shapes,
}

struct Service {
    address: String,
    sign_in: Option<HeaderValue>,
    at_once: Semaphore,
}

/// What a lookup is asked with.
struct Question<'a> {
    path: &'a str,
    body: Body,
    once: Option<HeaderValue>,
}

/// Why a try gave nothing, for the log.
enum Trouble {
    /// Worth another try.
    Passing(String),
    /// Another try would not help.
    Lasting(String),
}

impl Lookups {
    /// Gets everything ready: addresses and secrets of the deployment, shapes, connections.
    ///
    /// # Errors
    /// A secret or certificate that is not there, an address that is none, a shape that this version cannot run.
    pub fn new(machines: &[Machine], config: &Config) -> Result<Lookups, ConfigError> {
        Self::keeping(machines, config, IDLE_CONNECTIONS)
    }

    /// The same for a runtime that runs only while something is asked: a connection that is kept is looked after by the
    /// runtime it was made on, so none is.
    ///
    /// # Errors
    /// As [`Lookups::new`].
    pub fn without_idle(machines: &[Machine], config: &Config) -> Result<Lookups, ConfigError> {
        Self::keeping(machines, config, 0)
    }

    fn keeping(machines: &[Machine], config: &Config, idle: usize) -> Result<Lookups, ConfigError> {
        let guard = Guard { all: config.lookups.allow_private, networks: config.lookups.allow.clone() };
        let tls = tls::client_config(config.lookups.certificates.as_deref())?;
        let connector = Connector { guard: Arc::new(guard), tls: Arc::new(tls).into() };
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(idle)
            .build(connector);
        let mut clients = BTreeMap::new();
        for machine in
            machines.iter().filter(|machine| !machine.lookups.is_empty() || !machine.shapes.is_empty())
        {
            clients.insert(machine.client.clone(), ClientLookups::new(machine, config)?);
        }
        Ok(Lookups { inner: Arc::new(Inner { client, clients, memory: Memory::default() }) })
    }

    /// Whether a shape of a client says yes to an entry.
    pub fn legal(&self, client: &str, shape: &str, entry: &Given) -> bool {
        self.inner.clients.get(client).is_some_and(|of| of.shapes.legal(shape, entry.value()))
    }

    /// Asks one lookup and gives its answer, at the latest when all its tries are over. Total: whatever happens is
    /// `found`, `not found` or `failed`.
    pub async fn ask(
        &self,
        client: &str,
        lookup: &str,
        path: &str,
        values: &[(String, Given)],
        sounds: &Sounds,
    ) -> Fetched {
        let begun = Instant::now();
        let Some(of) = self.inner.clients.get(client) else { return Fetched::Failed };
        let Some(asked) = of.lookups.get(lookup) else { return Fetched::Failed };
        let key = asked.remember_ms.and_then(|ms| {
            let key = memory::key(client, lookup, path, values)?;
            Some((key, Duration::from_millis(ms)))
        });
        if let Some(known) = key.as_ref().and_then(|(key, _)| self.inner.memory.recall(key)) {
            tracing::info!(client, lookup, "lookup remembered");
            return known;
        }
        let budget = Duration::from_millis(asked.budget_ms());
        let body = Body::of(values.iter().map(|(name, given)| (name.as_str(), given.value())), sounds);
        let question = Question { path, body, once: None };
        let asking = self.inner.tries(of, asked, &question);
        let result = match tokio::time::timeout(budget, asking).await {
            Ok(result) => result,
            Err(_) => Err(Trouble::Lasting("too slow".into())),
        };
        let took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let fetched = match result {
            Ok(fetched) => {
                let found = matches!(fetched, Fetched::Found(_));
                tracing::info!(client, lookup, found, took_ms, "lookup answered");
                fetched
            }
            Err(Trouble::Passing(why) | Trouble::Lasting(why)) => {
                tracing::warn!(client, lookup, why, took_ms, "lookup failed");
                return Fetched::Failed;
            }
        };
        if let Some((key, kept)) = key {
            self.inner.memory.keep(key, fetched.clone(), kept);
        }
        fetched
    }

    /// Tells a lookup something, once; what it replies does not matter, but that it took it.
    ///
    /// # Errors
    /// Why it did not take it, in words that name neither address nor value.
    pub async fn tell(&self, client: &str, told: &Told, sounds: &Sounds, once: &str) -> Result<(), String> {
        let of = self.inner.clients.get(client).ok_or("no script has this client")?;
        let asked = of.lookups.get(&told.lookup).ok_or("no script has this lookup")?;
        let body = Body::of(told.values.iter().map(|(name, value)| (name.as_str(), value)), sounds);
        let once = HeaderValue::try_from(once).ok();
        let question = Question { path: &told.path, body, once };
        let budget = Duration::from_millis(asked.budget_ms()).max(TELLING_AT_LEAST);
        let telling = self.inner.take(of, asked, &question);
        match tokio::time::timeout(budget, telling).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Trouble::Passing(why) | Trouble::Lasting(why))) => Err(why),
            Err(_) => Err("too slow".into()),
        }
    }
}

impl ClientLookups {
    fn new(machine: &Machine, config: &Config) -> Result<ClientLookups, ConfigError> {
        let shapes = Shapes::load(&machine.shapes).map_err(|error| ConfigError(error.to_string()))?;
        let mut services = BTreeMap::new();
        for (name, service) in &machine.services {
            let of = &config.services;
            let own = of.get(&format!("{}.{name}", machine.client)).or_else(|| of.get(name));
            let address = own.and_then(|own| own.address.as_deref()).unwrap_or(&service.address);
            check_address(name, address, config)?;
            let sign_in = match &service.sign_in {
                Some(secret) => Some(bearer(secret, config)?),
                None => None,
            };
            let at_once = Semaphore::new(usize::try_from(service.at_once).unwrap_or(1));
            let address = address.trim_end_matches('/').to_string();
            services.insert(name.clone(), Service { address, sign_in, at_once });
        }
        Ok(ClientLookups { lookups: machine.lookups.clone(), services, shapes })
    }
}

fn check_address(name: &str, address: &str, config: &Config) -> Result<(), ConfigError> {
    let wrong = |what: &str| Err(ConfigError(format!("[services.{name}] address: {what}")));
    match address.parse::<hyper::Uri>() {
        Ok(uri) if uri.host().is_none() => wrong("it has no host"),
        Ok(uri) if uri.scheme_str() == Some("https") => Ok(()),
        Ok(uri) if uri.scheme_str() == Some("http") && config.lookups.plain_http => Ok(()),
        Ok(uri) if uri.scheme_str() == Some("http") => {
            wrong("`http://` is sent in the clear; write [lookups] plain_http = true if that is meant")
        }
        _ => wrong("it must begin with `https://`"),
    }
}

fn bearer(secret: &str, config: &Config) -> Result<HeaderValue, ConfigError> {
    let token = config.secret(secret)?;
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.reveal()))
        .map_err(|_| ConfigError(format!("[secrets] {secret}: it holds signs that no header can hold")))?;
    value.set_sensitive(true);
    Ok(value)
}

impl Inner {
    async fn tries(
        &self,
        of: &ClientLookups,
        lookup: &Lookup,
        question: &Question<'_>,
    ) -> Result<Fetched, Trouble> {
        let service = of.service(lookup, question)?;
        let _permit =
            service.at_once.acquire().await.map_err(|_| Trouble::Lasting("the server stops".into()))?;
        let one = Duration::from_millis(lookup.timeout_ms.into());
        // only `get` may be asked twice: who knows what a second `post` would do
        let tries = if lookup.method == Method::Get { lookup.retries + 1 } else { 1 };
        let mut last = Trouble::Lasting("it was not asked".into());
        for _ in 0..tries {
            let asking = self.once(of, service, lookup, question);
            last = match tokio::time::timeout(one, asking).await {
                Ok(Ok(fetched)) => return Ok(fetched),
                Ok(Err(trouble @ Trouble::Lasting(_))) => return Err(trouble),
                Ok(Err(trouble)) => trouble,
                Err(_) => Trouble::Passing("too slow".into()),
            };
        }
        Err(last)
    }

    async fn once(
        &self,
        of: &ClientLookups,
        service: &Service,
        lookup: &Lookup,
        question: &Question<'_>,
    ) -> Result<Fetched, Trouble> {
        let reply = self.reply(service, lookup, question).await?;
        if reply.status() == StatusCode::NOT_FOUND {
            return Ok(Fetched::NotFound);
        }
        successful(&reply)?;
        let Some(fill) = &lookup.fill else { return Ok(Fetched::Found(Value::Unknown)) };
        let body = Limited::new(reply.into_body(), BODY_MAX).collect().await;
        let body =
            body.map_err(|_| Trouble::Passing("the reply broke off or is longer than 64 KiB".into()))?;
        let value = of.shapes.answer(lookup.shape.as_deref(), &fill.of, &body.to_bytes());
        value.map(Fetched::Found).map_err(|misfit| Trouble::Lasting(misfit.to_string()))
    }

    /// Hands something over, once; only whether it was taken counts.
    async fn take(
        &self,
        of: &ClientLookups,
        lookup: &Lookup,
        question: &Question<'_>,
    ) -> Result<(), Trouble> {
        let service = of.service(lookup, question)?;
        let _permit =
            service.at_once.acquire().await.map_err(|_| Trouble::Lasting("the server stops".into()))?;
        successful(&self.reply(service, lookup, question).await?)
    }

    async fn reply(
        &self,
        service: &Service,
        lookup: &Lookup,
        question: &Question<'_>,
    ) -> Result<Response<Incoming>, Trouble> {
        let request = request(service, lookup, question)
            .map_err(|error| Trouble::Lasting(format!("no request can be made: {error}")))?;
        self.client.request(request).await.map_err(|error| Trouble::Passing(cause(&error)))
    }
}

impl ClientLookups {
    /// The service of a lookup; a path that would lead out of it is refused.
    fn service(&self, lookup: &Lookup, question: &Question<'_>) -> Result<&Service, Trouble> {
        if climbs(question.path) {
            return Err(Trouble::Lasting("a value would lead out of the path".into()));
        }
        let service = self.services.get(&lookup.service);
        service.ok_or_else(|| Trouble::Lasting("there is no such service".into()))
    }
}

fn successful(reply: &Response<Incoming>) -> Result<(), Trouble> {
    let status = reply.status();
    if status.is_success() {
        return Ok(());
    }
    let why = format!("status {}", status.as_u16());
    Err(if status.is_server_error() { Trouble::Passing(why) } else { Trouble::Lasting(why) })
}

fn request(
    service: &Service,
    lookup: &Lookup,
    question: &Question<'_>,
) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
    let method = match lookup.method {
        Method::Get => hyper::Method::GET,
        Method::Post => hyper::Method::POST,
        Method::Put => hyper::Method::PUT,
    };
    let mut request = Request::builder()
        .method(method)
        .uri(format!("{}{}", service.address, question.path))
        .header(ACCEPT, "application/json")
        .header(USER_AGENT, concat!("rufplan/", env!("CARGO_PKG_VERSION")));
    if let Some(sign_in) = &service.sign_in {
        request = request.header(AUTHORIZATION, sign_in.clone());
    }
    if let Some(once) = &question.once {
        request = request.header(ONCE, once.clone());
    }
    if lookup.method == Method::Get {
        return request.body(Full::default());
    }
    let Body { kind, bytes } = question.body.clone();
    request.header(CONTENT_TYPE, kind).body(Full::new(bytes))
}

/// Whether a step of a path leads upwards, so that a value could choose another resource.
fn climbs(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    path.split('/').any(|step| {
        let step = step.to_ascii_lowercase().replace("%2e", ".");
        step == "." || step == ".."
    })
}

/// What lies under an error, in the words of the system, without the address that was asked.
fn cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
