//! From the words of a card to pixels: an open account book, the title on the left page, the sign on the right one.
//!
//! In: a `Card`. Out: the bytes of a PNG, as `file` writes it. This is the only place that names the library which draws. All that
//! is the same on every card is drawn once; no system font is ever loaded.

use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::file::{INK, INK2, LEAF, PAPER, RULE, RULE2, STAMP, png, rows};
use super::letters::{Face, LABEL, TITLE, composed};
use super::{Card, HEIGHT, Sign, WIDTH};
use crate::parse::body::escape::escape;

/// Where the left page begins and how wide its text is, in pixels.
const LEFT: f32 = 72.0;
const LEFT_WIDTH: f32 = 664.0;
/// The same of the right page.
const RIGHT: f32 = 852.0;
const RIGHT_WIDTH: f32 = 300.0;
/// Between these two rules the title stands.
const HEAD_RULE: f32 = 122.0;
const FOOT_RULE: f32 = 540.0;
/// The line at the foot of both pages.
const FOOT: f32 = 594.0;

/// Sizes of the title, from large to small, with the lines that fit at each between the two rules.
const SIZES: [(f32, usize); 5] = [(76.0, 4), (66.0, 5), (56.0, 6), (48.0, 7), (42.0, 8)];
/// The same of what a sign means.
const MEANINGS: [(f32, usize); 4] = [(34.0, 4), (30.0, 4), (26.0, 5), (23.0, 6)];
/// How far apart lines are, in sizes.
const LEADING: f32 = 1.16;
/// The size of all other words.
const SMALL: f32 = 28.0;

/// The library's settings: our own fonts alone, and no other is looked for.
static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for face in [&*TITLE, &*LABEL] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.font)));
    }
    let mut options = Options { fontdb: Arc::new(fonts), font_family: LABEL.family.to_owned(), ..Options::default() };
    options.font_resolver.select_fallback = Box::new(|_, _, _| None);
    options
});

/// The empty book, which every card is drawn on.
static BOOK: LazyLock<Pixmap> = LazyLock::new(|| {
    let mut svg = String::new();
    rect(&mut svg, PAPER, (0.0, 0.0, 1200.0, 630.0));
    rect(&mut svg, LEAF, (809.0, 0.0, 391.0, 630.0));
    for y in [HEAD_RULE, FOOT_RULE] {
        rect(&mut svg, RULE, (LEFT, y, LEFT_WIDTH, 2.0));
        rect(&mut svg, RULE, (RIGHT, y, 1200.0 - RIGHT, 2.0));
    }
    for x in [797.0, 806.0] {
        rect(&mut svg, RULE2, (x, 0.0, 3.0, 630.0));
    }
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).expect("a card has a size");
    draw_on(&mut pixels, &svg);
    pixels
});

/// The blank book: what may be shown of a page that says nothing of itself outside.
static BLANK: LazyLock<Arc<[u8]>> = LazyLock::new(|| {
    let mut pixels = BOOK.clone();
    let mut svg = String::new();
    two_pages(&mut svg, "retracted-without-line", (LEFT, 250.0), 12.0);
    draw_on(&mut pixels, &svg);
    file(&pixels)
});

/// The empty book as the rows of a file, two pixels a byte.
static BOOK_ROWS: LazyLock<Vec<u8>> = LazyLock::new(|| rows(&BOOK));

/// The picture of a card.
pub fn draw(card: &Card) -> Arc<[u8]> {
    let mut svg = String::with_capacity(2048);
    left(&mut svg, card);
    right(&mut svg, card);
    let mut pixels = BOOK.clone();
    draw_on(&mut pixels, &svg);
    file(&pixels)
}

/// Pixels that were drawn on the empty book, as a file.
fn file(pixels: &Pixmap) -> Arc<[u8]> {
    png(pixels, &BOOK, &BOOK_ROWS)
}

/// The picture of a page of which nothing may be said.
pub fn blank() -> Arc<[u8]> {
    Arc::clone(&BLANK)
}

/// The letters of the title that are in no font, if its short form cannot be drawn either.
pub fn missing(card: &Card) -> String {
    if title(card).is_some() { String::new() } else { TITLE.missing(&composed(&card.title)) }
}

/// The title as it is drawn, or else its short form, if the font has all its letters.
pub fn title(card: &Card) -> Option<String> {
    let titles = [&card.title, &card.short_title].into_iter().filter(|title| !title.is_empty());
    titles.map(|title| composed(title)).find(|title| TITLE.missing(title).is_empty())
}

fn left(svg: &mut String, card: &Card) {
    one_line(svg, &LABEL, &card.kind, INK2, (LEFT, 94.0), SMALL, LEFT_WIDTH);
    let title = title(card).unwrap_or_default();
    let (size, lines) = fitted(&TITLE, &title, &SIZES, LEFT_WIDTH);
    let mut y = HEAD_RULE + 12.0 + size;
    for line in lines {
        text(svg, &TITLE, &line, INK, (LEFT, y), size);
        y += size * LEADING;
    }
    two_pages(svg, "claimed", (LEFT, FOOT - 20.0), 1.5);
    one_line(svg, &LABEL, &card.site, INK, (LEFT + 44.0, FOOT), SMALL, LEFT_WIDTH - 44.0);
}

fn right(svg: &mut String, card: &Card) {
    let at = (RIGHT, HEAD_RULE + 34.0);
    let below = match &card.sign {
        Sign::Blank => HEAD_RULE,
        Sign::Standing(word) => {
            two_pages(svg, word, at, 10.0);
            at.1 + 140.0
        }
        Sign::Strokes(word) => {
            strokes(svg, word, at, 10.0);
            at.1 + 140.0
        }
        Sign::Stamp(weight) => {
            stamp(svg, weight, &card.meaning, at);
            0.0
        }
    };
    if below > 0.0 {
        meaning(svg, &card.meaning, (RIGHT, below + 56.0));
    }
    one_line(svg, &LABEL, &card.reviewed, INK2, (RIGHT, FOOT_RULE - 20.0), SMALL - 4.0, RIGHT_WIDTH);
    one_line(svg, &LABEL, &card.day, INK, (RIGHT, FOOT), SMALL, RIGHT_WIDTH);
}

/// Two pages: the left one is the claimant's, the right one everybody else's. Units are those of the theme's own sign.
fn two_pages(svg: &mut String, standing: &str, (x, y): (f32, f32), scale: f32) {
    let (filled, drawn) = match standing {
        "confirmed" => ("M1 1h8v12H1zM11 1h8v12h-8z", ""),
        "partly-confirmed" => ("M1 1h8v12H1zM11 7h8v6h-8z", "M11.75 1.75h6.5v10.5h-6.5z"),
        "disputed" => ("M1 1h8v12H1z", "M11.75 1.75h6.5v10.5h-6.5zM11.9 8.2l5.6-6M12.2 12l6-6.3"),
        "denied" => ("M1 1h8v12H1z", "M11.75 1.75h6.5v10.5h-6.5zM12 2l6 10M18 2l-6 10"),
        "retracted" => ("", "M1.75 1.75h6.5v10.5h-6.5zM11.75 1.75h6.5v10.5h-6.5zM-.5 7h21"),
        "retracted-without-line" => ("", "M1.75 1.75h6.5v10.5h-6.5zM11.75 1.75h6.5v10.5h-6.5z"),
        _ => ("M1 1h8v12H1z", "M11.75 1.75h6.5v10.5h-6.5z"),
    };
    // The sign begins one unit inside its box: its left edge is to stand where text begins.
    let (x, ink) = (x - scale, hex(INK));
    let _infallible = write!(
        svg,
        "<g transform=\"translate({x} {y}) scale({scale})\"><path fill=\"{ink}\" d=\"{filled}\"/>\
         <path fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.5\" d=\"{drawn}\"/></g>"
    );
}

/// Strokes as on a tally.
fn strokes(svg: &mut String, word: &str, (x, y): (f32, f32), scale: f32) {
    let (drawn, dashes) = match word {
        "criminal" => ("M1 1v12M5.5 1v12M10 1v12", ""),
        "either" => ("M1 1v12M5.5 1v12", ""),
        "administrative" => ("M1 1v12", ""),
        "none" => ("M.3 12.2h12", "1.6 1.8"),
        _ => ("M1 1v12", "2.4 2.2"),
    };
    let colour = hex(STAMP);
    let _infallible = write!(
        svg,
        "<g transform=\"translate({x} {y}) scale({scale})\"><path fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.4\" \
         stroke-dasharray=\"{}\" d=\"{drawn}\"/></g>",
        if dashes.is_empty() { "none" } else { dashes }
    );
}

/// A stamp: the name of a label in a frame that gets heavier with it.
fn stamp(svg: &mut String, weight: &str, name: &str, (x, y): (f32, f32)) {
    const INSIDE: f32 = 22.0;
    let name = composed(name);
    let name = if LABEL.missing(&name).is_empty() { name } else { String::new() };
    let width = RIGHT_WIDTH - 2.0 * INSIDE;
    let (size, lines) = fitted(&LABEL, &name, &MEANINGS, width);
    let widest = lines.iter().map(|line| LABEL.width(line, size)).fold(120.0, f32::max);
    #[expect(clippy::cast_precision_loss, reason = "there are a few lines")]
    let height = lines.len() as f32 * size * 1.25 + 2.0 * INSIDE - 6.0;
    let (w, h) = (widest + 2.0 * INSIDE, height);
    let colour = hex(STAMP);
    let mut frame = |inset: f32, line: f32| {
        let _infallible = write!(
            svg,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{line}\"/>",
            x + inset,
            y + inset,
            w - 2.0 * inset,
            h - 2.0 * inset
        );
    };
    match weight {
        "filled" => rect(svg, STAMP, (x, y, w, h)),
        "thick" => frame(4.0, 8.0),
        "double" => {
            frame(1.5, 3.0);
            frame(8.5, 3.0);
        }
        _ => frame(1.5, 3.0),
    }
    let ink = if weight == "filled" { LEAF } else { STAMP };
    let mut line_y = y + INSIDE + size - 6.0;
    for line in &lines {
        text(svg, &LABEL, line, ink, (x + INSIDE, line_y), size);
        line_y += size * 1.25;
    }
}

/// A text at the first of these sizes at which it fits, cut at the last one if at none.
fn fitted(face: &Face, words: &str, sizes: &[(f32, usize)], width: f32) -> (f32, Vec<String>) {
    let fits = sizes.iter().find_map(|(size, most)| Some((*size, face.lines(words, *size, width, *most)?)));
    let (smallest, most) = sizes[sizes.len() - 1];
    fits.unwrap_or_else(|| (smallest, face.cut(words, smallest, width, most)))
}

/// What the sign means, in a few lines; nothing if a letter is in no font.
fn meaning(svg: &mut String, words: &str, (x, mut y): (f32, f32)) {
    let words = composed(words);
    if !LABEL.missing(&words).is_empty() {
        return;
    }
    let (size, lines) = fitted(&LABEL, &words, &MEANINGS, RIGHT_WIDTH);
    for line in lines {
        text(svg, &LABEL, &line, INK, (x, y), size);
        y += size * 1.25;
    }
}

/// Words in one line, smaller if they would not fit, and cut if they would then not; nothing if a letter is in no font.
fn one_line(svg: &mut String, face: &Face, words: &str, colour: [u8; 3], at: (f32, f32), size: f32, width: f32) {
    let words = composed(words);
    if words.trim().is_empty() || !face.missing(&words).is_empty() {
        return;
    }
    let size = if face.width(&words, size) > width { (size * width / face.width(&words, size)).max(size * 0.75).floor() } else { size };
    for line in face.cut(&words, size, width, 1) {
        text(svg, face, &line, colour, at, size);
    }
}

fn text(svg: &mut String, face: &Face, words: &str, colour: [u8; 3], (x, y): (f32, f32), size: f32) {
    let _infallible =
        write!(svg, "<text x=\"{x}\" y=\"{y}\" font-family=\"{}\" font-size=\"{size}\" fill=\"{}\">", face.family, hex(colour));
    escape(svg, words);
    svg.push_str("</text>");
}

fn rect(svg: &mut String, colour: [u8; 3], (x, y, width, height): (f32, f32, f32, f32)) {
    let _infallible = write!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", hex(colour));
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Draws elements over what is there.
fn draw_on(pixels: &mut Pixmap, elements: &str) {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">{elements}</svg>");
    let tree = Tree::from_str(&svg, &OPTIONS).expect("elements are written above, and words in them are escaped and without controls");
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card {
        Card {
            title: title.into(),
            kind: "claim".into(),
            sign: Sign::Standing("disputed".into()),
            meaning: "аспрэчваецца".into(),
            reviewed: "праверана".into(),
            day: "22 лістапада 2026 г.".into(),
            site: "Беларусь: заявы і ярлыкі".into(),
            ..Card::default()
        }
    }

    /// How many pixels of a rectangle are not as in the empty book.
    fn changed(picture: &[u8], (left, top, right, bottom): (usize, usize, usize, usize)) -> usize {
        let pixels = |bytes: &[u8]| {
            let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
            let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
            reader.next_frame(&mut pixels).expect("pixels");
            pixels
        };
        let (own, empty, width) = (pixels(picture), pixels(&file(&BOOK)), WIDTH as usize);
        let at = |pixels: &[u8], x: usize, y: usize| pixels[(y * width + x) / 2] >> (4 * (1 - x % 2)) & 15;
        (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))).filter(|(x, y)| at(&own, *x, *y) != at(&empty, *x, *y)).count()
    }

    const TITLE_PART: (usize, usize, usize, usize) = (72, 124, 740, 540);

    #[test]
    fn words_are_drawn_and_stay_on_their_page() {
        let long = "Ўсё, што кажуць пра тое, каго і за што прызналі «экстрэмісцкім фарміраваннем», і што з гэтага вынікае ".repeat(6);
        for title in ["П’ять", "Five terabytes", &long, &"Ш".repeat(400)] {
            let picture = draw(&card(title));
            assert!(changed(&picture, TITLE_PART) > 1000, "{title}");
            for (x, y) in [(72, 66), (130, 565), (852, 156), (852, 300), (852, 490), (852, 560)] {
                assert!(changed(&picture, (x, y, x + 300, y + 50)) > 100, "{title}: nothing at {x}, {y}");
            }
            for margin in [(0, 0, 70, 630), (742, 0, 850, 630), (1160, 0, 1200, 630), (0, 0, 1200, 60), (0, 606, 1200, 630)] {
                assert_eq!(changed(&picture, margin), 0, "{title}: something at {margin:?}");
            }
        }
    }

    #[test]
    fn a_letter_that_no_font_has_is_never_an_empty_box() {
        let mut chinese = card("五太字节");
        assert_eq!(missing(&chinese), "五太字节");
        assert_eq!(changed(&draw(&chinese), TITLE_PART), 0);
        chinese.short_title = "Five".into();
        assert_eq!(missing(&chinese), "");
        assert!(changed(&draw(&chinese), TITLE_PART) > 1000);
        chinese.kind = "声明".into();
        assert_eq!(changed(&draw(&chinese), (72, 0, 740, 120)), 0);
    }

    #[test]
    fn the_same_words_are_the_same_bytes_and_nothing_else_is_in_the_file() {
        let picture = draw(&card("П’ять & <b>"));
        assert_eq!(picture, draw(&card("П’ять & <b>")));
        assert!(picture.len() < 20 << 10, "{} bytes", picture.len());
        let mut chunks = Vec::new();
        let mut at = 8;
        while at < picture.len() {
            let length = u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes")) as usize;
            chunks.push(String::from_utf8_lossy(&picture[at + 4..at + 8]).into_owned());
            at += 12 + length;
        }
        chunks.dedup();
        assert_eq!(chunks, ["IHDR", "PLTE", "IDAT", "IEND"]);
        assert!(changed(&blank(), (0, 0, 1200, 630)) > 100);
    }

    #[test]
    fn signs_and_stamps_differ_by_what_they_mean() {
        let signs = ["claimed", "partly-confirmed", "confirmed", "disputed", "denied", "retracted"].map(|word| Sign::Standing(word.into()));
        let stamps = ["thin", "double", "thick", "filled"].map(|weight| Sign::Stamp(weight.into()));
        let strokes = ["administrative", "either", "criminal", "unclear", "none"].map(|word| Sign::Strokes(word.into()));
        let all: std::collections::BTreeSet<_> =
            signs.into_iter().chain(stamps).chain(strokes).map(|sign| draw(&Card { sign, ..card("A") })).collect();
        assert_eq!(all.len(), 15);
    }

    /// `cargo test --release --lib cards::draw -- --ignored --nocapture` says what a card costs.
    #[test]
    #[ignore = "it measures and decides nothing"]
    #[expect(clippy::print_stderr, clippy::disallowed_methods, reason = "it measures")]
    fn what_a_card_costs() {
        let cards: Vec<Card> = (0..200).map(|n| card(&format!("Пяць тэрабайтаў: што група кажа і хто гэта праверыў, {n}"))).collect();
        drop(draw(&cards[0]));
        let before = std::time::Instant::now();
        let bytes: usize = cards.iter().map(|card| draw(card).len()).sum();
        eprintln!("{:?} and {} bytes a card", before.elapsed() / 200, bytes / 200);
    }
}
