//! Which actor of the article a phrase mentions: by name, by what he is, by the head of a body.

use super::describe::{Description, kunyas_joined};
use super::{Registry, Who, genders_clash, is_body, is_generic, subset, young};
use crate::entity::EntityKind;
use crate::phrase::NounPhrase;
use crate::tables::{KbHit, Number, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, Key, Span, TokenKind, key, sets};

impl Registry<'_> {
    /// The actor that a phrase would be taken for, where it is one that is known already.
    pub fn seen(&self, np: &NounPhrase) -> Option<usize> {
        self.find(&self.describe(np), np)
    }

    /// The actor that a phrase surely mentions, if it is known already: by its name, or by at least two words of what it is
    /// called by. The registry stays as it is.
    pub fn known(&self, np: &NounPhrase) -> Option<usize> {
        let d = self.describe(np);
        let told = np.name.is_some() || np.kb.is_some() || d.keys.len() > 1;
        if !told {
            return None;
        }
        self.find(&d, np)
    }

    pub(super) fn find(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        if np.coordinated {
            return self.latest(|w| d.same_words(w));
        }
        if d.kind == EntityKind::Role && np.possessed {
            return self.find_possessed(d, np);
        }
        if let Some(i) = self.of_family(d, np) {
            return Some(i);
        }
        if d.kind == EntityKind::Person {
            return self.find_person(d, np);
        }
        if let Some(h) = np.kb
            && let Some(i) = self.known.get(&h.row).copied().filter(|i| d.roles.is_empty() || self.all[*i].kind == d.kind)
        {
            return Some(i);
        }
        if let Some(i) = d.holder.and_then(|row| self.known.get(&row).copied()) {
            return Some(i);
        }
        // وكالة «رويترز», after رويترز
        if let Some(i) = d.kb.filter(|_| is_body(d.kind)).and_then(|row| self.known.get(&row).copied()) {
            return Some(i);
        }
        let generic_word = d.keys.first().copied().is_some_and(is_generic);
        if d.kind == EntityKind::Role && np.role.is_none() && !generic_word {
            // السعد, after علي السعد
            let surname = |w: &Who| {
                w.kind == EntityKind::Person && w.name_keys.len() > 1 && d.keys.len() == 1 && w.name_keys.last() == d.keys.first()
            };
            return self.latest(surname).or_else(|| self.latest(|w| d.same_words(w)));
        }
        if d.kind == EntityKind::Role {
            return self.find_office(d, np);
        }
        self.find_body(d, np)
    }

    /// Somebody by what is another's: معاليه, سموه; مراسلنا.
    fn find_possessed(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        // معاليه، سموه: whoever was named last
        let styled = np.role.filter(|r| r.role == Role::Honorific);
        let Some(style) = styled else {
            // مراسلنا, after مراسل الميادين: the outlet's own
            let own = np.role.filter(|r| r.role == Role::Profession && np.number() == Number::S && np.name.is_none());
            return self.latest(|w| d.same_words(w)).or_else(|| {
                own.and_then(|r| {
                    self.latest(|w| {
                        let one = matches!(w.kind, EntityKind::Person | EntityKind::Role) && w.number == Number::S;
                        one && w.roles.contains(&r.key) && !genders_clash(w.gender, np.gender())
                    })
                })
            });
        };
        let one = |w: &Who| matches!(w.kind, EntityKind::Person | EntityKind::Role) && w.number == Number::S && !w.unnamed;
        // by that style, else by an office or another style, else by nothing
        let titled = |r: &Key| self.doc.tables.role(*r).is_some_and(|r| matches!(r.role, Role::Office | Role::Honorific));
        self.latest(|w| one(w) && w.roles.contains(&style.key))
            .or_else(|| self.latest(|w| one(w) && w.roles.iter().any(titled)))
            .or_else(|| self.latest(one))
    }

    /// A person, by name.
    fn find_person(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        let names = &d.name_keys;
        let fits = |w: &Who| {
            w.kind == EntityKind::Person
                && !w.name_keys.is_empty()
                && (subset(names, &w.name_keys) || subset(&w.name_keys, names))
                // محمد بن سلمان بن عبد العزيز is no سلمان بن عبد العزيز
                && !is_son(names, &w.name_keys)
                && !is_son(&w.name_keys, names)
                && !genders_clash(w.gender, np.gender())
                // two of one family, both by their full names
                && (!d.sure || !w.sure || w.kb == d.kb)
                // باسل السيسي is not السيسي
                && (w.name_keys.len() > 1 || w.kb.is_none_or(|row| self.may_be(row, names)))
        };
        if let Some(i) = self.latest(fits) {
            return Some(i);
        }
        if let Some(row) = np.kb.map(|h| h.row).or(d.kb)
            && let Some(i) =
                self.known.get(&row).copied().filter(|i| matches!(self.all[*i].kind, EntityKind::Person | EntityKind::Role))
        {
            return Some(i);
        }
        // a role that was named before by its holder's office alone (headline, lead)
        self.latest(|w| {
            w.kind == EntityKind::Role
                && !w.unnamed
                && w.all_keys.len() > 1
                && w.roles.first().is_some_and(|r| d.roles.contains(r))
                && w.all_keys.iter().all(|k| d.keys.contains(k))
        })
    }

    /// Somebody by what he is.
    fn find_office(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        if !d.definite || np.partitive {
            let same = self.latest(|w| w.unnamed && w.name == d.name);
            return same.or_else(|| self.repeated_office(d, np));
        }
        // معالي الرئيس العام: the office, not the style
        let styles = |r: &&Key| self.doc.tables.role(**r).is_some_and(|r| r.role == Role::Honorific);
        let role = d.roles.iter().find(|r| !styles(r)).or(d.roles.first()).copied();
        let generic = role.or(d.keys.first().copied()).is_some_and(is_generic);
        let number = np.number();
        // المتحدث باسمه: another than he for whom he speaks
        let spokes = np.role.is_some_and(|r| r.role == Role::Spokes);
        let speaks = |w: &Who| w.roles.iter().any(|r| self.doc.tables.role(*r).is_some_and(|r| r.role == Role::Spokes));
        let owners = [key!("ه"), key!("ها"), key!("هم"), key!("هما")];
        let owned = |k: Key| owners.iter().any(|e| k.before(*e) == Some(key!("باسم")));
        if spokes && (owned(self.doc.key(np.end)) || owned(self.doc.key(np.end.saturating_sub(1)))) {
            return self.latest(|w| speaks(w) && !genders_clash(w.gender, np.gender()));
        }
        // المتحدث: who is known as one, before anybody else
        let lone_spokes = spokes && generic && number == Number::S && np.end == np.start + 1;
        let known = || self.latest(|w| w.number == Number::S && speaks(w) && !genders_clash(w.gender, np.gender()));
        if lone_spokes && let Some(w) = known() {
            return Some(w);
        }
        // المسؤول الأمريكي, after مسؤول رفيع في الإدارة الأمريكية: the one that was called so
        let called = |w: &Who| {
            let human = matches!(w.kind, EntityKind::Person | EntityKind::Role) && w.number == number;
            human && role.is_some_and(|r| w.roles.first() == Some(&r)) && !genders_clash(w.gender, np.gender())
        };
        if generic
            && !d.same
            && number == Number::S
            && let Some(i) = self.latest(called)
        {
            return Some(i);
        }
        let found = self.latest(|w| {
            let human = matches!(w.kind, EntityKind::Person | EntityKind::Role);
            if !human || genders_clash(w.gender, np.gender()) || (w.number == Number::S) != (number == Number::S) {
                return false;
            }
            // متحدث باسم رئيس الوزراء is no رئيس الوزراء
            let held = role.is_some_and(|r| if w.unnamed { w.roles.first() == Some(&r) } else { w.roles.contains(&r) });
            let style = |k: &Key| Some(*k) != role && self.doc.tables.role(*k).is_some_and(|r| r.role == Role::Honorific);
            // سفير دولة ألمانيا: of Germany
            let state = |k: &Key| [key!("دولة"), key!("جمهورية"), key!("مملكة")].contains(k);
            let state = |k: &Key| d.keys.len() > 2 && state(k);
            let said = |k: &&Key| Some(**k) != role && !w.all_keys.contains(k) && !style(k) && !state(k);
            let extra: Vec<Key> = d.keys.iter().filter(said).copied().collect();
            // ناطق باسم الحكومة اليمنية ووزير الإعلام, later وزير الإعلام اليمني: of one country
            let told = d.keys.iter().any(|k| Some(*k) != role && !d.demonyms.contains(k));
            let of_one = |k: &Key| d.demonyms.iter().any(|o| o == k || told && k.before(key!("ة")) == Some(*o));
            let only_demonyms = extra.iter().all(|k| d.demonyms.contains(k) || young(*k))
                && !w.all_keys.iter().any(|k| self.doc.tables.word(*k).is_demonym() && !of_one(k));
            if generic {
                // المسؤول الدبلوماسي الإيبيري: also an adjective that no table has
                let relative = |k: &Key| k.len() > 4 && k.last() == key!("ي").first();
                extra.iter().all(|k| d.demonyms.contains(k) || is_generic(*k) || relative(k))
            } else {
                held && (extra.is_empty() || only_demonyms)
            }
        });
        // الوزير، النائب، الفنانة: one word, and nobody is known by it: whoever spoke last
        let lone = d.keys.iter().filter(|k| !young(**k)).count() == 1 && number == Number::S;
        // المصدر ذاته: whoever or whatever was named last
        let source = np.role.is_some_and(|r| r.role == Role::Source) && d.same && lone;
        let found = if source && found.is_none() { self.latest(|w| w.kind != EntityKind::Place) } else { found };
        // المحلل السياسي، الأستاذ الجامعي: what somebody is who has no office
        let plain = |w: &Who| !w.roles.iter().any(|r| self.doc.tables.role(*r).is_some_and(|r| r.role == Role::Office));
        let described = number == Number::S && !lone && !generic && self.is_description(np);
        let office = np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes)) && number == Number::S;
        // المراقب, المختص: of whoever was named last, whatever his office is
        let profession = lone && np.role.is_some_and(|r| matches!(r.role, Role::Profession | Role::Office));
        let lead = self.lead.filter(|w| {
            let w = &self.all[*w];
            let another = d.holder.is_some() && w.kb.is_some() && d.holder != w.kb;
            // متحدث حكومي: nobody known
            let next = self.doc.word(np.start + 1);
            let one = article_off(self.doc.key(np.start)).1 || !next.is_adjective() || article_off(next.key).1;
            office && one && d.definite && w.roles.is_empty() && !another && !genders_clash(w.gender, np.gender())
        });
        // الشاهد الثاني: one of several, and nobody's office
        if (np.start + 1..np.end).any(|i| sets().alone.contains(&self.doc.key(i))) {
            return self.latest(|w| w.name == d.name);
        }
        // الرئيس is nobody of whom the knowledge base has other offices only
        let holds = |w: &Who| {
            let Some(row) = w.kb.filter(|_| lone && office).map(|r| &self.doc.tables.kb[r as usize]) else { return true };
            let words = || row.roles.split(|c: char| !c.is_alphanumeric()).map(|w| article_off(Key::of(w)).0);
            row.roles.is_empty() || role.is_none_or(|r| words().any(|w| w == r || w == article_off(r).0))
        };
        let found = found.or(lead).or_else(|| self.described(d, np, role));
        found.or_else(|| {
            (lone || described)
                .then(|| {
                    self.latest(|w| {
                        w.kind == EntityKind::Person
                            && w.number == Number::S
                            && (w.roles.is_empty() || generic || profession || described && plain(w))
                            && holds(w)
                            && !genders_clash(w.gender, np.gender())
                    })
                })
                .flatten()
        })
    }

    /// A body, an outlet, a group, a place; a document by who issued it.
    fn find_body(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        // التقرير: of a document that somebody is known to have issued
        let adjectives = (np.start + 1..np.end).all(|i| article_off(self.doc.key(i)).1 && self.doc.word(i).is_adjective())
            && np.name.is_none();
        if let Some(r) = np.role.filter(|r| r.role == Role::Document && d.definite && (adjectives || d.same))
            && let Some((_, id)) = self.issued.iter().rev().find(|(k, _)| *k == r.key)
        {
            return Some(*id);
        }
        // bodies, outlets, groups: the same head, and the words of one among those of the other
        let head = d.roles.first().copied();
        let body = |w: &Who| !matches!(w.kind, EntityKind::Person | EntityKind::Role) && !w.all_keys.is_empty();
        let found = self.latest(|w| {
            body(w)
                && match head {
                    Some(h) if w.roles.first() == Some(&h) => {
                        d.definite && subset(&d.keys, &w.all_keys) || subset(&w.all_keys, &d.keys) && w.all_keys.len() > 1
                    }
                    _ => d.same_words(w),
                }
        });
        // الصحيفة الفرنسية, after صحيفة «لوفيغارو»: by its country
        let by_country = head.is_some() && d.definite && np.kb.is_none() && d.keys.len() > 1;
        let by_country = by_country && d.keys.iter().all(|k| Some(*k) == head || d.demonyms.contains(k));
        let found = found.or_else(|| {
            by_country.then(|| {
                self.latest(|w| {
                    let elsewhere = |k: &Key| self.doc.tables.word(*k).is_demonym() && !d.demonyms.contains(k);
                    body(w) && w.roles.first() == head.as_ref() && w.all_keys.len() > 1 && !w.all_keys.iter().any(elsewhere)
                })
            })?
        });
        // الشركة، الحركة، الوكالة: one word with the article: the body named last
        let document = np.role.is_some_and(|r| matches!(r.role, Role::Place));
        let lone = d.keys.len() == 1
            && d.definite
            && head.is_some()
            && np.kb.is_none()
            && !document
            && (np.end == np.start + 1 || d.same);
        // الموقع, after مجلة «وايرد»: the one outlet that the text has named
        let only = || {
            let mut outlets = (0..self.all.len()).filter(|i| self.all[*i].kind == EntityKind::Outlet);
            let outlet = lone && np.role.is_some_and(|r| r.role == Role::Outlet);
            outlets.next().filter(|_| outlet && outlets.next().is_none())
        };
        found
            .or_else(|| {
                lone.then(|| {
                    self.latest(|w| {
                        // الشركة: no outlet and no state
                        let alike = match np.role.map(|r| r.role) {
                            Some(Role::Body | Role::Group) => {
                                matches!(w.kind, EntityKind::Organisation | EntityKind::Group | EntityKind::Process)
                            }
                            _ => w.kind != EntityKind::Place,
                        };
                        body(w)
                            && alike
                            && (np.role.is_some_and(|r| r.role == Role::Document)
                                || ((w.roles.is_empty() || d.same) && !genders_clash(w.gender, np.gender())))
                    })
                })
                .flatten()
            })
            .or_else(only)
    }

    /// Whom a title with adjectives and no more means, where he was called so with more (السفير الإيفواري, of سفير كوت ديفوار), or
    /// whoever spoke last where it is said to be the same (الباحث السياسي عينه).
    fn described(&self, d: &Description, np: &NounPhrase, role: Option<Key>) -> Option<usize> {
        let role = role?;
        let adjectives = (np.start + 1..np.end).all(|i| {
            let word = self.doc.word(i);
            let modifier = word.role().is_some_and(|r| r.role == Role::Modifier);
            self.doc.sets(i).has(sets().self_)
                || modifier
                || article_off(word.key).1 && (word.is_adjective() || word.is_demonym())
        });
        let titled = np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Profession | Role::Spokes | Role::Honorific));
        let headed = article_off(if np.conj { self.doc.key(np.start).skip(1) } else { self.doc.key(np.start) }).1;
        if !adjectives || !titled || !headed || np.end < np.start + 2 || np.number() != Number::S {
            return None;
        }
        // of the country that the adjective tells, else of none that is told
        let told = |w: &Who| w.all_keys.iter().any(|k| d.demonyms.iter().any(|o| o.take(3) == k.take(3)));
        let table = self.doc.tables;
        let state = |k: Key| table.kb_hit(k, |_| None).is_some_and(|h| table.is_state(h.row));
        let elsewhere =
            |w: &Who| w.all_keys.iter().any(|k| table.word(*k).is_demonym() || state(*k) || state(key!("ال").join(*k)));
        let fits = |w: &Who| {
            let person = w.kind == EntityKind::Person && w.number == Number::S && !genders_clash(w.gender, np.gender());
            person && (w.roles.contains(&role) || d.same)
        };
        self.latest(|w| fits(w) && told(w)).or_else(|| self.latest(|w| fits(w) && (d.demonyms.is_empty() || !elsewhere(w))))
    }

    /// Whoever was called by an office and a name, where the office alone is said again in the same words (حاكم إقليم سيبيتوكي):
    /// it looks indefinite, since nothing tells that its last word is a name.
    fn repeated_office(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        let office = np.role.filter(|r| matches!(r.role, Role::Office | Role::Spokes) && !is_generic(r.key))?;
        let last = self.doc.word(np.end.saturating_sub(1));
        // قائد عسكري is anybody; of حاكم إقليم سيبيتوكي the second word tells that the third is a name
        let annexed = d.roles.len() > 1 || !(last.is_adjective() || last.is_demonym());
        if np.partitive || np.number() != Number::S || d.keys.len() < 2 || !annexed {
            return None;
        }
        self.latest(|w| {
            w.kind == EntityKind::Person
                && w.number == Number::S
                && w.roles.first() == Some(&office.key)
                && subset(&d.keys, &w.all_keys)
                && !genders_clash(w.gender, np.gender())
        })
    }

    /// Whether a phrase says what somebody is and no more: a profession with adjectives (الخبير الاقتصادي).
    fn is_description(&self, np: &NounPhrase) -> bool {
        let word = |i: usize| self.doc.word(i);
        np.role.is_some_and(|r| matches!(r.role, Role::Profession | Role::Honorific))
            && np.name.is_none()
            && np.end > np.start + 1
            // المعلق العسكري في القناة، فلان: his name may follow
            && (!self.doc.class(np.end).is(Class::PREP) || sets().versed.contains(&article_off(self.doc.key(np.end - 1)).0))
            && (np.start + usize::from(np.conj || np.clitic)..np.end).all(|i| {
                let described = i == np.start || word(i).is_adjective() || word(i).role().is_some_and(|r| r.role == Role::Profession);
                self.doc.token(i).is_some_and(|t| t.is_word()) && article_off(self.doc.key(i)).1 && described && !word(i).is_demonym()
            })
    }

    /// Whoever has a lone title as his family name (الشيخ, of حسين الشيخ), where nobody is called by that title; a rank that is a
    /// body's word too (اللواء) is whoever bears it.
    fn of_family(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        let [key] = d.keys[..] else { return None };
        if d.definite && np.end == np.start + 1 && crate::phrase_named::TWOFOLD.contains(&key) {
            return self.latest(|w| w.kind == EntityKind::Person && w.number == Number::S && w.roles.first() == Some(&key));
        }
        let role = np.role.filter(|r| r.role.is_human() && r.number == Number::S)?;
        if d.kind != EntityKind::Role || np.end != np.start + 1 || np.coordinated || np.partitive || np.possessed {
            return None;
        }
        let one = |w: &Who| w.kind == EntityKind::Person && w.number == Number::S;
        let called = self.latest(|w| matches!(w.kind, EntityKind::Person | EntityKind::Role) && w.roles.contains(&role.key));
        if called.is_some() {
            return None;
        }
        self.latest(|w| one(w) && w.name_keys.len() > 1 && w.name_keys.last() == Some(&key))
    }

    /// The full name of somebody new whom a phrase names by one word, with its words, its place and the knowledge base's row.
    pub(super) fn in_full(&self, d: &Description, np: &NounPhrase) -> Option<(String, Vec<Key>, Span, Option<u32>)> {
        let doc = self.doc;
        let alone = match d.kind {
            EntityKind::Person => d.name_keys.len() == 1,
            EntityKind::Role => {
                np.role.is_none()
                    && np.end == np.start + 1
                    && np.definite
                    && doc.tables.word(d.keys.first().copied()?).name().is_some()
            }
            _ => false,
        };
        if !alone || d.kb.is_some() || np.kb.is_some() || np.coordinated || np.partitive || np.possessed {
            return None;
        }
        let at = np.name.map_or(np.start, |(a, _)| a);
        let key = if np.conj && at == np.start { doc.key(at).skip(1) } else { doc.key(at) };
        let (a, b) = doc.full_name_of(key, at)?;
        let mut span = Span::new(doc.token(a)?.span.start, doc.token(b - 1)?.span.end);
        if doc.is_glued_name(a) {
            span.start += span.of(doc.text).chars().next().map_or(0, |c| c.len_utf8() as u32);
        }
        let row = doc.kb_at(a).filter(|h| h.words as usize == b - a && doc.tables.is_person(h.row)).map(|h| h.row);
        Some((span.of(doc.text).to_owned(), kunyas_joined(doc.keys_of(a, b)), span, row))
    }

    /// The row of the body that a lone noun with its article means, by what the text has named last before it: الحزب of حزب
    /// العمال الكردستاني.
    pub(super) fn named_before(&self, np: &NounPhrase) -> Option<u32> {
        let doc = self.doc;
        let role = np.role.filter(|r| matches!(r.role, Role::Body | Role::Group | Role::Outlet) && r.number == Number::S)?;
        if np.end != np.start + 1 || np.kb.is_some() || !np.definite {
            return None;
        }
        let head = |i: usize| doc.role(i).is_some_and(|r| r.key == role.key);
        // صحيفة «واشنطن بوست»: also in marks behind its head
        let headed = |i: usize, hit: KbHit| {
            let marked = i > 1 && doc.kind(i - 1) == TokenKind::Quote && head(i - 2) && role.role == Role::Outlet;
            is_body(doc.tables.kb[hit.row as usize].kind) && (hit.words > 1 && head(i) || marked)
        };
        let before = doc.words.kb_names().take_while(|(i, _)| *i < np.start);
        before.filter(|(i, hit)| headed(*i, *hit)).last().map(|(_, hit)| hit.row)
    }
}

/// Whether the longer of two names is that of a son of whoever the other is of: it has the whole of it behind بن.
fn is_son(long: &[Key], short: &[Key]) -> bool {
    let [first, _, ..] = short else { return false };
    let son = |k: Key| k == key!("بن") || k == key!("بنت");
    long.len() > short.len() && long.windows(2).any(|pair| son(pair[0]) && pair[1] == *first) && long.first() != Some(first)
}
