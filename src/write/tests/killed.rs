//! Runs that were killed, and what they left.

use super::*;

/// A run that is killed at one point after another. The first site has files of somebody in it.
#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let old = files(&[("index.html", "old"), ("a/x.html", "same"), ("b/y.html", "old")]);
    let new = files(&[("index.html", "new"), ("a/x.html", "same"), ("c/z.html", "new")]);
    let old_site = ["a/mine=mine", "a/x.html=same", "b/y.html=old", "index.html=old", "mine=mine"];
    let new_site = ["a/mine=mine", "a/x.html=same", "c/z.html=new", "index.html=new", "mine=mine"];
    for point in 0..9 {
        let root = dossier();
        run_well(&root, &old);
        put(&root, "public/mine", "mine");
        put(&root, "public/a/mine", "mine");
        let site = Site::new(&root.path().join("public"), root.path()).expect("a site");
        let last = site.last(&new).expect("ours");
        killed_at(point, &site, &new, &last);
        let found = if site.out.exists() { public(&root) } else { listed(&site.aside()) };
        let theirs = |line: &&String| !line.contains("mine=");
        let (was, is): (Vec<_>, Vec<_>) = (old_site.map(str::to_owned).to_vec(), new_site.map(str::to_owned).to_vec());
        let whole = found == was || found.iter().filter(theirs).eq(is.iter().filter(theirs));
        assert!(whole, "killed at {point}: {found:?}");
        if point % 2 == 0 {
            recover_well(&site);
            assert!(public(&root) == was || public(&root) == is, "recovered from {point}: {:?}", public(&root));
        }
        run_well(&root, &new);
        assert_eq!(public(&root), new_site, "built after {point}");
        nothing_beside(&root);
    }
}

fn recover_well(site: &Site) {
    swap::recover(site).expect("recovered");
}

/// Does what a run does, up to a point.
fn killed_at(point: usize, site: &Site, new: &Files, last: &Record) {
    let staging = site.staging();
    match point {
        0 => fs::create_dir(&staging).expect("made"),
        1 => {
            stage::stage(new, site, last).expect("staged");
            fs::remove_dir_all(staging.join("c")).expect("half of it only");
        }
        2 => drop(stage::stage(new, site, last).expect("staged")),
        3..=5 => {
            stage::stage(new, site, last).expect("staged");
            let left = swap::swap(site).expect("swapped").expect("the old one");
            if point >= 4 {
                fs::remove_file(left.join("index.html")).expect("removed");
                fs::remove_file(left.join("b/y.html")).expect("removed");
                fs::remove_dir(left.join("b")).expect("removed");
            }
            if point == 5 {
                fs::rename(left.join("mine"), site.out.join("mine")).expect("carried");
            }
        }
        _ => {
            // The two renames of a system that cannot exchange folders.
            stage::stage(new, site, last).expect("staged");
            fs::rename(&site.out, site.aside()).expect("moved");
            if point >= 7 {
                fs::rename(&staging, &site.out).expect("moved");
            }
            if point == 8 {
                fs::remove_file(site.aside().join("a/x.html")).expect("removed");
            }
        }
    }
}

#[test]
fn leftovers_with_files_of_others_are_never_cleared_blindly() {
    let root = dossier();
    put(&root, ".public.dossier-new/mine", "mine");
    let message = refused(run(&root, &files(&[("index.html", "1")])));
    assert_eq!(message, "`.public.dossier-new` beside `public` holds files that dossier did not write; move it away");
    assert_eq!(listed(&root.path().join(".public.dossier-new")), ["mine=mine"]);
    fs::remove_dir_all(root.path().join(".public.dossier-new")).expect("removed");
    run_well(&root, &files(&[("index.html", "1")]));
    put(&root, "public/mine", "one");
    put(&root, ".public.dossier-new/mine", "other");
    put(&root, ".public.dossier-new/.dossier-written", "");
    let message = refused(run(&root, &files(&[("index.html", "2")])));
    assert_eq!(message, "`.public.dossier-new/mine` was not written by dossier, and `public/mine` is there already; move one of them away");
    assert_eq!(listed(&root.path().join(".public.dossier-new")), ["mine=other"]);
    assert_eq!(public(&root), ["index.html=1", "mine=one"]);
}
