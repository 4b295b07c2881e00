//! The head of a content whose cue is neutral: who does what in its first clause.

use super::facts::{NUN, StanceFacts, YA};
use super::tables::{Bits, Entry, Row, Tables, Target};
use super::target::Actors;
use super::{Found, Site, Type};
use crate::lexicon::Prep;
use crate::lexis::Signs;
use crate::reader::{Reader, word};
use crate::reading::{Act, Reading, Statement};
use rawi_actors::EntityKind;
use rawi_text::words::{ALIF, BA, FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

/// How many words of a clause are looked at.
pub(super) const STEPS: usize = 14;

/// How many words that nothing is known of may stand between a subject and its obligation, its predicate.
pub(super) const OBLIGED_WITHIN: usize = 5;
const JUDGED_WITHIN: usize = 4;

/// How far behind a noun that heads a content something may be said of it.
const PREDICATE_WITHIN: usize = 25;

/// Verbs that say what will be, and judge nothing.
const EXPECTS: [Key; 4] = [key!("توقع"), key!("رجح"), key!("استبعد"), key!("تنبأ")];

/// What points to what was told.
const THIS: [Key; 4] = [key!("هذا"), key!("هذه"), key!("ذلك"), key!("تلك")];

/// Nouns that are stressed by whoever names them.
pub(super) const STRESSED: [Key; 2] = [key!("أهمية"), key!("محورية")];

/// Nouns of what must be done.
const DUE: [Key; 4] = [key!("ضرورة"), key!("وجوب"), key!("بضرورة"), key!("لزوم")];

pub(super) const PRONOUNS: [Key; 6] = [key!("ه"), key!("ها"), key!("هم"), key!("هما"), key!("نا"), key!("ي")];

/// What has been met on the way into the clause.
#[derive(Default)]
pub(super) struct Way {
    /// أن, إن stood at its head.
    pub(super) clause: bool,
    pub(super) negated: bool,
    pub(super) future: bool,
    /// The subject is the speaker's own side.
    pub(super) own: bool,
    /// The subject is what هذا points to.
    pub(super) shown: Option<usize>,
    /// The subject may as well be somebody else's side: الحكومة, الحزب.
    pub(super) loose: bool,
    /// The speaker is a named person or body, and no outlet.
    pub(super) named: bool,
    /// The subject is a people, a state or a body.
    pub(super) people: bool,
    /// Words before the one looked at.
    pub(super) words: usize,
    /// Words since the subject or the particle that nothing is known of: past them another clause may have begun.
    pub(super) gap: usize,
    pub(super) subject: Option<(usize, usize)>,
}

impl Reader<'_> {
    /// The stance that the content takes: its first clause, else a later one.
    pub(super) fn by_content(
        &self,
        t: &'static Tables,
        site: Site,
        s: &Statement,
        reading: &Reading,
        actors: &Actors,
    ) -> Option<Found> {
        self.by_first_clause(t, site, s, reading, actors).or_else(|| self.by_later_clause(t, site, actors))
    }

    pub(super) fn by_first_clause(
        &self,
        t: &'static Tables,
        site: Site,
        s: &Statement,
        reading: &Reading,
        actors: &Actors,
    ) -> Option<Found> {
        if !self.may_tell(t, site, s.act) {
            return None;
        }
        let kind = s.speaker.entity.map(|e| reading.entities[e].kind);
        let named = kind.is_some_and(|k| !matches!(k, EntityKind::Outlet | EntityKind::Role));
        let mut way = Way { named, ..Way::default() };
        let mut i = site.from;
        for _ in 0..STEPS {
            if i >= site.to {
                return None;
            }
            match self.doc.kind(i) {
                TokenKind::Word => {}
                TokenKind::Quote | TokenKind::Dots => {
                    i += 1;
                    continue;
                }
                TokenKind::Colon if way.words == 0 => {
                    i += 1;
                    continue;
                }
                TokenKind::Open => {
                    i = self.doc.closing(i, 9)? + 1;
                    continue;
                }
                _ => return None,
            }
            let class = self.doc.class(i);
            if self.is_clause(i) {
                // ضرورة أن, after a word: another clause
                if way.words > 0 {
                    // وصف القرار بأنه جائر
                    if s.act == Act::Assess
                        && way.subject.is_some()
                        && way.gap == 0
                        && self.doc.key(i).after(key!("بأن")).is_some()
                    {
                        i += 1;
                        continue;
                    }
                    return None;
                }
                way.clause = true;
                // إنهم ينددون, of whoever speaks for several
                let several = s
                    .speaker
                    .entity
                    .is_some_and(|e| !matches!(reading.entities[e].kind, EntityKind::Person | EntityKind::Outlet));
                let they = several && self.doc.key(i).before(key!("هم")).is_some();
                way.own = own_clause(self.doc.key(i)) || they;
                i += 1;
                continue;
            }
            let opens = self.signs(i).any(Signs::LATER);
            if opens
                && self.verb_entry(i).0.is(Bits::PHRASE)
                && let Some(found) = self.phrased(t, i, &way, site, actors)
            {
                return Some(found);
            }
            // الذي ينتهك, على ما ينبغي: another clause
            let which = self.doc.key(i) == word::MA && i > site.from && self.doc.class(i - 1).is(Class::PREP);
            if class.is(Class::REL) || which {
                return None;
            }
            if class.is(Class::NEG) && self.doc.key(i) != key!("غير") {
                way.negated = true;
                way.future |= self.doc.key(i) == key!("لن");
                i += 1;
                continue;
            }
            let (entry, future) = self.verb_entry(i);
            way.future |= future;
            if let Some(found) = self.obliged(t, i, entry, &way, site, actors) {
                return Some(found);
            }
            if class.is(Class::PRON) || way.words == 0 && THIS.contains(&self.doc.key(i)) && self.is_predicate(i + 1) {
                // هذا تطور إيجابي
                way.shown = way.shown.or(THIS.contains(&self.doc.key(i)).then_some(i));
                way.own |= [key!("نحن"), key!("أنا"), key!("ونحن")].contains(&self.doc.key(i));
                i += 1;
                continue;
            }
            if class.is(Class::AUX.or(Class::ADV).or(Class::TIME).or(Class::LINK).or(Class::DAY)) {
                way.future |= self.doc.key(i) == key!("سوف");
                i += 1;
                continue;
            }
            // لا تفاوض بشأن الأسرى
            if way.words == 0 && self.refused(t, i) {
                let row = Row { kind: Some(Type::Rejects), cameo: "120", target: Target::Whose };
                return Some(Found { row, object: i, subject: None, addressed: false });
            }
            // أشار إلى الدعم الدولي: with its article it is told of, and carries nothing
            let told = s.act == Act::Inform && !self.is_speakers(t, i);
            if way.words == 0
                && !way.clause
                && !way.negated
                && !told
                && let Some(row) = t.noun(self.noun_entry(i)).filter(|_| s.act != Act::Assess)
                && !self.has_predicate(i, site.to)
            {
                return Some(Found { row, object: self.behind_owner(i + 1, site.to), subject: None, addressed: false });
            }
            // أكد على الجميع ضرورة
            if let Some(whom) = way.subject.filter(|np| np.1 == i && !way.clause && !way.negated)
                && t.noun(self.noun_entry(i)).is_some_and(|r| r.kind == Some(Type::Demands))
                && DUE.contains(&self.doc.key(i))
            {
                let row = Row { kind: Some(Type::Demands), cameo: "020", target: Target::Asked };
                return Some(Found { row, object: i + 1, subject: Some(whom), addressed: false });
            }
            // قبل أن, قبل الاجتماع: no قبل بـ
            let before = self.doc.key(i) == key!("قبل") && self.glued_prep(i + 1) != Some(Prep::Bi);
            if !before
                && let Some(row) = self.deed(t, entry, &mut way)
                && (row.kind != Some(Type::Accuses) || way.own || way.subject.is_some_and(|np| self.is_actor(np, actors)))
            {
                // أنه أمر مقلق: a noun
                let next = i + 1;
                if self.doc.key(i) == key!("أمر") && self.glued_prep(next).is_none() && !article_off(self.doc.key(next)).1 {
                    return None;
                }
                // نطلب منكم التفضل
                if row.target == Target::Asked && self.doc.class(next).is(Class::PREPPRON) {
                    return Some(Found { row, object: next + 1, subject: None, addressed: false });
                }
                if row.target == Target::Asked
                    && let Some((whom, object)) = self.asked_object(next, site.to)
                {
                    return Some(Found { row, object, subject: Some(whom), addressed: false });
                }
                let subject = way.subject.filter(|_| row.kind == Some(Type::Accuses));
                return Some(Found { row, object: i + 1, subject, addressed: false });
            }
            if self.is_finite_verb(i, entry) && !(way.subject.is_none() && way.words == 0 && !way.own) {
                return None;
            }
            if let Some(found) = self.judged(t, i, &way, s) {
                return Some(found);
            }
            if class.is(Class::CONJ.or(Class::SUB).or(Class::REL).or(Class::CLAUSE)) {
                return None;
            }
            if way.subject.is_none()
                && way.shown.is_none()
                && let Some(mut np) = self.noun_phrase(i, site.to.min(i + STEPS), true, &[])
            {
                // حكومته | تدعم: an imperfect that the phrase took for a name
                let verb = |j: &usize| {
                    let e = self.verb_entry(*j).0;
                    let phrased = || e.is(Bits::PHRASE) && self.phrase_of(t, *j, site.to).is_some();
                    e.acts() && e.is(Bits::IMPERFECT) || e.is(Bits::CALLS_FOR.or(Bits::READY)) || phrased()
                };
                np.end = (np.start + 1..np.end).find(verb).unwrap_or(np.end);
                way.subject = Some((np.start, np.end));
                way.loose = self.noun_entry(np.start).is(Bits::OWN) && !self.has_pronoun(np.start);
                way.own |= way.loose || self.is_own((np.start, np.end), s, reading, actors);
                way.people = self.noun_entry(np.start).is(Bits::OWN);
                way.words += np.end - np.start;
                i = np.end;
                continue;
            }
            way.words += 1;
            way.gap += 1;
            i += 1;
        }
        None
    }

    /// دعواتنا … لم تؤت ثمارها: whether something is said of the noun at `i`, which then carries nothing itself.
    fn has_predicate(&self, i: usize, to: usize) -> bool {
        (i + 1..to.min(i + PREDICATE_WITHIN))
            .take_while(|j| {
                let clause = self.is_clause(*j) || self.doc.class(*j).is(Class::REL);
                !clause && !matches!(self.doc.kind(*j), TokenKind::Comma | TokenKind::Stop | TokenKind::Break)
            })
            .any(|j| [key!("لم"), key!("لن"), key!("ليس"), key!("ليست")].contains(&self.doc.key(j)))
    }

    /// Whether the first words have one that may tell a stance: most contents have none, and need no reading.
    fn may_tell(&self, t: &'static Tables, site: Site, act: Act) -> bool {
        let mut first = true;
        (site.from..site.to.min(site.from + STEPS)).any(|i| {
            let class = self.doc.class(i);
            let opens = self.signs(i).any(Signs::LATER);
            if opens && self.verb_entry(i).0.is(Bits::PHRASE) && self.phrase_of(t, i, site.to).is_some() {
                return true;
            }
            if self.doc.kind(i) != TokenKind::Word || class.any() && !class.is(Class::CLAUSE.or(Class::PREP)) {
                return false;
            }
            let key = self.doc.key(i);
            let at_head = first;
            first &= self.is_clause(i);
            at_head
                && (t.noun(self.noun_entry(i)).is_some() || key == word::ALA || key.first() == WAW && key.skip(1) == word::ALA)
                || self.verb_entry(i).0.acts()
                || is_let(key)
                || self.refused(t, i)
                || act == Act::Assess && key.first() == BA && t.get(article_off(key.skip(1)).0).acts()
        })
    }

    /// Whether a topic is negated as such: لا تفاوض.
    fn refused(&self, t: &Tables, i: usize) -> bool {
        let not = i > 0 && self.doc.key(i - 1) == key!("لا");
        not && t.get(self.doc.key(i)).topic > 0 && !self.doc.class(i).any()
    }

    /// ندعو [إيران] إلى [الحوار]: who is asked, and where what is asked begins.
    pub(super) fn asked_object(&self, at: usize, to: usize) -> Option<((usize, usize), usize)> {
        // طلبت رسميا من واشنطن
        let manner = self.doc.key(at).last() == ALIF && self.doc.key(at + 1) == word::MIN && !article_off(self.doc.key(at)).1;
        let at = at + usize::from(manner);
        // نطلب من الأمم المتحدة التدخل
        let from = self.doc.key(at) == word::MIN;
        let at = at + usize::from(from);
        let np = self.noun_phrase(at, to.min(at + STEPS), true, &[word::ILA, word::ALA])?;
        let prep = self.prep_at(np.end).is_some();
        let glued = self.glued_prep(np.end).is_some();
        let clause = self.is_clause(np.end);
        // ندعو شعبنا
        let ours = np.end == np.start + 1 && self.doc.key(np.start).before(key!("نا")).is_some();
        ((np.can_speak() || ours || self.is_somebody((np.start, np.end))) && (prep || glued || clause || from))
            .then_some(((np.start, np.end), np.end + usize::from(prep)))
    }

    /// What the verb at hand says with the subject that was met.
    fn deed(&self, t: &Tables, entry: Entry, way: &mut Way) -> Option<Row> {
        // الشعب لن يرضخ: who says that of a people speaks for it
        if way.gap > 0 {
            return None;
        }
        let own = way.own || entry.is(Bits::FIRST) || way.people && way.future && way.negated;
        if own {
            let row = match (way.negated, way.future) {
                (true, _) => t.not(entry),
                (_, true) => t.will(entry).or_else(|| t.verb(entry).filter(|r| r.cameo != "012")),
                _ => t.verb(entry).filter(|r| r.kind.is_some()),
            };
            // مصادر: الإدارة عرضت, القوات الحكومية هاجمت: what others did is told
            if !way.loose
                || row.is_some_and(|r| {
                    way.named && r.kind != Some(Type::Opposes) || entry.is(Bits::IMPERFECT) || entry.is(Bits::READY)
                })
            {
                way.own = true;
                return row;
            }
        }
        way.subject?;
        t.deed(entry).filter(|_| !way.negated)
    }

    /// A predicate that praises or condemns: خطوة إيجابية, غير قانوني.
    fn judged(&self, t: &Tables, i: usize, way: &Way, s: &Statement) -> Option<Found> {
        if way.subject.is_none() && s.act != Act::Assess && way.shown.is_none()
            || way.negated
            || way.gap > JUDGED_WITHIN
            || EXPECTS.contains(&Key::of(&s.cue.lemma))
        {
            return None;
        }
        let key = self.doc.key(i);
        let definite = article_off(key).1;
        let mut entry = t.get(key);
        if definite {
            // بالإيجابية of وصف; الإيجابية alone belongs to the subject
            entry = Entry::default();
        } else if key.first() == BA && s.act == Act::Assess {
            entry = t.get(article_off(key.skip(1)).0);
        }
        let not = i > 0 && self.doc.key(i - 1) == key!("غير");
        let bad = entry.is(Bits::BAD) && !not || entry.is(Bits::NOT_BAD) && not;
        let good = entry.is(Bits::GOOD) && !not;
        let row = match (bad, good) {
            (true, _) => Row { kind: Some(Type::Opposes), cameo: "111", target: Target::Whose },
            (_, true) => Row { kind: Some(Type::Supports), cameo: "051", target: Target::Whose },
            _ => return None,
        };
        Some(Found { row, object: way.subject.map(|s| s.0).or(way.shown).unwrap_or(i), subject: way.subject, addressed: false })
    }

    /// هذا | تطور: an indefinite noun is said of what is pointed to.
    fn is_predicate(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        self.doc.kind(i) == TokenKind::Word
            && !article_off(key).1
            && !self.doc.class(i).any()
            && self.cues.at(i).is_none_or(|c| !c.is_finite())
    }

    /// What the table has of a word as a verb, behind و, ف, ل and the س of the future (then the second is true).
    pub(super) fn verb_entry(&self, i: usize) -> (Entry, bool) {
        let StanceFacts { verb, future, .. } = self.facts(i).stance();
        (verb, future)
    }

    /// What the table has of a word as a noun, less article, preposition and pronoun.
    pub(super) fn noun_entry(&self, i: usize) -> Entry {
        self.facts(i).stance().noun
    }

    fn is_finite_verb(&self, i: usize, entry: Entry) -> bool {
        entry.is(Bits::IMPERFECT) || self.cues.at(i).is_some_and(|c| c.is_finite() && self.stops(i))
    }
}

/// أنه, إننا: the subject is a pronoun, mostly the speaker's.
fn own_clause(key: Key) -> bool {
    [key!("ه"), key!("ها"), key!("نا"), key!("ي")].iter().any(|p| key.before(*p).is_some_and(|k| k.last() == NUN))
}

/// فليرحل: ل of the wish with an imperfect.
pub(super) fn is_let(key: Key) -> bool {
    key.len() > 4 && key.first() == FA && key.at(1) == LAM && matches!(key.at(2), YA | NUN)
}
