//! An editor, as far as the protocol goes: it starts the real program, speaks to it over pipes, and writes down what was
//! said, with the folder of the test as `file:///dossier` and today as `TODAY`.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long to wait for anything: a machine that compiles at the same time is slow.
const LIMIT: Duration = Duration::from_secs(300);

/// An editor that is open.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// What came and was not asked for yet.
    came: Vec<Value>,
    next: i32,
    folder: TempDir,
    /// What was said.
    pub record: String,
}

/// The `‸` of a text: the text without it, and its position.
pub fn cursor(text: &str) -> (String, Value) {
    let at = text.find('‸').expect("a cursor");
    (text.replace('‸', ""), position(&text[..at]))
}

/// The position of the end of a text, in UTF-16.
pub fn position(before: &str) -> Value {
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
    json!({"line": line, "character": column})
}

/// Writes the files of a dossier.
pub fn write_all(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }
}

impl Client {
    /// Starts the program in a folder with these files, and says nothing yet.
    pub fn started(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for a test");
        write_all(folder.path(), files);
        let mut child = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .arg("lsp")
            .args(arguments)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let (send, receive) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        Self { child, input, output: receive, came: Vec::new(), next: 0, folder, record: String::new() }
    }

    /// Starts the program and shakes hands, as an editor with these abilities.
    pub fn open(files: &[(&str, &str)], capabilities: Value) -> Self {
        let mut client = Self::started(files, &[]);
        client.initialize(capabilities);
        client
    }

    /// Shakes hands. The answer.
    pub fn initialize(&mut self, capabilities: Value) -> Value {
        let root = self.uri("");
        let answer = self.ask("initialize", json!({"processId": null, "rootUri": root, "capabilities": capabilities}));
        self.tell("initialized", json!({}));
        answer
    }

    /// The folder of the dossier.
    pub fn root(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// The address of a file.
    pub fn uri(&self, path: &str) -> String {
        let root = self.folder.path().to_string_lossy().replace('\\', "/");
        let root = if root.starts_with('/') { root } else { format!("/{root}") };
        let path = if path.is_empty() { String::new() } else { format!("/{path}") };
        format!("file://{root}{path}")
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the program listens");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the program listens");
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Closes the program's input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Tells something.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.note(&format!("→ {method}"), &params);
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks something; the whole answer, whose id is dropped.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        self.answer(id)
    }

    /// Asks something and does not wait: the id.
    pub fn begin(&mut self, method: &str, params: Value) -> i32 {
        self.note(&format!("→ {method}"), &params);
        self.next += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.next, "method": method, "params": params}));
        self.next
    }

    /// The answer to what was asked under an id.
    pub fn answer(&mut self, id: i32) -> Value {
        let mut answer = self.wait(|message| message["id"] == id && message.get("method").is_none());
        let fields = answer.as_object_mut().expect("an answer");
        fields.remove("jsonrpc");
        fields.remove("id");
        self.note("←", &answer);
        answer
    }

    /// What a notification of this method says, once it has come.
    pub fn told(&mut self, method: &str) -> Value {
        let message = self.wait(|message| message["method"] == method);
        self.note(&format!("← {method}"), &message["params"]);
        message["params"].clone()
    }

    /// The next diagnostics of a file.
    pub fn diagnostics(&mut self, path: &str) -> Value {
        let uri = self.uri(path);
        let message =
            self.wait(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri.as_str());
        self.note("← textDocument/publishDiagnostics", &message["params"]);
        message["params"]["diagnostics"].clone()
    }

    /// The first message that is wanted; what came before it is kept for those who ask for it later.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + LIMIT;
        loop {
            if let Some(at) = self.came.iter().position(&wanted) {
                return self.came.remove(at);
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(message) => self.came.push(message),
                Err(_) => panic!("nothing of the kind came; what came: {:#?}\n{}", self.came, self.record),
            }
        }
    }

    /// Opens a document with a text.
    pub fn open_text(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.tell("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}}));
    }

    /// Gives a document another text.
    pub fn type_text(&mut self, path: &str, version: i32, text: &str) {
        let uri = self.uri(path);
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]});
        self.tell("textDocument/didChange", params);
    }

    /// Asks about a position of a file.
    pub fn ask_at(&mut self, method: &str, path: &str, position: &Value) -> Value {
        let uri = self.uri(path);
        self.ask(method, json!({"textDocument": {"uri": uri}, "position": position}))["result"].clone()
    }

    /// Writes a heading into the record.
    pub fn chapter(&mut self, text: &str) {
        self.record.push_str(&format!("\n## {text}\n\n"));
    }

    fn note(&mut self, what: &str, value: &Value) {
        let mut text = String::new();
        set(value, 0, &mut text);
        self.record.push_str(&format!("{what} {}\n", self.plain(&text)));
    }

    /// A text without what differs from run to run.
    pub fn plain(&self, text: &str) -> String {
        let days = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock").as_secs() / 86_400;
        let today = dossier::model::date::Day::new(1970, 1, 1).and_then(|day| day.plus_days(days.cast_signed())).expect("a day");
        let root = self.folder.path().to_string_lossy().replace('\\', "\\\\");
        text.replace(&self.uri(""), "file:///dossier").replace(&root, "/dossier").replace(&today.to_string(), "TODAY")
    }

    /// Says goodbye; the exit code.
    pub fn leave(&mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.code()
    }

    /// The exit code, once the program ends.
    pub fn code(&mut self) -> Option<i32> {
        let end = Instant::now() + LIMIT;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the program does not end");
    }

    /// What the program wrote to standard error; it must have ended.
    pub fn errors(&mut self) -> String {
        let mut text = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            errors.read_to_string(&mut text).expect("text");
        }
        text
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// JSON with what is short on one line.
fn set(value: &Value, indent: usize, out: &mut String) {
    let whole = value.to_string();
    let parts: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (format!("{}: ", json!(name)), value)).collect(),
        Value::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
        _ => Vec::new(),
    };
    if whole.chars().count() + indent < 120 || parts.is_empty() {
        out.push_str(&whole);
        return;
    }
    out.push_str(&whole[..1]);
    for (n, (name, part)) in parts.iter().enumerate() {
        out.push_str(&format!("{}\n{}{name}", if n > 0 { "," } else { "" }, " ".repeat(indent + 2)));
        set(part, indent + 2, out);
    }
    out.push_str(&format!("\n{}{}", " ".repeat(indent), &whole[whole.len() - 1..]));
}

/// The next message. Nothing but the protocol may stand on the program's standard output.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let number = line.strip_prefix("Content-Length: ").expect("no other header");
        length = Some(number.parse::<usize>().expect("a number"));
    }
    let mut body = vec![0; length.expect("a length")];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
