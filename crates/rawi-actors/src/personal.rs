//! The personal name in a noun phrase: where it stands, and whose it is.

use crate::doc::{Doc, has_article};
use crate::phrase::NounPhrase;
use crate::spot::known::{Also, Cities};
use crate::spot::looks::{Look, Looks};
use crate::tables::{Gender, Likely, Number, Role, RoleWord};
use crate::words::Word;
use rawi_text::quotes::NONE;
use rawi_text::words::{ALIF, FA, LAM, WAW, article_off};
use rawi_text::{Class, InSets, Key, Span, TokenKind, key, sets};

/// How often an ordinary word must be a name in the tables to be one without another beside it.
const SELDOM: u32 = 60;

/// Whether a word is an ordinary one that is seldom a name: alone it is none.
pub(crate) fn is_seldom_name(word: &Word<'_>) -> bool {
    word.is_common()
        && !article_off(word.key).1
        && word.name_exact().is_some_and(|n| n.given + n.family < SELDOM)
        && Looks::built_in().look(word.key) != Look::Name
}

/// Words of a phrase that are a name.
struct Run {
    /// One past the last of them.
    end: usize,
    /// Where to look on.
    past: usize,
    score: usize,
    words: usize,
    sure: usize,
    perhaps: usize,
}

impl Doc<'_> {
    /// The personal name in a phrase: the best run of words that are likely names.
    pub(crate) fn personal_name(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        let mut best_score = 0;
        let mut i = start;
        while i < end {
            let run = self.name_run(i, start, end);
            let honoured = i > start && run.words == 1 && run.perhaps == 1 && self.is_styled(i);
            if (run.sure > 0 || run.perhaps > 1 || honoured) && run.score > best_score {
                best_score = run.score;
                best = Some((i, run.end));
            }
            i = run.past;
        }
        best
    }

    /// Whether a rank or a whole title stands before a token.
    fn is_styled(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        // الفنانة الإماراتية أحلام: or a whole title
        let whole = has_article(self.key(before))
            && self.kind(before) == TokenKind::Word
            && (self.word(before).role().is_some_and(|r| r.role.is_human()) || self.word(before).is_demonym());
        whole || self.role(before).is_some_and(|r| r.role == Role::Honorific)
    }

    /// Whether a city of several words is named at a token (خان يونس).
    pub fn is_city(&self, i: usize) -> bool {
        Cities::built_in().at(self.key(i), |n| self.key(i + n)).is_some_and(|(words, also)| words > 1 && also != Also::Name)
    }

    /// Whether a token is a place or body by a name of one word.
    pub(crate) fn is_place(&self, i: usize) -> bool {
        let city = |key: Key| {
            Cities::built_in().at(key, |_| Key::EMPTY).is_some_and(|(_, also)| matches!(also, Also::Sure | Also::Nothing))
        };
        self.kb_at(i).is_some_and(|h| !self.tables.is_person(h.row)) || city(self.key(i)) && self.word(i).name_exact().is_none()
    }

    /// Whether a word is the rank of a king or the like: الملك، الأمير، الشيخ.
    fn is_styled_so(&self, i: usize) -> bool {
        has_article(self.key(i))
            && self.word(i).role().is_some_and(|r| r.role == Role::Honorific || r.role == Role::Office && r.number == Number::S)
    }

    /// Whether the person whom a title at `i` names only gives a name to a thing (مطار الملك فلان), or belongs to a name before
    /// it (فؤاد بن أمين).
    pub fn is_named_after(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let key = self.key(before);
        let facility = || self.tables.strip(key, |k| sets().facility.contains(&k).then_some(())).is_some();
        self.kind(before) == TokenKind::Word && (self.is_joined(i) || self.is_styled_so(i) && !has_article(key) && facility())
    }

    /// Whether the word at `i` is of a name by what stands before it: بن علي، عبد السلام، آل ثاني; كمال الدين.
    pub fn is_joined(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let (previous, key) = (self.key(before), self.key(i));
        let (before_in, here_in) = (self.sets(before), self.sets(i));
        let joins = previous.len() <= 4
            && before_in.has(sets().name_join)
            // شينزو آبي: no particle
            && (previous != key!("أبي") || !self.token(before).is_some_and(|t| t.span.of(self.text).starts_with('آ')));
        // what nearly every word is: behind no particle, and itself none of those that go on a name
        if !(joins || here_in.has(sets().regnal) || here_in.has(sets().name_tail)) {
            return false;
        }
        let word = self.token(i).is_some_and(|t| t.is_word() && t.key.first() >= 0x80);
        if !word || self.kind(before) != TokenKind::Word {
            return false;
        }
        // عبد alone is a name too, and a servant: with the article only
        let servant = previous == key!("عبد") && !article_off(key).1;
        // ولد: a boy, but after a name a son
        let son = previous == key!("ولد") && (before == 0 || !self.word(before - 1).is_namelike());
        let plain = !self.class(i).any() || key == key!("علي");
        // particles are short
        if joins {
            return plain && !servant && !son;
        }
        // الملك روجر الثاني
        let reigns = |j: usize| {
            has_article(self.key(j)) && self.word(j).role().is_some_and(|r| matches!(r.role, Role::Office | Role::Honorific))
        };
        if before > 0 && here_in.has(sets().regnal) && reigns(before - 1) && self.word(before).is_namelike() {
            return true;
        }
        here_in.has(sets().name_tail)
            && !before_in.has(sets().blessing)
            && self.word(before).name_exact().is_some_and(|n| n.given > 0)
    }

    /// The run of words that are likely names from a token of a phrase.
    fn name_run(&self, from: usize, start: usize, end: usize) -> Run {
        let t = self.tables;
        let mut run = Run { end: from, past: from + 1, score: 0, words: 0, sure: 0, perhaps: 0 };
        if let Some(past) = self.name_of_body(from, start, end) {
            run.past = past;
            return run;
        }
        // one past a whole name of the knowledge base
        let mut known_to = usize::MAX;
        let mut i = from;
        while i < end {
            let Some(tok) = self.token(i) else { break };
            if tok.kind == TokenKind::Dash && i > from && i + 1 < end && !tok.spaced {
                i += 1;
                continue;
            }
            let joined = i > from && (self.is_joined(i) || self.is_ali_behind(i));
            // محافظ كفر الشيخ فلان، معتمد سيدي بوزيد فلان: the place that an office is of
            if run.words == 0 && i > start && !has_article(self.key(i - 1)) && self.role(i - 1).is_some() && self.is_city(i) {
                run.past = i + 2;
                break;
            }
            if let Some(h) = self.kb_at(i).filter(|_| !joined) {
                let (n, person) = (h.words as usize, t.is_person(h.row));
                // في السودان فولكر بيرتس: the place is no part of the name; للأمم المتحدة: none of its words is
                // الرئيس فلان قطر: a state is no family name
                let state = t.kb[h.row as usize].kind == crate::entity::EntityKind::State;
                if !person && (run.words == 0 || n > 1 || state) {
                    run.past = i + n;
                    break;
                }
                // بان كي مون, the first of which is a particle too
                if person && run.words == 0 && n > 1 && i + n <= end && self.word(i).role().is_none() {
                    (run.words, run.sure, run.score) = (n, run.sure + n, run.score + 3 * n);
                    i += n;
                    known_to = i;
                    continue;
                }
            }
            if !tok.is_word()
                || (self.class(i).any() && !joined && !self.is_ali(i) && !self.is_mother(i))
                || tok.key == key!("باسم") && !(i == start && self.is_given_title(i, start))
                || i > from && self.sets(i).has(sets().partitive)
                // بن كاردين | أكبر عضو
                || i > from
                    && [key!("أكبر"), key!("أصغر")].contains(&tok.key)
                    && self.kind(i + 1) == TokenKind::Word
                    && (self.word(i + 1).role().is_some() || self.word(i + 1).is_ordinary())
                // معز بن غربية | ضيف البرنامج
                || i > from && tok.key == key!("ضيف") && self.kind(i + 1) == TokenKind::Word && self.key(i + 1) != key!("الله")
                || self.key(i + 1) == key!("الله") && self.sets(i).has(sets().blessing)
                || tok.key.first() < 0x80
                || tok.key.at(1) < 0x80
            {
                break;
            }
            let mut k = tok.key;
            let (mut word, mut in_sets) = (self.word(i), self.sets(i));
            if i == start && matches!(k.first(), WAW | FA) && !word.is_whole() && k.len() > 3 {
                k = k.skip(1);
                (word, in_sets) = (t.word(k), InSets::of(k));
            }
            // ألكسندر, إلياس: no article
            let article = article_off(k).1 && !tok.span.of(self.text).starts_with(['أ', 'إ', 'آ']);
            let role = word.role().is_some_and(|r| r.role != Role::Modifier) || word.is_demonym();
            let likely = word.likely_name();
            let particle = in_sets.has(sets().name_particle) || self.is_mother(i);
            // الوزير المالكي; but not مدير المنتخب, which is a title yet
            let titled = i > start
                && self
                    .role(i - 1)
                    .is_some_and(|r| r.role == Role::Honorific || r.role.is_human() && has_article(self.key(i - 1)));
            // سلطان بن فهد، تركي بن صالح: a title or a relative adjective that is a given name too, before the father's
            let son = [key!("بن"), key!("بنت")].contains(&self.key(i + 1))
                && i + 2 < end
                // الزبير بن عون, but not الشيخ بن فلان
                && (!article || word.role().is_none() && word.name().is_some_and(|n| n.given > 4))
                && word.name_exact().is_some_and(|n| n.given > 0 && !n.common);
            let exact = word.name_exact();
            let own = run.words == 0
                && exact.is_some()
                && (self.is_own_name(i)
                    || self.is_given_adjective(i, start, end)
                    || self.is_given_title(i, start) && i + 1 < end);
            let given_before = run.words > 0 && self.word(i - 1).name_exact().is_some_and(|n| n.given > 0);
            // محمد الطيار، امحمد الخليفة: a title that is a family name, behind a given name
            // but محمد جبري الكاتب الإقليمي
            let adjective = article_off(self.key(i + 1)).1 && self.word(i + 1).is_adjective();
            let servant = article && i > from + 1 && self.key(i - 2) == key!("عبد") && self.is_joined(i - 1);
            let surname = article && run.words == 1 && self.is_first_name(i - 1) && self.is_surname(i);
            // راغب علامة، فرحات مهني: an ordinary word or a title that is a family name too, before a mark or a clause
            let closing = !article
                && run.words == 1
                && self.is_first_name(i - 1)
                && !self.word(i - 1).is_common()
                && exact.is_some_and(|n| n.family > 4)
                && i + 1 >= end
                && self.is_closed(i + 1);
            let family = surname
                || closing
                || article
                    && (given_before && !article_off(self.key(i - 1)).1 || servant && self.may_be_family(i, end))
                    && !adjective
                    && exact.is_some_and(|n| n.family > 1 && n.family > n.given || servant && n.family > 0);
            // محمد بن صالح العبيد | اكتمال، المهيري | ضاحكة: after a family name with its article only a given name goes on
            let complete = run.words > 0 && !joined && self.ends_name(i - 1, from);
            let goes_on = !complete || article || exact.is_some_and(|n| n.given > n.family && !n.common);
            // تيلمان: what looks like a name is one behind a name, though letters of it be endings of words
            // المدير منير محاجبة، إيال نافيه: the second word of a name before a mark
            let second = likely == Likely::No
                && (run.words == 1 || i > from + 1 && self.is_joined(i - 1))
                && (given_before || self.word(i - 1).likely_name() == Likely::Unknown)
                && !article
                && !role
                && !word.is_ordinary()
                && k.len() > 2
                && i + 1 >= end
                && !tok.span.of(self.text).ends_with(['ا', 'ً'])
                && ![key!("ها"), key!("هم"), key!("هما")].iter().any(|e| k.before(*e).is_some())
                && self.is_closed(i + 1);
            // الباحثة سوبين سيو, النائب إد رويس: what looks like a word with an ending, behind a whole title and before a name
            let first = run.words == 0 && likely == Likely::No && (titled || i == start) && self.is_foreign_first(i, end);
            let foreign = second
                || first
                || likely == Likely::No
                    && given_before
                    && !article
                    && !role
                    && !t.word(k).is_ordinary()
                    && match Looks::built_in().look(k) {
                        Look::Name => true,
                        // ماري نيومان: right behind the given name
                        Look::Either => run.words == 1,
                        Look::Word => false,
                    };
            // المتحدث محمد القرش, عبدالله البقري: what has the article right behind a given name is a family name, though it is
            // an ordinary word or looks like one; but not محمد المتحدث, سمير الأربعاء, and no adjective of a title
            let ordinary_family = article
                && likely == Likely::No
                && run.words > 0
                && !role
                && !complete
                && k.len() > 4
                && (run.words == 1 || servant || !word.is_noun())
                && (self.is_surely_given(i - 1) || servant || run.words == 1 && self.is_given_title(i - 1, start))
                && self.may_be_family(i, end);
            let likely = match likely {
                _ if son || joined || family || own => Likely::Known,
                _ if ordinary_family => Likely::Unknown,
                // علم، عدل: seldom names and mostly words
                Likely::Known
                    if run.words == 0
                        && i > start
                        && !article
                        && word.is_common()
                        && exact.is_none_or(|n| n.given + n.family < SELDOM) =>
                {
                    Likely::Perhaps
                }
                _ if foreign => Likely::Unknown,
                other => other,
            };
            let ok = match likely {
                // ميلانشون | ولد جان لوك
                _ if i == known_to && k == key!("ولد") => false,
                _ if particle || son || joined || family || own => true,
                _ if !goes_on => false,
                // باراك أوباما | أمهل
                _ if i == known_to && !article && likely != Likely::Known => false,
                // فلان | أمير منطقة عسير
                Likely::Known | Likely::Perhaps if role && !article && run.words > 0 && self.heads_title(i, k) => false,
                // أحمد سعدات الأمين | العام
                Likely::Known | Likely::Perhaps
                    if role && article && run.words > 1 && self.word(i + 1).role().is_some_and(|r| r.role == Role::Modifier) =>
                {
                    false
                }
                Likely::Known => !role || run.words > 0,
                Likely::Unknown => !article || run.words > 0 || titled || (i == start && i + 1 == end),
                Likely::Perhaps => run.words > 0 && (!article || exact.is_some()) || (!article && !role),
                // محمد المصري: after a name a relative adjective is a family name
                Likely::No => run.words > 0 && run.sure > 0 && article && t.word(article_off(k).0).is_demonym() && i + 1 == end,
            };
            if !ok {
                break;
            }
            // قياديا استقلاليا: an adjective of an indefinite office
            let indefinite = run.words == 0
                && i > start
                && likely == Likely::Unknown
                && k.last() == ALIF
                && self.key(i - 1).last() == ALIF
                && self.word(i - 1).role().is_some();
            // مكة المكرمة: an adjective of a place
            let of_place = run.words == 0 && article && i > start && self.is_place(i - 1);
            // رئيس بلدية النخلة عصام الكيلاني: the place that a body is called by is no name of a person
            let of_body = i > start
                && run.words == 0
                && article
                && !has_article(self.key(i - 1))
                && self.word(i - 1).role().is_some_and(|r| matches!(r.role, Role::Body | Role::Place));
            // أمين السر الدائم, خبير الآثار الشهير فلان: what an office is annexed to, an adjective before a name
            let unnamed = run.words == 0 && article && i > start && exact.is_none_or(|n| n.given == 0);
            let genitive = unnamed
                && !has_article(self.key(i - 1))
                && self.word(i - 1).role().is_some_and(|r| matches!(r.role, Role::Office | Role::Profession | Role::Spokes));
            let adjective = unnamed
                && exact.is_none()
                && i + 1 < end
                && self.word(i + 1).name_exact().is_some_and(|n| n.given > 20 && !n.common);
            // محافظ القدس عدنان غيث
            let city = run.words == 0
                && i > start
                && Cities::built_in().at(k, |_| Key::EMPTY).is_some_and(|(_, also)| {
                    also == Also::Sure && exact.is_none_or(|n| n.given < SELDOM) || also == Also::Nothing && exact.is_none()
                });
            // الشهير فلان, الصيف الماضي: an adjective by its counts; مسهباً: in the accusative
            let qualifies = unnamed && t.word(k).is_told_adjective() && exact.is_none_or(|n| n.family < SELDOM);
            let tanwin = tok.span.of(self.text).ends_with("اً");
            // المسؤول الدبلوماسي الإيبيري: one more adjective
            let relative = unnamed
                && exact.is_none()
                && k.last() == key!("ي").first()
                && i > start + 1
                && i + 1 >= end
                && has_article(self.key(i - 1))
                && has_article(self.key(i - 2))
                && (self.word(i - 1).is_adjective() || self.word(i - 1).is_demonym());
            // الملك يبرق: a verb
            let verb = run.words == 0
                && i > start
                && likely == Likely::Unknown
                && k.first() == key!("ي").first()
                && k.len() < 6
                && i + 1 >= end
                && Looks::built_in().look(k) != Look::Name;
            if qualifies || tanwin || relative || verb {
                break;
            }
            if of_body || of_place || indefinite || genitive || adjective || city {
                break;
            }
            if !particle {
                match likely {
                    Likely::Known => (run.sure, run.score) = (run.sure + 1, run.score + 3),
                    Likely::Unknown => (run.sure, run.score) = (run.sure + 1, run.score + 2),
                    _ => (run.perhaps, run.score) = (run.perhaps + 1, run.score + 1),
                }
            }
            run.words += 1;
            i += 1;
        }
        run.end = i;
        run.past = i.max(run.past);
        run
    }

    /// Whether a word is a given name and hardly anything else.
    fn is_surely_given(&self, i: usize) -> bool {
        let word = self.word(i);
        let whole = word.key.len() > 6 && word.key.take(5) == key!("عبدال");
        word.role().is_none()
            && !article_off(word.key).1
            && !word.is_common()
            && (whole || word.name_exact().is_some_and(|n| n.given > SELDOM && n.given > n.family && !n.common))
    }

    /// Whether a word with its article that no table has as a name may be a family name where it stands.
    fn may_be_family(&self, i: usize, end: usize) -> bool {
        let (bare, word) = (article_off(self.key(i)).0, self.word(i));
        // القاسمي and القرش; but not المسلمين, المتخصصة, الماضية, المنتجات
        let plural = [key!("ين"), key!("ون"), key!("ات"), key!("ة")].iter().any(|e| bare.before(*e).is_some_and(|k| k.len() > 2));
        let definite = i + 1 < end && self.kind(i + 1) == TokenKind::Word && article_off(self.key(i + 1)).1;
        !plural
            && !definite
            && !word.is_told_adjective()
            && !self.class(i).any()
            && bare.len() < 7
            && self.kb_at(i).is_none()
            && !self.is_place(i)
    }

    /// Whether a word looks like one with an ending but is in no table, and stands before a word that is a name.
    fn is_foreign_first(&self, i: usize, end: usize) -> bool {
        let (word, next) = (self.word(i), i + 1);
        // والحكواتي، بالحركة، والباحث: behind a particle
        let rest = word.key.skip(1);
        let particle = matches!(word.key.first(), WAW | FA | rawi_text::words::BA | LAM)
            && ((article_off(rest).1 || rest.take(2) == key!("ال"))
                || rest.first() == LAM
                || self.tables.word(rest).is_ordinary()
                || self.tables.word(rest).role().is_some());
        // غريمته كلينتون، سيدنا عمر، زميلي فلان: a noun with its owner; سكينين ملقيتين
        let owned = word.key.before(key!("ته")).is_some()
            || word.key.before(key!("نا")).is_some_and(|k| k.len() < 4)
            || word.key.before(key!("ي")).is_some_and(|k| self.tables.word(k).role().is_some())
            || word.key.before(key!("ين")).is_some() && self.key(next).before(key!("ين")).is_some();
        let look = Looks::built_in().look(word.key);
        let strange = !particle
            && !owned
            // جوردون: counted as an ordinary word, for no title stands before it
            && (!word.is_ordinary() || look == Look::Name && !word.is_noun() && !word.is_told_adjective())
            && word.name().is_none()
            && word.role().is_none()
            && !article_off(word.key).1;
        let name = || {
            self.kind(next) == TokenKind::Word
                && !self.class(next).any()
                && self.word(next).role().is_none()
                && self.word(next).is_namelike()
                && !article_off(self.key(next)).1
                && self.kb_at(next).is_none_or(|h| self.tables.is_person(h.row))
        };
        // إد: too short to tell
        strange && next < end && !self.class(i).any() && (look != Look::Word || word.key.len() == 2) && name()
    }

    /// Whether a word behind a name, which may look like a particle and a word, ends the name: before a mark, a clause or a title.
    pub(crate) fn is_foreign_end(&self, i: usize) -> bool {
        let (word, next) = (self.word(i), self.word(i + 1));
        let title = self.kind(i + 1) == TokenKind::Word && next.role().is_some_and(|r| r.role.is_human());
        !word.is_ordinary()
            && word.role().is_none()
            && !article_off(word.key.skip(1)).1
            && Looks::built_in().look(word.key) != Look::Word
            && matches!(Looks::built_in().look(self.key(i - 1)), Look::Name | Look::Either)
            && self.word(i - 1).likely_name() != Likely::No
            && (title || self.is_closed(i + 1))
    }

    /// Whether a mark or a clause stands at a token, or nothing.
    fn is_closed(&self, i: usize) -> bool {
        self.kind(i) != TokenKind::Word || self.class(i).is(Class::CLAUSE)
    }

    /// Whether a title or a month that is a given name too is one: behind a whole title, before another name (السفير أمير حايك،
    /// المشرف العام شعبان عبد الجواد).
    pub(crate) fn is_own_name(&self, i: usize) -> bool {
        let (key, next) = (self.key(i), i + 1);
        let given = key == key!("سلطان") || self.word(i).name_exact().is_some_and(|n| n.given > 20);
        let often = self.word(i).name_exact().is_some_and(|n| n.given > SELDOM);
        if !given {
            return false;
        }
        let title = self.word(i).role().is_some_and(|r| r.role.is_human() && r.number == Number::S);
        let other = title || sets().month.contains(&key);
        // بالوزارة شعبان عبد الجواد
        let glued = |k: Key| matches!(k.first(), rawi_text::words::BA | LAM) && has_article(k.skip(1));
        let whole = i > 0 && (has_article(self.key(i - 1)) || glued(self.key(i - 1)) || self.word(i - 1).is_demonym());
        let name = || {
            self.kind(next) == TokenKind::Word
                && !self.class(next).any()
                && self.word(next).role().is_none()
                && !self.word(next).is_ordinary()
                // مدير المستشفى عماد العبعاب
                && (!article_off(self.key(next)).1 || self.word(next).name().is_some() || often)
                && self.kb_at(next).is_none_or(|h| self.tables.is_person(h.row))
                && (self.word(next).is_namelike() || sets().name_particle.contains(&self.key(next)))
        };
        other && whole && !article_off(key).1 && name()
    }

    /// Whether a word may be somebody's given name where it stands before what is surely a family name.
    fn is_first_name(&self, i: usize) -> bool {
        let word = self.word(i);
        !article_off(word.key).1 && word.name_exact().is_some_and(|n| n.given > 9) || self.is_ali(i)
    }

    /// Whether a title or an adjective that is a given name too is one: where a name may begin, before a family name that ends
    /// it (قال أمين الشيخ إن, السفير مالك القرش).
    pub(crate) fn is_given_title(&self, i: usize, start: usize) -> bool {
        let (word, next) = (self.word(i), i + 1);
        let other = word.role().is_some() || word.is_demonym() || word.is_common() || word.key == key!("باسم") && i == start;
        let often_given = word.name_exact().is_some_and(|n| n.given > 9) || word.key == key!("سلطان");
        let given = other && often_given && self.kind(next) == TokenKind::Word;
        // شيخ القبيلة: titles that are hardly names
        let seldom = [key!("شيخ"), key!("ملك"), key!("قاضي"), key!("حاكم"), key!("عالم"), key!("مفتي")];
        if !given || article_off(word.key).1 && !word.is_demonym() || seldom.contains(&word.key) || self.is_place(next) {
            return false;
        }
        let glued = |k: Key| matches!(k.first(), rawi_text::words::BA | LAM) && has_article(k.skip(1));
        let free = i == start
            || self.kind(i - 1) != TokenKind::Word
            || has_article(self.key(i - 1))
            || glued(self.key(i - 1))
            || self.word(i - 1).is_demonym()
            || self.is_place(i - 1)
            || self.amid_body(i - 1);
        let family = self.word(next);
        if !free || self.class(next).any() || self.kb_at(next).is_some_and(|h| !self.tables.is_person(h.row)) {
            return false;
        }
        let often = word.name_exact().is_some_and(|n| n.given > SELDOM);
        if article_off(family.key).1 {
            // مالك القرش: what no table has
            let unknown = || family.name_exact().is_none() && family.role().is_none() && !family.is_common();
            let closes = self.is_end_of_name(next + 1) || self.is_object(next + 1);
            return closes && (self.is_surname(next) || often && unknown() && self.may_be_family(next, next + 1));
        }
        // العربي ولد خليفة
        if self.is_joined(next + 1) && self.sets(next).has(sets().name_join) {
            return true;
        }
        let known = family.name_exact().is_some_and(|n| n.given + n.family > 9) || family.likely_name() == Likely::Known;
        known
            && family.role().is_none()
            && !family.is_demonym()
            && (!family.is_common() || often && family.name_exact().is_some_and(|n| n.family > SELDOM / 2))
            && (self.is_end_of_name(next + 1) || self.word(next + 1).is_namelike() || self.is_object(next + 1))
    }

    /// Whether a word with its article that goes on no name stands at a token: an object.
    fn is_object(&self, i: usize) -> bool {
        let word = self.word(i);
        self.kind(i) == TokenKind::Word
            && article_off(word.key).1
            && !word.is_adjective()
            && !word.is_demonym()
            && word.role().is_none_or(|r| !r.role.is_human() && r.role != Role::Modifier)
            && !word.is_namelike()
    }

    /// Whether a relative adjective that is a given name too is one: before a family name, and behind no noun that it could
    /// qualify (مراسلنا في الرياض تركي السهلي).
    fn is_given_adjective(&self, i: usize, start: usize, end: usize) -> bool {
        let (word, next) = (self.word(i), i + 1);
        let given = word.is_demonym()
            && word.role().is_none()
            && !article_off(word.key).1
            && word.name_exact().is_some_and(|n| n.given > 20);
        if !given || next >= end {
            return false;
        }
        let free = i == start || has_article(self.key(i - 1)) || self.is_place(i - 1);
        let family = self.word(next);
        free && self.kind(next) == TokenKind::Word
            && article_off(family.key).1
            && !self.class(next).any()
            && !family.is_ordinary()
            && !family.is_demonym()
            && family.role().is_none()
            && family.is_namelike()
    }

    /// Whether a title that is a given name too heads a title behind a name: أمير منطقة عسير.
    fn heads_title(&self, i: usize, key: Key) -> bool {
        let next = i + 1;
        let title = self.tables.word(key).role().is_some_and(|r| r.role.is_human());
        let body = self.word(next).role().is_some_and(|r| r.role.is_body() || r.number != Number::S);
        let place = self.kb_at(next).is_some_and(|h| !self.tables.is_person(h.row));
        title
            && self.kind(next) == TokenKind::Word
            && (body || place || has_article(self.key(next)) && !self.word(next).is_namelike())
    }

    /// Whether the name that began at `from` ends with a family name that has its article.
    fn ends_name(&self, i: usize, from: usize) -> bool {
        let Some(token) = self.token(i) else { return false };
        article_off(token.key).1
            && !token.span.of(self.text).starts_with(['أ', 'إ', 'آ'])
            && !self.is_joined(i)
            && (i > from || self.word(i).name_exact().is_none_or(|n| n.family >= n.given))
    }

    /// One past the name of a body that begins at a token, behind its head noun or in quotation marks: شركة «بلاك روك»، جامعة
    /// فيرجينيا، مدير نادي شالكه (هورشت هيلدت).
    pub(crate) fn name_of_body(&self, i: usize, start: usize, end: usize) -> Option<usize> {
        if i <= start {
            return None;
        }
        // بمستشفى الملك فهد
        let facility = |j: usize| self.tables.strip(self.key(j), |k| sets().facility.contains(&k).then_some(())).is_some();
        if self.is_styled_so(i - 1) && i > start + 1 && facility(i - 2) && !has_article(self.key(i - 2)) {
            return Some(
                (i..end).take_while(|j| self.kind(*j) == TokenKind::Word && self.word(*j).name().is_some()).count().max(1) + i,
            );
        }
        let head = |j: usize| {
            let role = self.word(j).role().or_else(|| self.role(j));
            role.filter(|r| r.role.is_body() && r.number == Number::S && r.role != Role::Document)
        };
        let id = self.scaffold.quotes.opens[i - 1];
        if id != NONE && i > start + 1 && head(i - 2).is_some() {
            let close = self.scaffold.quotes.all[id as usize].close as usize;
            return Some(close.clamp(i + 1, end));
        }
        // للاتحاد عماد أحمد: it has its article
        let article = |k: Key| has_article(k) || k.first() == LAM && k.at(1) == LAM;
        if self.kind(i - 1) != TokenKind::Word || article(self.key(i - 1)) || head(i - 1).is_none() || self.kb_at(i).is_some() {
            return None;
        }
        let given = |j: usize| {
            j + 1 < end
                && self.kind(j) == TokenKind::Word
                && self.kind(j + 1) == TokenKind::Word
                && self.word(j).name_exact().is_some_and(|n| n.given > 0 && !n.common)
                && self.word(j).role().is_none()
        };
        let name = |j: usize| {
            self.kind(j) == TokenKind::Word && !self.class(j).any() && !article_off(self.key(j)).1 && self.word(j).is_namelike()
        };
        // جامعة محمد الخامس, شركة نور كابيتال معين عبد الملك: what a head without its article is of
        let regnal = self.sets(i + 1).has(sets().regnal) && self.is_given_key(i);
        if regnal && facility(i - 1) {
            return Some((i + 2).min(end));
        }
        let own = self.word(i + 1).name_exact().is_none() && self.word(i).name_exact().is_some();
        if given(i) && own && name(i) && name(i + 1) && !self.sets(i + 1).has(sets().name_particle) && i + 2 < end && given(i + 2)
        {
            return Some(i + 2);
        }
        if !name(i) || given(i) {
            return None;
        }
        // as many words as go before a given name, or all
        let run = (i..end).take_while(|j| name(*j)).count();
        Some((i + 1..i + run).find(|j| given(*j)).unwrap_or(i + run.max(1)))
    }

    /// Whether a word is a name now and then, and no ordinary word: كول فاير.
    pub(crate) fn is_rare_name(&self, i: usize) -> bool {
        let word = self.word(i);
        word.name_exact().is_some() && !word.is_ordinary() && word.role().is_none() && !self.class(i).any()
    }

    /// Whether the word at `i` is known as a given name.
    pub(crate) fn is_given_key(&self, i: usize) -> bool {
        self.word(i).name_exact().is_some_and(|n| n.given > 0)
    }

    /// Whether a token is a later word of a name of the knowledge base that is no person's (المتحدة after الأمم).
    #[inline]
    pub(crate) fn amid_body(&self, i: usize) -> bool {
        (1..=3.min(i)).any(|back| {
            self.kb_at(i - back).is_some_and(|h| h.words as usize > back && !h.metonym && !self.tables.is_person(h.row))
        })
    }

    /// Whether a phrase without a title may be a personal name at all (العراقيون, المخاوف are none).
    pub(crate) fn may_be_name(&self, np: &NounPhrase) -> bool {
        let key = if np.conj { self.key(np.start).skip(1) } else { self.key(np.start) };
        let word = self.tables.word(key);
        // الحمصي: a surname that is a relative adjective too
        let nisba = word.is_demonym() && article_off(key).0.last() == key!("ي").first() && np.end == np.start + 1;
        // التالي, الماضي: mostly no names, and those who are named so are found by their full names
        let ordinary = word.is_common() && article_off(key).1 && word.name().is_none_or(|n| n.given + n.family < SELDOM);
        // ضيف، علاوة: ordinary words that are seldom names
        let ordinary = ordinary || np.end == np.start + 1 && np.kb.is_none() && is_seldom_name(&word);
        let ordinary =
            ordinary || word.is_told_adjective() && article_off(key).1 && word.name_exact().is_none_or(|n| n.family < SELDOM);
        let tanwin = self.token(np.start).is_some_and(|t| t.span.of(self.text).ends_with("اً"));
        let ordinary = ordinary || tanwin;
        let perhaps = word.likely_name() == Likely::Perhaps && (word.name_exact().is_some() || !article_off(key).1);
        nisba || !ordinary && (word.is_namelike() || perhaps)
    }

    /// Whether a phrase is an ordinary word alone that is seldom a name.
    pub fn is_lone_word(&self, np: &NounPhrase) -> bool {
        np.role.is_none() && np.kb.is_none() && np.end == np.start + 1 && is_seldom_name(&self.word(np.start))
    }

    /// Whether a word is a name, and no ordinary word that is seldom one.
    pub fn is_sure_name(&self, i: usize) -> bool {
        let word = self.word(i);
        word.likely_name() == Likely::Known && !is_seldom_name(&word)
    }

    /// Whether a word is an abbreviation in Latin capitals (CNN).
    pub(crate) fn is_abbreviation(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| {
            let word = t.span.of(self.text);
            (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
        })
    }

    /// Whether the name in a phrase is that of somebody with an office of his own, to whom the phrase's head belongs: مبعوث
    /// الرئيس الأمريكي باراك أوباما. Told only where the knowledge base knows the name, and that it held an office.
    pub(crate) fn names_another(&self, np: &NounPhrase) -> bool {
        let Some((a, _)) = np.name.filter(|(a, _)| *a > np.start + 1) else { return false };
        let known = self.kb_at(a).is_some_and(|h| self.tables.is_person(h.row) && h.words > 1);
        if !known || np.role.is_none_or(|r| !r.role.is_human()) {
            return false;
        }
        let adjective = |i: usize| self.word(i).is_demonym() || self.word(i).role().is_some_and(|r| r.role == Role::Modifier);
        let title = (np.start + 1..a).rev().find(|i| !adjective(*i));
        // محافظ كفر الشيخ فلان
        title.filter(|i| !self.is_city(i - 1)).is_some_and(|i| {
            let office = self.word(i).role().is_some_and(|r| r.role == Role::Office && r.number == Number::S);
            office && has_article(self.key(i)) && !self.names_head(np, a)
        })
    }

    /// The row of the person whom the personal name in a phrase names, all of it: by a name of the knowledge base, else by
    /// another spelling of one. None where the phrase may be of somebody else (محامي صدام حسين, المتحدث باسم الرئيس فلان).
    pub(crate) fn person_row(&self, np: &NounPhrase) -> Option<u32> {
        let (a, b) = np.name?;
        let t = self.tables;
        // قائد مجموعة فاغنر: a part of nothing
        let part = np.partitive && np.role.is_none_or(|r| !matches!(r.role, Role::Office | Role::Spokes | Role::Profession));
        if np.coordinated || part || np.number() != Number::S || !self.names_head(np, a) {
            return None;
        }
        let words = (a..b).filter(|i| self.kind(*i) == TokenKind::Word).count();
        let fits = |row: u32| {
            let row = &t.kb[row as usize];
            row.kind == crate::entity::EntityKind::Person
                && !matches!((row.gender, np.gender()), (Gender::M, Gender::F) | (Gender::F, Gender::M))
        };
        // الشيخ تميم: a name with its style
        let style = |i: usize| self.word(i).role().is_some_and(|r| r.role.is_human());
        let styled = a.checked_sub(1).filter(|i| *i >= np.start && style(*i));
        let whole = styled.into_iter().find_map(|i| self.kb_at(i).filter(|h| h.words as usize == words + 1));
        match whole.filter(|h| t.is_person(h.row)).map(|h| (h, 1)).or(self.kb_at(a).map(|h| (h, 0))) {
            Some((h, before)) => (h.words as usize == words + before && fits(h.row)).then_some(h.row),
            None if words > 1 => {
                let span = Span::new(self.token(a)?.span.start, self.token(b - 1)?.span.end);
                // خليل آل إبراهيم is no خليل إبراهيم
                let family = |row: &u32| {
                    let house = key!("آل");
                    !(a..b).any(|i| self.key(i) == house) || crate::tables::name_keys(&t.kb[*row as usize].name).contains(&house)
                };
                self.words.person_called(span.of(self.text), t).filter(|row| fits(*row) && family(row))
            }
            None => None,
        }
    }

    /// Whether the name at `a` is that of the phrase's head, and not of whom the head belongs to.
    pub(crate) fn names_head(&self, np: &NounPhrase, a: usize) -> bool {
        let Some(head) = np.role else { return true };
        if a == np.start {
            return true;
        }
        let kin = head.role == Role::Kin;
        if matches!(head.role, Role::Source | Role::People) || kin && !np.possessed {
            return false;
        }
        let human = |i: usize| {
            let r = self.word(i).role()?;
            (r.role.is_human() && r.number == Number::S).then_some(r)
        };
        // what follows it belongs to it: a noun without the article that is no name and no style
        let annexes = |i: usize| {
            let style = human(i).is_some_and(|r| r.role == Role::Honorific);
            let place = (np.start..=i).any(|k| self.kb_at(k).is_some_and(|h| k + h.words as usize == i + 1)) || self.is_place(i);
            let plain = self.class(i).any() || self.word(i).is_common() || self.word(i).role().is_some();
            self.key(i) == key!("باسم") || plain && !style && !place && !has_article(self.key(i)) && !self.word(i).is_demonym()
        };
        // نائب رئيس الوزراء، مساعد وزير الخارجية: whose name follows is the deputy
        let deputy =
            [key!("نائب"), key!("نائبة"), key!("مساعد"), key!("مساعدة"), key!("وكيل"), key!("وكيلة")].contains(&head.key);
        // رئيس مجلس نواب الشعب, وزير الفلاحة: no person
        let nobody = |i: usize, r: RoleWord| {
            matches!(r.role, Role::Modifier | Role::People | Role::Source)
                || r.role == Role::Profession && has_article(self.key(i)) && self.key(i).before(key!("ة")).is_some()
        };
        let of_another = |i: usize| human(i).is_some_and(|r| !nobody(i, r) && !deputy) && annexes(i - 1);
        let possessed_head = np.possessed && a == np.start + 1;
        // صاحب السمو الملكي الأمير فلان: a style of two words
        let styled =
            [key!("صاحب"), key!("صاحبة")].contains(&head.key) && human(np.start + 1).is_some_and(|r| r.role == Role::Honorific);
        (possessed_head || !annexes(a - 1)) && !(np.start + 1 + usize::from(styled)..a).any(of_another)
    }
}
