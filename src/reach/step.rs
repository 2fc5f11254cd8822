//! An address, one request further: `robots.txt`, redirects, retries, and the finding at the end.

use std::time::Duration;

use super::Options;
use super::client::{Answer, Client, Failure, Method};
use super::plan::barred;
use super::robots::Rules;
use crate::check::external::{Finding, NotAsked};
use crate::evidence::designated::Designated;
use crate::text::address::Address;

/// How many redirects of a `robots.txt` are followed.
const ROBOTS_REDIRECTS: usize = 5;

/// An address that is being looked at.
#[derive(Debug)]
pub struct Job {
    /// Its number.
    pub number: usize,
    /// The address of the next request.
    pub at: Address,
    /// The addresses that led there, the first of them the dossier's own.
    came_by: Vec<Address>,
    /// The last address to which nothing but permanent redirects led.
    permanent: usize,
    /// How often the next request failed.
    failed: u32,
    method: Method,
}

/// What came of a request.
pub enum Step {
    /// The address is seen.
    Done(Finding),
    /// Another request, here or at another host; nothing to wait for but the usual pause.
    On(Job),
    /// The same request once more, after a time.
    Later(Job, Duration),
    /// No answer, however often it was asked.
    Failed(Job, Failure),
    /// The same, and no other address of the host will do better.
    Lost(Job, Failure),
    /// The host wants to be left alone for long: what to say of each of its addresses.
    Closed(Job, Finding),
}

/// What a step asks with.
pub struct Stepper<'a> {
    /// Sends the requests.
    pub client: &'a Client,
    /// Where redirects must not lead.
    pub designated: &'a Designated,
    /// How to look.
    pub options: &'a Options,
}

impl Job {
    /// An address nobody has asked yet.
    #[must_use]
    pub fn new(number: usize, at: Address) -> Self {
        Self { number, at, came_by: Vec::new(), permanent: 0, failed: 0, method: Method::Head }
    }

    /// What to say of it if this is what the address says to which it led.
    #[must_use]
    pub fn blame(&self, why: &str) -> String {
        if self.came_by.is_empty() { why.to_owned() } else { format!("leads to `{}`, which {why}", self.at) }
    }

    /// The same of a finding.
    #[must_use]
    pub fn blamed(&self, finding: &Finding) -> Finding {
        match finding {
            Finding::Dead(why) => Finding::Dead(self.blame(why)),
            Finding::Unsure(why) => Finding::Unsure(self.blame(why)),
            other => other.clone(),
        }
    }
}

impl Stepper<'_> {
    /// Reads the rules of an address's origin; or what to do instead.
    pub fn robots(&self, job: Job) -> Result<(Job, Rules), Box<Step>> {
        let mut at = job.at.join("/robots.txt").unwrap_or_else(|| job.at.clone());
        for _ in 0..=ROBOTS_REDIRECTS {
            let (answer, text) = match self.client.text(&at) {
                Ok(read) => read,
                // What does not even say this will not say more.
                Err(failure) => return Err(Box::new(self.failed(job, failure, true))),
            };
            match answer.status {
                200 => return Ok((job, Rules::read(&text))),
                301..=308 => match answer.location.and_then(|location| at.join(&location)).filter(|next| next.host() == job.at.host()) {
                    Some(next) => at = next,
                    // Another host has rules of its own, which count when a redirect leads there.
                    None => return Ok((job, Rules::default())),
                },
                429 | 503 => return Err(Box::new(self.busy(job, &answer))),
                500..=599 => return Err(Box::new(Step::Closed(job, Finding::NotAsked(NotAsked::Robots)))),
                _ => return Ok((job, Rules::default())),
            }
        }
        Ok((job, Rules::default()))
    }

    /// Asks for an address.
    pub fn ask(&self, mut job: Job) -> Step {
        let answer = match self.client.ask(job.method, &job.at) {
            Ok(answer) => answer,
            Err(failure) => return self.failed(job, failure, false),
        };
        match answer.status {
            301 | 302 | 303 | 307 | 308 => self.redirected(job, &answer),
            200..=399 => Step::Done(self.seen(&job)),
            429 | 503 => self.busy(job, &answer),
            404 | 410 if job.method == Method::Get => Step::Done(Finding::Dead(job.blame(&answers(answer.status)))),
            410 => Step::Done(Finding::Dead(job.blame(&answers(410)))),
            // Some servers refuse to give the head alone, or know nothing of it.
            400..=599 if job.method == Method::Head => {
                job.method = Method::Get;
                Step::On(job)
            }
            500 | 502 | 504 if job.failed < self.options.retries => self.again(job),
            status => Step::Done(Finding::Unsure(job.blame(&answers(status)))),
        }
    }

    fn redirected(&self, mut job: Job, answer: &Answer) -> Step {
        let Some(next) = answer.location.as_ref().and_then(|location| job.at.join(location)) else {
            let why = answer.location.as_ref().map_or_else(
                || "answers with a redirect that leads nowhere".to_owned(),
                |location| format!("leads to `{}`, which is no address", crate::kind::decode::written(location)),
            );
            return Step::Done(Finding::Unsure(job.blame(&why)));
        };
        if next == job.at || job.came_by.contains(&next) {
            return Step::Done(Finding::Unsure(format!("leads round in a circle: `{}` leads back to `{next}`", job.at)));
        }
        if job.came_by.len() >= self.options.redirects {
            return Step::Done(Finding::Unsure(format!("leads on more than {} times", self.options.redirects)));
        }
        match barred(&next, self.designated, &Options { only: None, ..self.options.clone() }) {
            Some(Finding::Private) => {
                return Step::Done(Finding::Unsure(format!("leads to `{next}`, an address of this machine or its network")));
            }
            Some(barred) => return Step::Done(barred),
            None => {}
        }
        let is_permanent = matches!(answer.status, 301 | 308);
        if is_permanent && job.permanent == job.came_by.len() {
            job.permanent += 1;
        }
        job.came_by.push(std::mem::replace(&mut job.at, next));
        job.method = Method::Head;
        job.failed = 0;
        Step::On(job)
    }

    /// What is to be said of an address whose document is there.
    fn seen(&self, job: &Job) -> Finding {
        let first = job.came_by.first().unwrap_or(&job.at);
        if first.is_secure() && !job.at.is_secure() {
            return Finding::Downgraded(job.at.to_string());
        }
        match job.permanent {
            0 => Finding::Good,
            n => Finding::Moved(job.came_by.get(n).unwrap_or(&job.at).to_string()),
        }
    }

    /// The host has too much to do: it says how long, or the pause grows.
    fn busy(&self, job: Job, answer: &Answer) -> Step {
        let wait = answer.retry_after.unwrap_or_else(|| self.growing(job.failed));
        if wait > self.options.longest_wait {
            let why = format!("{} and wants to be left alone for {} seconds", answers(answer.status), wait.as_secs());
            return Step::Closed(job, Finding::Unsure(why));
        }
        if job.failed >= self.options.retries {
            return Step::Closed(job, Finding::Unsure(format!("{} every time", answers(answer.status))));
        }
        Step::Later(Job { failed: job.failed + 1, ..job }, wait)
    }

    fn failed(&self, job: Job, failure: Failure, is_whole_host: bool) -> Step {
        if job.failed < self.options.retries && !matches!(failure, Failure::Tls(_) | Failure::Garbage) {
            return self.again(job);
        }
        // A slow or a strange answer says something of one address; the rest something of the host.
        let is_of_one = matches!(failure, Failure::Slow | Failure::Closed | Failure::Garbage);
        if is_of_one && !is_whole_host { Step::Failed(job, failure) } else { Step::Lost(job, failure) }
    }

    fn again(&self, job: Job) -> Step {
        let wait = self.growing(job.failed);
        Step::Later(Job { failed: job.failed + 1, ..job }, wait)
    }

    fn growing(&self, failed: u32) -> Duration {
        self.options.pause.saturating_mul(2_u32.saturating_pow(failed + 1)).min(self.options.longest_wait)
    }
}

/// An answer's number and what it means.
fn answers(status: u16) -> String {
    let meaning = match status {
        401 | 407 => "a password is asked for",
        403 => "forbidden; some servers let no programs in",
        404 => "not found",
        410 => "gone",
        429 => "too many requests",
        451 => "withheld for legal reasons",
        500..=599 => "the server fails",
        _ => return format!("answers {status}"),
    };
    format!("answers {status} ({meaning})")
}
