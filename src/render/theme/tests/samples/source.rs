//! A source with everything that one may have.

use super::{plain, text};

/// A source of the samples.
pub fn source(number: u32) -> crate::view::Source {
    crate::view::Source::from(crate::view::SourceFields {
        number,
        marks: if number == 2 { "names" } else { "numbers" },
        before: text("AFP. "),
        title: text("Belarus Brands Group &amp; More"),
        after: text(". <i>The Moscow Times</i>, 18 August 2021."),
        cited: text(
            "AFP. <a href=\"../../sources/afp/index.html\">Belarus Brands Group &amp; More</a>. <i>The Moscow Times</i>, 18 August 2021.",
        ),
        accessed: text("19 August 2021"),
        accessed_edtf: text("2021-08-19"),
        reliability: text("independent"),
        reliability_label: text("independent"),
        found: text("<a href=\"https://news.example/afp\" rel=\"noreferrer\">the document</a> read on 19 August 2021. "),
        trust: text("in Belarusian. reliability: independent. "),
        listed: vec![crate::view::Listed {
            is_document: number == 1,
            label: text("Extremist materials"),
            since: text("18 August 2021"),
            edtf: text("2021-08-18"),
            entry: plain("Listed", "designations/listed/index.html"),
        }],
        id: if number == 0 { text("source:other") } else { format!("source:{number}").into() },
        entry: plain("Belarus Brands Group Who Claimed to Hack Interior Ministry ‘Extremist’", "sources/afp/index.html"),
        publisher: text("AFP"),
        url: text("https://news.example/afp"),
        is_linked: number == 2,
        archive_url: text("https://archive.example/afp"),
        language: text("be"),
        places: if number == 0 { Vec::new() } else { vec![format!("cite:{number}:1").into(), format!("cite:{number}:2").into()] },
    })
}
