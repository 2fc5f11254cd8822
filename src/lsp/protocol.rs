//! The wire: bytes to messages and back.
//!
//! In: a stream of frames from somebody who may send anything. Out: messages, and for what is none the answer that
//! JSON-RPC asks for; never an early end. The library's own reader stops at the first message it cannot read, which
//! would take the server away from a writer whose editor slipped once; so the frames are read here, and its types used.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};

/// The longest line of a header.
const LONGEST_LINE: u64 = 64 << 10;

/// The largest message: a text of the largest size that is read, each of its bytes escaped, and some room.
const LARGEST_MESSAGE: u64 = 64 << 20;

/// The name of the header that matters, in lower case.
const LENGTH: &str = "content-length:";

/// What came.
#[derive(Debug)]
pub enum Incoming {
    /// The client asks for something.
    Request(Request),
    /// The client tells something.
    Notification(Notification),
    /// The client answers something that was asked of it.
    Response(Response),
    /// Something that is no message: the id if it has one, and what is wrong with it.
    Broken(Option<RequestId>, ErrorCode, String),
    /// Nothing more will come.
    End,
}

/// Reads what comes next.
pub fn next(input: &mut dyn BufRead) -> Incoming {
    match frame(input) {
        Ok(Some(Ok(body))) => message(&body),
        Ok(Some(Err(problem))) => Incoming::Broken(None, ErrorCode::ParseError, problem),
        Ok(None) | Err(_) => Incoming::End,
    }
}

/// The body of the next frame, or what is wrong with its header; nothing at the end of the stream.
fn frame(input: &mut dyn BufRead) -> io::Result<Option<Result<Vec<u8>, String>>> {
    let mut length = None;
    let mut line = Vec::new();
    let mut problem = None;
    loop {
        line.clear();
        if (&mut *input).take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line).to_ascii_lowercase();
        let text = text.trim();
        if text.is_empty() {
            match (length, problem.take()) {
                (Some(length), _) => return body(input, length),
                (None, Some(problem)) => return Ok(Some(Err(problem))),
                // An empty line between two messages harms nobody.
                (None, None) => continue,
            }
        }
        // After a header that was wrong its body is read as lines of a header; what follows it begins on its last line.
        if let Some(at) = text.rfind(LENGTH) {
            match text[at + LENGTH.len()..].trim().parse::<u64>() {
                Ok(number) => length = Some(number),
                Err(_) => problem = Some("the `Content-Length` of a message is no number".to_owned()),
            }
        } else if !text.contains(':') || text.starts_with(['{', '[']) {
            problem = Some("a message has a line in its header that is no header".to_owned());
        } else if length.is_none() && problem.is_none() {
            problem = Some("a message has no `Content-Length`".to_owned());
        }
    }
}

fn body(input: &mut dyn BufRead, length: u64) -> io::Result<Option<Result<Vec<u8>, String>>> {
    if length > LARGEST_MESSAGE {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Some(Err(format!("a message has {length} bytes; {LARGEST_MESSAGE} are allowed"))));
    }
    let mut body = Vec::new();
    // The length is the client's word: memory is taken for what comes, not for what it says.
    let read = input.take(length).read_to_end(&mut body)?;
    Ok((read as u64 == length).then_some(Ok(body)))
}

/// The message of a body.
fn message(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return Incoming::Broken(None, ErrorCode::ParseError, format!("a message is no JSON: {error}")),
    };
    let broken = |id, text: &str| Incoming::Broken(id, ErrorCode::InvalidRequest, text.to_owned());
    let Value::Object(mut fields) = value else { return broken(None, "a message must be a JSON object") };
    let has_id = fields.contains_key("id");
    let id = fields.remove("id").and_then(|id| serde_json::from_value::<RequestId>(id).ok());
    match fields.remove("method") {
        Some(Value::String(method)) => {
            let params = fields.remove("params").unwrap_or(Value::Null);
            if !matches!(params, Value::Null | Value::Object(_) | Value::Array(_)) {
                return broken(id, "`params` must be an object or an array");
            }
            match (has_id, id) {
                (true, Some(id)) => Incoming::Request(Request { id, method, params }),
                (true, None) => broken(None, "`id` must be a whole number or a text"),
                (false, _) => Incoming::Notification(Notification { method, params }),
            }
        }
        Some(_) => broken(id, "`method` must be a text"),
        None => match (id, fields.remove("result"), fields.remove("error")) {
            (Some(id), _, Some(error)) => {
                let unknown = || ResponseError { code: ErrorCode::UnknownErrorCode as i32, message: String::new(), data: None };
                let error = serde_json::from_value(error).unwrap_or_else(|_| unknown());
                Incoming::Response(Response { id, response_result: Err(error) })
            }
            (Some(id), Some(result), None) => Incoming::Response(Response { id, response_result: Ok(result) }),
            (id, ..) => broken(id, "a message must have a `method`, or an `id` with a `result` or an `error`"),
        },
    }
}

/// Writes a message.
///
/// # Errors
/// When the client no longer listens.
pub fn send(output: &mut dyn Write, message: &Message) -> io::Result<()> {
    message.write(&mut &mut *output)
}

/// Answers what was no request: JSON-RPC asks for an answer whose id is null, which the library cannot write.
///
/// # Errors
/// When the client no longer listens.
pub fn send_broken(output: &mut dyn Write, code: ErrorCode, text: &str) -> io::Result<()> {
    let body = json!({"jsonrpc": "2.0", "id": null, "error": {"code": code as i32, "message": text}}).to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = bytes;
        let mut found = Vec::new();
        loop {
            found.push(match next(&mut input) {
                Incoming::Request(request) => format!("request {} {}", request.id, request.method),
                Incoming::Notification(note) => format!("note {}", note.method),
                Incoming::Response(response) => format!("response {}", response.id),
                Incoming::Broken(id, code, text) => format!("broken {id:?} {} {text}", code as i32),
                Incoming::End => return found,
            });
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_broken_hides_nothing_that_follows() {
        let good = framed(r#"{"id":1,"method":"a"}"#);
        for bad in [
            "nonsense\r\n\r\n",
            "\r\n\r\nContent-Type: x\r\n\r\n",
            "Content-Length: many\r\n\r\n{\"id\":7,\"method\":\"b\"}",
            "Content-Length: -1\r\n\r\n",
            &framed("{"),
            &framed("[]"),
            &framed("\u{1}"),
            &framed(r#"{"id":1}"#),
            &framed(r#"{"id":1.5,"method":"a"}"#),
            &framed(r#"{"id":1,"method":2}"#),
            &framed(r#"{"id":1,"method":"a","params":3}"#),
            &framed(&"[".repeat(10_000)),
        ] {
            let found = all(format!("{bad}{good}").as_bytes());
            assert_eq!(found.len(), 2, "{bad:?}: {found:?}");
            assert!(found[0].starts_with("broken"), "{found:?}");
            assert_eq!(found[1], "request 1 a", "{bad:?}");
        }
    }

    #[test]
    fn headers_are_read_as_http_writes_them() {
        assert_eq!(all(b"content-LENGTH:14\r\nX: y\r\n\r\n{\"method\":\"a\"}"), ["note a"]);
        assert_eq!(all(b"Content-Length: 14\n\n{\"method\":\"a\"}"), ["note a"]);
        assert_eq!(all(b"Content-Length: 99\r\n\r\n{\"method\":\"a\"}"), [""; 0], "a frame that is cut off");
        assert_eq!(
            all(b"Content-Length: 99999999999\r\n\r\n{}"),
            ["broken None -32700 a message has 99999999999 bytes; 67108864 are allowed"]
        );
    }
}
