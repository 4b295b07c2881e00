//! How fast records are found in their containers, apart from what is then made of them.
//!
//! `cargo bench --bench framing`. The yardstick is a copy of the same bytes in pieces as large as are read at a time.

use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use rawi_page::Options;

const SIZE: usize = 128 << 20;
const ROUNDS: usize = 5;

fn main() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/containers/page.html"));
    let page = page
        .expect("tests/containers/page.html")
        .replace("</head>", &format!("<script>{}</script></head>", "var a = [1, 2];\n".repeat(3000)));
    let record = |n: usize| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page.replace("<h1>", &format!("<h1>{n}: ")));
        format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{n}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len()).into_bytes()
    };
    let line = |n: usize| {
        (serde_json::json!({"url": format!("https://news.example/{n}"), "text": page}).to_string() + "\n").into_bytes()
    };
    let row = |n: usize| format!("https://news.example/{n},\"{}\"\r\n", page.replace('"', "\"\"")).into_bytes();
    let packed = |bytes: Vec<u8>| {
        let mut out = GzEncoder::new(Vec::new(), Compression::new(6));
        out.write_all(&bytes).and_then(|()| out.finish()).expect("memory takes bytes")
    };
    let many = |head: &str, one: &dyn Fn(usize) -> Vec<u8>| {
        let mut all = head.as_bytes().to_vec();
        let mut plain = 0;
        let mut n = 0;
        while plain < SIZE {
            n += 1;
            plain += page.len();
            all.extend(one(n));
        }
        (all, n)
    };
    let warc = many("", &record);
    let size = warc.0.len();
    let inputs = [
        ("WARC", warc, size),
        ("WARC.gz, a member a record", many("", &|n| packed(record(n))), size),
        ("JSONL", many("", &line), 0),
        ("CSV", many("url,text\r\n", &row), 0),
    ];
    println!("least of {ROUNDS} rounds, by turns");
    for (name, (bytes, records), unpacked) in inputs {
        let unpacked = unpacked.max(bytes.len());
        let (mut copied, mut framed) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            let start = Instant::now();
            black_box(copy(&bytes));
            copied = copied.min(start.elapsed());
            let start = Instant::now();
            assert_eq!(black_box(frame(&bytes)), records);
            framed = framed.min(start.elapsed());
        }
        let speed = |n: usize, time: Duration| n as f64 / 1e6 / time.as_secs_f64();
        println!(
            "{name:<28} {:8.0} MB/s unpacked {:8.0} MB/s as it lies {:8.0} MB/s copied",
            speed(unpacked, framed),
            speed(bytes.len(), framed),
            speed(bytes.len(), copied)
        );
    }
}

fn copy(bytes: &[u8]) -> usize {
    let (mut from, mut to, mut all) = (Cursor::new(bytes), vec![0; 256 << 10], 0);
    while let Ok(n @ 1..) = from.read(&mut to) {
        all += black_box(&to[..n]).len();
    }
    all
}

/// The pieces of a container, counted; nothing is parsed.
fn frame(bytes: &[u8]) -> usize {
    // the reader must own what it reads: the copy is part of the time, as reading a file would be
    let pieces = rawi_page::open_reader("bench", Cursor::new(bytes.to_vec()), &Options::default());
    pieces.map(|raw| raw.expect("a sound container").len().min(1)).sum()
}
