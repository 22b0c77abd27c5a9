//! From a file's text to trees.

pub mod comments;
pub mod cut;
pub mod destination;
pub mod emphasis;
pub mod front_matter;
pub mod heading;
pub mod html;
pub mod lead;
pub mod mask;
pub mod parse;
pub mod published;
pub mod repair;
