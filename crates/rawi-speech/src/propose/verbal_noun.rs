//! Verbal nouns: قوله إن, تأكيد الوزير أن, ضمانات من موسكو بأن, اتهام الحكومة للحركة بكذا.

use super::{Position, Proposal};
use crate::clauses::is_strong;
use crate::cues::CueWord;
use crate::lexicon::{Between, Form, Mark, Prep, Verb};
use crate::reader::{Reader, word};
use rawi_actors::NounPhrase;
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key, sets};

/// Whose saying a verbal noun tells, and where the words behind it go on.
struct Owner {
    subject: Option<NounPhrase>,
    addressee: Option<(usize, usize)>,
    at: usize,
}

/// What a verbal noun takes.
struct Taken {
    content: usize,
    quote: Option<usize>,
    mark: Mark,
}

impl<'a> Reader<'a> {
    pub(crate) fn propose_masdar(&self, cue: &CueWord<'a>, form: &Form) -> Option<Proposal> {
        let i = cue.token;
        let verb = self.verb(form);
        let limit = self.limit(i);
        let said = verb.lemma == "قال";
        let suffixed = form.number != crate::lexicon::Number::Any;
        let mut owner = self.owner(cue, suffixed, said, limit)?;
        // دفع المنظمة إلى القول إن
        let driven = said && !suffixed && i > 0 && self.doc.key(i - 1) == word::ILA && self.is_clause(owner.at);
        if driven {
            owner.subject = self.whoever_before(i - 1).filter(NounPhrase::can_speak);
        }
        let taken = if said {
            self.said_by_noun(&owner, suffixed && cue.with, limit)?
        } else {
            self.taken_by_noun(cue, verb, &owner, suffixed, limit)?
        };
        if taken.content >= limit || !suffixed && owner.subject.is_none() && !(said && cue.with || driven) {
            return None;
        }
        Some(Proposal {
            token: i,
            cue_end: i + 1,
            form: *form,
            act: verb.act,
            position: match &owner.subject {
                Some(np) if np.start < i => Position::Before,
                Some(_) => Position::After,
                None => Position::Elided,
            },
            subject: owner.subject,
            content: taken.content,
            quote: taken.quote,
            mark: taken.mark,
            addressee: owner.addressee,
            carriers: Vec::new(),
            linked: cue.conj.is_some(),
            purpose: false,
            why: "masdar",
            confidence: match taken.mark {
                _ if said => 0.9,
                Mark::Prep(_) => 0.7,
                _ => 0.75,
            },
        })
    }

    /// Who said it: a suffix, the noun phrase behind it, or one behind من.
    fn owner(&self, cue: &CueWord<'a>, suffixed: bool, said: bool, limit: usize) -> Option<Owner> {
        let mut at = cue.token + 1;
        if suffixed && self.glued_prep(at) == Some(Prep::Li) {
            let end = self.circumstance(at, limit)?;
            return Some(Owner { subject: None, addressee: Some((at, end)), at: end });
        }
        if suffixed || said || article_off(self.doc.key(cue.token)).1 {
            return Some(Owner { subject: None, addressee: None, at });
        }
        // ضمانات من المسؤولين بأن, معارضة متزايدة من قبل الكتّاب لترجمة كتبهم
        let adjective = self.doc.word(at).is_adjective() && self.doc.key(at + 1) == word::MIN;
        if adjective || self.doc.key(at) == word::MIN {
            at += usize::from(adjective) + 1;
            at += usize::from([key!("قبل"), key!("جانب"), key!("طرف")].contains(&self.doc.key(at)));
            let np = self.noun_phrase(at, limit, false, &[]).filter(NounPhrase::can_speak)?;
            return Some(Owner { addressee: None, at: np.end, subject: Some(np) });
        }
        let np = self.noun_phrase(at, limit, true, &[])?;
        // اعتراف دبلوماسي: an adjective
        if np.end == at + 1 && !np.definite && self.doc.word(at).is_adjective() {
            return None;
        }
        if !np.can_speak() {
            return None;
        }
        // اتهام الحكومة اليمنية للحوثيين بعدم الالتزام: whom it is directed at is no part of who says it
        let verb = cue.verb(self.lexicon);
        let to = (np.start + 1..np.end)
            .find(|k| self.glued_prep(*k) == Some(Prep::Li) && self.directed(*k, verb, limit).is_some())
            .and_then(|k| self.phrase_between(at, k));
        let np = to.filter(NounPhrase::can_speak).unwrap_or(np);
        Some(Owner { addressee: None, at: np.end, subject: Some(np) })
    }

    /// قوله إن, قولها لرويترز: «…», بقوله …
    fn said_by_noun(&self, owner: &Owner, by: bool, limit: usize) -> Option<Taken> {
        let at = owner.at;
        Some(if at < limit && self.is_clause(at) {
            self.clause_taken(at)
        } else if self.doc.kind(at) == TokenKind::Colon {
            let q = self.opens(at + 1);
            Taken { content: if q.is_some() { at + 2 } else { at + 1 }, quote: q, mark: Mark::Direct }
        } else if let Some(q) = self.opens(at) {
            Taken { content: at + 1, quote: Some(q), mark: Mark::Direct }
        } else if by && at < limit && self.doc.kind(at) == TokenKind::Word {
            Taken { content: at, quote: None, mark: Mark::Direct }
        } else {
            return None;
        })
    }

    fn clause_taken(&self, at: usize) -> Taken {
        let quote = self.opens(at + 1).filter(|_| self.doc.kind(at + 1) == TokenKind::Quote);
        Taken { content: at, quote, mark: Mark::Clause }
    }

    /// What follows the owner: a clause, the verb's preposition, whom it is directed at (ل).
    fn taken_by_noun(&self, cue: &CueWord<'a>, verb: &Verb, owner: &Owner, suffixed: bool, limit: usize) -> Option<Taken> {
        let at = self.over_circumstances(owner.at, verb, limit);
        if at >= limit || self.ends(at) {
            return None;
        }
        if self.is_clause(at) {
            return Some(self.clause_taken(at));
        }
        let prep = self.prep_at(at).map(|p| (p, at + 1)).or_else(|| self.glued_prep(at).map(|p| (p, at)));
        if let Some((p, content)) = prep {
            let frame = verb.frames.iter().find(|f| f.mark == Mark::Prep(p));
            if frame.is_some() && self.is_clause(content) {
                return Some(Taken { content, quote: None, mark: Mark::Clause });
            }
            // اتهام الحكومة للحركة بعدم الالتزام
            if p == Prep::Li
                && let Some(taken) = self.directed(at, verb, limit)
            {
                return Some(taken);
            }
            // رفض الحزب للتدخل: ل before the object of a verbal noun is not read yet
            let object = p == Prep::Li && verb.frames.iter().any(|f| f.mark == Mark::Noun && f.between == Between::Nothing);
            let plain = frame.is_some_and(|f| f.between == Between::Nothing && !f.clause_only);
            let addressed = verb.frames.iter().any(|f| f.mark == Mark::Prep(p) && f.between != Between::Nothing);
            // تأكيد المسؤولين على نظافة, إعلان الصندوق عن اتفاق; دعوة الوزير إلى الاجتماع may be an invitation to him
            let sure = owner.subject.is_some() && !verb.weak && !addressed && !object;
            let noun = !cue.is_finite() || cue.token > 0 && self.doc.class(cue.token - 1).is(Class::PREP);
            // بعد موافقته على إرسال جنود, بسبب دعوته إلى وقف النار: the pronoun is his who says it, where what is done follows
            let his = suffixed && self.is_behind_noun(cue.token) && !object && self.is_deed(content);
            // بعد تهديد المسؤول باقتحام, دعوة الرئيس إلى وقف, إصرار طهران على شطب: who owns it does so, where what is done follows
            let who = owner.subject.as_ref().is_some_and(is_strong);
            let his_own = who
                && (plain || addressed)
                && !object
                && !cue.is_finite()
                && !cue.purpose
                && !self.is_done_to(cue, verb)
                && self.is_deed(content)
                // انتقاد النواب للحكومة بالقول إن: the saying is a cue of its own
                && self.cues.at(content).is_none_or(|c| c.verb(self.lexicon).key != key!("قال"));
            if !(plain && (sure && noun || his) || his_own) || !self.good_noun(content) {
                return None;
            }
            return Some(Taken { content, quote: None, mark: Mark::Prep(p) });
        }
        // بعد رفض الوزير دعوة المعارضة, سبب طلبها حذف التطبيق: the object of the verbal noun
        let takes = verb.frames.iter().any(|f| f.mark == Mark::Noun && f.between == Between::Nothing);
        let noun = !cue.is_finite() || self.is_behind_noun(cue.token);
        let owned = suffixed || owner.subject.is_some();
        let done = owner.subject.is_some() && verb.key == key!("أعلن") && self.may_be_announced(at);
        (takes && noun && owned && (self.is_deed(at) || done)).then_some(Taken { content: at, quote: None, mark: Mark::Noun })
    }

    /// اتهام الوزير بكذا, مطالبة الكاتب بكذا, موافقة البرلمان على: of whom it is said, who owns it; إنّ رفض الوزير: what is spoken of.
    fn is_done_to(&self, cue: &CueWord<'a>, verb: &Verb) -> bool {
        let either = [key!("اتهم"), key!("طالب"), key!("وافق"), key!("حمل"), key!("كلف")].contains(&verb.key);
        either || cue.token > 0 && self.is_clause(cue.token - 1)
    }

    /// Whether a word stands where only a noun can: behind a preposition, or behind a noun.
    fn is_behind_noun(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|b| {
            let noun = self.doc.kind(b) == TokenKind::Word && !self.doc.class(b).any() && self.doc.word(b).is_noun();
            self.doc.class(b).is(Class::PREP) || noun && !article_off(self.doc.key(b)).1
        })
    }

    /// Whether a noun that tells what is done stands at a token: a verbal noun, the noun of an act.
    fn is_deed(&self, at: usize) -> bool {
        let (bare, article) = article_off(self.doc.key(at));
        let clitic = if self.glued_prep(at).is_some() { bare.skip(1) } else { bare };
        let word = self.doc.tables.word(clitic);
        self.doc.kind(at) == TokenKind::Word
            && !self.doc.class(at).any()
            && word.role().is_none()
            && self.doc.kb_at(at).is_none()
            && (rawi_actors::is_verbal_noun(clitic) || self.act_noun(at).is_some() || word.is_noun() && !article)
    }

    /// Whether a noun may stand at a token that tells what was announced: إعلان الوزارة مقتل، فقدان، سحب، تعديلاً.
    fn may_be_announced(&self, at: usize) -> bool {
        let word = self.doc.word(at);
        let key = self.doc.key(at);
        self.doc.kind(at) == TokenKind::Word
            && (!self.doc.class(at).any() || key == key!("قرب"))
            && (word.is_common() || key.before(key!("ا")).is_some_and(|k| self.doc.tables.word(k).is_common()))
            && !article_off(key).1
            && !word.is_adjective()
            && word.role().is_none()
            && self.doc.kb_at(at).is_none()
            && self.glued_prep(at).is_none()
            && !self.cues.at(at).is_some_and(|c| c.is_finite() && !c.has(crate::lexicon::Mood::Masdar))
            && key.take(1) != key!("ي")
            && key.last() != key!("ت").first()
    }

    /// Whom an accusation or a call is directed at by ل, with its own preposition further on.
    fn directed(&self, at: usize, verb: &Verb, limit: usize) -> Option<Taken> {
        let end = self.noun_phrase_after_clitic(at, limit)?.end;
        let frame = verb.frames.iter().find(|f| {
            let Mark::Prep(p) = f.mark else { return false };
            f.between != Between::Nothing && (self.prep_at(end) == Some(p) || self.glued_prep(end) == Some(p))
        })?;
        let content = if frame.between == Between::Inside { at } else { end + usize::from(self.prep_at(end).is_some()) };
        Some(Taken { content, quote: None, mark: frame.mark })
    }

    /// إعلان الجيش ليل الخميس عن العثور: steps over times, and over prepositions that the verb does not take.
    fn over_circumstances(&self, mut at: usize, verb: &Verb, limit: usize) -> usize {
        let object = verb.key == key!("أعلن");
        while at < limit {
            let class = self.doc.class(at);
            let takes = |p: Prep| verb.frames.iter().any(|f| f.mark == Mark::Prep(p)) || p == Prep::Li;
            let prep = self.prep_at(at).or_else(|| self.glued_prep(at));
            // إعلان الوزارة قرب إكمال السيطرة
            if object && self.doc.key(at) == key!("قرب") {
                break;
            }
            if class.is(Class::TIME.or(Class::DAY)) || sets().time_tail.contains(&self.doc.key(at)) {
                at += 1;
            } else if let Some(p) = prep
                && !takes(p)
                && !self.is_clause(at)
                && let Some(end) = self.circumstance(at, limit)
            {
                at = end;
            } else if self.doc.kind(at) == TokenKind::Comma
                && at > 0
                && self.doc.kind(at - 1) == TokenKind::Word
                && self.prep_at(at + 1).is_some_and(|p| p != Prep::Li && takes(p))
            {
                // دعوة الرئيس الفرنسي، نيكولا ساركوزي، إلى: the comma closes his name
                at += 1;
            } else if self.doc.kind(at) == TokenKind::Comma
                && let Some(end) =
                    (at + 1..limit.min(at + 25)).take_while(|k| !self.ends(*k)).find(|k| self.doc.kind(*k) == TokenKind::Comma)
                && (self.is_clause(end + 1)
                    || self.prep_at(end + 1).is_some_and(takes)
                    || object && self.may_be_announced(end + 1))
            {
                // إعلان الرئيس، خلال مؤتمر صحفي، أنه
                at = end + 1;
            } else {
                break;
            }
        }
        at
    }
}
