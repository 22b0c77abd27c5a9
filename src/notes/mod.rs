//! What the notes say. Pure: text in, meaning out.

pub mod cut;
pub mod front_matter;
pub mod library;
pub mod link;
pub mod outline;
pub mod parse;
pub mod sections;
pub mod tree;
