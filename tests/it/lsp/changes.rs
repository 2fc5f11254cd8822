//! What the server has the editor change: quick fixes, and renames, which must come to what `dossier mv` does.

use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, position, write_all};
use super::{FILES, able};
use crate::cli::{dossier, err};

/// The byte of a position in UTF-16.
pub fn offset(text: &str, position: &Value) -> usize {
    let line = usize::try_from(position["line"].as_u64().expect("a line")).expect("a small number");
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut left = usize::try_from(position["character"].as_u64().expect("a column")).expect("a small number");
    for (at, c) in text[start..].char_indices() {
        if left == 0 {
            return start + at;
        }
        left -= c.len_utf16();
    }
    text.len()
}

fn apply(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let at = |end: &str| offset(text, &edit["range"][end]);
            (at("start"), at("end"), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

/// Does on the disk what an editor does with a change of the workspace.
fn apply_all(client: &Client, edit: &Value) {
    let path = |uri: &Value| {
        let uri = uri.as_str().expect("an address");
        client.root().join(uri.strip_prefix(&format!("{}/", client.uri(""))).expect("a file of the dossier"))
    };
    for change in edit["documentChanges"].as_array().expect("changes") {
        if change["kind"] == "rename" {
            std::fs::rename(path(&change["oldUri"]), path(&change["newUri"])).expect("a file can be renamed");
        } else {
            let path = path(&change["textDocument"]["uri"]);
            let text = std::fs::read_to_string(&path).expect("a file can be read");
            std::fs::write(&path, apply(&text, &change["edits"])).expect("a file can be written");
        }
    }
}

fn files(root: &Path) -> Vec<(String, String)> {
    let all =
        walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    all.map(|entry| {
        let name = entry.path().strip_prefix(root).expect("a file inside").to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(entry.path()).expect("a text"))
    })
    .collect()
}

fn rename(client: &mut Client, path: &str, at: &Value, new: &str) -> Value {
    let uri = client.uri(path);
    client.ask("textDocument/rename", json!({"textDocument": {"uri": uri}, "position": at, "newName": new}))
}

#[test]
fn an_editor_renames_as_the_command_does() {
    for (old, new, path, word) in [
        ("partisans", "cyber-partisans", "content/claims/cameras.md", "partisans"),
        ("partisans", "cp-2020", "content/actors/partisans.ru.md", "Киберпартизаны"),
        ("cameras", "dark", "content/actors/partisans.md", "cameras#The"),
        ("law", "ministry-2021", "content/law.bib", "law"),
        ("law", "ministry-2021", "content/claims/cameras.md", "law, p. 3"),
        ("start", "begin", "dossier.yaml", "start"),
    ] {
        let mut client = Client::open(FILES, able());
        let text = FILES.iter().find(|(name, _)| *name == path).expect("a file").1;
        let at = position(&text[..text.find(word).expect("the word") + word.chars().next().map_or(0, char::len_utf8)]);
        let answer = rename(&mut client, path, &at, new);
        assert!(answer["result"].is_object(), "{old}: {answer}");
        apply_all(&client, &answer["result"]);
        let folder = tempfile::tempdir().expect("a folder for a test");
        write_all(folder.path(), FILES);
        let moved = dossier(folder.path(), &["mv", old, new]);
        assert_eq!(moved.status.code(), Some(0), "{}", err(&moved));
        assert_eq!(files(&client.root()), files(folder.path()), "{old} to {new} from {path}");
        let checked = dossier(&client.root(), &["check"]);
        assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
    }
}

#[test]
fn what_cannot_be_renamed_is_refused_in_words() {
    let mut client = Client::open(FILES, able());
    let text = FILES[1].1;
    let link = position(&text[..text.find("cameras").expect("a link") + 1]);
    for (at, new, words) in [
        (&link, "partisans", "an entry has the id `partisans` already"),
        (&link, "Dark Cameras", "is no id"),
        (&position("---\nkind: page\ntitle: Start\n---\nRe"), "x", "no entry is named here"),
    ] {
        let answer = rename(&mut client, "content/start.md", at, new);
        assert_eq!(answer["error"]["code"], -32803, "{answer}");
        assert!(answer["error"]["message"].as_str().is_some_and(|message| message.contains(words)), "{answer}");
    }
    assert_eq!(
        client.ask_at("textDocument/prepareRename", "content/start.md", &position("---\nkind: page\ntitle: Start\n---\nRe")),
        Value::Null
    );
    // An editor that cannot rename files gets no half of a rename; of a record there is nothing to move.
    let mut client = Client::open(FILES, json!({}));
    let answer = rename(&mut client, "content/start.md", &link, "dark");
    assert_eq!(answer["error"]["message"], "this editor renames no files; `dossier mv cameras dark` does");
    let answer = rename(&mut client, "content/law.bib", &position("@online{l"), "ministry-2021");
    assert!(answer["result"]["changes"].as_object().is_some_and(|changes| changes.len() == 2), "{answer}");
}

#[test]
fn what_was_meant_is_a_quick_fix() {
    let path = "content/claims/cameras.md";
    for (right, wrong, title) in [
        ("claimed_by: partisans", "claimed_by: partizans", "Write `partisans`"),
        ("claimed_by: partisans", "claimed_bi: partisans", "Write `claimed_by`"),
        ("standing: denied", "standing: \"denyed\"", "Write `denied`"),
        ("kind: claim", "kind: clam", "Write `claim`"),
        ("[@law, p. 3]", "[@lav, p. 3] 🎈", "Write `law`"),
        ("The ministry denied", "[[cameras#The anser|so]] denied", "Write `#The answer`"),
    ] {
        let mut client = Client::open(FILES, able());
        let text = FILES[5].1.replace(right, wrong);
        client.open_text(path, &text);
        let found = client.diagnostics(path);
        let uri = client.uri(path);
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
        let params = json!({"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": found}});
        let fixes = client.ask("textDocument/codeAction", params)["result"].clone();
        let fixes: Vec<&Value> = fixes.as_array().expect("a list").iter().filter(|fix| fix["title"] == title).collect();
        assert_eq!(fixes.len(), 1, "{wrong}: {found}");
        let mended = apply(&text, &fixes[0]["edit"]["documentChanges"][0]["edits"]);
        client.type_text(path, 2, &mended);
        assert_eq!(client.diagnostics(path), json!([]), "{wrong}: {mended}");
    }
}
