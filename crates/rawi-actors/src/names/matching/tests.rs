use super::*;

#[test]
fn a_part_alone_decides_nothing() {
    for (a, b) in [("لافروف", "سيرغي لافروف"), ("محمد", "محمد"), ("J. Kerry", "جون كيري")] {
        assert_ne!(same_name(a, b).verdict, Verdict::Same, "{a} {b}");
    }
}
#[test]
fn debug() {
    let Ok(pairs) = std::env::var("PAIRS") else { return };
    let rules = Rules::built_in();
    for pair in pairs.split(';') {
        let (a, b) = pair.split_once('|').unwrap();
        let (x, y) = (Parts::of(a), Parts::of(b));
        for p in x.0.iter().chain(&y.0) {
            println!(
                "{} {:?} count {} native {} latin {} article {} bin {}",
                std::str::from_utf8(p.sounds.as_slice()).unwrap(),
                p.light,
                p.count,
                p.native,
                p.latin,
                p.article,
                p.bin
            );
        }
        for p in &x.0 {
            println!("{:?}", y.0.iter().map(|q| part_cost(p, q, rules)).collect::<Vec<_>>());
        }
        println!("{:?}", compare(&x, &y));
    }
}
#[test]
fn debug_kb() {
    let Ok(mode) = std::env::var("KBDEBUG") else { return };
    let rows: Vec<(String, Vec<String>, String)> = include_str!("../../../../../kb/people.tsv")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(|l| {
            let c: Vec<&str> = l.split('\t').collect();
            (c[2].to_owned(), c[3].split('|').filter(|a| a.contains(' ')).map(str::to_owned).collect(), c[5].to_owned())
        })
        .collect();
    if mode == "same" {
        let (mut n, mut ok) = (0, 0);
        for (name, aliases, english) in &rows {
            for other in aliases.iter().chain([english]).filter(|o| o.contains(' ') && name.contains(' ')) {
                n += 1;
                let l = same_name(name, other);
                if l.verdict == Verdict::Same { ok += 1 } else { println!("MISS {name} | {other} {l:?}") }
            }
        }
        println!("{ok} of {n}");
    } else {
        let mut n = 0;
        for (i, x) in rows.iter().enumerate() {
            for y in &rows[..i] {
                for (a, b) in [(&x.0, &y.0), (&x.0, &y.2), (&x.2, &y.2)] {
                    n += 1;
                    let l = same_name(a, b);
                    if l.verdict == Verdict::Same {
                        println!("FALSE {a} | {b} {l:?}")
                    }
                }
            }
        }
        println!("of {n}");
    }
}
