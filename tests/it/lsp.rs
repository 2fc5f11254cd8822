//! `dossier lsp`, driven through the protocol: the real program over pipes.
//!
//! `tests/lsp/session.txt` is a recording of one conversation that shows everything the server can do;
//! `UPDATE=1 cargo test` writes it anew.

mod changes;
mod client;
mod odd;

use std::path::Path;

use client::{Client, cursor, position};
use serde_json::{Value, json};

/// A small dossier in two languages.
pub const FILES: &[(&str, &str)] = &[
    (
        "dossier.yaml",
        "title: Cameras\nlanguages: [en, ru]\nhome: start\njurisdictions: {by: Belarus}\nrules: {source-without-archive: allow}\n",
    ),
    ("content/start.md", "---\nkind: page\ntitle: Start\n---\nRead [[cameras]] first.\n"),
    (
        "content/actors/partisans.md",
        "---\nkind: actor\ntitle: Cyber Partisans\naliases: [CP]\nsummary: A group of hackers from Belarus.\ntype: group\n---\n\
         ## Who they are\nThey say so [@afp-2021].\n### Since when\nText.\n## What they did\nSee [[cameras#The answer|the answer]].\n",
    ),
    ("content/actors/partisans.ru.md", "---\nkind: actor\ntitle: Киберпартизаны\ntype: group\n---\n## Кто это\nТекст 🎈 [[cameras]].\n"),
    ("content/actors/ministry.md", "---\nkind: actor\ntitle: Ministry of the Interior\ntype: state-body\n---\nText.\n"),
    (
        "content/claims/cameras.md",
        "---\nkind: claim\ntitle: The cameras went dark\nsummary: The group says that it took cameras offline.\ndate: \"2021-08\"\n\
         tags: [cameras]\nstatement: Cameras were taken offline, [[partisans]] say [@law].\nclaimed_by: partisans\nhistory:\n  - date: \"2021-08-18\"\n    \
         standing: claimed\n    by: [partisans]\n    sources: afp-2021\n  - date: \"2021-09-01\"\n    standing: denied\n    by: ministry\n    \
         sources: law\n---\n## The answer\nThe ministry denied it [@law, p. 3].\n",
    ),
    (
        "content/sources/afp-2021.md",
        "---\nkind: source\ntitle: AFP on the cameras\ntype: article\ndate: \"2021-08-18\"\nurl: https://afp.example/1\n---\n",
    ),
    ("content/law.bib", "@online{law,\n  title = {The ministry answers},\n  date = {2021-09-01},\n  url = {https://gov.example/},\n}\n"),
];

/// What most editors can do.
pub fn able() -> Value {
    json!({
        "workspace": {
            "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]},
        },
        "textDocument": {
            "completion": {"completionItem": {"snippetSupport": true}},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
            "rename": {"prepareSupport": true},
        },
    })
}

fn hold(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("the recording can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(there == text, "tests/lsp/{name} does not say what was said; `UPDATE=1 cargo test` writes it anew:\n{text}");
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"].as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(|item| item["label"].as_str()).collect()
}

/// Everything the server can do, once, in the order in which a writer would meet it.
#[test]
fn a_session() {
    let mut client = Client::started(FILES, &[]);
    client.record =
        "# A conversation with `dossier lsp`\n\nWritten by `UPDATE=1 cargo test`; `→` is what the editor says, `←` what the server says.\n"
            .to_owned();
    client.chapter("The editor begins");
    let answer = client.initialize(able());
    assert_eq!(answer["result"]["capabilities"]["positionEncoding"], "utf-16");
    let asked = client.wait(|message| message["method"] == "client/registerCapability");
    assert_eq!(asked["params"]["registrations"][0]["registerOptions"]["watchers"].as_array().map(Vec::len), Some(5));
    client.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}));

    client.chapter("A link to an entry that does not exist, in a text that is not saved");
    let path = "content/actors/partisans.md";
    let saved = FILES[2].1;
    client.open_text(path, saved);
    let broken = saved.replace("They say so", "They answer [[ministri|the ministry]] so");
    client.type_text(path, 2, &broken);
    let found = client.diagnostics(path);
    assert_eq!(found[0]["code"], "broken-link");
    assert_eq!(found[0]["message"], "no entry is called `ministri`\nhelp: did you mean `ministry`?");
    assert_eq!(found[0]["range"]["start"], json!({"line": 8, "character": 12}));

    client.chapter("What could be meant, as a quick fix");
    let uri = client.uri(path);
    let range = found[0]["range"].clone();
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": found}});
    let fixes = client.ask("textDocument/codeAction", params)["result"].clone();
    assert_eq!(fixes[0]["title"], "Write `ministry`");
    let edit = &fixes[0]["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"]["version"], 2);
    assert_eq!(edit["edits"][0]["range"], json!({"start": {"line": 8, "character": 14}, "end": {"line": 8, "character": 22}}));

    client.chapter("It is mended");
    client.type_text(path, 3, saved);
    assert_eq!(client.diagnostics(path), json!([]));

    client.chapter("Names of entries after `[[`, also by a title in another alphabet");
    let (text, at) = cursor(&saved.replace("They say so", "They [[кибер‸ say so"));
    client.type_text(path, 4, &text);
    let offers = client.ask_at("textDocument/completion", path, &at);
    assert_eq!(labels(&offers), ["partisans"]);
    assert_eq!(offers["items"][0]["textEdit"]["newText"], "partisans]]");
    let (text, at) = cursor(&saved.replace("They say so", "They [[ca‸ say so"));
    client.type_text(path, 5, &text);
    let offers = client.ask_at("textDocument/completion", path, &at);
    assert_eq!(labels(&offers)[0], "cameras");
    assert_eq!(offers["items"][0]["textEdit"]["newText"], "cameras]]");
    assert_eq!(offers["items"][0]["detail"], "The cameras went dark · claim, denied");

    client.chapter("The headings of that entry after `#`");
    let (text, at) = cursor(&saved.replace("They say so", "They [[cameras#‸]] say so"));
    client.type_text(path, 6, &text);
    assert_eq!(labels(&client.ask_at("textDocument/completion", path, &at)), ["The answer"]);
    client.type_text(path, 7, saved);

    client.chapter("Fields of a step in a claim's history, while the front matter is no YAML");
    let path = "content/claims/cameras.md";
    let saved = FILES[5].1;
    client.open_text(path, saved);
    let (text, at) = cursor(&saved.replace("    standing: denied\n    by: ministry\n", "    standing: denied\n    ‸\n"));
    client.type_text(path, 2, &text);
    assert_eq!(labels(&client.ask_at("textDocument/completion", path, &at)), ["by", "note"]);

    client.chapter("The words that a field takes");
    let (text, at) = cursor(&saved.replace("standing: denied", "standing: ‸"));
    client.type_text(path, 3, &text);
    assert_eq!(labels(&client.ask_at("textDocument/completion", path, &at))[..2], ["claimed", "partly-confirmed"]);

    client.chapter("Only actors may make a claim");
    let (text, at) = cursor(&saved.replace("claimed_by: partisans", "claimed_by: [‸"));
    client.type_text(path, 4, &text);
    assert_eq!(labels(&client.ask_at("textDocument/completion", path, &at)), ["ministry", "partisans"]);

    client.chapter("Sources after `[@`, be they files or records of a bibliography");
    let (text, at) = cursor(&saved.replace("denied it [@law, p. 3].", "denied it [@‸]."));
    client.type_text(path, 5, &text);
    assert_eq!(labels(&client.ask_at("textDocument/completion", path, &at)), ["afp-2021", "law"]);
    client.type_text(path, 6, saved);

    client.chapter("Hover over a link: title, kind, standing as of today, summary");
    let at = position(&FILES[1].1[..FILES[1].1.find("cameras").expect("a link")]);
    let hover = client.ask_at("textDocument/hover", "content/start.md", &at);
    let text = client.plain(hover["contents"]["value"].as_str().expect("a text"));
    assert_eq!(
        text,
        "**The cameras went dark**\n\nclaim `cameras` · **denied** (as of TODAY) · 2021-08\n\nThe group says that it took cameras offline."
    );

    client.chapter("Hover over the name of a field");
    let at = position(&saved[..saved.find("claimed_by").expect("a field") + 2]);
    let hover = client.ask_at("textDocument/hover", path, &at);
    assert!(hover["contents"]["value"].as_str().is_some_and(|text| text.starts_with("`claimed_by` (required)")), "{hover}");

    client.chapter("Go to definition: an entry, a heading of it, a record of a bibliography");
    let at = position(&saved[..saved.find("[@law").expect("a citation") + 2]);
    let goal = client.ask_at("textDocument/definition", path, &at);
    assert_eq!(goal["uri"], client.uri("content/law.bib"));
    assert_eq!(goal["range"]["start"], json!({"line": 0, "character": 8}));
    let at = position(&FILES[2].1[..FILES[2].1.find("[[cameras#").expect("a link") + 4]);
    let goal = client.ask_at("textDocument/definition", FILES[2].0, &at);
    assert_eq!((&goal["uri"], &goal["range"]["start"]["line"]), (&json!(client.uri(path)), &json!(18)));
    let at = position(&saved[..saved.find("ministry").expect("a relation") + 1]);
    assert_eq!(client.ask_at("textDocument/definition", path, &at)["uri"], client.uri("content/actors/ministry.md"));

    client.chapter("Find references, from the title of an entry");
    let at = position("---\nkind: claim\ntitle: The");
    let uri = client.uri(path);
    let params = json!({"textDocument": {"uri": uri}, "position": at, "context": {"includeDeclaration": false}});
    let found = client.ask("textDocument/references", params)["result"].clone();
    let files: Vec<&str> = found.as_array().expect("a list").iter().filter_map(|place| place["uri"].as_str()).collect();
    let files: Vec<&str> = files.iter().filter_map(|uri| uri.rsplit('/').next()).collect();
    assert_eq!(files, ["partisans.md", "partisans.ru.md", "start.md"]);

    client.chapter("The headings of a text, and the entries of the dossier");
    let uri = client.uri(FILES[2].0);
    let symbols = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}))["result"].clone();
    assert_eq!(symbols[0]["children"][0]["children"][0]["name"], "Since when");
    let found = client.ask("workspace/symbol", json!({"query": "кибер"}))["result"].clone();
    assert_eq!(found[0]["name"], "Киберпартизаны (partisans)");

    client.chapter("Another id for an entry: every reference, and the files");
    let at = position(&FILES[1].1[..FILES[1].1.find("cameras").expect("a link")]);
    let found = client.ask_at("textDocument/prepareRename", "content/start.md", &at);
    assert_eq!(found["placeholder"], "cameras");
    let uri = client.uri("content/start.md");
    let params = json!({"textDocument": {"uri": uri}, "position": at, "newName": "dark-cameras"});
    let edit = client.ask("textDocument/rename", params)["result"].clone();
    let changes = edit["documentChanges"].as_array().expect("changes");
    assert_eq!(changes.last().expect("a move")["newUri"], client.uri("content/claims/dark-cameras.md"));

    client.chapter("The editor ends");
    assert_eq!(client.leave(), Some(0));
    assert_eq!(client.errors(), "");
    hold("session.txt", &client.record);
}

/// What stands at a place of a file on the disk.
fn text_at(client: &Client, place: &Value) -> String {
    let uri = place["uri"].as_str().expect("an address");
    let path = uri.strip_prefix(&client.uri("")).expect("a file of the dossier").trim_start_matches('/');
    let text = FILES.iter().find(|(name, _)| *name == path).expect("a file").1;
    let at = |end: &str| changes::offset(text, &place["range"][end]);
    format!("{path}: {}", &text[at("start")..at("end")])
}

#[test]
fn references_are_exact_wherever_an_id_stands() {
    let mut client = Client::open(FILES, able());
    let mut found = |path: &str, before: &str, with_itself: bool| {
        let uri = client.uri(path);
        let params = json!({"textDocument": {"uri": uri}, "position": position(before), "context": {"includeDeclaration": with_itself}});
        let places = client.ask("textDocument/references", params)["result"].clone();
        places.as_array().expect("a list").iter().map(|place| text_at(&client, place)).collect::<Vec<_>>()
    };
    assert_eq!(
        found("content/law.bib", "@online{la", true),
        [
            "content/claims/cameras.md: law",
            "content/claims/cameras.md: law",
            "content/claims/cameras.md: @law, p. 3",
            "content/law.bib: law",
        ]
    );
    assert_eq!(
        found("content/actors/partisans.ru.md", "--", false),
        ["content/claims/cameras.md: partisans", "content/claims/cameras.md: partisans", "content/claims/cameras.md: partisans"]
    );
    assert_eq!(found("content/start.md", "---\nkind: page\ntitle: S", false), ["dossier.yaml: start"]);
}

#[test]
fn each_heading_and_block_is_offered_by_what_names_it_alone() {
    let start = "---\nkind: page\ntitle: Start\n---\nRead [[history#]].\n";
    let files = [
        ("dossier.yaml", "title: T\nhome: start\n"),
        ("content/start.md", start),
        (
            "content/history.md",
            "---\nkind: page\ntitle: History\n---\n## 2020\n### January\nText. ^a1b2\n## 2021\n### January\n- one ^item-1\n\n^list\n",
        ),
    ];
    let mut client = Client::open(&files, able());
    client.open_text("content/start.md", start);
    let (text, at) = cursor(&start.replace("history#", "history#‸"));
    client.type_text("content/start.md", 2, &text);
    let offers = client.ask_at("textDocument/completion", "content/start.md", &at);
    assert_eq!(labels(&offers), ["2020", "January", "2021", "January", "^a1b2", "^item-1", "^list"]);
    let items = offers["items"].as_array().expect("offers");
    let written: Vec<&str> = items.iter().filter_map(|item| item["textEdit"]["newText"].as_str()).collect();
    assert_eq!(written, ["2020", "January", "2021", "january-1", "^a1b2", "^item-1", "^list"]);
    assert_eq!(items[4]["detail"], "block");
    assert_eq!(client.leave(), Some(0));
}
