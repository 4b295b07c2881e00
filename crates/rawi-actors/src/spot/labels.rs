//! What the tables alone say of the names of a text: which tags each word may have. The model learns from it.

use super::known::{BEFORE, Known, Sign, is_of};
use super::model::{ANY, Mask};
use crate::doc::Doc;
use crate::reach::Reach;
use crate::tables::Likely;
use rawi_text::{KeyMap, TokenKind, key};

const O: Mask = 1;
const BP: Mask = 1 << 1;
const IP: Mask = 1 << 2;
const BO: Mask = 1 << 3;
const IO: Mask = 1 << 4;
const BL: Mask = 1 << 5;
const IL: Mask = 1 << 6;

/// The tags that each word may have, and whether it is surely part of a name.
pub(crate) fn labels(doc: Doc<'_>, known: &[Known]) -> Vec<Mask> {
    let mut masks: Vec<Mask> = (0..known.len()).map(|i| alone(known, i)).collect();
    people(doc, known, &mut masks);
    for i in 0..known.len() {
        places(known, i, &mut masks);
        bodies(doc, known, i, &mut masks);
    }
    known_names(known, &mut masks);
    surnames(known, &mut masks);
    masks
}

/// What a word may be by itself.
fn alone(known: &[Known], i: usize) -> Mask {
    let k = known[i];
    let before = i.checked_sub(1).map_or(Sign::Edge, |j| known[j].sign);
    match k.sign {
        Sign::Given if matches!(before, Sign::Honorific | Sign::Opens) => ANY,
        Sign::Latin if k.key.len() > 2 => BO | IO,
        Sign::CityName | Sign::CityWord | Sign::Latin => ANY,
        Sign::Family | Sign::Unknown | Sign::Foreign | Sign::Given if is_name(before) => ANY,
        Sign::TheFamily | Sign::TheUnknown if is_name(before) => O | IP | IO | IL,
        Sign::Perhaps | Sign::ThePerhaps if is_name(before) => O | IP,
        // رفعت السعيد, بوب وودورد: a word that may be a given name before one
        Sign::Perhaps if known.get(i + 1).is_some_and(|k| is_name(k.sign) || k.sign == Sign::ThePerhaps) => O | BP | IP,
        Sign::ThePerhaps if before == Sign::Perhaps => O | IP,
        // two words in a row that no table has: hardly anything else than a foreign name
        Sign::Given | Sign::Unknown | Sign::Foreign | Sign::Family
            if known.get(i + 1).is_some_and(|k| is_name(k.sign) && k.clitic == 0 && k.sign != Sign::TheUnknown) =>
        {
            ANY
        }
        Sign::Given | Sign::Family if k.key.len() > 3 => O | BP | IP,
        Sign::Given | Sign::Family => O,
        Sign::Inflected if is_name(before) => O | IP,
        Sign::Foreign => ANY,
        Sign::Unknown | Sign::TheUnknown | Sign::TheFamily => O,
        Sign::Perhaps | Sign::ThePerhaps => O,
        Sign::KbWord if k.quoted => BO,
        Sign::KbWord => O | BO | IO | IL | IP,
        Sign::KbFamily if !rawi_text::words::article_off(k.key).1 => BP | IP,
        Sign::KbFamily => O | BP | IP | IL,
        Sign::Particle | Sign::City | Sign::CityMore => ANY,
        Sign::Dash => O,
        Sign::Common | Sign::TheCommon | Sign::TheDemonym | Sign::Demonym | Sign::Modifier => O,
        _ => O,
    }
}

/// Names of the knowledge base.
fn known_names(known: &[Known], masks: &mut [Mask]) {
    let mut i = 0;
    while i < known.len() {
        let (first, more) = match known[i].sign {
            Sign::KbPerson | Sign::KbSurname => (BP | IP, IP),
            Sign::KbState | Sign::Region => (BL, IL),
            // وزير الخارجية الروسي: an office, and no ministry
            Sign::KbBody if i > 0 && known[i - 1].sign == Sign::Office && known[i - 1].key.take(4) == key!("وزير") => (O, O),
            // وزارة الخارجية الروسية
            Sign::KbBody if i > 0 && known[i - 1].sign == Sign::Loose => (O, O),
            Sign::KbBody | Sign::KbOutlet => (BO, IO),
            Sign::KbCity => (BL, IL),
            Sign::KbSeat => (O | BO | BL, O | IO | IL),
            Sign::KbProcess => (O, O),
            _ => {
                i += 1;
                continue;
            }
        };
        masks[i] = first;
        let mut end = i + 1;
        while end < known.len() && matches!(known[end].sign, Sign::KbMore | Sign::CityMore) {
            masks[end] = more;
            end += 1;
        }
        if matches!(known[i].sign, Sign::KbPerson | Sign::KbSurname) {
            // a given name before, a further name after
            let mut j = i;
            while j > 0
                && matches!(known[j - 1].sign, Sign::Given | Sign::Unknown | Sign::Foreign | Sign::Family | Sign::Particle)
            {
                j -= 1;
                masks[j] = O | BP | IP;
            }
            if j == i {
                masks[i] = BP;
                // دونالد رامسفيلد: a given name that is an ordinary word too
                if i > 0 && known[i - 1].sign == Sign::Perhaps && known[i].clitic == 0 {
                    masks[i - 1] = O | BP | IP;
                    masks[i] = BP | IP;
                }
            }
        }
        i = end;
    }
}

/// Last words of names of people, where they stand alone.
fn surnames(known: &[Known], masks: &mut [Mask]) {
    let mut last: KeyMap<()> = KeyMap::default();
    for i in 1..known.len() {
        let ends = masks.get(i + 1).is_none_or(|m| m & (IP | BP) == 0 || m & O != 0);
        if masks[i] == IP && ends && known[i].key.len() > 2 {
            last.insert(known[i].key, ());
        }
    }
    for i in 0..known.len() {
        if masks[i] & O != 0 && is_name(known[i].sign) && known[i].sign != Sign::TheUnknown && last.contains_key(&known[i].key) {
            masks[i] = BP | IP;
        }
    }
}

/// Names of people by the grammar of titles and names.
fn people(doc: Doc<'_>, known: &[Known], masks: &mut [Mask]) {
    let mut i = 0;
    while i < known.len() {
        let titled =
            i > 0 && matches!(known[i].sign, Sign::Office | Sign::Honorific | Sign::Profession) && doc.kind(i) == TokenKind::Word;
        if titled {
            let limit = (i + 14).min(known.len());
            let stops = |_: usize| false;
            let reach = Reach::new(limit, &stops).behind_clitic(known[i].clitic > 0);
            if let Some(np) = doc.noun_phrase(i, &reach)
                && let Some((a, b)) = np.name
                && (a..b).all(|j| is_name(known[j].sign) || matches!(known[j].sign, Sign::Perhaps | Sign::ThePerhaps))
            {
                for j in a..b {
                    let sure = j < a + 2 || known[j].sign != Sign::Unknown;
                    masks[j] = match () {
                        () if j == a => BP,
                        () if sure => IP,
                        () => IP | O,
                    };
                }
                i = b;
                continue;
            }
        }
        // الإسباني خوان روما, الرئيس الفلسطيني عرفات
        let free = matches!(known[i].sign, Sign::Unknown | Sign::Foreign | Sign::Family | Sign::Given | Sign::KbFamily)
            && known[i].clitic == 0;
        if free && i > 1 && after_nisba(known, i) {
            masks[i] = BP;
            let mut j = i + 1;
            while j < known.len() && j < i + 4 && is_name(known[j].sign) && known[j].clitic == 0 {
                masks[j] = if j == i + 1 { IP } else { IP | O };
                j += 1;
            }
            i = j;
            continue;
        }
        // a given name and what follows it
        if known[i].sign == Sign::Given && doc.word(i).likely_name() == Likely::Known {
            let mut end = i + 1;
            let may = |k: &Known| is_name(k.sign) || matches!(k.sign, Sign::Perhaps | Sign::ThePerhaps);
            while end < known.len()
                && known[end].clitic == 0
                && (may(&known[end]) || known[end - 1].sign == Sign::Particle && doc.kind(end) == TokenKind::Word)
            {
                end += 1;
            }
            let second = known.get(i + 1).is_some_and(|k| is_name(k.sign));
            if end > i + 1 && !matches!(known[end - 1].sign, Sign::Particle) {
                let before = i.checked_sub(1).map_or(Sign::Edge, |j| known[j].sign);
                masks[i] = if is_name(before) && known[i].clitic == 0 { BP | IP } else { BP };
                if !second {
                    masks[i] |= O;
                }
                for j in i + 1..end {
                    let sure = known[j - 1].sign == Sign::Particle
                        || is_name(known[j].sign) && (known[j].sign != Sign::Unknown || j == i + 1);
                    masks[j] = if sure { IP } else { IP | O };
                }
                i = end;
                continue;
            }
        }
        i += 1;
    }
}

/// Whether a nisba that tells of one man stands before a word, with his title or with nothing before it.
fn after_nisba(known: &[Known], i: usize) -> bool {
    let mut j = i;
    while j > 0 && j + 3 > i && matches!(known[j - 1].sign, Sign::TheDemonym | Sign::Modifier) {
        j -= 1;
    }
    if j == i || j == 0 {
        return false;
    }
    let nisba =
        known[j..i].iter().any(|k| k.sign == Sign::TheDemonym) && known[j..i].iter().all(|k| k.key.last() == key!("ي").first());
    nisba
        && matches!(
            known[j - 1].sign,
            Sign::Office
                | Sign::Profession
                | Sign::Honorific
                | Sign::Comma
                | Sign::In
                | Sign::Prep
                | Sign::Colon
                | Sign::Number
                | Sign::Verbal
        )
        && known[j].clitic == 0
}

fn is_name(sign: Sign) -> bool {
    matches!(
        sign,
        Sign::Given
            | Sign::Family
            | Sign::TheFamily
            | Sign::Unknown
            | Sign::Foreign
            | Sign::TheUnknown
            | Sign::Particle
            | Sign::KbPerson
            | Sign::KbFamily
            | Sign::KbSurname
            | Sign::KbMore
            | Sign::CityName
    )
}

/// Cities, and what stands after مدينة.
fn places(known: &[Known], i: usize, masks: &mut [Mask]) {
    let before = i.checked_sub(1).map_or(Sign::Edge, |j| known[j].sign);
    let next = known.get(i + 1).map_or(Sign::Edge, |k| k.sign);
    let placed = before == Sign::In || before == Sign::Place || known[i].clitic == rawi_text::words::BA;
    match known[i].sign {
        Sign::City | Sign::CityWord | Sign::CityName if placed && !(known[i].sign == Sign::CityWord && before != Sign::Place) => {
            masks[i] = BL;
            let mut j = i + 1;
            while known.get(j).is_some_and(|k| k.sign == Sign::CityMore) {
                masks[j] = IL;
                j += 1;
            }
        }
        Sign::City if next == Sign::CityMore || !is_name(before) && !is_name(next) => {
            masks[i] = if known[i].key.len() > 3 { BL } else { BL | O };
            let mut j = i + 1;
            while known.get(j).is_some_and(|k| k.sign == Sign::CityMore) {
                masks[j] = IL;
                j += 1;
            }
        }
        Sign::Unknown | Sign::Foreign | Sign::TheUnknown | Sign::Family | Sign::TheFamily if before == Sign::Place => {
            masks[i] = BL
        }
        _ => {}
    }
}

/// Bodies by their head noun.
fn bodies(doc: Doc<'_>, known: &[Known], i: usize, masks: &mut [Mask]) {
    if !matches!(known[i].sign, Sign::Body | Sign::Outlet) {
        return;
    }
    let head = rawi_text::words::article_off(known[i].key);
    let next = known.get(i + 1).copied().unwrap_or_default();
    if is_of(head.0, BEFORE) {
        if !head.1
            && matches!(next.sign, Sign::Unknown | Sign::Foreign | Sign::Latin | Sign::Family | Sign::Given)
            && next.clitic == 0
        {
            masks[i + 1] = BO;
            if known.get(i + 2).is_some_and(|k| matches!(k.sign, Sign::Unknown | Sign::Foreign | Sign::Family | Sign::Latin)) {
                masks[i + 2] = IO | O;
            }
        }
        return;
    }
    // البنك المركزي الأوروبي, منظمة الأمن والتعاون, بنك إيطاليا المركزي
    let mut end = i + 1;
    let mut proper = false;
    while end < known.len() && end < i + 6 && doc.kind(end) == TokenKind::Word {
        let k = known[end];
        let article = rawi_text::words::article_off(k.key).1;
        let goes_on = match k.sign {
            Sign::KbState | Sign::City if k.clitic == 0 && !head.1 => {
                proper = true;
                true
            }
            Sign::TheDemonym => {
                proper = true;
                k.clitic == 0
            }
            Sign::TheCommon | Sign::TheUnknown | Sign::Modifier | Sign::TheFamily | Sign::ThePerhaps => {
                article && (k.clitic == 0 || k.clitic != rawi_text::words::BA && end > i + 1)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    if end == i + 1 {
        return;
    }
    if proper {
        masks[i] = BO;
        masks[i + 1..end].fill(IO);
    } else {
        masks[i] = BO | O;
        masks[i + 1..end].fill(IO | O);
    }
}
