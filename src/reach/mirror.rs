//! A copy of a site on the web, to be compared with its manifest. `dossier verify URL` asks that one host, and no other.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Mutex;
use std::time::Duration;

use super::Options;
use super::client::{Client, Failure};
use crate::proof::compare::Trouble;
use crate::proof::manifest::plain;
use crate::proof::sum::Summing;
use crate::proof::{Held, Manifest};
use crate::text::address::Address;

/// How many files are asked for at once.
const AT_ONCE: usize = 4;
/// How many redirects of a host to itself are followed.
const REDIRECTS: usize = 5;
/// How long one file may take.
const TIMEOUT: Duration = Duration::from_secs(300);
/// What this host is told of who asks.
const USER_AGENT: &str = concat!("dossier/", env!("CARGO_PKG_VERSION"), " (compares a copy of a site with its manifest)");

/// A copy on the web.
pub struct Mirror {
    client: Client,
    base: Address,
}

/// What a host answered.
enum Answer {
    /// A file, at most so much of it.
    Bytes(Vec<u8>),
    /// It does not have it; the number of the answer.
    No(u16),
    /// It leads elsewhere.
    Away(String),
    /// It leads where it should.
    LedOn,
}

impl Mirror {
    /// The copy at an address.
    ///
    /// # Errors
    /// When it is no address, or the proxy is none.
    pub fn new(url: &str, proxy: Option<&str>) -> Result<Self, String> {
        let url = if url.ends_with('/') { url.to_owned() } else { format!("{url}/") };
        let base = Address::new(&url).ok_or_else(|| format!("`{}` is no address of a site", plain(&url)))?;
        let usual = Options::default();
        let options = Options { timeout: TIMEOUT, proxy: proxy.map(str::to_owned), ..usual };
        Ok(Self { client: Client::called(USER_AGENT, &options)?, base })
    }

    /// The bytes of a file, if it is there.
    ///
    /// # Errors
    /// When it is larger than it may be, the host leads elsewhere, or cannot be asked.
    pub fn bytes(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Trouble> {
        match self.ask(&encoded(path), most + 1, None).map_err(|failure| self.world(&failure))? {
            Answer::Bytes(bytes) if bytes.len() as u64 > most => Err(Trouble::Bad(format!("`{path}` at {} is too large", self.base))),
            Answer::Bytes(bytes) => Ok(Some(bytes)),
            Answer::No(403 | 404 | 410) => Ok(None),
            Answer::No(status) => Err(Trouble::World(format!("{} answers with {status}", self.base))),
            Answer::LedOn => Ok(None),
            Answer::Away(to) => Err(Trouble::Bad(format!("{} leads to {}; check that address", self.base, plain(&to)))),
        }
    }

    /// What the host has of all that the manifest names.
    ///
    /// # Errors
    /// When the host cannot be asked any more.
    pub fn held(&self, manifest: &Manifest) -> Result<BTreeMap<String, Held>, Trouble> {
        let leading: BTreeMap<&str, &str> = manifest.about.redirects.iter().map(|(path, to)| (&**path, &**to)).collect();
        let rest = Mutex::new(manifest.files.iter());
        let (held, failed) = (Mutex::new(BTreeMap::new()), Mutex::new(None));
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE {
                scope.spawn(|| {
                    // A thread that panicked leaves what it had taken; the others go on.
                    while let Some((path, listed)) = lock(&rest).next() {
                        match self.look(path, listed.size, leading.get(&**path).copied()) {
                            Ok(None) => {}
                            Ok(Some(one)) => drop(lock(&held).insert(path.clone(), one)),
                            Err(failure) => {
                                *lock(&failed) = Some(self.world(&failure));
                                lock(&rest).by_ref().for_each(drop);
                            }
                        }
                    }
                });
            }
        });
        match failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Some(trouble) => Err(trouble),
            None => Ok(held.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)),
        }
    }

    /// What the host has at a path; nothing if it has nothing.
    fn look(&self, path: &str, size: u64, to: Option<&str>) -> Result<Option<Held>, Failure> {
        // Hosts lead from `a/index.html` to `a/`, which is the address that readers see.
        let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        // What the page there would do, the host may do itself.
        let to = to.and_then(|to| self.base.join(&encoded(to.strip_suffix("index.html").unwrap_or(to))));
        let mut answer = self.ask(&encoded(folder.unwrap_or(path)), size + 1, to.as_ref())?;
        if folder.is_some() && matches!(answer, Answer::No(_)) {
            answer = self.ask(&encoded(path), size + 1, to.as_ref())?;
        }
        Ok(match answer {
            Answer::Bytes(bytes) => {
                let mut summing = Summing::default();
                summing.add(&bytes);
                let (length, sum) = summing.done();
                Some(if length > size { Held::Unfit(format!("more than {size} bytes")) } else { Held::File(length, sum) })
            }
            Answer::LedOn => Some(Held::LeadsOn),
            Answer::No(403 | 404) if is_for_host(path) => Some(Held::NotServed),
            Answer::No(404) => None,
            Answer::No(status) => Some(Held::Unfit(format!("the host answers with {status}"))),
            Answer::Away(to) => Some(Held::Unfit(format!("leads to {to}"))),
        })
    }

    fn ask(&self, path: &str, most: u64, to: Option<&Address>) -> Result<Answer, Failure> {
        let Some(mut address) = self.base.join(path) else { return Ok(Answer::No(404)) };
        for _ in 0..=REDIRECTS {
            let (answer, mut body) = self.client.open(&address)?;
            if let (300..=399, Some(location)) = (answer.status, &answer.location) {
                match address.join(location) {
                    Some(next) if Some(&next) == to => return Ok(Answer::LedOn),
                    Some(next) if next.host() == self.base.host() => address = next,
                    Some(next) => return Ok(Answer::Away(next.to_string())),
                    None => return Ok(Answer::Away(location.clone())),
                }
                continue;
            }
            // The page for addresses that do not exist is itself answered so by some hosts, and what was withdrawn is gone.
            let is_wanted = matches!(answer.status, 200 | 410) || (answer.status == 404 && path == "404.html");
            if !is_wanted {
                return Ok(Answer::No(answer.status));
            }
            let mut bytes = Vec::new();
            let read = body.as_reader().take(most).read_to_end(&mut bytes);
            return read.map(|_| Answer::Bytes(bytes)).map_err(|error| Client::broken(error, &address));
        }
        Ok(Answer::Away(address.to_string()))
    }

    fn world(&self, failure: &Failure) -> Trouble {
        Trouble::World(format!("{} {}", self.base, failure.words()))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A path as it stands in an address.
fn encoded(path: &str) -> String {
    crate::render::frame::encode_path(path)
}

/// Files that hosts read and do not pass on.
fn is_for_host(path: &str) -> bool {
    ["_headers", "_redirects", ".nojekyll", "vercel.json"].contains(&path) || path.starts_with("_host/")
}
