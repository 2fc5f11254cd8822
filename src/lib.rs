//! `dossier` compiles Markdown entries about a contested subject into a cross-linked static site that knows
//! who claims what, what rests on which source, and what a label does in law.
//!
//! A build is a function: [`read::read`] makes a [`text::Snapshot`], [`build::build`] makes a
//! [`build::Build`] of it, [`write::write`] puts that on a disk. The modules stand in the order of the
//! pipeline; each imports only those before it (`ARCHITECTURE.md`).

pub mod build;
pub mod check;
pub mod cli;
pub mod diag;
pub mod kind;
pub mod link;
pub mod model;
pub mod parse;
pub mod read;
pub mod render;
pub mod serve;
pub mod text;
pub mod view;
pub mod write;
pub mod yaml;
