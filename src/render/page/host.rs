//! What hosts read: the table of redirects and headers of a dossier, in the form of each host that the settings name.

use super::{Page, PageType, Plan};
use crate::hosts::{self, Table};
use crate::link::Dossier;
use crate::render::Press;
use crate::render::frame::{POLICY, encode_path};

/// The files for hosts.
pub const PAGE: PageType = PageType { name: "host", templates: &[], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let config = &press.dossier.config;
    hosts::names(&config.hosting.hosts).into_iter().filter_map(|name| Plan::new(name, config.main(), name)).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    let files = hosts::files(&press.dossier.config.hosting.hosts, &table(press.dossier));
    Page::Text(files.into_iter().find(|(name, _)| *name == &*plan.subject).map(|(_, text)| text).unwrap_or_default())
}

/// The one table of redirects and headers of a dossier. Hashed files never change; pages are asked for anew each time.
#[must_use]
pub fn table(dossier: &Dossier) -> Table {
    let config = &dossier.config;
    let base = config.base_path();
    let at = |path: &str| format!("{base}{}", encode_path(path.strip_suffix("index.html").unwrap_or(path)));
    let routes = &dossier.graph.routes;
    let mut redirects: Vec<(String, String)> = routes.leading().iter().map(|(old, to)| (at(old), at(to))).collect();
    redirects.sort();
    let folders = config.languages.iter().map(|lang| crate::link::route::folder(config, lang));
    let mut withdrawn: Vec<String> = folders
        .flat_map(|folder| routes.withdrawn.keys().map(move |path| format!("{folder}{path}")).collect::<Vec<_>>())
        .map(|path| at(&path))
        .collect();
    withdrawn.sort();
    let mut table = Table { base: base.to_owned(), redirects, withdrawn, precompressed: config.hosting.precompress, ..Table::default() };
    for (name, value) in [
        ("Content-Security-Policy", &*format!("{POLICY}; frame-ancestors 'none'")),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ] {
        table.set("/*", name, value);
    }
    table.set("/assets/*", "Cache-Control", "public, max-age=31536000, immutable");
    for header in &config.hosting.headers {
        table.set(&header.path, &header.name, &header.value);
    }
    table
}
