//! `dossier` compiles Markdown entries about a contested subject into a cross-linked static site that knows
//! who claims what, what rests on which source, and what a label does in law.
//!
//! A build is a function: [`read::read`] makes a [`text::Snapshot`], [`build::build`] makes a
//! [`build::Build`] of it, [`write::write`] puts that on a disk. The modules stand in the order of the
//! pipeline; each imports only those before it (`ARCHITECTURE.md`).

// A blank line between two modules keeps the formatter from sorting them: the order is the pipeline's.
pub mod text;

pub mod diag;

pub mod model;

pub mod yaml;

pub mod view;

pub mod kind;

pub mod guard;

pub mod parse;

pub mod link;

pub mod evidence;

pub mod check;

pub mod hosts;

pub mod render;

pub mod proof;

pub mod export;

pub mod facts;

pub mod build;

pub mod desk;

pub mod rename;

pub mod read;

pub mod write;

pub mod reach;

pub mod serve;

pub mod lsp;

pub mod cli;
