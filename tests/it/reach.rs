//! `dossier check --external` against servers of its own on the loopback; nothing here leaves the machine. Hosts with public
//! names are asked through a proxy on the loopback, which answers for all of them and so never looks a name up.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A request that a server has got.
#[derive(Debug, Clone)]
struct Asked {
    at: Instant,
    method: String,
    /// The host it is for; empty without a proxy.
    host: String,
    path: String,
    headers: Vec<String>,
}

/// A server of a test.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Begins to serve. What `answer` writes is all that is answered.
    fn new(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on the loopback");
        let port = listener.local_addr().expect("its address").port();
        let (asked, answer) = (Arc::new(Mutex::new(Vec::new())), Arc::new(answer));
        let server = Self { port, asked: asked.clone() };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, answer) = (asked.clone(), answer.clone());
                std::thread::spawn(move || serve(stream, &asked, &*answer));
            }
        });
        server
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no test panics while it serves").clone()
    }

    /// Method and path of each request, without those for `robots.txt`.
    fn paths(&self) -> Vec<String> {
        let asked = self.asked();
        asked.iter().filter(|one| one.path != "/robots.txt").map(|one| format!("{} {}{}", one.method, one.host, one.path)).collect()
    }
}

fn head(reader: &mut BufReader<TcpStream>) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => return Some(lines),
            line => lines.push(line.to_owned()),
        }
    }
}

fn serve(mut stream: TcpStream, asked: &Mutex<Vec<Asked>>, answer: &(dyn Fn(&Asked, &mut TcpStream) + Sync)) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream can be cloned"));
    let mut host = String::new();
    while let Some(mut lines) = head(&mut reader) {
        let first = lines.remove(0);
        let mut words = first.split(' ');
        let (method, path) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
        if method == "CONNECT" {
            host = path.trim_end_matches(":80").to_owned();
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            continue;
        }
        let one = Asked { at: Instant::now(), method, host: host.clone(), path, headers: lines };
        asked.lock().expect("no test panics while it serves").push(one.clone());
        answer(&one, &mut stream);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        return;
    }
}

fn send(stream: &mut TcpStream, status: &str, more: &str) {
    let _ = stream.write_all(format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n{more}\r\n").as_bytes());
}

fn send_text(stream: &mut TcpStream, text: &str) {
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n", text.len());
    let _ = stream.write_all(format!("{head}{text}").as_bytes());
}

/// A server on which everything is fine, and which has no `robots.txt`.
fn fine() -> Server {
    Server::new(|asked, stream| send(stream, if asked.path == "/robots.txt" { "404 Not Found" } else { "200 OK" }, ""))
}

/// A dossier with these entries (path and text) and more settings.
fn dossier(settings: &str, entries: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    };
    write("dossier.yaml", &format!("title: T\n{settings}"));
    for (path, text) in entries {
        write(path, text);
    }
    folder
}

/// A page that links to each of these.
fn links(addresses: &[String]) -> Vec<(&'static str, String)> {
    let lines: String = addresses.iter().map(|address| format!("[x]({address})\n\n")).collect();
    vec![("content/pages/links.md", format!("---\nkind: page\ntitle: Links\n---\n{lines}"))]
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn found(&self) -> Vec<Value> {
        serde_json::from_str(&self.err).unwrap_or_else(|_| panic!("no JSON: {} {}", self.out, self.err))
    }

    /// `code message` of each diagnostic, ports taken out.
    fn told(&self) -> Vec<String> {
        let mut told: Vec<String> = self
            .found()
            .iter()
            .map(|one| format!("{} {}", one["code"].as_str().unwrap_or(""), one["message"].as_str().unwrap_or("")))
            .collect();
        for one in &mut told {
            while let Some(at) = one.find("http://127.0.0.1:") {
                let rest = one[at + "http://127.0.0.1:".len()..].trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
                one.truncate(at);
                one.push_str(&rest);
            }
        }
        told.sort();
        told
    }
}

/// Looks, on the loopback too, with a short pause.
fn check(root: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(["check", "--external"]).args(arguments).current_dir(root);
    if !arguments.contains(&"--pause") {
        command.args(["--pause", "0.01"]);
    }
    run(command)
}

fn run(mut command: Command) -> Ran {
    for name in ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] {
        command.env_remove(name);
    }
    let output = command.output().expect("the program can be started");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

const JSON: &[&str] = &["--private", "--format", "json"];

#[test]
fn dead_moved_and_passing() {
    let server = Server::new(|asked, stream| match (&*asked.path, &*asked.method) {
        ("/robots.txt", _) => send_text(stream, "User-agent: dossier\nDisallow: /secret\n"),
        ("/gone", "HEAD") | ("/head", "HEAD") | ("/closed", "HEAD") => send(stream, "405 Method Not Allowed", ""),
        ("/gone", _) => send(stream, "404 Not Found", ""),
        ("/gone-for-good", _) => send(stream, "410 Gone", ""),
        ("/closed", _) => send(stream, "403 Forbidden", ""),
        ("/moved", _) => send(stream, "301 Moved Permanently", "Location: /moved-again\r\n"),
        ("/moved-again", _) => send(stream, "308 Permanent Redirect", "Location: /here\r\n"),
        ("/moved-then-passing", _) => send(stream, "301 Moved Permanently", "Location: /passing\r\n"),
        ("/passing", _) => send(stream, "302 Found", "Location: /here?session=1\r\nSet-Cookie: a=b\r\n"),
        ("/to-dead", _) => send(stream, "302 Found", "Location: /gone-for-good\r\n"),
        ("/circle", _) => send(stream, "302 Found", "Location: /circle-2\r\n"),
        ("/circle-2", _) => send(stream, "302 Found", "Location: /circle\r\n"),
        ("/nowhere", _) => send(stream, "302 Found", "Location: mailto:a@b.example\r\n"),
        (path, _) if path.starts_with("/on/") => {
            let n: u32 = path[4..].parse().expect("a number");
            send(stream, "307 Temporary Redirect", &format!("Location: /on/{}\r\n", n + 1));
        }
        _ => send(stream, "200 OK", "Set-Cookie: a=b\r\n"),
    });
    let paths = [
        "/fine",
        "/fine#part",
        "/gone",
        "/gone-for-good",
        "/closed",
        "/head",
        "/moved",
        "/moved-then-passing",
        "/passing",
        "/to-dead",
        "/circle",
        "/nowhere",
        "/on/0",
        "/secret/x",
    ];
    let root = dossier("", &links(&paths.map(|path| server.url(path))));
    let ran = check(root.path(), JSON);
    assert_eq!(
        ran.told(),
        [
            "dead-link `/gone-for-good` answers 410 (gone)",
            "dead-link `/gone` answers 404 (not found)",
            "dead-link `/to-dead` leads to `/gone-for-good`, which answers 410 (gone)",
            "moved-link `/moved-then-passing` has moved for good",
            "moved-link `/moved` has moved for good",
            "unsteady-link `/circle` leads round in a circle: `/circle-2` leads back to `/circle`",
            "unsteady-link `/closed` answers 403 (forbidden; some servers let no programs in)",
            "unsteady-link `/nowhere` leads to `mailto:a@b.example`, which is no address",
            "unsteady-link `/on/0` leads on more than 10 times",
        ]
    );
    assert_eq!(ran.code, Some(0), "they are warnings");
    let hint = |path: &str| {
        let found = ran.found();
        let one =
            found.iter().find(|one| one["message"].as_str().is_some_and(|m| m.contains(&format!("{path}`")))).expect("it is told").clone();
        one["hints"][0].as_str().unwrap_or_default().to_owned()
    };
    assert!(hint("/moved").contains(&format!("`{}`", server.url("/here"))), "{}", hint("/moved"));
    assert!(hint("/moved-then-passing").contains("/passing`"), "not where the passing redirect leads");
    let asked = server.paths();
    assert_eq!(asked.iter().filter(|one| one.ends_with("/fine")).count(), 1, "one request for an address and its fragments");
    assert!(asked.contains(&"GET /head".to_owned()) && !asked.contains(&"GET /fine".to_owned()));
    assert!(!asked.iter().any(|one| one.contains("/secret")), "robots.txt is honoured");
    assert_eq!(server.asked().iter().filter(|one| one.path == "/robots.txt").count(), 1);
    for one in server.asked() {
        let headers = one.headers.join("\n").to_lowercase();
        assert!(headers.contains("user-agent: dossier/") && headers.contains("robots.txt"), "{headers}");
        assert!(!headers.contains("cookie") && !headers.contains("referer"), "{headers}");
    }
    let ran = check(root.path(), &["--private"]);
    assert!(ran.out.contains("not looked at: ") && ran.out.contains("/secret/x (robots.txt)"), "{}", ran.out);
    assert!(ran.out.contains("\naddresses: 3 good, 2 moved, 3 dead, 4 not to be seen\n"), "{}", ran.out);
}

#[test]
fn servers_that_do_not_answer_as_they_should() {
    let slow = Server::new(|asked, stream| {
        if asked.path != "/robots.txt" {
            std::thread::sleep(Duration::from_millis(3000));
        }
        send(stream, "200 OK", "");
    });
    let garbage = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "404 Not Found", ""),
        _ => drop(stream.write_all(b"220 mail.example ESMTP ready\r\n")),
    });
    let huge = Server::new(|asked, stream| match (&*asked.path, &*asked.method) {
        ("/robots.txt", _) => send(stream, "404 Not Found", ""),
        (_, "HEAD") => send(stream, "501 Not Implemented", ""),
        _ => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
            let block = vec![b'x'; 64 * 1024];
            while stream.write_all(&block).is_ok() {}
        }
    });
    let silent = Server::new(|_, _| {});
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address").port();
    // Plain HTTP where encryption is expected.
    let no_tls = TcpListener::bind("127.0.0.1:0").expect("a port on the loopback");
    let no_tls_port = no_tls.local_addr().expect("its address").port();
    std::thread::spawn(move || {
        for mut stream in no_tls.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            std::thread::sleep(Duration::from_millis(200));
        }
    });
    let busy = Arc::new(Mutex::new(0));
    let counted = busy.clone();
    let busy_server = Server::new(move |asked, stream| {
        let mut count = counted.lock().expect("a number");
        *count += usize::from(asked.path == "/soon");
        match &*asked.path {
            "/robots.txt" => send(stream, "404 Not Found", ""),
            "/soon" if *count < 2 => send(stream, "429 Too Many Requests", "Retry-After: 1\r\n"),
            _ => send(stream, "200 OK", ""),
        }
    });
    let shut = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "404 Not Found", ""),
        _ => send(stream, "503 Service Unavailable", "Retry-After: 3600\r\n"),
    });
    let barred = Server::new(|_, stream| send(stream, "500 Internal Server Error", ""));
    let addresses = [
        slow.url("/slow"),
        garbage.url("/garbage"),
        huge.url("/huge"),
        silent.url("/silent"),
        format!("http://127.0.0.1:{closed}/closed"),
        format!("https://127.0.0.1:{no_tls_port}/tls"),
        busy_server.url("/soon"),
        shut.url("/a"),
        shut.url("/b"),
        barred.url("/barred"),
    ];
    let root = dossier("", &links(&addresses));
    let started = Instant::now();
    let ran = check(root.path(), &[JSON, &["--timeout", "1.5", "--hosts", "20"]].concat());
    // Three times the time that is given, and far from the hour that is asked for.
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    let told = ran.told().join("\n");
    for expected in [
        "`/slow` does not answer in time",
        "`/garbage` answers with something that is no HTTP",
        "`/silent` closes the connection without an answer",
        "`/closed` refuses connections",
        "/tls` has an encryption that does not hold: ",
        "`/a` answers 503 (the server fails) and wants to be left alone for 3600 seconds",
        "`/b` answers 503 (the server fails) and wants to be left alone for 3600 seconds",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    for unsaid in ["/huge", "/soon", "/barred"] {
        assert!(!told.contains(unsaid), "{unsaid}\n{told}");
    }
    assert_eq!(slow.paths().len(), 3, "it is asked three times, and no more");
    assert_eq!(shut.paths().len(), 1, "a host that wants to be left alone is");
    assert!(barred.paths().is_empty(), "a robots.txt that fails bars all");
    let soon: Vec<Asked> = busy_server.asked().into_iter().filter(|one| one.path == "/soon").collect();
    assert!(soon.len() == 2 && soon[1].at - soon[0].at >= Duration::from_secs(1), "Retry-After is honoured");
}

#[test]
fn one_host_is_asked_one_at_a_time() {
    // When an answer begins. What is noted after it was sent may be noted when the next request is under way.
    let answers = Arc::new(Mutex::new(Vec::new()));
    let noted = answers.clone();
    let server = Server::new(move |asked, stream| {
        std::thread::sleep(Duration::from_millis(30));
        noted.lock().expect("a list").push(Instant::now());
        send(stream, if asked.path == "/robots.txt" { "404 Not Found" } else { "200 OK" }, "");
    });
    let addresses: Vec<String> = (0..5).map(|n| server.url(&format!("/{n}"))).collect();
    let root = dossier("", &links(&addresses));
    let ran = check(root.path(), &["--private", "--pause", "0.1"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("asking 1 host for 5 addresses of 5 addresses\n"), "{}", ran.out);
    let asked = server.asked();
    assert_eq!(asked.len(), 6);
    for (answered, next) in answers.lock().expect("a list").iter().zip(&asked[1..]) {
        assert!(next.at >= *answered + Duration::from_millis(100), "{:?} after {:?}", *answered, next);
    }
}

#[test]
fn what_is_known_is_not_asked_again() {
    let server = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" | "/bad" => send(stream, "404 Not Found", ""),
        _ => send(stream, "200 OK", ""),
    });
    let root = dossier("", &links(&[server.url("/good"), server.url("/bad")]));
    let look = |today: &str, more: &[&str]| {
        let before = server.asked().len();
        let ran = check(root.path(), &[&["--private", "--format", "json", "--today", today], more].concat());
        assert_eq!(ran.told(), ["dead-link `/bad` answers 404 (not found)"], "whatever is asked");
        server.asked()[before..]
            .iter()
            .filter(|one| one.path != "/robots.txt" && one.method == "HEAD")
            .map(|one| one.path.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(look("2026-03-01", &[]), ["/bad", "/good"]);
    assert!(look("2026-03-01", &[]).is_empty(), "all is known");
    assert_eq!(look("2026-03-02", &[]), ["/bad"], "a bad answer holds for a day");
    assert_eq!(look("2026-03-08", &[]), ["/bad", "/good"], "a good one for seven");
    assert_eq!(look("2026-03-08", &["--refresh"]), ["/bad", "/good"]);
    assert_eq!(look("2026-03-07", &[]), ["/bad", "/good"], "a look of tomorrow is none");
    let file = root.path().join(".dossier/external.json");
    assert!(std::fs::read_to_string(&file).expect("the file is there").contains("2026-03-07"));
    std::fs::write(&file, "{").expect("a file can be written");
    let ran = check(root.path(), &["--private", "--today", "2026-03-08"]);
    assert!(ran.out.contains(".dossier/external.json could not be read and is made anew"), "{}", ran.out);
    // A build asks nobody, whatever is known.
    let before = server.asked().len();
    let mut build = Command::new(env!("CARGO_BIN_EXE_dossier"));
    build.arg("build").current_dir(root.path());
    assert_eq!(run(build).code, Some(0));
    let mut check = Command::new(env!("CARGO_BIN_EXE_dossier"));
    check.arg("check").current_dir(root.path());
    assert_eq!(run(check).code, Some(0));
    assert_eq!(server.asked().len(), before);
    assert!(!root.path().join("public/.dossier").exists());
}

#[test]
fn every_place_is_told_with_line_and_column() {
    let server = Server::new(|_, stream| send(stream, "404 Not Found", ""));
    let source = |more: &str| format!("---\nkind: source\ntitle: S\nurl: {}\n{more}---\n", server.url("/s"));
    let entries = [
        ("content/s.md", source("")),
        ("content/t.md", source("archive_url: http://web.archive.org/x\n").replace("title: S", "title: T")),
        ("content/b.bib", format!("@misc{{bib1,\n  title = {{B}},\n  url = {{{}}},\n}}\n", server.url("/b"))),
        (
            "content/p.md",
            format!(
                "---\nkind: page\ntitle: P\nsources: [s, t, bib1]\nimage: {{src: a.png, alt: A, credit: \"Somebody, {0}\"}}\ncorrections: [{{date: \"2021-01-01\", text: \"See [it]({1}).\"}}]\n---\nДа [x]({2}) and <{2}#part>.\n",
                server.url("/credit"),
                server.url("/correction"),
                server.url("/text")
            ),
        ),
        ("content/a.png", String::new()),
    ];
    let root = dossier("rules: {source-without-archive: allow, not-a-picture: allow}\n", &entries);
    let ran = check(root.path(), &[JSON, &["--only-host", "127.0.0.1"]].concat());
    assert_eq!(ran.code, Some(1), "a source that is gone without a copy is an error");
    let mut told: Vec<String> = ran
        .found()
        .iter()
        .map(|one| {
            format!("{}:{}:{} {}", one["file"].as_str().unwrap_or(""), one["line"], one["column"], one["code"].as_str().unwrap_or(""))
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "content/b.bib:3:9 dead-source",
            "content/p.md:5:37 dead-link",
            "content/p.md:6:42 dead-link",
            "content/p.md:8:4 dead-link",
            &*format!("content/p.md:8:{} dead-link", 4 + "[x]()".len() + server.url("/text").len() + " and ".len()),
            "content/s.md:4:6 dead-source",
            "content/t.md:4:6 dead-link",
        ]
    );
    let text = check(root.path(), &["--private", "--only-host", "127.0.0.1"]).err;
    assert!(text.contains("the source `s` is gone, and no copy of it is named"), "{text}");
    assert!(text.contains("archive_url"), "{text}");
    // The settings weigh them like all others, and so does `--strict`.
    std::fs::write(
        root.path().join("dossier.yaml"),
        "title: T\nrules: {source-without-archive: allow, not-a-picture: allow, dead-source: allow, dead-link: allow}\n",
    )
    .expect("a file can be written");
    assert_eq!(check(root.path(), &["--private", "--only-host", "127.0.0.1", "--strict"]).code, Some(0));
}

#[test]
fn whom_it_does_not_ask() {
    let proxy = Server::new(|asked, stream| match (&*asked.host, &*asked.path) {
        (_, "/robots.txt") => send(stream, "404 Not Found", ""),
        ("short.example", _) => send(stream, "301 Moved Permanently", "Location: http://t.me/channel_x\r\n"),
        _ => send(stream, "200 OK", ""),
    });
    let law = [
        ("content/group.md", "---\nkind: actor\ntitle: Group\ntype: group\n---\n".to_owned()),
        (
            "content/chan.md",
            "---\nkind: actor\ntitle: Channel X\ntype: channel\npart_of: [group]\naddresses: [\"@channel_x\", outlet.example]\n---\n"
                .to_owned(),
        ),
        ("content/i.md", "---\nkind: instrument\ntitle: Materials\n---\n".to_owned()),
        (
            "content/d.md",
            "---\nkind: designation\ntitle: D\ndate: \"2021-01-01\"\nsubject: group\ninstrument: i\nin_force: 2021-01-01/..\n---\n"
                .to_owned(),
        ),
    ];
    let addresses = [
        "http://fine.example/",
        "http://t.me/s/channel_x/1",
        "http://news.outlet.example/a",
        "http://short.example/x",
        "http://web.archive.org/web/2021/http://t.me/channel_x",
        "http://expyuzz4wqqyqhjn.onion/",
        "http://localhost:3000/draft",
    ];
    let entries = [&law[..], &links(&addresses.map(str::to_owned))].concat();
    let root = dossier("", &entries);
    let through = format!("http://127.0.0.1:{}", proxy.port);
    let ran = check(root.path(), &["--proxy", &through]);
    assert_eq!(ran.code, Some(1));
    let first = format!("asking 2 hosts for 2 addresses of 7 addresses through {through}\n");
    assert!(ran.out.starts_with(&first), "{}", ran.out);
    assert!(ran.out.contains("\n3 of designated actors and documents are not asked; --designated asks them too\n"), "{}", ran.out);
    assert!(ran.out.contains("\n1 of Tor are not asked\n"), "{}", ran.out);
    assert!(
        ran.err.contains("error[private-address]: `http://localhost:3000/draft` is an address of this machine or its network"),
        "{}",
        ran.err
    );
    let mut asked = proxy.paths();
    asked.sort();
    assert_eq!(asked, ["HEAD fine.example/", "HEAD short.example/x"], "and a redirect to it is not followed");
    check(root.path(), &["--proxy", &through, "--designated", "--refresh"]);
    let asked = proxy.paths();
    assert!(asked.contains(&"HEAD t.me/channel_x".to_owned()) && asked.contains(&"HEAD news.outlet.example/a".to_owned()), "{asked:?}");
    // Before the day of the act nothing was designated.
    let before = proxy.paths().len();
    check(root.path(), &["--proxy", &through, "--refresh", "--as-of", "2020-12-31"]);
    assert!(proxy.paths()[before..].contains(&"HEAD t.me/s/channel_x/1".to_owned()));
}

#[test]
fn no_network_is_one_message() {
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address").port();
    let addresses: Vec<String> = (0..40).map(|n| format!("http://host{n}.example/")).collect();
    let root = dossier("", &links(&addresses));
    let ran = check(root.path(), &["--proxy", &format!("http://127.0.0.1:{closed}")]);
    assert_eq!(ran.code, Some(3), "{} {}", ran.out, ran.err);
    assert!(ran.err.starts_with("error: none of ") && ran.err.contains("is this machine on the network?"), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(!root.path().join(".dossier").exists(), "and nothing is kept of it");
    let ran = check(root.path(), &["--proxy", "nonsense://x"]);
    assert_eq!((ran.code, &*ran.err), (Some(2), "error: `nonsense://x` is no proxy; write it as socks5h://127.0.0.1:9050\n"));
}

#[test]
fn a_dossier_with_errors_asks_nobody() {
    let server = fine();
    let entries = [("content/p.md", format!("---\nkind: page\ntitle: P\n---\n[x]({}) and [[nobody]]\n", server.url("/x")))];
    let root = dossier("", &entries);
    let ran = check(root.path(), &["--private"]);
    assert_eq!(ran.code, Some(1));
    assert!(server.asked().is_empty());
    let mut alone = Command::new(env!("CARGO_BIN_EXE_dossier"));
    alone.args(["check", "--refresh"]).current_dir(root.path());
    assert_eq!(run(alone).code, Some(2), "`--refresh` says nothing without `--external`");
}
