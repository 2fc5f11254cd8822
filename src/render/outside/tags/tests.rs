//! Tags as browsers read them; the quick ways against the plain ones.

use super::*;
use proptest::prelude::*;

fn check(text: &str, expected: &str) {
    let all: Vec<String> = html(text)
        .map(|tag| {
            let attributes: Vec<String> = tag.attributes().map(|one| format!("{}={}", one.name, one.value)).collect();
            format!("{}{}[{}]", if tag.is_end { "/" } else { "" }, tag.name(), attributes.join(","))
        })
        .collect();
    assert_eq!(all.join(" "), expected, "{text}");
}

#[test]
fn tags_as_browsers_read_them() {
    check("a <p class=x>b</p>", "p[class=x] /p[]");
    check("<a\nhref = 'a>b'\tid=\"c\"disabled/>", "a[href=a>b,id=c,disabled=]");
    check("<img/src=x/onerror=y>", "img[src=x/onerror=y]");
    check("<svg/onload=x>", "svg[onload=x]");
    check("<!-- <b onclick=x> --><!doctype html><i>", "i[]");
    check("<script>if (a<b) \"<p onclick>\"</SCRIPT ><b>", "script[] /SCRIPT[] b[]");
    check("1 < 2 <3 <>", "");
    check("<p title=\"unclosed>", "p[title=unclosed>]");
    check("<p ==x>", "p[==x]");
    check("<p ўx=1 y>", "p[ўx=1,y=]");
}

#[test]
fn most_of_our_tags_are_seen_to_be_quiet_at_once() {
    // The last bytes of a text are read one by one, and nothing is seen at once.
    let quiet = |text: &str| html(&format!("{text}</body>\n</html>\n")).all(|tag| tag.is_quiet || tag.name() == "html");
    assert!(quiet("<p><a href=\"../../x/index.html\" hreflang=\"be\">x</a> <h2 id=\":sources\" class=\"a b\">"));
    assert!(quiet("<g class=\"s\" transform=\"translate(12 -7)\"><text x=\"1\" y=\"2\">"));
    assert!(!quiet("<a href=\"https://e.example/\">") && !quiet("<p onclick=\"x\">") && !quiet("<p style=\"x\">"));
}

#[test]
fn values_have_their_place() {
    let text = "ў<a x href=\"https://e.example/?a&amp;b\">";
    let tag = html(text).next().expect("a tag");
    let href = tag.attributes().nth(1).expect("an attribute");
    assert_eq!(&text[href.at], "https://e.example/?a&amp;b");
}

proptest! {
    #[test]
    fn a_plain_tag_is_read_as_any_other(text in "<a( (x|href|data-y|[<?@;'\"ў\x01-]{1,2}|[a-f:]{6,20})(=(\"[a=>/' ў]{0,20}\"|'b'|c|\"))?|/|=|\"|\n| ){0,6}>?(|[a ]{24})") {
        for tag in html(&text) {
            let other = Tag { is_plain: false, is_quiet: false, ..tag.clone() };
            prop_assert_eq!(end_of(text.as_bytes(), tag.inside.start), tag.inside.end);
            prop_assert_eq!(tag.attributes().collect::<Vec<_>>(), other.attributes().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_short_tag_is_read_as_any_other(text in "[<a]?</?(|a|P|li|style|META|x:b|ў|b-c|blockquote|[a-z]{5,9})( [a-z=\"(]{0,9}| id=\"[a(&,ў]{0,9}\"|[/\n<=?!]){0,3}>?(|[a ]{24})") {
        for open in text.match_indices('<').map(|(open, _)| open) {
            if let Some((short, end, is_quiet)) = html(&text).short_tag(open) {
                let tag = html(&text).any_tag(open);
                let expected = tag.map(|tag| (tag.role, tag.is_end, tag.inside.start, tag.inside.end, tag.is_quiet, tag.is_plain));
                prop_assert_eq!(Some((short.role, short.is_end, short.start, end, is_quiet, true)), expected);
            }
        }
    }

    #[test]
    fn a_tag_that_seems_quiet_is_quiet(
        text in "<(a|link|text|use|meta)( (href|class|hreflang|HREF|xlink:href|x|src|SrcSet|poster|data|action|style|onclick|ON|id|content|transform|fill|http-equiv)(=\"(\\.\\./|#|//|https://|java|script:|translate\\(|url\\(|&amp;|&#40;|&#x2f;|,| |refresh|b|\t){0,5}\")?){0,3}>[a ]{24}",
    ) {
        for tag in html(&text).filter(|tag| tag.is_quiet) {
            let mut loud = Vec::new();
            quiet::in_tag(&tag, quiet::Text::Page, &mut loud);
            prop_assert_eq!(loud, vec![]);
            let href = tag.attributes().find(|one| one.name.eq_ignore_ascii_case("href"));
            prop_assert!(href.is_none_or(|href| href.value.starts_with(['.', '#'])));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[<>/='\" a!\\-sў\n]{0,60}") {
        for tag in html(&text).chain(xml(&text)) {
            prop_assert!(text.get(tag.at.clone()).is_some());
            for attribute in tag.attributes() {
                prop_assert_eq!(text.get(attribute.at.clone()), Some(attribute.value));
            }
        }
    }
}
