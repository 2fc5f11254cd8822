//! Views of the ledger and of questions, made by hand.

use super::*;

/// A claim with a step and with answers, one of them silence.
pub fn claim_page(body: &str) -> EntryPage {
    let actor = || plain("Interior Ministry", "actors/mia/index.html");
    let voice = |answer: &str, silence: &str| Voice {
        by: actor(),
        answer: text(answer),
        answer_label: text(answer),
        date: text("18 August 2021"),
        edtf: text("2021-08-18"),
        silence: text(silence),
        note: text("Did <em>not</em> reply."),
        sources: vec![plain("A report", "sources/afp/index.html")],
    };
    let step = |until: &str| AccountStep {
        since: text("August 2021"),
        since_edtf: text("2021-08"),
        until: text(until),
        until_edtf: text(""),
        standing: text("claimed"),
        standing_label: text("claimed"),
        by: vec![actor(), plain("A draft", "")],
        sources: vec![plain("A report", "sources/afp/index.html")],
        note: text("Told to <em>AFP</em>."),
    };
    let account = ClaimAccount {
        standing: text("claimed"),
        standing_label: text("claimed"),
        meaning: text("Nobody else has confirmed it."),
        statement: text("More than <em>5 terabytes</em>."),
        claimed_by: vec![actor()],
        about: vec![reference("Operation Heatwave", "claims/heatwave/index.html")],
        steps: vec![step("14 September 2021"), step("")],
        answers: vec![voice("denies", ""), voice("silent", "since 18 August 2021")],
        lang: text("be"),
    };
    EntryPage { account: Some(account), card: Vec::new(), ..entry_page(body, 2) }
}

/// A question with two accounts, one of which nobody in particular gives.
pub fn question_page(body: &str) -> EntryPage {
    let account = |by: Vec<Ref>| QuestionAccount {
        says: text("It was <em>measured</em>."),
        by,
        sources: vec![plain("A report", "sources/afp/index.html")],
    };
    let accounts = vec![account(vec![plain("AFP", "actors/afp/index.html")]), account(Vec::new())];
    let question = QuestionAccounts { status: text("open"), status_label: text("open"), accounts, lang: text("be") };
    EntryPage { question: Some(question), card: Vec::new(), ..entry_page(body, 2) }
}

/// The second page of a ledger with a picture, which no real page has both.
pub fn ledger_page() -> LedgerPage {
    let choice = |title: &str, standing: &str, current| LedgerChoice {
        to: plain(title, "ledger/x/index.html"),
        standing: text(standing),
        count: Some(3),
        current,
    };
    let filters = |sort: &'static str, all| LedgerFilters {
        sort,
        label: text(sort),
        choices: vec![choice("all claims", "", true), choice("claimed", "claimed", false)],
        all,
    };
    let answer = RowAnswer { by: plain("AFP", "actors/afp/index.html"), answer: text("silent"), answer_label: text("no answer") };
    let row = |answers| LedgerRow {
        entry: foreign(reference("Five <terabytes>", "claims/five-terabytes/index.html")),
        date: text("August 2021"),
        edtf: text("2021-08"),
        claimed_by: vec![plain("Cyber Partisans", "actors/cp/index.html")],
        answers,
    };
    let picture = LedgerPicture {
        svg: text(
            "<svg class=\"standings\" role=\"group\" aria-labelledby=\"ledger:picture-title\"><desc id=\"ledger:picture-title\">T</desc></svg>",
        ),
        standings: vec![LedgerStanding { standing: text("claimed"), label: text("claimed") }],
        periods: vec![LedgerPeriod { when: text("August 2021"), counts: vec![3] }],
    };
    let index = index_page();
    LedgerPage {
        list: "all",
        title: text("Claims ledger"),
        subject: Some(plain("Cyber Partisans", "actors/cp/index.html")),
        rows: vec![row(vec![answer]), row(Vec::new())],
        total: 301,
        filters: vec![filters("standing", None), filters("by", Some(plain("All", "ledger/by/index.html")))],
        picture: Some(picture),
        pages: index.pages,
        previous: index.previous,
        next: index.next,
    }
}

pub fn ledger_choices() -> LedgerChoicesPage {
    let IndexPage { pages, previous, next, .. } = index_page();
    LedgerChoicesPage { list: "by", title: text("All claimants"), choices: counts(), total: 301, pages, previous, next }
}
