//! What no editor should send, and what happens around it: the server goes on.

use serde_json::{Value, json};

use super::client::{Client, cursor, position, write_all};
use super::{FILES, able, labels};

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or(0)
}

#[test]
fn malformed_messages_are_answered_and_forgotten() {
    let mut client = Client::started(FILES, &[]);
    assert_eq!(code(&client.ask("textDocument/hover", json!({}))), -32002, "nothing comes before initialize");
    client.tell("textDocument/didOpen", json!({}));
    client.initialize(able());
    for (bytes, expected) in [
        ("Content-Length: 3\r\n\r\n{]}", -32700),
        ("Content-Length: many\r\n\r\n", -32700),
        ("rubbish\r\n\r\n", -32700),
        ("Content-Length: 2\r\n\r\n[]", -32600),
        ("Content-Length: 4\r\n\r\nnull", -32600),
        ("Content-Length: 23\r\n\r\n{\"id\":1.5,\"method\":\"x\"}", -32600),
    ] {
        client.send_raw(bytes.as_bytes());
        let answer = client.wait(|message| message.get("id") == Some(&Value::Null));
        assert_eq!(code(&answer), expected, "{bytes}: {answer}");
    }
    assert_eq!(code(&client.ask("initialize", json!({}))), -32600, "only once");
    assert_eq!(code(&client.ask("textDocument/fly", json!({}))), -32601);
    for method in ["textDocument/hover", "textDocument/completion", "textDocument/references", "workspace/symbol"] {
        for params in [json!(null), json!({}), json!([]), json!({"textDocument": {"uri": 7}, "position": {"line": -1, "character": 0}})] {
            assert_eq!(code(&client.ask(method, params.clone())), -32602, "{method} {params}");
        }
    }
    for (method, params) in [
        ("textDocument/didChange", json!({"nonsense": true})),
        ("textDocument/didOpen", json!(null)),
        ("$/setTrace", json!({"value": "off"})),
        ("$/unknown", json!([1])),
        ("something/else", json!({})),
        ("$/cancelRequest", json!({"id": 999})),
        ("$/cancelRequest", json!({})),
    ] {
        client.tell(method, params);
    }
    client.send(&json!({"jsonrpc": "2.0", "id": 77, "result": null}));
    let at = position(&FILES[1].1[..FILES[1].1.find("cameras").expect("a link")]);
    assert!(client.ask_at("textDocument/hover", "content/start.md", &at)["contents"].is_object(), "it still answers");
    assert_eq!(client.leave(), Some(0));
    assert_eq!(client.errors(), "");
}

#[test]
fn nothing_is_answered_after_shutdown_and_the_exit_code_tells_how_it_ended() {
    let mut client = Client::open(FILES, able());
    client.ask("shutdown", Value::Null);
    assert_eq!(code(&client.ask("workspace/symbol", json!({"query": ""}))), -32600);
    client.tell("exit", Value::Null);
    assert_eq!(client.code(), Some(0));
    let mut client = Client::open(FILES, able());
    client.tell("exit", Value::Null);
    assert_eq!(client.code(), Some(1), "no shutdown before");
    let mut client = Client::open(FILES, able());
    client.hang_up();
    assert_eq!(client.code(), Some(1), "the editor is gone");
    let mut client = Client::started(FILES, &[]);
    client.send_raw(b"Content-Length: 500\r\n\r\n{");
    client.hang_up();
    assert_eq!(client.code(), Some(1));
}

#[test]
fn odd_places_and_odd_documents_have_no_answer() {
    let mut client = Client::open(FILES, able());
    let far = json!({"line": 4_000_000, "character": 4_000_000_000_u32});
    let path = "content/claims/cameras.md";
    client.open_text(path, FILES[5].1);
    for method in ["textDocument/hover", "textDocument/completion", "textDocument/definition"] {
        client.ask_at(method, path, &far);
        for uri in [
            "untitled:Untitled-1",
            "file:///elsewhere/x.md",
            "file:///c%3A/x/y.md",
            "file:///%FF%FE.md",
            "https://x.y/z.md",
            "file://server/share/x.md",
        ] {
            let answer = client.ask(method, json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}));
            assert_eq!(answer["result"], Value::Null, "{method} {uri}: {answer}");
            client.tell(
                "textDocument/didOpen",
                json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": "[[nobody]]"}}),
            );
            client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        }
    }
    // A document that was never opened, or is closed by now, is the file on the disk.
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": client.uri(path)}}));
    client.type_text(path, 9, "nothing");
    let at = position(&FILES[5].1[..FILES[5].1.find("ministry").expect("a relation") + 1]);
    assert_eq!(client.ask_at("textDocument/definition", path, &at)["uri"], client.uri("content/actors/ministry.md"));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_request_that_is_taken_back_is_not_answered() {
    let pages: Vec<(String, String)> = (0..300)
        .map(|n| (format!("content/page-{n}.md"), format!("---\nkind: page\ntitle: Page {n}\n---\n{}", "See [[start]].\n\n".repeat(20))))
        .collect();
    let mut files = FILES.to_vec();
    files.extend(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut client = Client::open(&files, able());
    // It waits for the first build, which takes its time, and is taken back meanwhile.
    let uri = client.uri("content/start.md");
    let at = position("---\nkind: page\ntitle: S");
    let params = json!({"textDocument": {"uri": uri}, "position": at, "context": {"includeDeclaration": true}});
    let id = client.begin("textDocument/references", params.clone());
    client.tell("$/cancelRequest", json!({"id": id}));
    assert_eq!(code(&client.answer(id)), -32800);
    assert_eq!(client.ask("textDocument/references", params)["result"].as_array().map(Vec::len), Some(6002));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_second_place_is_told_to_those_who_show_it() {
    let twice = "---\nkind: actor\ntitle: Another\ntype: group\naliases: [CP]\n---\nText.\n";
    for (capabilities, shown) in [(able(), true), (json!({}), false)] {
        let mut files = FILES.to_vec();
        files.push(("content/actors/quite-another.md", twice));
        let mut client = Client::open(&files, capabilities);
        let found = client.diagnostics("content/actors/quite-another.md");
        assert_eq!(found[0]["code"], "duplicate-alias", "{found}");
        let related = &found[0]["relatedInformation"][0];
        assert_eq!(related["location"]["uri"] == client.uri("content/actors/partisans.md").as_str(), shown, "{found}");
        assert_eq!(related["message"] == "first used here", shown, "{found}");
    }
}

#[test]
fn a_folder_becomes_a_dossier_while_the_server_runs() {
    let mut client = Client::open(&[("content/start.md", "---\nkind: page\ntitle: Start\n---\nSee [[nobody]].\n")], json!({}));
    let told = client.told("window/showMessage");
    assert!(told["message"].as_str().is_some_and(|text| text.contains("there is no dossier here yet")), "{told}");
    assert_eq!(client.ask("workspace/symbol", json!({"query": ""}))["result"], Value::Null);
    client.open_text("content/start.md", "---\nkind: page\ntitle: Start\n---\nSee [[nobody]].\n");
    write_all(&client.root(), &[("dossier.yaml", "title: So\n")]);
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": client.uri("content/start.md")}}));
    assert_eq!(client.diagnostics("content/start.md")[0]["message"], "no entry is called `nobody`");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn the_newest_text_wins_and_what_was_mended_is_cleared() {
    let mut client = Client::open(FILES, able());
    let path = "content/start.md";
    client.open_text(path, FILES[1].1);
    for version in 2..60 {
        client.type_text(path, version, &FILES[1].1.replace("cameras", &format!("camera{version}")));
    }
    let message = client.wait(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"] == 59);
    assert!(message["params"]["diagnostics"][0]["message"].as_str().is_some_and(|text| text.starts_with("no entry is called `camera59`")));
    // Closed without saving: the file on the disk counts again.
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": client.uri(path)}}));
    assert_eq!(client.diagnostics(path), json!([]));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn files_that_change_outside_of_the_editor_are_seen() {
    // An editor that tells of changed files.
    let mut client = Client::open(FILES, able());
    client.wait(|message| message["method"] == "client/registerCapability");
    client.ask("workspace/symbol", json!({"query": ""}));
    write_all(&client.root(), &[("content/new.md", "---\nkind: page\ntitle: New\n---\n[[nobody]]\n")]);
    let uri = client.uri("content/new.md");
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 1}]}));
    assert_eq!(client.diagnostics("content/new.md")[0]["message"], "no entry is called `nobody`");
    std::fs::remove_file(client.root().join("content/new.md")).expect("a file can be removed");
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 3}]}));
    assert_eq!(client.diagnostics("content/new.md"), json!([]));
    // One that does not: files that came or went are seen while somebody types.
    let mut client = Client::open(FILES, json!({}));
    client.ask("workspace/symbol", json!({"query": ""}));
    client.open_text("content/start.md", FILES[1].1);
    std::fs::rename(client.root().join("content/claims/cameras.md"), client.root().join("content/claims/dark.md")).expect("a rename");
    client.type_text("content/start.md", 2, &FILES[1].1.replace("cameras", "dark"));
    assert_eq!(client.diagnostics("content/actors/partisans.md")[0]["message"], "no entry is called `cameras`");
    let uri = client.uri("content/start.md");
    assert_eq!(
        client.ask("textDocument/definition", json!({"textDocument": {"uri": uri}, "position": {"line": 4, "character": 8}}))["result"]["uri"],
        client.uri("content/claims/dark.md")
    );
    // What changed in them is seen at the next save.
    let mut client = Client::open(FILES, json!({}));
    client.ask("workspace/symbol", json!({"query": ""}));
    write_all(&client.root(), &[("content/new.md", "---\nkind: page\ntitle: New\n---\n[[nobody]]\n")]);
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": client.uri("content/start.md")}}));
    assert_eq!(client.diagnostics("content/new.md")[0]["message"], "no entry is called `nobody`");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn positions_are_exact_in_every_encoding() {
    let text = "---\r\nkind: actor\r\ntitle: Киберпартизаны\r\ntype: group\r\n---\r\nТекст 🎈 [[nobody]].\r\n";
    for (offered, name, column) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 16),
        (json!(["utf-16"]), "utf-16", 9),
        (json!(["utf-32"]), "utf-32", 8),
        (json!([]), "utf-16", 9),
    ] {
        let mut client = Client::started(FILES, &[]);
        let answer = client.initialize(json!({"general": {"positionEncodings": offered}}));
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], name);
        client.open_text("content/actors/partisans.ru.md", text);
        let found = client.diagnostics("content/actors/partisans.ru.md");
        assert_eq!(found[0]["range"]["start"], json!({"line": 5, "character": column}), "{name}");
        assert_eq!(found[0]["range"]["end"], json!({"line": 5, "character": column + 10}), "{name}");
    }
}

#[test]
fn other_texts_get_what_fits_there() {
    let mut client = Client::open(FILES, able());
    let mut offered = |path: &str, text: &str| {
        let (text, at) = cursor(text);
        client.open_text(path, &text);
        let list = client.ask_at("textDocument/completion", path, &at);
        let found: Vec<String> = labels(&list).into_iter().map(str::to_owned).collect();
        client.tell("textDocument/didClose", json!({"textDocument": {"uri": client.uri(path)}}));
        found
    };
    let new = "content/new.md";
    assert_eq!(offered(new, "---\nkind: ‸")[..2], ["explainer", "event"]);
    assert_eq!(offered(new, "---\nkind: claim\n‸\n---\n")[..4], ["title", "statement", "claimed_by", "history"]);
    assert_eq!(offered(new, "---\nkind: claim\ntitle: x\ntags: [‸\n---\n"), ["cameras"]);
    assert_eq!(offered(new, "---\nkind: claim\ndraft: ‸\n---\n"), ["true", "false"]);
    assert_eq!(offered(new, "---\nkind: claim\nresponses:\n  - by: ministry\n    stance: ‸\n---\n")[0], "confirms");
    assert_eq!(offered(new, "---\nkind: claim\nresponses:\n  - {by: min‸\n---\n"), ["ministry"]);
    assert_eq!(offered(new, "---\nkind: designation\njurisdiction: ‸\n---\n"), ["by"]);
    assert_eq!(offered(new, "---\nkind: page\ntitle: x\n---\n## One\n## Два | b\n[[#‸"), ["One", "Два | b"]);
    assert_eq!(offered(new, "---\nkind: page\ntitle: x\n---\nSee ![[nothing like it‸"), Vec::<String>::new());
    assert_eq!(offered(new, "---\nkind: page\ntitle: x\n---\nSee ![[The Cam‸")[0], "cameras");
    assert_eq!(offered(new, "---\nkind: page\ntitle: x\n---\nAs @af‸ wrote"), ["afp-2021"]);
    assert_eq!(offered("content/new.ru.md", "---\nkind: page\ntitle: x\n---\n[[кибер‸"), ["partisans"]);
    assert_eq!(offered(new, "---\nkind: page\ntitle: x\n---\nplain te‸xt"), Vec::<String>::new());
    assert_eq!(offered("dossier.yaml", "title: x\nhome: sta‸\n"), ["start"]);
    assert_eq!(offered("dossier.yaml", "title: x\nrules:\n  broken-link: ‸\n"), ["allow", "warn", "deny"]);
    assert!(offered("dossier.yaml", "title: x\n‸").contains(&"languages".to_owned()));
    assert_eq!(client.leave(), Some(0));
}
