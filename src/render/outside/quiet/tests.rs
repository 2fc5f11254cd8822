//! What is loud in a tag, a style sheet or a script, and what is not.

use super::*;
use crate::render::outside::tags::html;

fn codes(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut tags = html(text);
    while let Some(tag) = tags.next() {
        in_tag(&tag, Text::Page, &mut found);
        in_raw(&tag, tags.text_after(&tag), Text::Page, &mut found);
    }
    found.into_iter().map(|loud| loud.code).collect()
}

#[test]
fn what_would_ask_another_host() {
    for text in [
        "<script src=\"https://e.example/x.js\"></script>",
        "<img alt='' src=//e.example/x.png>",
        "<img srcset=\"a.png 1x, https://e.example/b.png 2x\">",
        "<link rel=stylesheet href=https://e.example/x.css>",
        "<link rel=\"preconnect\" href=\"//e.example\">",
        "<link rel=\"alternate stylesheet\" href=\"//e.example/x.css\">",
        "<link href=\"https://e.example/\">",
        "<base href=\"https://e.example/\">",
        "<form action=\"https://e.example/\">",
        "<a ping=\"https://e.example/\" href=x>",
        "<svg><image href=\"http://e.example/x.png\"/></svg>",
        "<svg><use xlink:href=\"https://e.example/x.svg#a\"/></svg>",
        "<path fill=\"url(https://e.example/x.svg#a)\"/>",
        "<IFRAME SRC=\" \\\\e.example\">",
        "<meta http-equiv=refresh content=\"0; url=https://e.example/\">",
        "<video poster='HTTPS://e.example/x.png'>",
    ] {
        assert_eq!(codes(text), ["outside-request"], "{text}");
    }
}

#[test]
fn code_and_style_in_a_page() {
    for text in [
        "<p onclick=\"x()\">",
        "<svg/onload=x()>",
        "<p ONCLICK=x>",
        "<p style=\"color:red\">",
        "<script>x()</script>",
        "<script type=module>x()</script>",
        "<style>p{}</style>",
        "<a href=\" java\nscript:x()\">",
        "<a href=\"&#106;avascript:x()\">",
    ] {
        assert_eq!(codes(text), ["inline-code"], "{text}");
    }
}

#[test]
fn no_name_that_is_looked_for_is_harmless() {
    for name in FETCHING.iter().chain(NAMED).chain(&["onclick", "ON"]) {
        assert!(!is_harmless(name.as_bytes()) && !is_harmless(name.to_ascii_uppercase().as_bytes()), "{name}");
    }
    for name in ["class", "id", "d", "x", "content", "viewBox", "aria-hidden", "aria-labelledby", "hreflang", "rel", "transform"] {
        assert!(is_harmless(name.as_bytes()), "{name}");
    }
}

#[test]
fn what_is_quiet() {
    for text in [
        "<a href=\"https://e.example/\" rel=\"noreferrer\">x</a>",
        "<link rel=\"canonical\" href=\"https://e.example/\"><link rel='alternate' hreflang=be href='https://e.example/be/'>",
        "<script type=\"application/ld+json\">{\"url\":\"https://e.example/\"}</script>",
        "<script src=\"../assets/x.js\" defer></script><link rel=stylesheet href=assets/x.css>",
        "<meta http-equiv=refresh content=\"0; url=../claims/\">",
        "<p title=\"onclick=x style=y\">onclick=\"x\" style=\"y\" src=\"https://e.example\"</p>",
        "<code>&lt;script src=\"https://e.example\"></code>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"#a\"/><path fill=\"url(#a)\"/></svg>",
        "<img src=\"data:image/png;base64,AA\" alt=\"\"><img src=\"a//b.png\"><img src=\"x.png?u=https://e.example\">",
    ] {
        assert_eq!(codes(text), [""; 0], "{text}");
    }
}

#[test]
fn style_sheets_and_scripts() {
    assert_eq!(in_style("@import \"https://e.example/x.css\"; p{background:url(//e.example/a.png)}").len(), 2);
    assert_eq!(in_style("@import url(x.css); p{background:url(data:image/png;base64,AA)}"), []);
    for text in
        ["localStorage.a=1", "document.cookie", "fetch(\"https://e.example/\")", "navigator.sendBeacon(x)", "import('//e.example/x.js')"]
    {
        assert_eq!(in_script(text).len(), 1, "{text}");
    }
    assert_eq!(in_script("fetch('../index.json'); // see https://e.example/\nconst ns = 'http://www.w3.org/2000/svg'"), []);
}
