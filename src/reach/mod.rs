//! The outside: whether the addresses that a dossier names are still good, and what a mirror holds. The only module that asks
//! third parties for anything, and only when `dossier check --external` or `dossier verify URL` is typed.
//!
//! In: addresses, what is designated, what earlier looks found. Out: a finding for each address. It knows no entries
//! and prints nothing.
//!
//! - `plan` says beforehand whom it will ask, and what is left out and why.
//! - `hosts` keeps one queue a host: one request at a time, with a pause, a bounded number of hosts at once.
//! - `step` takes an address one request further: `robots.txt`, redirects, retries.
//! - `client` sends a request; the only file that names the library.
//! - `mirror` is a copy of a site on the web.
//! - `robots` reads `robots.txt`; `cache` keeps findings for some days.
#![expect(clippy::disallowed_methods, reason = "this is an edge: the network, the disk, the passing of time")]

pub mod cache;
mod client;
mod hosts;
mod mirror;
pub mod plan;
mod robots;
mod step;

use std::time::Duration;

use crate::check::external::Finding;
use crate::evidence::designated::Designated;
use crate::evidence::outgoing::Outgoing;
use crate::model::date::Day;

pub use cache::Cache;
pub use client::USER_AGENT;
pub use mirror::Mirror;
pub use plan::{Plan, plan};

/// How to look.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time between two requests to one host.
    pub pause: Duration,
    /// How many hosts are asked at once.
    pub hosts: usize,
    /// How long a connection may take.
    pub connect: Duration,
    /// How long an answer may take.
    pub timeout: Duration,
    /// How often an address is asked again that does not answer.
    pub retries: u32,
    /// How many redirects are followed.
    pub redirects: usize,
    /// The longest wait that a host may ask for.
    pub longest_wait: Duration,
    /// For how many days a good address is not asked again.
    pub good_days: i64,
    /// The same for one that was not good.
    pub bad_days: i64,
    /// The day of the look; without one nothing is kept.
    pub today: Option<Day>,
    /// Ask again whatever is known.
    pub refresh: bool,
    /// Ask addresses of the designated too.
    pub designated: bool,
    /// Ask addresses of this machine and its network too.
    pub private: bool,
    /// Ask this host alone.
    pub only: Option<String>,
    /// Through this proxy; else through the one that the system's variables name.
    pub proxy: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            pause: Duration::from_secs(1),
            hosts: 8,
            connect: Duration::from_secs(10),
            timeout: Duration::from_secs(20),
            retries: 2,
            redirects: 10,
            longest_wait: Duration::from_secs(60),
            good_days: 7,
            bad_days: 1,
            today: None,
            refresh: false,
            designated: false,
            private: false,
            only: None,
            proxy: None,
        }
    }
}

/// Why nothing could be said.
#[derive(Debug)]
pub enum Trouble {
    /// What was asked for makes no sense: a proxy that is none.
    Usage(String),
    /// No host at all could be reached.
    NoNetwork(String),
}

/// Looks at what a plan names. `found` hears of each finding as it comes.
///
/// # Errors
/// When the proxy is none, or when no host at all can be reached: then the addresses are not to blame.
pub fn look(
    plan: &Plan,
    outgoing: &[Outgoing],
    designated: &Designated,
    options: &Options,
    found: &(dyn Fn(usize, &Finding) + Sync),
) -> Result<Vec<(usize, Finding)>, Trouble> {
    let client = client::Client::new(options).map_err(Trouble::Usage)?;
    let jobs = plan.ask.iter().filter_map(|n| Some(step::Job::new(*n, outgoing.get(*n)?.address.clone())));
    let step = step::Stepper { client: &client, designated, options };
    hosts::ask_all(jobs.collect(), &step, found).map_err(Trouble::NoNetwork)
}
