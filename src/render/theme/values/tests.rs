//! Views as values, with references that are ready and others.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::tests::samples::source::source as sample;
use super::*;
use crate::render::refs::to_page;
use crate::view::{Row, RowValue};

fn reference(title: &str) -> Ref {
    let mut reference = to_page(Arc::from(title), Arc::from("x/index.html"));
    reference.kind = Arc::from("claim");
    reference
}

fn engine(component: &str) -> Tera {
    let mut engine = Tera::new();
    engine.autoescape_on([".html"]);
    engine.add_raw_template("ref.html", component).expect("a component");
    engine
}

const COMPONENT: &str = "{% component ref(entry: map, root: string, @t) %}<a href=\"{{ root }}{{ entry.address }}\">{{ entry.title }}</a>{{ t.x }}{% endcomponent ref %}";

/// A view on a page: every value with its link, whatever was ready.
fn value(ready: &Ready, view: &impl Serialize, root: &str, component: &str) -> String {
    let (engine, strings) = (engine(component), super::super::value(&BTreeMap::from([("x", "!")])));
    let links = Links::new(&engine, Writes::of(&engine), &strings, &strings, "en", root);
    ready.value(view, &links).to_string()
}

#[test]
fn a_view_becomes_the_same_value_whether_its_references_are_ready_or_not() {
    let (known, other) = (reference("known"), reference("other"));
    let none: Arc<str> = Arc::from("");
    let row = |entry: &Ref| RowValue {
        shape: "entry",
        text: none.clone(),
        html: none.clone(),
        lang: none.clone(),
        value: none.clone(),
        entry: Some(entry.clone()),
        rows: Vec::new(),
    };
    let row = Row { field: none.clone(), label: none.clone(), values: vec![row(&known), row(&other)] };
    let view = BTreeMap::from([("row", (vec![row], 3_u32, Some(true), Option::<bool>::None))]);
    let ready = Ready::new([&known].into_iter());
    for root in ["../", "../", "../../", "/base/"] {
        for component in [COMPONENT, ""] {
            let ready = if component.is_empty() { &Ready::new([&known].into_iter()) } else { &ready };
            assert_eq!(value(ready, &view, root, component), value(&Ready::default(), &view, root, component));
            let many = vec![&known, &other];
            assert_eq!(value(ready, &many, root, component), value(&Ready::default(), &many, root, component));
        }
    }
    assert!(ready.references.values().all(|known| known.made[1].get().is_some() && known.made[3].get().is_none()));
    // Without a component it is what the engine makes of it.
    assert_eq!(value(&ready, &5, "../", ""), "5");
    assert_eq!(value(&Ready::default(), &vec![&other], "../", ""), super::super::value(&vec![&other]).to_string());
}

#[test]
fn a_reference_has_the_link_of_the_page_it_is_on() {
    let known = reference("<known>");
    let ready = Ready::new([&known].into_iter());
    for (root, depth) in [("./", Some(0)), ("../", Some(1)), ("../../", Some(2)), ("/a/", None), ("", None)] {
        assert_eq!(super::depth(root), depth);
        let link = format!("<a href=\\\"{root}x/index.html\\\">&lt;known&gt;</a>!");
        let made = value(&ready, &vec![&known], root, COMPONENT);
        assert!(made.contains(&link), "{made}");
    }
    // A page that is no entry has none: where it is linked, it is linked by itself.
    let page = to_page(Arc::from("tags"), Arc::from("tags/index.html"));
    assert!(!value(&ready, &vec![page], "../", COMPONENT).contains("link"));
}

#[test]
fn a_component_that_asks_for_more_or_fails_makes_no_link() {
    let other = reference("other");
    let more = "{% component ref(entry: map, root: string, more: string) %}x{% endcomponent ref %}";
    assert!(!value(&Ready::default(), &vec![&other], "../", more).contains("link"));
    let of_page = "{% component ref(entry: map, root: string, @page) %}x{% endcomponent ref %}";
    assert!(!value(&Ready::default(), &vec![&other], "../", of_page).contains("link"));
    let of_site = "{% component ref(entry: map, root: string, more: string = \"\", @site) %}{{ site.x }}{% endcomponent ref %}";
    assert!(value(&Ready::default(), &vec![&other], "../", of_site).contains("\"link\": \"!\""));
    let broken = engine("{% component ref(entry: map, root: string) %}{{ entry.titel }}{% endcomponent ref %}");
    let strings = super::super::value(&());
    let links = Links::new(&broken, Writes::of(&broken), &strings, &strings, "en", "../");
    Ready::default().value(&vec![&other], &links);
    assert!(links.mistake().is_some_and(|mistake| mistake.to_string().contains("titel")));
}

#[test]
fn a_reference_that_was_changed_is_not_the_one_that_is_ready() {
    let known = reference("known");
    let ready = Ready::new([&known].into_iter());
    let mut changed = known.clone();
    changed.title = Arc::from("changed");
    assert!(value(&ready, &known, "../", COMPONENT).contains("known"));
    assert!(value(&ready, &changed, "../", COMPONENT).contains("changed"));
}

#[test]
fn a_source_without_a_number_has_its_item_and_is_made_once() {
    let item = "{% component source_item(source: map, root: string, lang: string, number: integer = 0) %}<li>{{ root }}{{ source.publisher }} {{ source.entry.link }} {{ lang }}{{ number }}</li>{% endcomponent source_item %}";
    let component = &format!("{COMPONENT}{item}");
    let text = |text: &str| Arc::<str>::from(text);
    let source = |number: u32| {
        let mut source = sample(number);
        (source.entry, source.publisher) = (reference("A"), text("<AFP>"));
        source
    };
    let known = source(0);
    let mut ready = Ready::default();
    ready.add([&known].into_iter());
    for root in ["../", "../../", "/base/"] {
        let made = value(&ready, &vec![known.clone()], root, component);
        assert!(made.contains(&format!("<li>{root}&lt;AFP&gt; <a href=\\\"{root}x/index.html\\\">A</a>! en0</li>")), "{made}");
        assert_eq!(made, value(&Ready::default(), &vec![source(0)], root, component));
        assert_eq!(made, value(&ready, &vec![known.clone()], root, component), "what is kept is what was made");
    }
    let kept = &ready.sources[&place(&*known)].made;
    assert!([1, 2].into_iter().all(|depth| kept[depth].get().is_some()) && kept[3].get().is_none());
    // One with a number is of its page, and the template calls the component; where there is none, nothing is written.
    assert!(!value(&ready, &vec![source(1)], "../", component).contains("\"item\""));
    assert!(!value(&Ready::default(), &vec![known.clone()], "../", COMPONENT).contains("\"item\""));
    // What was changed is not the one that is ready.
    let mut changed = known.clone();
    changed.publisher = text("BelTA");
    assert!(value(&ready, &vec![changed], "../", component).contains("BelTA") && &*known.publisher == "<AFP>");
}
