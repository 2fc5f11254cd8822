//! One request, and what came of it in words. The only file that names the library for requests.

use std::io;
use std::time::{Duration, SystemTime};

use ureq::http::{Response, header};
use ureq::{Agent, Body, Error, Proxy, Timeout};

use super::Options;
use crate::check::external::Finding;
use crate::text::address::Address;

/// What servers are told of who asks. It names neither the dossier nor its writers.
pub const USER_AGENT: &str =
    concat!("dossier/", env!("CARGO_PKG_VERSION"), " (checks that links are alive; to keep it away, disallow \"dossier\" in robots.txt)");

/// How much of a `robots.txt` is read: what RFC 9309 asks for.
const MOST_ROBOTS: u64 = 512 * 1024;

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// For the head of the answer alone.
    Head,
    /// For the document, whose text is then not read.
    Get,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its number.
    pub status: u16,
    /// Where it leads.
    pub location: Option<String>,
    /// After what time one may ask again.
    pub retry_after: Option<Duration>,
}

/// Why there was no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The host has no address.
    NoHost,
    /// Names cannot be looked up.
    NoNames,
    /// The network does not lead there.
    Unreachable,
    /// It refuses connections.
    Refused,
    /// It closes the connection.
    Closed,
    /// No connection came about in time.
    NoConnection,
    /// The answer took too long.
    Slow,
    /// Its certificate does not hold, or there is no encryption; why.
    Tls(String),
    /// What it says is no HTTP.
    Garbage,
    /// The proxy, or something else.
    Other(String),
}

impl Failure {
    /// What it says of an address.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NoHost => "has a host that does not exist".to_owned(),
            Self::NoNames => "has a host that could not be looked up".to_owned(),
            Self::Unreachable => "cannot be reached from here".to_owned(),
            Self::Refused => "refuses connections".to_owned(),
            Self::Closed => "closes the connection without an answer".to_owned(),
            Self::NoConnection => "lets no connection come about in time".to_owned(),
            Self::Slow => "does not answer in time".to_owned(),
            Self::Tls(why) => format!("has an encryption that does not hold: {why}"),
            Self::Garbage => "answers with something that is no HTTP".to_owned(),
            Self::Other(why) => format!("could not be asked: {why}"),
        }
    }

    /// What it makes of an address.
    #[must_use]
    pub fn finding(&self) -> Finding {
        if *self == Self::NoHost { Finding::Dead(self.words()) } else { Finding::Unsure(self.words()) }
    }

    /// Whether this machine's network may be to blame.
    #[must_use]
    pub fn may_be_ours(&self) -> bool {
        matches!(self, Self::NoHost | Self::NoNames | Self::NoConnection | Self::Unreachable | Self::Other(_))
    }
}

/// Sends requests.
pub struct Client {
    agent: Agent,
}

impl Client {
    /// A client that checks links.
    pub fn new(options: &Options) -> Result<Self, String> {
        Self::called(USER_AGENT, options)
    }

    /// A client that keeps no cookies, sends no referrer and follows nothing by itself.
    pub fn called(name: &str, options: &Options) -> Result<Self, String> {
        let builder = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(name)
            .timeout_connect(Some(options.connect))
            .timeout_resolve(Some(options.connect))
            .timeout_global(Some(options.timeout));
        let builder = match &options.proxy {
            None => builder,
            Some(text) => {
                let proxy = Proxy::new(text).map_err(|_| format!("`{text}` is no proxy; write it as socks5h://127.0.0.1:9050"))?;
                builder.proxy(Some(proxy))
            }
        };
        Ok(Self { agent: builder.build().new_agent() })
    }

    /// Whether everything goes through a proxy, which then is who refuses.
    pub fn has_proxy(&self) -> bool {
        self.agent.config().proxy().is_some()
    }

    /// Asks for an address.
    pub fn ask(&self, method: Method, address: &Address) -> Result<Answer, Failure> {
        let asked = match method {
            Method::Head => self.agent.head(address.as_str()).call(),
            Method::Get => self.agent.get(address.as_str()).call(),
        };
        // The text of the answer is not read; letting go of it closes the connection.
        asked.map(|response| answer(&response)).map_err(|error| failure(error, address))
    }

    /// Asks for what is at an address; its bytes are still to be read.
    pub fn open(&self, address: &Address) -> Result<(Answer, Body), Failure> {
        let response = self.agent.get(address.as_str()).call().map_err(|error| failure(error, address))?;
        Ok((answer(&response), response.into_body()))
    }

    /// What it means that bytes could not be read.
    pub fn broken(error: io::Error, address: &Address) -> Failure {
        failure(Error::from(error), address)
    }

    /// Asks for the text at an address, and reads the beginning of it.
    pub fn text(&self, address: &Address) -> Result<(Answer, String), Failure> {
        let mut response = self.agent.get(address.as_str()).call().map_err(|error| failure(error, address))?;
        let answer = answer(&response);
        if answer.status != 200 {
            return Ok((answer, String::new()));
        }
        let mut bytes = Vec::new();
        let mut reader = io::Read::take(response.body_mut().as_reader(), MOST_ROBOTS);
        match io::Read::read_to_end(&mut reader, &mut bytes) {
            Ok(_) => Ok((answer, String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) => Err(failure(Error::from(error), address)),
        }
    }
}

fn answer(response: &Response<Body>) -> Answer {
    let text = |name: header::HeaderName| response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let now = text(header::DATE).and_then(|date| httpdate::parse_http_date(&date).ok());
    let retry_after = text(header::RETRY_AFTER).and_then(|after| wait(&after, now));
    Answer { status: response.status().as_u16(), location: text(header::LOCATION), retry_after }
}

/// The time that `Retry-After` asks for: seconds, or a date, which is measured by the server's own clock.
fn wait(after: &str, now: Option<SystemTime>) -> Option<Duration> {
    if let Ok(seconds) = after.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    httpdate::parse_http_date(after).ok()?.duration_since(now?).ok()
}

fn failure(error: Error, address: &Address) -> Failure {
    match error {
        Error::HostNotFound => Failure::NoHost,
        Error::Timeout(Timeout::Resolve) => Failure::NoNames,
        Error::Timeout(Timeout::Connect) => Failure::NoConnection,
        Error::Timeout(_) => Failure::Slow,
        Error::ConnectionFailed => Failure::Unreachable,
        Error::Tls(why) => Failure::Tls(why.to_owned()),
        Error::Rustls(error) => Failure::Tls(error.to_string()),
        Error::Protocol(_) | Error::Http(_) | Error::LargeResponseHeader(..) => Failure::Garbage,
        Error::Io(error) => broken(&error, address),
        other => Failure::Other(other.to_string()),
    }
}

/// What a failure of the system means. Names that cannot be looked up have no kind of their own there.
fn broken(error: &io::Error, address: &Address) -> Failure {
    use io::ErrorKind;
    let text = error.to_string();
    match error.kind() {
        ErrorKind::ConnectionRefused => Failure::Refused,
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe => Failure::Closed,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Failure::Slow,
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown | ErrorKind::AddrNotAvailable => {
            Failure::Unreachable
        }
        ErrorKind::InvalidData if address.is_secure() => Failure::Tls(text),
        ErrorKind::InvalidData => Failure::Garbage,
        _ => match error.raw_os_error() {
            // WSAHOST_NOT_FOUND and WSANO_DATA; WSATRY_AGAIN and WSANO_RECOVERY.
            Some(11001 | 11004) => Failure::NoHost,
            Some(11002 | 11003) => Failure::NoNames,
            _ if text.starts_with("failed to lookup address information") => {
                let is_sure = ["not known", "No address associated", "nodename nor servname", "Name does not resolve"];
                if is_sure.iter().any(|words| text.contains(words)) { Failure::NoHost } else { Failure::NoNames }
            }
            _ => Failure::Other(text),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_seconds_or_dates() {
        let now = httpdate::parse_http_date("Wed, 21 Oct 2015 07:28:00 GMT").expect("a date of the test");
        assert_eq!(wait(" 120 ", None), Some(Duration::from_secs(120)));
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:30 GMT", Some(now)), Some(Duration::from_secs(30)));
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:30 GMT", None), None);
        assert_eq!(wait("Wed, 21 Oct 2015 07:00:00 GMT", Some(now)), None);
        assert_eq!(wait("soon", Some(now)), None);
    }
}
