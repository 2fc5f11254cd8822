//! Answers browsers as a static host does, for this machine only. The only file that starts a runtime.
//!
//! In: requests. Out: the files of the current [`Site`], with a script in each HTML page that reloads it; the script, its
//! style sheet, the stream of events. A page is added to here only: what `build` writes knows nothing of it.
//!
//! A path is looked up among the files of the site, in memory: there is no path that leads out of it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, HOST, LOCATION};
use axum::http::{Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use percent_encoding::percent_decode_str;
use tokio::runtime::Runtime;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::Wanted;
use super::answer::{Asked, Sent, content_type, in_background, plain, put};
use super::door::{Door, Names};
use super::site::{Current, Site};
use crate::build::{Build, dossier};
use crate::render::{Content, OutputFile, OutputPath};
use crate::text::Digest;

/// What the server has of its own lies below this, where no entry can lie.
const OWN: &str = "/_dossier/";

/// What a writer should look at next: a page that only the server has.
const DESK: &str = "/_desk/";

/// The program in the browser.
const SCRIPT: &str = include_str!("reload.js");

/// The look of what it shows over a page.
const STYLE: &str = include_str!("problems.css");

/// So often a stream on which nothing happens says that it is alive.
const ALIVE: Duration = Duration::from_secs(15);

/// So soon a browser that lost its stream asks again.
const AGAIN: Duration = Duration::from_millis(500);

/// What every answer needs.
struct Shared {
    current: Arc<Current>,
    names: Names,
    wanted: Wanted,
}

/// The runtime that answers run on.
///
/// # Errors
/// When the machine has no threads left.
pub(super) fn runtime() -> anyhow::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().context("starting the server")
}

/// From now on, Ctrl-C ends the program at once: nothing it holds has to be kept.
pub(super) fn end_at_interrupt(runtime: &Runtime) {
    runtime.spawn(async {
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(0);
        }
    });
}

/// Begins to answer.
///
/// # Errors
/// When the port cannot be waited at.
pub(super) fn open(runtime: &Runtime, door: Door, current: Arc<Current>, wanted: Wanted) -> anyhow::Result<()> {
    let shared = Arc::new(Shared { current, names: door.names, wanted });
    let app = Router::new().fallback(answer).with_state(shared);
    door.listener.set_nonblocking(true).context("opening the port")?;
    let _entered = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(door.listener).context("opening the port")?;
    // An event is small and must not wait for a second one to travel with.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    runtime.spawn(async move { axum::serve(listener, app).await });
    Ok(())
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let asked = Asked { method: request.method(), headers: request.headers() };
    let mut answer = match refuse(&shared.names, &request) {
        Some(refusal) => refusal,
        None => match path(request.uri().path()) {
            None => plain(StatusCode::BAD_REQUEST, "this is no path of a site"),
            Some(path) => match path.strip_prefix(OWN) {
                Some("events") => return events(&shared.current).into_response(),
                Some("reload.js") => own(&asked, "reload.js", SCRIPT),
                Some("problems.css") => own(&asked, "problems.css", STYLE),
                Some(_) => plain(StatusCode::NOT_FOUND, "the server has nothing of this name"),
                None if path == DESK => desk(&asked, &shared).await,
                None if DESK.strip_suffix('/') == Some(&path) => moved(DESK, None),
                None => page(&asked, &shared.current.site(), &path, request.uri().query()).await,
            },
        },
    };
    if asked.method == Method::HEAD {
        *answer.body_mut() = axum::body::Body::empty();
    }
    answer
}

/// Why a request is not answered.
fn refuse(names: &Names, request: &Request) -> Option<Response> {
    let mut hosts = request.headers().get_all(HOST).iter().map(|host| host.to_str().unwrap_or(""));
    let named = (hosts.next(), hosts.next());
    let (Some(host), None) = named else { return Some(plain(StatusCode::BAD_REQUEST, "a request names one host")) };
    let other = request.uri().authority().is_some_and(|authority| !names.hold(authority.as_str()));
    if other || !names.hold(host) {
        let text = format!("this server answers for this machine only; open {}", names.address());
        return Some(plain(StatusCode::MISDIRECTED_REQUEST, &text));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "this server only hands out: GET and HEAD");
        put(refusal.headers_mut(), ALLOW, "GET, HEAD");
        return Some(refusal);
    }
    None
}

/// A path as text; none if it could not lie in any site.
fn path(raw: &str) -> Option<String> {
    let path = percent_decode_str(raw).decode_utf8().ok()?;
    let leaves = path.split('/').any(|part| part == "." || part == "..");
    let is_sane = path.starts_with('/') && !leaves && !path.contains('\\') && !path.chars().any(char::is_control);
    is_sane.then(|| path.into_owned())
}

/// The stream on which a browser hears of changes.
fn events(current: &Current) -> impl IntoResponse {
    let event = |(revision, data): (u64, Arc<str>)| Event::default().id(revision.to_string()).retry(AGAIN).data(&*data);
    Sse::new(told(current).map(move |told| Ok::<_, Infallible>(event(told)))).keep_alive(KeepAlive::new().interval(ALIVE))
}

/// First how things are, then each change; who is slow is told of the newest only.
fn told(current: &Current) -> impl Stream<Item = (u64, Arc<str>)> + use<> {
    let mut last = None;
    WatchStream::new(current.subscribe()).map(move |site| {
        let is_next = last.is_some_and(|last| last + 1 == site.revision);
        last = Some(site.revision);
        (site.revision, Arc::clone(if is_next { &site.step } else { &site.state }))
    })
}

/// A file of the server's own.
fn own(asked: &Asked<'_>, name: &str, text: &'static str) -> Response {
    let tag = Digest::of(text.as_bytes()).short(32);
    asked.answer(&Sent { status: StatusCode::OK, kind: content_type(name), tag, body: Bytes::from_static(text.as_bytes()) })
}

/// The desk, as of the build that was last. It is made when it is asked for, and another one after each build.
async fn desk(asked: &Asked<'_>, shared: &Shared) -> Response {
    let site = shared.current.site();
    let (Some((build, snapshot)), kind, tag) = (site.last.clone(), content_type("index.html"), site.revision.to_string()) else {
        return only_problems(asked, &site);
    };
    if asked.method == Method::HEAD {
        return asked.answer(&Sent { status: StatusCode::OK, kind, tag, body: Bytes::new() });
    }
    let (options, good) = (shared.wanted.now(), site.good.clone());
    let made = in_background(move || {
        // Which reviews are due depends on the day, which no build knows: the dossier is linked once more for it.
        let dossier = Some(dossier(&snapshot, &options));
        let build = Build { dossier, diagnostics: build.diagnostics.clone(), ..Build::default() };
        let styles = good.map_or_else(Vec::new, |good| crate::desk::styles(&good));
        Ok(crate::desk::desk(&build, &snapshot, &styles))
    });
    match made.await {
        Ok(html) => {
            let body = with_script(html.as_bytes(), &script("_desk/index.html", None, &tag));
            asked.answer(&Sent { status: StatusCode::OK, kind, tag, body })
        }
        Err(error) => plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("the desk cannot be made: {error}")),
    }
}

/// What lies at a path of the site.
async fn page(asked: &Asked<'_>, site: &Site, path: &str, query: Option<&str>) -> Response {
    if site.good.is_none() {
        return only_problems(asked, site);
    }
    let found = look_up(site, path).or_else(|| site.rules.without_base(path).and_then(|path| look_up(site, path)));
    let mut answer = match found {
        Some(Found::File(file)) => send(asked, StatusCode::OK, file, None).await,
        Some(Found::Elsewhere(to)) => moved(&to, query),
        None => missing(asked, site, path).await,
    };
    site.rules.add(path, answer.headers_mut());
    answer
}

/// Leads on, with what was asked.
fn moved(to: &str, query: Option<&str>) -> Response {
    let mut answer = plain(StatusCode::MOVED_PERMANENTLY, &format!("it is at {to}"));
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    put(answer.headers_mut(), LOCATION, &format!("{to}{query}"));
    answer
}

enum Found<'s> {
    File(&'s OutputFile),
    /// At this address, ready to be sent.
    Elsewhere(String),
}

/// The file at a path, the index of a folder, or where an old address leads.
fn look_up<'s>(site: &'s Site, path: &str) -> Option<Found<'s>> {
    if let Some(to) = site.rules.leads_to(path) {
        return Some(Found::Elsewhere(to.to_owned()));
    }
    let inside = &path[1..];
    if inside.is_empty() || inside.ends_with('/') {
        return file(site, &format!("{inside}index.html")).map(Found::File);
    }
    let folder = || file(site, &format!("{inside}/index.html")).map(|_| Found::Elsewhere(format!("{}/", encode(path))));
    file(site, inside).map(Found::File).or_else(folder)
}

fn file<'s>(site: &'s Site, path: &str) -> Option<&'s OutputFile> {
    site.good.as_ref()?.files.get(&OutputPath::new(path)?).map(|file| &**file)
}

/// A path as it is written in an address.
fn encode(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, &UNSAFE).to_string()
}

const UNSAFE: percent_encoding::AsciiSet =
    percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The page that says that there is none: the nearest `404.html` upward.
async fn missing(asked: &Asked<'_>, site: &Site, path: &str) -> Response {
    let folders = path.match_indices('/').rev().map(|(at, _)| &path[1..=at]);
    let mut nearest = folders.filter_map(|folder| file(site, &format!("{folder}404.html")));
    match nearest.next() {
        Some(file) => send(asked, StatusCode::NOT_FOUND, file, Some(path)).await,
        None => plain(StatusCode::NOT_FOUND, "there is no such page"),
    }
}

/// A file of the site, with the script if it is a page.
async fn send(asked: &Asked<'_>, status: StatusCode, file: &OutputFile, missed: Option<&str>) -> Response {
    let (kind, tag) = (content_type(file.path.as_str()), file.digest.short(32));
    let is_page = kind.starts_with("text/html");
    let body = match &file.content {
        Content::Bytes(bytes) => Bytes::from_owner(Arc::clone(bytes)),
        Content::File(from) if is_page => {
            let from = from.clone();
            match in_background(move || std::fs::read(from)).await {
                Ok(bytes) => Bytes::from(bytes),
                Err(_) => return gone(),
            }
        }
        Content::File(from) => return asked.answer_from_file(kind, &tag, from).await.unwrap_or_else(|_| gone()),
    };
    let body = if is_page { with_script(&body, &script(file.path.as_str(), missed, &tag)) } else { body };
    asked.answer(&Sent { status, kind, tag, body })
}

/// A file that is on the disk no more: the next build knows.
fn gone() -> Response {
    plain(StatusCode::NOT_FOUND, "this file has just been removed")
}

/// The page where there is no site yet: what is wrong, and nothing else.
fn only_problems(asked: &Asked<'_>, site: &Site) -> Response {
    let (summary, html) = site.problems.as_ref().map_or(("", ""), |problems| (&*problems.summary, &*problems.html));
    let script = script("", None, "none");
    let text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{summary}</title>\n<link rel=\"stylesheet\" \
         href=\"{OWN}problems.css\">\n</head>\n<body class=\"whole\">\n<main>\n<h1>There is no site to show yet</h1>\n<p \
         class=\"state\">It comes by itself when this is mended.</p>\n<div id=\"dossier:problems\">\n<h2>{summary}</h2>\n{html}</div>\n\
         </main>\n{script}</body>\n</html>\n"
    );
    let kind = content_type("index.html");
    asked.answer(&Sent { status: StatusCode::SERVICE_UNAVAILABLE, kind, tag: "none".to_owned(), body: Bytes::from(text) })
}

/// The script, told which file of the site it stands in, at which path a file is missing, and the tag of the page.
fn script(file: &str, missed: Option<&str>, tag: &str) -> String {
    let missed = missed.map_or_else(String::new, |path| format!(" data-missed=\"{}\"", encode(&path[1..])));
    // The desk is told of in no list of files: its script asks each time.
    let ask = if file.starts_with("_desk/") { " data-ask" } else { "" };
    format!("<script src=\"{OWN}reload.js\" data-file=\"{}\"{missed}{ask} data-tag=\"{tag}\" defer></script>\n", encode(file))
}

/// A page with the script at the end of its body.
fn with_script(page: &[u8], script: &str) -> Bytes {
    let at = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let mut bytes = Vec::with_capacity(page.len() + script.len());
    bytes.extend_from_slice(&page[..at]);
    bytes.extend_from_slice(script.as_bytes());
    bytes.extend_from_slice(&page[at..]);
    Bytes::from(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_could_lie_in_a_site() {
        assert_eq!(path("/a%20b/%D0%B6.html").as_deref(), Some("/a b/ж.html"));
        for bad in ["", "a", "/..", "/a/../b", "/%2e%2e/a", "/..%2fa", "/a%5cb", "/a%00", "/a%0ab", "/%ff"] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let with = |page: &str| String::from_utf8(with_script(page.as_bytes(), "<s>").to_vec()).expect("text");
        assert_eq!(with("<body></body>x</body></html>"), "<body></body>x<s></body></html>");
        assert_eq!(with("<p>no body"), "<p>no body<s>");
        assert_eq!(
            script("a b/\"<.html", None, "t"),
            "<script src=\"/_dossier/reload.js\" data-file=\"a%20b/%22%3C.html\" data-tag=\"t\" defer></script>\n"
        );
    }

    #[test]
    fn who_never_reads_keeps_nothing_alive() {
        let current = Current::new();
        current.hold(&anyhow::anyhow!("the first"));
        let mut deaf = told(&current);
        let mut awake = told(&current);
        let runtime = runtime().expect("a runtime");
        let read = |stream: &mut (dyn Stream<Item = (u64, Arc<str>)> + Unpin)| {
            let (_, data) = runtime.block_on(stream.next()).expect("an event");
            serde_json::from_str::<serde_json::Value>(&data).expect("JSON")
        };
        assert!(read(&mut awake)["changed"].is_null(), "the state comes first");
        let first = Arc::downgrade(&current.site());
        for n in 0..1000 {
            current.hold(&anyhow::anyhow!("number {n}"));
            if n == 0 {
                assert!(read(&mut awake)["changed"].is_array(), "then each step");
            }
        }
        assert!(first.upgrade().is_none(), "the site of that moment is gone");
        for stream in [&mut deaf, &mut awake] {
            let event = read(stream);
            assert!(
                event["changed"].is_null() && event["problems"]["html"].as_str().is_some_and(|html| html.contains("number 999")),
                "{event}"
            );
        }
    }
}
