//! To whom, when and where something is said.

use crate::assemble::Draft;
use crate::reader::{Reader, word};
use rawi_text::{Class, Key, Span, TokenKind, key, sets};

impl<'a> Reader<'a> {
    /// `للصحافيين`, `لنظيره`, `لـ«الشرق الأوسط»` between cue and content.
    pub(crate) fn addressee(&self, d: &Draft) -> Option<(usize, usize)> {
        let (from, to) = (d.cue.1, d.start());
        if from >= to || to - from > 40 {
            return None;
        }
        (from..to).find_map(|i| {
            if self.doc.kind(i) != TokenKind::Word || self.glued_prep(i) != Some(crate::lexicon::Prep::Li) {
                return None;
            }
            let before_ok = i == from || d.subject.as_ref().is_some_and(|s| i >= s.end || i < s.start) || d.subject.is_none();
            let key = self.doc.key(i);
            let t = self.doc.tables;
            let someone = self.doc.is_medium(i)
                || t.role(key).is_some_and(|r| r.role.is_human() || r.role.is_body())
                || self.doc.kb_at(i).is_some()
                || (key.len() == 1 && self.doc.kind(i + 1) == TokenKind::Quote)
                || (key.len() > 3 && t.word(key.skip(1)).name_exact().is_some_and(|n| !n.common));
            if !(before_ok && someone) {
                return None;
            }
            let end = if key.len() == 1
                && let Some(q) = self.opens(i + 1)
                && !self.doc.breaks(i, self.doc.scaffold.quotes.all[q].close as usize)
            {
                self.doc.scaffold.quotes.all[q].close as usize + 1
            } else {
                self.circumstance(i, to)?
            };
            Some((i, end.min(to)))
        })
    }

    /// Time and occasion of the speaking: between cue and content, or at the head of the sentence.
    pub(crate) fn when_and_where(&self, d: &Draft) -> (Option<Span>, Option<Span>) {
        let s = self.sentence(d.cue.0).start as usize;
        let mut regions = vec![];
        if d.cue.1 < d.start() {
            regions.push((d.cue.1, d.start()));
        }
        if d.cue.0 > s && d.cue.0 - s < 16 && (s..d.cue.0).all(|i| self.cues.at(i).is_none()) {
            regions.push((s, d.cue.0));
        }
        let (mut time, mut occasion) = (None, None);
        for (a, b) in regions {
            if b.saturating_sub(a) > 45 {
                continue;
            }
            let mut i = a;
            while i < b {
                let c = self.doc.class(i);
                if time.is_none() && c.is(Class::TIME.or(Class::DAY)) && !c.is(Class::PREP) && !is_also(self.doc.key(i)) {
                    let mut e = i + 1;
                    while e < b
                        && (self.doc.class(e).is(Class::TIME.or(Class::DAY))
                            || self.doc.kind(e) == TokenKind::Number
                            || is_time_tail(self.doc.key(e))
                            || (self.doc.key(e) == word::MIN && self.doc.class(e + 1).is(Class::TIME)))
                    {
                        e += 1;
                    }
                    time = Some(self.span((i, e)));
                    i = e;
                    continue;
                }
                let leads = self.prep_at(i).is_some() && (self.doc.is_occasion(i + 1) || self.doc.key(i + 1) == key!("هامش"));
                let inside = d.subject.as_ref().is_some_and(|np| i >= np.start && i < np.end);
                if occasion.is_none() && leads && !inside {
                    let mut e = self.circumstance(i, b).unwrap_or(i + 1);
                    // مع نظيره … belongs to the occasion
                    while e < b && self.prep_at(e).is_some() {
                        let next = self.circumstance(e, b).unwrap_or(e + 1);
                        if next <= e {
                            break;
                        }
                        e = next;
                    }
                    let (from, to) = self.trim(i, e);
                    // في حديث إلى «المرصد»: the mark that closes a name is its own
                    let to = if to < e && self.closes(to).is_some() { to + 1 } else { to };
                    occasion = Some(self.span((from, to)));
                    i = e;
                    continue;
                }
                i += 1;
            }
        }
        (time, occasion)
    }
}

fn is_also(key: Key) -> bool {
    sets().no_time.contains(&key)
}

fn is_time_tail(key: Key) -> bool {
    sets().time_tail.contains(&key)
}
