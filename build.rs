//! The built-in themes are part of the binary: when one of their files changes, comes or goes, the program is
//! compiled anew.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    println!("cargo:rerun-if-changed=themes");
    println!("cargo:rerun-if-changed=build.rs");
}
