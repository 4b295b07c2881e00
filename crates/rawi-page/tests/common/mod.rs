//! What the tests of inputs share.
// Not every test file uses all of it.
#![allow(dead_code)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rawi_page::{Article, InputError, Options, open, parse};
use tempfile::TempDir;

pub const TEXT: &str = "البلدية تفتح الجسر\n\nقال رئيس بلدية النخلة إن الجسر الجديد سيفتح يوم الأحد.\n";

pub struct Dir(pub TempDir);

impl Dir {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

pub fn read_with(paths: &[PathBuf], options: &Options) -> Vec<Result<Article, InputError>> {
    open(paths, options).filter_map(|raw| raw.and_then(|raw| parse(raw, options)).transpose()).collect()
}

/// What comes of the paths, an article or a message each, without the folder's name.
pub fn read(paths: &[PathBuf], options: &Options) -> Vec<Result<Article, String>> {
    let folder = |p: &Path| format!("{}/", p.parent().unwrap().display());
    let folder = paths.first().map(|p| folder(p)).unwrap_or_default();
    read_with(paths, options).into_iter().map(|r| r.map_err(|e| e.to_string().replace(&folder, ""))).collect()
}

pub fn one(bytes: impl AsRef<[u8]>) -> Result<Article, String> {
    let dir = Dir::new();
    let mut all = read(&[dir.file("a.txt", bytes)], &Options::default());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

pub fn record(text: &str) -> String {
    serde_json::json!({ "text": text }).to_string()
}

pub fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes.as_ref()).unwrap();
    out.finish().unwrap()
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A page of an invented article; no two numbers have the same.
pub fn page(n: usize) -> String {
    let paragraph = format!(
        "<p>قال رئيس بلدية النخلة إن الجسر رقم {n} سيفتح يوم الأحد أمام السيارات، وإن العمل فيه انتهى بعد عامين من البناء.</p>"
    );
    format!(
        "<!DOCTYPE html><html lang=\"ar\"><head><meta charset=\"utf-8\"><title>الجسر رقم {n} يفتح</title></head>\
         <body><article><h1>الجسر رقم {n} يفتح</h1>{}</article></body></html>",
        paragraph.repeat(6)
    )
}

/// A record of a web archive, with the length that it has.
pub fn warc(n: usize, block: &[u8]) -> Vec<u8> {
    warc_of("response", "application/http; msgtype=response", n, &block.len().to_string(), block)
}

/// A record of any type, with any length in its head.
pub fn warc_of(kind: &str, media: &str, n: usize, length: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{n}\r\nWARC-Date: 2031-05-07T12:00:00Z\r\n\
         Content-Type: {media}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// An answer of a server.
pub fn http(fields: &str, payload: &[u8]) -> Vec<u8> {
    [b"HTTP/1.1 200 OK\r\n", fields.as_bytes(), b"\r\n\r\n", payload].concat()
}

/// A record with a page.
pub fn page_record(n: usize) -> Vec<u8> {
    warc(n, &http("Content-Type: text/html; charset=utf-8", page(n).as_bytes()))
}

/// A ZIP archive of files, packed by deflate.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in files {
        let new = archive.new_file(rawzip::path::EntryPath::verbatim(name.as_bytes()));
        let (mut entry, config) = new.compression_method(rawzip::CompressionMethod::DEFLATE).start().unwrap();
        let mut writer = config.wrap(flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::best()));
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

/// A tar archive of files.
pub fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in files {
        let mut head = [0u8; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[100..107].copy_from_slice(b"0000644");
        head[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        head[156] = b'0';
        head[257..263].copy_from_slice(b"ustar\0");
        head[148..156].fill(b' ');
        let sum: u32 = head.iter().map(|b| u32::from(*b)).sum();
        head[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        out.extend(head);
        out.extend(*bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

/// What comes of one input: of an article its place, of an error its message.
pub fn told(bytes: impl AsRef<[u8]>, options: &Options) -> Vec<String> {
    let bytes = bytes.as_ref().to_vec();
    rawi_page::open_reader("in", std::io::Cursor::new(bytes), options)
        .filter_map(|raw| raw.and_then(|raw| parse(raw, options)).transpose())
        .map(|read| read.map_or_else(|e| e.to_string(), |a| a.source.place()))
        .collect()
}
