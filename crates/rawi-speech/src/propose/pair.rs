//! Two that stand side by side behind a verb that takes a person as its object (اتهمت ليفني نتنياهو بكذا): where whoever speaks
//! ends and whoever is spoken of begins.

use crate::lexicon::{Between, Form, Gender, Mark, Verb};
use crate::reader::Reader;
use rawi_actors::{NounPhrase, Number, Role};
use rawi_text::words::{BA, LAM, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key, sets};

/// How likely it is that another begins at a token, from what only a verb without an object needs to what is sure.
type Chance = u8;

/// From here on the two are told apart by what they are, and not by the verb alone.
const SURE: Chance = 10;

impl Verb {
    /// Whether it takes a person or a body as its object, before what is said.
    pub(super) fn takes_whom(&self) -> bool {
        self.frames.iter().any(|f| matches!(f.between, Between::Addressee | Between::Inside))
    }

    /// Whether it takes such a complement only behind an object.
    pub(super) fn needs_whom(&self, mark: Mark) -> bool {
        let mut fit = self.frames.iter().filter(|f| f.mark == mark).peekable();
        fit.peek().is_some() && fit.all(|f| matches!(f.between, Between::Addressee | Between::Inside))
    }
}

impl Reader<'_> {
    /// Whoever speaks, where the phrase behind a verb has the object too; `needed`: without one the verb would have none.
    fn first_of_two(&self, np: &NounPhrase, limit: usize, form: &Form, needed: bool) -> Option<NounPhrase> {
        let mut best: Option<(Chance, NounPhrase)> = None;
        for k in np.start + 1..np.end {
            if !self.may_begin_another(np, k) {
                continue;
            }
            let Some(left) = self.noun_phrase(np.start, k, true, &[]).filter(|l| l.end == k && l.can_speak()) else { continue };
            // حركة حماس | الإدارة الأميركية المسؤولية
            let blame =
                |j: &usize| self.doc.sets(*j).has(sets().blame) || sets().blame.contains(&article_off(self.doc.key(*j)).0);
            let end = (k + 1..np.end).find(blame).unwrap_or(np.end);
            let right = self.noun_phrase(k, limit, true, &[]).filter(|r| r.end >= end && r.can_speak() && !r.conj);
            let Some(right) = right.filter(|_| self.may_speak_in(form, &left)) else { continue };
            let chance = self.two_apart(&left, &right);
            if (chance >= SURE || needed && chance > 0) && best.as_ref().is_none_or(|(c, _)| chance > *c) {
                best = Some((chance, left));
            }
        }
        best.map(|(_, left)| left)
    }

    /// The subject that a phrase right behind a verb is, where it has whoever is spoken of as well and nothing else up to `stop` is
    /// he.
    pub(super) fn without_object(&self, np: &NounPhrase, stop: usize, form: &Form, needed: bool) -> Option<NounPhrase> {
        let (doc, rest) = (&self.doc, self.skip_light(np.end, stop));
        // ترامب | ونتنياهو, رئيس الوزراء | العراقي نوري المالكي: what goes on the second of them
        let joined = doc.key(rest).first() == WAW && !doc.word(rest).is_whole();
        let goes_on = joined || article_off(doc.key(rest)).1 && doc.word(rest).is_demonym();
        // ليفني، التي رفضت الخطة،
        let relative = doc.class(np.end + usize::from(doc.kind(np.end) == TokenKind::Comma)).is(Class::REL);
        let alone = rest >= stop && self.only_light(np.end, stop);
        if !(alone || rest == np.end && goes_on || relative) {
            return None;
        }
        self.first_of_two(np, stop, form, needed)
    }

    /// Whether nothing but times, adverbs and marks stand between two tokens.
    fn only_light(&self, from: usize, to: usize) -> bool {
        (from..to).all(|k| {
            let class = self.doc.class(k);
            self.doc.kind(k) == TokenKind::Comma
                || class.is(Class::TIME.or(Class::DAY).or(Class::ADV)) && !class.is(Class::PREP)
                || self.doc.sets(k).has(sets().time_tail)
                || self.is_manner(k)
        })
    }

    /// Whether the one phrase behind a verb that needs an object is that object, and not who speaks: كما هنأ الحزب على فوزه.
    pub(super) fn is_object_of(&self, np: &NounPhrase, verb: &Verb, mark: Mark, limit: usize) -> bool {
        let known = self.doc.kb_at(np.start).is_some_and(|h| np.start + h.words as usize >= np.end);
        let several = np.name.is_some() && np.end > np.start + 2 && !known;
        // وقد اتهم مسؤولو المدينة بالفساد: mostly the passive, and who is accused stands in the nominative
        let accused = verb.act == crate::reading::Act::Accuse && np.kb.is_none();
        !accused && verb.needs_whom(mark) && self.only_light(np.end, limit) && !several && np.definite && !np.coordinated
    }

    /// Whether somebody else may begin at a token of a phrase: no particle, no adjective, nothing that is joined to a word before.
    fn may_begin_another(&self, np: &NounPhrase, k: usize) -> bool {
        let (doc, word) = (&self.doc, self.doc.word(k));
        if self.opens(k).is_some() {
            return true;
        }
        let joined = |i: usize| doc.is_joined(i) || doc.sets(i).has(sets().name_join);
        let known = np.name.is_some_and(|(a, _)| doc.kb_at(a).is_some_and(|h| a < k && k < a + h.words as usize))
            || doc.kb_at(np.start).is_some_and(|h| k < np.start + h.words as usize);
        doc.kind(k) == TokenKind::Word
            && !doc.class(k).any()
            && self.glued_prep(k).is_none()
            && (doc.key(k).first() != WAW || word.is_whole())
            && !((word.is_adjective() && word.is_common() || word.is_demonym())
                && word.role().is_none()
                && word.name_exact().is_none())
            && doc.kind(k - 1) != TokenKind::Number
            && !joined(k)
            && !joined(k - 1)
            && !known
    }

    /// Whether whoever it is agrees with a verb before him, his name too.
    fn may_speak_in(&self, form: &Form, np: &NounPhrase) -> bool {
        let person = np.name.and_then(|(a, _)| self.doc.kb_at(a)).or(np.kb).map(|h| self.doc.tables.kb[h.row as usize].gender);
        let men = person == Some(rawi_actors::Gender::M) && np.role.is_none() && form.gender == Gender::F;
        let women = person == Some(rawi_actors::Gender::F) && form.gender == Gender::M;
        !(np.name.is_some() && (men || women)) && self.agrees_before(form, np)
    }

    /// How likely two phrases, one right behind the other, are two people or bodies and not one.
    fn two_apart(&self, left: &NounPhrase, right: &NounPhrase) -> Chance {
        let doc = &self.doc;
        let k = right.start;
        let human = |np: &NounPhrase| np.role.is_some_and(|r| r.role.is_human() && r.role != Role::Modifier);
        let one = |np: &NounPhrase| np.role.is_none_or(|r| r.number == Number::S) && !np.coordinated;
        let person = |i: usize| doc.kb_at(i).is_some_and(|h| doc.tables.is_person(h.row));
        let title = human(right) && one(right) && doc.word(k).role().is_some();
        let named = right.name.is_some_and(|(a, _)| a == k) || person(k);
        let quoted = self.opens(k).is_some();
        let body = right.kb.is_some() && !person(k) || right.role.is_some_and(|r| r.role.is_body());
        let before = left.name.is_some_and(|(_, b)| b == k);
        let somebody = named || title || quoted || body;
        // حركة حماس | المستشارة ميركل; but حكومة نتنياهو
        let institution = !human(left) && !before && (left.kb.is_some() || left.role.is_some_and(|r| r.role.is_body()));
        if !somebody {
            return 0;
        }
        if institution && self.is_complete(left) {
            return SURE + 2;
        }
        // مسؤولون أميركيون | زعيم المعارضة, نواب المعارضة | «حماس», رئيسا كولومبيا وفنزويلا | بوتين
        let several = left.role.is_some_and(|r| r.number != Number::S) || left.coordinated;
        if several && self.is_complete(left) && one(right) {
            return SURE + 2;
        }
        // مسؤول إيراني | الرئيس الأميركي: behind an indefinite noun what is definite
        if human(left) && !before && !left.definite && self.is_complete(left) && (right.definite || right.name.is_some()) {
            return SURE + 2;
        }
        if before {
            return self.two_names(left, right, title);
        }
        // وزير الدفاع | «حماس»; وزير الدفاع | السفير سامي الجميل where the verb needs an object
        match human(left) && self.is_complete(left) {
            true if quoted || body && !named => SURE + 1,
            true if title && right.name.is_some() => 4,
            true if title => 3,
            // رئيس الوزراء بنيامين نتنياهو: one person
            _ => 0,
        }
    }

    /// The same where the first ends with a name.
    fn two_names(&self, left: &NounPhrase, right: &NounPhrase, title: bool) -> Chance {
        let doc = &self.doc;
        let k = right.start;
        let Some((a, b)) = left.name else { return 0 };
        // فلان | المخرج زفياجينتسيف, and فلان رئيس اللجنة
        if title {
            return if right.name.is_some() { SURE + 1 } else { 5 };
        }
        if right.name.is_none_or(|(n, _)| n != k) && right.kb.is_none() {
            return SURE;
        }
        let given = |i: usize| doc.word(i).name_exact().is_some_and(|n| n.given > 20 && n.given > n.family);
        let hit = |i: usize| doc.kb_at(i).filter(|h| doc.tables.is_person(h.row)).map_or(0, |h| h.words as usize);
        let (known, other) = (a + hit(a) == b, hit(k) > 0);
        // خالد مشعل | ماكرون, نتنياهو | محمود عباس
        let alone = b == a + 1 && given(a);
        if known && other && !alone {
            return SURE + 4;
        }
        // of whom the text has the full name: غولدسميث | بلير
        let family = |i: usize| doc.is_family_name(i);
        if b == a + 1 && family(a) && !given(a) && (other || family(k) || given(k) && right.end > k + 1) {
            return SURE + 3;
        }
        // سامي الجميل | محمود الزهار, ماكرون | محمود الزهار
        let closed = article_off(doc.key(b - 1)).1 && b > a + 1;
        if (closed || known && !alone) && given(k) && right.end > k + 1 {
            return SURE + 1;
        }
        // جون ماكين | بلير
        if b > a + 1 && other && !given(k) && hit(k) == right.end - k {
            return SURE;
        }
        // رانيا | يوسف: one name
        if alone && right.end == k + 1 && !other {
            return 0;
        }
        let mut chance = 2;
        chance += 3 * u8::from(given(k) && right.end > k + 1) + 2 * u8::from(closed) + 2 * u8::from(known && !alone);
        chance += u8::from(other && !given(k)) + u8::from(b > a + 1 && given(a));
        chance.saturating_sub(u8::from(alone) + u8::from(given(k) && right.end == k + 1)).max(1)
    }

    /// Whether nothing must follow a phrase for it to be whole: it is definite by its last word, or a name, or has its ending.
    fn is_complete(&self, np: &NounPhrase) -> bool {
        let doc = &self.doc;
        let last = np.end - 1;
        let key = doc.key(last);
        let word = doc.word(last);
        let known = (np.start..np.end).any(|i| doc.kb_at(i).is_some_and(|h| i + h.words as usize == np.end));
        let ending =
            [key!("ون"), key!("ان")].iter().any(|e| key.before(*e).is_some_and(|k| k.len() > 2)) && word.role().is_some();
        let adjective = np.end > np.start + 1
            && (word.is_demonym() || word.role().is_none() && !word.is_noun() && (word.is_adjective() || relative(key)));
        self.closes(last).is_some()
            || article_off(key).1
            || matches!(key.first(), WAW | BA | LAM) && (article_off(key.skip(1)).1 || key.at(1) == LAM)
            || known
            || ending
            || adjective
            || np.name.is_some_and(|(_, b)| b == np.end)
    }
}

/// أمني، حقوقية، أميركيون: the ending of a relative adjective.
fn relative(key: Key) -> bool {
    !article_off(key).1
        && [key!("ي"), key!("ية"), key!("يون"), key!("يين"), key!("يان")]
            .iter()
            .any(|e| key.before(*e).is_some_and(|k| k.len() > 2))
}
