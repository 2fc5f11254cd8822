//! Views of the law made by hand, with everything in them that one may have.

use super::samples::{plain, reference, text};
use crate::view::*;

fn day() -> LawDay {
    LawDay { text: text("18 August 2021"), edtf: text("2021-08-18"), as_of: true }
}

fn stamp(weight: &str) -> Stamp {
    Stamp { instrument: plain("Extremist <formation>", "instruments/f/index.html"), weight: text(weight) }
}

fn act(precision: &'static str) -> Act {
    let mut draft = plain("Чарнавік", "");
    draft.lang = text("be");
    let refs = || vec![plain("KGB", "actors/kgb/index.html"), draft.clone()];
    Act {
        entry: reference("The act", "designations/act/index.html"),
        precision,
        stamp: stamp("double"),
        subjects: refs(),
        by: refs(),
        under: refs(),
        in_force: text("since 18 August 2021"),
        force: "in-force",
        force_label: text("in force"),
        note: text("Known from <em>a report</em>."),
        sources: refs(),
        questions: refs(),
        gap: text("11 to 71 days"),
        costs: vec![Cost {
            entry: plain("If you repost", "effects/repost/index.html"),
            words: vec![Word { word: text("criminal"), label: text("criminal") }],
        }],
    }
}

fn effect() -> Effect {
    let consequence =
        |word: &str| Consequence { word: text(word), label: text(word), amount: text("up to 7 years"), text: text("So <em>AFP</em>.") };
    Effect {
        entry: reference("If you repost", "effects/repost/index.html"),
        conduct: text("Passes it <em>on</em>"),
        consequences: ["administrative", "either", "criminal", "unclear", "none"].map(consequence).to_vec(),
        stamps: vec![stamp("thin"), stamp("thick"), stamp("filled")],
        under: vec![plain("Article 19.11", "provisions/a/index.html")],
        in_force: text("since 2021"),
        force: "unsure",
        force_label: text("may be in force"),
        standing: text("disputed"),
        standing_label: text("disputed"),
        review: vec![Review {
            provision: plain("Article 19.11", "provisions/a/index.html"),
            date: text("May 2024"),
            edtf: text("2024-05"),
        }],
        cases: vec![plain("A case", "cases/x/index.html")],
        more_cases: 3,
    }
}

fn groups() -> Vec<WhoEffects> {
    let group = |who: &str| WhoEffects {
        who: vec![plain(who, &format!("matrix/{who}/index.html"))],
        id: format!("who:{who}").into(),
        effects: vec![effect(), effect()],
        more: 2,
    };
    vec![group("reader"), group("donor")]
}

/// What the law says of an entry of this kind, with everything it may say.
pub fn law(of: &str) -> Law {
    Law {
        of: text(of),
        day: day(),
        acts: vec![act("day"), act("span"), act("unsure")],
        more: 4,
        all: Some(plain("All", "register/instrument/f/index.html")),
        publisher: Some(plain("Belsat", "actors/belsat/index.html")),
        publisher_acts: vec![act("day")],
        issued_by: vec![plain("KGB", "actors/kgb/index.html")],
        under: vec![plain("The law", "provisions/law/index.html")],
        amended: vec![Amendment { date: text("May 2024"), edtf: text("2024-05"), note: text("The <em>maximum</em>.") }],
        groups: groups(),
        effect: Some(effect()),
    }
}

fn filters() -> Vec<LawFilter> {
    let filter =
        |weight: &str| LawFilter { entry: plain("KGB", "register/by/kgb/index.html"), weight: text(weight), count: 3, current: true };
    vec![filter(""), filter("thick")]
}

fn pages() -> Vec<PageLink> {
    vec![PageLink { number: 1, address: text("register/index.html"), current: true }]
}

/// The register with everything that it may have.
pub fn register_page() -> RegisterPage {
    RegisterPage {
        filter: "by",
        only: Some(plain("KGB", "actors/kgb/index.html")),
        whole: plain("Register", "register/index.html"),
        day: day(),
        total: 1,
        in_force: 1,
        instruments: filters(),
        bodies: filters(),
        chains: vec![Chain {
            id: text("subject:1"),
            subject: plain("Belsat", "actors/belsat/index.html"),
            acts: vec![act("day")],
            more: 1,
        }],
        pages: pages(),
        previous: Some(plain("1", "register/index.html")),
        next: None,
    }
}

/// The matrix with everything that it may have.
pub fn matrix_page() -> MatrixPage {
    MatrixPage {
        who: text("reader"),
        whole: plain("Matrix", "matrix/index.html"),
        day: LawDay { as_of: false, ..day() },
        filters: filters(),
        groups: groups(),
        labels: vec![stamp("thin"), stamp("filled")],
        rows: vec![MatrixRow {
            effect: effect(),
            who: vec![plain("reader", "matrix/reader/index.html")],
            cells: vec![
                MatrixCell { stamps: vec![stamp("thin")], follows: false },
                MatrixCell { stamps: vec![stamp("filled")], follows: true },
            ],
        }],
        away: vec![plain("It ended", "effects/ended/index.html")],
        pages: pages(),
        previous: None,
        next: Some(plain("2", "matrix/page-2/index.html")),
    }
}
