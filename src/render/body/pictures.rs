//! Pictures and figures. No page asks anybody else for a picture: one from outside is a link to it.

use super::links::written;
use super::{Page, Shown};
use crate::link::{File, Miss, Resolution};
use crate::model::Target;

impl<'a> Page<'a> {
    /// A picture.
    pub(super) fn picture(&mut self, shown: Shown<'a>, number: u32) {
        let Some(target) = shown.body.targets.get(number as usize) else { return };
        match self.dossier.resolve(shown.entry, target) {
            Resolution::File(file) if !self.words.pictures => self.in_words(file, target),
            Resolution::File(file) => self.known_picture(file, target, true),
            Resolution::Outside if self.in_link == 0 => {
                self.start_anchor(&[&target.name], target);
                self.out.push('>');
                self.alternative(target);
                self.out.push_str("</a>");
            }
            // The writer's address is the best that is known; it lies within the site in any case.
            Resolution::Miss(Miss::NoFile(_)) => self.tag(&written(target), target, None, true),
            _ => self.alternative(target),
        }
    }

    /// A picture with a title, alone in its paragraph.
    pub(super) fn figure(&mut self, shown: Shown<'a>, number: u32) {
        let Some(target) = shown.body.targets.get(number as usize) else { return };
        let (Resolution::File(file), Some(title)) = (self.dossier.resolve(shown.entry, target), &target.title) else {
            self.out.push_str("<p>");
            self.picture(shown, number);
            self.out.push_str("</p>");
            return;
        };
        self.out.push_str("<figure>\n");
        if self.words.pictures {
            self.known_picture(file, target, false);
        } else {
            self.in_words(file, target);
        }
        self.out.push_str("\n<figcaption>");
        self.escaped(title);
        self.out.push_str("</figcaption>\n</figure>");
    }

    /// A link to a picture, for a theme that shows none. One without words says nothing, and so nothing stands for it.
    fn in_words(&mut self, file: &File, target: &Target) {
        let Some(words) = &target.text else { return };
        if self.in_link > 0 {
            self.escaped(words);
            return;
        }
        self.out.push_str("<a href=\"");
        crate::parse::body::escape::escape_address(&mut self.out, &format!("{}{}", self.spot.root, file.address));
        self.out.push_str("\">");
        self.escaped(words);
        self.out.push_str("</a>");
    }

    fn known_picture(&mut self, file: &File, target: &Target, with_title: bool) {
        let size = match (file.asset.pixels, target.width) {
            (Some((width, height)), Some(wanted)) if width > 0 => {
                let scaled = u64::from(height) * u64::from(wanted) / u64::from(width);
                format!(" width=\"{wanted}\" height=\"{}\"", scaled.max(1))
            }
            (Some((width, height)), None) => format!(" width=\"{width}\" height=\"{height}\""),
            (_, Some(wanted)) => format!(" width=\"{wanted}\""),
            (None, None) => String::new(),
        };
        let attributes = format!("{size} loading=\"lazy\" decoding=\"async\"");
        let address = format!("{}{}", self.spot.root, file.address);
        self.tag(&address, target, Some(&attributes), with_title);
    }

    fn tag(&mut self, address: &str, target: &Target, attributes: Option<&str>, with_title: bool) {
        self.out.push_str("<img src=\"");
        crate::parse::body::escape::escape_address(&mut self.out, address);
        self.out.push_str("\" alt=\"");
        self.escaped(target.text.as_deref().unwrap_or(""));
        self.out.push('"');
        if let Some(title) = target.title.as_ref().filter(|_| with_title) {
            self.out.push_str(" title=\"");
            self.escaped(title);
            self.out.push('"');
        }
        self.out.push_str(attributes.unwrap_or(""));
        self.out.push_str(" />");
    }

    /// What stands for a picture that is not shown.
    fn alternative(&mut self, target: &Target) {
        let words = target.text.as_ref().unwrap_or(&target.name);
        self.escaped(words);
    }
}
