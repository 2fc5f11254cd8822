//! What can be typed, as types. The texts are the program's `--help`.

mod export;
mod init;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use export::{Data, Export};
pub use init::Init;

use crate::parse::config::Host;

/// A static site generator for dossiers on contested subjects: who claims what, who confirmed it, what rests
/// on which source, and what a label does in law.
#[derive(Debug, Parser)]
#[command(name = "dossier", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into a folder that any host can serve
    Build(Build),
    /// Serve the site to your own browser, and show each change as it is saved
    Serve(Serve),
    /// Tell what changed in the facts between two releases, and whether a correction says so
    Diff(Diff),
    /// Find every mistake, write nothing
    Check(Check),
    /// Write a new entry that is valid at once
    New(New),
    /// Give an entry another id: rewrite every reference to it, and have its old address lead on
    Mv(Mv),
    /// Record that translations say what their originals say now
    Translated(Translated),
    /// Make a small working dossier in a new folder
    Init(Init),
    /// Print the JSON Schema of front matter, for editors
    Schema(Schema),
    /// Write the dossier as data for other programs, or as a copy to read without a network
    Export(Export),
    /// Make a pair of keys to sign sites with
    Keygen(Keygen),
    /// Check whether a copy of a site is whole, and who signed it
    Verify(Verify),
    /// Add names to a file of digests of what must never be published; see docs/never-publish.md
    NeverPublish(NeverPublish),
    /// Help an editor: mistakes as you type, completion, hover, definitions, references
    Lsp(Lsp),
    /// Print a completion script for a shell
    Completions(Completions),
}

/// Which dossier, and how it is shown.
#[derive(Debug, Args)]
pub struct Shown {
    /// The folder of the dossier [default: the nearest one upward that holds dossier.yaml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Another theme than the one in dossier.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Show the dossier as it stood on this day: later entries are left out
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// `dossier build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Which dossier.
    #[command(flatten)]
    pub shown: Shown,
    /// Where to write the site [default: public, in the folder of the dossier]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where it will be published, instead of base_url in dossier.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Sign the manifest with this key [default: the one in DOSSIER_SIGNING_KEY, if it is set]
    #[arg(long, value_name = "KEYFILE")]
    pub sign: Option<PathBuf>,
    /// The revision of the source, for the manifest [default: the commit that git has checked out]
    #[arg(long, value_name = "TEXT")]
    pub revision: Option<String>,
    /// Fail if a published fact changed since this release and no dated correction says so: its folder, a zip, a mirror, or
    /// its dossier-manifest.json or dossier-facts.json
    #[arg(long, value_name = "MANIFEST")]
    pub since: Option<String>,
    /// Open the site in the browser when it is built
    #[arg(long)]
    pub open: bool,
    /// Build again after every change, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
}

/// `dossier serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Which dossier.
    #[command(flatten)]
    pub shown: Shown,
    /// The port [default: 4747, or the next free one]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// The address of this machine to serve on; others than the default let the network read, drafts too
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub host: String,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
}

/// `dossier diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The older release: a folder, a zip, the address of a mirror, or its dossier-manifest.json or dossier-facts.json
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The newer one
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Through this proxy, as socks5h://127.0.0.1:9050 for Tor
    #[arg(long, value_name = "URL")]
    pub proxy: Option<String>,
}

/// `dossier check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Which dossier.
    #[command(flatten)]
    pub shown: Shown,
    /// Print what the dossier holds: entries by kind and language, statements with and without citation, facts
    #[arg(long)]
    pub stats: bool,
    /// The day on which reviews are due [default: that of --as-of, else today by the clock, in UTC]
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// Whether this host would take the site: its limits [default: the hosts in dossier.yaml]
    #[arg(long, value_enum, value_name = "NAME")]
    pub host: Option<HostName>,
    /// Ask the addresses outside whether they are still good
    #[arg(long)]
    pub external: bool,
    /// How to ask them.
    #[command(flatten)]
    pub outside: Outside,
}

/// How `dossier check --external` asks.
#[derive(Debug, Args)]
#[command(next_help_heading = "With --external")]
pub struct Outside {
    /// Ask this host alone
    #[arg(long, value_name = "NAME", requires = "external")]
    pub only_host: Option<String>,
    /// Ask again what an earlier look found
    #[arg(long, requires = "external")]
    pub refresh: bool,
    /// Ask addresses of designated actors and documents too; see docs/external.md first
    #[arg(long, requires = "external")]
    pub designated: bool,
    /// Ask addresses of this machine and its network too
    #[arg(long, requires = "external")]
    pub private: bool,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, requires = "external")]
    pub pause: f64,
    /// Seconds an answer may take
    #[arg(long, value_name = "SECONDS", default_value_t = 20.0, requires = "external")]
    pub timeout: f64,
    /// How many hosts are asked at once
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=64), requires = "external")]
    pub hosts: u8,
    /// Through this proxy, as socks5h://127.0.0.1:9050 [default: that of ALL_PROXY, HTTPS_PROXY or HTTP_PROXY]
    #[arg(long, value_name = "URL", requires = "external")]
    pub proxy: Option<String>,
}

/// A host that serves sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HostName {
    /// Netlify
    Netlify,
    /// Cloudflare Pages
    Cloudflare,
    /// GitHub Pages
    Github,
    /// GitLab Pages
    Gitlab,
    /// Vercel
    Vercel,
    /// A server of your own with nginx
    Nginx,
    /// A server of your own with Caddy
    Caddy,
    /// Amazon S3 as a website
    S3,
    /// IPFS, through its gateways
    Ipfs,
    /// An onion service
    Onion,
}

impl HostName {
    /// The host that is meant.
    #[must_use]
    pub fn host(self) -> Host {
        match self {
            Self::Netlify => Host::Netlify,
            Self::Cloudflare => Host::Cloudflare,
            Self::Github => Host::Github,
            Self::Gitlab => Host::Gitlab,
            Self::Vercel => Host::Vercel,
            Self::Nginx => Host::Nginx,
            Self::Caddy => Host::Caddy,
            Self::S3 => Host::S3,
            Self::Ipfs => Host::Ipfs,
            Self::Onion => Host::Onion,
        }
    }
}

/// `dossier new`.
#[derive(Debug, Args)]
pub struct New {
    /// The kind of entry: explainer, event, actor, claim, …
    pub kind: String,
    /// Its title
    pub title: String,
    /// The folder of the dossier
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Its id, which is the file's name [default: made of the title]
    #[arg(long)]
    pub id: Option<String>,
    /// Its language, one of those in dossier.yaml [default: the main one]
    #[arg(long)]
    pub lang: Option<String>,
}

/// `dossier mv`.
#[derive(Debug, Args)]
pub struct Mv {
    /// The id of the entry, or the key of a record in a bibliography
    pub old: String,
    /// The id it gets
    pub new: String,
    /// Say what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The folder of the dossier [default: the nearest one upward that holds dossier.yaml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

/// `dossier translated`.
#[derive(Debug, Args)]
pub struct Translated {
    /// The entries, by id, alias or title
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub entries: Vec<String>,
    /// All translations there are
    #[arg(long)]
    pub all: bool,
    /// Only the translations into this language
    #[arg(long)]
    pub lang: Option<String>,
    /// The folder of the dossier [default: the nearest one upward that holds dossier.yaml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

/// `dossier schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Only the schema of this kind; or `settings`, that of dossier.yaml, or `theme`, that of theme.yaml
    pub kind: Option<String>,
    /// The folder of the dossier, whose own kinds are added; without one, the built-in kinds
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

/// `dossier keygen`.
#[derive(Debug, Args)]
pub struct Keygen {
    /// The file of the secret key; the public one lies beside it and ends in .pub [default: dossier.key]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `dossier verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The copy: a folder, a zip, or the address of a mirror
    #[arg(value_name = "DIR|ZIP|URL")]
    pub copy: String,
    /// The public key that must have signed it: a file, or the key itself
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// Through this proxy, as socks5h://127.0.0.1:9050 for Tor [default: that of ALL_PROXY, HTTPS_PROXY or HTTP_PROXY]
    #[arg(long, value_name = "URL")]
    pub proxy: Option<String>,
}

/// `dossier never-publish`.
#[derive(Debug, Args)]
pub struct NeverPublish {
    /// The file, made if it is not there. The names are read from standard input, one a line
    pub file: PathBuf,
}

/// `dossier lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    /// The folder of the dossier [default: the nearest one upward from the editor's folder that holds dossier.yaml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Speak on standard input and output. Nothing else is spoken; editors that name it are understood
    #[arg(long)]
    pub stdio: bool,
}

/// `dossier completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the line, carets, hints
    Human,
    /// One array of objects
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}
