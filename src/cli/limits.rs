//! `dossier check --host NAME`: whether a host would take the finished site.

use crate::build::Build;
use crate::check::all_codes;
use crate::diag::{Diagnostic, codes, settle};
use crate::hosts::limits::{LOOKED_UP, broken, is_counted};
use crate::hosts::{PACKED_FROM, is_packed};
use crate::link::Dossier;
use crate::parse::config::{Host, Hosting, Options, SETTINGS, read_config};
use crate::proof::{MANIFEST, SIGNATURE};
use crate::render::Content;
use crate::render::page::host::table;
use crate::text::place::{FieldPath, Place};
use crate::text::{Snapshot, SourceId};
use crate::yaml;

/// Whether every byte of the site counts for a host: the one that is named, or those in the settings.
pub fn are_counted(named: Option<Host>, snapshot: &Snapshot, options: &Options) -> bool {
    let hosting = read_config(snapshot, options, &all_codes()).value.hosting;
    asked_of(named, &hosting).into_iter().any(is_counted)
}

/// The host that is named, or those in the settings.
fn asked_of(named: Option<Host>, hosting: &Hosting) -> Vec<Host> {
    named.map_or_else(|| hosting.hosts.clone(), |host| vec![host])
}

/// Adds a diagnostic for each limit that the site breaks: of the host that is named, or of those in the settings.
pub fn limits(named: Option<Host>, build: &mut Build, snapshot: &Snapshot, strict: bool) {
    let Some(dossier) = build.dossier.clone() else { return };
    let hosting = &dossier.config.hosting;
    let sizes = sizes(build, hosting.precompress);
    let files: Vec<(&str, u64)> = sizes.iter().map(|(path, size)| (&**path, *size)).collect();
    let table = table(&dossier);
    let mut found = Vec::new();
    for host in asked_of(named, hosting) {
        for broken in broken(host, &hosting.hosts, &files, &table) {
            let hint = format!("said at {}, looked up on {LOOKED_UP}; see docs/deploy.md", broken.limit.source);
            let place = broken.path.and_then(|path| owner(&dossier, snapshot, &path)).unwrap_or_else(|| settings(&dossier));
            found.push(Diagnostic::new(&codes::HOST_LIMIT, place, broken.message).hint(hint));
        }
    }
    if !found.is_empty() {
        yaml::pin_all(&mut found, snapshot);
        found.append(&mut build.diagnostics);
        build.diagnostics = settle(found, &dossier.config.rules, strict);
    }
}

/// Every file with its size, those too that are only made when the site is written. What packed files weigh is not known
/// before; it is less than what they are made of.
fn sizes(build: &Build, precompress: bool) -> Vec<(String, u64)> {
    let mut all = Vec::with_capacity(build.files.len() + 2);
    for (path, file) in &build.files {
        let size = match &file.content {
            Content::Bytes(bytes) => bytes.len() as u64,
            // One that went away since is reported by whoever writes the site.
            Content::File(path) => path.metadata().map_or(0, |about| about.len()),
        };
        if precompress && is_packed(path.as_str()) && size >= PACKED_FROM {
            all.extend([".gz", ".br"].map(|ending| (format!("{path}{ending}"), 0)));
        }
        all.push((path.to_string(), size));
    }
    all.extend([MANIFEST, SIGNATURE].map(|path| (path.to_owned(), 0)));
    all
}

/// The file of the dossier that a file of the site is.
fn owner(dossier: &Dossier, snapshot: &Snapshot, path: &str) -> Option<Place> {
    let beside_entry = dossier.files.values().find(|file| &*file.address == path).map(|file| file.asset.id.clone());
    let passed_on = || {
        Some(SourceId::new(&format!("static/{path}"))).filter(|id| snapshot.assets.contains_key(id) || snapshot.sources.contains_key(id))
    };
    beside_entry.or_else(passed_on).map(|id| Place::file(&id))
}

fn settings(dossier: &Dossier) -> Place {
    let settings = SourceId::new(SETTINGS);
    if dossier.config.hosting.hosts.is_empty() { Place::file(&settings) } else { Place::value(&settings, FieldPath::key("hosts")) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::Source;

    #[test]
    fn every_byte_counts_where_a_host_counts_them() {
        let of = |settings: &str, named: Option<Host>| {
            let settings = Source::from_bytes(SETTINGS, settings.as_bytes());
            let snapshot = Snapshot { sources: [(settings.id.clone(), Arc::new(settings))].into(), ..Snapshot::default() };
            are_counted(named, &snapshot, &Options::default())
        };
        assert!(!of("title: T\n", None));
        assert!(!of("title: T\nhosts: [netlify, nginx]\n", None));
        assert!(of("title: T\nhosts: [netlify, github]\n", None));
        assert!(of("title: T\nhosts: [cloudflare]\n", None));
        assert!(of("title: T\nhosts: [netlify]\n", Some(Host::Gitlab)));
        assert!(!of("title: T\nhosts: [github]\n", Some(Host::Netlify)));
    }
}
