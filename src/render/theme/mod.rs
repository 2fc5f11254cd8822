//! A theme: templates, strings and static files, and the one place that fills templates with views.
//!
//! In: the snapshot (the built-in theme lies in it under the same names as one of the dossier's own), the
//! name of a theme, and views of `view`. Out: HTML, and the theme's static files under their addresses.
//! Mistakes in a theme are diagnostics at the theme's files. Everything is looked for in the same order:
//! the site's own `templates/` and `static/`, the theme, its parent, the parent's parent.
//!
//! This folder is the only one that names the template engine. It knows no entry and no kind.

mod assets;
pub(in crate::render) mod css;
mod mistake;
mod once;
mod settings;
mod symbols;
mod templates;
mod values;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use tera::value::Key;
use tera::{Context, Kwargs, Map, State, Tera, Value};

use super::output::OutputFile;
use super::strings::{Argument, Strings};
use crate::diag::{Diagnostic, Outcome, codes};
use crate::model::{KindName, Lang};
use crate::parse::body::escape::escape;
use crate::text::place::Place;
use crate::text::{Digest, Snapshot, SourceId};
use crate::view;

use assets::Assets;
use once::{Filling, Kept};
use settings::Settings;
pub use settings::{Manner, schema};
use templates::Layer;
use values::{Links, Ready, Writes};

/// How many bytes most pages come to at most: with that much room a page is written without being moved.
const ROOM: usize = 64 << 10;

/// A theme that is ready to fill pages.
pub struct Theme {
    tera: Arc<Tera>,
    /// What it writes once for all pages that show it.
    writes: Writes,
    strings: Arc<Strings>,
    assets: Assets,
    manner: Manner,
    /// Where its own `theme.yaml` is; mistakes without a better place are reported there.
    source: SourceId,
    /// Where templates are looked for, the first of which wins.
    layers: Vec<Layer>,
    digest: Digest,
}

/// What is the same on every page of one language, as values of the template engine.
pub struct Shared {
    lang: Lang,
    site: Value,
    strings: Value,
    ready: Ready,
    kept: Arc<Kept>,
}

impl Shared {
    /// Adds sources of which many pages say the same.
    pub fn add<'a>(&mut self, sources: impl Iterator<Item = &'a view::Source>) {
        self.ready.add(sources);
    }
}

impl fmt::Debug for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Theme").field("source", &self.source).field("digest", &self.digest).finish_non_exhaustive()
    }
}

impl Theme {
    /// The digest of every file that any theme could be made of: while it stays, [`Theme::load`] would
    /// give the same again.
    #[must_use]
    pub fn key(snapshot: &Snapshot, name: &str, languages: &[Lang]) -> Digest {
        let mut parts: Vec<String> = vec![name.to_owned()];
        parts.extend(languages.iter().map(ToString::to_string));
        for folder in ["static/", "templates/", "themes/"] {
            parts.extend(snapshot.under(folder).map(|source| source.digest.to_string()));
            parts.extend(assets::under(snapshot, folder).map(|asset| format!("{} {}", asset.id, asset.digest)));
        }
        Digest::of_parts(&parts.iter().map(String::as_bytes).collect::<Vec<_>>())
    }

    /// Loads a theme with its parents and what the site overrides. `needed` are the templates without which
    /// it is none. There is a theme if nothing in it is an error.
    #[must_use]
    pub fn load(snapshot: &Snapshot, name: &str, languages: &[Lang], needed: &[&str]) -> Outcome<Option<Self>> {
        let mut found = Vec::new();
        let chain = settings::chain(snapshot, name, &mut found);
        let Some(own) = chain.first() else { return Outcome { value: None, diagnostics: found } };
        if !found.is_empty() {
            // Without a parent, or with fields that could not be read, all else that is missing is missing for that.
            return Outcome { value: None, diagnostics: found };
        }
        let folders: Vec<String> =
            std::iter::once("templates/i18n/".to_owned()).chain(chain.iter().map(|theme| format!("themes/{}/i18n/", theme.name))).collect();
        let strings = Strings::load(snapshot, &folders, languages);
        found.extend(strings.diagnostics);
        let strings = Arc::new(strings.value);
        let layers = layers(&chain);
        let empty = engine(&layers, &strings);
        let loaded = templates::load(snapshot, &layers, empty, needed, &own.source);
        found.extend(loaded.diagnostics);
        let assets = Assets::load(snapshot, settings::with_files(&chain));
        found.extend(assets.diagnostics);
        let is_sound = !found.iter().any(|diagnostic| diagnostic.severity == crate::diag::Severity::Error);
        let digest = Digest::of_parts(&[loaded.value.digest.to_string().as_bytes(), strings.digest.to_string().as_bytes()]);
        let theme = Self {
            writes: Writes::of(&loaded.value.tera),
            tera: Arc::new(loaded.value.tera),
            strings,
            assets: assets.value,
            manner: Manner::of(&chain),
            source: own.source.clone(),
            layers,
            digest,
        };
        Outcome { value: is_sound.then_some(theme), diagnostics: found }
    }

    /// The digest of the templates and strings: what of a theme changes a page that has the same view.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The words of the theme.
    #[must_use]
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// What it wants of pages beyond its templates.
    #[must_use]
    pub fn manner(&self) -> Manner {
        self.manner
    }

    /// The addresses of the style sheets that every page loads.
    #[must_use]
    pub fn styles(&self) -> Vec<Arc<str>> {
        self.assets.styles.clone()
    }

    /// The addresses of the scripts that every page loads.
    #[must_use]
    pub fn scripts(&self) -> Vec<Arc<str>> {
        self.assets.scripts.clone()
    }

    /// The address of each static file, by its path in `static/`.
    #[must_use]
    pub fn addresses(&self) -> BTreeMap<Arc<str>, Arc<str>> {
        self.assets.addresses()
    }

    /// The static files, each with the file it comes from. Their bytes are taken from the snapshot the
    /// theme was loaded from, or one with the same [`Theme::key`].
    #[must_use]
    pub fn files(&self, snapshot: &Snapshot) -> Vec<(SourceId, OutputFile)> {
        self.assets.files(snapshot)
    }

    /// Whether there is a template of that name.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// The template for entries of a kind: the one that `dossier.yaml` asks for, else `kind/NAME.html`,
    /// else `entry.html`.
    #[must_use]
    pub fn template_for(&self, kind: &KindName, asked: Option<&str>) -> Arc<str> {
        if let Some(asked) = asked.filter(|asked| self.has(asked)) {
            return Arc::from(asked);
        }
        let own = format!("kind/{kind}.html");
        if self.has(&own) { Arc::from(own) } else { Arc::from("entry.html") }
    }

    /// Makes what is the same on every page of a language, once. `references` are those that many pages name.
    #[must_use]
    pub fn share<'a>(&self, site: &view::Site, lang: &Lang, references: impl Iterator<Item = &'a view::Ref>) -> Shared {
        let words = self.strings.plain(lang).into_iter().map(|(name, text)| (Key::from(name.replace('-', "_")), Value::from(&**text)));
        let strings = Value::from(words.collect::<Map>());
        Shared { lang: lang.clone(), site: value(site), strings, ready: Ready::new(references), kept: Arc::default() }
    }

    /// Writes links to entries as templates have them in `link`, on pages whose way to the root of the site is `root`: for lists so
    /// long that a template would take its time over each item. A link that cannot be written is only its words, and the template that
    /// uses one reports why.
    pub fn links<'a>(&'a self, shared: &'a Shared, root: &'a str) -> impl Fn(&view::Ref, &mut String) + 'a {
        let links = self.written(shared, root);
        move |reference, html| shared.ready.link(reference, &links, html).unwrap_or_else(|| escape(html, &reference.title))
    }

    /// Fills a template: `site` and `t` from what is shared, `page` and `it` from these views.
    ///
    /// # Errors
    /// A mistake in the template, at its place in the theme.
    pub fn render(&self, template: &str, shared: &Shared, page: &view::Page, it: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        self.fill(template, shared, page, it)
            .map_err(|error| Box::new(mistake::at_rendering(&error, template, &self.file_of(template), &self.source, &page.address)))
    }

    /// The file of a template, or else of the theme.
    fn file_of(&self, template: &str) -> SourceId {
        let mut names = self.layers.iter().map(|layer| format!("{}{template}", layer.prefix));
        let name = names.find(|name| self.tera.contains_template(name));
        name.and_then(|name| mistake::source_of(&name)).unwrap_or_else(|| self.source.clone())
    }

    /// What components write on pages whose way to the root of the site is `root`.
    fn written<'a>(&'a self, shared: &'a Shared, root: &'a str) -> Links<'a> {
        Links::new(&self.tera, self.writes, &shared.site, &shared.strings, shared.lang.as_str(), root)
    }

    fn fill(&self, template: &str, shared: &Shared, page: &view::Page, it: &impl Serialize) -> Result<String, tera::Error> {
        let links = self.written(shared, &page.root);
        let mut context = Context::new();
        context.insert_value("site", shared.site.clone());
        context.insert_value("t", shared.strings.clone());
        context.insert_value("page", shared.ready.value(page, &links));
        context.insert_value("it", shared.ready.value(it, &links));
        if let Some(mistake) = links.mistake() {
            return Err(mistake);
        }
        let filling = Filling {
            engine: Arc::clone(&self.tera),
            site: shared.site.clone(),
            lang: Value::from(&*page.lang),
            strings: shared.strings.clone(),
            kept: Arc::clone(&shared.kept),
        };
        let mut made = Vec::with_capacity(ROOM);
        once::within(filling, || self.tera.render_to(template, &context, &mut made))?;
        Ok(symbols::keep_used(String::from_utf8(made)?))
    }
}

/// The layers of templates, the first of which wins.
fn layers(chain: &[Settings]) -> Vec<Layer> {
    let site = Layer { prefix: "site/".to_owned(), folder: "templates/".to_owned() };
    let themes =
        chain.iter().map(|theme| Layer { prefix: format!("theme/{}/", theme.name), folder: format!("themes/{}/templates/", theme.name) });
    std::iter::once(site).chain(themes).collect()
}

/// What the engine's own filter of this name does, without copying the text: a page goes through it as a whole.
fn safe(text: Value, _: Kwargs, _: &State<'_>) -> Value {
    if text.is_string() { text.mark_safe() } else { Value::safe_string(&text.to_string()) }
}

/// An engine without templates: prefixes, escaping, and the two functions that templates have beyond
/// Tera's own, `msg(id="entries-count", n=3)` and `once(component="page_foot")`.
fn engine(layers: &[Layer], strings: &Arc<Strings>) -> Tera {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes(layers.iter().map(|layer| layer.prefix.clone())).expect("the engine holds no template yet");
    tera.autoescape_on([".html", ".xml"]);
    tera.register_filter("safe", safe);
    let strings = Arc::clone(strings);
    tera.register_function(once::ONCE, |given: Kwargs, _: &State<'_>| once::once(&given));
    tera.register_function("msg", move |given: Kwargs, state: &State<'_>| message(&strings, &given, state));
    tera
}

/// A string with values in it, for a template.
fn message(strings: &Strings, given: &Kwargs, state: &State<'_>) -> Result<String, tera::Error> {
    let id: &str = given.must_get("id")?;
    let page: Option<Value> = state.get("page")?;
    let of_page = || page.as_ref().and_then(|page| page.get_from_path("lang")).and_then(Value::as_str);
    let lang = given.get::<&str>("lang")?.or_else(of_page).map(Lang::new);
    let lang = lang.ok_or_else(|| tera::Error::message("a component does not see `page`: give `msg` the language as `lang=…`"))?;
    let mut arguments: Vec<(&str, Argument<'_>)> = Vec::new();
    for (key, value) in given.iter() {
        let Some(name) = key.as_str().filter(|name| !matches!(*name, "id" | "lang")) else { continue };
        let number = || value.as_number().map(|number| Argument::Number(number.as_float()));
        let argument = value.as_str().map(Argument::Text).or_else(number);
        arguments.push((name, argument.ok_or_else(|| tera::Error::message(format!("`{name}` must be text or a number")))?));
    }
    strings.try_format(&lang, id, &arguments).map_err(tera::Error::message)
}

/// A view as a value of the engine.
fn value<T: Serialize + ?Sized>(view: &T) -> Value {
    // Views are plain structs with text keys, which the engine takes without exception.
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
}

/// A mistake of a theme that has no place of its own.
fn of_theme(source: &SourceId, message: String) -> Diagnostic {
    Diagnostic::new(&codes::TEMPLATE_ERROR, Place::file(source), message)
}

#[cfg(test)]
mod tests;
