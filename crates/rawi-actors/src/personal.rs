//! The personal name in a noun phrase: where it stands, and whose it is.

use crate::phrase::{Doc, NounPhrase, has_article};
use crate::tables::{Gender, Likely, Number, Role};
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{Span, TokenKind, key, sets};

impl Doc<'_> {
    /// The personal name in a phrase: the best run of words that are likely names.
    pub(crate) fn personal_name(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let t = self.tables;
        let foreign = |i: usize| [key!("دو"), key!("دي"), key!("فون"), key!("فان")].contains(&self.key(i));
        let mut best: Option<(usize, usize)> = None;
        let mut best_score = 0;
        let mut i = start;
        while i < end {
            let from = i;
            let mut past = i + 1;
            let (mut score, mut words, mut sure, mut perhaps) = (0, 0, 0, 0);
            while i < end {
                let Some(tok) = self.token(i) else { break };
                if tok.kind == TokenKind::Dash && i > from && i + 1 < end && !tok.spaced {
                    i += 1;
                    continue;
                }
                if let Some(h) = self.kb_at(i) {
                    let (n, person) = (h.words as usize, t.is_person(h.row));
                    // في السودان فولكر بيرتس: the place is no part of the name; للأمم المتحدة: none of its words is
                    // الرئيس فلان قطر: a state is no family name
                    let state = t.kb[h.row as usize].kind == crate::entity::EntityKind::State;
                    if !person && (words == 0 || n > 1 || state) {
                        past = i + n;
                        break;
                    }
                    // بان كي مون, the first of which is a particle too
                    if person && words == 0 && n > 1 && i + n <= end && self.word(i).role().is_none() {
                        (words, sure, score) = (n, sure + n, score + 3 * n);
                        i += n;
                        continue;
                    }
                }
                if !tok.is_word()
                    || (self.class(i).any() && !self.is_ali(i) && !self.is_mother(i))
                    || tok.key == key!("باسم")
                    || tok.key.first() < 0x80
                {
                    break;
                }
                let mut k = tok.key;
                if i == start && matches!(k.first(), WAW | FA) && !t.word(k).is_whole() && k.len() > 3 {
                    k = k.skip(1);
                }
                // ألكسندر, إلياس: no article
                let article = article_off(k).1 && !tok.span.of(self.text).starts_with(['أ', 'إ', 'آ']);
                let role = t.word(k).role().is_some_and(|r| r.role != Role::Modifier) || t.word(k).is_demonym();
                let likely = t.word(k).likely_name();
                let particle = sets().name_particle.contains(&k) || self.is_mother(i);
                // الوزير المالكي; but not مدير المنتخب, which is a title yet
                let titled = i > start
                    && t.role(self.key(i - 1))
                        .is_some_and(|r| r.role == Role::Honorific || r.role.is_human() && has_article(self.key(i - 1)));
                // سلطان بن فهد، تركي بن صالح: a title or a relative adjective that is a given name too, before the father's
                let son = [key!("بن"), key!("بنت")].contains(&self.key(i + 1))
                    && i + 2 < end
                    && !article
                    && t.word(k).name_exact().is_some_and(|n| n.given > 0 && !n.common);
                let likely = if son { Likely::Known } else { likely };
                let ok = match likely {
                    // آل الشيخ، أبو النجا
                    _ if particle || son || i > from && self.takes_name(i - 1) => true,
                    // فرانسوا دو روجي
                    _ if i > from + 1 && foreign(i - 1) && !article && !role => true,
                    Likely::Known => !role || words > 0,
                    Likely::Unknown => !article || words > 0 || titled || (i == start && i + 1 == end),
                    Likely::Perhaps => words > 0 && (!article || t.word(k).name_exact().is_some()) || (!article && !role),
                    // محمد المصري: after a name a relative adjective is a family name
                    Likely::No => words > 0 && sure > 0 && article && t.word(article_off(k).0).is_demonym() && i + 1 == end,
                };
                // رئيس بلدية النخلة عصام الكيلاني: the place that a body is called by is no name of a person
                let of_body = i > start
                    && words == 0
                    && article
                    && !has_article(self.key(i - 1))
                    && self.word(i - 1).role().is_some_and(|r| matches!(r.role, Role::Body | Role::Place));
                if !ok || of_body {
                    break;
                }
                // a given name before its particle
                sure += usize::from(foreign(i) && i > from && i + 1 < end);
                if !particle {
                    match likely {
                        Likely::Known => (sure, score) = (sure + 1, score + 3),
                        Likely::Unknown => (sure, score) = (sure + 1, score + 2),
                        _ => (perhaps, score) = (perhaps + 1, score + 1),
                    }
                }
                words += 1;
                i += 1;
            }
            let honoured = from > start
                && words == 1
                && perhaps == 1
                && t.role(self.key(from - 1)).is_some_and(|r| r.role == Role::Honorific);
            if (sure > 0 || perhaps > 1 || honoured) && score > best_score {
                best_score = score;
                best = Some((from, i));
            }
            i = i.max(past);
        }
        best
    }

    /// Whether a particle stands at a token whose next word is a name, whatever else it may be.
    pub(crate) fn takes_name(&self, i: usize) -> bool {
        [key!("آل"), key!("أبو"), key!("أبي")].contains(&self.key(i))
    }

    /// Whether a token is a later word of a name of the knowledge base that is no person's (المتحدة after الأمم).
    pub(crate) fn amid_body(&self, i: usize) -> bool {
        (1..=3.min(i)).any(|back| {
            self.kb_at(i - back).is_some_and(|h| h.words as usize > back && !h.metonym && !self.tables.is_person(h.row))
        })
    }

    /// The row of the person whom the personal name in a phrase names, all of it: by a name of the knowledge base, else by
    /// another spelling of one. None where the phrase may be of somebody else (محامي صدام حسين, المتحدث باسم الرئيس فلان).
    pub(crate) fn person_row(&self, np: &NounPhrase) -> Option<u32> {
        let (a, b) = np.name?;
        let t = self.tables;
        if np.coordinated || np.partitive || np.number() != Number::S || !self.names_head(np, a) {
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
                t.person_called(span.of(self.text)).filter(|row| fits(*row))
            }
            None => None,
        }
    }

    /// Whether the name at `a` is that of the phrase's head, and not of whom the head belongs to.
    fn names_head(&self, np: &NounPhrase, a: usize) -> bool {
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
            let place = (np.start..=i).any(|k| self.kb_at(k).is_some_and(|h| k + h.words as usize == i + 1));
            let plain = self.class(i).any() || self.word(i).is_common() || self.word(i).role().is_some();
            self.key(i) == key!("باسم") || plain && !style && !place && !has_article(self.key(i)) && !self.word(i).is_demonym()
        };
        // نائب رئيس الوزراء، مساعد وزير الخارجية: whose name follows is the deputy
        let deputy =
            [key!("نائب"), key!("نائبة"), key!("مساعد"), key!("مساعدة"), key!("وكيل"), key!("وكيلة")].contains(&head.key);
        let of_another = |i: usize| human(i).is_some_and(|r| r.role != Role::Modifier && !deputy) && annexes(i - 1);
        let possessed_head = np.possessed && a == np.start + 1;
        (possessed_head || !annexes(a - 1)) && !(np.start + 1..a).any(of_another)
    }
}
