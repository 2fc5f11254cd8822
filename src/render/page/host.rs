//! What hosts read: `_headers`, `_redirects` (Netlify, Cloudflare Pages), `.nojekyll` (GitHub Pages).

use super::{Page, PageType, Plan};
use crate::render::Press;
use crate::render::frame::{POLICY, encode_path};

/// The files for hosts.
pub const PAGE: PageType = PageType { name: "host", templates: &[], plan, make };

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let lang = press.dossier.config.main();
    ["_headers", "_redirects", ".nojekyll"].iter().filter_map(|name| Plan::new(name, lang, name)).collect()
}

fn make(press: &Press<'_>, plan: &Plan) -> Page {
    Page::Text(match &*plan.subject {
        "_headers" => headers(),
        "_redirects" => redirects(press),
        _ => String::new(),
    })
}

/// Headers for all files. Hashed files never change; pages are asked for anew each time.
fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  Referrer-Policy: no-referrer\n  X-Content-Type-Options: nosniff\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=()\n  Cross-Origin-Opener-Policy: same-origin\n\n\
         /assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}

fn redirects(press: &Press<'_>) -> String {
    let base = press.dossier.config.base_path();
    let mut lines = String::new();
    for (old, lang, id) in &press.dossier.graph.routes.old_addresses() {
        if let Some(to) = press.refs.get(id, lang) {
            let from = old.strip_suffix("index.html").unwrap_or(old);
            let to = to.address.strip_suffix("index.html").unwrap_or(&to.address);
            lines += &format!("{base}{} {base}{} 301\n", encode_path(from), encode_path(to));
        }
    }
    lines
}
