//! `dossier check --external`: asks the addresses outside, and says beforehand how many hosts will hear of it.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{self, Format};
use super::{Failure, day, say, today};
use crate::build::Build;
use crate::check::external::{Finding, NotAsked, report};
use crate::diag::settle;
use crate::evidence::designated::Designated;
use crate::evidence::outgoing::{Outgoing, outgoing};
use crate::evidence::register::Register;
use crate::parse::bibliography::pin_records;
use crate::reach::{self, Cache, Options, Plan, Trouble};
use crate::text::Snapshot;
use crate::yaml;

/// After how many findings they are saved, should the program be ended before it is done.
const SAVED_EVERY: usize = 25;

/// Looks at the addresses outside and adds what was found to the diagnostics.
pub fn external(args: &args::Check, root: &Path, snapshot: &Snapshot, build: &mut Build) -> Result<(), Failure> {
    let Some(dossier) = build.dossier.clone() else { return Ok(()) };
    let options = options(args)?;
    let all = outgoing(&dossier);
    let designated = Designated::of(&dossier, &Register::of(&dossier));
    let mut cache = Cache::open(root);
    cache.retain(|address| all.iter().any(|one| one.address.as_str() == address));
    let plan = reach::plan(&all, &designated, &cache, &options);
    let is_for_people = args.shown.format == Format::Human;
    if is_for_people {
        say(&beforehand(&plan, all.len(), &cache, &options))?;
    }
    let mut findings = plan.known.clone();
    findings.extend(look(&plan, &all, &designated, &options, cache)?);
    findings.sort_by_key(|(number, _)| *number);
    let mut found: Vec<_> = findings.iter().flat_map(|(number, finding)| report(&all[*number], finding)).collect();
    pin_records(&mut found, snapshot);
    yaml::pin_all(&mut found, snapshot);
    found.append(&mut build.diagnostics);
    build.diagnostics = settle(found, &dossier.config.rules, args.shown.strict);
    if is_for_people { say(&afterwards(&findings, &all)) } else { Ok(()) }
}

/// What was typed.
fn options(args: &args::Check) -> Result<Options, Failure> {
    let typed = &args.outside;
    let named = args.today.as_deref().map(|text| day("--today", text)).transpose()?;
    let seconds = |option: &str, value: f64| {
        Duration::try_from_secs_f64(value)
            .ok()
            .filter(|time| time.as_secs() <= 3600)
            .ok_or_else(|| Failure::Usage(format!("{option} takes seconds, at most an hour; `{value}` is none")))
    };
    let timeout = seconds("--timeout", typed.timeout)?;
    let usual = Options::default();
    Ok(Options {
        pause: seconds("--pause", typed.pause)?,
        hosts: usize::from(typed.hosts),
        timeout,
        connect: usual.connect.min(timeout),
        today: named.or_else(today),
        refresh: typed.refresh,
        designated: typed.designated,
        private: typed.private,
        only: typed.only_host.clone(),
        proxy: typed.proxy.clone(),
        ..usual
    })
}

/// Whom the look will ask. It stands first, since each host learns that somebody here looks at this address.
fn beforehand(plan: &Plan, all: usize, cache: &Cache, options: &Options) -> String {
    let hosts = number(plan.hosts, "host", "hosts");
    let through = options.proxy.as_ref().map_or_else(String::new, |proxy| format!(" through {proxy}"));
    let mut lines = vec![format!(
        "asking {hosts} for {} of {}{through}",
        number(plan.ask.len(), "address", "addresses"),
        number(all, "address", "addresses")
    )];
    if plan.kept > 0 {
        lines.push(format!("{} known from earlier looks; --refresh asks again", plan.kept));
    }
    for (why, count) in &plan.left {
        let what = match why {
            NotAsked::Designated => "of designated actors and documents are not asked; --designated asks them too",
            NotAsked::Onion => "of Tor are not asked",
            NotAsked::OtherHost => "of other hosts are not asked",
            NotAsked::Robots => continue,
        };
        lines.push(format!("{count} {what}"));
    }
    if cache.is_lost {
        lines.push(format!("{} could not be read and is made anew", reach::cache::FILE));
    }
    lines.join("\n")
}

/// Asks, shows a bar on a terminal, and keeps what is found.
fn look(plan: &Plan, all: &[Outgoing], designated: &Designated, options: &Options, cache: Cache) -> Result<Vec<(usize, Finding)>, Failure> {
    let bar = bar(plan.ask.len());
    let kept = Mutex::new((cache, 0_usize));
    let keep = |number: usize, finding: &Finding| {
        bar.inc(1);
        let (Some(day), Some(one)) = (options.today, all.get(number)) else { return };
        // A thread that panicked left whole findings behind.
        let mut kept = kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        kept.0.keep(one.address.as_str(), day, finding);
        kept.1 += 1;
        if kept.1.is_multiple_of(SAVED_EVERY) {
            // Should the disk not let it, the last save says so.
            let _ = kept.0.save();
        }
    };
    let found = reach::look(plan, all, designated, options, &keep);
    bar.finish_and_clear();
    let (cache, _) = kept.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let found = found.map_err(|trouble| match trouble {
        Trouble::Usage(message) => Failure::Usage(message),
        Trouble::NoNetwork(message) => Failure::Machine(anyhow::anyhow!(message)),
    })?;
    if !plan.ask.is_empty() {
        cache.save()?;
    }
    Ok(found)
}

fn bar(steps: usize) -> ProgressBar {
    let is_shown = steps > 0 && std::io::stderr().is_terminal();
    let target = if is_shown { ProgressDrawTarget::stderr_with_hz(4) } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("asking {wide_bar} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(steps as u64), target).with_style(style)
}

/// What was found, in one line, and what the servers asked not to be looked at.
fn afterwards(findings: &[(usize, Finding)], all: &[Outgoing]) -> String {
    let count = |is: fn(&Finding) -> bool| findings.iter().filter(|(_, finding)| is(finding)).count();
    let good = count(|finding| *finding == Finding::Good);
    let moved = count(|finding| matches!(finding, Finding::Moved(_) | Finding::Downgraded(_)));
    let dead = count(|finding| matches!(finding, Finding::Dead(_)));
    let unsure = count(|finding| matches!(finding, Finding::Unsure(_)));
    let mut lines = vec![format!("addresses: {good} good, {moved} moved, {dead} dead, {unsure} not to be seen")];
    let is_barred = |(_, finding): &&(usize, Finding)| *finding == Finding::NotAsked(NotAsked::Robots);
    for (number, _) in findings.iter().filter(is_barred) {
        lines.push(format!("not looked at: {} (robots.txt)", all[*number].address));
    }
    lines.join("\n")
}

fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
