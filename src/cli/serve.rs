//! `dossier serve`.

use super::args;
use super::build::{changed as shown, made, tell};
use super::guard::Guard;
use super::{Failure, options, root, say, today};
use crate::build::Memo;
use crate::serve::{Door, DoorError, News, PORT, Wanted, serve as run};
use crate::text::Snapshot;

/// Serves the site until Ctrl-C.
pub fn serve(args: &args::Serve) -> Result<(), Failure> {
    let root = root(args.shown.root.as_deref())?;
    let options = options(&args.shown, None)?;
    let door = Door::open(&args.host, args.port).map_err(|error| match error {
        DoorError::Usage(message) => Failure::Usage(message),
        DoorError::Machine(error) => Failure::Machine(error),
    })?;
    if door.is_next {
        say(&format!("port {PORT} is taken by another program; the next free one is used"))?;
    }
    if door.is_open_to_others() {
        say(&format!("--host {}: others on the network can read everything that is served, drafts too", args.host))?;
    }
    let mut memo = Memo::default();
    let mut guard = Guard::default();
    let wanted = Wanted { options: options.clone(), today };
    let make = |snapshot: &Snapshot| made(snapshot, &options, &mut memo, &mut guard, &root);
    run(door, &root, wanted, make, |news| hear(&news, args).map_err(unpack)).map_err(Failure::Machine)
}

/// Prints what happened.
fn hear(news: &News<'_>, args: &args::Serve) -> Result<(), Failure> {
    match news {
        News::Serving(address) => {
            say(&format!("serving {address}; Ctrl-C ends"))?;
            if args.open && open::that_detached(address).is_err() {
                say(&format!("no browser could be started; open {address}"))?;
            }
            Ok(())
        }
        News::Built { build, snapshot, changed, took } => {
            tell(build, snapshot, &args.shown);
            if build.has_errors() {
                return say("the last good site stays until this is mended");
            }
            say(&shown(build, *changed, *took))
        }
        News::Unreadable(error) => {
            super::warn(&format!("error: {error:#}"));
            say("the last good site stays; the dossier is waited for")
        }
    }
}

/// What went wrong while something was printed.
fn unpack(failure: Failure) -> anyhow::Error {
    match failure {
        Failure::Machine(error) => error,
        Failure::Usage(message) => anyhow::anyhow!(message),
        Failure::Dossier => anyhow::anyhow!("the dossier has errors"),
    }
}
