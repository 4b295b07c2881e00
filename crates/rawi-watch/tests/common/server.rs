//! A server inside a test, which answers as badly as it is told to.
#![allow(missing_docs, dead_code)]

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub at: Instant,
}

pub struct Server {
    pub host: &'static str,
    pub port: u16,
    pub asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Answers each request by `answer`, which writes whatever it likes.
    pub fn new(answer: impl Fn(&Asked, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self::at("127.0.0.1", answer)
    }

    /// The same at another address of this machine, which is another host.
    pub fn at(host: &'static str, answer: impl Fn(&Asked, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((host, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (answer, asked) = (Arc::new(answer), Arc::new(Mutex::new(Vec::new())));
        let all = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, all) = (answer.clone(), all.clone());
                thread::spawn(move || -> io::Result<()> {
                    let mut stream = stream?;
                    let mut lines = BufReader::new(stream.try_clone()?).lines();
                    let first = lines.next().unwrap_or(Ok(String::new()))?;
                    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                    let mut headers = BTreeMap::new();
                    for line in lines {
                        let line = line?;
                        let Some((name, value)) = line.split_once(':') else { break };
                        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
                    }
                    let asked = Asked { path, headers, at: Instant::now() };
                    all.lock().unwrap().push(asked.clone());
                    answer(&asked, &mut stream)
                });
            }
        });
        Self { host, port, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}:{}{path}", self.host, self.port)
    }

    /// The paths that were asked for.
    pub fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|a| a.path.clone()).collect()
    }
}

/// An answer with a body and its right length.
pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut all =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len()).into_bytes();
    all.extend(body);
    all
}

pub fn send(stream: &mut TcpStream, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    stream.write_all(bytes.as_ref())
}
