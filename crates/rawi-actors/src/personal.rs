//! The personal name in a noun phrase: where it stands. `name_parts` has what a word of it is, `whose_name` whose it is.

use crate::doc::{Doc, has_article};
use crate::name_parts::SELDOM;
use crate::spot::known::{Also, Cities};
use crate::spot::looks::{Look, Looks};
use crate::tables::{Likely, Number, Role};
use rawi_text::words::{ALIF, FA, WAW, article_off};
use rawi_text::{InSets, Key, TokenKind, key, sets};

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
        // (كول فاير) لين راوند: what stands in brackets is a name where there is no other
        let mut best_score = (false, 0);
        let mut i = start;
        while i < end {
            let run = self.name_run(i, start, end);
            let honoured = i > start && run.words == 1 && run.perhaps == 1 && self.is_styled(i);
            let score = (i == start || self.kind(i - 1) != TokenKind::Open, run.score);
            if (run.sure > 0 || run.perhaps > 1 || honoured) && score > best_score {
                best_score = score;
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
    pub(crate) fn is_styled_so(&self, i: usize) -> bool {
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
            let joined = i > from && (self.is_joined(i) || self.is_ali_behind(i) || self.is_van(i));
            // محافظ كفر الشيخ فلان، معتمد سيدي بوزيد فلان: the place that an office is of
            if run.words == 0 && i > start && !has_article(self.key(i - 1)) && self.role(i - 1).is_some() && self.is_city(i) {
                run.past = i + 2;
                break;
            }
            if let Some(h) = self.kb_at(i).filter(|_| !joined) {
                let (n, person) = (h.words as usize, t.is_person(h.row));
                // في السودان فولكر بيرتس: the place is no part of the name; للأمم المتحدة: none of its words is
                // الرئيس فلان قطر: a state is no family name
                let state = t.is_state(h.row);
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
                // المتحدث باسمه فلان
                || i > start && [key!("باسمه"), key!("باسمها"), key!("باسمهم")].contains(&tok.key)
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
            // وينصح هوه, of ماثيو هوه
            let here = run.words == 0 && i == start && likely == Likely::No && self.is_family_here(i);
            let likely = match likely {
                _ if son || joined || family || own || here => Likely::Known,
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
                && self.word(i - 1).role().is_some_and(|r| matches!(r.role, Role::Body | Role::Group | Role::Place));
            // أمين السر الدائم, خبير الآثار الشهير فلان: what an office is annexed to, an adjective before a name
            let unnamed = run.words == 0 && article && i > start && exact.is_none_or(|n| n.given == 0);
            let genitive = unnamed
                && !has_article(self.key(i - 1))
                && self.word(i - 1).role().is_some_and(|r| matches!(r.role, Role::Office | Role::Profession | Role::Spokes));
            // المسؤول الكنسي وديع أبونصار: with more of the name behind it
            let more = i + 2 < end && self.word(i + 2).is_namelike() && !has_article(self.key(i + 2));
            let adjective = unnamed
                && exact.is_none()
                && i + 1 < end
                && self.word(i + 1).name_exact().is_some_and(|n| n.given > 20 && (!n.common || more));
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
}
