//! Who speaks where no subject stands at the cue, and who is named before.

use crate::assemble::Draft;
use crate::lexicon::{Form, Mood, Number as FormNumber};
use crate::reader::{Reader, agree, word};
use crate::reading::Via;
use rawi_actors::{Gender, Likely, NounPhrase, Number, Registry, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key};

impl<'a> Reader<'a> {
    /// People who are named with their office anywhere in the text: later mentions by the office or the surname go back
    /// to them.
    pub(crate) fn introductions(&self) -> Vec<NounPhrase> {
        let mut out: Vec<NounPhrase> = Vec::new();
        let mut end = 0;
        for i in self.doc.words.with_role() {
            let titled = i >= end
                && self.doc.kind(i) == TokenKind::Word
                && !self.doc.class(i).any()
                && self
                    .doc
                    .word(i)
                    .role()
                    .is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes) && r.number == Number::S);
            if titled
                && self.doc.name_follows(i + 1, i + 12)
                && let Some(np) = self.noun_phrase(i, self.limit(i), false, &[])
                && np.name.is_some()
                && !np.coordinated
            {
                end = np.end;
                out.push(np);
            }
        }
        out
    }

    /// Who issued a document that is said to say something: بيان للمدعي العام، تقرير صادر عن الوزارة، بلاغ المكتب.
    pub(crate) fn issuer(&self, np: &NounPhrase) -> Option<NounPhrase> {
        if np.role.is_none_or(|r| r.role != Role::Document) || np.coordinated || np.partitive {
            return None;
        }
        let limit = self.limit(np.start);
        for i in np.start + 1..(np.start + 6).min(limit) {
            let key = self.doc.key(i);
            if self.glued_prep(i) == Some(crate::lexicon::Prep::Li) {
                return self.noun_phrase_after_clitic(i, limit).filter(NounPhrase::can_speak);
            }
            if key == word::AN && i > np.start + 1 && self.prep_at(i).is_some() {
                return self.noun_phrase(i + 1, limit, false, &[]).filter(NounPhrase::can_speak);
            }
            let genitive = i == np.start + 1 && i < np.end && !article_off(self.doc.key(np.start)).1;
            if genitive
                && self
                    .doc
                    .tables
                    .word(key)
                    .role()
                    .is_some_and(|r| matches!(r.role, Role::Body | Role::Group | Role::Outlet | Role::Office))
            {
                return self.noun_phrase(i, np.end, false, &[]).filter(NounPhrase::can_speak);
            }
            if self.doc.kind(i) != TokenKind::Word || self.doc.class(i).any() && !self.doc.class(i).is(Class::PREP) {
                return None;
            }
        }
        None
    }

    pub(crate) fn pronoun_before(&self, token: usize) -> bool {
        token > 0 && {
            let c = self.doc.class(token - 1);
            c.is(Class::PRON) || c.is(Class::CLAUSE) || (c.is(Class::LINK) && self.doc.key(token - 1).last() == key!("ه").first())
        }
    }

    pub(crate) fn via(&self, np: &NounPhrase, d: &Draft) -> Via {
        if d.why == "headline" {
            return Via::Headline;
        }
        if np.kb.is_some_and(|h| h.metonym) && np.role.is_none() {
            return Via::Metonym;
        }
        if np.name.is_some() {
            return Via::Name;
        }
        match np.role {
            Some(r) if r.role.is_human() => Via::Role,
            _ => Via::Name,
        }
    }

    /// The speaker of a cue that has no subject of its own.
    pub(crate) fn antecedent_speaker(
        &self,
        d: &Draft,
        registry: &mut Registry<'_>,
        history: &[(usize, usize)],
        drafts: &[Draft],
        speakers: &[Option<usize>],
    ) -> Option<usize> {
        let fits = |who: usize, registry: &Registry<'_>| {
            let w = &registry.all()[who];
            d.form.is_none_or(|f| loose_agree(&f, w.gender, w.number))
        };
        if let Some(parent) = d.within {
            return speakers[parent];
        }
        let sentence = self.sentence(d.cue.0);
        let s_start = sentence.start as usize;
        // the cue agrees with the words that named its speaker, or with who that turned out to be (التقرير … لافتاً: a ministry)
        let named_so = |at: usize| {
            let subject = drafts.iter().find(|o| o.cue.0 == at).and_then(|o| o.subject.as_ref());
            subject.is_some_and(|np| d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number())))
        };
        let in_sentence = history.iter().rev().find(|(_, at)| *at >= s_start && *at < d.cue.0);
        let in_sentence = in_sentence.filter(|(w, at)| fits(*w, registry) || named_so(*at)).map(|(w, _)| *w);
        if d.participle || d.form.is_some_and(|f| f.mood == Mood::Masdar) || d.why == "after-words" {
            if let Some(w) = in_sentence {
                return Some(w);
            }
            // the subject of the verb before it (ردّ الزعري بالقول, وأوضح النائب دوافعه، قائلاً)
            let verbs = self.cues.all.iter().rev().filter(|c| c.token < d.cue.0 && c.token >= s_start && c.is_finite()).take(3);
            for v in verbs {
                if let Some(np) = self.subject_after(v.token + 1, d.cue.0, true, &[])
                    && np.start <= v.token + 2
                    && d.form.is_none_or(|f| loose_agree(&f, np.gender(), np.number()))
                {
                    return Some(registry.resolve(&np));
                }
            }
            // the subject of the sentence's own verb
            if let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()) {
                return Some(registry.resolve(&np));
            }
        } else if let Some(w) = in_sentence {
            return Some(w);
        }
        // ورغم حصول فلان على …، فإنه أعرب: the pronoun goes back to whom the sentence began with
        let resumed = d.cue.0 > s_start && {
            let before = self.doc.key(d.cue.0 - 1);
            self.is_clause(d.cue.0 - 1) && before.first() == rawi_text::words::FA && before.last() != key!("ن").first()
        };
        if resumed && let Some(np) = self.sentence_subject(s_start, d.cue.0, d.form.as_ref()) {
            return Some(registry.resolve(&np));
        }
        if let Some((w, _)) = history.iter().rev().find(|(w, _)| fits(*w, registry)) {
            return Some(*w);
        }
        // nobody has spoken yet: the first actor of this sentence or the one before
        let n = self.sentence_number(d.cue.0);
        for back in 0..3usize {
            let Some(m) = n.checked_sub(back) else { break };
            let s = self.doc.scaffold.sentences[m];
            let to = if back == 0 { d.cue.0 } else { s.end as usize };
            if let Some(np) = self.sentence_subject(s.start as usize, to, d.form.as_ref()) {
                return Some(registry.resolve(&np));
            }
        }
        None
    }

    /// The first phrase of a stretch that can be the speaker and agrees with the cue.
    pub(crate) fn sentence_subject(&self, from: usize, to: usize, form: Option<&Form>) -> Option<NounPhrase> {
        let mut i = from;
        let mut fallback = None;
        while i < to {
            let key = self.doc.key(i);
            let t = self.doc.tables;
            let heads = article_off(key).1
                || t.role(key).is_some_and(|r| r.role != Role::Modifier)
                || self.doc.kb_at(i).is_some()
                || t.word(key).likely_name() == Likely::Known;
            if self.doc.kind(i) != TokenKind::Word
                || !heads
                || self.doc.class(i).any()
                || self.glued_prep(i).is_some()
                || (i > from && self.prep_at(i - 1).is_some())
            {
                i += 1;
                continue;
            }
            if let Some(np) = self.noun_phrase(i, to, true, &[])
                && np.can_speak()
            {
                let human =
                    np.role.is_none_or(|r| r.role.is_human() || matches!(r.role, Role::Body | Role::Group | Role::Outlet));
                let agrees = form.is_none_or(|f| loose_agree(f, np.gender(), np.number()));
                let end = np.end;
                if human && agrees {
                    let strong =
                        np.name.is_some() || np.kb.is_some() || np.role.is_some_and(|r| r.role.is_human() || r.role.is_body());
                    if strong {
                        return Some(np);
                    }
                    fallback = fallback.or(Some(np));
                }
                i = end.max(i + 1);
                continue;
            }
            i += 1;
        }
        fallback
    }
}

/// Agreement with a speaker named elsewhere: the gender, where both are known, and not a singular verb with several men.
fn loose_agree(form: &Form, gender: Gender, number: Number) -> bool {
    if form.number == FormNumber::P && number == Number::S && gender != Gender::Unknown && form.mood != Mood::Participle {
        return false;
    }
    agree(form, gender, number, true) || (form.number == FormNumber::P && gender == Gender::Unknown)
}
