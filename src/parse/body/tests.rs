//! Markdown in, HTML with holes out. A hole is shown as `{Link 0}`, running text between `‹›`.

use super::*;
use crate::model::TargetKind;
use crate::model::body::Piece;
use crate::parse::config::RawHtml;
use crate::text::place::At;

fn parse(text: &str, raw_html: RawHtml, quotes: bool) -> (Parsed, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let settings = Markdown { raw_html, quotes, autolink: true, languages: Vec::new() };
    let parsed = body(text, 0, &SourceId::new("content/a.md"), &settings, &Lang::new("en"), &mut found);
    (parsed, found)
}

fn plain(text: &str) -> Parsed {
    parse(text, RawHtml::Sanitize, false).0
}

fn shown(body: &Body, range: Range<u32>) -> String {
    let bytes = |bytes: &Range<u32>| &body.html[bytes.start as usize..bytes.end as usize];
    let pieces = &body.pieces[range.start as usize..range.end as usize];
    let show = |piece: &Piece| match piece {
        Piece::Html(html) => bytes(html).to_owned(),
        Piece::Text(text) => format!("‹{}›", bytes(text)),
        Piece::Hole(hole) => format!("{{{hole:?}}}").replace(['(', ')'], " ").replace(" }", "}"),
    };
    pieces.iter().map(show).collect()
}

/// The running text.
fn check(text: &str, expected: &str) {
    let body = plain(text).body;
    assert_eq!(shown(&body, 0..body.end()).trim_end(), expected, "{text:?}");
}

/// The running text under a policy for HTML, without the marks of running text.
fn check_html(text: &str, raw_html: RawHtml, expected: &str) {
    let body = parse(text, raw_html, false).0.body;
    assert_eq!(shown(&body, 0..body.end()).replace(['‹', '›'], "").trim_end(), expected, "{text:?}");
}

/// The codes, places and messages of what is wrong.
fn wrong(text: &str) -> Vec<String> {
    let (_, found) = parse(text, RawHtml::Sanitize, false);
    let at = |at: &At| if let At::Bytes(start, end) = at { text[*start..*end].to_owned() } else { String::new() };
    found.iter().map(|one| format!("{} at {}: {}", one.code.name, at(&one.place.at), one.message)).collect()
}

#[test]
fn links_are_holes() {
    check("See [[a]] and [[b|*the* b]].", "<p>‹See ›{Link 0}‹ and ›{LinkStart 1}<em>the</em> b{LinkEnd 1}‹.›</p>");
    check(
        "[x](b.md \"t\") <https://c.d> [y][r]\n\n[r]: #h",
        "<p>{LinkStart 0}x{LinkEnd 0}‹ ›{LinkStart 1}https://c.d{LinkEnd 1}‹ ›{LinkStart 2}y{LinkEnd 2}</p>",
    );
    check("[[a|]] [<https://c.d> x](y)", "<p>{Link 0}‹ ›{LinkStart 1}https://c.d x{LinkEnd 1}</p>");
    check(
        "| x |\n|---|\n| [[a\\|b]] |",
        "<table>\n<thead>\n<tr>\n<th>x</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{LinkStart 0}b{LinkEnd 0}</td>\n</tr>\n</tbody>\n</table>",
    );
    let text = "é [[a]] and [w](../x%20y.md#h) @s, [@t, p. 3].";
    let parsed = plain(text);
    let found: Vec<_> =
        parsed.links.iter().map(|link| (&text[link.span.clone()], &*parsed.body.targets[link.target as usize].name)).collect();
    assert_eq!(found, [("[[a]]", "a"), ("[w](../x%20y.md#h)", "../x y.md"), ("@s", "s"), ("@t, p. 3", "t")]);
}

#[test]
fn a_corner_of_a_table_without_words_is_no_head() {
    check(
        "| | b |\n|---|--:|\n| c | d |",
        "<table>\n<thead>\n<tr>\n<td></td>\n<th class=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>‹c›</td>\n<td class=\"right\">‹d›</td>\n</tr>\n</tbody>\n</table>",
    );
}

#[test]
fn transclusions_and_pictures_stand_alone_or_in_words() {
    check("![[a]]", "{EmbedBlock 0}");
    check("![[a]] ![[b#c]]\n![[d]]", "{EmbedBlock 0}\n{EmbedBlock 1}\n{EmbedBlock 2}");
    check("![[a]]\nwords", "<p>{EmbedInline 0}\n‹words›</p>");
    check("words ![[a]]", "<p>‹words ›{EmbedInline 0}</p>");
    check("![x](a.png \"t\")", "{Figure 0}");
    check("![x](a.png)", "<p>{Image 0}</p>");
    check("![x](a.png \"t\") y", "<p>{Image 0}‹ y›</p>");
    check("![[a.png|300]] ![[a.pdf]]", "<p>{Image 0}‹ ›{LinkStart 1}a.pdf{LinkEnd 1}</p>");
    let parsed = plain("![a *b* ![c](d) [e](x)](f.png) ![g|300x200](h.png)");
    let pictures: Vec<_> = parsed.body.targets.iter().map(|target| (target.kind, target.text.as_deref(), target.width)).collect();
    assert_eq!(pictures, [(TargetKind::Image, Some("a b c e"), None), (TargetKind::Image, Some("g"), Some(300))]);
}

#[test]
fn citations_are_holes() {
    check("So [@a; see @b, p. 3] and @c.", "<p>‹So ›{Cite 0, 2}‹ and ›{CiteInText 2}‹.›</p>");
    check("[@a][] [@b][@c] [d][@e] [f @g]", "<p>{Cite 0, 1}‹ ›{Cite 1, 1}{Cite 2, 1}‹ [d]›{Cite 3, 1}‹ ›{Cite 4, 1}</p>");
    check("a@b.c [a@b] \\@c `@d` [@e](f)", "<p>‹a@b.c [a@b] @c ›<code>@d</code>‹ ›{LinkStart 0}@e{LinkEnd 0}</p>");
    let optional: Vec<bool> = plain("[@a] [see @b] @c").body.targets.iter().map(|target| target.optional).collect();
    assert_eq!(optional, [false, true, true]);
}

#[test]
fn headings_have_ids_and_sections() {
    let body = plain("# A *b* [[c|d]]\n\nx\n\n## B\n\n> # Q\n> y\n\nz\n\n# C {#own .k}").body;
    let headings: Vec<_> = body.headings.iter().map(|h| (&*h.id, &*h.html, shown(&body, h.section.clone()))).collect();
    assert_eq!(headings[0].1, "A <em>b</em> d");
    assert_eq!(
        headings[0].2,
        "{HeadingStart 0}A <em>b</em> {LinkStart 0}d{LinkEnd 0}{HeadingEnd 0}\n<p>‹x›</p>\n{HeadingStart 1}B{HeadingEnd 1}\n<blockquote>\n{HeadingStart 2}Q{HeadingEnd 2}\n<p>‹y›</p>\n</blockquote>\n<p>‹z›</p>\n"
    );
    assert_eq!(headings[2].2, "{HeadingStart 2}Q{HeadingEnd 2}\n<p>‹y›</p>\n", "a section ends with its quotation");
    assert_eq!((headings[3].0, &*body.headings[3].classes[0], body.headings[2].is_nested), ("own", "k", true));
    assert_eq!(wrong("# A {#a:b}"), ["reserved-heading-id at a:b: `a:b` cannot be the id of a heading"]);
}

#[test]
fn footnotes_stand_after_the_text() {
    let body = plain("A[^x] b[^X].\n\n[^x]: Note [[a]].\n\n    # H\n\nEnd.").body;
    assert_eq!(shown(&body, 0..body.end()), "<p>‹A›{FootnoteRef 0}‹ b›{FootnoteRef 0}‹.›</p>\n<p>‹End.›</p>\n");
    assert_eq!(shown(&body, body.footnotes[0].pieces.clone()), "<p>‹Note ›{Link 0}‹.›</p>\n{HeadingStart 0}H{HeadingEnd 0}\n");
    assert_eq!(shown(&body, body.headings[0].section.clone()), "{HeadingStart 0}H{HeadingEnd 0}\n");
    assert_eq!(wrong("A[^x] \\[^y] `[^z]`"), ["undefined-footnote at [^x]: no footnote is called `x`"]);
}

#[test]
fn alerts_and_callouts() {
    check(
        "> [!NOTE]\n> x",
        "<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">{AlertTitle Note}</p>\n<p>‹x›</p>\n</div>",
    );
    check(
        "> [!hint]- My *own*\n> x",
        "<div class=\"alert alert-tip\" role=\"note\">\n<p class=\"alert-title\">‹My ›<em>‹own›</em></p>\n<p>‹x›</p>\n</div>",
    );
    check("> [!bug]", "<div class=\"alert alert-caution\" role=\"note\">\n<p class=\"alert-title\">{AlertTitle Caution}</p>\n</div>");
    check("[!tip] x", "<p>‹[!tip] x›</p>");
}

#[test]
fn html_is_kept_shown_or_cleaned() {
    let text = "a <b onclick=x>b</b> <i>c";
    check_html(text, RawHtml::Allow, "<p>a <b onclick=x>b</b> <i>c</p>");
    check_html(text, RawHtml::Escape, "<p>a &lt;b onclick=x&gt;b&lt;/b&gt; &lt;i&gt;c</p>");
    check_html(text, RawHtml::Sanitize, "<p>a <b>b</b> <i>c</i></p>");
    check_html("<div>\n<x>\n\ny", RawHtml::Escape, "<p>&lt;div&gt;\n&lt;x&gt;</p>\n<p>y</p>");
    let clean = |text, expected| check_html(text, RawHtml::Sanitize, expected);
    clean(
        "<details><summary>s</summary>\n\n*m* [[l]]\n\n</details>",
        "<details><summary>s</summary>\n<p><em>m</em> {Link 0}</p>\n</details>",
    );
    clean("a <script>x [[l]] </script> b <svg><a>c</a></svg> d", "<p>a  b  d</p>");
    clean("<a href=\"b.md\">c</a> <a href=\"javascript:x\">d</a> <img src=e alt=f>", "<p>{LinkStart 0}c{LinkEnd 0} d {Image 1}</p>");
    clean("*a <b>b* c</b>", "<p><em>a <b>b</b></em> c</p>");
    clean("- <div>\n- b\n\nc </div>", "<ul>\n<li>\n<div>\n</div></li>\n<li>b</li>\n</ul>\n<p>c </p>");
    clean("<table><tr><td>a<td>b</table> <td>c", "<table><tr><td>a</td><td>b</td></tr></table> c");
    // An attribute that is never closed swallows nothing: the tag is text.
    clean("<div title=\"\n\n[x](y \"onmouseover=z\")", "&lt;div title=&quot;\n<p>{LinkStart 0}x{LinkEnd 0}</p>");
}

#[test]
fn sections_end_with_the_writers_elements() {
    let body = plain("<details>\n\n# A\n\nx\n\n</details>\n\ny").body;
    assert_eq!(shown(&body, body.headings[0].section.clone()), "{HeadingStart 0}A{HeadingEnd 0}\n<p>‹x›</p>\n");
}

#[test]
fn words_are_set_in_the_entrys_language() {
    let body = parse("\"*One*\" -- it's `--` \\\"two\\\" &quot;", RawHtml::Sanitize, true).0.body;
    assert_eq!(shown(&body, 0..body.end()), "<p>‹“›<em>‹One›</em>‹” – it’s ›<code>--</code>‹ &quot;two&quot; &quot;›</p>\n");
}

#[test]
fn mentions_have_their_sentence() {
    let parsed = plain("First. Then [[a|they]] and\n*others* said so [@s]. Last.\n\n- item [b](b.md)\n\n![[c]]");
    let mentions: Vec<_> =
        parsed.mentions.iter().map(|m| (&*m.name, &*m.sentence, &m.sentence[m.words.start as usize..m.words.end as usize])).collect();
    let sentence = "Then they and others said so.";
    assert_eq!(mentions, [("a", sentence, "they"), ("s", sentence, ""), ("b.md", "item b", "b"), ("c", "c", "c")]);
    assert_eq!(&*parsed.excerpt.text, "First. Then they and others said so. Last. item b");
    assert_eq!(parsed.body.words, 10);
}

#[test]
fn an_excerpt_tells_names_from_words() {
    let excerpt = plain("See [[nexta]],\n[[Two words]] and [[b|their]] *[[c]]*\u{a0}[[d#e]].\n\nMore [[f]].").excerpt;
    assert_eq!(&*excerpt.text, "See nexta, Two words and their c d. More f.");
    let names: Vec<_> = excerpt.names.iter().map(|name| &excerpt.text[name.start as usize..name.end as usize]).collect();
    assert_eq!(names, ["nexta", "c", "d", "f"]);
}

#[test]
fn a_text_of_the_front_matter_is_one_paragraph() {
    let settings = Markdown { raw_html: RawHtml::Sanitize, quotes: true, autolink: true, languages: Vec::new() };
    let line = |text| {
        let body = inline(text, &SourceId::new("a"), &settings, &Lang::new("en"));
        shown(&body, body.first_paragraph(&(0..body.end())).unwrap_or(0..0))
    };
    assert_eq!(line("# \"No\" *heading*\n\n- [[a]]"), "‹# “No” ›<em>‹heading›</em>‹ - ›{Link 0}");
    assert_eq!(line("@a ![[b]]"), "{CiteInText 0}‹ ›{EmbedInline 1}");
    assert_eq!(line(""), "");
}

#[test]
fn the_digest_follows_the_text_and_not_its_lines() {
    let digest = |text| plain(text).body.digest();
    assert_eq!(digest("a\n\n[[b]]"), digest("a\n\n\n\n[[b]]"));
    for other in ["a\n\n[[c]]", "a\n\n[[b#d]]", "a b\n\n[[b]]", "a\n\n![[b]]"] {
        assert_ne!(digest("a\n\n[[b]]"), digest(other));
    }
}

#[test]
fn depth_is_bounded() {
    for text in [
        ">".repeat(10_000),
        "*".repeat(20_000) + "a" + &"*".repeat(20_000),
        "- ".repeat(10_000),
        "[".repeat(50_000),
        "![[".repeat(10_000),
        "<b>".repeat(10_000),
    ] {
        let html = plain(&(text + "x")).body.html;
        assert!(html.matches("</").count() <= 2 * DEEPEST + 10, "{}", &html[..100]);
    }
}
