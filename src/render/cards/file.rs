//! From pixels to the bytes of a PNG. This is the only place that names the library which writes them.
//!
//! A file has no words beside its pixels, no date and no name of a program, and few colours: what was blended between two of them
//! becomes the nearest of a fixed list, which keeps files small and hides the last bit in which one processor may blend otherwise
//! than another.

use std::sync::{Arc, LazyLock};

use ahash::HashMap;
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

use super::{HEIGHT, WIDTH};

/// The colours of the theme `ledger`, as it has them in the light.
pub const PAPER: [u8; 3] = [0xfc, 0xfc, 0xf8];
pub const LEAF: [u8; 3] = [0xed, 0xf2, 0xe8];
pub const INK: [u8; 3] = [0x17, 0x21, 0x1b];
pub const INK2: [u8; 3] = [0x47, 0x53, 0x4b];
pub const RULE: [u8; 3] = [0xc3, 0xcd, 0xc0];
pub const RULE2: [u8; 3] = [0x75, 0x83, 0x7a];
pub const STAMP: [u8; 3] = [0x4a, 0x2a, 0x9e];

/// All colours of a file, sixteen so that a byte holds two pixels: what is drawn, and between ink and page what the edges of letters
/// need, in eighths of the ink. Where there is much of it, paper and leaf share a colour.
static PALETTE: LazyLock<[[u8; 3]; 16]> = LazyLock::new(|| {
    let on_paper = |eighths: u16| blend(INK, PAPER, eighths);
    let on_leaf = |eighths: u16| blend(INK, LEAF, eighths);
    let stamped = |eighths: u16| blend(STAMP, LEAF, eighths);
    [
        PAPER,
        LEAF,
        RULE,
        RULE2,
        INK,
        on_paper(1),
        on_leaf(1),
        on_paper(2),
        on_leaf(2),
        on_paper(3),
        on_paper(4),
        INK2,
        STAMP,
        stamped(2),
        stamped(4),
        stamped(6),
    ]
});

/// How hard a file is compressed, of nine; `docs/cards.md` has what others take.
const LEVEL: u8 = 2;

/// How many pixels are compared at once with the empty book; a row holds a whole number of them.
const TOGETHER: usize = 16;

/// Pixels as a PNG with a palette. What is as in the empty book is taken from its rows.
pub fn png(pixels: &Pixmap, book: &Pixmap, book_rows: &[u8]) -> Arc<[u8]> {
    let mut shades = Shades::default();
    let mut rows = book_rows.to_vec();
    let parts = pixels.data().chunks_exact(TOGETHER * 4).zip(book.data().chunks_exact(TOGETHER * 4));
    for (part, _) in parts.enumerate().filter(|(_, (drawn, empty))| drawn != empty) {
        let drawn = &pixels.pixels()[part * TOGETHER..][..TOGETHER];
        for (byte, two) in rows[part * TOGETHER / 2..].iter_mut().zip(drawn.chunks_exact(2)) {
            *byte = shades.packed(two);
        }
    }
    let mut out = Vec::with_capacity(32 << 10);
    let mut encoder = ::png::Encoder::new(&mut out, WIDTH, HEIGHT);
    encoder.set_color(::png::ColorType::Indexed);
    encoder.set_depth(::png::BitDepth::Four);
    encoder.set_palette(PALETTE.concat());
    encoder.set_filter(::png::Filter::NoFilter);
    encoder.set_deflate_compression(::png::DeflateCompression::Level(LEVEL));
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&rows)?;
        writer.finish()
    });
    written.expect("memory takes all that is written to it, and there are as many rows as the head says");
    out.into()
}

/// Pixels as the rows of a file, two a byte.
pub fn rows(pixels: &Pixmap) -> Vec<u8> {
    let mut shades = Shades::default();
    pixels.pixels().chunks_exact(2).map(|two| shades.packed(two)).collect()
}

/// Shades with the indices of their nearest colours: a picture has a few hundred, at the edges of letters, and long runs of one.
#[derive(Default)]
struct Shades {
    known: HashMap<[u8; 3], u8>,
    last: Option<([u8; 3], u8)>,
}

impl Shades {
    /// Two pixels as one byte.
    fn packed(&mut self, two: &[PremultipliedColorU8]) -> u8 {
        self.index(two[0]) << 4 | self.index(two[1])
    }

    fn index(&mut self, pixel: PremultipliedColorU8) -> u8 {
        let shade = [pixel.red(), pixel.green(), pixel.blue()];
        if let Some((last, index)) = self.last
            && last == shade
        {
            return index;
        }
        let index = *self.known.entry(shade).or_insert_with(|| nearest(shade));
        self.last = Some((shade, index));
        index
    }
}

/// The index of the nearest colour; of two as near the first one.
fn nearest(own: [u8; 3]) -> u8 {
    let far = |colour: &[u8; 3]| colour.iter().zip(own).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum::<u32>();
    let nearest = (0_u8..).zip(PALETTE.iter()).min_by_key(|(_, colour)| far(colour));
    nearest.map_or(0, |(index, _)| index)
}

/// A colour over another, in eighths of the first.
fn blend(over: [u8; 3], under: [u8; 3], eighths: u16) -> [u8; 3] {
    let one = |n: usize| (u16::from(over[n]) * eighths + u16::from(under[n]) * (8 - eighths) + 4) / 8;
    [0, 1, 2].map(|n| u8::try_from(one(n)).expect("a mean of two bytes is a byte"))
}
