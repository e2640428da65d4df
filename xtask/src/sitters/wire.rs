//! What candidates send and receive: one connection each, kept alive.

use std::net::SocketAddr;

use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The kind of a plain form.
pub const FORM: &str = "application/x-www-form-urlencoded";
/// What islands send.
pub const JSON: &str = "application/json";

/// One connection and the last answer on it.
pub struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
    body: usize,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: Vec::with_capacity(64 * 1024), body: 0 })
    }

    /// Sends a request and takes the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<()> {
        self.send(request).await?;
        self.receive().await
    }

    /// Sends a request; whoever does not wait for the answer goes away.
    pub async fn send(&mut self, request: &[u8]) -> Result<()> {
        Ok(self.stream.write_all(request).await?)
    }

    async fn receive(&mut self) -> Result<()> {
        self.answer.clear();
        let mut seen = 0;
        loop {
            ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the server closed the connection");
            let from = usize::saturating_sub(seen, 3);
            if let Some(found) = self.answer[from..].windows(4).position(|four| four == b"\r\n\r\n") {
                self.body = from + found + 4;
                break;
            }
            seen = self.answer.len();
        }
        match self.header("content-length").map(str::parse::<usize>).transpose()? {
            Some(length) => {
                while self.answer.len() < self.body + length {
                    ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the answer is cut off");
                }
            }
            // Without a length the answer comes in chunks, and an empty one ends it.
            None => {
                while !self.answer.ends_with(b"\r\n0\r\n\r\n") {
                    ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the answer is cut off");
                }
            }
        }
        Ok(())
    }

    pub fn status(&self) -> u16 {
        self.head().get(9..12).and_then(|status| status.parse().ok()).unwrap_or_default()
    }

    pub fn body(&self) -> &[u8] {
        &self.answer[self.body..]
    }

    /// The first header of a name, which is in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head().lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.head().lines().filter_map(move |line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    fn head(&self) -> &str {
        std::str::from_utf8(&self.answer[..self.body]).unwrap_or_default()
    }
}

/// A request for a page.
pub fn get(path: &str, cookie: &str, coding: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: clausewise\r\naccept: text/html\r\naccept-encoding: {coding}\r\ncookie: {cookie}\r\n\r\n")
        .into_bytes()
}

/// Appends a request that changes something, as our own pages send it.
pub fn post(request: &mut Vec<u8>, path: &str, cookie: &str, kind: &str, body: &str) {
    use std::io::Write;

    let length = body.len();
    write!(
        request,
        "POST {path} HTTP/1.1\r\nhost: clausewise\r\naccept: {kind}\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n\
         content-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .expect("a vector takes every byte");
}
