//! A rebuild with a memo gives the same bytes and diagnostics as a clean build, whatever was changed: a made-up dossier of
//! all kinds is edited, broken, mended, renamed and cut down at random, and compared after each step.

mod writer;

use std::collections::BTreeMap;

use dossier::build::{Build, Memo, Options, build};
use dossier::render::Content;

use super::effort::generate::random;
use super::fixtures::snapshot;
use writer::Writer;

/// How many steps each writer takes. Together they are 200.
const STEPS: usize = 50;

fn bytes(content: &Content) -> &[u8] {
    if let Content::Bytes(bytes) = content { bytes } else { &[] }
}

fn files(build: &Build) -> BTreeMap<&str, &[u8]> {
    build.files.iter().map(|(path, file)| (path.as_str(), bytes(&file.content))).collect()
}

/// Where two sites differ, as far as a person wants to read it.
pub fn difference(warm: &Build, clean: &Build) -> Option<String> {
    let (of_warm, of_clean) = (files(warm), files(clean));
    for (path, bytes) in &of_clean {
        match of_warm.get(path) {
            None => return Some(format!("{path} is missing")),
            Some(other) if other != bytes => {
                let at = bytes.iter().zip(*other).take_while(|(a, b)| a == b).count();
                let part = |bytes: &[u8]| String::from_utf8_lossy(&bytes[at.saturating_sub(80)..(at + 80).min(bytes.len())]).into_owned();
                return Some(format!("{path} at {at}:\n  clean  …{}\n  warm   …{}", part(bytes), part(other)));
            }
            Some(_) => {}
        }
    }
    if let Some(path) = of_warm.keys().find(|path| !of_clean.contains_key(*path)) {
        return Some(format!("{path} should be gone"));
    }
    let said = |build: &Build| build.diagnostics.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>();
    let (of_warm, of_clean) = (said(warm), said(clean));
    if of_warm != of_clean {
        let only = |these: &[String], those: &[String]| these.iter().filter(|one| !those.contains(one)).cloned().collect::<Vec<_>>();
        return Some(format!("diagnostics\n  clean alone {:#?}\n  warm alone {:#?}", only(&of_clean, &of_warm), only(&of_warm, &of_clean)));
    }
    (warm.counts != clean.counts).then(|| format!("{:?} is not {:?}", warm.counts, clean.counts))
}

/// Lets a writer work; says how many sites could be published, and how many pages were made anew in all.
fn write(seed: usize, options: &Options) -> (usize, usize, usize) {
    let mut writer = Writer::new(seed);
    let (_, mut memo) = build(&snapshot(&writer.files()), options, &Memo::default());
    let mut story = Vec::new();
    let (mut published, mut filled, mut of_all) = (0, 0, 0);
    for step in 0..STEPS {
        story.push(writer.step());
        let snapshot = snapshot(&writer.files());
        let (warm, kept) = build(&snapshot, options, &memo);
        let (clean, _) = build(&snapshot, options, &Memo::default());
        if let Some(difference) = difference(&warm, &clean) {
            panic!("seed {seed}, after step {step}, {:?}:\n{difference}", &story[story.len().saturating_sub(3)..]);
        }
        published += usize::from(!clean.files.is_empty());
        filled += warm.work.pages;
        of_all += clean.work.pages;
        memo = kept;
    }
    (published, filled, of_all)
}

fn check(seed: usize, options: &Options) {
    let (published, filled, of_all) = write(seed, options);
    assert!(published * 2 > STEPS, "only {published} of {STEPS} dossiers could be published");
    assert!(filled * 2 < of_all, "{filled} pages were made anew where clean builds make {of_all}");
}

#[test]
fn a_rebuild_is_a_clean_build() {
    check(1, &Options::default());
}

#[test]
fn a_rebuild_is_a_clean_build_again() {
    check(2, &Options::default());
}

#[test]
fn a_rebuild_with_drafts_is_a_clean_build() {
    check(3, &Options { drafts: true, ..Options::default() });
}

#[test]
fn a_rebuild_as_of_a_day_is_a_clean_build() {
    let options = Options { as_of: "2021-09-15".parse().ok(), ..Options::default() };
    let (published, ..) = write(4, &options);
    assert!(published * 2 > STEPS, "only {published} of {STEPS} dossiers could be published");
}
