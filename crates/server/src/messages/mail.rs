//! Messages as mails: a few lines and the sound (SMTP, RFC 5321).

use super::record::Record;
use crate::config::{Mail, MailTls};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, Message, SmtpTransport, Transport};
use std::time::Duration;

/// How long a mail server may take for one command.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Sends mails as a deployment has set.
pub struct Mailer {
    transport: SmtpTransport,
    from: Mailbox,
}

impl Mailer {
    /// A sender; nothing is connected before the first mail.
    ///
    /// # Errors
    /// What is wrong with the settings, in words.
    pub fn new(mail: &Mail) -> Result<Mailer, String> {
        let from = mail.from.parse().map_err(|e| format!("[mail] from = \"{}\": {e}", mail.from))?;
        let tls = |host: &str| TlsParameters::new(host.to_owned()).map_err(|e| format!("[mail] tls: {e}"));
        let tls = match mail.tls {
            MailTls::None => Tls::None,
            MailTls::Starttls => Tls::Required(tls(&mail.host)?),
            MailTls::Tls => Tls::Wrapper(tls(&mail.host)?),
        };
        let mut transport =
            SmtpTransport::builder_dangerous(&mail.host).port(mail.port).tls(tls).timeout(Some(TIMEOUT));
        if let Some(user) = &mail.user {
            let password = mail.password().map_err(|e| e.0)?.unwrap_or_default();
            transport = transport.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Mailer { transport: transport.build(), from })
    }

    /// Sends a message to one address; the mail is the same at every try, so that a receiver who got it twice can tell.
    ///
    /// # Errors
    /// Why it was not taken, in words.
    pub fn send(&self, record: &Record, wav: Vec<u8>, to: &str) -> Result<(), String> {
        let to: Address = to.parse().map_err(|e| format!("{to}: {e}"))?;
        let mail = self.mail(record, wav, to).map_err(|e| e.to_string())?;
        self.transport.send(&mail).map(drop).map_err(|e| e.to_string())
    }

    fn mail(&self, record: &Record, wav: Vec<u8>, to: Address) -> Result<Message, lettre::error::Error> {
        let words = Words::of(record);
        let id = format!("<{}.{}@{}>", record.call, record.id, self.from.email.domain());
        let sound = ContentType::parse("audio/wav").unwrap_or(ContentType::TEXT_PLAIN);
        let name = format!("{}-{}-{}.wav", record.mailbox, record.call, record.id);
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .message_id(Some(id))
            .subject(words.subject)
            .multipart(
                MultiPart::mixed()
                    .singlepart(SinglePart::plain(words.text))
                    .singlepart(Attachment::new(name).body(wav, sound)),
            )
    }
}

struct Words {
    subject: String,
    text: String,
}

impl Words {
    /// The lines of a mail, in German for German clients, else in English.
    fn of(record: &Record) -> Words {
        let seconds = record.length_ms.div_ceil(1_000);
        let length = format!("{}:{:02}", seconds / 60, seconds % 60);
        let Record { client_name, mailbox, number_dialled, taken, .. } = record;
        let caller = record.caller_number.as_deref();
        if record.language.starts_with("de") {
            let caller = caller.unwrap_or("unbekannt");
            Words {
                subject: format!("{client_name}: Nachricht von {caller} ({length} min)"),
                text: format!(
                    "Eine Nachricht im Postfach {mailbox}.\n\nAnrufer: {caller}\nGewählte Nummer: {number_dialled}\nAufgenommen: {taken}\nLänge: {length} min\n"
                ),
            }
        } else {
            let caller = caller.unwrap_or("unknown");
            Words {
                subject: format!("{client_name}: message from {caller} ({length} min)"),
                text: format!(
                    "A message in mailbox {mailbox}.\n\nCaller: {caller}\nNumber dialled: {number_dialled}\nTaken: {taken}\nLength: {length} min\n"
                ),
            }
        }
    }
}
