//! Answering an offer.

use crate::{Direction, Local, Stream, codec_by_name};
use rufplan_audio::Codec;
use sdp::description::common::{Address, Attribute, ConnectionInformation};
use sdp::description::media::{MediaDescription, MediaName, RangedPort};
use sdp::description::session::{Origin, SessionDescription, TimeDescription, Timing};
use std::io::Cursor;
use std::net::{IpAddr, SocketAddr};

/// An answer and what it agrees on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The body to send.
    pub body: String,
    /// What was agreed.
    pub stream: Stream,
}

/// Why an offer cannot be answered; SIP says 488 or 400.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OfferError {
    /// The body is no session description.
    #[error("the body is no session description")]
    Malformed,
    /// No audio line that we can serve.
    #[error("no audio line with PCMA or PCMU over RTP/AVP")]
    NothingInCommon,
    /// The address is no IP address that packets can be sent to.
    #[error("`{0}` is no address that sound can be sent to")]
    BadAddress(String),
}

/// Answers an offer with our address, taking the first codec of the offer that we speak.
///
/// # Errors
/// When the body is malformed, names no usable address, or nothing is in common.
pub fn answer(offer: &str, local: &Local) -> Result<Answer, OfferError> {
    let offered = parse(offer)?;
    let mut chosen = None;
    let mut lines = Vec::new();
    for media in &offered.media_descriptions {
        let accepted = if chosen.is_none() { accept(&offered, media)? } else { None };
        match accepted {
            Some(stream) => {
                lines.push(accepted_line(&stream, local));
                chosen = Some(stream);
            }
            None => lines.push(refused_line(media)),
        }
    }
    let stream = chosen.ok_or(OfferError::NothingInCommon)?;
    Ok(Answer { body: session(local, lines).marshal(), stream })
}

/// Parses a body; a missing `t=` line, which some gateways leave out, is put in.
pub(crate) fn parse(body: &str) -> Result<SessionDescription, OfferError> {
    let mut lines: Vec<&str> = body.lines().map(str::trim_end).filter(|l| !l.is_empty()).collect();
    if !lines.iter().any(|l| l.starts_with("t=")) {
        let before =
            lines.iter().position(|l| l.starts_with("a=") || l.starts_with("m=")).unwrap_or(lines.len());
        lines.insert(before, "t=0 0");
    }
    let text = lines.join("\r\n") + "\r\n";
    SessionDescription::unmarshal(&mut Cursor::new(text.as_bytes())).map_err(|_| OfferError::Malformed)
}

/// The stream of one media line, if it is one that we can serve.
pub(crate) fn accept(
    session: &SessionDescription,
    media: &MediaDescription,
) -> Result<Option<Stream>, OfferError> {
    let name = &media.media_name;
    let plain = name.protos.iter().map(String::as_str).eq(["RTP", "AVP"]);
    if name.media != "audio" || !plain || name.port.value == 0 {
        return Ok(None);
    }
    let Some((codec, payload_type)) = first_codec(media) else { return Ok(None) };
    let connection = media.connection_information.as_ref().or(session.connection_information.as_ref());
    let port =
        u16::try_from(name.port.value).map_err(|_| OfferError::BadAddress(name.port.value.to_string()))?;
    let direction =
        direction_of(&media.attributes).or_else(|| direction_of(&session.attributes)).unwrap_or_default();
    let telephone_event = formats(media).find_map(|(payload, map)| {
        let encoding = map.as_deref()?.to_ascii_lowercase();
        (encoding == "telephone-event/8000").then_some(payload)
    });
    let packet_ms = attribute(&media.attributes, "ptime").and_then(|v| v.trim().parse().ok()).unwrap_or(20);
    let remote = SocketAddr::new(address_of(connection)?, port);
    Ok(Some(Stream {
        remote,
        codec,
        payload_type,
        telephone_event,
        direction: direction.mirrored(),
        packet_ms,
    }))
}

fn first_codec(media: &MediaDescription) -> Option<(Codec, u8)> {
    formats(media).find_map(|(payload, map)| match (map, payload) {
        (Some(map), _) => codec_by_name(&map).map(|codec| (codec, payload)),
        (None, 0) => Some((Codec::Pcmu, 0)),
        (None, 8) => Some((Codec::Pcma, 8)),
        (None, _) => None,
    })
}

/// Payload types of a line in order of preference, with their `rtpmap` where there is one.
fn formats(media: &MediaDescription) -> impl Iterator<Item = (u8, Option<String>)> {
    let maps: Vec<(u8, String)> = media.attributes.iter().filter_map(rtpmap).collect();
    let types: Vec<u8> =
        media.media_name.formats.iter().filter_map(|f| f.parse().ok()).filter(|t| *t < 128).collect();
    types.into_iter().map(move |t| (t, maps.iter().find(|(of, _)| *of == t).map(|(_, map)| map.clone())))
}

fn rtpmap(attribute: &Attribute) -> Option<(u8, String)> {
    let value = attribute.value.as_deref().filter(|_| attribute.key == "rtpmap")?;
    let (payload, encoding) = value.split_once(' ')?;
    Some((payload.trim().parse().ok()?, encoding.trim().to_string()))
}

fn attribute<'a>(attributes: &'a [Attribute], key: &str) -> Option<&'a str> {
    attributes.iter().find(|a| a.key == key)?.value.as_deref()
}

fn direction_of(attributes: &[Attribute]) -> Option<Direction> {
    attributes.iter().find_map(|a| Direction::all().into_iter().find(|d| d.name() == a.key))
}

fn address_of(connection: Option<&ConnectionInformation>) -> Result<IpAddr, OfferError> {
    let text = connection.and_then(|c| c.address.as_ref()).map(|a| a.address.clone()).unwrap_or_default();
    let bare = text.split('/').next().unwrap_or_default();
    bare.parse().map_err(|_| OfferError::BadAddress(text.clone()))
}

/// The line that takes a stream.
pub(crate) fn accepted_line(stream: &Stream, local: &Local) -> MediaDescription {
    let mut formats = vec![stream.payload_type.to_string()];
    let mut attributes =
        vec![value("rtpmap", format!("{} {}/8000", stream.payload_type, stream.codec.name()))];
    if let Some(payload) = stream.telephone_event {
        formats.push(payload.to_string());
        attributes.push(value("rtpmap", format!("{payload} telephone-event/8000")));
        attributes.push(value("fmtp", format!("{payload} 0-15")));
    }
    attributes.push(value("ptime", "20".to_string()));
    attributes.push(Attribute::new(stream.direction.name().to_string(), None));
    MediaDescription {
        media_name: media_name(
            "audio",
            isize::try_from(u32::from(local.port)).unwrap_or_default(),
            &["RTP", "AVP"],
            formats,
        ),
        attributes,
        ..Default::default()
    }
}

/// A line refused: the same media and protocol with port 0 (RFC 3264, 6).
fn refused_line(media: &MediaDescription) -> MediaDescription {
    let name = &media.media_name;
    let protos: Vec<&str> = name.protos.iter().map(String::as_str).collect();
    MediaDescription {
        media_name: media_name(&name.media, 0, &protos, name.formats.clone()),
        ..Default::default()
    }
}

fn media_name(media: &str, port: isize, protos: &[&str], formats: Vec<String>) -> MediaName {
    MediaName {
        media: media.to_string(),
        port: RangedPort { value: port, range: None },
        protos: protos.iter().map(ToString::to_string).collect(),
        formats,
    }
}

pub(crate) fn value(key: &str, text: String) -> Attribute {
    Attribute::new(key.to_string(), Some(text))
}

/// A session of ours with these lines.
pub(crate) fn session(local: &Local, lines: Vec<MediaDescription>) -> SessionDescription {
    let address_type = if local.address.is_ipv4() { "IP4" } else { "IP6" };
    SessionDescription {
        version: 0,
        origin: Origin {
            username: "-".to_string(),
            session_id: local.session,
            session_version: local.session,
            network_type: "IN".to_string(),
            address_type: address_type.to_string(),
            unicast_address: local.address.to_string(),
        },
        session_name: "rufplan".to_string(),
        connection_information: Some(ConnectionInformation {
            network_type: "IN".to_string(),
            address_type: address_type.to_string(),
            address: Some(Address { address: local.address.to_string(), ttl: None, range: None }),
        }),
        time_descriptions: vec![TimeDescription {
            timing: Timing { start_time: 0, stop_time: 0 },
            repeat_times: Vec::new(),
        }],
        media_descriptions: lines,
        ..Default::default()
    }
}
