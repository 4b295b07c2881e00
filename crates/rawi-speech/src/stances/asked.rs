//! Whom a demand is put to, where no addressee was read: the object that stands between the cue, or its subject, and
//! what is asked (`داعيا الحكومة إلى`, `ودعا أخنوش جميع القطاعات إلى`), or the head of the content (`دعوته إلى الأطراف
//! إلى`).

use super::tables::{Tables, Target};
use super::target::Actors;
use super::{Found, Site, Type};
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::{Party, Reading};
use rawi_actors::{EntityKind, Role};
use rawi_text::words::{ALIF, KAF, LAM, WAW, article_off};
use rawi_text::{Class, Key, Span, TokenKind, after_letters, key, sets};

/// How many words whom a demand is put to may have.
const WORDS: usize = 12;

/// Words before a noun that tell how many of it are meant.
pub(super) const ALL_OF: [Key; 8] =
    [key!("جميع"), key!("كل"), key!("كافة"), key!("سائر"), key!("مختلف"), key!("عموم"), key!("كلا"), key!("بقية")];

/// Words behind which another clause begins.
const OPENS: [Key; 6] = [key!("بينما"), key!("حيث"), key!("فيما"), key!("وبينما"), key!("وفيما"), key!("إذ")];

/// What stands in object place and is a manner or a time: طالب مجددا.
const MANNERS: [Key; 10] = [
    key!("مجددا"),
    key!("أيضا"),
    key!("صراحة"),
    key!("علنا"),
    key!("البارحة"),
    key!("بدوره"),
    key!("بدورها"),
    key!("بشدة"),
    key!("رسميا"),
    key!("فورا"),
];

impl Reader<'_> {
    /// Whom the cue asks, between it and the content.
    pub(super) fn asked_between(&self, site: Site, reading: &mut Reading, actors: &mut Actors) -> Option<Party> {
        let s = &reading.statements[site.statement];
        let (lemma, speaker) = (Key::of(&s.cue.lemma), s.speaker.entity);
        let mention = s.speaker.mention.map(|m| self.token_range(m));
        let mut end = site.from;
        // إلى, على before what is asked, and a quotation mark
        while end > site.cue.1
            && (self.doc.kind(end - 1) == TokenKind::Quote
                || matches!(self.prep_at(end - 1), Some(Prep::Ila | Prep::Ala)) && self.doc.class(end - 1).is(Class::PREP))
        {
            end -= 1;
        }
        // بينما يطالب الأكراد, طالبت الخطة: who stands behind a verb that nothing joins to another is its subject
        let within = mention.is_some_and(|(a, b)| a >= site.cue.1 && b <= end);
        if !within && self.opens_clause(site.cue.0) {
            return None;
        }
        let mut from = site.cue.1;
        // داعيا في السياق نفسه: the preposition was taken for the cue's
        if from > site.cue.0 + 1 && matches!(self.prep_at(from - 1), Some(p) if !matches!(p, Prep::Ila | Prep::Ala | Prep::Min)) {
            from -= 1;
        }
        if let Some((a, b)) = mention.filter(|(a, b)| *a >= site.cue.1 && *b <= end) {
            if let Some(whom) = self.asked_in_subject(a, b).filter(|_| b == end) {
                return self.asked_party((whom, b), speaker, reading, actors);
            }
            from = b;
            let inside = (a..b).any(|k| self.doc.kind(k) == TokenKind::Comma);
            if self.doc.kind(b) == TokenKind::Comma && !inside {
                // كريم الزيني، رئيس الوفد، الحكومة: behind the apposition
                let closing = (b + 1..end).find(|k| self.doc.kind(*k) == TokenKind::Comma)?;
                from = closing + 1;
            }
        }
        // جدد مطالبته إسرائيل: behind the noun that asks
        let noun = (from..end).find(|k| {
            Tables::built_in().noun(self.noun_entry(*k)).is_some_and(|r| r.target == Target::Asked) && self.act_noun(*k).is_some()
        });
        let behind_noun = noun.is_some();
        from = noun.map_or(from, |k| k + 1);
        let from = self.whom_from(from, end, behind_noun, lemma)?;
        let end = self.asked_end(from, end);
        if end <= from || end - from > WORDS {
            return None;
        }
        self.asked_party((from, end), speaker, reading, actors)
    }

    /// Where who is asked begins in the words for who speaks, which were read too far: `وزيرة الصحة ليلى بن يوسف | المجتمع
    /// الدولي`, `الرئيس السوداني، عمر البشير، | متمردي دارفور`.
    fn asked_in_subject(&self, a: usize, b: usize) -> Option<usize> {
        let comma = |k: &usize| self.doc.kind(*k) == TokenKind::Comma;
        let behind_name = |k: &usize| {
            let (word, before) = (self.doc.word(*k), self.doc.word(*k - 1));
            let body = word.role().is_some_and(|r| matches!(r.role, Role::Body | Role::Group | Role::People));
            let name = before.is_namelike() && before.role().is_none() || article_off(self.doc.key(*k - 1)).1;
            let apart = article_off(self.doc.key(*k)).1 || article_off(self.doc.key(*k + 1)).1;
            body && name && apart && self.glued_prep(*k).is_none() && self.doc.key(*k).first() != WAW
        };
        let first = (a..b).find(comma);
        let last = (a..b).rev().find(comma).filter(|k| Some(*k) != first && *k + 1 < b);
        last.map(|k| k + 1).filter(|k| self.asks_somebody(*k, b)).or_else(|| (a + 2..b).find(behind_name))
    }

    /// جميع الأطراف, كل من يريد: whether it is said of how many something is asked.
    pub(super) fn is_all_of(&self, i: usize) -> bool {
        ALL_OF.contains(&self.doc.key(i))
    }

    /// Words for whom without what is asked of them: `روسيا | احترام القانون`, `الجميع | الدعاء له`.
    pub(super) fn without_deed(&self, mut p: Party) -> Party {
        let (from, to) = self.token_range(p.mention);
        let known = self.doc.kb_at(from).map(|h| from + h.words as usize);
        let head = known.or_else(|| [key!("الجميع"), key!("الكل")].contains(&self.doc.key(from)).then_some(from + 1));
        let deed = |k: usize| {
            let word = self.doc.word(k);
            let definite = article_off(self.doc.key(k)).1;
            self.doc.kind(k) == TokenKind::Word
                && word.role().is_none()
                && !word.is_adjective()
                && !self.doc.class(k).any()
                && if known.is_some() { !definite && article_off(self.doc.key(k + 1)).1 } else { definite }
        };
        if let Some(behind) = head.filter(|k| *k < to && deed(*k)) {
            p.mention = self.clip(self.span((from, behind)));
            p.name = p.mention.of(self.doc.text).to_owned();
            p.entity = None;
        }
        p
    }

    /// Whether a finite cue begins a sentence, or a clause behind بينما, without و.
    fn opens_clause(&self, cue: usize) -> bool {
        let joined = self.cues.at(cue).is_none_or(|c| c.conj.is_some() || !c.is_finite());
        let before = cue.checked_sub(1).filter(|j| self.doc.kind(*j) == TokenKind::Word);
        let starts = self.sentence_start(cue) == cue;
        let opened = before.is_some_and(|j| {
            let class = self.doc.class(j);
            class.is(Class::SUB.or(Class::LINK)) && !class.is(Class::CLAUSE) || OPENS.contains(&self.doc.key(j))
        });
        !joined && (starts || opened)
    }

    /// Where the object begins: behind marks, adverbs, times and whole prepositional phrases.
    fn whom_from(&self, mut at: usize, end: usize, behind_noun: bool, lemma: Key) -> Option<usize> {
        let begin = at;
        // طلبوا في حزيران من القاضية التنحي
        let asks_of = lemma == key!("طلب") || lemma == key!("التمس");
        if asks_of && let Some(k) = (at..end).find(|k| self.prep_at(*k) == Some(Prep::Min) && self.asks_somebody(*k + 1, end)) {
            return Some(k + 1);
        }
        let mut before_is_whole = true;
        while at < end {
            match self.doc.kind(at) {
                TokenKind::Comma | TokenKind::Quote | TokenKind::Dash => {
                    at += 1;
                    continue;
                }
                TokenKind::Open => {
                    at = self.doc.closing(at, 9)? + 1;
                    continue;
                }
                TokenKind::Word => {}
                _ => return None,
            }
            let (class, key) = (self.doc.class(at), self.doc.key(at));
            // ندونغ | سيما: the rest of the speaker's name
            let name = at == begin && !behind_noun && self.doc.word(at).is_namelike() && self.doc.kb_at(at).is_none();
            let rest = name && !article_off(key).1 && self.doc.word(at).role().is_none() && at + 1 < end;
            if class.is(Class::TIME.or(Class::DAY).or(Class::ADV).or(Class::LINK)) && !class.is(Class::PREP)
                || class.is(Class::PREPPRON)
                || key.after(key!("إيا")).is_some_and(|k| k.len() < 4)
                || self.doc.sets(at).has(sets().self_)
                || MANNERS.contains(&key)
                || rest
            {
                at += 1;
                continue;
            }
            // دعوته إلى الأطراف, نداء إلى; طلب من
            let leads = match self.prep_at(at) {
                Some(Prep::Ila) => behind_noun,
                Some(Prep::Min) => asks_of,
                _ => false,
            };
            if leads {
                at += 1;
                break;
            }
            // أوامره للجهات, أوعز للشرطة; no الأمين العام للأمم المتحدة
            let given = behind_noun || lemma == key!("أوعز") || lemma == key!("وجه");
            if given && self.glued_prep(at) == Some(Prep::Li) && self.asks_somebody(at, end) {
                break;
            }
            // أهاب بكافة الزملاء بالعمل
            if lemma == key!("أهاب") && self.glued_prep(at) == Some(Prep::Bi) && at + 1 < end {
                break;
            }
            if class.is(Class::PREP) || self.glued_prep(at).is_some() {
                at = self.behind_phrase(at, end)?;
                before_is_whole = false;
                continue;
            }
            break;
        }
        if at >= end {
            return None;
        }
        let key = self.doc.key(at);
        let word = self.doc.word(at);
        // الخبراء الألمان, المجلس الأعلى: an adjective of the subject
        let before = at.checked_sub(1).filter(|b| article_off(self.doc.key(*b)).1 && self.doc.kind(*b) == TokenKind::Word);
        let adjective = word.is_adjective() && word.role().is_none() && article_off(key).1;
        if before.is_some_and(|b| !self.doc.word(b).is_demonym()) && adjective && before_is_whole {
            return None;
        }
        let named = self.doc.kb_at(at).is_some() || word.role().is_some() || word.name_exact().is_some();
        let definite = article_off(key).1 || self.has_pronoun(at) || ALL_OF.contains(&key) || self.glued_prep(at).is_some();
        let noun = !self.doc.class(at).any() || ALL_OF.contains(&key);
        // الأحزاب والحركات: another speaker
        if key.first() == WAW && !word.is_whole() {
            return None;
        }
        // المنظمة غير الحكومية
        if at > begin && self.doc.key(at - 1) == key!("غير") {
            return None;
        }
        // كأمير للمؤمنين: as whom
        if key.first() == KAF && self.doc.tables.role(key.skip(1)).is_some() {
            return None;
        }
        (noun && !self.stops(at) && (named || definite)).then_some(at)
    }

    /// في بيانها | السلطة الوطنية: one past a prepositional phrase, where somebody stands who is no genitive of it.
    fn behind_phrase(&self, at: usize, end: usize) -> Option<usize> {
        let head = if self.glued_prep(at).is_some() && self.doc.key(at).len() > 1 { at } else { at + 1 };
        (head + 1..end).find(|q| {
            let before = *q - 1;
            let key = self.doc.key(before);
            let closed = self.doc.kind(before) != TokenKind::Word
                || article_off(key).1
                || self.doc.class(before).is(Class::TIME.or(Class::DAY).or(Class::PREPPRON))
                || key.len() > 3 && self.has_pronoun(before)
                // في تسجيل صوتي
                || before > head && self.doc.word(before).is_adjective();
            let free =
                !self.doc.sets(*q).has(sets().self_) && self.prep_at(before).is_none() && self.doc.kind(*q) == TokenKind::Word;
            let adjective = self.doc.word(*q).is_adjective() && self.doc.word(*q).role().is_none_or(|r| !r.role.is_human());
            let key = self.doc.key(*q);
            let definite = article_off(key).1 || self.doc.kb_at(*q).is_some() || ALL_OF.contains(&key);
            closed && free && definite && !adjective && self.glued_prep(*q).is_none() && self.asks_somebody(*q, end)
        })
    }

    /// Whether somebody stands at a token who can be asked.
    fn asks_somebody(&self, at: usize, end: usize) -> bool {
        let key = self.doc.key(at);
        let less = if self.glued_prep(at) == Some(Prep::Li) { key.skip(1) } else { key };
        let pronoun = [key!("ه"), key!("ها"), key!("هم")].iter().any(|p| key.before(*p).is_some());
        ALL_OF.contains(&key)
            || self.doc.kb_at(at).is_some()
            || self.doc.tables.role(less).is_some_and(|r| {
                // تنظيم تظاهرات: a deed, and no body
                let whole = article_off(less).1 || article_off(self.doc.key(at + 1)).1 || self.doc.kb_at(at + 1).is_some();
                r.role.is_human() || r.role.is_body() && whole
            })
            || self.is_somebody((at, end)) && (article_off(key).1 || pronoun || self.glued_prep(at).is_some())
            || article_off(key).1 && self.doc.word(at).is_demonym()
            || pronoun && key.before(key!("يره")).is_none() && self.doc.word(at).role().is_some()
    }

    /// One past the words for whom: before a relative clause, a second preposition or a comma that closes nothing.
    fn asked_end(&self, from: usize, end: usize) -> usize {
        let mut j = from + 1;
        while j < end {
            let class = self.doc.class(j);
            let stop = match self.doc.kind(j) {
                TokenKind::Word => class.is(Class::REL.or(Class::CLAUSE).or(Class::TIME).or(Class::DAY)),
                TokenKind::Quote | TokenKind::Dash | TokenKind::Number => false,
                _ => true,
            };
            if stop {
                break;
            }
            j += 1;
        }
        while j > from + 1 && (self.doc.class(j - 1).is(Class::PREP) || self.doc.kind(j - 1) != TokenKind::Word) {
            j -= 1;
        }
        j
    }

    /// The actor in words for whom, else the words as they stand.
    pub(super) fn asked_party(
        &self,
        range: (usize, usize),
        speaker: Option<usize>,
        reading: &mut Reading,
        actors: &mut Actors,
    ) -> Option<Party> {
        let (from, to) = range;
        // المفاوضات: nobody
        if actors.at(self.span(range)).is_some_and(|(_, e)| reading.entities[e].kind == EntityKind::Process) {
            return None;
        }
        let head = from + usize::from(ALL_OF.contains(&self.doc.key(from)));
        let start = self.span((head, head + 1)).start;
        let near = |p: &Party| p.mention.start <= start + 4 && !self.is_name_of_more(p, to);
        let party = self.party_in((from, to), reading, actors, speaker).filter(near);
        let fits = |p: &Party| {
            p.entity.is_none_or(|e| Some(e) != speaker && reading.entities[e].kind != EntityKind::Outlet)
                && !self.doc.is_medium(from)
        };
        if let Some(p) = party {
            return fits(&p).then_some(p);
        }
        let mut span = self.clip(self.span(range));
        let led = match self.glued_prep(from) {
            Some(Prep::Li) => self.doc.key(from).at(1) != LAM,
            other => other == Some(Prep::Bi),
        };
        if led {
            span.start = after_letters(self.doc.text, self.doc.token(from)?.span, 1);
        }
        let words = span.of(self.doc.text);
        let name = words.strip_prefix("لل").map_or_else(|| words.to_owned(), |rest| format!("ال{rest}"));
        let party = Party { entity: None, name, mention: Span::new(span.start, span.end) };
        (!span.is_empty() && fits(&party)).then_some(party)
    }

    /// قادة روسيا: whether the words go on well behind the actor who was found, and another stands before them.
    fn is_name_of_more(&self, p: &Party, to: usize) -> bool {
        let behind = self.token_range(p.mention).1;
        behind < to && p.entity.is_none() && self.doc.key(behind).first() == ALIF && !article_off(self.doc.key(behind)).1
    }

    /// دعوته إلى الأطراف إلى الوحدة, أوامره للجهات بتنفيذ: who is asked stands at the head of the content.
    pub(super) fn asked_inside(&self, site: Site, found: Found, actors: &Actors) -> Found {
        let demands = found.row.kind == Some(Type::Demands) && found.row.target == Target::Asked;
        if !demands || found.subject.is_some() {
            return found;
        }
        // ضرورة أن توقف الأطراف القصف, طالب بأن تنسحب القوات
        if [key!("أن"), key!("بأن"), key!("ألا"), key!("بألا")].contains(&self.doc.key(found.object))
            && let Some(whom) = self.doer_behind(found.object + 2, site, actors)
        {
            return Found { subject: Some(whom), ..found };
        }
        if found.object != site.from || !found.addressed {
            return found;
        }
        let at = site.from;
        // دعا إلى الوفاء: what is asked; دعوته إلى الأطراف إلى: who is
        let noun = (site.cue.0..at).any(|k| self.doc.kind(k) == TokenKind::Word && self.act_noun(k).is_some());
        let glued = self.glued_prep(at);
        // الأمين العام للأمم المتحدة: of whom the speaker is
        if !noun && (glued.is_some() || self.prep_at(at.saturating_sub(1)) == Some(Prep::Ila)) {
            return found;
        }
        let led = glued == Some(Prep::Li) || glued.is_none() && !self.doc.class(at).any();
        if !led || self.is_clause(at) {
            return found;
        }
        let limit = site.to.min(at + WORDS);
        let somebody = self.asks_somebody(at, limit) || actors.at(self.span((at, at + 1))).is_some();
        if !somebody {
            return found;
        }
        // the words up to the second preposition, or the clause of what is asked
        let Some(then) = (at + 1..limit).take_while(|j| self.doc.kind(*j) == TokenKind::Word).find(|j| {
            matches!(self.prep_at(*j), Some(Prep::Ila | Prep::Ala))
                || matches!(self.glued_prep(*j), Some(Prep::Bi)) && self.is_called_for(*j)
                || self.glued_prep(*j) == Some(Prep::Li) && !self.asks_somebody(*j, limit)
                || self.doc.key(*j) == key!("أن")
                || self.doc.class(*j).is(Class::REL)
        }) else {
            return found;
        };
        if self.doc.class(then).is(Class::REL) {
            return found;
        }
        let apart = self.prep_at(then).is_some();
        let object = then + usize::from(apart);
        if object >= site.to {
            return found;
        }
        Found { object, subject: Some((at, then)), ..found }
    }

    /// بوقف, بالتدخل: ب before what is asked, not before a place or time.
    fn is_called_for(&self, j: usize) -> bool {
        let bare = article_off(self.doc.key(j).skip(1)).0;
        let body = self.doc.tables.role(bare).is_some_and(|r| r.role.is_body() || r.role == Role::Place);
        self.doc.kb_at(j).is_none() && self.doc.word(j).name_exact().is_none() && !body
    }
}
