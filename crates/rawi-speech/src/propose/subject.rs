//! Where the subject of a verb stands: after it, before it, before a relative pronoun.

use crate::lexicon::Prep;
use crate::reader::Reader;
use rawi_actors::{Likely, NounPhrase, Role};
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key, sets};

/// What is drawn to something, as an object that is one with its verb: لفت النظر إلى.
pub(super) const ATTENTION: [Key; 4] = [key!("النظر"), key!("الأنظار"), key!("الانتباه"), key!("انتباه")];

impl<'a> Reader<'a> {
    /// The subject between a verb and its complement, stepping over circumstances.
    pub fn subject_after(&self, from: usize, limit: usize, object: bool, preps: &[Key]) -> Option<NounPhrase> {
        let mut at = from;
        let mut stepped = false;
        let mut guard = 0;
        while at < limit && guard < 8 {
            guard += 1;
            let doc = &self.doc;
            match doc.kind(at) {
                TokenKind::Comma => {
                    at += 1;
                    stepped = true;
                    continue;
                }
                TokenKind::Dash => {
                    let close = (at + 1..limit).find(|k| doc.kind(*k) == TokenKind::Dash)?;
                    at = close + 1;
                    stepped = true;
                    continue;
                }
                TokenKind::Open => {
                    at = doc.closing(at, 25)? + 1;
                    continue;
                }
                _ => {}
            }
            let class = doc.class(at);
            if let Some(end) = self.by_the_way(at, limit) {
                (at, stepped) = (end, true);
                continue;
            }
            if class.is(Class::TIME.or(Class::DAY).or(Class::ADV)) && !class.is(Class::PREP) {
                at += 1;
                stepped = true;
                // الثلاثاء الماضي
                while at < limit && class.is(Class::TIME.or(Class::DAY)) && doc.sets(at).has(sets().time_tail) {
                    at += 1;
                }
                continue;
            }
            // تعترف فيه العداءة أنها: a pronoun takes no noun
            if class.is(Class::PREPPRON) {
                at += 1;
                continue;
            }
            if class.is(Class::PREP.or(Class::PREPPRON))
                && !(class.is(Class::PREP)
                    && doc.key(at) == key!("علي")
                    && doc.token(at).is_some_and(|t| t.span.of(doc.text).ends_with('ي')))
            {
                let whom = sets().meeting_whom.contains(&doc.key(at + 1));
                at = self.circumstance(at, limit)?;
                // خلال لقائه وزير العدل: whom he met
                if whom
                    && let Some(met) = self.noun_phrase(at, limit, object, preps).filter(|np| np.start == at && np.can_speak())
                {
                    at = met.end;
                }
                stepped = true;
                continue;
            }
            // لـ«الشرق الأوسط», للصحافيين: the addressee comes first
            if self.glued_prep(at) == Some(Prep::Li) && !doc.word(at).is_whole() {
                let mut end = at + 1;
                // لنظيره المصري سامح شكري
                let human = doc.tables.role(doc.key(at)).is_some_and(|r| r.role.is_human() && r.number == rawi_actors::Number::S);
                let whom = if human { self.noun_phrase_after_clitic(at, limit).filter(|np| np.name.is_some()) } else { None };
                if let Some(np) = whom {
                    end = np.end;
                } else if doc.key(at).len() == 1
                    && let Some(q) = self.opens(at + 1)
                {
                    end = doc.scaffold.quotes.all[q].close as usize + 1;
                } else if self.doc.is_medium(at) || doc.key(at).at(1) == rawi_text::words::LAM {
                    end = self.circumstance(at, limit)?;
                }
                at = end;
                stepped = true;
                continue;
            }
            if self.glued_prep(at) == Some(Prep::Bi) {
                at = self.circumstance(at, limit)?;
                stepped = true;
                continue;
            }
            // وأضاف تعليقاً على القرار: what he does by it
            let done = doc
                .key(at)
                .before(key!("ا"))
                .is_some_and(|k| k.len() > 2 && doc.tables.word(k).is_common() && rawi_actors::is_verbal_noun(k));
            if done && doc.class(at + 1).is(Class::PREP) && doc.word(at).role().is_none() && at + 1 < limit {
                at += 1;
                stepped = true;
                continue;
            }
            // ولفت النظر إلى: an object that is one with its verb
            if at == from && ATTENTION.contains(&doc.key(at)) && self.prep_at(at + 1).is_some() {
                at += 1;
                continue;
            }
            // واختتم حديثه قائلاً: an object that names the speaking
            let counted = self.counts_of(at);
            if doc.is_occasion(at) && !counted && !article_off(doc.key(at)).1 && doc.word(at).role().is_none() {
                at += 1;
                stepped = true;
                continue;
            }
            // رفضت استقبال أعضاء اللجنة: what is done to somebody is the object
            let head = doc.word(at);
            if object
                && (head.is_noun() || self.is_event(at))
                && head.role().is_none()
                && doc.kb_at(at).is_none()
                && !article_off(doc.key(at)).1
                && !head.is_namelike()
                && !doc.sets(at).has(sets().partitive)
                && !rawi_text::is_number_word(&doc.scaffold.tokens, at)
            {
                return None;
            }
            let np = self.noun_phrase(at, limit, object, preps)?;
            if np.start >= limit {
                return None;
            }
            // right after the verb whatever noun stands there is its subject, but for an adverb (وقال مازحا)
            let word = doc.key(at);
            let adverb =
                word.last() == rawi_text::words::ALIF && (doc.tables.word(word).is_common() || word.before(key!("يا")).is_some());
            if !np.can_speak() && !article_off(doc.key(at)).1 && (stepped || object || adverb || np.end - np.start > 3) {
                return None;
            }
            // وجدّدت التذكير بأنه: what is done by speaking
            let done = np.end == at + 1 && np.role.is_none() && np.kb.is_none() && !np.conj;
            if done && self.cues.at(at).is_some_and(|c| c.has(crate::lexicon::Mood::Masdar)) && doc.word(at).is_noun() {
                return None;
            }
            // وجدد تأكيده أن
            if done && np.name.is_none() && self.is_owned(at) && self.act_noun(at).is_some() {
                return None;
            }
            // after a circumstance only what is surely an actor
            if stepped && !np.can_speak() {
                return None;
            }
            // لدى مغادرته الرياض, ليطلب منهم اعطاء الاتفاق فرصة: a place that is an object, a verbal noun
            let beside = stepped && doc.kind(at - 1) == TokenKind::Word && np.role.is_none();
            let place = np.kb.is_some_and(|h| h.metonym) && self.is_owned(at - 1);
            let noun = np.kb.is_none() && !article_off(word).1 && rawi_actors::is_verbal_noun(word) && !np.definite_name();
            if beside && (place || noun) {
                return None;
            }
            if object && !np.can_speak() || self.is_addressed(&np, object) {
                return None;
            }
            return Some(np);
        }
        None
    }

    /// Whether a known actor that agrees stands right after a verb, before its content (مستشارين عسكريين تقول إيران إنهم).
    pub(crate) fn names_subject(&self, from: usize, to: usize, form: &crate::lexicon::Form) -> bool {
        from < to
            && self.noun_phrase(from, to, false, &[]).is_some_and(|np| {
                let known =
                    np.name.is_some() || np.kb.is_some() || np.role.is_some_and(|r| r.role.is_human() || r.role.is_body());
                known && np.definite && self.agrees_before(form, &np)
            })
    }

    /// Whether a lone phrase between a verb and the preposition of its complement is whom it is said to and not who says it:
    /// ودعا الفاعلين إلى, طالب الجميع بأن, حث كافة الأطراف على.
    fn is_addressed(&self, np: &NounPhrase, object: bool) -> bool {
        let doc = &self.doc;
        if object
            && doc
                .key(np.start)
                .before(key!("ه"))
                .or(doc.key(np.start).before(key!("ها")))
                .is_some_and(|k| [key!("نظير"), key!("نظيرت")].contains(&k))
        {
            return true;
        }
        // وطالب المتظاهرون في تعز بفتح معبر: the nominative is the subject
        if article_off(doc.key(np.start)).1 && doc.key(np.start).before(key!("ون")).is_some() {
            return false;
        }
        let at = np.end;
        let led = self.prep_at(at).is_some() || self.glued_prep(at) == Some(Prep::Bi) || doc.key(at) == key!("بأن");
        if !object || !led || np.name.is_some() {
            return false;
        }
        let head = doc.key(np.start);
        let oblique = np.role.is_some_and(|r| r.number != rawi_actors::Number::S) && head.before(key!("ين")).is_some()
            || np.role.is_none() && article_off(head).1 && head.before(key!("ين")).is_some_and(|k| k.len() > 4);
        // حث الزعماء الدينيين على: its adjective is in the oblique
        let adjective = np.end > np.start + 1
            && article_off(head).1
            && doc.key(np.start + 1).before(key!("يين")).is_some_and(|k| article_off(k).1 && k.len() > 4);
        let oblique = oblique || adjective;
        let all = [key!("كافة"), key!("جميع"), key!("الجميع"), key!("كل")].contains(&head) && doc.key(np.start + 1) != key!("من");
        oblique || all || !np.partitive && np.role.is_some_and(|r| r.role == Role::People)
    }

    /// The noun phrase that ends right before token `end` (an aside between commas, dashes or brackets stepped over).
    pub(crate) fn phrase_ending(&self, end: usize, low: usize) -> Option<NounPhrase> {
        self.last_ending.get((end, low), || self.read_phrase_ending(end, low))
    }

    fn read_phrase_ending(&self, end: usize, low: usize) -> Option<NounPhrase> {
        let mut ends = vec![end];
        // «X، وهو عضو في …، طالب»: the phrase before the aside
        if end > low && matches!(self.doc.kind(end - 1), TokenKind::Comma | TokenKind::Dash | TokenKind::Close) {
            let kind = self.doc.kind(end - 1);
            ends.clear();
            ends.push(end - 1);
            let mut k = end - 1;
            while k > low && end - k < 40 {
                k -= 1;
                let opens = match kind {
                    TokenKind::Close => self.doc.kind(k) == TokenKind::Open,
                    other => self.doc.kind(k) == other,
                };
                if opens {
                    ends.insert(0, k);
                    if ends.len() > 2 {
                        break;
                    }
                }
                if self.ends(k) {
                    break;
                }
            }
        }
        for e in ends {
            let mut best: Option<NounPhrase> = None;
            let mut k = e;
            while k > low && e - k < 26 {
                k -= 1;
                if self.ends(k) && !(self.doc.kind(k) == TokenKind::Stop && k > 0 && self.doc.key(k - 1).len() == 1)
                    || self.stops(k) && self.cues.at(k).is_some()
                {
                    break;
                }
                if matches!(self.doc.kind(k), TokenKind::Comma) && best.is_some() && !self.doc.kind(k + 1).eq(&TokenKind::Word) {
                    break;
                }
                let class = self.doc.class(k);
                if class.any() && !class.is(Class::DEM) {
                    if class.is(Class::CLAUSE.or(Class::LINK).or(Class::REL)) {
                        break;
                    }
                    continue;
                }
                if self.doc.kind(k) != TokenKind::Word
                    && self.doc.kind(k) != TokenKind::Number
                    && self.doc.kind(k) != TokenKind::Quote
                {
                    continue;
                }
                // ومن جانب آخر، من جهة ثانية
                let turn = k > low
                    && self.prep_at(k - 1) == Some(Prep::Min)
                    && [key!("جانب"), key!("جهة"), key!("ناحية")].contains(&self.doc.key(k));
                if !turn
                    && self.phrase_may_begin(k, &best)
                    && let Some(np) = self.phrase_between(k, e)
                    && (np.can_speak() || article_off(self.doc.key(k)).1 || self.doc.word(k).is_common())
                {
                    let better = match &best {
                        None => true,
                        Some(b) => np.can_speak() || !b.can_speak(),
                    };
                    if better {
                        best = Some(np);
                    }
                }
                if self.doc.class(k).is(Class::CLAUSE.or(Class::LINK).or(Class::REL)) {
                    break;
                }
            }
            if let Some(np) = best {
                // رئيس الوزراء في حكومة صنعاء، عبد العزيز بن حبتور، قد هدد: the aside is his name
                let whole = (e + 1 < end && np.name.is_none()).then(|| self.noun_phrase(np.start, end, false, &[])).flatten();
                return Some(whole.filter(|w| w.name.is_some() && w.end + 1 >= end).unwrap_or(np));
            }
        }
        None
    }

    /// Whether a longer phrase that begins at `k` is still one phrase: its first word must head it.
    pub(crate) fn phrase_may_begin(&self, k: usize, best: &Option<NounPhrase>) -> bool {
        if best.is_none() {
            return true;
        }
        let key = self.doc.key(k);
        let t = self.doc.tables;
        let conj = key.first() == WAW && !t.word(key).is_whole() && t.word(key).role().is_none();
        self.doc.kind(k) == TokenKind::Number
            || t.role(key).is_some_and(|r| r.role != Role::Modifier)
            || conj
            || t.word(key).is_namelike()
            || self.doc.kb_at(k).is_some()
            || article_off(key).1
            || self.counts_of(k)
    }

    /// The first token of the sentence, or of the quotation, that a token stands in.
    pub(crate) fn low(&self, i: usize) -> usize {
        let start = self.sentence_start(i);
        let quote = self.quote(i).filter(|_| !self.is_quoted_alone(i));
        quote.map_or(start, |q| (self.doc.scaffold.quotes.all[q].open as usize + 1).max(start))
    }

    /// Whether a quotation has this one word: الحكومة "تدين" الاختطاف.
    pub(crate) fn is_quoted_alone(&self, i: usize) -> bool {
        self.quote(i).is_some_and(|q| {
            let quote = self.doc.scaffold.quotes.all[q];
            quote.closed && quote.close == quote.open + 2
        })
    }

    /// The subject before a verb (لكن بغداد أكدت، وكان كروكر قد أعرب, headline order).
    pub(crate) fn subject_before(&self, i: usize) -> Option<NounPhrase> {
        let low = self.low(i);
        let mut end = i - usize::from(self.is_quoted_alone(i));
        while end > low
            && (self.doc.class(end - 1).is(Class::AUX.or(Class::TIME).or(Class::DAY))
                && !self.doc.class(end - 1).is(Class::CLAUSE)
                || self.doc.key(end - 1) == key!("وأن"))
        {
            let before = self.before_still(end);
            end = if before < end { before } else { end - 1 };
        }
        if end <= low {
            return None;
        }
        match self.phrase_ending(end, low) {
            Some(np) if np.can_speak() => self.begins_clause(np, low).or_else(|| self.clause_subject(i, low)),
            other => self.clause_subject(i, low).or_else(|| self.begins_clause(other?, low)),
        }
    }

    /// The subject with which the clause of a verb begins, where more than its phrase stands between: a circumstance
    /// (كما أن الحركة في الإقليم وصفت), a relative clause that a comma closes (وكان حاكم المنطقة التي تشكل …، قال).
    pub(crate) fn clause_subject(&self, i: usize, low: usize) -> Option<NounPhrase> {
        let opens = |k: usize| {
            let c = self.doc.class(k);
            let topic = [key!("أما"), key!("وأما")].contains(&self.doc.key(k));
            (topic || c.is(Class::CLAUSE.or(Class::AUX))) && self.doc.key(k) != crate::reader::word::QAD && !self.in_relative(k)
        };
        let mut from = i;
        while from > low && i - from < 40 {
            // what another verb of speech leads
            let told =
                self.cues.at(from - 1).is_some_and(|c| c.is_finite() && self.is_likely_cue(c) && !self.in_relative(from - 1));
            if opens(from - 1) || told {
                break;
            }
            from -= 1;
        }
        if from > low && !opens(from - 1) {
            return None;
        }
        if self.doc.kind(from) == TokenKind::Word && self.doc.class(from).any() && !self.doc.class(from).is(Class::DEM) {
            return None;
        }
        let mut np = self.noun_phrase(from, i, false, &[])?;
        // تعالت أصوات, وتعليقاً على الحادث: the head itself is known
        let head = self.doc.word(if np.partitive { from + 1 } else { from });
        let titled =
            np.role.is_some_and(|r| r.role.is_human() || r.role.is_body()) && (head.role().is_some() || np.conj || np.possessed);
        // يذكر أن ليو، وهو عضو …، طالب: behind أن stands a noun
        let verbal = [key!("ي"), key!("ت"), key!("ن")].contains(&head.key.take(1)) || head.key.last() == key!("ت").first();
        let noun = from > low && self.is_clause(from - 1) && !verbal && head.likely_name() == Likely::Unknown;
        let named = np.name.is_some_and(|(a, _)| a == from) && (noun || head.likely_name() == Likely::Known);
        let known = titled || np.kb.is_some() || named;
        if !known || np.end >= i || !self.is_aside(np.end, i) {
            return None;
        }
        // الرئيس السابق لشعبة العمليات، اللواء في الاحتياط، يسرائيل زيف، يتحدث: his name closes the aside
        let human = np.name.is_none() && np.role.is_some_and(|r| r.role.is_human() && r.number == rawi_actors::Number::S);
        if human && self.doc.kind(i - 1) == TokenKind::Comma {
            let comma = (np.end..i - 1).rev().find(|k| self.doc.kind(*k) == TokenKind::Comma);
            if let Some(name) = comma.and_then(|c| self.noun_phrase(c + 1, i - 1, false, &[]))
                && name.end == i - 1
                && name.name.is_some_and(|(a, _)| a == name.start)
            {
                (np.end, np.name) = (name.end, name.name);
            }
        }
        Some(np)
    }

    /// Whether what stands between a subject and its verb is said by the way.
    pub(crate) fn is_aside(&self, from: usize, to: usize) -> bool {
        let mut end = to;
        while end > from && self.doc.class(end - 1).is(Class::AUX.or(Class::TIME).or(Class::DAY).or(Class::ADV)) {
            end -= 1;
        }
        // المركزيات التي وقعت على الاتفاق قد نفت
        if end < to && self.doc.key(to - 1) == crate::reader::word::QAD && self.doc.class(from).is(Class::REL) {
            return (from..end).all(|k| !self.ends(k) && !self.is_clause(k) && self.doc.kind(k) != TokenKind::Comma);
        }
        // …، التي تشكل حوض دونباس، قال
        let closed = end > from + 1 && matches!(self.doc.kind(end - 1), TokenKind::Comma | TokenKind::Dash | TokenKind::Close);
        let comma = matches!(self.doc.kind(from), TokenKind::Comma | TokenKind::Dash | TokenKind::Open);
        let opened = comma || self.doc.class(from).is(Class::REL.or(Class::PREP)) || self.glued_prep(from).is_some();
        if closed && opened {
            let inner = from + usize::from(comma)..end - 1;
            // X، وقال Y، Z: another clause of the same rank
            return inner.clone().all(|k| {
                let joined = self.cues.at(k).is_some_and(|c| c.conj.is_some() && c.is_finite() && self.is_likely_cue(c));
                !joined && !self.ends(k) && !self.is_clause(k)
            });
        }
        let mut at = from;
        while at < end {
            at = match self.doc.kind(at) {
                TokenKind::Open => match self.doc.closing(at, 25) {
                    Some(close) => close + 1,
                    None => return false,
                },
                TokenKind::Word if self.by_the_way(at, end).is_some() => self.by_the_way(at, end).unwrap_or(at + 1),
                TokenKind::Word if self.doc.class(at).is(Class::TIME.or(Class::DAY).or(Class::ADV)) => at + 1,
                TokenKind::Word => match self.circumstance(at, end) {
                    Some(next) => next,
                    None => return false,
                },
                _ => return false,
            };
        }
        true
    }

    /// The phrase, where what stands before it lets a clause begin.
    fn begins_clause(&self, np: NounPhrase, low: usize) -> Option<NounPhrase> {
        // عقدت الحكومة اجتماعا، أعلنت فيه: an object
        let object = |k: Key| k.before(key!("ا")).is_some_and(|k| k.len() > 3 && self.doc.tables.word(k).is_common());
        if np.end == np.start + 1 && np.role.is_none() && np.kb.is_none() && object(self.doc.key(np.start)) {
            return None;
        }
        let b = np.start.checked_sub(1).filter(|b| *b >= low);
        let begins = match b {
            None => true,
            // ومن جانب آخر ذكر
            Some(b) if self.doc.class(b).is(Class::PREP) && !self.doc.class(b).is(Class::CLAUSE.or(Class::LINK)) => false,
            Some(b) => {
                let c = self.doc.class(b);
                np.conj
                    || c.is(Class::CLAUSE.or(Class::LINK).or(Class::AUX).or(Class::SUB).or(Class::CONJ))
                    || matches!(
                        self.doc.kind(b),
                        TokenKind::Comma
                            | TokenKind::Dots
                            | TokenKind::Colon
                            | TokenKind::Quote
                            | TokenKind::Bar
                            | TokenKind::Dash
                            | TokenKind::Close
                            | TokenKind::Semicolon
                            | TokenKind::Break
                    )
            }
        };
        // «سياسي / الزياني يؤكد», but not «أيار/مايو»
        let slash = b.is_some_and(|b| self.doc.kind(b) == TokenKind::Other && self.doc.token(b + 1).is_some_and(|t| t.spaced));
        let begins = begins || slash;
        (begins && (np.can_speak() || b.is_none_or(|b| self.doc.class(b).is(Class::CLAUSE.or(Class::LINK).or(Class::AUX)))))
            .then_some(np)
    }

    /// The noun phrase that ends right before a verb, whether or not it looks like somebody; an opening quotation mark
    /// between them is stepped over.
    pub(crate) fn whoever_before(&self, i: usize) -> Option<NounPhrase> {
        let start = self.sentence_start(i);
        let end = if i > start && self.opens(i - 1).is_some() { i - 1 } else { i };
        let noun = end > start
            && matches!(self.doc.kind(end - 1), TokenKind::Word | TokenKind::Close)
            && (self.doc.kind(end - 1) != TokenKind::Word || !self.doc.class(end - 1).any());
        noun.then(|| self.phrase_ending(end, start)).flatten()
    }

    /// The noun phrase that a relative clause hangs on.
    pub(crate) fn antecedent(&self, i: usize) -> Option<NounPhrase> {
        let mut rel = i - 1;
        while rel > 0 && !self.doc.class(rel).is(Class::REL) {
            rel -= 1;
        }
        let low = self.sentence(i).start as usize;
        let mut end = rel;
        if end > low && self.doc.kind(end - 1) == TokenKind::Comma {
            end -= 1;
        }
        let matter = |k: Key| [key!("الأمر"), key!("أمر"), key!("الشيء"), key!("شيء")].contains(&k);
        let np = self.phrase_ending(end, low).filter(|np| np.can_speak() && !matter(self.doc.key(np.start)))?;
        // إقليم كردستان وبغداد التي تطالب: the last of several
        let one = self.cues.at(i).is_some_and(|c| c.forms.iter().all(|f| f.number == crate::lexicon::Number::S));
        let last = || {
            (np.start + 1..np.end).rev().find_map(|k| {
                let joined = self.doc.key(k).first() == WAW && !self.doc.word(k).is_whole();
                let np = joined.then(|| self.noun_phrase(k, np.end, false, &[])).flatten()?;
                (np.end == end && np.conj && np.can_speak()).then_some(np)
            })
        };
        // المؤتمر الأسبوعي للناطق باسم الحكومة، حسن اللوزي، الذي قال: he who is named, not what is his
        let person = || {
            let (a, b) = np.name.filter(|_| np.role.is_none_or(|r| !r.role.is_human()) && np.kb.is_none())?;
            (np.start + 1..a).rev().filter(|_| b == np.end).find_map(|k| {
                let title = self.doc.tables.role(self.doc.key(k)).filter(|r| r.role.is_human() && r.role != Role::Modifier)?;
                let np = match self.glued_prep(k) {
                    Some(_) => self.noun_phrase_after_clitic(k, end),
                    None => self.noun_phrase(k, end, false, &[]),
                }?;
                (np.end == end && np.name.is_some() && title.number == rawi_actors::Number::S).then_some(np)
            })
        };
        // وقع الرئيس القانون الذي ينص على: a document is no part of a name
        let document = || {
            let apart = |k: usize| {
                let before = self.doc.word(k - 1);
                let named = self.doc.kb_at(k - 1).is_some() || article_off(self.doc.key(k - 1)).1;
                article_off(self.doc.key(k)).1 && (named || !before.is_noun() && before.role().is_none())
            };
            (np.start + 1..np.end)
                .filter(|k| self.doc.word(*k).role().is_some_and(|r| r.role == Role::Document) && apart(*k))
                .find_map(|k| self.phrase_between(k, end))
        };
        if let Some(np) = document() {
            return Some(np);
        }
        let known = |np: &NounPhrase| np.kb.is_some();
        match one && end == rel {
            true if np.coordinated => last().or(Some(np)),
            true => last().filter(known).or_else(person).or(Some(np)),
            false => person().or(Some(np)),
        }
    }
}
