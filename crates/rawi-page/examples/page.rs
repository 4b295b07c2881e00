//! Prints what is read from pages of HTML: `cargo run -p rawi-page --example page -- FILE…`

use rawi_page::html::{Hints, Limits, article};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        match article(&bytes, &Hints::default(), &Limits::default()) {
            Ok(page) => println!("== {path}\n{page:#?}"),
            Err(refused) => println!("== {path}\n{refused}"),
        }
    }
    Ok(())
}
