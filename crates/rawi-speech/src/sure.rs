//! How sure a statement is: what holds of it, for the weights of the model.

use crate::assemble::Draft;
use crate::lexicon::Mood;
use crate::model::{Features, sure};
use crate::propose::Position;
use crate::reader::Reader;
use crate::reading::Via;
use rawi_actors::{EntityKind, Who};

impl Reader<'_> {
    /// What holds of a statement. `again`: who speaks spoke before as well; `by_model`: the model chose who.
    pub(crate) fn sure(&self, d: &Draft, via: Via, who: Option<&Who>, again: bool, by_model: bool) -> Features {
        let mut out = sure::ALWAYS;
        let mut add = |holds: bool, features: Features| out |= if holds { features } else { 0 };
        let rule = match d.why {
            "verb+clause" => sure::CLAUSE,
            "verb+quotation" => sure::QUOTATION,
            "verb+colon" => sure::COLON,
            "verb+noun" => sure::NOUN,
            "verb+preposition" => sure::PREPOSITION,
            "verb+unmarked" => sure::UNMARKED,
            "participle" => sure::PARTICIPLE,
            "masdar" => sure::MASDAR,
            "carrier" => sure::CARRIER,
            "headline" => sure::HEADLINE,
            "bullet" => sure::BULLET,
            "after-words" => sure::AFTER_WORDS,
            "bare-quotation" => sure::BARE,
            _ => sure::PHRASE,
        };
        add(true, rule);
        let elided = matches!(via, Via::Elided | Via::Pronoun);
        add(via == Via::Name, sure::BY_NAME);
        add(via == Via::Role, sure::BY_ROLE);
        add(via == Via::Elided, sure::ELIDED);
        add(via == Via::Pronoun, sure::PRONOUN);
        add(via == Via::Metonym, sure::METONYM);
        let known = who.is_some_and(|w| w.kb.is_some());
        let kind = who.map(|w| w.kind);
        let person = kind == Some(EntityKind::Person);
        let role = kind == Some(EntityKind::Role);
        let body = kind.is_some() && !person && !role;
        add(who.is_none(), sure::NOBODY);
        add(known, sure::KNOWN);
        add(person, sure::PERSON);
        add(body, sure::BODY);
        add(role, sure::ROLE);
        add(who.is_some_and(|w| w.unnamed), sure::UNNAMED);
        add(elided && known, sure::E_KNOWN);
        add(elided && person, sure::E_PERSON);
        add(elided && body, sure::E_BODY);
        add(elided && role, sure::E_ROLE);
        add(elided && again, sure::E_AGAIN);
        add(again, sure::AGAIN);
        add(d.participle && role, sure::P_ROLE);
        add(d.participle && known, sure::P_KNOWN);
        let inner = d.within.is_some();
        let noun_like = matches!(d.why, "verb+noun" | "verb+preposition");
        add(noun_like && body, sure::N_BODY);
        add(noun_like && inner, sure::N_INNER);
        add(noun_like && known, sure::N_KNOWN);
        add(d.why == "verb+clause" && body && !known, sure::C_BODY);
        add(d.why == "verb+quotation" && body && !known, sure::Q_BODY);
        add(by_model, sure::BY_MODEL);
        add(d.ended, sure::ENDED);
        if let Some(np) = &d.subject {
            add(np.start == d.cue.1, sure::ADJACENT);
            add(np.end <= d.cue.0, sure::BEFORE);
            add(np.start > d.cue.1, sure::FAR);
            add(np.end - np.start == 1, sure::ONE_WORD);
            add(np.end - np.start > 8, sure::LONG_NAME);
            add(np.coordinated, sure::TOGETHER);
        }
        add(inner, sure::INNER);
        add(self.quote(d.cue.0).is_some(), sure::QUOTED);
        add(d.cue.0 < self.title_end, sure::TITLE);
        let words: usize = d.content.iter().map(|(a, b)| b - a).sum();
        add(words <= 2, sure::SHORT);
        add(words <= 5, sure::FEW);
        add(words > 40, sure::LONG);
        add(d.content.len() > 1, sure::PARTS);
        if let Some(form) = &d.form {
            let verb = self.verb(form);
            add(verb.weak, sure::WEAK);
            add(verb.goes_on, sure::GOES_ON);
            add(form.mood == Mood::Imperfect, sure::IMPERFECT);
        }
        add(d.position == Position::Antecedent, sure::RELATIVE);
        out
    }
}
