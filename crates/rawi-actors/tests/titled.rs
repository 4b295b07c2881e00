//! Names behind titles: whom they are linked to.

use rawi_actors::{Doc, Known, Reach, Registry, Tables, Words};
use rawi_text::{Scaffold, Span};

/// The id and the name of whom a text names that is one noun phrase.
fn actor(text: &str) -> (String, String) {
    actor_on(text, None)
}

/// The same in an article of a day.
fn actor_on(text: &str, day: Option<&str>) -> (String, String) {
    let scaffold = Scaffold::of(text, &[Span::new(0, text.len() as u32)]);
    let tables = Tables::built_in();
    let known = Known::of(&scaffold, tables);
    let words = Words::of(&scaffold, tables, &known);
    let doc = Doc { text, scaffold: &scaffold, tables, words: &words };
    let reach = Reach::new(scaffold.tokens.len(), &|_| false);
    let mut registry = Registry::new(doc).on(day);
    let np = doc.noun_phrase(0, &reach).unwrap_or_else(|| panic!("no phrase: {text}"));
    registry.resolve(&np);
    let all = registry.finish();
    (all[0].id.clone(), all[0].name.clone())
}

#[test]
fn titled_names_are_linked() {
    for (text, id) in [
        ("الرئيس الأميركي باراك أوباما", "person:barack-obama"),
        ("الرئيس التركي رجب طيب اردوغان", "person:recep-tayyip-erdogan"),
        ("الأمين العام للأمم المتحدة بان كي مون", "person:ban-ki-moon"),
        ("وزير خارجية الولايات المتحدة جون كيري", "person:john-kerry"),
        ("نائب الرئيس الأميركي جو بايدن", "person:joe-biden"),
        ("وزير الدفاع آشتون كارتر", "person:ashton-carter"),
        ("الولايات المتحدة", "state:us"),
        ("حركة طالبان", "group:taliban"),
        ("طالبان", "group:taliban"),
        ("وكالة رويترز", "outlet:reuters"),
    ] {
        assert_eq!(actor(text).0, id, "{text}");
    }
    assert_eq!(actor("الأمين العام للأمم المتحدة بان كي مون").1, "بان كي مون");
}

#[test]
fn whoever_belongs_to_the_named_is_not_linked() {
    for text in [
        "محامي صدام حسين",
        "المتحدث باسم الرئيس باراك أوباما",
        "مستشار الرئيس محمود عباس",
        "مدير مكتب الرئيس محمود عباس",
        "والدة الرئيس بشار الأسد",
        "السيدة باراك أوباما",
        "أنصار الرئيس محمد مرسي",
        "الرئيس باراك أوباما الصغير",
        "مدير القناة أحمد السادات",
    ] {
        assert!(!actor(text).0.starts_with("person:"), "{text}: {:?}", actor(text));
    }
}

#[test]
fn a_name_ends_where_it_ends() {
    for (text, name) in [
        // particles and tails
        ("المهندس يوسف بن علي", "يوسف بن علي"),
        ("الأستاذ أحمد عبد الله", "أحمد عبد الله"),
        ("العقيد كمال الدين", "كمال الدين"),
        ("الشيخ جاسم بن حمد آل ثاني", "جاسم بن حمد آل ثاني"),
        ("الناقد فاروق مردم بك", "فاروق مردم بك"),
        ("الخبير محمد الطيار", "محمد الطيار"),
        // a body's name, a place's
        ("مدير شركة «بلاك روك» خالد السالم", "خالد السالم"),
        ("مدير نادي شالكه توماس هيلدت", "توماس هيلدت"),
        ("وزير النقل واللوجستيك", "وزير النقل واللوجستيك"),
        ("رئيس إمارة منطقة مكة المكرمة خالد السالم", "خالد السالم"),
        ("طبيب مستشفى الملك فهد", "طبيب مستشفى الملك فهد"),
        // two offices of one person, and of two
        ("المؤرخ والفنان محمد صالح العبيدي", "محمد صالح العبيدي"),
        ("الشيخ سالم الفوزان عضو الهيئة وأستاذ الفقه", "سالم الفوزان"),
        ("رئيس فنلندا ورئيسة وزرائها", "رئيس فنلندا ورئيسة وزرائها"),
        // behind a preposition
        ("الخبير في الشأن الاقتصادي عبد الحسن الشمري", "عبد الحسن الشمري"),
        ("المدير العام للدار من الكويت الدكتور أحمد حيدر", "أحمد حيدر"),
        // what is no name
        ("الجريدة مقالها", "الجريدة"),
        ("قيادي بارز", "قيادي بارز"),
        ("الرئيس باراك أوباما أمهل", "باراك أوباما"),
    ] {
        assert_eq!(actor(text).1, name, "{text}");
    }
}

#[test]
fn offices_are_their_holders_on_a_day() {
    for (text, day, id) in [
        ("الرئيس الأميركي", Some("2010-05-06"), "person:barack-obama"),
        ("وزير الخارجية الروسي", Some("2015-05-06T10:00:00Z"), "person:sergey-lavrov"),
        ("خادم الحرمين الشريفين", Some("2010-05-06"), "person:abdullah-bin-abdulaziz"),
        ("خادم الحرمين الشريفين", Some("2019-05-06"), "person:salman-bin-abdulaziz"),
        ("الرئيس الأميركي", None, "name:الرييس-الاميركي"),
        ("الرئيس الأميركي السابق", Some("2010-05-06"), "name:الرييس-الاميركي-السابق"),
        ("مستشار الرئيس الأميركي", Some("2010-05-06"), "name:مستشار-الرييس-الاميركي"),
    ] {
        assert_eq!(actor_on(text, day).0, id, "{text}");
    }
}

#[test]
fn names_far_behind_their_titles_are_found() {
    for (text, name) in [
        ("العقيد في الاحتياط، توبي ماروك، إنّ", "توبي ماروك"),
        ("اللواء في الاحتياط لدى الجيش، عصام الكيلاني، إنّه", "عصام الكيلاني"),
        ("وزير \"الدفاع\" السابق، هاني الحداد، إن", "هاني الحداد"),
        ("المراسل العسكري في \"القناة 7\"، نير دوفال، إن", "نير دوفال"),
        ("مدير المرفأ العام بمحافظة ينبع سمير العامري إن", "سمير العامري"),
        ("المشرف على الطلاب المنتظمين في الدورة أسامة أحمد الحداد أن", "أسامة أحمد الحداد"),
        ("المتحدث الرسمي باسم البلدية الأستاذ علي بن موسى الحداد:", "علي بن موسى الحداد"),
        ("مدرب الفريق، الصربي دراغان بوفيتش، إن", "دراغان بوفيتش"),
    ] {
        assert_eq!(actor(text).1, name, "{text}");
    }
}

#[test]
fn names_of_others_are_no_names_of_titles() {
    for text in
        ["الوزير في بيان لمحمد العلي", "المدير مع محمد أحمد العلي", "الوزير في مكتبه السفير محمد العلي", "الوزير أن محمد العلي"]
    {
        assert!(!actor(text).1.contains("محمد"), "{text}: {:?}", actor(text));
    }
}
