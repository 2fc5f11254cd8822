//! Strings of themes: what they say, and mistakes in them.

use super::*;

fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for (path, text) in files {
        let source = Source::from_bytes(path, text.as_bytes());
        snapshot.sources.insert(source.id.clone(), Arc::new(source));
    }
    snapshot
}

fn load(files: &[(&str, &str)], languages: &[&str]) -> Outcome<Strings> {
    let languages: Vec<Lang> = languages.iter().map(|tag| Lang::new(tag)).collect();
    Strings::load(&snapshot(files), &["site/".to_owned(), "theme/".to_owned()], &languages)
}

#[test]
fn a_sentence_has_one_full_stop() {
    assert_eq!(one_stop("Праверана 22 лістапада 2026 г..".to_owned()), "Праверана 22 лістапада 2026 г.");
    assert_eq!(one_stop("a.. b..".to_owned()), "a. b.");
    assert_eq!(one_stop("and so on... .".to_owned()), "and so on... .");
}

#[test]
fn the_nearest_language_and_the_first_folder_win() {
    let files = [
        ("theme/en.ftl", "a = A\nb = B\nc = C\ninverse-claim-history-by = steps\n"),
        ("theme/be.ftl", "a = А\nb = Б\n"),
        ("site/be.ftl", "b = Бэ\n"),
    ];
    let strings = load(&files, &["en", "be-tarask"]);
    assert!(strings.diagnostics.is_empty());
    let (be, strings) = (Lang::new("be-tarask"), strings.value);
    assert_eq!(strings.get(&be, "a").as_deref(), Some("А"));
    assert_eq!(strings.get(&be, "b").as_deref(), Some("Бэ"));
    assert_eq!(strings.get(&be, "c").as_deref(), Some("C"));
    assert_eq!(strings.get(&be, "inverse-claim-history.by").as_deref(), Some("steps"));
    assert_eq!(&*strings.label(&be, "d", "dee"), "dee");
    assert_eq!(&*strings.label(&be, "inverse-court-ruling-history.by", "x"), "x");
    assert_eq!(&*strings.label(&be, "inverse-court-ruling-claim-history.by", "x"), "steps");
    assert_eq!(strings.format(&be, "d", &[]), "d");
    assert_eq!(strings.get(&Lang::new("fr"), "a").as_deref(), Some("A"), "a language that was not loaded");
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let be = "n = { $n ->\n    [one] { $n } крыніца\n    [few] { $n } крыніцы\n   *[many] { $n } крыніц\n }\n";
    let strings = load(&[("theme/en.ftl", "n = many\n"), ("theme/be.ftl", be)], &["be"]).value;
    let lang = Lang::new("be");
    for (n, expected) in [(1, "1 крыніца"), (3, "3 крыніцы"), (11, "11 крыніц"), (21, "21 крыніца"), (25, "25 крыніц")]
    {
        assert_eq!(strings.format(&lang, "n", &[("n", Argument::from(n))]), expected);
    }
    let whole = "n = { $n ->\n    [one] one\n    [few] few\n    [many] many\n   *[other] other\n }\n";
    let forms = load(&[("theme/en.ftl", "n = many\n"), ("theme/be.ftl", whole)], &["be"]).value;
    for (n, expected) in [(1, "one"), (15, "many"), (22, "few"), (34, "few"), (25, "many"), (30, "many"), (111, "many"), (121, "one")] {
        assert_eq!(forms.format(&lang, "n", &[("n", Argument::from(n))]), expected, "{n}");
    }
    assert!(strings.get(&lang, "n").is_none(), "the plain English string is hidden by one with arguments");
    assert!(strings.try_format(&lang, "n", &[]).is_err());
}

#[test]
fn what_is_joined_or_remembered_is_what_fluent_says() {
    let en = "line = a { $x }. { $n }\nforms = { $n ->\n    [one] { $n } source\n   *[other] { $n } sources\n }\nlong = { $x }\n    { $n }\n\
              twice = { $x ->\n   *[other] x\n }\ntwice = { $x }!\nthrice = { $x }\nthrice = { $x ->\n    [a] A\n   *[other] { $x }\n }\n";
    let strings = load(&[("theme/en.ftl", en)], &["en"]).value;
    let lang = Lang::new("en");
    let bundle = &strings.main.bundles[0];
    assert!(["line", "twice"].iter().all(|id| bundle.pieces.contains_key(*id)));
    assert!(["forms", "long", "thrice"].iter().all(|id| !bundle.pieces.contains_key(*id)));
    for id in ["line", "forms", "long", "twice", "thrice"] {
        for text in ["", "a", "a.", "é..", "{ $n }"] {
            for number in [0.0, -0.0, 1.0, 2.0, 0.5, -3.25, 127.0, 128.0, 1e21, 1e-7, 123_456_789.0, f64::INFINITY, f64::NAN] {
                let two = [("x", Argument::Text(text)), ("n", Argument::Number(number))];
                for given in [&two[..], &two[..1], &two[1..], &[two[0], two[1], ("x", Argument::Text("z"))]] {
                    let fluent = bundle.format(id, Some(&given.iter().map(|(name, value)| (*name, value.fluent())).collect()));
                    for _ in 0..2 {
                        assert_eq!(strings.try_format(&lang, id, given).ok(), fluent, "{id} {given:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_mistake_costs_one_message_and_has_a_place() {
    let text = "good = Good\nbad = { $n ->\n  [one] x\n }\nagain = 1\nagain = 2\nrest = Rest\n";
    let strings = load(&[("theme/en.ftl", text)], &["en"]);
    let lang = Lang::new("en");
    assert_eq!(strings.value.get(&lang, "good").as_deref(), Some("Good"));
    assert_eq!(strings.value.get(&lang, "rest").as_deref(), Some("Rest"));
    assert_eq!(strings.value.get(&lang, "again").as_deref(), Some("2"));
    let messages: Vec<&str> = strings.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages, ["the string `again` stands twice; this one counts", "the select expression must have a default variant"]);
}

#[test]
fn deep_nesting_is_refused_before_it_is_read() {
    let text = format!("a = {}\nb = B\n", "{".repeat(100_000));
    let strings = load(&[("theme/en.ftl", &text)], &["en"]);
    assert_eq!(strings.diagnostics.len(), 1);
    assert!(strings.diagnostics[0].message.starts_with("braces nest deeper"));
}
