//! What a cue takes: a clause, direct speech, a preposition with a noun phrase, a bare noun phrase.

use super::Complement;
use crate::cues::CueWord;
use crate::lexicon::{Between, Form, Frame, Mark, Mood, Prep, Verb};
use crate::reader::Reader;
use crate::reading::Act;
use rawi_text::words::article_off;
use rawi_text::{Class, Key, TokenKind, key, sets};

/// Words of the first person that stand by themselves.
const FIRST_PERSON: [Key; 14] = [
    key!("أنا"),
    key!("نحن"),
    key!("لي"),
    key!("لنا"),
    key!("لدي"),
    key!("لدينا"),
    key!("عندي"),
    key!("عندنا"),
    key!("كنا"),
    key!("كنت"),
    key!("لسنا"),
    key!("لست"),
    key!("علينا"),
    key!("معنا"),
];

impl<'a> Reader<'a> {
    /// Finds what a cue takes: a clause or direct speech as far as the clause reaches, else a preposition with a noun
    /// phrase, else a bare one.
    pub(crate) fn complement(&self, cue: &CueWord<'a>, form: &Form, limit: usize) -> Option<Complement> {
        // the forms of a verb that a word may be take the same
        self.last_complement.get((cue.token, form.verb), || self.read_complement(cue, self.verb(form), limit))
    }

    fn read_complement(&self, cue: &CueWord<'a>, verb: &Verb, limit: usize) -> Option<Complement> {
        let i = cue.token;
        let has = |m: Mark| verb.frames.iter().find(|f| f.mark == m);
        let clause = verb.frames.iter().find(|f| f.mark == Mark::Clause);
        let direct = has(Mark::Direct);
        let doc = &self.doc;
        let mut j = i + 1;
        let mut stop = limit;
        let (mut relative, mut aside) = (false, false);
        let mut first_prep: Option<(usize, Frame, Prep)> = None;
        while j < limit {
            if j - i > 70 {
                stop = j;
                break;
            }
            match doc.kind(j) {
                TokenKind::Stop if j > 0 && doc.key(j - 1).len() == 1 => {}
                // قال فلان؛ رئيس كذا، إن: an apposition
                TokenKind::Semicolon if self.is_apposed(j, limit) => {}
                TokenKind::Break | TokenKind::Stop | TokenKind::Bang | TokenKind::Dots | TokenKind::Semicolon => {
                    stop = j;
                    break;
                }
                TokenKind::Quote => {
                    if let Some(q) = self.opens(j) {
                        let quote = self.doc.scaffold.quotes.all[q];
                        let inner = (quote.close - quote.open).saturating_sub(1) as usize;
                        // إلى بلاغات عن عطل في تطبيق «تيك توك»: the quotation stands inside the noun phrase
                        let in_noun = first_prep.is_some_and(|(at, ..)| at + 1 < j);
                        // وأعلنت فرض عقوبات بتهمة تمويل «القاعدة»: within the object
                        let in_object = j > i + 3
                            && doc.kind(j - 1) == TokenKind::Word
                            && !(i + 1..j).any(|k| matches!(doc.kind(k), TokenKind::Comma | TokenKind::Colon))
                            && has(Mark::Noun).filter(|f| f.between == Between::Nothing).is_some_and(|f| {
                                self.bare_noun(cue, verb, *f, j).is_some_and(|o| {
                                    let least = if inner <= 4 { 1 } else { 2 };
                                    o.content + least < j && self.doc.word(o.content).is_noun()
                                })
                            });
                        // وأشار، خلال المؤتمر المخصص «لكذا»، إلى أن: a quotation in a circumstance
                        let in_circumstance = j > i + 2
                            && doc.kind(j - 1) == TokenKind::Word
                            && first_prep.is_none()
                            && quote.closed
                            && (quote.close as usize + 1..limit.min(quote.close as usize + 6))
                                .take_while(|k| !self.ends(*k))
                                .any(|k| {
                                    self.frame_prep(verb, k).is_some() && (self.is_clause(k + 1) || self.opens(k + 1).is_some())
                                });
                        if let Some(frame) = direct
                            && !in_noun
                            && !in_object
                            && !in_circumstance
                            && !self.is_name_quote(j, q, inner, i, limit)
                        {
                            // اعتبره «خطوة في الاتجاه الصحيح»: the predicate of its pronoun
                            let predicate = |f: &&Frame| f.mark == Mark::Noun && f.between == Between::Inside;
                            let frame = verb.frames.iter().find(|f| cue.object && predicate(f)).unwrap_or(frame);
                            return Some(Complement {
                                content: j + 1,
                                quote: quote.closed.then_some(q),
                                mark: frame.mark,
                                frame: *frame,
                                subject_limit: j,
                            });
                        }
                        if quote.closed && (quote.close as usize) < limit && !(self.is_clause(j + 1) && clause.is_some()) {
                            j = quote.close as usize + 1;
                            continue;
                        }
                    }
                }
                TokenKind::Open => {
                    if let Some(c) = doc.closing(j, 25) {
                        j = c + 1;
                        continue;
                    }
                }
                TokenKind::Dash => {
                    if let Some(c) = (j + 1..limit.min(j + 30)).find(|k| doc.kind(*k) == TokenKind::Dash) {
                        j = c + 1;
                        continue;
                    }
                }
                TokenKind::Colon => {
                    if let Some(frame) = direct {
                        let quote = self.opens(j + 1);
                        if j + 1 < limit || quote.is_some() {
                            let content = if quote.is_some() { j + 2 } else { j + 1 };
                            let quote = quote.filter(|q| self.doc.scaffold.quotes.all[*q].closed);
                            return Some(Complement { content, quote, mark: Mark::Direct, frame: *frame, subject_limit: j });
                        }
                    }
                    stop = j;
                    break;
                }
                TokenKind::Comma => (relative, aside) = (false, false),
                TokenKind::Word => {
                    if doc.kind(j - 1) == TokenKind::Comma
                        && let Some(end) = self.past_attribution(j, limit)
                    {
                        j = end;
                        continue;
                    }
                    let class = doc.class(j);
                    // نفى تلك الأنباء، إلا أنه: إلا is no ألا
                    if class.is(Class::CLAUSE) && !class.is(Class::WITH_CONJ) && self.is_clause(j) {
                        let before = j - 1;
                        // أعلنت مصادر مقتل … في الهجوم الذي قالت إنه: the clause of a verb in a relative clause
                        if relative
                            && before > i
                            && self.cues.at(before).is_some_and(|c| c.is_finite() && self.is_likely_cue(c))
                            && verb.frames.iter().any(|f| f.mark == Mark::Noun)
                        {
                            stop = before;
                            break;
                        }
                        let prep = if before > i { self.prep_at(before) } else { None };
                        if before > i && (doc.sets(before).has(sets().ends_clause) || (doc.key(before) == key!("ما"))) {
                            stop = before;
                            break;
                        }
                        // طالبوا بالمزيد من المعلومات إن انتهكت إيران: إنّ behind a noun phrase is a condition
                        let conditional = first_prep.is_some()
                            && verb.key != key!("قال")
                            && doc.key(j).len() == 2
                            && doc.token(j).is_some_and(|t| t.span.of(doc.text).starts_with('إ'));
                        // أعلنوا عن هدفهم … إلى أن: the clause of a preposition that the verb does not take
                        let foreign = first_prep.is_some_and(|(at, frame, _)| at < before && !frame.clause_only)
                            && prep.is_some_and(|p| !verb.frames.iter().any(|f| f.mark == Mark::Prep(p)));
                        if conditional || foreign {
                            j += 1;
                            continue;
                        }
                        // ويقر المسؤولون بضرورة أن تعزز, شدد على أهمية أن: the clause of the noun behind the verb's preposition
                        let modal = first_prep.is_some_and(|(at, frame, p)| {
                            let noun = at + usize::from(self.glued_prep(at) != Some(p) || doc.key(at).len() == 1);
                            !frame.clause_only && noun == before && self.is_modal(noun, noun == at)
                        });
                        if modal {
                            stop = j;
                            break;
                        }
                        // رأت ضرورة أن يسري الحظر: what must be or may be is the content
                        if prep.is_none()
                            && before > i
                            && self.is_modal(before, false)
                            && doc.key(j) == key!("أن")
                            && let Some(frame) = clause.or_else(|| has(Mark::Noun))
                        {
                            return Some(self.at_clause(before, Mark::Clause, *frame, before));
                        }
                        // علل سبب الهدم بأنها, اعتبر الأمر بأنه: what the clause is said of stands before it
                        if prep.is_none()
                            && doc.key(j).first() == rawi_text::words::BA
                            && let Some(inside) = verb.frames.iter().find(|f| f.between == Between::Inside)
                            && self.has_topic_before(cue, verb, j)
                        {
                            return Some(self.at_clause(j, inside.mark, *inside, j));
                        }
                        // وأكد ضرورة السعي إلى الوحدة، باعتبار أن: the object stands right behind the cue or its subject
                        if prep.is_none() && self.has_object_before(cue, verb, j) {
                            stop = j;
                            break;
                        }
                        if let Some(p) = prep {
                            // أشار إلى تأكيد المملكة على أن: the clause of the noun that the preposition led
                            let told = first_prep.filter(|(at, frame, q)| {
                                !frame.clause_only && *q != p && self.cues.at(at + 1).is_some_and(|c| c.has(Mood::Masdar))
                            });
                            if told.is_some() {
                                stop = j;
                                break;
                            }
                            if let Some(frame) = verb.frames.iter().find(|f| f.mark == Mark::Prep(p)) {
                                return Some(self.at_clause(j, Mark::Prep(p), *frame, before));
                            }
                            if doc.sets(before).has(sets().not_complement)
                                || !matches!(p, Prep::Ila | Prep::Ala | Prep::An | Prep::Min)
                                || verb.takes_direct() && !verb.takes_clause()
                            {
                                j += 1;
                                continue;
                            }
                        } else if before > i && doc.sets(before).has(sets().not_complement) {
                            j += 1;
                            continue;
                        }
                        // تشير إلى مقتل …، مع الإشارة إلى أن: the noun phrase comes first
                        if first_prep.is_some_and(|(at, frame, _)| {
                            !frame.clause_only
                                && (at + 2..j).any(|k| doc.kind(k) == TokenKind::Comma)
                                && !(i + 1..at).any(|k| doc.kind(k) == TokenKind::Comma)
                        }) {
                            stop = j;
                            break;
                        }
                        let bi = doc.key(j).first() == rawi_text::words::BA;
                        // أشار إلى تلقيه ضمانات من المسؤولين بأن: the clause of a noun behind the verb's own preposition
                        let of_noun = bi
                            && prep.is_none()
                            && has(Mark::Prep(Prep::Bi)).is_none()
                            && first_prep.is_some_and(|(at, frame, _)| !frame.clause_only && at + 1 < j);
                        if of_noun {
                            stop = j;
                            break;
                        }
                        // دحضت المحامية ادعاءات الأمن بأن: the clause of an act noun that is the object
                        if bi
                            && prep.is_none()
                            && has(Mark::Noun).is_some()
                            && (i + 2..j).any(|k| self.act_noun(k).is_some() && !article_off(doc.key(k)).1)
                        {
                            stop = j;
                            break;
                        }
                        let frame = clause.or_else(|| if bi { has(Mark::Prep(Prep::Bi)) } else { None });
                        if let Some(frame) = frame {
                            if prep.is_none() || before > i + 1 {
                                return Some(self.at_clause(j, Mark::Clause, *frame, if prep.is_some() { before } else { j }));
                            }
                        } else if let Some(frame) = verb.frames.iter().find(|f| f.mark == Mark::Noun)
                            && j == i + 1
                        {
                            return Some(self.at_clause(j, Mark::Clause, *frame, j));
                        }
                    } else if class.is(Class::WHICH)
                        && verb.act == Act::Ask
                        && let Some(frame) = direct.or(clause)
                    {
                        return Some(Complement { content: j, quote: None, mark: Mark::Clause, frame: *frame, subject_limit: j });
                    } else if class.is(Class::NEG)
                        && !class.is(Class::PREP.or(Class::WITH_CONJ))
                        && verb.key == key!("قال")
                        && !(i > 0 && doc.class(i - 1).is(Class::LINK.or(Class::SUB)))
                        && !(i + 1..j).any(|k| doc.class(k).is(Class::CLAUSE))
                        && (j == i + 1 || doc.kind(j - 1) == TokenKind::Comma)
                        && let Some(frame) = direct
                    {
                        // وقال خلال مؤتمر صحافي أمس، لا شك في: direct speech without a mark
                        return Some(Complement { content: j, quote: None, mark: Mark::Direct, frame: *frame, subject_limit: j });
                    } else if class.is(Class::REL) {
                        relative = true;
                        // «، والتي توجد بحوزة الوزارة»: its prepositions are its own
                        aside = doc.kind(j - 1) == TokenKind::Comma;
                    } else if class.is(Class::LINK)
                        && j > i + 1
                        && !class.is(Class::ADV)
                        && !self.is_as_to(j)
                        && matches!(doc.kind(j - 1), TokenKind::Comma)
                    {
                        stop = j - 1;
                        break;
                    } else if self.is_passed_on(j) && i + 2 < j {
                        // في تصريحات نقلتها وكالة الأنباء، إن: the clause of the occasion
                        relative = true;
                        aside = (i + 1..j).rev().take(5).any(|k| doc.kind(k) == TokenKind::Comma);
                    } else if let Some(other) = self.cues.at(j)
                        && !relative
                        && self.stops(j)
                        && self.is_likely_cue(other)
                        && !self.is_anonymity(j)
                        // في تصريح نقلته الوكالة: what is told of the occasion
                        && !(self.is_issued_here(j) && doc.is_occasion(j - 1))
                        // من عدن, إلى طلب: behind a preposition a noun
                        && !(other.conj.is_none() && !other.object && doc.key(j) != key!("أبرز") && doc.class(j - 1).is(Class::PREP) && (other.has(Mood::Perfect) || self.is_noun_by_prep(j)))
                        && (doc.key(j).skip(1) != key!("دعى") || doc.word(j + 1).is_common())
                        && !doc.sets(j - 1).has(sets().noun_before)
                        && !(other.conj.is_none() && (j == i + 1 || self.act_noun(j).is_some()))
                        && !(self.is_continuing(other) && doc.kind(j - 1) != TokenKind::Comma && first_prep.is_none())
                    {
                        stop = j;
                        break;
                    } else if first_prep.is_none()
                        && !aside
                        && let Some((frame, p)) = self.frame_prep(verb, j)
                        && self.prep_leads_content(i, j, p, verb)
                    {
                        first_prep = Some((j, frame, p));
                    }
                }
                _ => {}
            }
            j += 1;
        }
        // نائب رئيس الاتحاد السابق عن آسيا … عن نيته: the verb's own preposition stands before its act noun
        if verb.light
            && let Some((at, frame, p @ Prep::An)) = first_prep
            && self.act_noun(at + 1).is_none()
            && let Some(later) = (at + 2..stop).find(|j| self.prep_at(*j) == Some(Prep::An) && self.act_noun(j + 1).is_some())
        {
            first_prep = Some((later, frame, p));
        }
        if let Some((at, frame, p)) = first_prep
            && at < stop
            && !frame.clause_only
        {
            let glued = matches!(p, Prep::Bi | Prep::Li) || self.fused_prep(at).is_some();
            let mut content = if glued { at } else { at + 1 };
            if glued && doc.key(at).len() == 1 {
                content = at + 1;
            }
            // أعلن البيت الأبيض وفاة X عن عمر …: the object comes before the preposition
            let object = verb.frames.iter().find(|f| f.mark == Mark::Noun).and_then(|f| self.bare_noun(cue, verb, *f, stop));
            // سرايا القدس، الجناح العسكري للحركة، اليوم عن مقتل: an apposition stands before the preposition
            let behind_comma = (i + 1..at)
                .rev()
                .find(|k| !doc.class(*k).is(Class::TIME.or(Class::DAY)))
                .is_some_and(|k| doc.kind(k) == TokenKind::Comma);
            if let Some(o) = object
                && o.content < at
                && !(behind_comma && p == Prep::An && doc.kind(o.content - 1) == TokenKind::Comma)
                && !(matches!(p, Prep::An) && self.is_done(content) && !self.is_done(o.content) && o.quote.is_none())
                && (self.doc.word(o.content).is_common() || self.act_noun(o.content).is_some() || o.quote.is_some())
                && self.glued_prep(o.content).is_none()
            {
                return Some(o);
            }
            if content < stop && !self.ends(content) {
                let quote = self.opens(content);
                let content = if quote.is_some() { content + 1 } else { content };
                if self.good_noun(content) {
                    return Some(Complement { content, quote, mark: Mark::Prep(p), frame, subject_limit: at });
                }
            }
        }
        if let Some(frame) = direct
            && let Some(found) = self.unmarked(cue, verb, *frame, stop)
        {
            return Some(found);
        }
        // جدد دعوته, وجه تحذيراً: a light verb with its act noun needs no frame
        let light = Frame { between: Between::Nothing, mark: Mark::Noun, clause_only: false, act: None };
        let noun =
            verb.frames.iter().find(|f| f.mark == Mark::Noun).or((verb.light && verb.frames.is_empty()).then_some(&light))?;
        self.bare_noun(cue, verb, *noun, stop).or_else(|| self.far_act_noun(cue, verb, *noun, stop))
    }

    /// وقال المدير الحديث عن الأجور قديم, وأضاف نحتاج إلى توضيحات: direct speech without a mark, where the verb takes nothing
    /// else in its sentence.
    fn unmarked(&self, cue: &CueWord<'a>, verb: &Verb, frame: Frame, stop: usize) -> Option<Complement> {
        let i = cue.token;
        let said = verb.key == key!("قال");
        let goes_on = verb.goes_on && (!verb.weak || verb.key == key!("تابع") && cue.conj.is_some());
        // «A»، يقول الباحث، «B» and كما يقول stand behind what was said
        let behind = cue.conj.is_none()
            && cue.is_finite()
            && i.checked_sub(1).is_some_and(|b| {
                matches!(self.doc.kind(b), TokenKind::Comma | TokenKind::Quote | TokenKind::Dash)
                    || [key!("كما"), key!("حسبما"), key!("مثلما"), key!("من"), key!("حيث")].contains(&self.doc.key(b))
            });
        if !(said || goes_on) || cue.object || cue.purpose || cue.with || behind {
            return None;
        }
        let at = self.subject_after(i + 1, stop, true, &[]).map_or(i + 1, |np| np.end);
        let at = self.skip_light(at, at);
        let limit = self.limit(i);
        if at >= limit || self.ends(at) {
            return None;
        }
        // a mark or إنّ further on: what is said begins there, behind something that hides it
        let told = (i + 1..limit).any(|k| {
            self.doc.kind(k) == TokenKind::Colon
                || self.opens(k).is_some_and(|q| {
                    let quote = self.doc.scaffold.quotes.all[q];
                    quote.close - quote.open > 5
                })
                || self.is_clause(k) && self.doc.token(k).is_some_and(|t| t.span.of(self.doc.text).starts_with('إ'))
        });
        if told {
            return None;
        }
        let other = self.cues.at(at).is_some_and(|c| !c.is_finite() || self.is_anonymity(at) || self.is_clause(at + 1));
        if other {
            return None;
        }
        let class = self.doc.class(at);
        let words = (at..limit).filter(|k| matches!(self.doc.kind(*k), TokenKind::Word | TokenKind::Number)).count();
        let clause = class.is(Class::NEG.or(Class::PRON).or(Class::AUX).or(Class::WHICH).or(Class::DEM))
            && !class.is(Class::PREP)
            || self.is_verb(at);
        let opens = !class.is(Class::REL.or(Class::CONJ).or(Class::CLAUSE).or(Class::PREPPRON).or(Class::WITH_CONJ))
            && self.doc.kind(at) == TokenKind::Word;
        // «تابع المباراة»: a verb that mostly is no speech needs a clause at once
        // مضيفاً توجد خلافات: behind a participle nobody is named, so a word that is no noun is what was said
        let word = self.doc.word(at);
        let bare =
            || !cue.is_finite() && goes_on && !verb.weak && !word.is_noun() && word.role().is_none() && !article_off(word.key).1;
        let own_words = || (at..limit.min(at + 8)).any(|k| self.is_own_word(k));
        (opens && words >= 4 && (clause || said && words >= 6 && !verb.weak || bare() || own_words())).then_some(Complement {
            content: at,
            quote: None,
            mark: Mark::Direct,
            frame,
            subject_limit: at,
        })
    }

    /// A word of the first person, which a reporter does not say of another: نحن، لدينا، سنشدد، حزبنا.
    fn is_own_word(&self, k: usize) -> bool {
        let (key, word) = (self.doc.key(k), self.doc.word(k));
        let owned = || key.before(key!("نا")).is_some_and(|stem| stem.len() >= 3 && self.doc.tables.word(stem).is_common());
        let will = || key.take(2) == key!("سن") && key.len() >= 5 && !word.is_common() && word.name_exact().is_none();
        self.doc.kind(k) == TokenKind::Word && (FIRST_PERSON.contains(&key) || !word.is_namelike() && (will() || owned()))
    }

    /// Whether a word looks like a verb: an imperfect in the first or third person, or a form of a reporting verb.
    fn is_verb(&self, at: usize) -> bool {
        let k = self.doc.key(at);
        let known = self.doc.word(at).name_exact().is_some() || self.doc.word(at).role().is_some();
        let first = matches!(k.first(), f if f == key!("ن").first() || f == key!("س").first() || f == key!("ي").first());
        self.cues.at(at).is_some_and(|c| c.is_finite()) || first && k.len() >= 4 && !known && !self.doc.word(at).is_noun()
    }

    /// What a verb takes whose subject stands before it: a noun phrase, behind whom it is said to (عرضت على صربيا قرضاً، طلبت من
    /// شركائها تزويدها، أبلغ الرئيس بانتهاء العملية).
    pub(crate) fn complement_behind(&self, cue: &CueWord<'a>, verb: &Verb, limit: usize) -> Option<Complement> {
        let i = cue.token;
        let mut at = i + 1;
        let mut frame = verb.frames.iter().find(|f| f.mark == Mark::Noun && f.between == Between::Nothing).copied();
        for f in &verb.frames {
            match f.between {
                Between::PrepAddressee(p) if self.prep_at(at) == Some(p) && matches!(f.mark, Mark::Noun | Mark::Prep(_)) => {
                    let whom = self.noun_phrase(at + 1, limit, true, &verb.preps).map(|np| np.end);
                    at = whom.or_else(|| self.circumstance(at, limit))?;
                    frame = Some(*f);
                    break;
                }
                Between::Addressee if matches!(f.mark, Mark::Prep(_)) && !f.clause_only => {
                    if let Some(whom) = self.noun_phrase(at, limit, true, &verb.preps).filter(|np| np.can_speak())
                        && self.frame_prep(verb, whom.end).is_some_and(|(g, _)| g == *f)
                    {
                        at = whom.end;
                        frame = Some(*f);
                        break;
                    }
                }
                _ => {}
            }
        }
        let frame = frame?;
        let at = self.past_manner(self.skip_light(at, at));
        if at >= limit || self.ends(at) {
            return None;
        }
        let subject_limit = at;
        let content = match frame.mark {
            Mark::Prep(p) => {
                let glued = self.glued_prep(at) == Some(p);
                (glued || self.prep_at(at) == Some(p)).then_some(if glued { at } else { at + 1 })?
            }
            _ if self.glued_prep(at).is_some() || self.stops(at) && self.act_noun(at).is_none() => return None,
            _ => at,
        };
        self.good_noun(content).then_some(Complement { content, quote: None, mark: frame.mark, frame, subject_limit })
    }

    /// Whether a verb is the clause of the indefinite occasion right before it, which its pronoun goes back to: في تصريحات نقلتها
    /// الوكالة، في كلمة متلفزة ألقاها.
    fn is_passed_on(&self, j: usize) -> bool {
        let occasion = |k: usize| self.doc.is_occasion(k) && !article_off(self.doc.key(k)).1;
        let behind = || occasion(j - 1) || self.doc.word(j - 1).is_adjective() && j > 1 && occasion(j - 2);
        self.cues.at(j).is_some_and(|c| c.object && c.conj.is_none() && c.is_finite()) && behind()
    }

    /// أكد خلال الاتصال الذي جرى مساء أمس دعمه لـ: the act noun of a light verb, told by its owner behind a long circumstance.
    fn far_act_noun(&self, cue: &CueWord<'a>, verb: &Verb, frame: Frame, stop: usize) -> Option<Complement> {
        let owned = |j: usize| {
            let key = self.doc.key(j);
            self.act_noun(j).is_some()
                && [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().any(|s| key.before(*s).is_some())
        };
        let from = cue.token + 3;
        let at = (from..stop.min(cue.token + 16)).take_while(|j| self.doc.kind(*j) == TokenKind::Word).find(|j| owned(*j))?;
        verb.light.then_some(Complement { content: at, quote: None, mark: Mark::Noun, frame, subject_limit: at })
    }

    /// `قال … قائلا`, `تابع … يقول`: the second word goes on the first.
    pub(crate) fn is_continuing(&self, other: &CueWord<'a>) -> bool {
        other.verb(self.lexicon).lemma == "قال" && other.has(Mood::Participle) && other.conj.is_none()
    }

    pub(crate) fn at_clause(&self, j: usize, mark: Mark, frame: Frame, subject_limit: usize) -> Complement {
        let quote = if self.doc.kind(j + 1) == TokenKind::Quote { self.opens(j + 1) } else { None };
        Complement { content: j, quote, mark, frame, subject_limit }
    }
}
