//! What links to an entry: all of it on its page; where that is too much, the first few there, and all of it on pages of their own.

use std::collections::BTreeMap;
use std::fmt::Write;

use dossier::build::{Build, Memo, Options, build};
use dossier::render::{Content, OutputPath};

use super::fixtures::snapshot;

fn page<'a>(built: &'a Build, path: &str) -> Option<std::borrow::Cow<'a, str>> {
    let Content::Bytes(bytes) = &built.files.get(&OutputPath::new(path)?)?.content else { panic!("a page is text") };
    Some(String::from_utf8_lossy(bytes))
}

/// An actor in so many events, and a second one in sixteen.
fn built(events: usize) -> Build {
    build(&snapshot(&files(events)), &Options::default(), &Memo::default()).0
}

fn files(events: usize) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([("dossier.yaml".to_owned(), "title: T\nlanguages: [en, be]\n".to_owned())]);
    for actor in ["many", "few"] {
        files.insert(format!("content/{actor}.md"), format!("---\nkind: actor\ntitle: Actor {actor}\ntype: group\n---\nText.\n"));
    }
    for n in 0..events {
        let mut text = format!("---\nkind: event\ntitle: Event {n:03}\ndate: \"2021-08-18\"\ninvolves: [many");
        write!(text, "{}]\n---\nText.\n", if n < 16 { ", few" } else { "" }).expect("writing to a string cannot fail");
        files.insert(format!("content/e{n:03}.md"), text);
    }
    files
}

/// They are grouped once for all of them: whichever page is made first, the others must follow an edit too.
#[test]
fn every_page_of_links_follows_an_edit() {
    let mut files = files(220);
    let (_, memo) = build(&snapshot(&files), &Options::default(), &Memo::default());
    // One more at the beginning: all that come after it move on by one.
    let text = files["content/e010.md"].replace("Event 010", "Event 010, again");
    files.insert("content/e010-again.md".to_owned(), text);
    let snapshot = snapshot(&files);
    let (again, _) = build(&snapshot, &Options::default(), &memo);
    let (clean, _) = build(&snapshot, &Options::default(), &Memo::default());
    assert!(!clean.has_errors(), "{:?}", clean.diagnostics);
    for (path, last) in [("links/index.html", "098"), ("links/page-2/index.html", "198"), ("links/page-3/index.html", "219")] {
        let path = format!("actors/many/{path}");
        let page = page(&again, &path).expect("all of it has pages");
        assert!(page == self::page(&clean, &path).expect("they are the same pages"), "{path}");
        let events = page.split("Event ").filter_map(|rest| rest.get(..3)).filter(|number| number.parse::<u32>().is_ok());
        assert_eq!(events.last(), Some(last), "{path}");
    }
}

#[test]
fn a_page_names_the_first_and_another_all_that_link_to_it() {
    let built = built(120);
    assert!(!built.has_errors(), "{:?}", built.diagnostics);
    let entry = page(&built, "actors/many/index.html").expect("the entry has a page");
    let backlinks = &entry[entry.find("class=\"backlinks\"").expect("something links to it")..];
    let backlinks = &backlinks[..backlinks.find("</section>").expect("the section ends")];
    assert!(backlinks.contains("Event 007") && !backlinks.contains("Event 008"), "eight of a group");
    assert!(backlinks.contains("<a href=\"../../actors/many/links/index.html\">and 112 more</a>"));
    let first = page(&built, "actors/many/links/index.html").expect("all of it has a page");
    assert!(first.contains("Event 099") && !first.contains("Event 100") && first.contains("120 entries"));
    let second = page(&built, "be/actors/many/links/page-2/index.html").expect("in every language");
    assert!(second.contains("Event 119") && !second.contains("Event 099"));
    assert!(page(&built, "actors/many/links/page-3/index.html").is_none());
    // Nobody should have to go to another page for less than what stands on this one.
    assert!(page(&built, "actors/few/links/index.html").is_none(), "all sixteen stand on the page itself");
    let few = page(&built, "actors/few/index.html").expect("a page");
    assert!(few.contains("Event 015") && !few.contains("more</a>"));
    let built = self::built(17);
    assert!(page(&built, "actors/many/index.html").expect("a page").contains("actors/many/links/index.html\">and 9 more</a>"));
    assert!(page(&built, "actors/many/links/index.html").expect("all of it has a page").contains("Event 016"));
}
