//! Lookups against a real HTTP server in the test's own process.

#[allow(dead_code, reason = "more is used against whole calls")]
mod house;

use house::{House, Reply};
use rufplan_compiler::{Options, SourceFile, compile};
use rufplan_machine::call::{Fetched, Given, Hidden};
use rufplan_machine::script::Machine;
use rufplan_machine::value::{Date, Decimal, Value};
use rufplan_server::Config;
use rufplan_server::lookups::{Lookups, Sounds};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Barrier;

const SCRIPT: &str = r#"rufplan 1

client bank "Bank"
  languages: de
  time zone: Europe/Berlin
  number +49 431 5550400 starts main
end

type kunde
  id: text
  name: name sensitive
end

data
  kunde: maybe kunde
  rest: maybe number from 0 to 9
end

service core
  address: "https://core.example/v2"
  sign in: secret("core_token")
  timeout: 400ms
  retries: 1
  at once: AT_ONCE
end

lookup kunde
  get core "/callers/{caller.number}"
  fill: kunde
  shape: zum_kunden
end

lookup versuche
  get core "/tries"
  fill: rest
end

lookup gemerkt
  get core "/tries"
  fill: rest
  remember: 10min
end

lookup speichern
  post core "/calls"
  send: kunde, "number" is caller.number
  gives nothing
end

shape zum_kunden(reply: json) gives kunde
  #{ id: reply.id, name: `${reply.first} ${reply.last}` }
end shape

flow main
  fetch kunde
    when failed
      say "Nein."
  end
  fetch versuche
    when failed
      say "Nein."
  end
  fetch gemerkt
    when failed
      say "Nein."
  end
  fetch speichern
    when failed
      say "Nein."
  end
  say "Auf Wiederhören."
  hang up
end
"#;

fn machine(at_once: u32) -> Machine {
    let text = SCRIPT.replace("AT_ONCE", &at_once.to_string());
    let options = Options::on(Date { year: 2026, month: 11, day: 25 });
    let compiled = compile(&[SourceFile::new("bank.ruf", &text)], &options);
    compiled.machines.into_iter().next().unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

fn config(address: &str, more: &str) -> Config {
    let text = format!(
        "[lookups]\nplain_http = true\n{more}\n[services.core]\naddress = \"{address}/v2/\"\n[secrets]\ncore_token = \"t0p-s3cret\"\n"
    );
    Config::parse(&text).expect("a configuration")
}

fn lookups_at(address: &str, at_once: u32, more: &str) -> Lookups {
    Lookups::new(&[machine(at_once)], &config(address, more)).expect("everything is there")
}

fn lookups(house: &House) -> Lookups {
    lookups_at(&format!("http://{}", house.address), 50, "allow_private = true")
}

async fn ask(lookups: &Lookups, lookup: &str, path: &str) -> Fetched {
    lookups.ask("bank", lookup, path, &[], &Sounds::new()).await
}

fn number(n: i64) -> Fetched {
    Fetched::Found(Value::Number(Decimal::whole(n)))
}

#[tokio::test]
async fn a_reply_is_found_and_shaped_and_we_are_signed_in() {
    let house = House::always(200, r#"{"id": "K1", "first": "Eva", "last": "Meier"}"#).await;
    let lookups = lookups(&house);
    let expected = Value::Record(BTreeMap::from([
        ("id".to_string(), Value::Text("K1".into())),
        ("name".to_string(), Value::Name("Eva Meier".into())),
    ]));
    assert_eq!(ask(&lookups, "kunde", "/callers/%2B49431").await, Fetched::Found(expected));
    let asked = house.asked();
    assert!(asked[0].head.starts_with("GET /v2/callers/%2B49431 HTTP/1.1\r\n"), "{}", asked[0].head);
    assert!(asked[0].head.to_ascii_lowercase().contains("authorization: bearer t0p-s3cret\r\n"));
    assert_eq!(ask(&lookups, "kunde", "/callers/1").await, ask(&lookups, "kunde", "/callers/2").await);
    assert_eq!(house.connections(), 1, "a connection is used again");
}

#[tokio::test]
async fn not_found_is_404_and_nothing_else() {
    for (status, expected, times) in [
        (404, Fetched::NotFound, 1),
        (403, Fetched::Failed, 1),
        (500, Fetched::Failed, 2),
        (302, Fetched::Failed, 1),
    ] {
        let house = House::always(status, "3").await;
        assert_eq!(ask(&lookups(&house), "versuche", "/tries").await, expected, "{status}");
        assert_eq!(house.asked().len(), times, "{status}");
    }
}

#[tokio::test]
async fn a_get_is_tried_again_and_a_post_is_not() {
    let house = House::open(None, |number, _| {
        let status = if number == 0 { 503 } else { 200 };
        Box::pin(async move { Reply::Json(status, "4".into()) })
    })
    .await;
    assert_eq!(ask(&lookups(&house), "versuche", "/tries").await, number(4));
    assert_eq!(house.asked().len(), 2);
    let house = House::always(503, "").await;
    assert_eq!(ask(&lookups(&house), "speichern", "/calls").await, Fetched::Failed);
    assert_eq!(house.asked().len(), 1);
}

#[tokio::test]
async fn what_is_of_no_use_has_failed() {
    let long = format!("\"{}\"", "x".repeat(70_000));
    for body in ["<html>Meier</html>", "\"3\"", "10", "", "null", "[3]", long.as_str()] {
        let house = House::always(200, body).await;
        let shown = &body[..body.len().min(20)];
        assert_eq!(ask(&lookups(&house), "versuche", "/tries").await, Fetched::Failed, "{shown}");
    }
    let raw: [&[u8]; 4] = [
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n3",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz",
        b"no http at all",
        b"",
    ];
    for bytes in raw {
        let house = House::open(None, move |_, _| {
            let bytes = bytes.to_vec();
            Box::pin(async move { Reply::Bytes(bytes) })
        })
        .await;
        assert_eq!(ask(&lookups(&house), "versuche", "/tries").await, Fetched::Failed);
    }
}

#[tokio::test]
async fn a_service_that_never_answers_has_failed_in_time() {
    let house = House::open(None, |_, _| Box::pin(async { Reply::Silence })).await;
    let begun = std::time::Instant::now();
    assert_eq!(ask(&lookups(&house), "versuche", "/tries").await, Fetched::Failed);
    // two tries of 400 ms
    assert!(begun.elapsed().as_millis() >= 400);
    assert_eq!(house.asked().len(), 2);
    // nobody listens at all
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = nobody.local_addr().expect("an address");
    drop(nobody);
    let lookups = lookups_at(&format!("http://{address}"), 50, "allow_private = true");
    assert_eq!(ask(&lookups, "versuche", "/tries").await, Fetched::Failed);
}

#[tokio::test]
async fn at_once_bounds_what_a_service_has_to_bear() {
    // two replies that wait for each other: both requests are under way
    let both = Arc::new(Barrier::new(2));
    let house = House::open(None, move |_, _| {
        let both = both.clone();
        Box::pin(async move {
            both.wait().await;
            Reply::Json(200, "1".into())
        })
    })
    .await;
    let lookups = lookups_at(&format!("http://{}", house.address), 2, "allow_private = true");
    let (a, b) = tokio::join!(ask(&lookups, "versuche", "/a"), ask(&lookups, "versuche", "/b"));
    assert_eq!([a, b], [number(1), number(1)]);
    // with one at once no request meets another
    let (under_way, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let seen = most.clone();
    let house = House::open(None, move |_, _| {
        let (under_way, most) = (under_way.clone(), most.clone());
        Box::pin(async move {
            most.fetch_max(under_way.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            under_way.fetch_sub(1, Ordering::SeqCst);
            Reply::Json(200, "1".into())
        })
    })
    .await;
    let lookups = lookups_at(&format!("http://{}", house.address), 1, "allow_private = true");
    let asked = tokio::join!(
        ask(&lookups, "versuche", "/a"),
        ask(&lookups, "versuche", "/b"),
        ask(&lookups, "versuche", "/c"),
    );
    assert_eq!([asked.0, asked.1, asked.2], [number(1), number(1), number(1)]);
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn our_own_network_is_closed_unless_the_operator_opens_it() {
    let house = House::always(200, "1").await;
    let (ip, name) =
        (format!("http://{}", house.address), format!("http://localhost:{}", house.address.port()));
    for address in [&ip, &name] {
        let closed = lookups_at(address, 50, "");
        assert_eq!(ask(&closed, "versuche", "/tries").await, Fetched::Failed, "{address}");
    }
    assert_eq!(house.connections(), 0);
    let open = lookups_at(&ip, 50, "allow = [\"127.0.0.0/8\"]");
    assert_eq!(ask(&open, "versuche", "/tries").await, number(1));
}

#[tokio::test]
async fn an_answer_is_remembered_where_the_script_says_so() {
    let house =
        House::open(None, |number, _| Box::pin(async move { Reply::Json(200, number.to_string()) })).await;
    let lookups = lookups(&house);
    assert_eq!(ask(&lookups, "gemerkt", "/tries").await, number(0));
    assert_eq!(ask(&lookups, "gemerkt", "/tries").await, number(0));
    assert_eq!(ask(&lookups, "gemerkt", "/other").await, number(1));
    assert_eq!(ask(&lookups, "versuche", "/tries").await, number(2));
}

#[tokio::test]
async fn a_value_cannot_choose_another_path() {
    let house = House::always(200, "1").await;
    let lookups = lookups(&house);
    for path in ["/callers/..", "/callers/%2E%2e/x", "/./x"] {
        assert_eq!(ask(&lookups, "versuche", path).await, Fetched::Failed, "{path}");
    }
    assert!(house.asked().is_empty());
}

/// Everything that is logged, at every level.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_secret_goes_out_in_the_body_and_nowhere_else() {
    let logged = Logged::default();
    let writer = logged.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let house = House::always(500, "Meier").await;
    let values = [
        ("pin".to_string(), Given::Secret(Hidden::new(Value::Digits("471199".into())))),
        ("number".to_string(), Given::Shown(Value::Phone("+49431111222".into()))),
    ];
    let lookups = lookups(&house);
    assert_eq!(lookups.ask("bank", "speichern", "/calls", &values, &Sounds::new()).await, Fetched::Failed);
    let asked = house.asked();
    let body: serde_json::Value = serde_json::from_str(&asked[0].body).expect("JSON");
    assert_eq!(body, serde_json::json!({"pin": "471199", "number": "+49431111222"}));
    let text = String::from_utf8_lossy(&logged.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    assert!(text.contains("lookup failed") && text.contains("speichern"), "{text}");
    for hidden in ["471199", "49431111222", "t0p-s3cret", "Meier"] {
        assert!(!text.contains(hidden), "{hidden} is in the log:\n{text}");
    }
}

#[tokio::test]
async fn tls_is_trusted_by_certificate() {
    let signed = rcgen::generate_simple_self_signed(["localhost".to_string()]).expect("a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = rustls::pki_types::PrivateKeyDer::try_from(signed.signing_key.serialize_der()).expect("a key");
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![signed.cert.der().clone()], key)
        .expect("a server's certificate");
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(tls));
    let house = House::open(Some(acceptor), |_, _| Box::pin(async { Reply::Json(200, "7".into()) })).await;
    let address = format!("https://localhost:{}", house.address.port());
    let stranger = lookups_at(&address, 50, "allow_private = true");
    assert_eq!(ask(&stranger, "versuche", "/tries").await, Fetched::Failed);
    assert!(house.asked().is_empty(), "nothing is sent to a stranger");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, signed.cert.pem()).expect("it can be written");
    let trusted = format!("allow_private = true\ncertificates = {:?}", file.display().to_string());
    assert_eq!(ask(&lookups_at(&address, 50, &trusted), "versuche", "/tries").await, number(7));
}

#[test]
fn a_deployment_that_lacks_something_is_told_at_the_start() {
    let told = |text: &str| {
        let config = Config::parse(text).expect("a configuration");
        Lookups::new(&[machine(1)], &config).err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(told("").contains("secret(\"core_token\")"));
    assert!(told("[secrets]\ncore_token = { file = \"/nowhere/at/all\" }").contains("/nowhere/at/all"));
    assert!(told("[secrets]\ncore_token = { env = \"RUFPLAN_NO_SUCH_VARIABLE\" }").contains("no variable"));
    let secret = "[secrets]\ncore_token = \"x\"\n";
    assert!(told(&format!("{secret}[services.core]\naddress = \"http://x.example\"")).contains("plain_http"));
    assert!(told(&format!("{secret}[services.core]\naddress = \"ftp://x.example\"")).contains("https"));
    assert_eq!(told(secret), "");
    assert!(Config::parse("[lookups]\nallow = [\"10.0.0.0/99\"]").is_err());
    let shown = format!("{:?}", Config::parse(secret).expect("a configuration"));
    assert!(!shown.contains('x') || !shown.contains("\"x\""), "{shown}");
}
