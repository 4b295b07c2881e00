//! What goes on a noun phrase behind its words: prepositions, quotation marks, appositions.

use crate::doc::Doc;
use crate::phrase::NounPhrase;
use crate::reach::Reach;
use crate::tables::{Likely, Number, Role};
use rawi_text::quotes::NONE;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, TokenKind, key, sets};

impl<'a> Doc<'a> {
    /// Whether a preposition goes on the phrase: a complement of its title (مندوب روسيا لدى الأمم المتحدة).
    pub(crate) fn take_preposition(&self, i: usize, np: &NounPhrase, has_name: bool, reach: &Reach<'_>) -> Option<usize> {
        let key = self.key(i);
        let next = i + 1;
        let previous = self.key(i - 1);
        // من أصول مغربية, من أصل جزائري
        if key == key!("من") && self.sets(next).has(sets().descent) {
            return Some(2);
        }
        if key == key!("من")
            && (sets().partitive.contains(&previous)
                || self.kind(i - 1) == TokenKind::Number
                || sets().partitive.contains(&article_off(previous).0))
        {
            return Some(1);
        }
        // 80% من الدول, عدد كبير من السكان, 70 في المئة من الناخبين
        let counting = np.partitive && np.role.is_none() && np.kb.is_none() && !has_name && !np.definite;
        if counting && key == key!("من") && i <= np.start + 3 && article_off(self.key(next)).1 {
            return Some(1);
        }
        let hundredth = [key!("المئة"), key!("المائة")].contains(&self.key(next));
        if counting && key == key!("في") && hundredth && self.kind(i - 1) == TokenKind::Number && reach.has(next) {
            return Some(2);
        }
        // الخبير في الشأن الاقتصادي فلان
        let field = article_off(self.key(next)).0 == key!("شأن") && self.name_follows(next + 1, reach.to(next + 6));
        // مصدر قريب من التحقيق
        let occasion = self.is_occasion(next) && !field && key != key!("من");
        if has_name || !self.token(next)?.is_word() || occasion || self.class(next).any() {
            return None;
        }
        let role = np.role?;
        // قائد المقاومة في تعز حمود المخلافي, رئيس الوفد إلى جنيف د. فلان: the name stands right behind the place
        let style = self.word(next + 1).role().is_some_and(|r| r.role == Role::Honorific && r.number == Number::S);
        let name = next + 1 + usize::from(style) + usize::from(style && self.kind(next + 2) == TokenKind::Stop);
        let named_next = (key == key!("في") || key == key!("إلى"))
            && matches!(role.role, Role::Office | Role::Spokes | Role::Profession)
            && role.number == Number::S
            && reach.has(name)
            && self.word(name).likely_name() == crate::tables::Likely::Known
            && self.word(name).name_exact().is_some_and(|n| n.given > 0);
        if named_next && !self.is_occasion(next) {
            return Some(1);
        }
        // المبعوث إلى سوريا, but not الوزير إلى الخلاف
        if key == key!("إلى") && !sets().envoy.contains(&role.key) {
            return None;
        }
        let titled = role.role.is_human() || matches!(role.role, Role::Body | Role::Group);
        // المتهم أمام النيابة: where he speaks
        if !titled || key == key!("أمام") {
            return None;
        }
        let key_next = self.key(next);
        let place = self.word(next).role().is_some_and(|r| r.role.is_body())
            || self.kb_at(next).is_some()
            || article_off(key_next).1
            || self.word(next).is_demonym();
        // قائد المقاومة في تعز حمود المخلافي: the name stands right behind the place
        // مندوب فرنسا في مجلس الأمن، نيكولا دي ريفيير،
        let apposed = || {
            let comma = (next + 1..reach.to(next + 6)).find(|j| self.kind(*j) == TokenKind::Comma);
            comma.is_some_and(|c| {
                let given = self.word(c + 1).name_exact().is_some_and(|n| n.given > 0) && !article_off(self.key(c + 1)).1;
                (given || self.name_follows(c + 1, reach.to(c + 2)))
                    && (next..c).all(|j| self.kind(j) == TokenKind::Word && !self.class(j).any() && !(reach.stops)(j))
            })
        };
        let named_after = || self.name_follows(next + 1, reach.to(next + 9)) || role.role == Role::Office && apposed();
        if reach.takes(key) {
            // the verb's own preposition: only where the same one comes again before a mark
            let again = (next..reach.to(next + 12))
                .take_while(|j| !matches!(self.kind(*j), TokenKind::Comma | TokenKind::Colon))
                .any(|j| self.key(j) == key);
            return (again && role.role.is_human() && place && named_after()).then_some(1);
        }
        if key == key!("من") {
            // مدير الدار من الكويت الدكتور فلان
            let behind = next + self.kb_at(next).map_or(1, |h| h.words as usize);
            let titled = self.kb_at(next).is_some() && self.name_follows(behind, reach.to(behind + 2));
            return (place && role.role.is_human() && (!np.definite || titled)).then_some(1);
        }
        if key == key!("لدى") && role.role.is_human() {
            return Some(1);
        }
        // مصدر في عائلة فلان
        if matches!(role.role, Role::Source) && !np.definite && !reach.takes(key) && (key == key!("في") || key == key!("داخل"))
        {
            return Some(1);
        }
        let ok = place
            && (role.role.is_human() && (role.role != Role::Honorific) && (!np.definite || named_after() || !reach.takes_any())
                || named_after());
        ok.then_some(1)
    }

    pub(crate) fn take_quote(
        &self,
        i: usize,
        start: usize,
        np: &mut NounPhrase,
        has_name: &mut bool,
        reach: &Reach<'_>,
    ) -> Option<usize> {
        let id = self.scaffold.quotes.opens[i];
        if id == NONE {
            return None;
        }
        let q = self.scaffold.quotes.all[id as usize];
        let inner = (q.close - q.open).saturating_sub(1);
        if !q.closed || inner == 0 || inner > 6 || !reach.has(q.close as usize) || self.breaks(i, q.close as usize) {
            return None;
        }
        let headed = i > start
            && (np.role.is_some_and(|r| r.role.is_body() || r.role == Role::Source)
                || self.role(i - 1).is_some_and(|r| r.role.is_body())
                || self.key(i - 1).len() <= 2
                // زعيم «التيار», قائد «الدعم السريع»
                || i == start + 1
                    && inner <= 4
                    && !crate::doc::has_article(self.key(start))
                    && self.word(start).role().is_some_and(|r| r.role == Role::Office && r.number == Number::S)
                || self.key(i - 1) == key!("باسم")
                || np.partitive);
        // «الإدارة الذاتية لشمال سوريا», «قوات سوريا الديمقراطية»: longer where it begins as bodies do
        let body = || {
            self.kb_at(i + 1).is_some_and(|h| h.words > 1 && !self.tables.is_person(h.row))
                || self.word(i + 1).role().is_some_and(|r| r.role.is_body() && r.role != Role::Document)
        };
        let alone = i == start && (inner <= 3 || body());
        if !(headed || alone) {
            return None;
        }
        if alone {
            *has_name = true;
            np.kb = self.kb_at(i + 1);
            // "إذاعة العراق الحر"
            np.role = self.word(i + 1).role().filter(|r| r.role.is_body() && r.role != Role::Document && inner > 1);
        }
        np.definite = true;
        Some((q.close - q.open) as usize + 1)
    }

    /// `، رئيس لجنة …،` after a name, or `، سيرغي لافروف` after a title.
    pub(crate) fn take_apposition(&self, i: usize, np: &mut NounPhrase, has_name: &mut bool, reach: &Reach<'_>) -> Option<usize> {
        let n = i + 1;
        let first = self.token(n)?;
        // بان كي مون
        let person = self.kb_at(n).is_some_and(|h| h.words > 1 && self.tables.is_person(h.row));
        if !reach.has(n) || !first.is_word() || self.class(n).any() && !person || (reach.stops)(n) {
            return None;
        }
        // كل من X، ووزير Y
        if np.partitive
            && first.key.first() == WAW
            && self.tables.word(first.key.skip(1)).role().is_some_and(|r| r.role.is_human() || r.role.is_body())
            && self.word(n).role().is_none()
        {
            return Some(1);
        }
        let role = self.word(n).role().filter(|r| r.role != Role::Modifier);
        let named = person || self.word(n).is_namelike() || self.sets(n).has(sets().name_particle);
        // «محافظ البنك المركزي، بيري وارجيو،»: two or three words without article between commas are a name
        let enclosed = !*has_name
            && np.role.is_some_and(|r| r.role.is_human())
            && !article_off(first.key).1
            && role.is_none()
            && self.word(n).likely_name() != Likely::No
            && {
                let end =
                    (n..reach.to(n + 5)).find(|j| self.kind(*j) != TokenKind::Word || self.class(*j).any() || (reach.stops)(*j));
                end.is_some_and(|e| {
                    (2..=4).contains(&(e - n)) && (self.kind(e) == TokenKind::Comma || self.class(e).is(Class::CLAUSE))
                })
            };
        if enclosed && !named {
            *has_name = true;
            np.definite = true;
            let mut e = n;
            while self.kind(e) == TokenKind::Word && !self.class(e).any() && reach.has(e) {
                e += 1;
            }
            np.name = Some((n, e));
            return Some(e - i);
        }
        let fits = if *has_name {
            // نيكولا دي ريفيير، معارضة بلاده: a person is no body
            let human = np.role.is_some_and(|r| r.role.is_human());
            role.is_some_and(|r| r.role.is_human() || r.role.is_body() && !human)
        } else {
            np.role.is_some_and(|r| r.role != Role::Document) && (role.is_some_and(|r| r.role.is_human()) || named)
        };
        if !fits {
            return None;
        }
        let within = reach.inner();
        let inner = self.noun_phrase(n, &within);
        reach.note(&within);
        let inner = inner?;
        if !*has_name && inner.name.is_none() {
            return None;
        }
        // دعا الأمين العام، فلان، الرئيس اليمني فلان: another one
        let another = np.name.or_else(|| self.personal_name(np.start, np.end)).zip(inner.name);
        let differ = |((a, b), (c, d)): ((usize, usize), (usize, usize))| {
            d > c + 1 && b > a && !(c..d).any(|j| (a..b).any(|i| article_off(self.key(i)).0 == article_off(self.key(j)).0))
        };
        if *has_name && role.is_some_and(|r| r.role.is_human()) && another.is_some_and(differ) {
            return None;
        }
        *has_name |= inner.name.is_some();
        np.definite = true;
        // ، باتريك بويانييه،: a family name that no table has
        let unknown = |j: usize| {
            let word = self.word(j);
            self.kind(j) == TokenKind::Word
                && !self.class(j).any()
                && !(reach.stops)(j)
                && !word.is_common()
                && word.role().is_none()
                && !article_off(self.key(j)).1
                && self.key(j).first() != WAW
        };
        if let Some((start, end)) = inner.name.filter(|n| n.1 == inner.end)
            && reach.has(end)
            && unknown(end)
            && self.kind(end + 1) == TokenKind::Comma
        {
            np.name = Some((start, end + 1));
            return Some(end + 1 - i);
        }
        Some(inner.end - i)
    }
}
