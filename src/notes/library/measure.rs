//! How much a chapter holds. A tree in, numbers out.

use crate::notes::tree::{Block, BlockKind};
use crate::notes::visit::{each_block, each_run, plain_text};

/// Minutes that reading takes, at 500 characters a minute, at least one.
pub(crate) fn minutes(blocks: &[Block]) -> usize {
    characters(blocks).div_ceil(500).max(1)
}

/// How many characters of text a chapter holds, code included at half its length.
fn characters(blocks: &[Block]) -> usize {
    let mut count = 0;
    each_run(blocks, &mut |run| {
        count += plain_text(run)
            .chars()
            .filter(|c| !c.is_whitespace())
            .count();
    });
    each_block(blocks, &mut |block| {
        if let BlockKind::Code(code) = &block.kind {
            count += code.text.chars().filter(|c| !c.is_whitespace()).count() / 2;
        }
    });
    count
}
