//! A source on the web of which no copy is named.

use super::Rule;
use crate::diag::{Code, Diagnostic, Severity};
use crate::link::Dossier;
use crate::model::Entry;
use crate::text::place::{FieldPath, Place};

/// A source with an address and without a copy.
pub static SOURCE_WITHOUT_ARCHIVE: Code = Code {
    name: "source-without-archive",
    severity: Severity::Warning,
    fixed: false,
    doc: "A source has a `url` and no `archive_url`. Pages change, vanish and are blocked; what rests on one that is gone cannot be checked. An address that is itself an archive's needs none.\n\n**Mend it:** Save the page (`https://web.archive.org/save`) and write the copy's address under `archive_url:`. A dossier whose copies are kept elsewhere may `allow` this.",
};

/// Every source.
pub const RULE: Rule = Rule { name: "source_archive", codes: &[&SOURCE_WITHOUT_ARCHIVE], run };

/// Hosts whose pages are copies.
const ARCHIVES: &[&str] = &["web.archive.org", "archive.org", "archive.today", "archive.ph", "archive.is", "perma.cc", "ghostarchive.org"];

fn run(_: &Dossier, entry: &Entry) -> Vec<Diagnostic> {
    let record = &entry.summary.record;
    let Some(url) = record.text("url").filter(|_| entry.summary.kind.as_str() == "source" && !entry.summary.broken) else {
        return Vec::new();
    };
    if record.text("archive_url").is_some() || ARCHIVES.contains(&host(&url)) {
        return Vec::new();
    }
    let message = format!("the source `{}` has no archived copy", entry.summary.id);
    let place = Place::value(&entry.source, FieldPath::key("url"));
    vec![
        Diagnostic::new(&SOURCE_WITHOUT_ARCHIVE, place, message).hint("save the page in an archive and name the copy under `archive_url:`"),
    ]
}

/// The host of an address, without `www.`.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    #[test]
    fn hosts() {
        assert_eq!(super::host("https://www.perma.cc:443/x"), "perma.cc");
        assert_eq!(super::host("https://x.example?web.archive.org"), "x.example");
    }
}
