//! The words of `dossier init`.

use std::path::PathBuf;

use clap::Args;

/// `dossier init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder, new or empty; with --theme it may hold a dossier [default with --theme: the dossier of this folder]
    #[arg(required_unless_present = "theme")]
    pub dir: Option<PathBuf>,
    /// A theme of this name: in a dossier that is there already, or for the new one
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// The theme that the new one inherits from
    #[arg(long, value_name = "NAME", default_value = "ledger", requires = "theme")]
    pub parent: String,
    /// Copy every file of the parent, so that the new theme has none
    #[arg(long, requires = "theme")]
    pub copy: bool,
}
