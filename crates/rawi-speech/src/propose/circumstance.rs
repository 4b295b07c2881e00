//! A preposition with what it leads, between a verb and its subject or content: how far it goes.

use crate::reader::Reader;
use rawi_actors::Role;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, TokenKind, key, sets};

/// Most words of a title before the name that belongs to it.
const MOST_OF_TITLE: usize = 7;

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
                    if i > at && self.ends_circumstance(at, start, i) {
                        // بحضور الأمين العام فلان: his name
                        match self.name_of_title(at, i, limit) {
                            Some(end) => {
                                i = end;
                                continue;
                            }
                            None => break,
                        }
                    }
                    // قضية رجب طيب أردوغان: all words of a name
                    i += doc.kb_at(i).filter(|h| h.words > 1).map_or(0, |h| h.words as usize - 1);
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

    /// Whether a word behind a preposition and more begins another phrase: an object, or an actor behind a whole phrase.
    fn ends_circumstance(&self, at: usize, start: usize, i: usize) -> bool {
        let doc = &self.doc;
        // للجزيرة تداول رسالة: an indefinite noun after a definite one begins an object
        let (key, before) = (doc.key(i), doc.key(i - 1));
        let definite = article_off(before).1
            || (before.first() == rawi_text::words::LAM && before.at(1) == rawi_text::words::LAM)
            || article_off(before.skip(1)).1;
        let object = definite
            && !article_off(key).1
            && !doc.class(i).any()
            && doc.tables.word(key).is_common()
            && !doc.tables.word(key).is_demonym()
            && doc.kb_at(i).is_none()
            && doc.tables.role(key).is_none()
            && self.glued_prep(i).is_none()
            && key.first() != WAW;
        // على موقعها الإلكتروني القصف التركي: a noun after a complete phrase begins another
        let noun = || i > start && article_off(key).1 && doc.word(i).is_noun() && self.complete_before(i);
        // a title or a body begins another phrase where this one is complete; but بمشاركة وزير الصحة, رسالة إلى الوزير
        let actor = || {
            i > at + 1
                && i > start
                && !doc.class(i - 1).is(Class::PREP)
                && self.begins_actor(i)
                && self.definite_before(at, i)
                && !self.is_governed(i)
                && !self.qualifies_body(i)
        };
        object || noun() || actor()
    }

    /// One past the name at `i` that belongs to the title of one person before it: بحضور الأمين العام فلان, جمعه بالوزير فلان.
    fn name_of_title(&self, from: usize, i: usize, limit: usize) -> Option<usize> {
        let doc = &self.doc;
        if doc.word(i).role().is_some_and(|r| r.role != Role::Honorific) {
            return None;
        }
        (from.max(i.saturating_sub(MOST_OF_TITLE))..i).find_map(|k| {
            let role = doc.role(k).filter(|r| r.role.is_human() && r.number == rawi_actors::Number::S)?;
            if matches!(role.role, Role::Modifier | Role::Source) {
                return None;
            }
            let np = match self.glued_prep(k) {
                Some(_) => self.noun_phrase_after_clitic(k, limit),
                None => self.noun_phrase(k, limit, false, &[]),
            }?;
            (np.start == k && np.end > i && np.name.is_some_and(|(a, _)| a >= i)).then_some(np.end)
        })
    }

    /// Whether a word stands behind a noun that is annexed to it: بمشاركة وزير الصحة. What one speaks in may be followed by
    /// who speaks (في بيان وزير الصحة).
    fn is_governed(&self, i: usize) -> bool {
        let (doc, before) = (&self.doc, i - 1);
        let key = doc.key(before);
        let glued = self.glued_prep(before).is_some();
        let noun = if glued { key.skip(1) } else { key };
        let led = glued || before > 0 && doc.class(before - 1).is(Class::PREP);
        doc.kind(before) == TokenKind::Word
            && !doc.class(before).any()
            && !article_off(noun).1
            && !self.is_owned(before)
            && !doc.is_occasion(before)
            && !doc.is_medium(before)
            && doc.kb_at(before).is_none()
            && !sets().span_of_time.contains(&noun)
            && (rawi_actors::is_verbal_noun(noun) || led && doc.tables.word(noun).is_noun())
    }

    /// Whether a relative adjective with its article stands behind a body: المكتب السياسي.
    fn qualifies_body(&self, i: usize) -> bool {
        let (doc, (bare, article)) = (&self.doc, article_off(self.doc.key(i)));
        let relative = bare.last() == key!("ي").first() || bare.before(key!("ية")).is_some();
        article
            && relative
            && doc.word(i).role().is_some_and(|r| r.role == Role::Profession)
            && doc.role(i - 1).is_some_and(|r| r.role.is_body())
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
            let word = self.doc.tables.word(k);
            // ممثلي المجتمع المدني: no adjective
            word.is_demonym() || k.last() == key!("ي").last() && word.role().is_none_or(|r| r.number == rawi_actors::Number::S)
        })
    }
}
