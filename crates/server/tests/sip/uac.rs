//! A caller of datagrams: it writes every byte of its requests itself, so that it can write wrong ones.

use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::UdpSocket;
use tokio::time::timeout;

/// How long anything may take before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A socket that speaks SIP to one server.
pub struct Uac {
    socket: UdpSocket,
    server: SocketAddr,
    name: String,
    requests: u32,
}

/// A request under construction; what is not set has the value of a plain new INVITE.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: &'static str,
    pub user: String,
    pub call: String,
    pub branch: String,
    pub cseq: u32,
    pub to_tag: Option<String>,
    pub headers: Vec<String>,
    pub body: String,
}

/// What the server says.
#[derive(Clone, Debug)]
pub struct Message {
    pub start: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Message {
    fn parse(bytes: &[u8]) -> Message {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let start = lines.next().unwrap().to_string();
        let header =
            |line: &str| line.split_once(':').map(|(n, v)| (n.trim().to_string(), v.trim().to_string()));
        Message { start, headers: lines.filter_map(header).collect(), body: body.to_string() }
    }

    /// Status of a response; 0 for a request.
    pub fn status(&self) -> u16 {
        self.start.strip_prefix("SIP/2.0 ").and_then(|s| s.get(..3)?.parse().ok()).unwrap_or_default()
    }

    /// Value of a header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Tag of the `To`.
    pub fn to_tag(&self) -> Option<String> {
        self.header("To").split_once("tag=").map(|(_, tag)| tag.to_string())
    }

    /// Method of the `CSeq`.
    pub fn method(&self) -> &str {
        self.header("CSeq").split_whitespace().nth(1).unwrap_or_default()
    }

    /// Port of the first audio line.
    pub fn audio_port(&self) -> u16 {
        let line = self.body.lines().find_map(|l| l.strip_prefix("m=audio ")).unwrap();
        line.split(' ').next().unwrap().parse().unwrap()
    }
}

impl Uac {
    pub async fn new(server: SocketAddr, name: &str) -> Uac {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        Uac { socket, server, name: name.to_string(), requests: 0 }
    }

    pub fn port(&self) -> u16 {
        self.socket.local_addr().unwrap().port()
    }

    /// An INVITE with an offer of PCMA and telephone-event to this socket's own port, or any other first request.
    pub fn request(&mut self, method: &'static str, user: &str) -> Request {
        self.requests += 1;
        let number = self.requests;
        let body = if method == "INVITE" { offer(self.port(), "8 101", "") } else { String::new() };
        Request {
            method,
            user: user.to_string(),
            call: format!("{}-{number}", self.name),
            branch: format!("z9hG4bK-{}-{number}", self.name),
            cseq: 1,
            to_tag: None,
            headers: Vec::new(),
            body,
        }
    }

    /// The text of a request.
    pub fn text(&self, request: &Request) -> String {
        let (server, port, name) = (self.server, self.port(), &self.name);
        let Request { method, user, call, branch, cseq, .. } = request;
        let tag = request.to_tag.as_ref().map(|t| format!(";tag={t}")).unwrap_or_default();
        let mut text = format!(
            "{method} sip:{user}@{server} SIP/2.0\r\n\
             Via: SIP/2.0/UDP 127.0.0.1:{port};branch={branch};rport\r\n\
             Max-Forwards: 70\r\n\
             From: <sip:+491701234567@127.0.0.1>;tag={name}\r\n\
             To: <sip:{user}@{server}>{tag}\r\n\
             Call-ID: {call}@127.0.0.1\r\n\
             CSeq: {cseq} {method}\r\n\
             Contact: <sip:tester@127.0.0.1:{port}>\r\n"
        );
        for header in &request.headers {
            text += &format!("{header}\r\n");
        }
        if !request.body.is_empty() {
            text += "Content-Type: application/sdp\r\n";
        }
        text + format!("Content-Length: {}\r\n\r\n{}", request.body.len(), request.body).as_str()
    }

    pub async fn send(&self, request: &Request) {
        self.send_bytes(self.text(request).as_bytes()).await;
    }

    pub async fn send_bytes(&self, bytes: &[u8]) {
        self.socket.send_to(bytes, self.server).await.unwrap();
    }

    /// The next message.
    pub async fn receive(&self) -> Message {
        let mut buffer = vec![0; 65_536];
        let length =
            timeout(PATIENCE, self.socket.recv(&mut buffer)).await.expect("the server answers").unwrap();
        Message::parse(&buffer[..length])
    }

    /// The next message that is no provisional response and fits; what does not fit is passed over, such as a 200 that
    /// is sent again.
    pub async fn receive_that(&self, fits: impl Fn(&Message) -> bool) -> Message {
        loop {
            let message = self.receive().await;
            if !(100..200).contains(&message.status()) && fits(&message) {
                return message;
            }
        }
    }

    /// Sends a request and gives its final response.
    pub async fn ask(&self, request: &Request) -> Message {
        self.send(request).await;
        let branch = format!("branch={}", request.branch);
        self.receive_that(|m| {
            m.status() > 0 && m.method() == request.method && m.header("Via").contains(&branch)
        })
        .await
    }

    /// Acknowledges a final response; a 2xx by an ACK of its own branch (RFC 3261, 13.2.2.4).
    pub async fn acknowledge(&self, invite: &Request, response: &Message) {
        let mut ack = Request {
            method: "ACK",
            to_tag: response.to_tag(),
            headers: Vec::new(),
            body: String::new(),
            ..invite.clone()
        };
        if response.status() < 300 {
            ack.branch += "-ack";
        }
        self.send(&ack).await;
    }

    /// Calls a number that answers; gives the INVITE and its 200.
    pub async fn call(&mut self, user: &str) -> (Request, Message) {
        let invite = self.request("INVITE", user);
        let response = self.ask(&invite).await;
        assert_eq!(response.status(), 200, "{}", response.start);
        self.acknowledge(&invite, &response).await;
        (invite, response)
    }

    /// A request inside the dialog of a call.
    pub fn within(&self, call: &(Request, Message), method: &'static str, cseq: u32) -> Request {
        Request {
            method,
            cseq,
            branch: format!("{}-{cseq}", call.0.branch),
            to_tag: call.1.to_tag(),
            headers: Vec::new(),
            body: String::new(),
            ..call.0.clone()
        }
    }

    /// Answers a request of the server's with 200.
    pub async fn agree(&self, request: &Message) {
        let mut text = String::from("SIP/2.0 200 OK\r\n");
        for name in ["Via", "From", "To", "Call-ID", "CSeq"] {
            text += &format!("{name}: {}\r\n", request.header(name));
        }
        self.send_bytes((text + "Content-Length: 0\r\n\r\n").as_bytes()).await;
    }
}

/// An offer of one audio line.
pub fn offer(port: u16, formats: &str, more: &str) -> String {
    format!(
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n\
         m=audio {port} RTP/AVP {formats}\r\na=rtpmap:101 telephone-event/8000\r\n{more}"
    )
}
