//! Names of acts and ways of knowing, for people.

use rawi_speech::{Act, Kind, Via};

/// The act in Arabic.
pub fn act(act: Act) -> &'static str {
    match act {
        Act::Inform => "إخبار",
        Act::Affirm => "تأكيد",
        Act::Deny => "نفي",
        Act::Reject => "رفض",
        Act::Accuse => "اتهام",
        Act::Warn => "تحذير",
        Act::Call => "دعوة",
        Act::Offer => "تعهّد",
        Act::Support => "تأييد",
        Act::Assess => "رأي",
        Act::Feel => "شعور",
        Act::Ask => "سؤال",
    }
}

/// How the words are given, in Arabic.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "بنصّه",
        Kind::Mixed => "بعضه بنصّه",
        Kind::Indirect => "بمعناه",
    }
}

/// How the speaker is known, in Arabic; nothing where it needs no saying.
pub fn via(via: Via) -> Option<&'static str> {
    match via {
        Via::Name | Via::Headline => None,
        Via::Role => Some("بصفته"),
        Via::Pronoun => Some("بضميره"),
        Via::Elided => Some("من السياق"),
        Via::Metonym => Some("بكناية المكان"),
    }
}

/// Who speaks, or that nobody is named.
pub fn speaker(name: &str) -> &str {
    if name.trim().is_empty() { "مصدر غير مسمّى" } else { name }
}
