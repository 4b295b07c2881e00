//! The grammar of noun phrases that name a speaker: titles, apposition, brackets, coordination.

use crate::doc::{Doc, has_article};
use crate::phrase_forms::Form;
use crate::tables::{Gender, KbHit, Likely, Number, Role, RoleWord};
use rawi_text::words::{BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Class, InSets, Key, Token, TokenKind, key, sets};
use std::cell::Cell;

/// A noun phrase, as a range of tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct NounPhrase {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The role word at its head.
    pub role: Option<RoleWord>,
    /// Whether a personal name is in it, and where.
    pub name: Option<(usize, usize)>,
    /// What the knowledge base knows its head by.
    pub kb: Option<KbHit>,
    /// Whether it is definite.
    pub definite: bool,
    /// Whether و or ف stands glued before it.
    pub conj: bool,
    /// Whether two or more are joined in it.
    pub coordinated: bool,
    /// Whether it begins with a partitive or a number (كل من، 3 مصادر).
    pub partitive: bool,
    /// Whether ل or ب stands glued before it (وفقاً لمصادر).
    pub clitic: bool,
    /// Whether its head has a possessive pronoun (محاميه، معاليه).
    pub possessed: bool,
}

impl NounPhrase {
    /// Gender for agreement with its verb.
    pub fn gender(&self) -> Gender {
        self.role.map_or(Gender::Unknown, |r| r.gender)
    }

    /// Number.
    pub fn number(&self) -> Number {
        if self.coordinated { Number::P } else { self.role.map_or(Number::S, |r| r.number) }
    }

    /// Whether its personal name follows a title or is of more than one word.
    pub fn definite_name(&self) -> bool {
        self.name.is_some_and(|(a, b)| a > self.start || b > a + 1)
    }

    /// Whether the phrase is surely somebody who can speak.
    pub fn can_speak(&self) -> bool {
        self.role.is_some_and(|r| r.role != Role::Modifier)
            || self.name.is_some()
            || self.kb.is_some()
            || (self.partitive && self.end > self.start + 1)
    }
}

/// How far a phrase may go. It notes what it is asked for, so that a phrase that was read under one limit is known to be the
/// same under another ([`Phrases`](crate::Phrases)).
pub struct Reach<'a> {
    /// One past the last token that the phrase may take.
    limit: usize,
    /// Whether a token begins something else: a verb, a participle.
    pub(crate) stops: &'a dyn Fn(usize) -> bool,
    /// Whether an object may follow the phrase without a mark between them.
    pub(crate) object: bool,
    /// Prepositions that the verb takes: they do not go on the phrase.
    verb_preps: &'a [Key],
    /// Whether a glued preposition stands before the phrase's first word (وفقاً للمرسوم).
    pub(crate) clitic: bool,
    /// Of the limits that would give the same answers, the lowest.
    pub(crate) least: Cell<usize>,
    /// Whether the verb's prepositions were asked for.
    pub(crate) by_preps: Cell<bool>,
}

impl<'a> Reach<'a> {
    /// As far as to `limit`, and to no token that `stops`.
    pub fn new(limit: usize, stops: &'a dyn Fn(usize) -> bool) -> Reach<'a> {
        let (least, by_preps) = (Cell::new(0), Cell::new(false));
        Reach { limit, stops, object: false, verb_preps: &[], clitic: false, least, by_preps }
    }

    /// The same where an object may follow the phrase without a mark between them.
    pub fn before_object(self, object: bool) -> Reach<'a> {
        Reach { object, ..self }
    }

    /// The same behind a verb that takes these prepositions.
    pub fn of_verb(self, verb_preps: &'a [Key]) -> Reach<'a> {
        Reach { verb_preps, ..self }
    }

    /// The same where a preposition may be glued to the phrase's first word.
    pub fn behind_clitic(self, clitic: bool) -> Reach<'a> {
        Reach { clitic, ..self }
    }

    /// One past the last token that the phrase may take.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// The prepositions of the verb.
    pub(crate) fn preps(&self) -> &'a [Key] {
        self.verb_preps
    }

    /// Whether the phrase may take the token at `i`.
    pub(crate) fn has(&self, i: usize) -> bool {
        self.to(i + 1) > i
    }

    /// `end`, or the limit where that comes first.
    pub(crate) fn to(&self, end: usize) -> usize {
        self.least.set(self.least.get().max(end));
        end.min(self.limit)
    }

    /// Whether the verb takes this preposition.
    pub(crate) fn takes(&self, prep: Key) -> bool {
        self.by_preps.set(true);
        self.verb_preps.contains(&prep)
    }

    /// Whether it takes any.
    pub(crate) fn takes_any(&self) -> bool {
        self.by_preps.set(true);
        !self.verb_preps.is_empty()
    }

    /// The same for a phrase in apposition.
    pub(crate) fn inner(&self) -> Reach<'a> {
        Reach::new(self.limit, self.stops).before_object(self.object).of_verb(self.verb_preps)
    }

    /// Takes up what another was asked for.
    pub(crate) fn note(&self, inner: &Reach<'_>) {
        self.to(inner.least.get());
        self.by_preps.set(self.by_preps.get() | inner.by_preps.get());
    }
}

/// What several are called behind ك (كدول ضامنة), besides offices and bodies.
const AS_WHAT: [Key; 6] = [key!("دول"), key!("أطراف"), key!("بلدان"), key!("جهات"), key!("ضامن"), key!("مراقب")];

/// Offices of a government that look like adjectives, before its state (وزير خارجية مصر).
const PORTFOLIOS: [Key; 4] = [key!("خارجية"), key!("داخلية"), key!("مالية"), key!("عدل")];

/// What stands behind a number that counts hundredths.
const HUNDREDTHS: [Key; 2] = [key!("بالمئة"), key!("بالمائة")];

/// Whether a word tells how many a part has: عدد كبير من, عدداً محدوداً من.
fn is_amount(key: Key, word: &crate::words::Word<'_>) -> bool {
    let large = |k: Key| [key!("كبير"), key!("كبيرة")].contains(&k);
    !article_off(key).1 && (word.is_adjective() || large(key) || key.before(key!("ا")).is_some_and(large))
}

/// Heads of styles, before a rank and a name: صاحب السمو, خادم الحرمين.
const STYLES: [Key; 2] = [key!("صاحب"), key!("خادم")];

/// Bodies that are called the general one of something: الهيئة العامة للطيران.
const GENERAL: [Key; 4] = [key!("هيئة"), key!("مؤسسة"), key!("رئاسة"), key!("مديرية")];

/// Whether a word has the shape of a verbal noun of the derived forms: تعليق، اعتداء، إفراج، استئناف، مفاوضة.
pub fn is_verbal_noun(stem: Key) -> bool {
    let at = |i: u32| stem.at(i);
    let n = stem.len();
    let (alif, ta, ya, hamza) = (key!("ا").first(), key!("ت").first(), key!("ي").first(), key!("ء").first());
    (n == 5 && at(0) == ta && at(3) == ya) || (n >= 5 && at(0) == alif && (at(n - 2) == alif || at(n - 1) == hamza))
}

/// بشن, بما: ب before a short word, though tables have the whole; بتوكيل, بإقالته, باستضافة: before a noun of what is done, told
/// by its pattern where no table has it.
pub fn is_bi_before_noun(k: Key, t: &crate::tables::Tables) -> bool {
    if k.first() != BA || k.len() < 3 {
        return false;
    }
    let rest = k.skip(1);
    if sets().behind_bi.contains(&rest) {
        return true;
    }
    let word = t.word(k);
    // باكستان: a name
    let known = word.is_whole() || word.name_exact().is_some() || word.role().is_some() || t.kb_hit(k, |_| None).is_some();
    if k.len() <= 4 || known {
        return false;
    }
    let stem = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().find_map(|s| rest.before(*s));
    // إقالته: إقالة
    let open = stem.and_then(|s| s.before(key!("ت"))).map(|s| s.join(key!("ة")));
    let if3ala = |k: Key| k.len() == 5 && k.first() == key!("ا").first() && k.at(2) == key!("ا").first();
    let istif3ala = |k: Key| k.len() == 7 && k.take(3) == key!("است") && k.at(4) == key!("ا").first();
    let closed = |k: Key| k.last() == key!("ة").first() && (if3ala(k) || istif3ala(k));
    is_verbal_noun(stem.unwrap_or(rest)) || closed(rest) || open.is_some_and(|o| closed(o) || t.word(o).is_common())
}

impl<'a> Doc<'a> {
    /// Reads the noun phrase that begins at token `start`; none where no noun phrase can begin there.
    pub fn noun_phrase(&self, start: usize, reach: &Reach<'_>) -> Option<NounPhrase> {
        self.nameless_phrase(start, reach).map(|np| self.with_name(np, reach))
    }

    fn with_name(&self, mut np: NounPhrase, reach: &Reach<'_>) -> NounPhrase {
        np.name = self.personal_name(np.start + usize::from(np.possessed), np.end).or(np.name);
        np.coordinated &= !self.is_one_person(&np);
        // قال أمين الشيخ: a name, and no office
        if np.name.is_some_and(|(a, b)| a == np.start && b > a + 1) && !np.possessed && self.is_given_title(np.start, np.start) {
            np.role = None;
        }
        self.take_rank(&mut np);
        self.take_name_behind(&mut np, reach);
        self.end_at_family_name(&mut np);
        // البحرين: no two seas
        let state = |h: crate::tables::KbHit| self.tables.kb[h.row as usize].kind == crate::entity::EntityKind::State;
        if np.role.is_some_and(|r| r.role == Role::Place && r.number == Number::D) && np.kb.is_some_and(state) {
            np.role = None;
        }
        np
    }

    /// Whether two of the knowledge base are bodies, both named in full (الأمم المتحدة والاتحاد الأوروبي), or both states.
    fn are_bodies(&self, one: crate::tables::KbHit, other: crate::tables::KbHit) -> bool {
        let body = |h: crate::tables::KbHit| {
            use crate::entity::EntityKind::{Group, Organisation, Outlet, State};
            h.words > 1 && matches!(self.tables.kb[h.row as usize].kind, State | Organisation | Group | Outlet)
        };
        let state = |h: crate::tables::KbHit| self.tables.kb[h.row as usize].kind == crate::entity::EntityKind::State;
        body(one) && body(other) || state(one) && state(other)
    }

    /// The noun phrase before its personal name is looked for.
    fn nameless_phrase(&self, start: usize, reach: &Reach<'_>) -> Option<NounPhrase> {
        // الولايات المتحدة: no phrase begins with its second word; العام الماضي: nor with what tells a time
        let time = start > 0 && self.sets(start).has(sets().time_tail) && self.kind(start - 1) == TokenKind::Word;
        if self.amid_body(start) || time {
            return None;
        }
        let mut np = NounPhrase {
            start,
            end: start,
            role: None,
            name: None,
            kb: None,
            definite: false,
            conj: false,
            coordinated: false,
            partitive: false,
            clitic: false,
            possessed: false,
        };
        let mut i = start;
        let mut has_name = false;
        while reach.has(i) {
            let t = self.token(i)?;
            let was = (np.coordinated, np.definite);
            let taken = match t.kind {
                TokenKind::Word => self.take_word(i, start, &mut np, &mut has_name, reach),
                TokenKind::Number => {
                    let ok = i == start || (np.partitive && !np.definite) || self.is_numbered(i, start, &np);
                    np.partitive |= i == start;
                    ok.then_some(1)
                }
                TokenKind::Quote => self.take_quote(i, start, &mut np, &mut has_name, reach),
                TokenKind::Open => self.closing(i, 9).filter(|_| i > start).map(|c| c + 1 - i),
                // جرابار-كيتاروفيتش
                TokenKind::Dash if i > start && has_name && !t.spaced && self.joins(i) => Some(1),
                TokenKind::Comma if i > start => self.take_apposition(i, &mut np, &mut has_name, reach),
                // 70% من السائقين
                TokenKind::Other if i == start + 1 && self.kind(start) == TokenKind::Number => {
                    matches!(t.span.of(self.text), "%" | "٪").then_some(1)
                }
                TokenKind::Stop => (i > start && self.key(i - 1).len() == 1 && self.token(i - 1)?.is_word()).then_some(1),
                _ => None,
            };
            match taken {
                Some(n) => i += n,
                None => {
                    (np.coordinated, np.definite) = was;
                    break;
                }
            }
            np.end = i;
            if i == start + 1 && np.role.is_none() && np.kb.is_none() && !has_name {
                np.role = self.plural_people(start, np.conj);
            }
        }
        if np.end <= start {
            return None;
        }
        // أحد المسؤولين: one of them
        let one = [(key!("أحد"), Gender::M), (key!("إحدى"), Gender::F)].into_iter().find(|(k, _)| *k == self.key(start));
        if let (Some((_, gender)), Some(role)) = (one, &mut np.role) {
            (role.number, role.gender) = (Number::S, gender);
        }
        // a preposition or a conjunction at the end belongs to what follows
        while np.end > start + 1
            && self.class(np.end - 1).is(Class::PREP.or(Class::CONJ))
            && !self.is_joined(np.end - 1)
            && !self.is_ali_behind(np.end - 1)
        {
            np.end -= 1;
        }
        Some(np)
    }

    /// Whether a number goes on a phrase: القناة 12، منظمة المادة 19.
    fn is_numbered(&self, i: usize, start: usize, np: &NounPhrase) -> bool {
        let headed = np.role.is_some_and(|r| r.role.is_body() || r.role.is_human());
        // المادة 12: not what an article of a law says
        let noun = if i == start + 1 { &sets().channel } else { &sets().numbered };
        i > start && headed && noun.contains(&article_off(self.key(i - 1)).0)
    }

    /// Whether a word counts some of those behind it: اثنان من المسؤولين, خمسة نواب, عدداً من السكان.
    fn counts(&self, i: usize, reach: &Reach<'_>) -> bool {
        let key = self.key(i);
        let of = |j: usize| self.key(j) == key!("من") && has_article(self.key(j + 1)) && reach.has(j + 1);
        if !has_article(key) {
            let several = |j: usize| {
                self.kind(j) == TokenKind::Word
                    && !has_article(self.key(j))
                    && self.word(j).role().is_some_and(|r| r.number == Number::P && r.role != Role::Modifier)
            };
            let some = of(i + 1) || several(i + 1) && reach.has(i + 1);
            if some && rawi_text::is_number_word(&self.scaffold.tokens, i) {
                return true;
            }
        }
        // لكن عدداً كبيراً من
        key.before(key!("ا")).is_some_and(|k| sets().partitive.contains(&k)) && (of(i + 1) || of(i + 2))
    }

    /// Whether a word tells which part of the place behind it: شمال سيناء، غربي أفريقيا.
    fn is_part_of_place(&self, i: usize) -> bool {
        let whole = self.kb_at(i + 1).is_some_and(|h| !self.tables.is_person(h.row) && !h.metonym) || self.is_place(i + 1);
        self.sets(i).has(sets().direction) && self.kind(i + 1) == TokenKind::Word && whole
    }

    /// Whether ل and a verbal noun go on the name of a body: الهيئة الوطنية لحماية المعطيات، رئيس اللجنة العليا لمكافحة الفساد.
    fn is_for(&self, i: usize, rest: Key, np: &NounPhrase, start: usize, reach: &Reach<'_>) -> bool {
        let body = |j: usize| has_article(self.key(j)) && self.word(j).role().is_some_and(|r| r.role == Role::Body);
        i > start + 1
            && self.key(i).first() == LAM
            && !reach.takes(key!("ل"))
            && has_article(self.key(i - 1))
            && (start.max(i.saturating_sub(3))..i).any(body)
            && np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes | Role::Body))
            && !article_off(rest).1
            && (is_verbal_noun(rest) || rest.before(key!("ة")).is_some())
            && self.tables.word(rest).is_common()
            && self.kind(i + 1) == TokenKind::Word
            && has_article(self.key(i + 1))
            && reach.has(i + 1)
    }

    fn take_word(&self, i: usize, start: usize, np: &mut NounPhrase, has_name: &mut bool, reach: &Reach<'_>) -> Option<usize> {
        let (mut key, mut class) = (self.key(i), self.class(i));
        let t = self.tables;
        let mut word = self.word(i);
        let first = i == start;
        if first && reach.clitic && key.len() > 3 {
            np.clitic = key.at(1) != LAM;
            // للجنة is ل and اللجنة, and not الجنة
            let own = key.at(1) == LAM && t.word(key.skip(1)).role().is_some() && t.word(key.skip(2)).role().is_none();
            let rest = key.skip(if own { 1 } else { 2 });
            key = if key.at(1) == LAM { key!("ال").join(rest) } else { key.skip(1) };
            class = rawi_text::words::class_of(key);
            word = t.word(key);
        }
        // طويلاً, بقوة: an adverb or an object with its tanwin; but أن مسؤولاً إسرائيلياً
        if !first
            && !reach.object
            && i == start + 1
            && self.key(start).last() == key!("ا").first()
            && key.before(key!("ا")).is_some_and(|k| t.word(k).is_demonym())
        {
            return Some(1);
        }
        let text = self.token(i)?.span.of(self.text);
        // a word of nothing but letters of two bytes has no tanwin
        let marked = text.len() != 2 * self.key(i).len() as usize;
        if !first && marked && (text.ends_with("اً") || text.ends_with(['ً', 'ٌ', 'ٍ']) && word.role().is_none()) {
            return None;
        }
        // وعنونت الجريدة مقالها, المتظاهرون نعشا: another noun with its owner, or in the accusative, behind a definite phrase
        if !first && np.definite && word.role().is_none() && !word.is_namelike() && self.kb_at(i).is_none() && !self.is_joined(i)
        {
            let document = |k: Key| t.word(k).role().is_some_and(|r| r.role == Role::Document);
            let plain = |k: Key| k.len() >= 3 && (t.word(k).is_ordinary() || document(k)) && !t.word(k).is_adjective();
            let spelt = self.token(i)?.span.of(self.text);
            let owned = [key!("ها"), key!("هم"), key!("هما")].iter().any(|e| key.before(*e).is_some_and(plain))
                || spelt.ends_with('ه') && key.before(key!("ه")).is_some_and(plain);
            let accusative = key.before(key!("ا")).is_some_and(|k| k.len() >= 3 && t.word(k).is_ordinary());
            if (owned || accusative) && !sets().self_.contains(&key) {
                return None;
            }
        }
        // ودعا معاليه العاملين, وسأل سموه الله: only a name or an adjective of honour goes on a style
        if i == start + 1
            && np.possessed
            && np.role.is_some_and(|r| r.role == Role::Honorific)
            && word.role().is_none_or(|r| !r.role.is_human() || r.number != Number::S)
            && word.likely_name() != crate::tables::Likely::Known
            && ![key!("الكريم"), key!("الملكي"), key!("الكريمة")].contains(&key)
            && !sets().self_.contains(&key)
        {
            return None;
        }
        // عبد الإله بن كيران: whatever stands behind a particle of names
        let son = !first && ([key!("ابن"), key!("بنت")].contains(&self.key(i - 1)) || self.is_joined(i));
        if son && *has_name && !class.any() && !(reach.stops)(i) {
            return Some(1);
        }
        // انتخب فلان رئيسا: the same of an office
        // but بيكا هافيستو
        let person = self.kb_at(i).is_some_and(|h| t.is_person(h.row) && h.words > 1);
        if !first && !person && key.last() == rawi_text::words::ALIF && word.role().is_some_and(|r| r.key.join(key!("ا")) == key)
        {
            return None;
        }
        // قادة غربيون نزاعا: the same without its mark
        if !first
            && reach.object
            && word.role().is_none()
            && !word.is_namelike()
            && key.before(key!("ا")).is_some_and(|stem| stem.len() >= 3 && t.word(stem).is_noun())
        {
            return None;
        }
        // لـCNN, لذلك
        if matches!(key.first(), BA | LAM) && key.len() > 1 && key.at(1) < 0x80 && !(first && reach.clitic) {
            return None;
        }
        if first && !reach.clitic && matches!(key.first(), BA | LAM) && class.is(Class::DEM) {
            return None;
        }
        // أن مسؤولاً قال
        if first
            && !person
            && !reach.object
            && word.role().is_none()
            && word.name_exact().is_none()
            && let Some(r) = key.before(key!("ا")).and_then(|k| t.word(k).role())
            && matches!(r.role, Role::Office | Role::Source | Role::Spokes | Role::Profession | Role::Document)
            && key.first() != WAW
            && key.before(key!("ها")).is_none()
        {
            np.role = Some(r);
            return Some(1);
        }
        // القائم بأعمال السفارة
        if i == start + 1 && (key == key!("بأعمال") || key == key!("بالأعمال")) && self.key(start).before(key!("قائم")).is_some()
        {
            np.role = Some(RoleWord { role: Role::Office, gender: Gender::M, number: Number::S, key: key!("قائم") });
            np.definite = key == key!("بالأعمال");
            np.name = None;
            *has_name = false;
            return Some(1);
        }
        // يوسف بن علي، أحمد عبد الله
        if !first && (*has_name || i == start + 1 || self.sets(i - 1).has(sets().name_join)) && self.is_joined(i) {
            *has_name = true;
            np.definite = true;
            return Some(1);
        }
        let previous = if first { Key::EMPTY } else { self.key(i - 1) };
        let in_sets = if first && reach.clitic { InSets::of(key) } else { self.sets(i) };
        let bare_in = match article_off(key) {
            (bare, true) if first => InSets::of(bare),
            _ if first => in_sets,
            _ => InSets::default(),
        };
        if in_sets.has(sets().self_) && !first {
            return Some(1);
        }
        if first && in_sets.has(sets().alone) {
            np.partitive = true;
            np.definite = true;
            np.role = np.role.or(Some(RoleWord { role: Role::People, gender: Gender::Unknown, number: Number::S, key }));
            return Some(1);
        }
        // شركة «سوني» العديد من المزايا: a part of something else behind a definite phrase
        let part = in_sets.has(sets().partitive) || bare_in.has(sets().partitive);
        if part && !first && np.definite && !np.partitive && (article_off(key).1 || sets().whole.contains(&key)) {
            return None;
        }
        // بحسب التقرير سيكون
        if !first && key.first() == key!("س").first() && rawi_text::words::class_of(key.skip(1)).is(Class::AUX) {
            return None;
        }
        if part || first && self.counts(i, reach) {
            np.partitive = true;
            return Some(1);
        }
        // عدد كبير من السكان, 70 بالمئة من الناخبين
        let behind_count = i == start + 1 && np.partitive && self.key(i + 1) == key!("من") && reach.has(i + 2);
        let hundred = self.kind(start) == TokenKind::Number && HUNDREDTHS.contains(&key);
        if behind_count && (hundred || self.kind(start) == TokenKind::Word && is_amount(key, &word)) {
            return Some(1);
        }
        // بان كي مون, جنوب أفريقيا
        let known = || self.kb_at(i).is_some_and(|h| h.words > 1 && (t.is_person(h.row) || !first));
        let name = || self.is_ali(i) || first && self.is_mother(i) || known() || !first && *has_name && self.is_ali_behind(i);
        // حاكم شمال دارفور، دول غربي أفريقيا
        if !first && !*has_name && np.role.is_some() && self.is_part_of_place(i) && reach.has(i + 1) {
            return Some(1);
        }
        // الفريق أول ركن فلان: a rank
        if i == start + 1 && key == key!("أول") && previous == key!("الفريق") {
            return Some(1);
        }
        if class.any() && !name() {
            // قائد هذه القوات فلان
            let annexed = i == start + 1
                && !np.definite
                && np.role.is_some_and(|r| r.role == Role::Office)
                && article_off(self.key(i + 1)).1;
            if class.is(Class::DEM) && (first || np.partitive || annexed) {
                return Some(1);
            }
            // عمدة هذه المقاطعة فلان: the body or place that a title is of
            let of_this = class.is(Class::DEM)
                && i == start + 1
                && !np.definite
                && np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes))
                && article_off(self.key(i + 1)).1
                && t.word(self.key(i + 1)).role().is_some_and(|r| r.role.is_body() || r.role == Role::Place);
            if of_this && reach.has(i + 1) {
                np.definite = true;
                return Some(2);
            }
            if !class.is(Class::PREP) || class.is(Class::WITH_CONJ) || first {
                return None;
            }
            let taken = self.take_preposition(i, np, *has_name, reach);
            np.definite &= taken.is_none();
            return taken;
        }
        if !first && !*has_name && self.is_own_name(i)
            || !*has_name
                && !reach.clitic
                && (first || np.role.is_some_and(|r| r.role.is_human()))
                && self.is_given_title(i, start)
        {
            *has_name = true;
            np.definite = true;
            return Some(1);
        }
        if bare_in.has(sets().month) {
            return None;
        }
        if first && ((reach.stops)(i) || (key.first() == LAM && key.at(1) == LAM && key.len() > 4)) {
            return None;
        }
        let mut bare = key;
        let mut whole = word.is_whole() || word.role().is_some();
        // محاميه محمود، والدته
        if first
            && !text.ends_with('ة')
            && (word.role().is_none() || text.ends_with('ه'))
            && self.kb_at(i).is_none()
            && let Some(r) = self.possessed(key)
            // نظيره, though نظيرة is a name
            && (word.name_exact().is_none() || text.ends_with('ه') && r.role == Role::Kin)
        {
            np.role = Some(r);
            np.definite = true;
            np.possessed = word.name_exact().is_none();
            return Some(1);
        }
        if let Some(hit) = self.kb_at(i) {
            whole = whole || t.kb_hit(key, |n| Some(self.key(i + n))).is_some();
            if np.kb.is_none() && (first || (np.partitive && np.role.is_none())) {
                np.kb = Some(hit);
            }
            if whole {
                let person = t.kb[hit.row as usize].kind == crate::entity::EntityKind::Person;
                // وزير خارجية سلطنة عمان
                let portfolio =
                    !first && PORTFOLIOS.contains(&self.key(i - 1)) && np.role.is_some_and(|r| r.role.is_human() && !np.definite);
                let after_adjective = i > start + 1
                    && !portfolio
                    && (self.word(i - 1).is_demonym() || self.key(i - 1).before(key!("ية")).is_some());
                // أدانت شركة أرامكو السعودية: the relative adjective of a body
                let relative = i > start + 1
                    && hit.words == 1
                    && word.is_demonym()
                    && key.before(key!("ية")).is_some()
                    && np.role.is_some_and(|r| r.role == Role::Body && r.gender == Gender::F)
                    && self.kb_at(i - 1).is_some()
                    && !article_off(previous).1;
                if !first && reach.object && (np.definite || after_adjective) && !person && !relative {
                    return None;
                }
                *has_name |= person;
                np.definite = true;
                // طالبان: the movement, not two students; بكين is no plural of بك
                if first && !hit.metonym && (person || word.role().is_none_or(|r| !r.role.is_human())) {
                    np.role = np.role.or(word.role());
                }
                return Some(hit.words as usize);
            }
        }
        if matches!(key.first(), WAW | FA) && key.len() > 3 && !whole {
            let rest = key.skip(1);
            let rest_word = t.word(rest);
            let known = rest_word.role().is_some() || t.kb_hit(rest, |n| Some(self.key(i + n))).is_some();
            let article = article_off(rest).1;
            let name = rest_word.name().is_some_and(|n| !n.common) && rest_word.is_namelike();
            if key.first() == WAW && (known || article || name) {
                if first {
                    np.conj = true;
                } else if (reach.stops)(i) {
                    return None;
                } else {
                    // إمام وخطيب المسجد: two offices of one person
                    let one = i == start + 1 && !article && !article_off(previous).1 && np.number() == Number::S;
                    np.coordinated |= np.role.is_some_and(|r| {
                        let other = rest_word.role();
                        // وزير الصحة والسكان، المتحدث باسم وزارة الصحة والسكان: of the same office
                        let field = article
                            && i > start + 1
                            && !*has_name
                            && other.is_some_and(|o| o.role == Role::People && o.number == Number::P)
                            && r.number == Number::S
                            && article_off(previous).1
                            && self.word(i - 1).role().is_none_or(|r| !r.role.is_human())
                            && self.word(i - 2).role().is_some_and(|r| {
                                r.number == Number::S
                                    && matches!(r.role, Role::Body | Role::Office)
                                    && !has_article(self.key(i - 2))
                            });
                        !one && !field
                            && other.is_some_and(|o| o.role != Role::Modifier && r.role.is_human() == o.role.is_human())
                    }) || (name && *has_name);
                    np.definite = false;
                    // باريس وبغداد: two of the knowledge base
                    if let Some(hit) = t.kb_hit(rest, |n| Some(self.key(i + n)))
                        && np.kb.is_some_and(|before| reach.object || self.are_bodies(before, hit))
                        && np.role.is_none()
                    {
                        (np.coordinated, np.definite) = (true, true);
                        return Some(hit.words as usize);
                    }
                }
                bare = rest;
                whole = true;
            } else if !first && key.first() == FA && (*has_name || self.is_rare_name(i - 1)) && self.is_foreign_end(i) {
                // بيتر فام, عوديد فرايد: behind a given name no particle
            } else if (rest_word.is_common() && !word.is_common())
                || (key.first() == FA && (known || article || rawi_text::words::class_of(rest).any()))
            {
                return None;
            }
        }
        // الأب رفعت بدر: a name that looks like a verb
        let honoured = || {
            word.name_exact().is_some_and(|n| n.given > 20)
                && article_off(self.key(i - 1)).1
                && self.word(i - 1).role().is_some_and(|r| {
                    let person = r.role.is_human() && r.role != Role::Source && r.number == Number::S;
                    // الحكم السابق رفعت قاسم
                    person || r.role == Role::Modifier && np.role.is_some_and(|r| r.role.is_human() && r.number == Number::S)
                })
        };
        // وزارة إعادة التوحيد: what a body is of, which looks like a verb with its object
        let construct = || {
            let head = np.role.is_some_and(|r| r.role == Role::Body && r.number == Number::S);
            i == start + 1 && head && !has_article(previous) && text.ends_with('ة') && article_off(self.key(i + 1)).1
        };
        let named = *has_name && word.is_namelike();
        if !first && (reach.stops)(i) && word.role().is_none() && !named && !honoured() && !construct() {
            return None;
        }
        // إيران كدولة ضامنة, فلان كوسيط: as what; كامينا is a name, though أميناً is an office
        let office = |rest: Key| {
            rest.len() > 3 && !whole && word.name_exact().is_none() && t.word(rest).role().is_some_and(|r| r.key == rest)
        };
        let as_what = |rest: Key| AS_WHAT.contains(&rest) || !article_off(rest).1 && office(rest);
        if !first && key.first() == KAF && self.kb_at(i).is_none() && as_what(key.skip(1)) {
            return None;
        }
        if matches!(bare.first(), BA | LAM) && (bare.len() > 3 && !whole || is_bi_before_noun(bare, t)) && !first {
            if bare == key!("باسم") {
                np.definite = false;
                return Some(1);
            }
            let lil = bare.first() == LAM && bare.at(1) == LAM;
            let rest = bare.skip(if lil { 2 } else { 1 });
            // رانيا يوسف لارتدائها
            if *has_name && rest.before(key!("ها")).is_some_and(|k| k.len() > 3) {
                return None;
            }
            let stem = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().find_map(|s| rest.before(*s)).unwrap_or(rest);
            let rest_word = t.word(rest);
            let clitic = lil
                || article_off(rest).1
                || rest_word.role().is_some()
                || (!t.word(bare).is_whole() && (rest_word.is_common() || t.word(stem).is_common()))
                || is_bi_before_noun(bare, t)
                // لسعد الحريري
                || bare.first() == LAM && word.name_exact().is_none() && rest_word.name_exact().is_some_and(|n| n.given > 20 && !n.common)
                || self.kb_at(i).is_some();
            if clitic {
                // مصدر عسكري للجزيرة نت; but المبعوث الخاص للشرق الأوسط، جورج ميتشل
                let outlet = self.kb_at(i).filter(|h| t.kb[h.row as usize].kind == crate::entity::EntityKind::Outlet);
                let titled = |h: KbHit| {
                    let end = i + h.words as usize;
                    let behind = end + usize::from(self.kind(end) == TokenKind::Comma);
                    np.role.is_some_and(|r| r.role == Role::Office)
                        && !*has_name
                        && self.name_follows(behind, reach.to(behind + 1))
                };
                if bare.first() == LAM && outlet.is_some_and(|h| !titled(h)) {
                    return None;
                }
                let goes_on =
                    np.role.is_some_and(|r| r.role != Role::Outlet) && !*has_name && !self.is_medium(i) && !self.is_occasion(i);
                let body = rest_word.role().is_some_and(|r| r.role.is_body())
                    || self.kb_at(i).is_some()
                    || np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Honorific))
                        && bare.first() == LAM
                        && sets().office_of.contains(&rest)
                    // رئيسة النقابة الوطنية لأطباء العيون
                    || bare.first() == LAM
                        && article_off(previous).1
                        && i > start + 1
                        && rest_word.role().is_some_and(|r| matches!(r.role, Role::Office | Role::Profession) && r.number == Number::P)
                        && np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes | Role::Body))
                    || (np.role.is_some_and(|r| r.role.is_human()) && (lil || article_off(rest).1))
                    || self.is_for(i, rest, np, start, reach)
                    // المديرية العامة للجوازات
                    || lil && i > start + 1 && np.role.is_some_and(|r| r.role == Role::Body) && article_off(self.key(start)).1
                        && article_off(previous).1;
                // دعت الهيئة العامة للغذاء: which has no name without it
                let standing = lil
                    && i == start + 2
                    && previous == key!("العامة")
                    && GENERAL.contains(&article_off(self.bare_at(np, start)).0);
                let verb_takes = !standing && reach.takes(if bare.first() == BA { key!("ب") } else { key!("ل") });
                let source = np.role.is_some_and(|r| r.role == Role::Source)
                    && !np.definite
                    && rest_word.role().is_some_and(|r| r.role == Role::Body);
                let titled = source
                    || np.role.is_some_and(|r| r.role.is_human() && r.role != Role::Source)
                        && bare.first() == LAM
                        && (!np.definite || rest_word.role().is_some_and(|r| r.role == Role::Body || r.role == Role::Group));
                let place = bare.first() == BA
                    && np.definite
                    && np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes))
                    // فلان، المدير الجهوي بجهة كذا
                    && !(start > 1 && self.kind(start - 1) == TokenKind::Comma && self.name_before(start - 1))
                    && !self.name_follows(i + 1, reach.to(i + 8));
                if place || !(goes_on && body && (!verb_takes || titled)) {
                    return None;
                }
                np.definite = true;
                return Some(self.kb_at(i).map_or(1, |h| h.words as usize));
            }
        }
        // لـ«الشرق الأوسط», لـCNN
        if !first && bare.len() == 1 && matches!(bare.first(), LAM | BA) {
            return None;
        }
        let (stem, article) = article_off(bare);
        let (bare_word, in_sets) = if bare == key { (word, in_sets) } else { (t.word(bare), InSets::of(bare)) };
        let stem_word = || if article { t.word(stem) } else { bare_word };
        let role = bare_word.role().or_else(|| if first { self.men(bare) } else { None });
        let particle = in_sets.has(sets().name_particle);
        let namelike = bare_word.is_namelike() || particle;
        // عمر العقاد قصة: after a personal name no ordinary noun goes on without its article
        let named = *has_name || i == start + 1;
        if !first && named && !article && !particle && role.is_none() && self.name_before(i) && !stem_word().is_demonym() {
            // المهيري ضاحكة: behind a family name with its article only a given name goes on
            let complete = article_off(previous).1 && !self.is_joined(i - 1);
            let given = word.name_exact().is_some_and(|n| n.given > n.family && !n.common);
            if complete && !given || word.is_ordinary() && word.likely_name() == Likely::No {
                return None;
            }
        }
        // «مصادر رسمية مقتل»: after an indefinite noun with its adjective, another noun begins an object
        let adjective = |k: Key| {
            let w = t.word(k);
            let relative = w.is_demonym()
                || k.before(key!("ية")).is_some()
                || k.last() == key!("ي").first()
                || k.before(key!("يين")).is_some();
            // بلدية، نادي: a head of its own
            relative && w.role().is_none_or(|r| r.role == Role::Modifier || w.is_demonym())
        };
        if reach.object
            && !first
            && !np.definite
            && !article
            && i > start + 1
            && adjective(previous)
            && !adjective(stem)
            && bare_word.is_common()
            && bare_word.role().is_none()
        {
            return None;
        }
        // «ويتهم معارضون البرهان»: a complete indefinite phrase has no definite word after it
        let complete = || {
            adjective(previous) && i > start + 1 && !self.class(i - 1).any()
                || previous.before(key!("ون")).is_some() && matches!(self.form_of(previous), Form::Men)
        };
        if reach.object && !first && !np.definite && article && complete() {
            return None;
        }
        // «استنكر النادي حرمان»: no name follows a body with its article
        if reach.object
            && i == start + 1
            && has_article(previous)
            && !article
            && word.is_noun()
            && np.role.is_some_and(|r| r.role.is_body())
        {
            return None;
        }
        if reach.object && !first && np.definite && !article && !stem_word().is_demonym() {
            let title = role.is_some_and(|r| r.role.is_human() || (r.role == Role::Modifier && !np.definite));
            // وزير البلديات رئيس اللجنة فلان: a second title before the name
            let second = role.is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes))
                && !*has_name
                && np.role.is_some_and(|r| r.role.is_human())
                && self.name_follows(i + 1, reach.to(i + 12));
            if second {
                return Some(1);
            }
            // استنكر النادي حرمان الأمهات: no name of a body
            let noun = i == start + 1 && np.role.is_some_and(|r| r.role == Role::Body) && word.is_common() && role.is_none();
            // وزير البيئة فرانسوا دي روجي: a given name that is an ordinary word too, before more of a name
            let next = self.key(i + 1);
            let more =
                sets().name_particle.contains(&next) || self.word(i + 1).is_namelike() && !has_article(next) && next.len() > 2;
            let given = !*has_name
                && more
                && self.kind(i + 1) == TokenKind::Word
                && word.name_exact().is_some_and(|n| n.given > 0)
                && np.role.is_some_and(|r| r.role.is_human() && r.number == Number::S);
            if given && role.is_none() {
                *has_name = true;
                return Some(1);
            }
            if (noun || !(namelike && role.is_none_or(|r| r.role == Role::Modifier)))
                && !(title
                    && !*has_name
                    && previous != Key::EMPTY
                    && self.token(i - 1).is_some_and(Token::is_word)
                    && role.is_some_and(|r| r.role == Role::Honorific))
            {
                return None;
            }
        }
        // أعلن المهندس تركي العبيد اكتمال المرحلة: a verbal noun is no name
        if reach.object
            && !first
            && *has_name
            && !article
            && bare == key
            && role.is_none()
            && is_verbal_noun(key)
            && word.name_exact().is_none()
            && !sets().name_particle.contains(&previous)
        {
            return None;
        }
        // اقترح الفريق البرلماني تتميم المادة: nor behind a definite phrase
        if reach.object
            && !first
            && np.definite
            && article_off(previous).1
            && !article
            && bare == key
            && role.is_none()
            && is_verbal_noun(key)
            && !namelike
            && word.name_exact().is_none()
            && i > start + 1
        {
            return None;
        }
        // وتواصل المجموعة أنشطة الحفريات: an ordinary noun goes on no definite phrase
        if !first
            && np.definite
            && role.is_none()
            && !article
            && !namelike
            && article_off(previous).1
            && bare == key
            && word.is_common()
            && word.is_noun()
            && word.name_exact().is_none()
            && !(np.role.is_some_and(|r| r.role.is_human())
                && self.word(i + 1).is_namelike()
                && self.kind(i + 1) == TokenKind::Word)
        {
            return None;
        }
        // «أدانت إيران الهجوم»: after a state's name only an adjective in the feminine
        let state = np
            .kb
            .is_some_and(|h| t.kb[h.row as usize].kind == crate::entity::EntityKind::State && i == np.start + h.words as usize);
        if reach.object && !first && article && state && stem.before(key!("ة")).is_none() {
            return None;
        }
        // قال أمين الشيخ: behind a given name
        if !first && article && *has_name && self.is_surname(i) && (self.is_given_key(i - 1) || self.is_ali(i - 1)) {
            return Some(1);
        }
        // كريم الحداد، سامي النهري: behind a given name a family name with its article
        if !first
            && article
            && *has_name
            && self.word(i - 1).name_exact().is_some_and(|n| n.given > n.family)
            && (word.name_exact().is_some_and(|n| n.family > 0 && !n.common)
                // محمد العقيل
                || role.is_none() && (word.name().is_some_and(|n| !n.common) || word.likely_name() == Likely::Known)
                || role.is_none() && stem.last() == key!("ي").first() && !word.is_noun())
        {
            return Some(1);
        }
        // «دعا سامح شكري الأطراف», «وتحث الوزارة الإخوة»: several people are no apposition of one, nor of a body; but لجنة النقل بمجلس النواب
        let body = np.role.is_some_and(|r| r.role == Role::Body) && np.definite && article_off(previous).1;
        if reach.object
            && !first
            && (*has_name || body)
            && article
            && role.is_some_and(|r| r.role.is_human() && r.number != Number::S)
        {
            return None;
        }
        // «استنكرت نقابة المعلمين الاعتداء»: a definite word that cannot be an adjective of what stands before it
        if reach.object
            && !first
            && np.definite
            && article
            && role.is_none_or(|r| r.role.is_human() || r.role.is_body())
            && !(namelike && *has_name && !bare_word.is_common())
            && !(*has_name && self.kind(i + 1) == TokenKind::Comma && self.word(i - 1).name().is_some())
            && !self.sets(i - 1).has(sets().name_particle)
        {
            let head = self.form_of(self.bare_at(np, start));
            let after_quote = self.kind(i - 1) == TokenKind::Quote;
            // جماعة «X» الهجوم: after a name in quotation marks only a relative adjective goes on
            let quoted_noun = after_quote && i > 1 && self.word(i - 2).is_common() && !has_article(self.key(i - 2));
            // قناة «X» التابعة لجماعة: a participle with its complement
            let with_complement = || self.class(i + 1).is(Class::PREP) || matches!(self.key(i + 1).first(), LAM | BA);
            let relative = stem_word().is_demonym() || stem.before(key!("ية")).is_some() && !word.is_noun();
            let goes_on = quoted_noun || relative || stem.before(key!("ة")).is_some() && with_complement();
            if after_quote && !goes_on {
                return None;
            }
            let genitive = has_article(previous) || i == start + 1;
            let construct = !np.possessed
                && !has_article(previous)
                && self.word(i - 1).role().is_some()
                && np.name.is_none()
                && !self.ends_definite(i - 1, np);
            // صاحب السمو الملكي الأمير فلان: the rank of who is styled so
            let styled = !*has_name
                && (np.role.is_some_and(|r| r.role == Role::Honorific || STYLES.contains(&r.key))
                    || role.is_some() && self.name_follows(i + 1, reach.to(i + 3)));
            if genitive && !construct && !styled && !self.can_qualify(stem, self.form_of(previous), head) {
                return None;
            }
            if !genitive
                && !construct
                && *has_name
                && role.is_none_or(|r| r.role != Role::Honorific && !r.role.is_human())
                && !stem_word().is_demonym()
            {
                return None;
            }
        }
        if let Some(r) = role
            && (np.role.is_none() || (np.partitive && np.name.is_none() && np.role.is_none()))
            && !(namelike && *has_name)
        {
            np.role = Some(r);
        }
        if article || stem_word().is_demonym() && np.definite {
            np.definite = true;
        }
        // مدير شركة «بلاك روك»، السيناتور عن ولاية كونكتيكت: the name of a body ends no title
        if namelike
            && role.is_none_or(|r| r.role == Role::Modifier)
            && !article
            && self.name_of_body(i, start, reach.to(i + 2)).is_none()
        {
            // a name makes the phrase definite and ends its title
            *has_name = true;
            np.definite = true;
        }
        Some(1)
    }
}
