//! Each mistake a front matter can hold, with the exact words.

use super::*;
use crate::kind::linked::stage::{line, read};
use crate::model::date::When;

/// Compares what is found in a front matter, a line each.
fn check(text: &str, expected: &[&str]) {
    let (_, found) = read("x", text);
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expected, "{text}");
}

const CLAIM: &str = "kind: claim\ntitle: T\nstatement: S\nclaimed_by: a\nhistory: {date: 2021, standing: claimed}\n";

/// The same for lines added to a claim that has no other mistake.
fn check_claim(lines: &str, expected: &[&str]) {
    check(&format!("{CLAIM}{lines}\n"), expected);
}

#[test]
fn what_fits_has_the_shape_of_its_field() {
    let (summary, found) = read(
        "x",
        "kind: source\ntitle: 2024\naliases: [1, 19.11, да]\ndate: 2021\naccessed: 2021-08-19\nurl: https://example.org/\nlanguage: be\ndraft: true\nsummary:\ntags: []\nextra: {a: [1]}\npublisher: \" The Times \"\nshare: neutral\n",
    );
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), [] as [String; 0]);
    let (common, record) = (&summary.common, &summary.record);
    assert_eq!(&*common.title, "2024");
    assert_eq!(common.aliases.iter().map(|alias| &**alias).collect::<Vec<_>>(), ["1", "19.11", "да"]);
    assert_eq!(common.date.as_ref().map(When::to_string).as_deref(), Some("2021"));
    assert_eq!(record.reference("publisher").map(|name| name.0.to_string()).as_deref(), Some("The Times"));
    assert!(common.draft && common.autolink && common.neutral_share);
    assert!(common.extra.is_some() && common.summary.is_none() && common.tags.is_empty());
}

#[test]
fn a_list_may_be_one_value_and_keeps_its_numbers() {
    let (summary, found) = read("x", &format!("{CLAIM}about: [a, {{b: c}}, d]\nresponses: {{by: b, stance: silent}}\n"));
    assert_eq!(
        found.iter().map(line).collect::<Vec<_>>(),
        ["wrong-type about[1]: `about[1]` must be the name of an entry, not a group of fields (for example, `about: [interior-ministry]`)"]
    );
    let paths: Vec<String> = summary.references.iter().map(|(path, reference)| format!("{path} {}", reference.0)).collect();
    assert_eq!(paths, ["claimed_by[0] a", "about[0] a", "about[2] d", "responses[0].by b"]);
}

#[test]
fn unknown_fields() {
    check_claim("sumary: x", &["unknown-field sumary:: there is no field `sumary` (did you mean `summary`?)"]);
    check_claim("Tags: x", &["unknown-field Tags:: there is no field `Tags` (did you mean `tags`?)"]);
    check_claim("who: reader", &["unknown-field who:: there is no field `who` (`who` is a field of `effect`)"]);
    check_claim(
        "in_force: x",
        &["unknown-field in_force:: there is no field `in_force` (`in_force` is a field of `designation`, `provision` and `effect`)"],
    );
    check_claim("colour: red", &["unknown-field colour:: there is no field `colour` (put fields of your own under `extra:`)"]);
    check_claim(
        "\"a\\e[31m\": 1",
        &["unknown-field a\u{1b}[31m:: there is no field `a\\u{1b}[31m` (put fields of your own under `extra:`)"],
    );
    check_claim(
        "responses: [{by: a, stance: silent, who: b}]",
        &[
            "unknown-field responses[0].who:: there is no field `responses[0].who` (the fields here are `by`, `stance`, `date`, `sources`, `note`)",
        ],
    );
    // What is there already was not meant.
    check_claim("titel: x", &["unknown-field titel:: there is no field `titel` (put fields of your own under `extra:`)"]);
}

#[test]
fn a_misspelt_required_field_is_one_mistake() {
    check(
        "kind: explainer\ntitle: T\nqestion: Why?\n",
        &["unknown-field qestion:: there is no field `qestion` (did you mean `question`?)"],
    );
    check(
        "kind: claim\ntitle: T\nstatement: S\nclaimed_by: a\nhistory: [{date: 2021, standng: claimed}]\n",
        &["unknown-field history[0].standng:: there is no field `history[0].standng` (did you mean `standing`?)"],
    );
}

#[test]
fn missing_and_empty_fields() {
    check(
        "kind: explainer\ntitle:\n",
        &[
            "missing-field title:: `title` is empty (write, for example, `title: \"Five terabytes\"`)",
            "missing-field kind: the kind `explainer` needs the field `question` (write, for example, `question: \"What was decided on 18 August 2021?\"`)",
        ],
    );
    check(
        "kind: event\ntitle: T\n",
        &["missing-field kind: the kind `event` needs the field `date` (write, for example, `date: \"2021-08-18\"`)"],
    );
    check("kind: page\ntitle: ' '\n", &["missing-field title:: `title` is empty (write, for example, `title: \"Five terabytes\"`)"]);
    check(
        "kind: claim\ntitle: T\nstatement: S\nclaimed_by: []\nhistory: [{date: 2021}, {}]\n",
        &[
            "missing-field claimed_by:: `claimed_by` is empty (write, for example, `claimed_by: [cyber-partisans]`)",
            "missing-field history[0]: `history[0]` needs the field `standing` (write, for example, `standing: claimed`)",
            "wrong-type history[1]: `history[1]` is empty (write a value after the `-`, or take the item out)",
        ],
    );
    check_claim("tags: [a, ~, b]", &["wrong-type tags[1]: `tags[1]` is empty (write a value after the `-`, or take the item out)"]);
}

#[test]
fn wrong_types() {
    check_claim(
        "summary: [a]",
        &[
            "wrong-type summary: `summary` must be text, not a list (for example, `summary: \"The group said it held five terabytes; nobody has counted.\"`)",
        ],
    );
    check_claim(
        "summary: true",
        &["wrong-type summary: `summary` must be text, not `true` (if it is a word, put it in quotes: `\"true\"`)"],
    );
    check_claim("draft: yes", &["wrong-type draft: `draft` must be `true` or `false`, not `yes` (write `draft: true`)"]);
    check_claim("draft: 1", &["wrong-type draft: `draft` must be `true` or `false`, not `1` (for example, `draft: true`)"]);
    check_claim(
        "image: a.png",
        &[
            "wrong-type image: `image` must be a group of fields, not `a.png` (for example, `image: {src: march.jpg, alt: \"A crowd on the avenue, seen from above\"}`)",
        ],
    );
    check_claim(
        "image: {src: a.png}",
        &["missing-field image: `image` needs the field `alt` (write, for example, `alt: \"A crowd on the avenue, seen from above\"`)"],
    );
    check_claim("related: [[nexta]]", &["wrong-type related[0]: `related[0]` takes a name without brackets (write `nexta`)"]);
    check_claim("related: \"[[nexta|the channel]]\"", &["wrong-type related: `related` takes a name without brackets (write `nexta`)"]);
    check_claim("date: [2021]", &["wrong-type date: `date` must be a date, not a list (for example, `date: \"2021-08-18\"`)"]);
    check_claim(
        "summary: \"a\\eb\"",
        &["wrong-type summary: `summary` has the control character `\\u{1b}` in it (take it out; it came in by a paste)"],
    );
    check(
        "kind: actor\ntitle: T\ntype: group\nnames: Nexta\n",
        &[
            "wrong-type names: `names` must be language tags with a text each, not `Nexta` (for example, `names: {be: Кібер-Партызаны, ru: Кибер-партизаны, be-Latn: Kiber-Partyzany}`)",
        ],
    );
    check(
        "kind: actor\ntitle: T\ntype: group\nnames: {belarusian: Нехта, ru: [x]}\n",
        &[
            "wrong-type names.belarusian:: `belarusian` is no language tag (did you mean `be`?)",
            "wrong-type names.ru: `names.ru` must be text, not a list (for example, `names: {be: Кібер-Партызаны, ru: Кибер-партизаны, be-Latn: Kiber-Partyzany}`)",
        ],
    );
    check("kind: source\ntitle: T\nlanguage: be_BY\n", &["wrong-type language: `be_BY` is no language tag (did you mean `be-BY`?)"]);
}

#[test]
fn numbers() {
    const EFFECT: &str = "kind: effect\ntitle: T\nwho: reader\nconduct: C\ntriggered_by: i\n";
    check(
        &format!("{EFFECT}consequence: {{type: criminal, max: seven}}"),
        &["wrong-type consequence.max: `consequence.max` must be a number, not `seven` (for example, `max: 30`)"],
    );
    check(
        &format!("{EFFECT}consequence: {{type: criminal, max: \"7\"}}"),
        &["wrong-type consequence.max: `consequence.max` must be a number, not `7` (write `max: 7`, without quotes)"],
    );
    check(
        &format!("{EFFECT}consequence: {{type: criminal, max: .inf}}"),
        &["wrong-type consequence.max: `consequence.max` must be a number, not `.inf` (for example, `max: 30`)"],
    );
    check(&format!("{EFFECT}consequence: {{type: criminal, max: 1.50, unit: byn}}"), &[]);
    check("kind: provision\ntitle: T\narticle: 19.10\n", &[]);
    check("kind: provision\ntitle: T\narticle: 19.11\n", &[]);
}

#[test]
fn words() {
    check(
        "kind: claim\ntitle: T\nstatement: S\nclaimed_by: a\nhistory: [{date: 2021, standing: claimed}, {date: 2022, standing: cofirmed}]\n",
        &[
            "unknown-word history[1].standing: `cofirmed` is no word for `standing` (did you mean `confirmed`?) (the words are `claimed`, `partly-confirmed`, `confirmed`, `disputed`, `denied`, `retracted`)",
        ],
    );
    check(
        "kind: actor\ntitle: T\ntype: Court\n",
        &[
            "unknown-word type: `Court` is no word for `type` (did you mean `court`?) (the words are `person`, `group`, `organisation`, `state-body`, `court`, `outlet`, `channel`, `company`)",
        ],
    );
    check("kind: source\ntitle: T\ntype: artcle\n", &["unknown-word type: `artcle` is no word for `type` (did you mean `article`?)"]);
    check(
        "kind: question\ntitle: T\naccounts: [{says: A}]\nstatus: true\n",
        &["wrong-type status: `status` must be a word, not `true` (one of `open`, `settled`)"],
    );
    check(
        "kind: actor\ntitle: T\ntype: court\njurisdiction: bu\n",
        &["unknown-word jurisdiction: `dossier.yaml` has no jurisdiction `bu` (did you mean `by`?)"],
    );
    check(
        "kind: actor\ntitle: T\ntype: court\njurisdiction: BELARUS\n",
        &["unknown-word jurisdiction: `dossier.yaml` has no jurisdiction `BELARUS` (did you mean `by`?)"],
    );
    check(
        "kind: actor\ntitle: T\ntype: court\njurisdiction: eu-west\n",
        &[
            "unknown-word jurisdiction: `dossier.yaml` has no jurisdiction `eu-west` (name it in `dossier.yaml`, as in `jurisdictions: {eu-west: …}`)",
        ],
    );
}

#[test]
fn dates() {
    let (_, found) = read("x", &format!("{CLAIM}date: 2021-02-30\n"));
    assert_eq!(line(&found[0]).split(": ").next(), Some("invalid-date date"));
    assert!(found[0].message.contains("`2021-02-30`"), "{}", found[0].message);
    let (_, found) = read("x", &format!("{CLAIM}published: 2021-08\n"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.name, "invalid-date");
    assert_eq!(found[0].hints.len(), 1);
    check_claim("date: ../2021-05-13", &[]);
    check_claim("date: |\n  2021-05~\n", &[]);
}

#[test]
fn addresses() {
    check(
        "kind: source\ntitle: T\nurl: javascript:alert(1)\n",
        &[
            "invalid-address url: `javascript:alert(1)` is no `http` or `https` address (write the whole address, as in `https://example.org/page`)",
        ],
    );
    check(
        "kind: source\ntitle: T\nurl: \"https://a\\eb.org\"\n",
        &["invalid-address url: `https://a\\u{1b}b.org` has the character `\\u{1b}` in it (copy the address from the browser once more)"],
    );
    check_claim(
        "redirect_from: [ok/path, ../x]",
        &["invalid-address redirect_from[1]: `../x` would lead out of the site (write it from the root of the site, without `..`)"],
    );
}

#[test]
fn all_mistakes_in_one_run() {
    let (summary, found) = read("x", "kind: claim\ntitle: [x]\ndraft: maybe\nstatement: S\nclaimed_by: 1\nhistory: nothing\nurl: x\n");
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(&*summary.common.title, "x", "the fallback");
}

#[test]
fn every_example_is_valid() {
    for kind in Kinds::with(Vec::new()).iter() {
        let fields = crate::kind::common::fields(kind);
        let lines = fields.iter().map(|field| {
            if field.name == "kind" { format!("kind: {}\n", kind.name) } else { format!("{}: {}\n", field.name, field.example) }
        });
        check(&lines.collect::<String>(), &[]);
        fields.iter().for_each(|field| check_inner(&field.shape));
    }
}

/// The same for the fields of groups, of which the outer example shows some only.
fn check_inner(shape: &Shape) {
    let shape = if let Shape::List(item) = shape { item } else { shape };
    let Shape::Group(fields) = shape else { return };
    let lines: String = fields.iter().map(|field| format!("{}: {}\n", field.name, field.example)).collect();
    let node = crate::yaml::decode(&lines).expect("examples are YAML");
    let (none, kinds, mut found) = (BTreeMap::new(), Kinds::with(Vec::new()), Vec::new());
    let fields: Vec<&Field> = fields.iter().collect();
    decode(&node, &fields, &FieldPath::key("x"), &SourceId::new("x.md"), &Vocabulary { jurisdictions: &none, kinds: &kinds }, &mut found);
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), [] as [String; 0], "{lines}");
}

#[test]
fn many_wrong_values_take_no_quadratic_time() {
    let items = "[[[[x]]]],".repeat(20_000);
    let keys: String = (0..5_000).map(|n| format!("k{n}: 1\n")).collect();
    let (_, found) = read("x", &format!("{CLAIM}tags: [{items}]\n{keys}"));
    assert_eq!(found.len(), 25_000);
}
