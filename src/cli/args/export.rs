//! What can be typed after `dossier export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `dossier export`.
#[derive(Debug, Args)]
pub struct Export {
    /// What to write
    #[arg(value_enum)]
    pub data: Data,
    /// The file to write [default: standard output; a copy needs one]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The language of the texts, one of those in dossier.yaml [default: the main one; of a copy all]
    #[arg(long, alias = "language")]
    pub lang: Option<String>,
    /// Statements as CSV instead of entities (only `ftm`)
    #[arg(long)]
    pub statements: bool,
    /// Write drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The dossier as it stood on this day
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The folder of the dossier [default: the nearest one upward that holds dossier.yaml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

/// A form of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Data {
    /// FollowTheMoney entities, a JSON object a line
    Ftm,
    /// The whole typed graph as one JSON object
    Json,
    /// A copy: the whole dossier in one HTML file
    Html,
    /// A copy: a book (EPUB 3.3)
    Epub,
    /// A copy: a folder in a zip that works from a disk
    Zip,
}
