//! The one test binary.

mod cli;
mod docs;
mod edtf;
mod fixtures;
mod hostile;
mod tidy;
