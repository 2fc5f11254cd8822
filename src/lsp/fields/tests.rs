//! Cursors in front matter as it is while somebody types.

use super::*;

/// The cursor at the `‸` of a text: the way, what is written, the word, the other fields.
fn at(text: &str) -> String {
    let offset = text.find('‸').expect("a cursor");
    let yaml = text.replace('‸', "");
    match cursor(&yaml, offset) {
        None => "nothing".to_owned(),
        Some(found) => {
            let spot = match found.spot {
                Spot::Key => "key",
                Spot::Value => "value",
                Spot::Open => "open",
            };
            format!("{} {spot} `{}` {}", found.path.join("."), &yaml[found.token], found.siblings.join(","))
        }
    }
}

#[test]
fn fields_at_the_top() {
    assert_eq!(at("kind: claim\n‸"), " open `` kind");
    assert_eq!(at("kind: claim\nda‸\ntitle: x\n"), " open `da` kind,title");
    assert_eq!(at("kind: claim\nda‸te: x\n"), " key `date` kind");
    assert_eq!(at("kind: cl‸aim\n"), "kind value `claim` ");
    assert_eq!(at("kind:‸\ntitle: x"), "kind value `` title");
    assert_eq!(at("kind: ‸\r\ntitle: x"), "kind value `` title");
    assert_eq!(at("title: \"О‸дин\" # так"), "title value `Один` ");
    assert_eq!(at("title: x # но‸"), "nothing");
    assert_eq!(at("# kind: ‸"), "nothing");
    assert_eq!(at("note: |\n  text ‸here\nkind: x"), "note open `text here` ");
    assert_eq!(at("note: |‸"), "nothing");
}

#[test]
fn fields_of_groups_in_lists() {
    let history = "kind: claim\nhistory:\n  - date: 2021\n    standing: claimed\n    ‸\n  - date: 2022\n    by: x\n";
    assert_eq!(at(history), "history open `` standing,date");
    assert_eq!(at("history:\n  - date: 2021\n    by: cy‸\n  - by: y"), "history.by value `cy` date");
    assert_eq!(at("history:\n  - ‸"), "history open `` ");
    assert_eq!(at("history:\n- da‸te: x\n  by: y"), "history key `date` by");
    assert_eq!(at("history:\n- date: x\n  sources:\n  - a‸"), "history.sources open `a` ");
    assert_eq!(at("history:\n- date: x\n  sources:\n  - a\nby: ‸"), "by value `` history");
    assert_eq!(at("responses:\n  - by: x\n    sources:\n      - a\n      - b‸\n"), "responses.sources open `b` ");
    assert_eq!(at("claimed_by:\n  - a\n\n  # so\n  - b‸\nx: y"), "claimed_by open `b` ");
    assert_eq!(at("claimed_by:\n  cyb‸"), "claimed_by open `cyb` ");
    assert_eq!(at("image:\n  src: a.png\n  ‸\ntitle: x"), "image open `` src");
}

#[test]
fn brackets_on_one_line_and_several() {
    assert_eq!(at("tags: [a, b‸]"), "tags value `b` ");
    assert_eq!(at("tags: [‸"), "tags value `` ");
    assert_eq!(at("tags: [a, \"б ‸в\", c]"), "tags value `б в` ");
    assert_eq!(at("tags: [a]‸"), "tags value `[a]` ");
    assert_eq!(at("tags: [a,\n  b‸,\n  c]"), "tags value `b` ");
    assert_eq!(at("tags: [a\ndate: ‸"), "date value `` tags");
    assert_eq!(at("tags: [a\nda‸"), " open `da` tags");
    assert_eq!(at("history:\n  - {date: 2021, by: [x, y‸], note: z}"), "history.by value `y` ");
    assert_eq!(at("history:\n  - {date: 2021, st‸}"), "history key `st` date");
    assert_eq!(at("image: {src: a.png, ‸alt: x}"), "image key `alt` src");
}

#[test]
fn no_text_and_no_place_is_too_odd() {
    let text = "kind: \"x\nhistory:\n- - {a: [b, 'c\n\t- d: }\n  ключ: «значение» # é\r\n  : - -\n\n    - \"";
    for offset in (0..=text.len() + 3).filter(|offset| *offset > text.len() || text.is_char_boundary(*offset)) {
        if let Some(found) = cursor(text, offset) {
            assert!(text.get(found.token.clone()).is_some(), "{offset}: {:?}", found.token);
        }
    }
}
