//! What stands between a subject and an object: appositions, asides.

use crate::lexicon::Mood;
use crate::reader::Reader;
use rawi_actors::Role;
use rawi_text::words::{ALIF, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key, sets};

impl Reader<'_> {
    /// Steps over an apposition of the subject with a title of its own (نصر أبو الحسن رئيس النادي، الكاتبة العامة، الدكتورة
    /// فلانة،) and over a relative clause between commas.
    pub(super) fn over_asides(&self, mut at: usize, stop: usize, preps: &[Key]) -> usize {
        for _ in 0..3 {
            // النقابة الوطنية لأطباء العيون، الدكتورة فلانة: what is left of the title
            if (self.glued_prep(at).is_some() || self.prep_at(at).is_some())
                && let Some(end) = self.circumstance(at, stop)
                && self.doc.kind(end) == TokenKind::Comma
                && self.doc.word(end + 1).role().is_some_and(|r| r.role == Role::Honorific)
            {
                at = end;
            }
            let comma = self.doc.kind(at) == TokenKind::Comma;
            let from = at + usize::from(comma);
            if from >= stop {
                break;
            }
            let closing = |from: usize, most: usize| {
                (from..stop.min(from + most)).take_while(|k| !self.ends(*k)).find(|k| self.doc.kind(*k) == TokenKind::Comma)
            };
            if comma && self.doc.class(from).is(Class::REL) {
                let Some(end) = closing(from, 24) else { break };
                at = end + 1;
                continue;
            }
            let titled = self.doc.word(from).role().is_some_and(|r| {
                matches!(r.role, Role::Office | Role::Spokes | Role::Profession | Role::Honorific)
                    && r.number == rawi_actors::Number::S
            });
            let apposed = titled
                .then(|| self.noun_phrase(from, stop, true, preps))
                .flatten()
                .filter(|np| np.start == from && np.end < stop && np.can_speak());
            let Some(np) = apposed else { break };
            let named = self.doc.word(at - 1).is_namelike() && !comma;
            if !(named || comma && (np.name.is_some() || self.doc.kind(np.end) == TokenKind::Comma)) {
                break;
            }
            at = np.end + usize::from(self.doc.kind(np.end) == TokenKind::Comma);
        }
        at
    }

    /// سرايا القدس، الجناح العسكري للحركة، إيقاع دبابتين: what is done begins behind the comma that closes an apposition of the
    /// subject; `at` where there is none.
    pub(super) fn past_apposition(&self, at: usize, stop: usize) -> usize {
        let doc = &self.doc;
        let mut from = at;
        for _ in 0..2 {
            let (key, word) = (doc.key(from), doc.word(from));
            let joined = key.first() == WAW && key.len() > 3 && !word.is_whole();
            let told = article_off(key).1
                || word.role().is_some()
                || word.is_namelike()
                || doc.kb_at(from).is_some()
                || key == key!("أحد")
                || key == key!("إحدى");
            // الاتفاق على، الاعتراف ب: the object itself
            let object = article_off(key).1
                && self.doc.kind(from - 1) == TokenKind::Comma
                && (self.act_noun(from).is_some() || rawi_actors::is_verbal_noun(article_off(key).0));
            // شركة أرامكو السعودية أمين الناصر، اليوم، دعم, اللقاء الدوري المنعقد بالوزارة، تمكن: what is left of the subject
            let left = article_off(key).1 && !doc.class(from).any() && (word.is_adjective() || word.is_demonym());
            // جماعة من المتمردين الشيشان مسؤولية الهجوم
            if left && self.is_done(from + 1) && from + 1 < stop && doc.kind(from - 1) == TokenKind::Word {
                return from + 1;
            }
            // أكد الوزير فلان والممثل الخاص لروسيا ضرورة: a second subject
            if joined && from < stop && doc.kind(from - 1) == TokenKind::Word {
                let needed = (from + 1..stop.min(from + 20))
                    .take_while(|k| doc.kind(*k) == TokenKind::Word)
                    .find(|k| sets().modal.contains(&doc.key(*k)));
                if let Some(needed) = needed {
                    return needed;
                }
            }
            let led = [key!("بزعامة"), key!("برئاسة"), key!("بقيادة")].contains(&key) && doc.kind(from - 1) == TokenKind::Comma;
            let apposed = !object
                && (doc.kind(from) == TokenKind::Number
                    || joined
                    || left
                    || led
                    || told && doc.kind(from - 1) == TokenKind::Comma);
            if !apposed || self.is_done(from) {
                break;
            }
            let comma = (from + 1..stop.min(from + 20))
                .take_while(|k| {
                    !self.ends(*k)
                        && self.opens(*k).is_none()
                        && !doc.class(*k).is(Class::CLAUSE)
                        && !self.cues.at(*k).is_some_and(|c| c.is_finite() && self.is_likely_cue(c))
                })
                .find(|k| doc.kind(*k) == TokenKind::Comma);
            let Some(comma) = comma else { break };
            let next = (comma + 1..stop)
                .find(|k| !self.doc.class(*k).is(Class::TIME.or(Class::DAY)) && doc.kind(*k) != TokenKind::Comma)
                .unwrap_or(stop);
            if next < stop && self.is_done(next) {
                return next;
            }
            from = comma + 1;
        }
        at
    }

    /// Whether a noun of what is done stands at a token, without its article (إيقاع، ضرورة، عزمه).
    pub(super) fn is_done(&self, at: usize) -> bool {
        let (key, word) = (self.doc.key(at), self.doc.word(at));
        self.doc.kind(at) == TokenKind::Word
            && !self.doc.class(at).any()
            && !article_off(key).1
            && word.role().is_none()
            && self.doc.kb_at(at).is_none()
            && self.glued_prep(at).is_none()
            && (key.first() != WAW || word.is_whole())
            && !self.cues.at(at).is_some_and(|c| c.has(Mood::Participle))
            && (self.act_noun(at).is_some()
                || rawi_actors::is_verbal_noun(key)
                || self.is_event(at)
                || word.is_noun() && !word.is_namelike())
    }

    /// مقتل، وفاة, مشاركة، مواصلة: a noun of what happens or is done, by itself or by its pattern (مفاعلة، استفعالة).
    pub(super) fn is_event(&self, at: usize) -> bool {
        let key = article_off(self.doc.key(at)).0;
        let bare = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().find_map(|s| key.before(*s)).unwrap_or(key);
        let owned = bare.before(key!("ت")).filter(|_| bare != key).map_or(bare, |b| b.join(key!("ة")));
        let pattern = |k: Key| {
            let closed = k.last() == key!("ة").first();
            let share = k.len() == 6
                && k.first() == key!("م").first()
                && k.at(2) == ALIF
                && k.at(4) != key!("ي").first()
                && self.doc.tables.word(k).is_common();
            let host = k.len() == 7 && k.take(3) == key!("است") && k.at(4) == ALIF;
            closed && (share || host)
        };
        self.doc.sets(at).has(sets().event) || pattern(key) || pattern(owned)
    }

    /// Whether a semicolon stands where a comma would: between a name and what it is, with the words to come.
    pub(super) fn is_apposed(&self, j: usize, limit: usize) -> bool {
        let words = (j + 1..limit.min(j + 18)).take_while(|k| !self.ends(*k) && !self.stops(*k));
        words.clone().any(|k| {
            self.doc.kind(k) == TokenKind::Comma
                && k > j + 2
                && (self.is_clause(k + 1) || self.prep_at(k + 1).is_some() || self.opens(k + 1).is_some())
        }) && !words.clone().any(|k| self.doc.class(k).is(Class::CLAUSE) && self.doc.kind(k - 1) != TokenKind::Comma)
    }
}
