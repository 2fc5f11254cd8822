//! A save as a writer sees it: the real `dossier serve` and its stream of events.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::edit::Edit;
use super::times;

/// A server that does not answer for so long is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program while it serves; it ends with this.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _has_ended = self.0.kill();
        let _is_gone = self.0.wait();
    }
}

/// Saves one entry after the other and prints how long it took from the write to the event in the browser.
pub fn measure(root: &Path, paths: &[String], runs: usize) -> Result<(), String> {
    // Nobody else asks for the port between here and the start, but for bad luck, which the server reports.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).map_err(|error| error.to_string())?.port();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(["serve", "--port", &port.to_string(), "--root"]).arg(root).stdout(Stdio::null()).stderr(Stdio::null());
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        // The goals are set for two cores.
        command.env("RAYON_NUM_THREADS", "2");
    }
    let server = Server(command.spawn().map_err(|error| format!("cannot start `dossier serve`: {error}"))?);
    let mut events = listen(port)?;
    let _first = next(&mut events)?;
    let ids: Vec<&str> = paths.iter().map(String::as_str).collect();
    for edit in Edit::ALL {
        let mut waits = Vec::new();
        let before = cpu_of(server.0.id());
        for n in 0..runs {
            let (at, to) = edit.place(&ids, n + 3);
            let file = root.join(ids[at]);
            let text = fs::read_to_string(&file).map_err(|error| error.to_string())?;
            let new = edit.of(&text, n + runs, &to);
            let start = Instant::now();
            fs::write(&file, &new).map_err(|error| error.to_string())?;
            let event = next(&mut events)?;
            waits.push(start.elapsed());
            check(&event, ids[at])?;
            // The writer reads what came of it before the next save.
            std::thread::sleep(Duration::from_millis(300));
        }
        let cpu = before.zip(cpu_of(server.0.id())).map(|(before, after)| (after - before).as_secs_f64() * 1e3 / runs as f64);
        let cpu = cpu.map_or_else(String::new, |cpu| format!(", CPU of the server {cpu:.0} a save"));
        println!("{}", times::line(edit.name(), waits, &format!("from the write to the event{cpu}")));
    }
    drop(server);
    Ok(())
}

/// What a process has used of the processors, in hundredths of a second, where the system tells that as Linux does.
fn cpu_of(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program stands in brackets and may hold blanks; user and system time are the 14th and 15th field.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// Opens the stream of events, as soon as there is one.
fn listen(port: u16) -> Result<BufReader<TcpStream>, String> {
    let begun = Instant::now();
    let stream = loop {
        match TcpStream::connect(("127.0.0.1", port)) {
            Ok(stream) => break stream,
            Err(error) if begun.elapsed() > PATIENCE => return Err(format!("the server does not answer: {error}")),
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    stream.set_read_timeout(Some(PATIENCE)).map_err(|error| error.to_string())?;
    let request = format!("GET /_dossier/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n");
    (&stream).write_all(request.as_bytes()).map_err(|error| error.to_string())?;
    Ok(BufReader::new(stream))
}

/// The data of the next event.
fn next(events: &mut impl BufRead) -> Result<String, String> {
    let mut line = String::new();
    loop {
        line.clear();
        if events.read_line(&mut line).map_err(|error| format!("no event came: {error}"))? == 0 {
            return Err("the stream of events ended".to_owned());
        }
        if let Some(data) = line.strip_prefix("data:") {
            return Ok(data.trim().to_owned());
        }
    }
}

/// An event of something else, or of a broken dossier, would be quick and worth nothing.
fn check(event: &str, path: &str) -> Result<(), String> {
    let page = path.trim_start_matches("content/").trim_end_matches(".md");
    // The first entry is the home page; where very much changed, the event names nothing.
    let addresses = [format!("{page}/index.html\""), "\"index.html\"".to_owned(), "\"changed\":null".to_owned()];
    let names_it = addresses.iter().any(|address| event.contains(address));
    if names_it && event.contains("\"problems\":null") { Ok(()) } else { Err(format!("an event without {page}: {event:.200}")) }
}
