//! A preposition with what it leads, between a verb and its subject or content: how far it goes.

use crate::reader::Reader;
use rawi_actors::Role;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, TokenKind, key, sets};

impl Reader<'_> {
    /// Whether a preposition phrase of circumstance begins at a token; gives one past its end.
    pub fn circumstance(&self, at: usize, limit: usize) -> Option<usize> {
        let doc = &self.doc;
        let class = doc.class(at);
        if class.is(Class::PREPPRON) {
            return Some(at + 1);
        }
        let glued = self.glued_prep(at).is_some();
        if !glued && !class.is(Class::PREP) {
            return None;
        }
        if let Some(end) = self.by_the_way(at, limit).or_else(|| self.date(at, limit)) {
            return Some(end);
        }
        let mut i = at + 1;
        if glued && self.is_manner(at) {
            return Some(i);
        }
        // the noun phrase after it, as far as it is one
        let start = i;
        while i < limit {
            match doc.kind(i) {
                TokenKind::Word => {
                    let c = doc.class(i);
                    if c.is(Class::CLAUSE.or(Class::REL).or(Class::LINK).or(Class::AUX).or(Class::NEG))
                        || (self.stops(i) && i > start)
                    {
                        break;
                    }
                    if i > start && c.any() && !c.is(Class::DEM.or(Class::TIME).or(Class::DAY).or(Class::PREP)) {
                        break;
                    }
                    // عبر «تويتر» سحب القوات, لقناة «العربية» رفضه: behind a name in quotation marks only its adjective
                    let adjective = article_off(doc.key(i)).1 && (doc.word(i).is_adjective() || doc.word(i).is_demonym());
                    if i > start && doc.kind(i - 1) == TokenKind::Quote && !c.any() && !adjective {
                        break;
                    }
                    if i > start + 1 && c.is(Class::PREP) {
                        break;
                    }
                    // علق على ذلك أحد المسؤولين: another phrase
                    if i > start && [key!("أحد"), key!("إحدى")].contains(&doc.key(i)) && article_off(doc.key(i + 1)).1 {
                        break;
                    }
                    // في تصريحات رغبة بلده في: an act noun begins the object
                    let told = |k: usize| doc.is_occasion(k) || doc.class(k).is(Class::TIME.or(Class::DAY));
                    if i > start && !article_off(doc.key(i)).1 && self.act_noun(i).is_some() && told(i - 1) {
                        break;
                    }
                    // في مؤتمر صحفي مقتل جنديين: the occasion has its adjective, and what is done begins the object
                    let occasion = i > start + 1 && doc.is_occasion(i - 2) && !article_off(doc.key(i - 2)).1;
                    if occasion
                        && doc.word(i - 1).is_adjective()
                        && !article_off(doc.key(i - 1)).1
                        && (self.is_done(i) || c.is(Class::DEM))
                    {
                        break;
                    }
                    // قبل أيام مقتل, منذ ثلاثة أسابيع انسحاب: the time ends
                    let timed = sets().span_of_time.contains(&doc.key(i - 1))
                        || doc.class(i - 1).is(Class::TIME.or(Class::DAY)) && !doc.sets(i - 1).has(sets().no_time);
                    if i > start && timed && self.is_done(i) && !doc.sets(i).has(sets().time_tail) {
                        break;
                    }
                    // للجزيرة تداول رسالة: an indefinite noun after a definite one begins an object
                    let (key, before) = (doc.key(i), doc.key(i - 1));
                    let definite = article_off(before).1
                        || (before.first() == rawi_text::words::LAM && before.at(1) == rawi_text::words::LAM)
                        || article_off(before.skip(1)).1;
                    if i > at
                        && definite
                        && !article_off(key).1
                        && !c.any()
                        && doc.tables.word(key).is_common()
                        && !doc.tables.word(key).is_demonym()
                        && doc.kb_at(i).is_none()
                        && doc.tables.role(key).is_none()
                        && self.glued_prep(i).is_none()
                        && key.first() != WAW
                    {
                        break;
                    }
                    // على موقعها الإلكتروني القصف التركي: a noun after a complete phrase begins another
                    if i > start && article_off(key).1 && doc.word(i).is_noun() && self.complete_before(i) {
                        break;
                    }
                    // a title or a body begins another phrase where this one is complete
                    if i > start && i > at + 1 && self.begins_actor(i) && self.definite_before(at, i) {
                        break;
                    }
                    i += 1;
                }
                TokenKind::Number => i += 1,
                TokenKind::Quote => match self.opens(i) {
                    Some(q)
                        if doc.scaffold.quotes.all[q].closed
                            && doc.scaffold.quotes.all[q].close - doc.scaffold.quotes.all[q].open <= 7
                            && !doc.breaks(i, doc.scaffold.quotes.all[q].close as usize)
                            && (i == start || !self.is_clause(i + 1))
                            && self.doc.kind(i - 1) == TokenKind::Word
                            && (i == start
                                || self.doc.role(i - 1).is_some()
                                // على صفحته عبر «فيسبوك», في حديثه لـ«سبوتنيك»
                                || doc.class(i - 1).is(Class::PREP)
                                || self.glued_prep(i - 1).is_some() && doc.key(i - 1).len() == 1) =>
                    {
                        i = doc.scaffold.quotes.all[q].close as usize + 1
                    }
                    _ => break,
                },
                TokenKind::Open => match doc.closing(i, 9) {
                    Some(c) => i = c + 1,
                    None => break,
                },
                _ => break,
            }
        }
        (i > at).then_some(i.max(at + 1))
    }

    /// Whether the noun phrase that ends before `i` takes no more noun: a definite word, or an indefinite adjective.
    pub(super) fn complete_before(&self, i: usize) -> bool {
        let before = i - 1;
        let key = self.doc.key(before);
        // صحافي، رسمية; but منظمتي is a dual in construct
        let relative = [key!("ي"), key!("ية")]
            .iter()
            .any(|e| key.before(*e).is_some_and(|stem| stem.len() >= 3 && stem.last() != key!("ت").last()))
            && self.doc.word(before).is_adjective();
        self.doc.kind(before) == TokenKind::Word
            && !self.doc.class(before).any()
            && (article_off(key).1
                || (key.first() == rawi_text::words::LAM && key.at(1) == rawi_text::words::LAM)
                || self.glued_prep(before).is_some() && article_off(key.skip(1)).1
                || self.doc.word(before).is_demonym()
                // لوكالة رويترز القرار
                || self.doc.kb_at(before).is_some_and(|h| h.words == 1)
                || relative
                || self.is_owned(before))
    }

    /// Whether a word ends with the pronoun of its owner (تصريحاته، موقعها).
    pub(crate) fn is_owned(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        let t = self.doc.tables;
        [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().any(|s| {
            key.before(*s).is_some_and(|stem| {
                stem.len() >= 3
                    && (t.word(stem).is_common() || stem.before(key!("ت")).is_some_and(|f| t.word(f.join(key!("ة"))).is_common()))
            })
        })
    }

    pub(crate) fn begins_actor(&self, i: usize) -> bool {
        let doc = &self.doc;
        let key = doc.key(i);
        if self.glued_prep(i).is_some() {
            return false;
        }
        doc.tables.word(key).role().is_some_and(|r| !matches!(r.role, Role::Modifier | Role::Place))
            || (doc.tables.word(key).name_exact().is_some_and(|n| !n.common && n.given > 20) && !article_off(key).1)
    }

    pub(crate) fn definite_before(&self, from: usize, i: usize) -> bool {
        (from..i).any(|k| {
            let key = self.doc.key(k);
            let (_, article) = article_off(key);
            article
                || self.glued_prep(k).is_some() && article_off(key.skip(1)).1
                || (key.first() == rawi_text::words::LAM && key.at(1) == rawi_text::words::LAM)
                || self.doc.kb_at(k).is_some()
                || self.doc.kind(k) == TokenKind::Close
                || self.doc.kind(k) == TokenKind::Quote
        }) || (i > from + 1 && {
            // مع قناة X / في تصريح صحافي: a title after an indefinite noun with its adjective
            let k = self.doc.key(i - 1);
            self.doc.tables.word(k).is_demonym() || k.last() == key!("ي").last()
        })
    }
}
