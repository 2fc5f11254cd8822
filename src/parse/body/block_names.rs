//! Names of blocks, `^a1b2` at the end of a paragraph or of a line of a list, as note-taking programs write them for their own links.
//! They are no words: readers do not see them.

use std::sync::Arc;

use super::Reading;
use crate::model::body::{BLOCK_SIGN, NamedBlock};

impl Reading<'_> {
    /// Takes the name from the end of the block that is ending, if it has one. A line of a list may have one too.
    pub(super) fn take_block_name(&mut self) {
        let is_named = self.heading.is_none() && self.table.is_none() && self.asides.is_empty() && self.unlinkable == 0;
        let word = self.block.plain.rsplit([' ', '\n']).next().filter(|word| is_named && is_name(word));
        let Some(word) = word.map(str::to_owned) else { return };
        let from = self.block.plain.len() - word.len();
        if self.block.plain[..from].trim_end().is_empty() {
            return;
        }
        // A link that ends so has words, and these are its own.
        if self.block.marks.iter().any(|(_, words)| words.end > from) || !self.out.take_back(&word) {
            return;
        }
        self.block.plain.truncate(self.block.plain[..from].trim_end().len());
        let start = self.out.cut(self.block.start);
        self.blocks.push(NamedBlock { name: Arc::from(&word[BLOCK_SIGN.len_utf8()..]), pieces: start..self.out.mark() });
    }
}

/// Whether a word is a name, and no power: `10 ^6` and `2 ^n` are for readers.
fn is_name(word: &str) -> bool {
    let name = word.strip_prefix(BLOCK_SIGN).unwrap_or("");
    let shortest = if name.bytes().all(|byte| byte.is_ascii_digit()) { 5 } else { 3 };
    name.len() >= shortest && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
