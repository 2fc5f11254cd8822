//! The one test binary.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "tests live at the edge: they ask the disk and the clock")]

mod cards;
mod cli;
mod copies;
mod dates;
mod desk;
mod docs;
mod edtf;
mod effort;
mod facts;
mod fixtures;
mod hostile;
mod hosts;
mod law;
mod ledger;
mod linked_data;
mod links;
mod lsp;
mod never_publish;
mod proof;
mod reach;
mod rebuild;
mod rename;
mod same;
mod search;
mod serve;
mod themes;
mod tidy;
mod time;
