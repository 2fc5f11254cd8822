//! What earlier looks found, in a file of the dossier's folder that is no part of the site.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Map, Value, json};

use super::Options;
use crate::check::external::{Finding, NotAsked};
use crate::model::date::Day;

/// The file, from the root of the dossier.
pub const FILE: &str = ".dossier/external.json";

/// Findings with the days on which they were made.
#[derive(Debug, Default)]
pub struct Cache {
    path: Option<PathBuf>,
    found: BTreeMap<String, (Day, Finding)>,
    /// Whether there was a file that could not be read.
    pub is_lost: bool,
}

impl Cache {
    /// Reads the file of a dossier. One that cannot be read is as good as none: it is only asked again.
    #[must_use]
    pub fn open(root: &Path) -> Self {
        let path = root.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => return Self { path: Some(path), is_lost: error.kind() != io::ErrorKind::NotFound, ..Self::default() },
        };
        let found = serde_json::from_str::<Value>(&text).ok().and_then(|value| {
            let looks = value.get("found")?.as_object()?;
            Some(looks.iter().filter_map(|(address, look)| Some((address.clone(), read(look)?))).collect())
        });
        Self { path: Some(path), is_lost: found.is_none(), found: found.unwrap_or_default() }
    }

    /// What is known of an address and not too old.
    #[must_use]
    pub fn fresh(&self, address: &str, options: &Options) -> Option<Finding> {
        let (day, finding) = self.found.get(address).filter(|_| !options.refresh)?;
        let days = if *finding == Finding::Good { options.good_days } else { options.bad_days };
        let today = options.today?;
        // A look of a later day was made by a clock that was wrong.
        (*day <= today && day.plus_days(days).is_some_and(|until| today < until)).then(|| finding.clone())
    }

    /// Keeps a finding of this day. What was not asked is not kept.
    pub fn keep(&mut self, address: &str, day: Day, finding: &Finding) {
        if !matches!(finding, Finding::Private) && !matches!(finding, Finding::NotAsked(why) if *why != NotAsked::Robots) {
            self.found.insert(address.to_owned(), (day, finding.clone()));
        }
    }

    /// Lets go of addresses that the dossier does not name any more.
    pub fn retain(&mut self, is_named: impl Fn(&str) -> bool) {
        self.found.retain(|address, _| is_named(address));
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// When the disk does not let it.
    pub fn save(&self) -> anyhow::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let looks: Map<String, Value> = self.found.iter().map(|(address, look)| (address.clone(), write(look))).collect();
        let text =
            serde_json::to_string_pretty(&json!({"about": "what `dossier check --external` found; it may be deleted", "found": looks}))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
        let beside = path.with_extension("json.new");
        std::fs::write(&beside, text + "\n").with_context(|| format!("writing {}", beside.display()))?;
        std::fs::rename(&beside, path).with_context(|| format!("writing {}", path.display()))
    }
}

fn write((day, finding): &(Day, Finding)) -> Value {
    let (word, more) = match finding {
        Finding::Good => ("good", None),
        Finding::Moved(to) => ("moved", Some(to)),
        Finding::Downgraded(to) => ("downgraded", Some(to)),
        Finding::Dead(why) => ("dead", Some(why)),
        Finding::Unsure(why) => ("unsure", Some(why)),
        Finding::Private | Finding::NotAsked(_) => ("robots", None),
    };
    match more {
        None => json!([day.to_string(), word]),
        Some(more) => json!([day.to_string(), word, more]),
    }
}

fn read(look: &Value) -> Option<(Day, Finding)> {
    let day: Day = look.get(0)?.as_str()?.parse().ok()?;
    let more = || look.get(2).and_then(Value::as_str).map(str::to_owned);
    let finding = match look.get(1)?.as_str()? {
        "good" => Finding::Good,
        "moved" => Finding::Moved(more()?),
        "downgraded" => Finding::Downgraded(more()?),
        "dead" => Finding::Dead(more()?),
        "unsure" => Finding::Unsure(more()?),
        "robots" => Finding::NotAsked(NotAsked::Robots),
        _ => return None,
    };
    Some((day, finding))
}
