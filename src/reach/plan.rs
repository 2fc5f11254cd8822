//! Whom a look will ask, before it asks anybody.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cache, Options};
use crate::check::external::{Finding, NotAsked};
use crate::evidence::designated::Designated;
use crate::evidence::outgoing::Outgoing;
use crate::text::address::{Address, Realm};

/// Which addresses will be asked, and what is known of the others.
#[derive(Debug, Default)]
pub struct Plan {
    /// The numbers of the addresses that will be asked.
    pub ask: Vec<usize>,
    /// How many hosts they have.
    pub hosts: usize,
    /// What is known without asking: from an earlier look, or because it is not to be asked.
    pub known: Vec<(usize, Finding)>,
    /// How many of those are from earlier looks.
    pub kept: usize,
    /// How many are not asked, by reason.
    pub left: BTreeMap<NotAsked, usize>,
}

/// Plans a look.
#[must_use]
pub fn plan(outgoing: &[Outgoing], designated: &Designated, cache: &Cache, options: &Options) -> Plan {
    let mut plan = Plan::default();
    let mut hosts: BTreeSet<String> = BTreeSet::new();
    for (n, one) in outgoing.iter().enumerate() {
        let known = barred(&one.address, designated, options);
        if let Some(Finding::NotAsked(why)) = &known {
            *plan.left.entry(*why).or_default() += 1;
        }
        let kept = || {
            let found = cache.fresh(one.address.as_str(), options);
            found.inspect(|_| plan.kept += 1)
        };
        match known.or_else(kept) {
            Some(finding) => plan.known.push((n, finding)),
            None => {
                hosts.insert(one.address.authority());
                plan.ask.push(n);
            }
        }
    }
    plan.hosts = hosts.len();
    plan
}

/// What is to be said of an address that is not to be asked.
pub(super) fn barred(address: &Address, designated: &Designated, options: &Options) -> Option<Finding> {
    match address.realm() {
        Realm::Onion => return Some(Finding::NotAsked(NotAsked::Onion)),
        Realm::Private if !options.private => return Some(Finding::Private),
        Realm::Private | Realm::Public => {}
    }
    if options.only.as_ref().is_some_and(|host| !is_of(address, host)) {
        return Some(Finding::NotAsked(NotAsked::OtherHost));
    }
    (!options.designated && designated.find(address.as_str()).is_some()).then_some(Finding::NotAsked(NotAsked::Designated))
}

/// Whether an address is of a host, with or without `www.` or a port.
fn is_of(address: &Address, host: &str) -> bool {
    let bare = |host: &str| host.trim_start_matches("www.").to_lowercase();
    bare(address.host()) == bare(host) || address.authority() == host
}
