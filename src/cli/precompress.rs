//! `precompress:` of the settings: every text file packed as well as it can be, for servers that send such files as they are.

use std::io::Write;
use std::sync::Arc;

use super::Failure;
use crate::build::{Build, par_map};
use crate::hosts::{PACKED_FROM, is_packed};
use crate::render::{Content, OutputFile, OutputPath};
use crate::text::Digest;

/// Of Brotli: the last step to 11 takes four times as long and saves a twenty-fifth.
const QUALITY: u32 = 10;
/// How far back Brotli looks, as a power of two: pages are smaller.
const WINDOW: u32 = 18;
/// How much is handed over at once.
const PIECE: usize = 64 << 10;

/// Adds a `.gz` and a `.br` beside every file that becomes smaller. Neither holds a name or a time.
pub fn precompress(build: &mut Build) -> Result<(), Failure> {
    let files: Vec<Arc<OutputFile>> = build.files.values().filter(|file| is_packed(file.path.as_str())).cloned().collect();
    let packed = par_map(&files, |file| pack(file));
    for made in packed {
        for file in made.map_err(|error| Failure::Machine(anyhow::Error::new(error).context("packing the site")))? {
            build.files.entry(file.path.clone()).or_insert_with(|| Arc::new(file));
        }
    }
    Ok(())
}

fn pack(file: &OutputFile) -> std::io::Result<Vec<OutputFile>> {
    let bytes: Arc<[u8]> = match &file.content {
        Content::Bytes(bytes) => bytes.clone(),
        Content::File(path) => std::fs::read(path)?.into(),
    };
    if (bytes.len() as u64) < PACKED_FROM {
        return Ok(Vec::new());
    }
    let mut gzip = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes)?;
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), PIECE, QUALITY, WINDOW);
    brotli.write_all(&bytes)?;
    let made = [(".gz", gzip.finish()?), (".br", brotli.into_inner())];
    let smaller = made.into_iter().filter(|(_, packed)| packed.len() < bytes.len());
    let file = |(ending, packed): (&str, Vec<u8>)| {
        let path = OutputPath::new(&format!("{}{ending}", file.path))?;
        let packed: Arc<[u8]> = packed.into();
        Some(OutputFile { path, digest: Digest::quick(&packed), content: Content::Bytes(packed) })
    };
    Ok(smaller.filter_map(file).collect())
}
