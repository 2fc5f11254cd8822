//! What is the same on many pages of a language, filled once: `{{ once(component="page_foot", root=page.root) }}`.
//!
//! In: a component's name and what it is given. Out: what it writes, kept by these. It sees nothing but what it is given,
//! the strings and what the site says on every page, so what was kept is what would be written again; only texts, numbers
//! and yes or no can be given, by which it can be found again at no cost.

use std::cell::RefCell;
use std::sync::{Arc, PoisonError, RwLock};

use ahash::HashMap;
use tera::{Context, Error, ErrorKind, Kwargs, Tera, Value};

/// The name of the function.
pub(super) const ONCE: &str = "once";
/// What names the component.
const COMPONENT: &str = "component";
/// How many bytes a component and what it is given mostly come to.
const KEY: usize = 128;

/// What was filled, by the component and what it was given.
#[derive(Default)]
pub(super) struct Kept(RwLock<HashMap<String, Value>>);

/// What a page is filled with.
#[derive(Clone)]
pub(super) struct Filling {
    pub engine: Arc<Tera>,
    pub site: Value,
    /// Its language, which is that of all pages that what is kept is kept for.
    pub lang: Value,
    pub strings: Value,
    pub kept: Arc<Kept>,
}

/// The engine calls functions without any of that.
struct Now {
    filling: Filling,
    /// A mistake in a component, with its own place: the engine would know that of the call alone.
    mistake: Option<Error>,
}

thread_local! {
    static NOW: RefCell<Option<Now>> = const { RefCell::new(None) };
}

/// Fills a page; a mistake in what is filled once is reported where it is.
pub(super) fn within<T>(filling: Filling, fill: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let before = NOW.replace(Some(Now { filling, mistake: None }));
    let made = fill();
    let mistake = NOW.replace(before).and_then(|now| now.mistake);
    made.map_err(|error| mistake.unwrap_or(error))
}

/// The function: takes the component and what it is given.
pub(super) fn once(given: &Kwargs) -> Result<Value, Error> {
    let component: &str = given.must_get(COMPONENT)?;
    let mut key = String::with_capacity(KEY);
    key.push_str(component);
    for (name, value) in given.iter() {
        key.push('\0');
        key.push_str(name.as_str().unwrap_or_default());
        match value.as_str() {
            Some(text) => {
                key.push('"');
                key.push_str(text);
            }
            None if value.is_number() || value.is_bool() => {
                key.push('=');
                key.push_str(&value.to_string());
            }
            None => {
                let name = name.as_str().unwrap_or_default();
                return Err(Error::message(format!("`{name}` must be a text, a number or yes or no: `once` keeps what it makes by them")));
            }
        }
    }
    let known = |filling: &Filling| filling.kept.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    // A component may call this function again: nothing is held meanwhile.
    let found = NOW.with_borrow(|now| now.as_ref().map(|now| known(&now.filling).ok_or_else(|| now.filling.clone())));
    let filling = match found {
        None => return Err(Error::message("`once` is for pages alone")),
        Some(Ok(made)) => return Ok(made),
        Some(Err(filling)) => filling,
    };
    match filling.make(component, given) {
        Ok(made) => {
            filling.kept.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
            Ok(made)
        }
        Err(mistake) => {
            let told = Error::message(mistake.to_string());
            // One that has no place of its own, such as a component that is not there, is that of the call.
            if matches!(mistake.kind(), ErrorKind::RenderingError(_)) {
                NOW.with_borrow_mut(|now| now.as_mut().map(|now| now.mistake.get_or_insert(mistake)).is_some());
            }
            Err(told)
        }
    }
}

impl Filling {
    fn make(&self, component: &str, given: &Kwargs) -> Result<Value, Error> {
        let (mut arguments, mut implicit) = (Context::new(), Context::new());
        for (name, value) in given.iter() {
            if let Some(name) = name.as_str().filter(|name| *name != COMPONENT) {
                arguments.insert_value(name.to_owned(), value.clone());
            }
        }
        implicit.insert_value("site", self.site.clone());
        implicit.insert_value("lang", self.lang.clone());
        implicit.insert_value("t", self.strings.clone());
        let html = self.engine.render_component_with_implicits(component, &arguments, &implicit, None, true)?;
        Ok(Value::safe_string(&html))
    }
}
