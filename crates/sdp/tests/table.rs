//! Offers and their answers: `tests/cases/NAME/offer.sdp` and `answer.txt`.

#![expect(clippy::disallowed_methods, reason = "the cases are files")]

use rufplan_audio::Codec;
use rufplan_sdp::{Local, answer, offer, read_answer};

fn local() -> Local {
    Local { address: [192, 0, 2, 10].into(), port: 40000, session: 7 }
}

#[test]
fn each_offer_gets_its_answer() {
    let cases = rufplan_testkit::cases(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"));
    assert!(cases.len() >= 12, "only {} cases", cases.len());
    for case in cases {
        let offered = std::fs::read_to_string(case.join("offer.sdp")).unwrap();
        let page = match answer(&offered, &local()) {
            Ok(taken) => format!("{:#?}\n\n{}", taken.stream, taken.body.replace("\r\n", "\n")),
            Err(error) => format!("refused: {error}\n"),
        };
        rufplan_testkit::assert_golden(case.join("answer.txt"), &page);
    }
}

#[test]
fn an_offer_of_ours_is_answered_and_understood() {
    for codecs in [&[Codec::Pcma, Codec::Pcmu][..], &[Codec::Pcmu][..]] {
        let caller = Local { address: "127.0.0.1".parse().unwrap(), port: 30000, session: 1 };
        let taken = answer(&offer(&caller, codecs), &local()).unwrap();
        assert_eq!(taken.stream.remote, "127.0.0.1:30000".parse().unwrap());
        let agreed = read_answer(&taken.body).unwrap();
        assert_eq!((agreed.codec, agreed.telephone_event), (codecs[0], Some(101)));
        assert_eq!(agreed.remote, "192.0.2.10:40000".parse().unwrap());
    }
}
