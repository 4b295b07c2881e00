//! Words of obligation in a clause: who must do what (`يجب على X أن`, `على X أن`, `X يجب أن`, `لا بد من`, `يتطلب من X`).

use super::asked::ALL_OF;
use super::facts::YA;
use super::head::{OBLIGED_WITHIN, STEPS, Way, is_let};
use super::tables::{Bits, Entry, Row, Tables, Target};
use super::target::Actors;
use super::{Found, Site, Type};
use crate::reader::{Reader, word};
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

/// What stands behind على and tells nobody's duty: على الرغم من أن, على الأقل, على أمل أن.
pub(super) fn is_no_duty(key: Key) -> bool {
    let manners =
        [key!("الرغم"), key!("الأقل"), key!("الأرجح"), key!("العكس"), key!("الأغلب"), key!("العموم"), key!("الدوام"), key!("أمل")];
    manners.contains(&key)
}

impl Reader<'_> {
    /// Words of obligation: يجب على X أن, على X أن, X يجب أن, لا بد من.
    pub(super) fn obliged(&self, t: &Tables, i: usize, entry: Entry, way: &Way, site: Site, actors: &Actors) -> Option<Found> {
        let key = self.doc.key(i);
        let bare = if matches!(key.first(), WAW | FA) { key.skip(1) } else { key };
        // على الحكومة أن تستقيل
        // على الرغم من أن: no duty
        if way.words == 0 && !way.negated && bare == word::ALA && self.prep_at(i).is_some() && !is_no_duty(self.doc.key(i + 1)) {
            let np = self.noun_phrase(i + 1, site.to.min(i + STEPS), true, &[])?;
            let then = (np.end..np.end + 2).find(|j| self.doc.key(*j) == key!("أن") || self.doc.key(*j) == key!("ألا"));
            let then = then.or_else(|| self.must_do((np.start, np.end), site, actors))?;
            // رهانه على وعي الناخبين ورفضهم أن: nobody's duty
            if !article_off(self.doc.key(np.start)).1
                && !self.is_actor((np.start, np.end), actors)
                && !self.names_several(np.start)
            {
                return None;
            }
            let row = Row { kind: Some(Type::Demands), cameo: "020", target: Target::Asked };
            return Some(Found { row, object: then, subject: Some((np.start, np.end)), addressed: false });
        }
        if way.words > 12 || way.gap > OBLIGED_WITHIN {
            return None;
        }
        // فليرحل, فلنعمل
        if way.words == 0 && is_let(key) {
            let row = Row { kind: Some(Type::Demands), cameo: "020", target: Target::Asked };
            return Some(Found { row, object: i, subject: None, addressed: false });
        }
        let only_negated = bare == key!("بد") || bare == key!("مناص");
        let row = t.need(entry, way.negated && !only_negated)?;
        if only_negated != (way.negated && only_negated) {
            return None;
        }
        // ضروري after a subject is a predicate
        let verb = entry.is(Bits::IMPERFECT) || entry.is(Bits::CALLS_FOR) || key.first() == YA || key == key!("وجب");
        if !verb && way.words > 1 && !only_negated {
            return None;
        }
        // عمل يجب إنجازه, مرحلة ينبغي أن: a clause that belongs to a noun before it
        let pronoun = [key!("ه"), key!("ها")].iter().any(|p| self.doc.key(i + 1).before(*p).is_some());
        let feminine = self.span((i + 1, i + 2)).of(self.doc.text).contains('ة');
        let loose = i > site.from && !article_off(self.doc.key(i - 1)).1 && self.doc.kb_at(i - 1).is_none() && way.words > 0;
        let behind_prep = i > site.from + 1 && self.prep_at(i - 2).is_some() && !self.doc.class(i - 1).any();
        let there = || (site.from..i).any(|k| [key!("هناك"), key!("هنالك"), key!("ثمة")].contains(&self.doc.key(k)));
        if loose && (behind_prep || pronoun && !feminine && !way.negated || there()) {
            return None;
        }
        // آت ولا بد منه
        if only_negated && self.doc.class(i + 1).is(Class::PREPPRON) && self.doc.kind(i + 2) != TokenKind::Word {
            return None;
        }
        let mut object = i + 1;
        while self.doc.key(object) == key!("جدا") || object > i + 1 && self.doc.kind(object) == TokenKind::Quote {
            object += 1;
        }
        // يجب علي أن, يجب أن أعالج مرفقي
        let spelt = |j: usize| self.span((j, j + 1)).of(self.doc.text);
        let that = |j: usize| self.doc.key(j) == key!("أن");
        if that(object) && spelt(object + 1).starts_with('أ') || spelt(object) == "علي" && that(object + 1) {
            return None;
        }
        let mut asked = None;
        if self.prep_at(object) == Some(crate::lexicon::Prep::Ala)
            && let Some(np) = self.noun_phrase(object + 1, site.to.min(object + STEPS), true, &[])
        {
            asked = Some((np.start, np.end));
            object = np.end;
        } else if self.glued_prep(object) == Some(crate::lexicon::Prep::Li)
            && let Some(np) = self.somebody_at(object, site.to.min(object + STEPS))
        {
            // ينبغي للحكومة احترام القانون
            asked = Some((np.start, np.end));
            object = np.end;
        } else if self.glued_prep(object) == Some(crate::lexicon::Prep::Li)
            && actors.at(self.span((object, object + 1))).is_some()
            && let Some(then) = (object + 1..object + 4).find(|j| self.doc.key(*j) == key!("أن"))
        {
            // من الأجدر لنتنياهو أن
            asked = Some((object, then));
            object = then;
        } else if self.doc.key(object) == key!("أن")
            && let Some(whom) = self.doer_behind(object + 2, site, actors)
        {
            // يجب أن تسحب تركيا قواتها
            asked = Some(whom);
        } else if self.doc.class(object).is(Class::PREPPRON) {
            // يتوجب علينا
            object += 1;
        } else if (entry.is(Bits::CALLS_FOR) || bare == key!("المطلوب"))
            && self.doc.key(object) == word::MIN
            && let Some(np) = self.noun_phrase(object + 1, site.to.min(object + STEPS), true, &[])
            && self.is_actor((np.start, np.end), actors)
        {
            // تتطلب من المجتمع الدولي تحركا, المطلوب من إسرائيل هو الانسحاب
            asked = Some((np.start, np.end));
            object = np.end + usize::from(self.doc.class(np.end).is(Class::PRON));
        } else if entry.is(Bits::CALLS_FOR) {
            // الوضع يتطلب: a situation is asked nothing
        } else if let Some(subject) = way.subject.filter(|_| !way.own) {
            asked = actors.at(self.span(subject)).map(|_| subject).or_else(|| self.is_somebody(subject).then_some(subject));
        }
        // تتطلب من, بحاجة إلى
        if self.doc.class(object).is(Class::PREP) && [word::MIN, word::ILA].contains(&self.doc.key(object)) {
            object += 1;
        }
        Some(Found { row, object, subject: asked, addressed: false })
    }

    /// كل من, جميع الأطراف, من يريد: whoever it is.
    fn names_several(&self, i: usize) -> bool {
        self.doc.class(i).any()
            || [key!("كل"), key!("جميع"), key!("كافة"), key!("أي")].contains(&self.doc.key(i))
            || self.has_pronoun(i)
    }

    /// على المجتمع الدولي التحرك: where what must be done begins, behind somebody who must do it.
    fn must_do(&self, np: (usize, usize), site: Site, actors: &Actors) -> Option<usize> {
        let what = np.1;
        let key = self.doc.key(what);
        let noun = what < site.to && self.doc.kind(what) == TokenKind::Word && !self.doc.class(what).any() && !self.stops(what);
        // التحرك; وقف القصف, تأمين كل المستلزمات
        let of = self.doc.key(what + 1);
        let construct = what + 1 < site.to
            && key.first() != WAW
            && self.doc.kb_at(what).is_none()
            && article_off(self.doc.key(np.1 - 1)).1
            && (article_off(of).1 || ALL_OF.contains(&of) || self.doc.kb_at(what + 1).is_some());
        let done =
            (article_off(key).1 || construct) && !self.doc.word(what).is_adjective() && self.doc.word(what).role().is_none();
        (noun && done && np.0 + 1 >= site.from && self.is_actor(np, actors)).then_some(what)
    }

    /// أن تسحب | تركيا: somebody directly behind the verb of what must be done.
    pub(super) fn doer_behind(&self, at: usize, site: Site, actors: &Actors) -> Option<(usize, usize)> {
        if at >= site.to || self.doc.kind(at) != TokenKind::Word || self.glued_prep(at).is_some() {
            return None;
        }
        let np = self.noun_phrase(at, site.to.min(at + STEPS), true, &[])?;
        (np.start == at && self.is_actor((np.start, np.end), actors)).then_some((np.start, np.end))
    }
}
