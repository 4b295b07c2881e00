//! Where a noun phrase ends before a word: a preposition glued to it, an object behind a complete phrase.

use crate::doc::{Doc, has_article};
use crate::phrase::NounPhrase;
use crate::phrase_forms::{Form, is_bi_before_noun, is_verbal_noun};
use crate::phrase_word::At;
use crate::reach::Reach;
use crate::tables::{KbHit, Likely, Number, Role};
use rawi_text::words::{BA, KAF, LAM, article_off};
use rawi_text::{Class, InSets, Key, Token, TokenKind, key, sets};

/// What several are called behind ك (كدول ضامنة), besides offices and bodies.
const AS_WHAT: [Key; 6] = [key!("دول"), key!("أطراف"), key!("بلدان"), key!("جهات"), key!("ضامن"), key!("مراقب")];

/// Heads of styles, before a rank and a name: صاحب السمو, خادم الحرمين.
const STYLES: [Key; 2] = [key!("صاحب"), key!("خادم")];

/// Bodies that are called the general one of something: الهيئة العامة للطيران.
const GENERAL: [Key; 4] = [key!("هيئة"), key!("مؤسسة"), key!("رئاسة"), key!("مديرية")];

impl<'a> Doc<'a> {
    /// What a verb or a particle before the word tells: verbs end a phrase, and so do most prepositions glued to a word.
    pub(crate) fn take_clitic(
        &self,
        at: &At<'a>,
        np: &mut NounPhrase,
        has_name: &mut bool,
        reach: &Reach<'_>,
    ) -> Option<Option<usize>> {
        let At { i, start, first, key, word, text, previous, bare, whole, class, .. } = *at;
        let t = self.tables;
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
            return Some(None);
        }
        // إيران كدولة ضامنة, فلان كوسيط: as what; كامينا is a name, though أميناً is an office
        let office = |rest: Key| {
            rest.len() > 3 && !whole && word.name_exact().is_none() && t.word(rest).role().is_some_and(|r| r.key == rest)
        };
        let as_what = |rest: Key| AS_WHAT.contains(&rest) || !article_off(rest).1 && office(rest);
        if !first && key.first() == KAF && self.kb_at(i).is_none() && as_what(key.skip(1)) {
            return Some(None);
        }
        // وعزا محللون ارتفاع الأسعار: a plural in ون has no genitive behind it
        let plural = || self.word(i - 1).role().is_some_and(|r| r.number == Number::P) && previous.before(key!("ون")).is_some();
        let noun = || (is_verbal_noun(key) || word.is_noun()) && !word.is_adjective() && !word.is_demonym();
        if !first && !class.any() && !has_article(key) && plural() && noun() && word.role().is_none() {
            return Some(None);
        }
        let bi = !first && is_bi_before_noun(bare, t);
        if matches!(bare.first(), BA | LAM) && (bare.len() > 3 && !whole || bi) && !first {
            if bare == key!("باسم") {
                np.definite = false;
                return Some(Some(1));
            }
            let lil = bare.first() == LAM && bare.at(1) == LAM;
            let rest = bare.skip(if lil { 2 } else { 1 });
            // رانيا يوسف لارتدائها
            if *has_name && rest.before(key!("ها")).is_some_and(|k| k.len() > 3) {
                return Some(None);
            }
            let stem = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().find_map(|s| rest.before(*s)).unwrap_or(rest);
            let rest_word = t.word(rest);
            let clitic = lil
                || article_off(rest).1
                || rest_word.role().is_some()
                || (!t.word(bare).is_whole() && (rest_word.is_common() || t.word(stem).is_common()))
                || bi
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
                    return Some(None);
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
                // دعت النقابة الوطنية للتعليم منسوبيها إلى: the verb's own comes later
                let to = key!("إلى");
                let later = || (i + 1..reach.to(i + 12)).any(|j| self.key(j) == to) && reach.takes(to);
                let standing = standing || lil && i > start + 1 && np.role.is_some_and(|r| r.role == Role::Body) && later();
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
                    return Some(None);
                }
                np.definite = true;
                return Some(Some(self.kb_at(i).map_or(1, |h| h.words as usize)));
            }
        }
        // لـ«الشرق الأوسط», لـCNN
        if !first && bare.len() == 1 && matches!(bare.first(), LAM | BA) {
            return Some(None);
        }
        None
    }

    /// Any other word: mostly whether it may qualify what stands before it.
    pub(crate) fn take_plain(&self, at: &At<'a>, np: &mut NounPhrase, has_name: &mut bool, reach: &Reach<'_>) -> Option<usize> {
        let At { i, start, first, key, word, previous, in_sets, bare, .. } = *at;
        let t = self.tables;
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
        let state = np.kb.is_some_and(|h| t.is_state(h.row) && i == np.start + h.words as usize);
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
}
