//! The fields of `dossier.yaml`: what may stand there, for reading, the reference page and the JSON Schema.

use std::sync::LazyLock;

use super::{extras, hosting, machines, map, never_publish, timeline};
use crate::model::{Field, Shape};

const RAW_HTML: &[(&str, &str)] = &[
    ("sanitize", "harmless elements stay, everything else is dropped"),
    ("escape", "HTML is shown as text"),
    ("allow", "HTML is passed on as it is; only for texts you trust"),
];

static SCHEMA: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let [tag, opensearch, security] = machines::fields();
    let mut fields = vec![
        Field::new(
            "title",
            Shape::TextOrByLanguage,
            "\"Belarus: claims and labels\"",
            "The title of the dossier; in several languages `{en: …, be: …}`.",
        )
        .required(),
        Field::new(
            "description",
            Shape::TextOrByLanguage,
            "Who claims what, who confirmed it, and what a label does.",
            "What it is about, one or two sentences, for search engines and the feed; in several languages `{en: …, be: …}`.",
        ),
        Field::new(
            "base_url",
            Shape::Url,
            "https://dossier.example/",
            "Where it will be published. Used for canonical addresses, feeds and JSON-LD only; links inside the site are relative.",
        ),
        Field::new(
            "languages",
            Shape::List(Box::new(Shape::Language)),
            "[en, be, ru]",
            "The languages, the main one first. `ID.be.md` is the entry `ID` in `be`.",
        ),
        Field::new("theme", Shape::Text, "ledger", "The theme: a folder under `themes/`, or a built-in one."),
        Field::new("home", Shape::Text, "home", "The id of the entry whose text opens the home page."),
        Field::new(
            "menu",
            Shape::texts(),
            "[explainers, claims, about]",
            "The main menu: plurals of kinds and ids of entries. Without it the theme chooses.",
        ),
        Field::new(
            "foot",
            Shape::texts(),
            "[about, method, safety]",
            "Links at the foot of every page, named as in `menu`; the views of the whole dossier stand there anyway.",
        ),
        Field::new("licence", Shape::Text, "CC BY 4.0", "Whose texts may be used how."),
        Field::new(
            "mirrors",
            Shape::List(Box::new(Shape::Url)),
            "[https://mirror.example/]",
            "Where copies of the whole site are. They get a page, `mirrors/`, which every page links to at its foot.",
        ),
        Field::new(
            "onion",
            Shape::Url,
            "http://dossierexampleonionaddress.onion/",
            "Where the site is in Tor. Every page names its own address there, as Tor Browser asks for, and `mirrors/` lists it.",
        ),
        Field::new(
            "leave",
            Shape::Url,
            "https://weather.example/",
            "Where *Leave this page* at the head of every page leads: a harmless page that most people open. Without it there is no such link.",
        ),
        Field::new("contact", Shape::Text, "corrections@dossier.example", "Whom readers write to."),
        Field::new(
            "contact_page",
            Shape::Text,
            "contact",
            "The id of the entry that says how to suggest a correction; every page links to it. Without it, to the corrections.",
        ),
        Field::new(
            "safety_page",
            Shape::Text,
            "safety",
            "The id of the entry that says what may happen to readers; a line above the head of every page leads to it.",
        ),
        Field::new(
            "jurisdictions",
            Shape::Free,
            "{by: {label: Belarus, designated_links: warn}, pl: Poland}",
            "The jurisdictions that `jurisdiction:` in an entry may name, each with its name, which may be one by language (`label: {en: Belarus, be: Беларусь}`). `designated_links` says what is done to links that lead to what is designated there: `warn` (a notice beside them, the default), `text` (the address as plain text), `plain` (nothing).",
        ),
        Field::new(
            "markdown",
            Shape::Group(markdown_fields().into()),
            "{raw_html: sanitize, quotes: true, autolink: true}",
            "How Markdown is read.",
        ),
        timeline::field(),
        Field::new(
            "citations",
            Shape::Group(vec![style_field()].into()),
            "{style: ieee}",
            "How citations and lists of sources are set; see `docs/citations.md`.",
        ),
        Field::new(
            "rules",
            Shape::Free,
            "{missing-alt: deny, undefined-footnote: allow}",
            "The weight of rules: `allow`, `warn` or `deny`. `docs/checks.md` lists them.",
        ),
        map::field(),
        extras::search(),
        extras::previews(),
        extras::data(),
        extras::cards(),
        tag,
        opensearch,
        security,
        never_publish::field(),
        Field::new("kinds", Shape::Free, "{ruling: {label: ruling, plural: rulings}}", "Kinds of your own; see `docs/settings.md`."),
    ];
    // Before the kinds of one's own, which come last.
    let kinds = fields.pop();
    fields.extend(hosting::fields());
    fields.extend(kinds);
    fields
});

fn style_field() -> Field {
    Field::new(
        "style",
        Shape::Text,
        "ieee",
        "The CSL style: `dossier` (numbers, the default), a style of the list in `docs/citations.md`, or the path of a `.csl` file from the root.",
    )
}

fn markdown_fields() -> Vec<Field> {
    vec![
        Field::new("raw_html", Shape::Word(RAW_HTML), "sanitize", "What to do with HTML in Markdown."),
        Field::new(
            "quotes",
            Shape::Bool,
            "true",
            "Whether straight quotes, `--` and `...` become typographic ones of the entry's language.",
        ),
        Field::new("autolink", Shape::Bool, "true", "Whether the first mention of a term or an actor links by itself."),
    ]
}

/// The settings' fields, for the reference and the JSON Schema.
#[must_use]
pub fn schema() -> &'static [Field] {
    &SCHEMA
}
