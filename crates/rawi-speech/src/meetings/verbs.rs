//! Verbs of meeting: التقى X Y، استقبل X Y، اجتمع X مع Y، بحث X مع Y.

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::{PartRole, Party};
use rawi_actors::{EntityKind, Likely, Number, Role};
use rawi_text::words::{FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

impl Reader<'_> {
    /// The verb at `i` with its subject and its object, bare or behind ب or مع.
    pub(super) fn meet(&self, i: usize, noun: &'static str, role: PartRole, mentions: &Mentions<'_>) -> Option<Told> {
        let limit = self.limit(i);
        // التقينا وزير الخارجية; كلينتون تلتقي لافروف
        let me = if Tables::built_in().is(self.bare(i), Sense::Mine) { mentions.speaker_of(self.span((i, i + 1))) } else { None };
        if let Some(subject) = me.or_else(|| self.directly_before(i, mentions)) {
            return self.told_of(i, noun, role, subject, mentions);
        }
        // عباس وهنية يجتمعان في أنقرة
        let key = self.doc.key(i);
        let many = key.before(key!("ان")).is_some() || key.before(key!("ون")).is_some() || key.before(key!("وا")).is_some();
        if many && i > 0 && self.doc.key(i - 1) != key!("أن") {
            let start = self.sentence_start(i);
            let from = (start..i).rev().take(16).find(|k| self.doc.class(*k).is(Class::CLAUSE)).map_or(start, |c| c + 1);
            let (mut both, at) = self.parties(from, i, mentions);
            // الرئيس الأذربيجاني، إلهام علييف، سيلتقيان
            let at = at + usize::from(at + 1 == i && self.doc.kind(at) == TokenKind::Comma);
            if at == i && both.len() > 1 {
                let others = both.split_off(1);
                return self.told_by(i, noun, both, PartRole::Party, others, i + 1);
            }
            // وزيرا خارجية السعودية وإيران يجتمعان
            let two = self.doc.word(from).role().is_some_and(|r| r.role.is_human() && r.number != Number::S);
            let states: Vec<Party> = (from..i)
                .filter(|k| {
                    two && self.doc.kb_at(*k).is_some_and(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::State)
                })
                .filter_map(|k| self.party_of(k, k + 1, mentions))
                .collect();
            if let [one, other] = &states[..] {
                return self.told_by(i, noun, vec![one.clone()], PartRole::Party, vec![other.clone()], i + 1);
            }
        }
        // سيجتمع فيه روتو مع
        let there = [key!("فيه"), key!("فيها"), key!("خلاله"), key!("خلالها")];
        let first = i + 1 + usize::from(there.contains(&self.doc.key(i + 1)) && !self.doc.class(i + 2).any());
        let whole = self.noun_phrase(first, limit, true, &[]).map_or(first, |np| np.end);
        let later = self.object_later(whole, limit);
        let until = later.or_else(|| self.object_in(first, limit)).unwrap_or(limit);
        let (mut subjects, end) = self.parties(first, until, mentions);
        // استقبل المستشفى مصابين: no guests
        let human = |p: &Party| {
            let first = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= p.mention.start);
            p.entity.is_some_and(|e| mentions.reading.entities[e].kind == EntityKind::Person)
                || self.doc.word(first).role().is_some_and(|r| r.role.is_human())
                || self.doc.kb_at(first).is_some()
        };
        if role == PartRole::Host && !subjects.iter().all(human) {
            return None;
        }
        let visit = self.during_visit(end, limit);
        let object = match later.filter(|_| visit.is_none()) {
            Some(later) => later,
            None => self.object_from(visit.map_or(end, |(_, goal)| goal.1), limit).unwrap_or(limit),
        };
        let (mut objects, last) = self.parties(object, limit, mentions);
        // التقى الرئيس في وقت متأخر الاثنين بكبار مسؤوليه: an object further on
        if objects.is_empty() && subjects.len() == 1 && role == PartRole::Party {
            let person = |k: usize| {
                let rest = self.doc.tables.word(self.doc.key(k).skip(1));
                self.glued_prep(k) == Some(Prep::Bi)
                    && (rest.role().is_some_and(|r| r.role.is_human())
                        || self.doc.kb_at(k).is_some_and(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::Person))
            };
            let stop = |k: &usize| {
                self.doc.class(*k).is(Class::CLAUSE.or(Class::REL)) || self.doc.kind(*k) == TokenKind::Stop || self.stops(*k)
            };
            let far = (end..limit.min(end + 14)).take_while(|k| !stop(k)).find(|k| self.doc.key(*k) == key!("مع") || person(*k));
            if let Some(far) = far {
                let (others, last) = self.parties(far + usize::from(self.doc.key(far) == key!("مع")), limit, mentions);
                return self.told_by(i, noun, subjects, role, others, last);
            }
        }
        // الوفد الذي التقى رئيس المجلس
        if i > 1 && objects.is_empty() != subjects.is_empty() && self.doc.class(i - 1).is(Class::REL) {
            let near = self.span((i.saturating_sub(4), i));
            let subject = self.before_relative(i - 1, mentions).or_else(|| mentions.person_in(near))?;
            let whom = if objects.is_empty() { subjects } else { objects };
            return self.told_by(i, noun, vec![subject], role, whom, last.max(end));
        }
        // أوباما يضغط ويلتقي نتنياهو وعباس
        let goes_on = matches!(self.doc.key(i).first(), WAW | FA) && i > self.sentence_start(i) && !subjects.is_empty();
        if goes_on
            && objects.is_empty()
            && let Some(subject) = self.person_before(i, mentions)
        {
            subjects.retain(|p| p.entity.is_none() || p.entity != subject.entity);
            return self.told_by(i, noun, vec![subject], role, subjects, end);
        }
        // يلتقي بوتين وأردوغان
        if objects.is_empty() && subjects.len() > 1 && role == PartRole::Party {
            objects = subjects.split_off(1);
            return self.told_by(i, noun, subjects, role, objects, end);
        }
        // التقى الرئيس, والتقى مع الرئيس: the subject is named before the verb
        if subjects.is_empty() != objects.is_empty() {
            let after = i > 1
                && self.doc.key(i - 1) == key!("أن")
                && self.doc.class(i - 2).is(Class::PREP.or(Class::CONJ).or(Class::LINK));
            // كما يلتقي, of whom the last meeting in the sentence is told
            let also = i > 0 && self.doc.key(i - 1) == key!("كما");
            let here = self.also_told(i, also, mentions);
            let told = if after { self.elided(i, mentions) } else { here };
            let subject = told.or_else(|| self.person_before(i, mentions)).or_else(|| self.elided(i, mentions))?;
            if objects.is_empty() {
                objects = std::mem::take(&mut subjects);
            }
            let last = last.max(end);
            objects.retain(|p| p.entity.is_none() || p.entity != subject.entity);
            if let Some((_, goal)) = visit
                && !objects.is_empty()
            {
                return Some(self.visit_told(i, subject, objects, goal, last));
            }
            subjects.push(subject);
            return self.told_by(i, noun, subjects, role, objects, last);
        }
        if let Some((_, goal)) = visit
            && !objects.is_empty()
            && subjects.len() == 1
            && let Some(visitor) = subjects.pop()
        {
            return Some(self.visit_told(i, visitor, objects, goal, last));
        }
        self.told_by(i, noun, subjects, role, objects, last)
    }

    /// `خلال زيارته إلى مصر` directly behind token `end`: the visit's noun and its goal.
    pub(super) fn during_visit(&self, end: usize, limit: usize) -> Option<(usize, (usize, usize))> {
        let noun = (end..(end + 3).min(limit)).find(|k| Tables::built_in().is(self.bare(*k), Sense::Visit))?;
        Some((noun, self.goal(noun + 1, limit)?))
    }

    /// The verb at `i` with its subject and those whom مع names.
    pub(super) fn confer(&self, i: usize, noun: &'static str, mentions: &Mentions<'_>) -> Option<Told> {
        let limit = self.limit(i);
        let (subjects, end) = self.parties(i + 1, limit, mentions);
        if subjects.is_empty() {
            // لافروف وكيري يبحثان
            let start = self.sentence_start(i);
            let from = (start..i).rev().take(14).find(|k| self.doc.class(*k).is(Class::CLAUSE)).map_or(start, |c| c + 1);
            let (mut both, at) = self.parties(from, i, mentions);
            if at == i && both.len() > 1 {
                let others = both.split_off(1);
                return self.told_by(i, noun, both, PartRole::Party, others, i + 1);
            }
        }
        let with = (end..(end + 6).min(limit)).find(|k| self.doc.key(*k) == key!("مع"))?;
        let (mut objects, last) = self.parties(with + 1, limit, mentions);
        let subjects = if subjects.is_empty() && with <= i + 2 && i > 0 {
            let also = self.doc.key(i - 1) == key!("كما");
            let subject = self.directly_before(i, mentions).or_else(|| self.also_told(i, also, mentions));
            let subject = subject.or_else(|| self.person_before(i, mentions));
            vec![subject.or_else(|| self.elided(i, mentions))?]
        } else {
            subjects
        };
        objects.retain(|p| p.entity.is_none() || subjects.iter().all(|s| s.entity != p.entity));
        self.told_by(i, noun, subjects, PartRole::Party, objects, last)
    }

    /// Where the object begins in what reads like one phrase with the subject: a title behind a name (استقبل رئيس الوزراء
    /// كريم الزيني السفير الفرنسي).
    fn object_in(&self, start: usize, limit: usize) -> Option<usize> {
        let np = self.noun_phrase(start, limit, true, &[])?;
        // التقى الوفد المصري | بوفد الجبهة; التقى المبعوث الأميركي | الرئيس الفلسطيني محمود عباس
        let office = |k: usize| self.doc.word(k).role().is_some_and(|r| r.role == Role::Office);
        let adjective = |k: usize| self.doc.word(k).is_demonym() && article_off(self.doc.key(k)).1;
        let led = [key!("بقيادة"), key!("برئاسة"), key!("بزعامة"), key!("بحضور"), key!("بمشاركة")];
        let named = |k: usize| self.name_behind_bi(k);
        let human = |k: usize| self.doc.tables.word(self.doc.key(k).skip(1)).role().is_some() && !led.contains(&self.doc.key(k));
        let second = (start + 2..np.end).find(|k| {
            self.glued_prep(*k) == Some(Prep::Bi) && human(*k)
                || named(*k)
                || office(*k)
                    && article_off(self.doc.key(*k)).1
                    && adjective(k - 1)
                    && office(start)
                    && (adjective(k + 1) || article_off(self.doc.key(start)).1 && self.is_name(k + 1))
        });
        if second.is_some() {
            return second;
        }
        let (_, name_end) = np.name?;
        (name_end..np.end).find(|k| {
            let key = self.doc.key(*k);
            let title = self.doc.word(*k).role().is_some_and(|r| r.role.is_human());
            title && !self.doc.word(*k).is_demonym() && !matches!(key.first(), WAW) && self.doc.kind(k - 1) == TokenKind::Word
        })
    }

    /// Whether a name stands behind a glued ب: بسامر.
    pub(super) fn name_behind_bi(&self, k: usize) -> bool {
        let key = self.doc.key(k);
        key.first() == rawi_text::words::BA
            && key.len() > 3
            && self.doc.word(k).likely_name() != Likely::Known
            && self.doc.kb_at(k).is_none()
            && self.doc.tables.word(key.skip(1)).likely_name() == Likely::Known
    }

    /// The object behind circumstances: `استقبل الملك سلمان في قصره بجدة أمس | وزير الخارجية`.
    pub(super) fn object_later(&self, end: usize, limit: usize) -> Option<usize> {
        let stop = |k: &usize| {
            self.doc.kind(*k) != TokenKind::Word
                || self.doc.class(*k).is(Class::CLAUSE.or(Class::REL))
                || self.doc.key(*k) == key!("مع")
                || self.stops(*k)
        };
        // كاسترو، أمس الاثنين، رئيس المجلس
        let time = |k: usize| self.doc.class(k).is(Class::DAY.or(Class::TIME)) || self.doc.kind(k) == TokenKind::Number;
        if self.doc.kind(end) == TokenKind::Comma && time(end + 1) {
            let mut close = (end + 1..limit.min(end + 6)).find(|k| !time(*k))?;
            let mut at = close + usize::from(self.doc.kind(close) == TokenKind::Comma);
            // الجمعة بمقر الوزارة، في مكتبه، | ريمي ريو
            let aside = |k: usize| {
                self.doc.class(k).is(Class::PREP)
                    || self.glued_prep(k) == Some(Prep::Bi) && self.doc.tables.word(self.doc.key(k).skip(1)).role().is_none()
            };
            while aside(at)
                && let Some(comma) = (at + 1..limit.min(at + 6)).find(|k| self.doc.kind(*k) == TokenKind::Comma)
            {
                (close, at) = (comma, comma + 1);
            }
            return (at > close && at < limit && self.glued_prep(at).is_none() && self.doc.kind(at) == TokenKind::Word)
                .then_some(at);
        }
        let circumstance = self.doc.class(end).is(Class::PREP.or(Class::DAY).or(Class::TIME))
            || self.glued_prep(end).is_some() && self.doc.tables.word(self.doc.key(end).skip(1)).role().is_none();
        let someone = |k: usize| {
            let person = self.doc.kb_at(k).is_some_and(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::Person);
            let role = self.doc.word(k).role().is_some_and(|r| r.role.is_human()) && !self.doc.word(k).is_demonym();
            let free = self.glued_prep(k).is_none() && !self.doc.class(k - 1).is(Class::PREP) && self.doc.key(k).first() != WAW;
            (person || role) && free
        };
        if !circumstance {
            return None;
        }
        (end..limit.min(end + 12)).take_while(|k| !stop(k)).skip(1).find(|k| someone(*k))
    }

    pub(super) fn object_from(&self, end: usize, limit: usize) -> Option<usize> {
        // a time or a comma may stand between
        let time =
            |k: usize| self.doc.class(k).is(Class::DAY.or(Class::TIME).or(Class::ADV)) || self.doc.kind(k) == TokenKind::Comma;
        let stop = |k: &usize| self.doc.class(*k).is(Class::CLAUSE.or(Class::REL).or(Class::PREPPRON));
        let near = (end..(end + 9).min(limit)).take_while(|k| !stop(k));
        let with = near.filter(|k| !time(*k)).take(4).find(|k| self.doc.key(*k) == key!("مع"));
        let after = with.map(|k| k + 1);
        // نادية فتاح، وزيرة الاقتصاد، | ريمي ريو
        let open = self.doc.kind(end) == TokenKind::Comma
            && end + 1 < limit
            && self.doc.kind(end + 1) == TokenKind::Word
            && self.doc.key(end + 1).first() != WAW
            && !self.doc.class(end + 1).any()
            && (end.saturating_sub(12)..end).any(|k| self.doc.kind(k) == TokenKind::Comma)
            && (self.is_name(end + 1) || self.doc.word(end + 1).role().is_some_and(|r| r.role.is_human()));
        // مدير التعليم محمد العقيبي، | بمدير الهيئة
        let at = end + 1;
        let rest = |k: usize| self.doc.tables.word(self.doc.key(k).skip(1));
        let by = self.doc.kind(end) == TokenKind::Comma
            && at < limit
            && self.glued_prep(at) == Some(Prep::Bi)
            && self.doc.kb_at(at).is_none()
            && (rest(at).role().is_some_and(|r| r.role.is_human()) || self.name_behind_bi(at));
        let start = after.unwrap_or(end + usize::from(open || by));
        (self.doc.kind(start) == TokenKind::Word && start < limit).then_some(start)
    }

    pub(super) fn told_by(
        &self,
        i: usize,
        noun: &'static str,
        subjects: Vec<Party>,
        role: PartRole,
        objects: Vec<Party>,
        last: usize,
    ) -> Option<Told> {
        let again = objects.iter().any(|o| {
            subjects
                .iter()
                .any(|s| s.entity == o.entity && o.entity.is_some() || s.name.ends_with(&o.name) || o.name.ends_with(&s.name))
        });
        if subjects.is_empty() || objects.is_empty() || again {
            return None;
        }
        let names: Vec<&str> = subjects.iter().chain(&objects).map(|p| p.name.as_str()).collect();
        let process = format!("{noun} {}", names.join(" و"));
        let participants =
            subjects.into_iter().map(|p| (p, role)).chain(objects.into_iter().map(|p| (p, PartRole::Party))).collect();
        Some(Told {
            place: self.place_near(last, last + 8),
            ..Told::of(process, Key::of(noun), self.held(i, last), (i, last), participants)
        })
    }

    /// `لقائه رئيس الوزراء`, `محادثاته مع X`, `للقاء X`: with the person named before in the sentence.
    pub(super) fn own(&self, i: usize, noun: &'static str, mentions: &Mentions<'_>) -> Option<Told> {
        // of a purpose (ليتوجه إلى … للقاء X) the subject is the one who was named first
        let purpose = self.doc.key(i).first() == LAM && self.doc.key(i).at(1) == LAM;
        let start = self.sentence(i).start as usize;
        let clause = (start..i).rev().take(20).find(|k| self.doc.class(*k).is(Class::CLAUSE)).map(|c| c + 1);
        // أن X وY يزوران كابل للاجتماع بZ
        let mut leaders = if purpose { clause.map_or(Vec::new(), |c| self.parties(c, i, mentions).0) } else { Vec::new() };
        let first = if leaders.is_empty() { None } else { Some(leaders.remove(0)) };
        let first = first.or_else(|| if purpose && start < i { mentions.person_first(self.span((start, i))) } else { None });
        let subject = first.or_else(|| self.speaker_beside(i, mentions)).or_else(|| self.speaks_of_himself(i, mentions));
        let subject = subject.or_else(|| self.person_before(i, mentions));
        let subject = subject.or_else(|| mentions.speaker_of(self.span((i, i + 1)))).or_else(|| self.elided(i, mentions))?;
        let limit = self.limit(i);
        // استقباله في مقر المركز بالرياض أمس | مدير الإقليم
        let object = self.object_later(i + 1, limit).or_else(|| self.object_from(i + 1, limit))?;
        // للاجتماع المقبل; but للاجتماع بالرئيس, مع الرئيس
        let led = object > i + 1 || self.glued_prep(object) == Some(Prep::Bi);
        if noun == "اجتماع" && purpose && !led {
            return None;
        }
        let (mut objects, last) = self.parties(object, limit, mentions);
        objects.retain(|p| p.entity.is_none() || p.entity != subject.entity);
        let host = self.doc.key(i).take(7) == key!("استقبال");
        let role = if host { PartRole::Host } else { PartRole::Party };
        leaders.insert(0, subject);
        self.told_by(i, noun, leaders, role, objects, last)
    }

    /// `لدى استقبال X لY`, `لدى استقبال X له`.
    pub(super) fn reception(&self, i: usize, noun: &'static str, mentions: &Mentions<'_>) -> Option<Told> {
        let limit = self.limit(i);
        let mut end = self.noun_phrase(i + 1, limit, true, &[]).filter(|np| np.start == i + 1 && np.can_speak())?.end;
        // نائب الرئيس رئيس مجلس الوزراء خالد بحاح
        let title = |k: usize| self.doc.word(k).role().is_some_and(|r| r.role.is_human());
        while title(end)
            && let Some(np) = self.noun_phrase(end, limit, true, &[]).filter(|np| np.start == end)
        {
            end = np.end;
        }
        let hosts: Vec<Party> = self.party_of(i + 1, end, mentions).into_iter().collect();
        let at = end + usize::from(self.doc.kind(end) == TokenKind::Comma);
        let him = [key!("له"), key!("لها"), key!("لهم")].contains(&self.doc.key(at));
        let (guests, last) = if him {
            (self.person_before(i, mentions).into_iter().collect(), at + 1)
        } else if self.glued_prep(end) == Some(crate::lexicon::Prep::Li) {
            let np = self.noun_phrase_after_clitic(end, limit)?;
            let guest = self.party_of(np.start, np.end, mentions).map(|p| self.unglued(p, np.start, mentions));
            (guest.into_iter().collect::<Vec<_>>(), np.end)
        } else {
            return None;
        };
        self.told_by(i, noun, hosts, PartRole::Host, guests, last)
    }

    /// `تشارك وفود إيران وروسيا وتركيا في المفاوضات`: they take part in the talks that are spoken of.
    pub(super) fn join(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let limit = self.sentence(i).end as usize;
        let talks = (i..limit).any(|k| {
            let definite = article_off(self.doc.key(k)).1;
            definite && [key!("محادثات"), key!("مفاوضات"), key!("مباحثات")].contains(&self.bare(k))
        });
        let also = self.doc.key(i.checked_sub(1)?) == key!("كما");
        if !talks && !also {
            return None;
        }
        let (mut participants, mut at, mut guarantors) = (Vec::new(), i + 1, false);
        while at < limit.min(i + REACH) && participants.len() < 16 {
            let heads = self.doc.key(at) == key!("وفد")
                || self.doc.key(at) == key!("ووفد")
                || Tables::built_in().is(self.doc.key(at), Sense::Delegations);
            let after = [key!("برئاسة"), key!("في")].contains(&self.doc.key(at));
            guarantors |= self.doc.key(at) == key!("الضامنة");
            let (parties, end) =
                if heads || self.doc.kb_at(at).is_some() && self.prep_at(at - 1).is_none_or(|p| p == crate::lexicon::Prep::Min) {
                    self.parties(at, limit, mentions)
                } else {
                    (Vec::new(), at)
                };
            let role = if guarantors && !heads { PartRole::Guarantor } else { PartRole::Party };
            participants.extend(parties.into_iter().map(|p| (p, role)));
            // وفد الأمم المتحدة برئاسة المبعوث الخاص
            let led = (at..end).any(|k| self.doc.key(k) == key!("برئاسة"));
            at = end.max(at + 1);
            if led || after && self.doc.key(at - 1) == key!("برئاسة") {
                break;
            }
        }
        (!participants.is_empty()).then(|| Told {
            bare: true,
            ..Told::of(String::new(), key!("محادثات"), self.held(i, at), (i, at.min(limit)), participants)
        })
    }
}

/// How many words behind the verb those who take part are looked for.
const REACH: usize = 40;
