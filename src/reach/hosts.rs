//! One queue a host: one request at a time, with a pause after each; a bounded number of hosts at once.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::client::Failure;
use super::robots::Rules;
use super::step::{Job, Step, Stepper};
use crate::check::external::{Finding, NotAsked};

/// After how many hosts that cannot be reached, and none that can, it is the network that is not there.
const LOST: usize = 5;

/// After how many addresses without an answer the others of the host are not asked.
const FAILED: usize = 3;

/// Hears of each finding as it comes.
type Hear<'a> = &'a (dyn Fn(usize, &Finding) + Sync);

#[derive(Default)]
struct Host {
    waiting: VecDeque<Job>,
    is_busy: bool,
    free_at: Option<Instant>,
    /// The rules of its origins.
    robots: BTreeMap<String, Rules>,
    /// How many addresses in a row had no answer.
    failed: usize,
    /// What to say of all further addresses.
    closed: Option<Finding>,
}

struct State {
    hosts: BTreeMap<String, Host>,
    found: Vec<(usize, Finding)>,
    /// How many addresses have no finding yet.
    open: usize,
    has_answered: bool,
    lost: usize,
    last_failure: Option<String>,
    is_over: bool,
}

/// A job that a thread has taken, with the rules of its origin where they are known.
type Taken = (String, Job, Option<Rules>);

/// Asks all addresses. Says why if no host at all could be reached.
pub fn ask_all(jobs: Vec<Job>, step: &Stepper<'_>, hear: Hear<'_>) -> Result<Vec<(usize, Finding)>, String> {
    let mut state = State {
        hosts: BTreeMap::new(),
        found: Vec::new(),
        open: jobs.len(),
        has_answered: false,
        lost: 0,
        last_failure: None,
        is_over: jobs.is_empty(),
    };
    for job in jobs {
        state.hosts.entry(job.at.authority()).or_default().waiting.push_back(job);
    }
    let asked = state.hosts.len();
    let threads = step.options.hosts.clamp(1, asked.max(1));
    let (state, changed) = (Mutex::new(state), Condvar::new());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&state, &changed, step, hear));
        }
    });
    let mut state = state.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(why) = state.last_failure.take().filter(|_| !state.has_answered && state.lost > 0) {
        return Err(format!("none of {} could be reached ({why}); is this machine on the network?", number(state.lost)));
    }
    state.found.sort_by_key(|(number, _)| *number);
    Ok(state.found)
}

fn number(hosts: usize) -> String {
    if hosts == 1 { "1 host".to_owned() } else { format!("{hosts} hosts") }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    // A thread that panicked has left a whole state: it changes only under the lock, in one go.
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn work(state: &Mutex<State>, changed: &Condvar, step: &Stepper<'_>, hear: Hear<'_>) {
    while let Some((host, job, rules)) = take(state, changed) {
        let (number, origin, path) = (job.number, job.at.origin(), job.at.path().to_owned());
        let (made, learned) = match rules {
            None => match step.robots(job) {
                Ok((job, rules)) => (Step::On(job), Some(rules)),
                Err(made) => (*made, None),
            },
            Some(rules) if !rules.allow(&path) => (Step::Done(Finding::NotAsked(NotAsked::Robots)), None),
            Some(_) => (step.ask(job), None),
        };
        let mut state = lock(state);
        let findings = settle(&mut state, &host, &origin, number, made, learned, step);
        state.is_over |= state.open == 0 || (!state.has_answered && state.lost >= LOST);
        drop(state);
        changed.notify_all();
        findings.iter().for_each(|(number, finding)| hear(*number, finding));
    }
}

/// The next address of a host that is free; waits for one. Nothing once all is over.
fn take(state: &Mutex<State>, changed: &Condvar) -> Option<Taken> {
    let mut state = lock(state);
    loop {
        if state.is_over {
            return None;
        }
        let now = Instant::now();
        let mut next: Option<Instant> = None;
        for (name, host) in &mut state.hosts {
            if host.is_busy || host.waiting.is_empty() {
                continue;
            }
            if let Some(at) = host.free_at.filter(|at| *at > now) {
                next = Some(next.map_or(at, |known| known.min(at)));
                continue;
            }
            if let Some(job) = host.waiting.pop_front() {
                host.is_busy = true;
                let rules = host.robots.get(&job.at.origin()).cloned();
                return Some((name.clone(), job, rules));
            }
        }
        let wait = next.map_or(Duration::from_secs(1), |at| at.saturating_duration_since(now));
        state = changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
    }
}

/// Takes down what came of a request; the findings it gave.
fn settle(
    state: &mut State,
    name: &str,
    origin: &str,
    number: usize,
    made: Step,
    learned: Option<Rules>,
    step: &Stepper<'_>,
) -> Vec<(usize, Finding)> {
    let options = step.options;
    let asked_nobody = matches!(made, Step::Done(Finding::NotAsked(NotAsked::Robots)));
    state.has_answered |= !matches!(made, Step::Later(..) | Step::Lost(..)) || learned.is_some();
    let mut findings = Vec::new();
    let mut moved = None;
    let host = state.hosts.entry(name.to_owned()).or_default();
    host.is_busy = false;
    let own_pause = learned.as_ref().or_else(|| host.robots.get(origin)).and_then(|rules| rules.delay);
    let pause = own_pause.map_or(options.pause, |delay| delay.clamp(options.pause, options.longest_wait));
    if !asked_nobody {
        host.free_at = Some(Instant::now() + pause);
    }
    if let Some(rules) = learned {
        host.robots.insert(origin.to_owned(), rules);
    }
    let is_failed = matches!(made, Step::Failed(..));
    host.failed = if is_failed { host.failed + 1 } else { 0 };
    match made {
        Step::Done(finding) => findings.push((number, finding)),
        Step::On(job) if job.at.authority() == name => host.waiting.push_front(job),
        Step::On(job) => moved = Some(job),
        Step::Later(job, wait) => {
            host.free_at = Some(Instant::now() + wait.max(pause));
            host.waiting.push_front(job);
        }
        Step::Failed(job, failure) if host.failed < FAILED => findings.push((number, job.blamed(&failure.finding()))),
        Step::Failed(job, failure) => close(host, &job, &failure.finding(), &mut findings),
        Step::Lost(job, failure) => {
            close(host, &job, &failure.finding(), &mut findings);
            if failure.may_be_ours() || (failure == Failure::Refused && step.client.has_proxy()) {
                state.lost += 1;
                state.last_failure = Some(failure.words());
            } else {
                // A host that refuses is there, and so is the network.
                state.has_answered = true;
            }
        }
        Step::Closed(job, finding) => close(host, &job, &finding, &mut findings),
    }
    if let Some(job) = moved {
        let next = state.hosts.entry(job.at.authority()).or_default();
        match &next.closed {
            Some(finding) => findings.push((job.number, job.blamed(finding))),
            None => next.waiting.push_back(job),
        }
    }
    state.open -= findings.len();
    state.found.extend(findings.iter().cloned());
    findings
}

/// Says the same of an address and of all others of its host.
fn close(host: &mut Host, job: &Job, finding: &Finding, findings: &mut Vec<(usize, Finding)>) {
    findings.push((job.number, job.blamed(finding)));
    findings.extend(host.waiting.drain(..).map(|job| (job.number, job.blamed(finding))));
    host.closed = Some(finding.clone());
}
