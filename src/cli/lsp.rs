//! `dossier lsp`.

use super::args;
use super::{Failure, today};
use crate::lsp::{Start, run};

/// Serves an editor until it leaves. Leaving without `shutdown` is code 1, as the protocol has it.
pub fn lsp(args: &args::Lsp) -> Result<(), Failure> {
    let root = args.root.as_deref().map(std::path::absolute).transpose();
    let root = root.map_err(|error| anyhow::Error::new(error).context("finding the folder of the dossier"))?;
    match run(Start { root, today }) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::Dossier),
        Err(error) => Err(Failure::Machine(error.context("speaking to the editor"))),
    }
}
