//! Names of acts and ways of knowing, for people.

use rawi_speech::{Act, Held, How, Kind, PartRole, Polarity, Type, Via};

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

/// What a statement does, in Arabic, before towards whom or what.
pub fn stance(stance: Type) -> &'static str {
    match stance {
        Type::Supports => "يؤيّد",
        Type::Opposes => "يعارض",
        Type::Demands => "يطلب من",
        Type::Accuses => "يتّهم",
        Type::Offers => "يعِد",
        Type::Rejects => "يرفض",
        Type::Conditions => "يشترط",
        Type::Threatens => "يهدّد",
    }
}

/// How a statement takes another back, in Arabic.
pub fn denial(how: How) -> &'static str {
    match how {
        How::Denial => "ينفي",
        How::Correction => "يصحّح",
    }
}

/// The class that somebody is put into, in Arabic.
pub fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Terrorist => "إرهاب",
        Polarity::Hostile => "عداء",
        Polarity::Neutral => "حياد",
        Polarity::Opposition => "معارضة",
        Polarity::Legitimate => "شرعية",
        Polarity::Partner => "شراكة",
    }
}

/// As what somebody takes part in a meeting, in Arabic; nothing for one of the parties.
pub fn role(role: PartRole) -> Option<&'static str> {
    match role {
        PartRole::Party => None,
        PartRole::Guarantor => Some("ضامن"),
        PartRole::Observer => Some("مراقب"),
        PartRole::Mediator => Some("وسيط"),
        PartRole::Host => Some("مضيف"),
        PartRole::Chair => Some("رئيس"),
    }
}

/// Whether a meeting has been, in Arabic; nothing where it has.
pub fn held(held: Held) -> Option<&'static str> {
    match held {
        Held::Held => None,
        Held::Announced => Some("معلن"),
        Held::Called => Some("مدعو إليه"),
        Held::Cancelled => Some("ملغى أو مؤجل"),
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
