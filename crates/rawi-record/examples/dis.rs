//! tmp
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let r = rawi_record::Record::open_read(std::path::Path::new(&path)).unwrap();
    let t = std::time::Instant::now();
    let found = r.disputes(None, None).unwrap();
    eprintln!("{:?}", t.elapsed());
    for d in found {
        println!(
            "{:?}\t{}\t{}\t{}\t{}",
            d.kind,
            d.confidence,
            d.one,
            d.other,
            d.figures.map(|(a, b)| format!("{a} / {b}")).unwrap_or_default()
        );
    }
}
