//! Nouns of talks with their process and round: الجولة الـ14 من محادثات أستانة، مفاوضات جنيف 5، اجتماع وزراء الخارجية.

use super::occasion::nominative;
use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::{PartRole, Party};
use rawi_actors::EntityKind;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

impl Reader<'_> {
    /// A noun of talks at `i`.
    pub(super) fn talks(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let t = Tables::built_in();
        if t.is(self.doc.key(i + 1), Sense::Press) {
            return None;
        }
        if t.is(self.bare(i + 1), Sense::Round) {
            return None; // جلسات الجولة الثانية: the round tells more
        }
        // اجتماع قمة البريكس: the same
        if self.bare(i + 1) == key!("قمة") && self.noun(i) != key!("قمة") {
            return None;
        }
        // لا اجتماع, لا يعتزم عقد اجتماع
        let plans = |k: usize| t.is(self.doc.key(k), Sense::Hold) || t.is(self.doc.key(k), Sense::Intend);
        let any = i > 0 && [key!("أي"), key!("أية")].contains(&self.doc.key(i - 1));
        // مؤتمر كهذا
        let any = any || [key!("كهذا"), key!("كهذه")].contains(&self.doc.key(i + 1));
        let court = |k: usize| [key!("محكمة"), key!("محاكمة")].contains(&article_off(self.doc.key(k)).0);
        let tried = self.noun(i) == key!("جلسة") && (court(i + 1) || (i.saturating_sub(6)..i).any(court));
        if any || tried {
            return None;
        }
        let denied = (i.saturating_sub(6)..i).any(|k| self.doc.class(k).is(Class::NEG) && (k + 1 == i || plans(k + 1)));
        if denied {
            return None;
        }
        let (process, id, named) = self.process(i)?;
        let mut process = nominative(&process);
        // على اتصال مع, قنوات اتصال: no talk on a day
        let standing = !article_off(self.doc.key(i)).1
            && i > 0
            && (self.prep_at(i - 1) == Some(Prep::Ala) || t.is(self.doc.key(i - 1), Sense::Aside));
        let (round, end) = self.round_after(named).map_or((None, named), |(r, end)| (Some(r), end));
        let (counted, round) = (round.is_some(), round.or_else(|| self.own_number(i, named)));
        let article = article_off(self.doc.key(i)).1;
        let (mut participants, mut last) = self.with(end, mentions);
        // الاجتماع بين وزيري خارجية روسيا وإيران
        let of_several = self.doc.key(end) == key!("بين")
            && self.doc.word(end + 1).role().is_some_and(|r| r.role.is_human() && r.number != rawi_actors::Number::S)
            && self.doc.kb_at(end + 2).is_none()
            && participants.iter().any(|(p, _)| p.name.contains(" و"));
        // what stands far behind a definite noun alone is not with it
        let near = |k: usize| t.senses(|n| self.doc.key(k + n)).any(|(_, s)| matches!(s, Sense::With(_)));
        // المباحثات التي أجراها الملك مع
        let told = self.doc.class(end).is(Class::REL) && t.is(self.doc.key(end + 1), Sense::Hold);
        if article && named == i + 1 && id.is_none() && !told && !(end..end + 3).any(near) {
            (participants, last) = (Vec::new(), end);
        }
        // اتصالاً هاتفياً برئيس الحكومة, اتصالاً من الرئيس
        if participants.is_empty() && t.is(self.noun(i), Sense::Call) {
            let np = match self.glued_prep(end) {
                Some(Prep::Bi) => self.noun_phrase_after_clitic(end, self.limit(i)),
                _ if self.prep_at(end) == Some(Prep::Min) => self.noun_phrase(end + 1, self.limit(i), true, &[]),
                _ => None,
            };
            if let Some(np) = np.filter(|np| np.can_speak()) {
                participants.extend(
                    self.party_of(np.start, np.end, mentions)
                        .map(|p| (if np.start == end { self.unglued(p, np.start, mentions) } else { p }, PartRole::Party)),
                );
                last = np.end;
            }
        }
        let each = self.doc.key(named) == key!("كل");
        let of =
            if id.is_none() && !article && (named > i + 1 || each) { self.parties_of(i, named, mentions) } else { Vec::new() };
        // لقاء الدبلوماسيين بالمحتجزين, مباحثات مدير الوكالة مع المسؤولين
        if !of.is_empty() && participants.is_empty() && self.glued_prep(named) == Some(Prep::Bi) {
            let (others, at) = self.parties(named, self.limit(i), mentions);
            last = last.max(at);
            participants.extend(others.into_iter().map(|p| (p, PartRole::Party)));
        }
        let holders = self.holders(i, mentions);
        let held_by_body = !article && holders.first().is_some_and(|p| self.is_body(p, mentions));
        let holders_named = !holders.is_empty();
        // محادثات مع المسؤولين، من بينهم الوزير
        let with_them = self.prep_at(named) == Some(Prep::Maa);
        // ألغت لقاء مع, لإجراء محادثات مع; not تحريك مفاوضات السلام مع
        let indefinite = !article && (named == i + 1 || !article_off(self.doc.key(i + 1)).1);
        if holders_named {
            let role = if self.chairs(i) { PartRole::Chair } else { PartRole::Party };
            participants.splice(0..0, holders.into_iter().map(|p| (p, role)));
        } else if of.is_empty()
            && (participants.len() == 1 || participants.len() > 1 && with_them)
            && (named..named + 4).any(|k| self.doc.key(k) == key!("مع"))
            && let Some(state) = self.state_at(i + 1, mentions).filter(|_| named > i + 1)
        {
            // المفاوضات الإسرائيلية مع حماس
            participants.insert(0, (state, PartRole::Party));
        } else if of.is_empty()
            && (participants.len() == 1 || participants.len() > 1 && with_them)
            && (named..named + 4).any(|k| self.doc.key(k) == key!("مع"))
            && (self.during(i) || indefinite || t.is(self.bare(named), Sense::Hold))
            && let Some(subject) = self.speaker_beside(i, mentions).or_else(|| self.person_before(i, mentions)).or_else(|| {
                let peer = participants.iter().any(|(p, _)| p.name.starts_with("نظير"));
                let own = peer || t.is(self.bare(named), Sense::Hold);
                if own { mentions.speaker_of(self.span((i, named))) } else { None }
            })
        {
            participants.insert(0, (subject, PartRole::Party));
        }
        // المحادثات بين البلدين
        if participants.is_empty() && of.is_empty() && self.doc.key(named) == key!("بين") {
            participants.extend(self.both_states(named, mentions).into_iter().map(|p| (p, PartRole::Party)));
        }
        let mut guests = false;
        if participants.is_empty() && !article {
            let invited = self.invited_to(i, mentions);
            guests = !invited.is_empty();
            participants.extend(invited);
        }
        // كشفت اللجنة، في اجتماع لها
        let own = !article && [key!("له"), key!("لها"), key!("لهم")].contains(&self.doc.key(named));
        let mut formal = false;
        if participants.is_empty()
            && of.is_empty()
            && own
            && id.is_none()
            && let Some(body) = self.body_before(i, mentions)
        {
            participants.push((body, PartRole::Party));
            formal = true;
        }
        let (states, states_end) = self.states_of(i, mentions);
        let of_states = !states.is_empty();
        if of_states
            && participants.iter().all(|(p, role)| {
                *role != PartRole::Party
                    || p.entity.is_none()
                    || mentions.reading.entities.get(p.entity.unwrap_or(0)).is_some_and(|e| e.kind != EntityKind::State)
            })
        {
            participants.extend(states.into_iter().map(|p| (p, PartRole::Party)));
            process = self.words((i, states_end));
        }
        if id.is_none() && !of_states {
            if let Some((body, after)) = self.body_of(i, named, mentions) {
                participants.insert(0, (body, PartRole::Party));
                // اجتماع مشترك للمجلس ووزارة الدفاع
                if self.joins_body(after) {
                    let (others, end) = self.parties(after, self.limit(i), mentions);
                    last = last.max(end);
                    participants.extend(others.into_iter().map(|p| (p, PartRole::Party)));
                }
                process = self.words((i, after.max(named)));
            } else if !holders_named {
                participants.splice(0..0, of.into_iter().map(|p| (p, PartRole::Party)));
            }
        }
        // طلبت تركيا من الحلف عقد اجتماع
        let body = participants.len() == 1
            && participants[0].0.entity.is_none_or(|e| mentions.reading.entities[e].kind == EntityKind::Organisation);
        if body
            && !article
            && let Some(state) = self.asked_by(i, mentions).filter(|p| p.name != participants[0].0.name)
        {
            participants.push((state, PartRole::Party));
        }
        let outlet =
            participants.iter().any(|(p, _)| p.entity.is_some_and(|e| mentions.reading.entities[e].kind == EntityKind::Outlet));
        let journal = |k: usize| t.is(self.doc.key(k), Sense::Journal) || t.is(self.bare(k), Sense::Journal);
        let talk = self.noun(i) == key!("حوار") && (self.doc.key(named) == key!("مع") || (named..named + 5).any(journal));
        let alone = article && named == i + 1 && id.is_none() && round.is_none();
        // الاجتماع, جلسة الأمس
        let time = self.doc.class(i + 1).is(Class::DAY.or(Class::TIME)) || self.doc.key(i + 1) == key!("الأمس");
        let day = !article && named == i + 2 && time;
        let again = day || alone && !self.is_bare(i, named) && participants.is_empty();
        // وحضر اللقاء رئيس البلدية
        let (attending, attended) = self.attended(i, named, mentions);
        if !attending.is_empty() {
            last = last.max(attended);
            participants.extend(attending);
        }
        // an interview
        if outlet || talk || standing {
            return None;
        }
        let whole = (i..named).any(|k| k > i && article_off(self.doc.key(k)).1 && self.is_bare(k, k + 1));
        formal |= t.is(self.noun(i), Sense::Formal) && named > i + 1;
        // اجتماع لقيادة وزارة الدفاع
        let several = || {
            let np = self.noun_phrase_after_clitic(named, self.limit(i));
            np.and_then(|np| np.role).is_some_and(|r| r.role.is_human() && r.number == rawi_actors::Number::P)
        };
        let purpose = t.senses(|n| self.doc.key(named + n)).any(|(_, s)| s == Sense::Agenda);
        let of_some = !formal
            && !purpose
            && self.glued_prep(named) == Some(Prep::Li)
            && id.is_none()
            && (t.is(self.noun(i), Sense::Formal) || several());
        if !article && of_some {
            formal = true;
            let part = |k: &usize| {
                self.doc.kind(*k) == TokenKind::Word && !self.doc.class(*k).any() && !self.stops(*k) && !self.told_with(*k)
            };
            let to = (named + 1..named + 5).take_while(part).last().unwrap_or(named) + 1;
            process = self.words((i, to));
            last = last.max(to);
        } else if named == i + 1
            && id.is_none()
            && round.is_none()
            && !again
            && !guests
            && participants.len() > usize::from(article)
        {
            let names: Vec<&str> = participants.iter().map(|(p, _)| p.name.as_str()).collect();
            let noun = process.strip_prefix("ال").unwrap_or(&process);
            let alone = participants.len() == 1 && participants[0].1 == PartRole::Chair;
            process = if alone { noun.to_owned() } else { format!("{noun} {}", names.join(" و")) };
        }
        let host = self.host_before(i, mentions);
        let place = self.place_near(end, last.max(end) + 8).or_else(|| self.place_before(i));
        let place = place.or(host.as_ref().and_then(|h| h.1));
        let hosted = host.as_ref().is_some_and(|h| h.1.is_some()) && !article && t.is(self.noun(i), Sense::Official);
        participants.extend(host.map(|(party, _)| (party, PartRole::Host)));
        let mut told = Told {
            id,
            round,
            place,
            bare: whole,
            again,
            ..Told::of(process, self.noun(i), self.held(i, last), (i, last.max(end)), participants)
        };
        let sides = told.participants.iter().filter(|p| p.1 != PartRole::Host).count();
        // عقب اجتماع ترأسه الرئيس
        let chaired = !article && t.is(self.noun(i), Sense::Formal) && told.participants.iter().any(|p| p.1 == PartRole::Chair);
        self.present(&mut told, mentions);
        // قال فلان خلال جلسة استماع
        let chaired = chaired || !article && named > i + 1 && t.is(self.noun(i), Sense::Formal) && !told.participants.is_empty();
        let joint = (i..named).any(|k| article_off(self.doc.key(k)).0 == key!("مشتركة"));
        let held = i > 0 && t.is(self.doc.key(i - 1), Sense::Hold) || t.is(self.doc.key(named), Sense::Hold);
        let joint = joint && !of_states && !held;
        if joint && self.bare(i) == key!("لجنة") && told.participants.is_empty() {
            told.participants.extend(self.both_states(named, mentions).into_iter().map(|p| (p, PartRole::Party)));
        }
        // المفاوضات متواصلة: of talks in general (counted by readers in 5 of 26)
        let several = told.noun.before(key!("ات")).is_some() || self.bare(i).before(key!("ات")).is_some();
        let general = article
            && several
            && told.id.is_none()
            && told.round.is_none()
            && mentions.contents.around(self.span((i, i + 1))).is_some();
        let committee = self.bare(i) == key!("لجنة") && told.id.is_none() && !(joint && told.participants.len() > 1);
        let enough = again && !told.participants.is_empty()
            || joint && told.participants.len() > 1
            || sides > 1
            || !again && !article && told.participants.len() > 1
            || counted
            || told.round.is_some() && !told.participants.is_empty()
            || told.id.is_some()
            || sides > 0 && (named > i + 1 || held_by_body || !again && told.participants.len() > 1)
            || chaired
            || hosted
            || formal && told.participants.iter().any(|p| p.1 != PartRole::Host)
            || of_several;
        let bare = self.is_bare(i, named) && told.participants.len() < 2;
        // a court's session is a trial
        let tried = told.noun == key!("جلسة") && told.participants.iter().any(|(p, _)| p.name.contains("محكمة"));
        (enough && !bare && !committee && !tried && !general).then_some(told)
    }

    /// The body that acts in the sentence before token `i`: اللجنة, of كشفت اللجنة، في اجتماع لها.
    fn body_before(&self, i: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let start = self.sentence_start(i);
        let body = |k: &usize| {
            let opened = *k == start || self.cues.at(k - 1).is_some() || self.doc.class(k - 1).is(Class::CLAUSE);
            opened && self.doc.word(*k).role().is_some_and(|r| r.role.is_body())
        };
        let at = (start..i).rev().take(24).find(body)?;
        let np = self.noun_phrase(at, i, true, &[]).filter(|np| np.start == at)?;
        self.party_of(at, np.end, mentions)
    }

    /// Whether words of time lead to the meeting at `i`, so that somebody is there: خلال اتصال، عقب لقاء، على هامش اجتماع.
    fn during(&self, i: usize) -> bool {
        let lead = [
            key!("خلال"),
            key!("في"),
            key!("أثناء"),
            key!("عقب"),
            key!("بعد"),
            key!("قبل"),
            key!("قبيل"),
            key!("لدى"),
            key!("إثر"),
            key!("هامش"),
            key!("ختام"),
            key!("مستهل"),
            key!("بداية"),
            key!("نهاية"),
            key!("جولة"),
            key!("سلسلة"),
            key!("بعيد"),
        ];
        let t = Tables::built_in();
        // قال إن جلسة المحادثات مع فلان كانت مفيدة
        if i > 0 && self.doc.class(i - 1).is(Class::CLAUSE) {
            return true;
        }
        (i.saturating_sub(3)..i).any(|k| {
            let key = self.doc.key(k);
            let bare = if matches!(key.first(), WAW | rawi_text::words::FA) { key.skip(1) } else { key };
            lead.contains(&key) || lead.contains(&bare) || t.is(key, Sense::Hold) || t.is(self.bare(k), Sense::Hold)
        })
    }

    /// The words of a stretch as a meeting is called, a space between: without what is glued before them.
    fn words(&self, range: (usize, usize)) -> String {
        let key = self.doc.key(range.0);
        let whole = Tables::built_in().knows(key) || article_off(key).1;
        if !whole {
            let words = self.span((range.0, range.1)).of(self.doc.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let rest = words.strip_prefix('و').unwrap_or(&words);
            // لمؤتمر الاتحاد
            if let Some(noun) = rest.strip_prefix('ل').filter(|n| {
                !rest.starts_with("لل") && Tables::built_in().is(Key::of(n.split(' ').next().unwrap_or_default()), Sense::Talks)
            }) {
                return noun.to_owned();
            }
            return match rest.strip_prefix("لل") {
                // للجنة is ل and اللجنة
                Some(noun) => {
                    let t = Tables::built_in();
                    let first = noun.split(' ').next().unwrap_or_default();
                    let own = t.knows(Key::of(&format!("ل{first}"))) && !t.knows(Key::of(first));
                    if own { format!("الل{noun}") } else { format!("ال{noun}") }
                }
                None => nominative(rest.strip_prefix('ب').unwrap_or(rest)),
            };
        }
        nominative(&self.span(range).of(self.doc.text).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The noun of the meeting at `i` as the table has it in the nominative and the singular.
    pub(super) fn noun(&self, i: usize) -> Key {
        let bare = self.bare(i);
        let shorter = bare.before(key!("ا")).filter(|k| Tables::built_in().is(*k, Sense::Talks));
        shorter.unwrap_or(bare)
    }

    /// Whether a party is an organisation or the like.
    fn is_body(&self, p: &Party, mentions: &Mentions<'_>) -> bool {
        let by_entity = p.entity.map(|e| mentions.reading.entities[e].kind);
        let first = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= p.mention.start);
        by_entity.is_some_and(|k| matches!(k, EntityKind::Organisation | EntityKind::Group))
            || by_entity.is_none()
                && self
                    .doc
                    .word(first)
                    .role()
                    .is_some_and(|r| r.role.is_body() || r.role.is_human() && r.number == rawi_actors::Number::P)
    }

    /// Those whose meeting it is, behind its noun: قمة السيسي وبوتين, محادثات إيران مع الغرب.
    fn parties_of(&self, i: usize, named: usize, mentions: &Mentions<'_>) -> Vec<Party> {
        let place =
            self.doc.kb_at(i + 1).is_some_and(|h| h.metonym || self.doc.tables.kb[h.row as usize].kind == EntityKind::Place);
        // لقاء كل من X وY
        let all = if self.doc.key(i + 1) == key!("كل") { 2 } else { 0 };
        let (parties, end) = self.parties(i + 1 + all, self.limit(i), mentions);
        let someone = |p: &Party| {
            let first = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= p.mention.start);
            let kb = self.doc.kb_at(first).map(|h| self.doc.tables.kb[h.row as usize].kind);
            let kind = p.entity.map(|e| mentions.reading.entities[e].kind).or(kb);
            matches!(kind, Some(EntityKind::Person | EntityKind::State | EntityKind::Role))
                || kind.is_none()
                    && self.doc.word(first).role().is_some_and(|r| {
                        let plural = r.number != rawi_actors::Number::S;
                        r.role.is_human() && (plural || article_off(self.doc.key(first)).1 || p.name.split(' ').count() > 2)
                    })
        };
        // مفاوضات الأردن: where they are
        let state = |p: &Party| {
            let first = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= p.mention.start);
            self.doc.kb_at(first).is_some_and(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::State)
        };
        let with = self.prep_at(end) == Some(Prep::Maa) || self.glued_prep(end) == Some(Prep::Bi);
        let alone = parties.len() == 1 && parties.iter().all(state) && !with;
        if place || alone || end < named || !parties.iter().all(someone) { Vec::new() } else { parties }
    }

    /// المحادثات alone.
    pub(super) fn is_bare(&self, i: usize, named: usize) -> bool {
        named == i + 1 && [key!("محادثات"), key!("مفاوضات"), key!("مباحثات")].contains(&self.bare(i))
    }

    /// The body that meets: اجتماع مجلس الأمن القومي, اجتماع طارئ لحلف شمال الأطلسي.
    fn body_of(&self, i: usize, named: usize, mentions: &Mentions<'_>) -> Option<(Party, usize)> {
        let people = self.glued_prep(named) == Some(Prep::Li);
        if !Tables::built_in().is(self.noun(i), Sense::Formal) && !people {
            return None;
        }
        // جلسة استماع في مجلس الشيوخ
        let within = self.prep_at(named) == Some(Prep::Fi)
            && named > i + 1
            && self.doc.kb_at(named + 1).is_some_and(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::Organisation);
        if within {
            let hit = self.doc.kb_at(named + 1)?;
            let end = named + 1 + hit.words as usize;
            return Some((self.party_of(named + 1, end, mentions)?, end));
        }
        // اجتماعات اللجنة الوطنية للاستثمار before اجتماع طارئ لمجلس الجامعة
        let purpose = Tables::built_in().senses(|n| self.doc.key(named + n)).any(|(_, s)| s == Sense::Agenda);
        let glued = (named, self.glued_prep(named) == Some(Prep::Li) && !purpose);
        let bare = (named > i + 1).then_some((i + 1, false));
        bare.into_iter().chain(glued.1.then_some(glued)).find_map(|(from, clitic)| self.holding_body(i, from, clitic, mentions))
    }

    fn holding_body(&self, i: usize, from: usize, clitic: bool, mentions: &Mentions<'_>) -> Option<(Party, usize)> {
        let limit =
            (from + 1..self.limit(i)).find(|k| self.told_with(*k) || clitic && self.joins_body(*k)).unwrap_or(self.limit(i));
        let np = if clitic { self.noun_phrase_after_clitic(from, limit) } else { self.noun_phrase(from, limit, true, &[]) }?;
        let body = np
            .kb
            .is_some_and(|h| matches!(self.doc.tables.kb[h.row as usize].kind, EntityKind::Organisation | EntityKind::Group))
            || np.role.is_some_and(|r| r.role.is_body() || r.role.is_human() && r.number == rawi_actors::Number::P);
        // المجموعة الاقتصادية, مجموعة العشرين: no part of anybody
        let group = article_off(self.doc.key(from)).0 == key!("مجموعة") && article_off(self.doc.key(from + 1)).1;
        let body = body || group && np.end > from + 1;
        // لقاء لوزراء الدفاع: several people, no body that holds it
        let body = body
            && (Tables::built_in().is(self.noun(i), Sense::Formal)
                || np.role.is_some_and(|r| r.role.is_human() && r.number == rawi_actors::Number::P));
        if !body || np.coordinated && !clitic {
            return None;
        }
        let party = self.party_of(np.start, np.end, mentions)?;
        let party = if clitic { self.unglued(party, np.start, mentions) } else { party };
        Some((party, np.end))
    }

    /// The name of the talks whose noun stands at `i`, its id, and one past it.
    pub(super) fn process(&self, i: usize) -> Option<(String, Option<String>, usize)> {
        let row = |j: usize| {
            let hit = self.doc.kb_at(j)?;
            let row = &self.doc.tables.kb[hit.row as usize];
            (row.kind == EntityKind::Process).then(|| (row.name.to_string(), Some(row.id.to_string()), j + hit.words as usize))
        };
        if let Some(found) = row(i) {
            return Some(found);
        }
        // اجتماع مجموعة أصدقاء سوريا
        let body = |j: usize| self.doc.word(j).role().is_some_and(|r| r.role.is_body()) || self.doc.key(j) == key!("مجموعة");
        if Tables::built_in().is(self.noun(i), Sense::Formal)
            && body(i + 1)
            && let Some(found) = row(i + 1)
        {
            return Some(found);
        }
        // مفاوضات "أستانة", المباحثات بصيغة أستانة
        let quoted =
            i + 1 + usize::from(self.doc.kind(i + 1) == TokenKind::Quote) + usize::from(self.doc.key(i + 1) == key!("صيغة"));
        let quoted = quoted + usize::from([key!("صيغة"), key!("بصيغة")].contains(&self.doc.key(quoted)));
        if quoted > i + 1
            && let Some(hit) = self.doc.tables.kb_hit(self.bare(i), |n| (n == 1).then(|| self.doc.key(quoted)))
            && self.doc.tables.kb[hit.row as usize].kind == EntityKind::Process
        {
            let row = &self.doc.tables.kb[hit.row as usize];
            return Some((row.name.to_string(), Some(row.id.to_string()), quoted + 1));
        }
        let mut end = i + 1;
        while end < i + 6 && self.doc.kind(end) == TokenKind::Word {
            let class = self.doc.class(end);
            let key = self.doc.key(end);
            let prep = class.any() || self.stops(end) || self.and_more(end);
            let with = self.told_with(end);
            // المحادثات الرسمية | بحث
            let person = |h: rawi_actors::KbHit| self.doc.tables.kb[h.row as usize].kind == EntityKind::Person;
            let known = self.doc.kb_at(end).is_some_and(|h| !person(h));
            let word = self.doc.word(end);
            let noun = word.is_noun() && !word.is_adjective() && !word.is_demonym() && self.doc.kb_at(end).is_none();
            // خلال هذا الاجتماع | الحدود
            let indefinite = article_off(self.doc.key(i)).1 && (!article_off(key).1 && !known || article_off(key).1 && noun);
            if key == key!("كل") && self.doc.key(end + 1) == key!("من") {
                break;
            }
            let glued = matches!(key.first(), rawi_text::words::BA | rawi_text::words::LAM)
                && (!self.doc.word(end).is_whole() || self.glued_prep(end).is_some());
            if prep || with || glued || indefinite {
                break;
            }
            end += 1;
        }
        Some((self.words((i, end)), None, end))
    }

    /// Whether a word is و and another one: not وزاري.
    fn and_more(&self, k: usize) -> bool {
        let key = self.doc.key(k);
        let rest = self.doc.tables.word(key.skip(1));
        let known = rest.is_common() || rest.is_demonym() || rest.is_namelike() || rest.role().is_some();
        // وزاريا is وزاري
        let accusative = key.before(key!("ا")).is_some_and(|stem| self.doc.tables.word(stem).is_whole());
        key.first() == WAW
            && !accusative
            && !self.doc.word(k).is_whole()
            && (known || article_off(key.skip(1)).1 || self.doc.kb_at(k).is_some() || Tables::built_in().knows(key.skip(1)))
    }

    /// Whether a word tells more of a meeting and is no part of its name.
    fn told_with(&self, k: usize) -> bool {
        let mut senses = Tables::built_in().senses(|n| self.doc.key(k + n));
        senses.any(|(_, s)| {
            matches!(s, Sense::With(_) | Sense::Planned | Sense::Hold | Sense::Happens | Sense::Agenda | Sense::Attend(_))
        })
    }
}
