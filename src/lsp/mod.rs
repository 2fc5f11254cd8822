//! `dossier lsp`: the dossier in the editor, by the Language Server Protocol on standard input and output.
//!
//! In: what the client says, and the files. Out: what is wrong while it is typed, names to choose from, and answers about
//! what stands under the cursor. It goes through the same `build` as everything else, over the texts as they are in the
//! editor. This edge touches the clock, the standard streams and, through `read`, the disk; it writes no file.
//!
//! One thread reads what the client sends, one at a time builds, and the loop below does all the rest: it takes what
//! comes in the order in which it comes.
//!
//! - `protocol`, `position`, `address`, `client`: the wire and its notions.
//! - `server`, `documents`, `builds`, `watch`: the state, and what changes it.
//! - `requests`, `changes`: what can be asked; a file each for the answers. `now` is what they are made from, `fields` and `words`
//!   tell where the cursor stands, `under` what is there.
#![expect(clippy::disallowed_methods, reason = "this is an edge: it asks the clock and the disk")]

mod address;
mod builds;
mod changes;
mod client;
mod completion;
mod definition;
mod diagnostics;
mod documents;
mod fields;
mod fixes;
mod hover;
mod now;
mod position;
mod protocol;
mod references;
mod rename;
mod requests;
mod server;
mod symbols;
mod under;
mod watch;
mod words;

use std::collections::VecDeque;
use std::io::{self, BufReader, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use lsp_server::{Message, Response};
use lsp_types::MessageType;

use builds::Finished;
use protocol::Incoming;
use server::{Phase, Server, cancelled};

use crate::model::date::Day;

/// What the command line says.
#[derive(Debug, Clone)]
pub struct Start {
    /// The folder of the dossier, if it is named.
    pub root: Option<PathBuf>,
    /// The day by the clock.
    pub today: fn() -> Option<Day>,
}

/// Everything that can come.
#[derive(Debug)]
enum Event {
    /// The client says something.
    Said(Incoming),
    /// A build is done.
    Built(Box<Finished>),
}

/// Serves one client until it leaves. Whether it left as the protocol asks: with `shutdown` before.
///
/// # Errors
/// When the client no longer listens.
pub fn run(start: Start) -> anyhow::Result<bool> {
    let (send, receive) = channel();
    listen(send.clone());
    let mut server = Server::new(start, send);
    let mut output = io::stdout().lock();
    let mut waiting = VecDeque::new();
    loop {
        match next(&server, &mut waiting, &receive) {
            None => server.begin(),
            Some(Event::Built(finished)) => server.built(*finished),
            Some(Event::Said(Incoming::Request(request))) => {
                let is_cancelled = waiting.iter().any(|event| takes_back(event, &request.id));
                server.request(request, is_cancelled);
            }
            Some(Event::Said(Incoming::Notification(note))) if note.method == "exit" => return Ok(server.phase == Phase::Ending),
            Some(Event::Said(Incoming::Notification(note))) => server.notice(note),
            Some(Event::Said(Incoming::Response(response))) => heard(&mut server, response),
            Some(Event::Said(Incoming::Broken(None, code, text))) => protocol::send_broken(&mut output, code, &text)?,
            Some(Event::Said(Incoming::Broken(Some(id), code, text))) => {
                protocol::send(&mut output, &Response::new_err(id, code as i32, text).into())?;
            }
            Some(Event::Said(Incoming::End)) => return Ok(server.phase == Phase::Ending),
        }
        say(&mut output, &mut server.outbox)?;
    }
}

/// Reads what the client sends, in a thread of its own, so that what is taken back is seen in time.
fn listen(events: Sender<Event>) {
    std::thread::spawn(move || {
        let mut input = BufReader::new(io::stdin().lock());
        loop {
            let said = protocol::next(&mut input);
            let is_last = matches!(said, Incoming::End);
            if events.send(Event::Said(said)).is_err() || is_last {
                break;
            }
        }
    });
}

/// What comes next; nothing when a build is due before anything comes.
fn next(server: &Server, waiting: &mut VecDeque<Event>, receive: &Receiver<Event>) -> Option<Event> {
    waiting.extend(receive.try_iter());
    if waiting.is_empty() {
        match server.patience() {
            Some(patience) => waiting.extend(receive.recv_timeout(patience)),
            None => waiting.extend(receive.recv()),
        }
        waiting.extend(receive.try_iter());
    }
    waiting.pop_front()
}

/// Whether an event takes a request back.
fn takes_back(event: &Event, id: &lsp_server::RequestId) -> bool {
    matches!(event, Event::Said(Incoming::Notification(note)) if cancelled(note).as_ref() == Some(id))
}

/// The client answers something that was asked of it. Only refusals are worth a word.
fn heard(server: &mut Server, response: Response) {
    if let Err(error) = response.response_result {
        server.log(MessageType::WARNING, &format!("the editor refused {}: {}", response.id, error.message));
    }
}

fn say(output: &mut dyn Write, outbox: &mut VecDeque<Message>) -> io::Result<()> {
    outbox.drain(..).try_for_each(|message| protocol::send(output, &message))
}
