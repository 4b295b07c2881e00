//! What a cue takes: a clause, direct speech, a preposition with a noun phrase, a bare noun phrase.

use super::Complement;
use crate::cues::CueWord;
use crate::lexicon::{Between, Form, Frame, Mark, Mood, Prep, Verb};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::Role;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key, sets};

impl<'a> Reader<'a> {
    /// Steps over time words and asides between the subject and an object.
    pub(crate) fn skip_light(&self, mut from: usize, to: usize) -> usize {
        let limit = self.limit(from.min(self.doc.scaffold.tokens.len().saturating_sub(1)));
        while from < limit {
            let timed = from > 0 && self.doc.class(from - 1).is(Class::TIME.or(Class::DAY));
            if self.doc.class(from).is(Class::TIME.or(Class::DAY))
                || matches!(self.doc.kind(from), TokenKind::Comma | TokenKind::Colon)
                || timed && sets().time_tail.contains(&self.doc.key(from))
                || self.is_adverb(from)
            {
                from += 1;
            } else if let Some(end) = self.date(from, limit).or_else(|| self.dashed(from, limit)) {
                from = end;
            } else if sets().part_of_time.contains(&self.doc.key(from)) && self.is_time_noun(from + 1) {
                // أواخر الشهر الماضي، مطلع آب
                from += 2 + usize::from(sets().time_tail.contains(&self.doc.key(from + 2)));
            } else if let Some(end) = self.circumstance(from, limit) {
                from = end;
            } else if self.is_manner(from) {
                from += 1;
            } else if self.doc.key(from) == key!("أكثر")
                && self.doc.key(from + 1) == word::MIN
                && self.doc.key(from + 2) == key!("مرة")
            {
                from += 3;
            } else if self.doc.key(from) == key!("غير") && self.doc.key(from + 1) == key!("مرة") {
                from += 2;
            } else {
                break;
            }
        }
        if from >= limit { to } else { from }
    }

    /// في 26 مارس/آذار 2015, أواخر نيسان الماضي: a date with its month, and in whose part; gives one past its end.
    pub(super) fn date(&self, at: usize, limit: usize) -> Option<usize> {
        let number = |i: usize| self.doc.kind(i) == TokenKind::Number;
        let of_time = |i: usize| {
            self.doc.class(i).is(Class::TIME.or(Class::DAY))
                || sets().part_of_time.contains(&self.doc.key(i))
                || self.doc.key(i) == key!("شهر")
        };
        let mut i = at + usize::from(self.prep_at(at) == Some(Prep::Fi));
        while i < limit && (of_time(i) || number(i)) && i < at + 5 {
            i += 1;
        }
        let month = |i: usize| i < limit && sets().month.contains(&article_off(self.doc.key(i)).0);
        if !month(i) {
            return None;
        }
        // نيسان/أبريل, تشرين الأول/أكتوبر
        let numbered = |i: usize| matches!(self.doc.key(i), k if k == key!("الأول") || k == key!("الثاني"));
        while month(i) {
            i += 1 + usize::from(numbered(i + 1));
            let slash = self.doc.kind(i) == TokenKind::Other && month(i + 1);
            i += usize::from(slash);
        }
        while i < limit
            && (number(i) || sets().time_tail.contains(&self.doc.key(i)) || self.doc.key(i) == word::MIN && of_time(i + 1))
        {
            i += 1;
        }
        Some(i)
    }

    /// -اليوم الجمعة-: a short aside between dashes; gives one past its end.
    fn dashed(&self, at: usize, limit: usize) -> Option<usize> {
        let dash = |i: usize| self.doc.kind(i) == TokenKind::Dash;
        let close = (at + 2..limit.min(at + 9)).take_while(|i| !self.ends(*i)).find(|i| dash(*i)).filter(|_| dash(at))?;
        (at + 1..close).all(|i| self.cues.at(i).is_none()).then_some(close + 1)
    }

    /// رسمياً، علناً، مراراً: an adverb of one word.
    fn is_adverb(&self, i: usize) -> bool {
        self.doc.class(i).is(Class::ADV)
            && !self.doc.class(i).is(Class::PREP.or(Class::CLAUSE).or(Class::LINK).or(Class::NEG))
            && self.doc.key(i).last() == rawi_text::words::ALIF
    }

    /// A noun of time or the name of a month.
    fn is_time_noun(&self, i: usize) -> bool {
        let bare = article_off(self.doc.key(i)).0;
        self.doc.class(i).is(Class::TIME.or(Class::DAY)) || sets().month.contains(&bare) || sets().span_of_time.contains(&bare)
    }

    /// بشدة، بقوة: a manner of one word.
    pub(crate) fn is_manner(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        key.first() == key!("ب").first() && sets().manner.contains(&key.skip(1))
    }

    /// فيما يتعلق بكذا, فيما يخص: the topic, and no other clause.
    fn is_as_to(&self, i: usize) -> bool {
        self.doc.key(i) == key!("فيما") && [key!("يتعلق"), key!("يخص"), key!("يتصل")].contains(&self.doc.key(i + 1))
    }

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
                            return Some(Complement {
                                content: j + 1,
                                quote: quote.closed.then_some(q),
                                mark: Mark::Direct,
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
                    } else if let Some(other) = self.cues.at(j)
                        && !relative
                        && self.stops(j)
                        && self.is_likely_cue(other)
                        && !self.is_anonymity(j)
                        // من عدن, إلى طلب: behind a preposition a noun
                        && !(other.conj.is_none() && !other.object && doc.key(j) != key!("أبرز") && doc.class(j - 1).is(Class::PREP) && other.has(Mood::Perfect))
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
            let glued = matches!(p, Prep::Bi | Prep::Li);
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
        (opens && words >= 4 && (clause || said && words >= 6 && !verb.weak)).then_some(Complement {
            content: at,
            quote: None,
            mark: Mark::Direct,
            frame,
            subject_limit: at,
        })
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

    pub(crate) fn frame_prep(&self, verb: &Verb, j: usize) -> Option<(Frame, Prep)> {
        // أشاد بمشاركة, رحب بدعوة, طالب بحضور
        let noun = matches!(verb.act, Act::Support | Act::Call)
            && [key!("بمشاركة"), key!("بحضور"), key!("بدعوة")].contains(&self.doc.key(j))
            && self.doc.key(j + 1) != word::MIN
            || verb.act == Act::Support && self.is_part_played(j);
        let p = if noun {
            Prep::Bi
        } else {
            self.prep_at(j).filter(|_| !self.doc.class(j).is(Class::WITH_CONJ)).or_else(|| self.glued_prep(j))?
        };
        verb.frames.iter().find(|f| f.mark == Mark::Prep(p)).map(|f| (*f, p))
    }

    /// أشاد بدورهم في, نوهت بدوره الكبير: the part that somebody plays, and not «in his turn».
    fn is_part_played(&self, j: usize) -> bool {
        [key!("بدوره"), key!("بدورها"), key!("بدورهم")].contains(&self.doc.key(j))
            && (self.prep_at(j + 1) == Some(Prep::Fi)
                || article_off(self.doc.key(j + 1)).1 && self.doc.word(j + 1).is_adjective())
    }

    /// Whether a preposition that a verb may take leads its content, and does not belong to the subject.
    pub(crate) fn prep_leads_content(&self, i: usize, j: usize, p: Prep, verb: &Verb) -> bool {
        let next = if matches!(p, Prep::Bi | Prep::Li) && self.doc.key(j).len() > 1 { j } else { j + 1 };
        // حذر من هذه الخطوة, but من هذه الزيارة
        let this = p == Prep::Min && self.doc.class(next).is(Class::DEM) && !self.doc.is_occasion(next + 1);
        if self.doc.is_occasion(next) && matches!(p, Prep::Fi | Prep::Min) && !this {
            return false;
        }
        if p == Prep::Li && (self.doc.is_medium(j) || (self.doc.kind(j + 1) == TokenKind::Quote && self.doc.key(j).len() == 1)) {
            return false;
        }
        if matches!(p, Prep::Bi)
            && (self.doc.key(j) == key!("باسم")
                || self.doc.key(j) == key!("بالإضافة")
                || self.doc.role(j).is_some_and(|r| r.role == Role::Place && r.key != key!("مقاطعة")))
        {
            return false;
        }
        // الناطقة عن القوات الدولية: what a spokesman speaks for
        if p == Prep::An && j > i + 1 && self.doc.role(j - 1).is_some_and(|r| r.role == Role::Spokes) {
            return false;
        }
        let sentence = (j + 1)..self.limit(i).min(j + 24);
        let later = |what: &dyn Fn(usize) -> bool| sentence.clone().take_while(|k| !self.ends(*k)).any(what);
        let actor = || self.doc.kb_at(j).is_some() || self.doc.role(j).is_some_and(|r| r.role.is_body() || r.role.is_human());
        // البرازيل التي تتولى الرئاسة الدورية لمجلس الأمن إلى عقد: whose it is, where the verb's own comes later
        if p == Prep::Li
            && j > i + 1
            && verb.frames.iter().any(|f| f.mark == Mark::Prep(Prep::Ila))
            && actor()
            && later(&|k| self.doc.key(k) == word::ILA)
        {
            return false;
        }
        // وذكر السفير بتونس، …، أن: where he is
        if p == Prep::Bi
            && j > i + 2
            && verb.takes_clause()
            && self.doc.kb_at(j).is_some()
            && later(&|k| self.is_clause(k) && self.doc.kind(k - 1) == TokenKind::Comma)
        {
            return false;
        }
        // «المبعوث الخاص إلى سورية»: the subject's own, where the verb's comes later
        if j > i + 1
            && let Some(np) = self.noun_phrase(i + 1, self.limit(i), false, &verb.preps)
            && np.start == i + 1
            && j < np.end
            && !self.acts_behind_name(j, p)
        {
            return false;
        }
        true
    }

    /// Whether a noun phrase that is worth a statement can begin at a token.
    pub(crate) fn good_noun(&self, at: usize) -> bool {
        if self.doc.kind(at) == TokenKind::Number {
            return true;
        }
        let class = self.doc.class(at);
        // عن أول اتصال هاتفي
        if self.doc.key(at) == key!("أول")
            && self.doc.kind(at + 1) == TokenKind::Word
            && !self.doc.class(at + 1).any()
            && !article_off(self.doc.key(at + 1)).1
        {
            return true;
        }
        // يوم الجمعة الماضي عن
        if self.doc.sets(at).has(sets().time_tail) {
            return false;
        }
        self.doc.kind(at) == TokenKind::Word
            && !class.is(Class::REL
                .or(Class::AUX)
                .or(Class::LINK)
                .or(Class::PREP)
                .or(Class::PREPPRON)
                .or(Class::TIME)
                .or(Class::DAY)
                .or(Class::CONJ))
            || class.is(Class::WHICH)
            || self.doc.key(at) == word::MA
            || self.doc.key(at) == key!("أي")
            || [key!("بمشاركة"), key!("بحضور"), key!("بدعوة")].contains(&self.doc.key(at))
            || self.is_part_played(at)
            // أعلن عن قرب انتهاء الأزمة
            || self.doc.key(at) == key!("قرب") && at > 0 && self.prep_at(at - 1) == Some(Prep::An) && self.is_done(at + 1)
            || (class.is(Class::NEG) && self.doc.kind(at) == TokenKind::Word && self.doc.key(at) == key!("غير"))
    }

    pub(crate) fn bare_noun(&self, cue: &CueWord<'a>, verb: &Verb, frame: Frame, stop: usize) -> Option<Complement> {
        let i = cue.token;
        let preps = &verb.preps;
        let mut at = i + 1;
        let document = |np: &rawi_actors::NounPhrase| np.role.is_some_and(|r| r.role == Role::Document) && np.name.is_none();
        if self.in_relative(i)
            && !self.resumes(at)
            && !cue.object
            && self.subject_after(at, stop, true, preps).as_ref().is_some_and(document)
        {
            // إسرائيل التي تعارض الاتفاق: the subject stands before
        } else if cue.object {
            // اعتبره فاضحاً: the object is the pronoun
            at = self.subject_after(at, stop, false, preps).filter(|np| np.end < stop).map_or(at, |np| np.end);
        } else if frame.between == Between::Inside {
            let subject = self.subject_after(at, stop, true, preps);
            at = subject.map_or(at, |np| np.end);
        } else if frame.between == Between::Nothing && self.is_participle_with_object(cue) {
            // مؤكدة تحقيق إصابات مباشرة: no subject stands behind a participle
        } else if frame.between == Between::Nothing && self.has_subject_in_headline(cue) {
            // سوريا ترفض مشروع أردوغان لإعادة
        } else if let Some(np) =
            self.subject_after(at, stop, true, preps).filter(|np| frame.between != Between::Nothing || !self.is_object_alone(np))
        {
            at = self.object_inside(&np, stop).unwrap_or(np.end);
            // ناشدت الجمعية الحكومة التدخل: the addressee, then what is asked
            if frame.between == Between::Addressee
                && let Some(whom) = self.noun_phrase(at, stop, true, preps)
                && whom.can_speak()
                && whom.end < stop
                && self.good_noun(whom.end)
                && self.glued_prep(whom.end).is_none()
            {
                at = whom.end;
            }
        }
        if at > i + 1 && !cue.object {
            at = self.over_asides(at, stop, preps);
            // أعلن المطار -في بيان- استئناف
            if self.doc.kind(at) == TokenKind::Dash
                && let Some(end) = (at + 1..stop.min(at + 20)).find(|k| self.doc.kind(*k) == TokenKind::Dash)
            {
                at = end + 1;
            }
        }
        // واعتبر الفاعل السياحي ذاته مراكش استثناء: «the same» ends a subject that is not known
        if !cue.object
            && let Some(k) = (at..stop.min(at + 4))
                .take_while(|k| self.doc.kind(*k) == TokenKind::Word)
                .find(|k| self.doc.sets(*k).has(sets().self_))
            && (i + 1..k).all(|k| article_off(self.doc.key(k)).1)
            && k > i + 1
        {
            at = k + 1;
        }
        if at == i + 1
            && frame.between == Between::Nothing
            && let Some(end) = self.past_quoted_name(at, stop)
        {
            at = end;
        }
        let after = at;
        let mut at = self.past_manner(self.skip_light(at, at));
        // تمنى تحقيق البطولات مع فريقه: what looked like the subject is what is done
        let head = self.doc.word(i + 1);
        let done = head.is_noun()
            && self.doc.kind(i + 1) == TokenKind::Word
            && !self.doc.class(i + 1).any()
            && !article_off(self.doc.key(i + 1)).1
            && self.doc.kb_at(i + 1).is_none()
            && head.role().is_none_or(|r| r.role == Role::Document)
            && !verb.weak;
        if (at >= stop || self.ends(at)) && done && frame.between == Between::Nothing {
            at = i + 1;
        } else if at >= stop || self.ends(at) {
            // رفضت الحكومة المشاركة في الحوار: what looked like an adjective of the subject is the object
            at = (i + 1..after.min(stop)).rev().find(|k| self.may_be_object(*k, i + 1, preps))?;
        }
        // أعلنت القسام، فجر اليوم، استهداف: a definite word that nobody knows, between the verb and a comma
        let unknown = at == i + 1
            && article_off(self.doc.key(at)).1
            && self.doc.kind(at + 1) == TokenKind::Comma
            && self.act_noun(at).is_none()
            && !rawi_actors::is_verbal_noun(article_off(self.doc.key(at)).0);
        if unknown {
            let next = self.skip_light(at + 1, at);
            if next < stop && self.is_done(next) {
                at = next;
            }
        }
        if at > i + 1 && !cue.object && frame.between == Between::Nothing {
            at = self.past_apposition(at, stop);
        }
        let subject_limit = at;
        let quote = self.opens(at);
        if quote.is_some() {
            at += 1;
        }
        if !self.good_noun(at)
            || (self.stops(at) && self.act_noun(at).is_none() && self.cues.at(at).is_none_or(|c| self.is_likely_cue(c)))
        {
            return None;
        }
        Some(Complement { content: at, quote, mark: Mark::Noun, frame, subject_limit })
    }

    /// Whether the definite word at `k` of a phrase that begins at `first` may be the object instead.
    fn may_be_object(&self, k: usize, first: usize, preps: &[Key]) -> bool {
        let word = self.doc.word(k);
        let plain = self.doc.kind(k) == TokenKind::Word && !self.doc.class(k).any() && word.role().is_none();
        let subject = || self.noun_phrase(first, k, true, preps).is_some_and(|np| np.end == k && np.can_speak());
        plain
            && (k == first || self.complete_before(k) && subject())
            && self.doc.kb_at(k).is_none()
            && article_off(self.doc.key(k)).1
            && if k == first { word.is_noun() } else { word.is_common() && !word.is_adjective() && !word.is_demonym() }
    }

    /// Whether a quotation after a verb is a name (قال لـ«الشرق الأوسط»، صحيفة «لوموند») and not what is said.
    pub(crate) fn is_name_quote(&self, j: usize, q: usize, inner: usize, cue: usize, limit: usize) -> bool {
        let close = self.doc.scaffold.quotes.all[q].close as usize;
        // تؤكد «شركة كذا» «أنها …»: a name with what is said behind it
        let behind = |k: usize| self.opens(k).is_some() || self.is_clause(k);
        if inner <= 7 && j == cue + 1 && self.doc.scaffold.quotes.all[q].closed && behind(close + 1) {
            return true;
        }
        // دعت «الجمعية المغربية للدفاع عن الحقوق» إلى تنظيم: a name, with the verb's own preposition behind it
        let led = |k: usize| {
            self.prep_at(k).is_some()
                && self.cues.at(cue).is_some_and(|c| self.frame_prep(c.verb(self.lexicon), k).is_some())
                && !self.ends(k + 1)
        };
        if inner <= 8
            && j == cue + 1
            && self.doc.scaffold.quotes.all[q].closed
            && article_off(self.doc.key(j + 1)).1
            && led(close + 1)
        {
            return true;
        }
        if inner > 7 || j == cue + 1 && inner > 3 {
            return false;
        }
        // توجه «إنذاراً نووياً»: a few words in quotation marks as the object of a verb that mostly is no speech
        let weak = self.cues.at(cue).is_some_and(|c| {
            let verb = c.verb(self.lexicon);
            verb.weak && verb.frames.iter().any(|f| matches!(f.mark, Mark::Noun | Mark::Prep(_)))
        });
        if weak && inner <= 5 && self.doc.kind(j - 1) != TokenKind::Colon {
            return true;
        }
        let doc = &self.doc;
        let quote = doc.scaffold.quotes.all[q];
        let before = j - 1;
        if doc.kind(before) == TokenKind::Colon {
            return false;
        }
        let headed = before > cue && doc.role(before).is_some_and(|r| r.role.is_body())
            || (before > cue && doc.key(before).len() <= 2 && doc.kind(before) == TokenKind::Word)
            || self.prep_at(before).is_some();
        if headed {
            return true;
        }
        let after = quote.close as usize + 1;
        // وجود «وهميين» في صفوف: a word in quotation marks within a clause
        let goes_on =
            doc.kind(after) == TokenKind::Word && after < limit && self.cues.at(after).is_none() && doc.key(after).first() != WAW;
        // أعلنت «القسّام» تدمير: the subject is a name in quotation marks
        if inner <= 3 && j == cue + 1 && goes_on {
            return true;
        }
        let far = j > cue + 6;
        if inner <= 4
            && j > cue + 1
            && doc.kind(before) == TokenKind::Word
            && (goes_on || far)
            && doc.class(before) == Class::NONE
        {
            return true;
        }
        // a short quotation with the real content still to come
        let more = (after..limit.min(after + 30)).take_while(|k| !self.ends(*k)).any(|k| {
            self.is_clause(k)
                || doc.kind(k) == TokenKind::Colon
                || self.opens(k).is_some_and(|o| doc.scaffold.quotes.all[o].close - doc.scaffold.quotes.all[o].open > 7)
        });
        inner <= 4 && more
    }
}
