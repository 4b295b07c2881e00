//! What the forms of words tell in a noun phrase: gender, number, whose, and whether an adjective can go with a noun.

use crate::doc::Doc;
use crate::phrase::NounPhrase;
use crate::spot::looks::{Look, Looks};
use crate::tables::{Gender, Number, Role, RoleWord};
use rawi_text::words::{BA, WAW, article_off};
use rawi_text::{Key, key, sets};

/// What a word's ending tells of gender and number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    M,
    F,
    Men,
    Many,
}

impl<'a> Doc<'a> {
    /// The role word that the word at `i` is less its possessive pronoun (محاميه، زوجته).
    pub(crate) fn possessed(&self, key: Key) -> Option<RoleWord> {
        let stem = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().find_map(|s| key.before(*s));
        let stem = stem.filter(|k| k.len() > 2).unwrap_or_default();
        let mut role = self.tables.word(stem).role();
        // زوجته: the ة is written as ت
        if role.is_none() && stem.last() == key!("ت").first() {
            role = stem.before(key!("ت")).and_then(|k| self.tables.word(k.join(key!("ة"))).role());
        }
        // مراسلنا، مراسلتنا
        let ours = || {
            let role = key.before(key!("نا")).and_then(|k| {
                let feminine = || k.before(key!("ت")).and_then(|k| self.tables.word(k.join(key!("ة"))).role());
                self.tables.word(k).role().or_else(feminine)
            });
            role.filter(|r| matches!(r.role, Role::Profession | Role::Office | Role::Outlet) && r.number == Number::S)
        };
        role.filter(|r| r.role.is_human() && (r.role != Role::Source) && !article_off(key).1).or_else(ours)
    }

    /// Whether a dash between two words without spaces joins two parts of a name.
    pub(crate) fn joins(&self, i: usize) -> bool {
        self.token(i + 1).is_some_and(|t| t.is_word() && !t.spaced)
            && self.word(i + 1).is_namelike()
            && self.word(i - 1).is_namelike()
    }

    /// Whether a phrase with two offices names one person: before both, or after both (المفكر والكاتب فلان).
    pub(crate) fn is_one_person(&self, np: &NounPhrase) -> bool {
        let Some((a, b)) = np.name else { return false };
        let office = |i: usize| {
            let key = self.key(i);
            let joined = key.first() == WAW && !self.word(i).is_whole() && key.len() > 3 && i > np.start;
            joined.then(|| self.tables.word(key.skip(1)).role()).flatten()
        };
        let one = |r: RoleWord| {
            r.role.is_human() && r.number == Number::S && !matches!(r.role, Role::Source | Role::People | Role::Kin)
        };
        let mut offices = (np.start..np.end).filter_map(|i| office(i).map(|r| (i, r))).peekable();
        let first = offices.peek().map(|(i, _)| *i);
        let all = offices.all(|(i, r)| one(r) && (i < a || i >= b));
        let Some(first) = first.filter(|_| all) else { return false };
        // محافظ البصرة أسعد العيداني ووزير الخارجية جبران باسيل: the first is named too
        let given = |i: usize| {
            self.word(i).name_exact().is_some_and(|n| n.given > 20 && !n.common) || sets().name_particle.contains(&self.key(i))
        };
        let named = || self.personal_name(np.start, first).filter(|(x, y)| *y == first && *y > x + 1 && given(*x));
        if a > first && named().is_some() {
            return false;
        }
        let names = (np.start..np.end).filter(|i| self.key(*i).first() == WAW && !self.word(*i).is_whole() && *i > np.start);
        let mut others = names.filter(|i| office(*i).is_none() && self.tables.word(self.key(*i).skip(1)).is_namelike());
        let before = a > first && np.role.is_some_and(one) && self.only_before(a, np);
        // فلان رئيس كذا وعضو كذا
        let styled =
            (np.start..a).all(|i| self.word(i).role().is_some_and(|r| r.role == Role::Honorific || r.key == key!("شيخ")));
        let after = styled && first > b && self.word(b).role().is_some_and(one);
        (before || after) && others.next().is_none()
    }

    /// Whether a name is at the end of a phrase, or before an apposition.
    pub(crate) fn only_before(&self, a: usize, np: &NounPhrase) -> bool {
        let Some((_, b)) = np.name else { return false };
        !(np.start..a).any(|i| self.kb_at(i).is_some_and(|h| self.tables.is_person(h.row)))
            && (b..np.end).all(|i| self.key(i).first() != WAW || self.word(i).is_whole())
    }

    /// People in the sound plural, by a relative adjective or with the article: العراقيون، ديمقراطيون، المسلمون، الفاعلون.
    pub(crate) fn plural_people(&self, i: usize, conj: bool) -> Option<RoleWord> {
        let key = if conj { self.key(i).skip(1) } else { self.key(i) };
        let (bare, article) = article_off(key);
        // إسلاميو حزب كذا: annexed, without its ن
        let annexed = bare.before(key!("و")).filter(|k| !article && k.len() > 4 && self.tables.word(*k).is_demonym());
        let stem = bare.before(key!("ون")).filter(|k| k.len() >= 3).or(annexed)?;
        let word = self.tables.word(stem);
        let told = self.tables.word(bare).is_demonym()
            || word.is_demonym()
            || article && (word.is_common() || word.role().is_some() || self.tables.word(stem.join(key!("ين"))).is_common());
        // participles in ون that no table has; but ميلتون
        let participle = stem.first() == key!("م").first() && stem.len() >= 4 && Looks::built_in().look(bare) == Look::Word;
        (told || participle).then_some(RoleWord { role: Role::People, gender: Gender::M, number: Number::P, key: bare })
    }

    /// People by the nominative of the masculine plural, whoever they are: الانفصاليون، المشاركون، إسلاميو. Relative adjectives
    /// and participles only (القانون، التلفزيون are none).
    pub(crate) fn men(&self, key: Key) -> Option<RoleWord> {
        let (bare, article) = article_off(key);
        // المتسلقان
        let two = bare.before(key!("ان")).filter(|s| {
            let participle = s.first() == key!("م").first() && s.len() > 4 && self.tables.word(*s).is_common();
            article && participle && !self.tables.word(bare).is_common()
        });
        if two.is_some() {
            return Some(RoleWord { role: Role::People, gender: Gender::M, number: Number::D, key: bare });
        }
        let stem = match bare.before(key!("ون")) {
            Some(stem) if article => stem,
            _ => bare.before(key!("و")).filter(|s| {
                let known = self.tables.word(*s).is_common() || self.tables.word(*s).is_demonym();
                !article && known && s.last() == key!("ي").first() && s.len() > 4
            })?,
        };
        let relative = stem.last() == key!("ي").first() && stem.len() > 3;
        let active = stem.len() == 4 && stem.at(1) == key!("ا").first();
        let participle = (stem.first() == key!("م").first() || active) && stem.len() > 3 && self.tables.word(stem).is_common();
        let known = self.tables.word(bare).name_exact().is_some_and(|n| !n.common) || self.tables.word(bare).is_noun();
        ((relative || participle) && !known).then_some(RoleWord {
            role: Role::People,
            gender: Gender::M,
            number: Number::P,
            key: bare,
        })
    }

    /// People whom the plural of their verb tells, whoever they are (المتضررين أعربوا).
    pub fn people_of(&self, i: usize) -> RoleWord {
        RoleWord { role: Role::People, gender: Gender::M, number: Number::P, key: article_off(self.key(i)).0 }
    }

    /// The head word of a phrase.
    pub(crate) fn bare_at(&self, np: &NounPhrase, start: usize) -> Key {
        let i = if np.partitive { start + 1 } else { start };
        self.key(i)
    }

    /// Whether the word at `i` makes the phrase definite by itself.
    pub(crate) fn ends_definite(&self, i: usize, np: &NounPhrase) -> bool {
        article_off(self.key(i)).1 || (np.kb.is_some() && i == np.start)
    }

    /// Gender and number as far as a word's ending and the tables tell them.
    pub(crate) fn form_of(&self, key: Key) -> Form {
        let bare = article_off(key).0;
        if let Some(r) = self.tables.role(key) {
            return match (r.number, r.gender) {
                (Number::P | Number::D, Gender::M) => Form::Men,
                (Number::P | Number::D, _) => Form::Many,
                (Number::S, Gender::F) => Form::F,
                (Number::S, _) => Form::M,
            };
        }
        let ends = |s: Key| bare.before(s).is_some_and(|k| k.len() >= 3);
        if ends(key!("ين")) || ends(key!("ون")) {
            Form::Men
        } else if ends(key!("ات")) {
            Form::Many
        } else if ends(key!("ة")) {
            Form::F
        } else {
            Form::M
        }
    }

    /// Whether a definite word can be an adjective of the word before it or of the head.
    pub(crate) fn can_qualify(&self, stem: Key, previous: Form, head: Form) -> bool {
        let t = self.tables;
        let word = t.word(stem);
        let form = self.form_of(stem);
        if word.is_noun() {
            return false;
        }
        let relative = word.is_adjective()
            || word.is_demonym()
            || stem.last() == key!("ي").first()
            || stem.before(key!("ية")).is_some()
            || stem.before(key!("يين")).is_some()
            || stem.before(key!("يون")).is_some()
            || word.role().is_some_and(|r| r.role == Role::Modifier);
        let agrees = |other: Form| match (form, other) {
            (a, b) if a == b => true,
            // things in the plural take the feminine singular; a broken plural looks like a masculine singular
            (Form::F, Form::Many | Form::M) | (Form::Many, Form::M) | (Form::Men, Form::M) => {
                relative || form == Form::F && other == Form::Many
            }
            _ => false,
        };
        if !(agrees(previous) || agrees(head)) {
            return false;
        }
        // الوزير المحافظ, جمعية المستهلك الحكومة: a second office or body is no adjective of the first
        let heads = |r: RoleWord| matches!(r.role, Role::Office | Role::Spokes | Role::Body | Role::Group | Role::Outlet);
        if word.role().is_some_and(heads) && !relative {
            return false;
        }
        // the shapes of verbal nouns: الاعتداء، التعليق، الإفراج
        relative || !is_verbal_noun(stem)
    }
}

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
