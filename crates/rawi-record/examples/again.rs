//! tmp
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let t = std::time::Instant::now();
    let r = rawi_record::Record::open(std::path::Path::new(&path)).unwrap();
    println!("{}", r.reindex().unwrap());
    eprintln!("{:?}", t.elapsed());
}
