//! Act nouns, participles and verbal nouns.

use super::{Complement, Position, Proposal};
use crate::cues::CueWord;
use crate::lexicon::{Between, Form, Inside, Lexicon, Mark, Mood, Prep, Verb};
use crate::reader::Reader;
use crate::reading::Act;
use rawi_text::words::article_off;
use rawi_text::{Class, Key, TokenKind, key, sets};

impl<'a> Reader<'a> {
    /// After a light verb, a noun that carries the act: gives the act and where the content begins.
    pub(crate) fn light_noun(&self, verb: &Verb, comp: &Complement, act: Act) -> (Act, usize) {
        // عن "قلقه العميق من عودة الانقلابات": the quotation begins with the noun
        let quoted = comp.quote.is_some() && !(self.is_owned_act(comp.content) && self.noun_outside(verb));
        if !(verb.light || verb.frames.is_empty()) || quoted {
            return (act, comp.content);
        }
        let limit = self.limit(comp.content);
        // بالغ قلقه, عميق أسفه
        let at = comp.content
            + usize::from(self.act_noun(comp.content).is_none() && sets().degree.contains(&self.doc.key(comp.content)));
        let comp = &Complement { content: at, ..*comp };
        let Some(noun) = self.act_noun(comp.content) else { return (act, comp.content) };
        let outside = match noun.inside {
            Inside::Yes => false,
            Inside::No => true,
            // أعلن عن تأييده للاتفاق: what is announced is the act
            Inside::Verb => {
                let announces = verb.frames.iter().any(|f| f.mark == Mark::Noun);
                matches!(comp.mark, Mark::Prep(Prep::An)) && !announces || self.noun_outside(verb)
            }
        };
        if !outside {
            return (noun.act, comp.content);
        }
        // أعربت عن عزمها الرفع من وتيرة: the noun with its pronoun takes an object
        let next = comp.content + 1;
        let owned = self.is_owned_act(comp.content);
        // عن سعادته الغامرة بتنظيم المعرض: an adjective before the noun's preposition
        let leads = self.prep_at(next + 1).or_else(|| self.glued_prep(next + 1)).is_some_and(|p| noun.preps.contains(&p));
        if owned && article_off(self.doc.key(next)).1 && !leads && !is_adjective(self.doc.key(next)) && next < limit {
            return (noun.act, next);
        }
        // أعلن عن موافقة أطراف الصراع على: somebody else's act is what is told
        let other =
            self.doc.word(next).role().is_some_and(|r| r.role != rawi_actors::Role::Modifier) || self.doc.kb_at(next).is_some();
        if !owned && other && next < limit && self.glued_prep(next).is_none() && self.act_owner(next, limit) {
            let own = matches!(noun.act, Act::Offer | Act::Support);
            return (if own { noun.act } else { verb.act }, comp.content);
        }
        // step over the noun, a second one joined to it (فرحتها وافتخارها), adjectives, to its preposition
        let mut at = comp.content + 1;
        let mut steps = 0;
        while at < limit && steps < 7 {
            if self.ends(at) || self.doc.kind(at) == TokenKind::Comma {
                break;
            }
            if let Some(p) = self.prep_at(at)
                && (noun.preps.contains(&p)
                    || steps <= 2
                        && matches!(p, Prep::Fi | Prep::Ila | Prep::Min | Prep::Ala | Prep::Hawl | Prep::An | Prep::Other))
            {
                if self.good_noun(at + 1) || self.is_clause(at + 1) || self.opens(at + 1).is_some() {
                    return (noun.act, at + 1);
                }
                break;
            }
            if self.is_clause(at) {
                return (noun.act, at);
            }
            // إعجابه بما شاهد, قلقه مما يجري
            let what = [(key!("بما"), Prep::Bi), (key!("لما"), Prep::Li), (key!("مما"), Prep::Min), (key!("عما"), Prep::An)];
            if what.iter().any(|(k, p)| self.doc.key(at) == *k && noun.preps.contains(p)) {
                return (noun.act, at);
            }
            // إدانتها واستنكارها للتفجير: a second act of the same owner's
            let second = at == next && owned && self.joins_owned_noun(at);
            if self.doc.class(at).is(Class::PREPPRON)
                || !second && self.cues.at(at).is_some_and(|c| c.conj.is_some() || c.has(Mood::Participle))
            {
                break;
            }
            if let Some(p) = self.glued_prep(at)
                && (noun.preps.contains(&p) || steps <= 2)
            {
                // لإسرائيل للإسراع: the addressee first, then the content
                let next = at + 1;
                if p == Prep::Li && next < limit && self.glued_prep(next) == Some(Prep::Li) {
                    return (noun.act, next);
                }
                // عن تعازيه لأسرة الفقيد في وفاته: the addressee first
                if p == Prep::Li
                    && (!noun.preps.contains(&Prep::Li) || noun.preps.contains(&Prep::Ala) && self.leads_whom(at, limit))
                    && let Some(later) = (at + 1..limit.min(at + 16))
                        .take_while(|k| matches!(self.doc.kind(*k), TokenKind::Word))
                        .find(|k| self.prep_at(*k).is_some_and(|q| q != Prep::Li && noun.preps.contains(&q)))
                {
                    return (noun.act, later + 1);
                }
                let start = if self.doc.key(at).len() == 1 { at + 1 } else { at };
                return (noun.act, start);
            }
            at += 1;
            steps += 1;
        }
        // annexed: the noun's complement follows it directly
        let next = comp.content + 1;
        if noun.preps.is_empty() && next < limit && self.good_noun(next) {
            return (noun.act, next);
        }
        (noun.act, comp.content)
    }

    /// Whether a verbal noun with its owner's pronoun is joined here (واستنكارها, ورفضهم).
    fn joins_owned_noun(&self, at: usize) -> bool {
        let key = self.doc.key(at);
        let owned = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().any(|s| key.before(*s).is_some());
        owned && self.cues.at(at).is_some_and(|c| c.conj.is_some() && c.has(Mood::Masdar))
    }

    /// شكره لأعضاء الشرف على زيارتهم: whether ل leads people or a body.
    fn leads_whom(&self, at: usize, limit: usize) -> bool {
        self.noun_phrase(at + usize::from(self.doc.key(at).len() == 1), limit, true, &[]).is_some_and(|np| np.can_speak())
    }

    /// Whether an act noun has its owner's pronoun (سعادته، رفضهم).
    pub(crate) fn is_owned_act(&self, at: usize) -> bool {
        let key = self.doc.key(at);
        self.act_noun(at).is_some() && [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().any(|s| key.before(*s).is_some())
    }

    /// Whether the act noun at a token is somebody's who is named behind it (استعداد موسكو للتعاون).
    pub(crate) fn is_anothers_act(&self, at: usize) -> bool {
        let (next, limit) = (at + 1, self.limit(at));
        let other =
            self.doc.word(next).role().is_some_and(|r| r.role != rawi_actors::Role::Modifier) || self.doc.kb_at(next).is_some();
        self.act_noun(at).is_some() && other && next < limit && self.glued_prep(next).is_none() && self.act_owner(next, limit)
    }

    /// Whether an actor that is not the speaker's own (بلاده) owns the act noun before `at`, with what the noun takes behind him.
    fn act_owner(&self, at: usize, limit: usize) -> bool {
        self.noun_phrase(at, limit, true, &[]).is_some_and(|np| {
            let behind = self.prep_at(np.end).is_some() || self.glued_prep(np.end).is_some() || self.is_clause(np.end);
            np.can_speak() && !np.possessed && !self.is_owned(np.start) && np.end < limit && behind
        })
    }

    pub(crate) fn noun_outside(&self, verb: &Verb) -> bool {
        sets().outside_noun.contains(&verb.key)
    }

    /// The act noun at a token, less article, suffix and clitic.
    pub(crate) fn act_noun(&self, at: usize) -> Option<&'a crate::lexicon::ActNoun> {
        let ActNounFacts { whole, behind_clitic } = self.facts(at).act_noun(self.lexicon);
        let place = whole.or_else(|| behind_clitic.filter(|_| self.glued_prep(at).is_some()))?;
        self.lexicon.act_nouns.at(place)
    }

    pub(crate) fn propose_participle(&self, cue: &CueWord<'a>, form: &Form) -> Option<Proposal> {
        let i = cue.token;
        let verb = self.verb(form);
        let key = self.doc.key(i);
        let last = key.last();
        // in the accusative without the article; the feminine and the plurals are spelt as in every case
        let accusative = last == rawi_text::words::ALIF
            || form.gender == crate::lexicon::Gender::F
            || form.number != crate::lexicon::Number::S;
        if !accusative || cue.with || cue.purpose {
            return None;
        }
        let before = i.checked_sub(1)?;
        let sentence = self.sentence(i);
        // a sentence that begins with مشيراً إلى goes on the one before it
        let heads = sentence.start as usize == i && cue.conj.is_none();
        if heads && (i < self.title_end || verb.weak || self.sentence_number(i) == 0) {
            return None;
        }
        // an adjective after a noun, a noun after a preposition (جهة معارضة، من مطالبة)
        if self.prep_at(before).is_some() && cue.conj.is_none() {
            return None;
        }
        let limit = self.limit(i);
        let comp = self.complement(cue, form, limit)?;
        let noun_like = matches!(comp.mark, Mark::Noun | Mark::Prep(_)) && comp.quote.is_none() && !self.is_clause(comp.content);
        if heads && !(self.is_clause(comp.content) || self.prep_at(i + 1).is_some() && last == rawi_text::words::ALIF) {
            return None;
        }
        let after_mark = heads
            || matches!(self.doc.kind(before), TokenKind::Comma | TokenKind::Quote | TokenKind::Dash | TokenKind::Semicolon)
            || cue.conj.is_some();
        let masculine = last == rawi_text::words::ALIF;
        if !after_mark && !masculine && (noun_like || comp.content > i + 2) {
            return None;
        }
        // رفضت مقترحاً إسرائيلياً: the object of the verb before it
        let object = |c: &CueWord<'_>| {
            c.is_finite() && c.verb(self.lexicon).frames.iter().any(|f| f.mark == Mark::Noun && f.between == Between::Nothing)
        };
        if noun_like && !after_mark && self.cues.at(before).is_some_and(object) {
            return None;
        }
        if comp.content > i + 14 && comp.mark == Mark::Clause {
            return None;
        }
        // ، رافضة المساس بكذا, ومهدداً بإغلاق: behind a comma or و it tells what somebody does by speaking
        let hal = (cue.conj.is_some() || self.doc.kind(before) == TokenKind::Comma)
            && verb.key != key!("طلب")
            && (sets().asks.contains(&verb.key) || [key!("ثمن"), key!("شكر"), key!("تحدث")].contains(&verb.key));
        // محملاً بغداد مسؤولية كذا: with its word of blame
        let hal = hal || sets().needs_blame.contains(&verb.key) && self.is_fit(i, verb, form, &comp, limit);
        if noun_like && (verb.weak && !hal || (!after_mark && verb.key == key!("اتهم"))) {
            return None;
        }
        let mut addressee = None;
        let mut comp = comp;
        match comp.frame.between {
            Between::Addressee | Between::PrepAddressee(_) if i + 1 < comp.subject_limit && !cue.object => {
                addressee = Some((i + 1, comp.subject_limit))
            }
            Between::Inside => {
                comp.content = self.skip_light(i + 1, comp.content);
                comp.quote = self.opens(comp.content);
            }
            _ => {}
        }
        let (act, content) = self.light_noun(verb, &comp, comp.frame.act.unwrap_or(verb.act));
        // قدم طلباً; but مبدياً سعادته: with its owner the noun is what is told
        if verb.frames.is_empty() && content == comp.content && !self.is_owned_act(content) {
            return None;
        }
        let adjacent_prep = self.prep_at(i + 1).is_some() && i + 2 <= comp.content;
        Some(Proposal {
            token: i,
            cue_end: if adjacent_prep { i + 2 } else { i + 1 },
            form: *form,
            act,
            subject: None,
            position: Position::Elided,
            content,
            quote: if content == comp.content { comp.quote } else { self.opens(content) },
            mark: comp.mark,
            addressee,
            carriers: Vec::new(),
            linked: cue.conj.is_some(),
            purpose: false,
            why: "participle",
            confidence: if noun_like { 0.75 } else { 0.93 },
        })
    }
}

/// The places of the act nouns that a word may be, less article and suffix.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActNounFacts {
    /// As it stands.
    whole: Option<u32>,
    /// Where its first letter is a preposition.
    behind_clitic: Option<u32>,
}

impl ActNounFacts {
    pub(crate) fn of(key: Key, lexicon: &Lexicon) -> ActNounFacts {
        let place = |k: Key| lexicon.act_nouns.place(&k);
        let find = |k: Key| {
            place(k).or_else(|| place(article_off(k).0)).or_else(|| {
                [key!("ه"), key!("ها"), key!("هم"), key!("هما"), key!("ا"), key!("نا")].iter().find_map(|s| {
                    let stem = k.before(*s)?;
                    // دعوته: دعوة
                    place(stem).or_else(|| place(stem.before(key!("ت"))?.join(key!("ة"))))
                })
            })
        };
        ActNounFacts { whole: find(key), behind_clitic: if key.len() > 3 { find(key.skip(1)) } else { None } }
    }
}

/// Whether a definite word is likely the adjective of an act noun (قلقها البالغ، رفضه الشديد، دعمها الكامل).
fn is_adjective(key: Key) -> bool {
    let bare = article_off(key).0;
    let bare = bare.before(key!("ة")).unwrap_or(bare);
    sets().degree.contains(&bare)
        || bare.at(bare.len().saturating_sub(2)) == key!("ي").first()
        || bare.last() == key!("ي").first()
}
