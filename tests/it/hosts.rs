//! Hosts, with the program itself: what is written for each, what is packed beforehand, and limits.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use dossier::hosts::limits::{LIMITS, LOOKED_UP};
use dossier::parse::config::Host;

use super::cli::{dossier, err, out, started};

fn append(root: &Path, settings: &str) {
    let path = root.join("dossier.yaml");
    let text = std::fs::read_to_string(&path).expect("the settings") + settings;
    std::fs::write(path, text).expect("the settings");
}

fn site(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("listed").into_path());
    let name = |path: &Path| path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
    all.filter(|path| path.is_file()).map(|path| (name(&path), std::fs::read(&path).expect("a file"))).collect()
}

#[test]
fn each_host_gets_its_files() {
    let folder = started();
    let root = folder.path().join("d");
    let always = ["_headers", "_redirects", ".nojekyll"];
    for (hosts, more) in [
        ("", &[][..]),
        ("netlify, cloudflare, github, gitlab, ipfs", &[]),
        ("vercel", &["vercel.json"]),
        ("nginx", &["_host/nginx.conf"]),
        ("caddy", &["_host/Caddyfile"]),
        ("s3", &["_host/s3-website.json"]),
        ("onion", &["_host/nginx.conf", "_host/torrc"]),
    ] {
        let text = std::fs::read_to_string(root.join("dossier.yaml")).expect("the settings");
        let others: String = text.lines().filter(|line| !line.starts_with("hosts:")).map(|line| format!("{line}\n")).collect();
        std::fs::write(root.join("dossier.yaml"), format!("{others}hosts: [{hosts}]\n")).expect("the settings");
        let built = dossier(&root, &["build"]);
        assert_eq!(built.status.code(), Some(0), "{hosts}: {}", err(&built));
        let site = site(&root.join("public"));
        let written: Vec<&str> = site
            .keys()
            .map(String::as_str)
            .filter(|path| path.starts_with("_host/") || *path == "vercel.json" || always.contains(path))
            .collect();
        let mut expected: Vec<&str> = always.iter().chain(more).copied().collect();
        expected.sort_unstable();
        assert_eq!(written, expected, "{hosts}");
        let has_fallback = String::from_utf8_lossy(&site["_redirects"]).contains("/* /404.html 404");
        assert_eq!(has_fallback, hosts.contains("ipfs"), "{hosts}");
    }
}

#[test]
fn packed_files_are_the_files_and_the_same_each_time() {
    let folder = started();
    let root = folder.path().join("d");
    append(&root, "precompress: true\n");
    let build = |out: &str| {
        let built = dossier(&root, &["build", "--out", out]);
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        site(&folder.path().join(out.trim_start_matches("../")))
    };
    let (one, other) = (build("../one"), build("../other"));
    assert_eq!(one, other);
    let manifest = String::from_utf8_lossy(&one[".well-known/dossier-manifest.json"]).into_owned();
    let mut packed = 0;
    for (path, bytes) in &one {
        let Some(of) = path.strip_suffix(".gz") else { continue };
        packed += 1;
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).expect("it can be unpacked");
        assert_eq!(unpacked, one[of], "{path}");
        assert_eq!(bytes[4..8], [0; 4], "{path} holds a time");
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(&one[&format!("{of}.br")][..], 4096).read_to_end(&mut unpacked).expect("it can be unpacked");
        assert_eq!(unpacked, one[of], "{of}.br");
        assert!(manifest.contains(&format!("\"{path}\"")) && manifest.contains(&format!("\"{of}.br\"")), "{path}");
    }
    assert!(packed > 10, "{packed}");
    assert!(!one.contains_key("_headers.gz") && !one.keys().any(|path| path.ends_with(".woff2.gz")));
    let verified = dossier(folder.path(), &["verify", "one"]);
    assert_eq!(verified.status.code(), Some(0), "{}", out(&verified));
}

#[test]
fn limits_of_a_host_are_told_of() {
    let folder = started();
    let root = folder.path().join("d");
    std::fs::create_dir_all(root.join("static")).expect("a folder");
    let film = std::fs::File::create(root.join("static/film.bin")).expect("a file");
    film.set_len((25 << 20) + 1).expect("a size");
    for (host, code) in [("nginx", 0), ("netlify", 0), ("cloudflare", 1)] {
        let checked = dossier(&root, &["check", "--host", host]);
        assert_eq!(checked.status.code(), Some(code), "{host}: {}", err(&checked));
    }
    let said = err(&dossier(&root, &["check", "--host", "cloudflare"]));
    assert!(said.contains("error[host-limit]: `film.bin` has so many bytes: 26214401; `cloudflare` takes 26214400"), "{said}");
    assert!(said.contains("said at https://developers.cloudflare.com/") && said.contains("static/film.bin"), "{said}");
    // Those of the settings without being asked, at their place; and a plan that takes more weighs the rule down.
    append(&root, "hosts: [cloudflare]\n");
    assert_eq!(dossier(&root, &["check"]).status.code(), Some(1));
    assert_eq!(dossier(&root, &["check", "--host", "nginx"]).status.code(), Some(0));
    assert_eq!(dossier(&root, &["build"]).status.code(), Some(0), "a limit of a host is no mistake of the dossier");
    append(&root, "rules: {host-limit: allow}\n");
    let checked = dossier(&root, &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
    let unknown = dossier(&root, &["check", "--host", "geocities"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("netlify") && err(&unknown).contains("onion"), "{}", err(&unknown));
}

#[test]
fn a_rename_follows_into_the_redirects_of_the_settings() {
    let folder = started();
    let root = folder.path().join("d");
    append(&root, "redirects:\n  - {from: old, to: example-claim} # why\n  - {from: list, to: /claims/}\n");
    let moved = dossier(&root, &["mv", "example-claim", "other-claim"]);
    assert_eq!(moved.status.code(), Some(0), "{}", err(&moved));
    let text = std::fs::read_to_string(root.join("dossier.yaml")).expect("the settings");
    assert!(text.contains("{from: old, to: other-claim} # why\n  - {from: list, to: /claims/}\n"), "{text}");
    let checked = dossier(&root, &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
}

#[test]
fn the_guide_says_where_each_limit_is_said() {
    let guide = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deploy.md")).expect("the guide");
    for limit in LIMITS {
        assert!(guide.contains(limit.source), "{} of {}", limit.source, limit.host.name());
    }
    assert!(guide.contains(LOOKED_UP));
    for host in Host::ALL {
        assert!(guide.contains(&format!("`{}`", host.name())), "{}", host.name());
    }
}
