//! One answer: a file of the site as bytes with the headers that a static host sends.
//!
//! In: what is to be sent and what the request said of it. Out: an HTTP answer: whole, a part of it (`Range`), or that
//! nothing changed (`If-None-Match`). It knows no addresses.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// How much of a file on the disk is held at once.
const PIECE: usize = 128 << 10;

/// What the request says of how it wants to be answered.
pub(super) struct Asked<'a> {
    pub method: &'a Method,
    pub headers: &'a HeaderMap,
}

/// What is sent.
pub(super) struct Sent {
    pub status: StatusCode,
    /// The type of the content.
    pub kind: &'static str,
    /// The digest that stands for these bytes and no others.
    pub tag: String,
    pub body: Bytes,
}

impl Asked<'_> {
    /// An answer whose bytes are in memory.
    pub fn answer(&self, sent: &Sent) -> Response {
        let (mut answer, part) = self.head(sent.status, sent.kind, &sent.tag, sent.body.len() as u64);
        if let Some((start, end)) = part
            && self.method != Method::HEAD
        {
            // Both lie within the body, whose length is a `usize`.
            *answer.body_mut() = Body::from(sent.body.slice(start as usize..end as usize));
        }
        answer
    }

    /// An answer whose bytes are in a file. They are sent as they are read, so that a film costs no memory.
    pub async fn answer_from_file(&self, kind: &'static str, digest: &str, path: &Path) -> io::Result<Response> {
        let path = path.to_owned();
        let (file, size, changed) = in_background(move || open(&path)).await?;
        // The file may be another one than the build saw: the tag must not stand for two contents.
        let tag = format!("{digest}-{size:x}-{changed:x}");
        let (mut answer, part) = self.head(StatusCode::OK, kind, &tag, size);
        if let Some((start, end)) = part
            && self.method != Method::HEAD
        {
            *answer.body_mut() = Body::from_stream(ReceiverStream::new(pieces(file, start, end)));
        }
        Ok(answer)
    }

    /// Everything but the body, and which part of the body belongs to it.
    fn head(&self, status: StatusCode, kind: &'static str, tag: &str, size: u64) -> (Response, Option<(u64, u64)>) {
        let tag = format!("\"{tag}\"");
        let mut answer = Response::new(Body::empty());
        let headers = answer.headers_mut();
        put(headers, ETAG, &tag);
        // The next save may change everything: a browser must always ask, and mostly hears that nothing changed.
        put(headers, CACHE_CONTROL, "no-cache");
        if status == StatusCode::OK && self.knows(&tag) {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return (answer, None);
        }
        put(headers, CONTENT_TYPE, kind);
        put(headers, ACCEPT_RANGES, "bytes");
        let (status, part) = match self.range(status, &tag, size) {
            Range::Whole => (status, Some((0, size))),
            Range::Part(start, end) => {
                put(headers, CONTENT_RANGE, &format!("bytes {start}-{}/{size}", end - 1));
                (StatusCode::PARTIAL_CONTENT, Some((start, end)))
            }
            Range::Beyond => {
                put(headers, CONTENT_RANGE, &format!("bytes */{size}"));
                (StatusCode::RANGE_NOT_SATISFIABLE, None)
            }
        };
        let length = part.map_or(0, |(start, end)| end - start);
        put(headers, CONTENT_LENGTH, &length.to_string());
        *answer.status_mut() = status;
        (answer, part)
    }

    /// Whether the browser has these bytes already.
    fn knows(&self, tag: &str) -> bool {
        let all = self.headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        all.flat_map(|value| value.split(',')).any(|known| {
            let known = known.trim();
            known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
        })
    }

    fn range(&self, status: StatusCode, tag: &str, size: u64) -> Range {
        let text = |name| self.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let same = self.headers.get(IF_RANGE).is_none() || text(IF_RANGE) == Some(tag);
        match text(RANGE) {
            Some(range) if status == StatusCode::OK && same => Range::read(range, size),
            _ => Range::Whole,
        }
    }
}

/// Which part of a file is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Range {
    Whole,
    /// From this byte to before that one.
    Part(u64, u64),
    /// A part that the file does not have.
    Beyond,
}

impl Range {
    /// Reads `bytes=0-99`. Several parts at once, and what makes no sense, are answered by the whole, as the protocol
    /// allows.
    fn read(text: &str, size: u64) -> Self {
        let Some((first, last)) = text.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
            return Self::Whole;
        };
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().unwrap_or(u64::MAX));
        match (first, last) {
            ("", "") => Self::Whole,
            ("", last) => match number(last) {
                Some(0) => Self::Beyond,
                Some(_) if size == 0 => Self::Beyond,
                Some(count) => Self::Part(size.saturating_sub(count), size),
                None => Self::Whole,
            },
            (first, last) => match (number(first), if last.is_empty() { Some(u64::MAX) } else { number(last) }) {
                (Some(first), Some(last)) if first > last => Self::Whole,
                (Some(first), Some(_)) if first >= size => Self::Beyond,
                (Some(first), Some(last)) => Self::Part(first, last.saturating_add(1).min(size)),
                _ => Self::Whole,
            },
        }
    }
}

/// A short text of the server's own.
pub(super) fn plain(status: StatusCode, text: &str) -> Response {
    let mut answer = Response::new(Body::from(format!("{text}\n")));
    *answer.status_mut() = status;
    put(answer.headers_mut(), CONTENT_TYPE, "text/plain; charset=utf-8");
    put(answer.headers_mut(), CACHE_CONTROL, "no-cache");
    answer
}

/// Sets a header of our own making: they are all plain ASCII.
pub(super) fn put(headers: &mut HeaderMap, name: axum::http::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// A file, its size, and when it was changed, in nanoseconds.
fn open(path: &PathBuf) -> io::Result<(std::fs::File, u64, u128)> {
    let file = std::fs::File::open(path)?;
    let about = file.metadata()?;
    let changed = about.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    Ok((file, about.len(), changed.map_or(0, |since| since.as_nanos())))
}

/// The bytes of a file from one place to another, as the reader takes them. Who does not take them holds one open file.
fn pieces(mut file: std::fs::File, start: u64, end: u64) -> mpsc::Receiver<io::Result<Bytes>> {
    let (send, receive) = mpsc::channel(2);
    tokio::spawn(async move {
        let mut at = start;
        while at < end {
            let read = in_background(move || {
                let mut piece = vec![0; PIECE.min(usize::try_from(end - at).unwrap_or(PIECE))];
                file.seek(SeekFrom::Start(at))?;
                file.read_exact(&mut piece)?;
                Ok((file, piece))
            });
            let piece = match read.await {
                Ok((back, piece)) => {
                    file = back;
                    at += piece.len() as u64;
                    Ok(Bytes::from(piece))
                }
                Err(error) => {
                    // The file became shorter meanwhile: the browser is told that it did not get the whole.
                    let _ = send.send(Err(error)).await;
                    return;
                }
            };
            if send.send(piece).await.is_err() {
                return;
            }
        }
    });
    receive
}

/// Asks the disk without holding up other answers.
pub(super) async fn in_background<T: Send + 'static>(ask: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(ask).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// The type of a file by its ending.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match &*ending.to_ascii_lowercase() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" | "md" | "bib" => "text/plain; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "m4a" => "audio/mp4",
        // `_headers`, `CNAME`: to be read.
        "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (text, expected) in [
            ("bytes=0-4", Range::Part(0, 5)),
            ("bytes=5-", Range::Part(5, 10)),
            ("bytes=-3", Range::Part(7, 10)),
            ("bytes=-30", Range::Part(0, 10)),
            ("bytes=9-99999999999999999999", Range::Part(9, 10)),
            ("bytes=10-", Range::Beyond),
            ("bytes=-0", Range::Beyond),
            ("bytes=4-3", Range::Whole),
            ("bytes=0-1,3-4", Range::Whole),
            ("bytes=-", Range::Whole),
            ("bytes=a-b", Range::Whole),
            ("pages=1-2", Range::Whole),
        ] {
            assert_eq!(Range::read(text, 10), expected, "{text}");
        }
        assert_eq!((Range::read("bytes=0-", 0), Range::read("bytes=-1", 0)), (Range::Beyond, Range::Beyond));
    }
}
