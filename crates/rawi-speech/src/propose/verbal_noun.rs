//! Verbal nouns: قوله إن, تأكيد الوزير أن, ضمانات من موسكو بأن, اتهام الحكومة للحركة بكذا.

use super::{Position, Proposal};
use crate::clauses::is_strong;
use crate::cues::CueWord;
use crate::lexicon::{Between, Form, Mark, Prep, Verb};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::{NounPhrase, Role};
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
        // مطالبة is not مطالبه
        let closed = self.doc.token(i).is_some_and(|t| t.span.of(self.doc.text).ends_with('ة'));
        // وطلبا من الجيش: two who asked; تلقى طلباً من الجيش
        let tanwin = self.is_accusative(cue) && cue.conj.is_some();
        if suffixed && closed || tanwin {
            return None;
        }
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
            act: self.act_noun(i).filter(|_| !said).map_or(verb.act, |n| n.act),
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
        // رفضها للعرض, تأييده للتحقيق: ل leads what is rejected
        let verb = cue.verb(self.lexicon);
        let sides = matches!(verb.act, Act::Reject | Act::Accuse | Act::Support);
        let object = sides && verb.frames.iter().any(|f| f.mark == Mark::Noun && f.between == Between::Nothing);
        if suffixed && self.glued_prep(at) == Some(Prep::Li) && !object {
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
        // تلقى طلباً من فلان: with its tanwin it has no owner beside it
        // اتهامات لوزير: against him
        if self.is_accusative(cue) || self.glued_prep(at).is_some() {
            return None;
        }
        let np = self.noun_phrase(at, limit, true, &[])?;
        // اعتراف دبلوماسي: an adjective
        if np.end == at + 1 && !np.definite && self.doc.word(at).is_adjective() {
            return None;
        }
        // رفض مطالب الإدارة: what is rejected
        if !np.can_speak() || self.act_noun(np.start).is_some() {
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

    /// طلباً, تعهداً: with its tanwin.
    fn is_accusative(&self, cue: &CueWord<'a>) -> bool {
        let key = self.doc.key(cue.token);
        key.last() == rawi_text::words::ALIF && cue.verb(self.lexicon).key.last() != rawi_text::words::ALIF
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

    /// What follows the owner: a clause, a preposition, the object of the verbal noun.
    fn taken_by_noun(&self, cue: &CueWord<'a>, verb: &Verb, owner: &Owner, suffixed: bool, limit: usize) -> Option<Taken> {
        let at = self.over_circumstances(self.behind_apposition(cue, owner), cue, limit);
        if at >= limit || self.ends(at) {
            return None;
        }
        if self.is_clause(at) {
            // تفرض توجيهات البنك أن: the clause is another verb's
            let own = verb.frames.iter().any(|f| f.mark == Mark::Clause) || self.glued_prep(at).is_some();
            return own.then(|| self.clause_taken(at));
        }
        let noun = !cue.is_finite() || self.is_behind_noun(cue.token);
        let who = owner.subject.as_ref().is_some_and(is_strong);
        let prep = self.prep_at(at).map(|p| (p, at + 1)).or_else(|| self.glued_prep(at).map(|p| (p, at)));
        if let Some(led) = prep {
            return self.led_by_noun(cue, verb, owner, suffixed, at, led, limit);
        }
        // اتهام واشنطن طهران بكذا, مطالبته إسرائيل بكذا: beside the owner whom it is directed at
        let definite = owner
            .subject
            .as_ref()
            .is_some_and(|np| np.kb.is_some() || np.name.is_some() || (np.start..np.end).any(|k| article_off(self.doc.key(k)).1));
        if noun
            && (who && definite && cue.conj.is_none() || suffixed && self.is_behind_noun(cue.token))
            && let Some(taken) = self.directed_at(at, cue, verb, limit)
        {
            return Some(taken);
        }
        // بعد رفض الوزير دعوة المعارضة, سبب طلبها حذف التطبيق: the object of the verbal noun
        let takes = verb.frames.iter().any(|f| f.mark == Mark::Noun && f.between == Between::Nothing);
        let owned = suffixed || owner.subject.is_some();
        let done = owner.subject.is_some() && verb.key == key!("أعلن") && self.may_be_announced(at);
        let known = owner.subject.as_ref().is_some_and(|np| np.kb.is_some() || np.role.is_some()) && who;
        // إعلان النتائج النصف سنوية: a document announces nothing
        let document = owner.subject.as_ref().is_some_and(|np| np.role.is_some_and(|r| r.role == Role::Document));
        let near = at <= owner.at + 1 && (suffixed || definite);
        let object = !document && (self.is_deed(at) || done || known && self.is_sided_on(at) || near && self.is_own_deed(at));
        (takes && (noun || self.is_behind_noun(cue.token)) && owned && object).then_some(Taken {
            content: at,
            quote: None,
            mark: Mark::Noun,
        })
    }

    /// Where the words go on behind an owner with an apposition that a comma closes: المتحدث باسم الجيش، العقيد فلان، أن.
    fn behind_apposition(&self, cue: &CueWord<'a>, owner: &Owner) -> usize {
        let at = owner.at;
        let apposed = owner.subject.as_ref().is_some_and(|np| (np.start..np.end).any(|k| self.doc.kind(k) == TokenKind::Comma));
        let verb = cue.verb(self.lexicon);
        let taken = |k: usize| {
            let led = |p: Prep| verb.frames.iter().any(|f| f.mark == Mark::Prep(p)) && (p != Prep::Li || self.is_deed(k));
            self.is_clause(k) && !self.doc.class(k).is(Class::WITH_CONJ)
                || self.prep_at(k).or_else(|| self.glued_prep(k)).map_or_else(|| self.is_deed(k), led)
        };
        at + usize::from(apposed && self.doc.kind(at) == TokenKind::Comma && taken(at + 1))
    }

    /// What a preposition behind the owner leads: بكذا, على كذا, للحركة بكذا.
    #[allow(clippy::too_many_arguments)]
    fn led_by_noun(
        &self,
        cue: &CueWord<'a>,
        verb: &Verb,
        owner: &Owner,
        suffixed: bool,
        at: usize,
        (p, content): (Prep, usize),
        limit: usize,
    ) -> Option<Taken> {
        let frame = verb.frames.iter().find(|f| f.mark == Mark::Prep(p));
        // مزاعم إسرائيل بوجود أسلحة: the noun has prepositions that its verb has not
        let of_noun = self.is_led_by_act_noun(cue.token, p);
        if (frame.is_some() || of_noun) && self.is_clause(content) {
            return Some(Taken { content, quote: None, mark: Mark::Clause });
        }
        // اتهام الحكومة للحركة بعدم الالتزام
        if p == Prep::Li
            && let Some(taken) = self.directed(at, verb, limit)
        {
            return Some(taken);
        }
        if !self.good_noun(content) {
            return None;
        }
        // رفض الحزب للتدخل: ل before the object of a verbal noun
        let object = p == Prep::Li && verb.frames.iter().any(|f| f.mark == Mark::Noun && f.between == Between::Nothing);
        let plain = frame.is_some_and(|f| f.between == Between::Nothing && !f.clause_only);
        let addressed = verb.frames.iter().any(|f| f.mark == Mark::Prep(p) && f.between != Between::Nothing);
        // تأكيد المسؤولين على نظافة, إعلان الصندوق عن اتفاق; دعوة الوزير إلى الاجتماع may be an invitation to him
        let sure = plain && owner.subject.is_some() && !verb.weak && !addressed && !object;
        let behind = self.is_behind_noun(cue.token);
        let noun = !cue.is_finite() || behind;
        let deed = self.is_deed(content);
        // بعد موافقته على إرسال جنود, بسبب دعوته إلى وقف النار: the pronoun is his who says it, where what is done follows
        let his = plain && suffixed && behind && !object && deed;
        // بعد تهديد المسؤول باقتحام, دعوة الرئيس إلى وقف, إصرار طهران على شطب: who owns it does so, where what is done follows
        let who = owner.subject.as_ref().is_some_and(is_strong) && noun && !self.is_done_to(cue, verb);
        // إدانة الحكومة للهجوم, ترحيب موسكو بالاتفاق: what he takes sides on
        let takes_side = matches!(verb.act, Act::Reject | Act::Deny | Act::Accuse | Act::Support);
        let sides = takes_side && (self.is_sided_on(content) || p == Prep::Ala);
        // بادر بانتقاد فلان لكذا: he is the one who is criticised
        let object = object && !cue.with;
        // دعوة إسرائيل للمشاركة: she is invited
        let invited = addressed && p == Prep::Li && self.noun_off(content).1;
        // بعد موافقة البرلمان على: mostly a vote; أعلن موافقة الأطراف على: what is told
        let voted = verb.key == key!("وافق") && !self.is_told_of(cue.token);
        let his_own = who
            && !voted
            // ودعوة الدول إلى: they are called on
            && !(addressed && cue.conj.is_some())
            && (plain || addressed || of_noun || object && sides)
            && !cue.purpose
            && !invited
            && (deed || sides && !addressed || p == Prep::Bi && frame.is_some() && self.is_sided_on(content))
            // انتقاد النواب للحكومة بالقول إن: the saying is a cue of its own
            && self.cues.at(content).is_none_or(|c| c.verb(self.lexicon).key != key!("قال"));
        (sure && noun || his || his_own).then_some(Taken { content, quote: None, mark: Mark::Prep(p) })
    }

    /// Whether a noun is what is told: أعلنت الأمم المتحدة، أمس، موافقة الأطراف على.
    fn is_told_of(&self, i: usize) -> bool {
        let start = (self.sentence(i).start as usize).max(i.saturating_sub(12));
        let led = i > 0 && self.doc.class(i - 1).is(Class::PREP) && !matches!(self.prep_at(i - 1), Some(Prep::An | Prep::Ila));
        let tells = |c: &CueWord<'a>| {
            let verb = c.verb(self.lexicon);
            c.is_finite() && !verb.weak && matches!(verb.act, Act::Inform | Act::Affirm)
        };
        !led && (start..i).rev().find_map(|k| self.cues.at(k)).is_some_and(tells)
    }

    /// Whether a preposition leads from an act noun to what is said, and not to whom (أوامر للجنود, طلبها من الشركة).
    fn is_led_by_act_noun(&self, at: usize, p: Prep) -> bool {
        let to = |preps: &[Prep]| {
            matches!(p, Prep::Ila | Prep::Li) && preps.contains(&Prep::Bi) || matches!(p, Prep::Min | Prep::Other)
        };
        self.act_noun(at).is_some_and(|n| n.preps.contains(&p) && !to(&n.preps))
    }

    /// اتهام واشنطن طهران بكذا: whom it is directed at stands beside the owner, its own preposition behind.
    fn directed_at(&self, at: usize, cue: &CueWord<'a>, verb: &Verb, limit: usize) -> Option<Taken> {
        if !verb.frames.iter().any(|f| matches!(f.between, Between::Addressee | Between::Inside)) {
            return None;
        }
        // حث الدول الأعضاء على: one phrase
        let either = self.is_done_to(cue, verb);
        let named = |np: &NounPhrase| {
            np.kb.is_some() || np.name.is_some() || np.role.is_some_and(|r| r.role.is_body() || !either && r.role.is_human())
        };
        let np = self.noun_phrase(at, limit, true, &[]).filter(named)?;
        let led = |p: Prep| self.prep_at(np.end) == Some(p) || self.glued_prep(np.end) == Some(p);
        let frame = verb.frames.iter().find(|f| {
            let Mark::Prep(p) = f.mark else { return false };
            matches!(f.between, Between::Addressee | Between::Inside) && led(p)
        })?;
        let behind = np.end + usize::from(self.prep_at(np.end).is_some());
        let content = if frame.between == Between::Inside { at } else { behind };
        (np.end < limit && self.good_noun(behind)).then_some(Taken { content, quote: None, mark: frame.mark })
    }

    /// اتهام الوزير بكذا, مطالبة الكاتب بكذا, حث الدول على: of whom it is said, who owns it; إنّ رفض الوزير: what is spoken of.
    fn is_done_to(&self, cue: &CueWord<'a>, verb: &Verb) -> bool {
        let either = [key!("اتهم"), key!("طالب"), key!("حمل"), key!("كلف"), key!("حث")].contains(&verb.key);
        // اتهامات الوزير بكذا, مطالب النقابة بكذا: the plurals are his who utters them
        let bare = article_off(self.doc.key(cue.token)).0;
        let plural = bare.before(key!("ات")).is_some() || bare.before(key!("مطالب")).is_some() || bare == key!("مطالب");
        either && !plural || cue.token > 0 && self.is_clause(cue.token - 1)
    }

    /// Whether a word stands where only a noun can: behind a preposition, or behind a noun.
    fn is_behind_noun(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|b| {
            let noun = self.doc.kind(b) == TokenKind::Word && !self.doc.class(b).any() && self.doc.word(b).is_noun();
            self.doc.class(b).is(Class::PREP) || noun && !article_off(self.doc.key(b)).1
        })
    }

    /// Whom an accusation or a call is directed at by ل, with its own preposition further on.
    fn directed(&self, at: usize, verb: &Verb, limit: usize) -> Option<Taken> {
        let end = self.noun_phrase_after_clitic(at, limit)?.end;
        // تأييده للتحقيق في الحادث: ل leads the object
        let object = verb.frames.iter().any(|f| f.mark == Mark::Noun && f.between == Between::Nothing);
        let frame = verb.frames.iter().find(|f| {
            let Mark::Prep(p) = f.mark else { return false };
            f.between != Between::Nothing
                && (f.between == Between::Inside || !object)
                && (self.prep_at(end) == Some(p) || self.glued_prep(end) == Some(p))
        })?;
        let content = if frame.between == Between::Inside { at } else { end + usize::from(self.prep_at(end).is_some()) };
        Some(Taken { content, quote: None, mark: frame.mark })
    }

    /// إعلان الجيش ليل الخميس عن العثور: steps over times, and over prepositions that the verb does not take.
    fn over_circumstances(&self, mut at: usize, cue: &CueWord<'a>, limit: usize) -> usize {
        let verb = cue.verb(self.lexicon);
        let object = verb.key == key!("أعلن");
        while at < limit {
            let class = self.doc.class(at);
            let takes = |p: Prep| {
                let frame = verb.frames.iter().any(|f| f.mark == Mark::Prep(p));
                frame || p == Prep::Li || self.is_led_by_act_noun(cue.token, p)
            };
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
