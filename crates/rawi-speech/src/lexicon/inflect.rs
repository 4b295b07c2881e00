//! All forms of a reporting verb, from its perfect and imperfect.

use rawi_text::Key;

/// What form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// قال
    Perfect,
    /// يقول
    Imperfect,
    /// يقل, after لم and ل
    Jussive,
    /// قيل, يقال: nobody is said to have said it
    Passive,
    /// قائلاً
    Participle,
    /// قوله
    Masdar,
}

/// Gender of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Masculine.
    M,
    /// Feminine.
    F,
    /// Either.
    Any,
}

/// Number of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// Singular (in verb-subject order a verb in the singular may have a plural subject).
    S,
    /// Dual.
    D,
    /// Plural.
    P,
    /// Any.
    Any,
}

/// One form: the word as a key, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inflected {
    /// The form.
    pub key: Key,
    /// Its mood.
    pub mood: Mood,
    /// Its gender.
    pub gender: Gender,
    /// Its number.
    pub number: Number,
}

/// The marks that play no part in the choice of a pattern.
fn bare(word: &str) -> Vec<char> {
    word.chars().filter(|c| !matches!(*c as u32, 0x064B..=0x0652 | 0x0640 | 0x0670)).collect()
}

fn text(chars: &[char]) -> String {
    chars.iter().collect()
}

/// All third-person forms of a verb. `perfect`, `imperfect` and `participle` as in `lexicon/cues.tsv`.
pub fn inflect(perfect: &str, imperfect: &str, participle: Option<&str>, masdars: &[&str]) -> Vec<Inflected> {
    use Gender::{Any as AnyG, F, M};
    use Number::{Any as AnyN, D, P, S};
    let mut out: Vec<Inflected> = Vec::with_capacity(64);
    let mut add = |word: String, mood, gender, number| {
        let form = Inflected { key: Key::of(&word), mood, gender, number };
        if !out.contains(&form) {
            out.push(form);
        }
    };

    let p = bare(perfect);
    if let Some((&last, stem)) = p.split_last() {
        let s = text(stem);
        let whole = text(&p);
        add(whole.clone(), Mood::Perfect, M, S);
        if matches!(last, 'ا' | 'ى') && p.len() > 2 {
            // دعا: دعت، دعوا، دعيا; نفى: نفت، نفوا، نفيا
            let glide = if last == 'ا' { "و" } else { "ي" };
            add(format!("{s}ت"), Mood::Perfect, F, S);
            add(format!("{s}وا"), Mood::Perfect, M, P);
            add(format!("{s}{glide}ا"), Mood::Perfect, M, D);
            add(format!("{s}تا"), Mood::Perfect, F, D);
            add(format!("{s}{glide}ن"), Mood::Perfect, F, P);
        } else {
            add(format!("{whole}ت"), Mood::Perfect, F, S);
            // also without the silent alif, as some write it: قالو
            for ending in ["وا", "و"] {
                add(format!("{}{ending}", if last == 'ي' { &s } else { &whole }), Mood::Perfect, M, P);
            }
            // of some bare triliterals it is spelt like the verbal noun: نقلا، ردا، كشفا; but أكدا, شددا
            if p.len() > 3 || p[1] == 'ا' || !masdars.is_empty() && masdars.iter().all(|m| bare(m) != p) {
                add(format!("{whole}ا"), Mood::Perfect, M, D);
            }
            add(format!("{whole}تا"), Mood::Perfect, F, D);
            // قال: قلن; أفاد: أفدن
            let short =
                if p.len() >= 3 && p[p.len() - 2] == 'ا' { text(&p[..p.len() - 2]) + &last.to_string() } else { whole.clone() };
            add(format!("{short}ن"), Mood::Perfect, F, P);
        }
        // passive of the hollow: قيل، أشير، استفيد
        if p.len() >= 3 && p[p.len() - 2] == 'ا' && bare(imperfect).get(bare(imperfect).len().wrapping_sub(2)) != Some(&'ا') {
            add(text(&p[..p.len() - 2]) + "ي" + &last.to_string(), Mood::Passive, M, S);
            add(text(&p[..p.len() - 2]) + "ي" + &last.to_string() + "ت", Mood::Passive, F, S);
        }
    }

    let i = bare(imperfect);
    if i.first() == Some(&'ي') && i.len() > 2 {
        let rest = &i[1..];
        let r = text(rest);
        let last = rest[rest.len() - 1];
        let defective = matches!(last, 'و' | 'ي' | 'ى');
        let short = text(&rest[..rest.len() - 1]);
        add(format!("ي{r}"), Mood::Imperfect, M, S);
        add(format!("ت{r}"), Mood::Imperfect, F, S);
        let plural = if defective { &short } else { &r };
        for ending in ["ون", "وا"] {
            add(format!("ي{plural}{ending}"), Mood::Imperfect, M, P);
        }
        let dual = match last {
            'ى' => format!("{short}ي"),
            _ => r.clone(),
        };
        for ending in ["ان", "ا"] {
            add(format!("ي{dual}{ending}"), Mood::Imperfect, M, D);
            add(format!("ت{dual}{ending}"), Mood::Imperfect, F, D);
        }
        let middle = rest.len().checked_sub(2).map(|m| rest[m]);
        let hollow = rest.len() >= 3 && matches!(middle, Some('و' | 'ي' | 'ا')) && p.len() >= 2 && p[p.len() - 2] == 'ا';
        let fp = if hollow { text(&rest[..rest.len() - 2]) + &last.to_string() } else { dual.clone() };
        add(format!("ي{fp}ن"), Mood::Imperfect, F, P);
        if hollow {
            add(format!("ي{fp}"), Mood::Jussive, M, S);
            add(format!("ت{fp}"), Mood::Jussive, F, S);
            let passive = text(&rest[..rest.len() - 2]) + "ا" + &last.to_string();
            if passive != r {
                add(format!("ي{passive}"), Mood::Passive, M, S);
                add(format!("ت{passive}"), Mood::Passive, F, S);
            }
        }
        if defective && !short.is_empty() {
            add(format!("ي{short}"), Mood::Jussive, M, S);
            add(format!("ت{short}"), Mood::Jussive, F, S);
            if last != 'ى' {
                add(format!("ي{short}ى"), Mood::Passive, M, S);
            }
        }
    }

    if let Some(part) = participle {
        let mut a = text(&bare(part));
        // داعٍ: داعياً، داعية
        if p.last().is_some_and(|l| matches!(l, 'ا' | 'ى')) && !a.ends_with('ي') && !a.ends_with('ى') {
            a.push('ي');
        }
        add(format!("{a}ا"), Mood::Participle, M, S);
        add(format!("{a}ة"), Mood::Participle, F, S);
        let plural = a.strip_suffix('ي').filter(|_| p.last().is_some_and(|l| matches!(l, 'ا' | 'ى'))).unwrap_or(&a);
        add(format!("{plural}ين"), Mood::Participle, M, P);
        add(format!("{a}ات"), Mood::Participle, F, P);
        add(format!("{a}تين"), Mood::Participle, F, D);
        if plural != a {
            add(format!("{a}ين"), Mood::Participle, M, D);
        }
    }

    for m in masdars {
        let m = text(&bare(m));
        // تحية: تحيته
        let joined = m.strip_suffix('ة').map_or_else(|| m.clone(), |s| format!("{s}ت"));
        add(m.clone(), Mood::Masdar, AnyG, AnyN);
        add(format!("ال{m}"), Mood::Masdar, AnyG, AnyN);
        // تلقى طلباً من
        if !m.ends_with(['ة', 'ء', 'ا', 'ى']) && !m.ends_with("ات") {
            add(format!("{m}ا"), Mood::Masdar, AnyG, AnyN);
        }
        for (suffix, gender, number) in [("ه", M, S), ("ها", F, S), ("هم", M, P), ("هما", AnyG, D), ("هن", F, P)] {
            add(format!("{joined}{suffix}"), Mood::Masdar, gender, number);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// perfect, imperfect, participle, masdar: forms that must be among those made.
    #[test]
    fn forms_are_made() {
        let table: &[(&str, &str, &str, &str, &str)] = &[
            (
                "قال",
                "يقول",
                "قائل",
                "قول",
                "قال قالت قالوا قالا قالتا قلن يقول تقول يقولون يقولوا يقولان تقولان يقلن يقل تقل قيل يقال قائلا قائلة قائلين قوله قولها القول",
            ),
            ("دعا", "يدعو", "داع", "دعوة", "دعا دعت دعوا دعتا يدعو تدعو يدعون يدع تدع داعيا داعية داعين دعوته دعوتها الدعوة"),
            ("نفى", "ينفي", "ناف", "نفي", "نفى نفت نفوا نفيا نفتا ينفي تنفي ينفون ينف نافيا نافية نفيه"),
            ("رأى", "يرى", "-", "رأي", "رأى رأت رأوا رأيا يرى ترى يرون يروا يريان ير رأيه"),
            ("أفاد", "يفيد", "مفيد", "إفادة", "أفاد أفادت أفادوا أفدن يفيد تفيد يفيدون يفد أفيد يفاد مفيدا إفادته"),
            ("حث", "يحث", "حاث", "حث", "حث حثت حثوا يحث تحث يحثون حاثا حاثة حثه"),
            ("أكد", "يؤكد", "مؤكد", "تأكيد", "اكد اكدت اكدوا أكدتا يؤكد يوكد مؤكداً مؤكدا موكدة مؤكدين تأكيده"),
            ("خشي", "يخشى", "-", "خشية", "خشي خشيت خشوا يخشى تخشى يخشون خشيته"),
        ];
        for (p, i, a, m, wanted) in table {
            let forms = inflect(p, i, Some(*a).filter(|a| *a != "-"), &[m]);
            for w in wanted.split(' ') {
                assert!(forms.iter().any(|f| f.key == Key::of(w)), "{p}: {w} is missing");
            }
        }
    }

    #[test]
    fn gender_and_number() {
        let forms = inflect("أعلن", "يعلن", Some("معلن"), &["إعلان"]);
        let has = |w: &str, mood, g, n| forms.contains(&Inflected { key: Key::of(w), mood, gender: g, number: n });
        assert!(has("أعلنت", Mood::Perfect, Gender::F, Number::S));
        assert!(has("أعلنوا", Mood::Perfect, Gender::M, Number::P));
        assert!(has("يعلنان", Mood::Imperfect, Gender::M, Number::D));
        assert!(has("معلنة", Mood::Participle, Gender::F, Number::S));
        assert!(has("إعلانها", Mood::Masdar, Gender::F, Number::S));
    }
}
