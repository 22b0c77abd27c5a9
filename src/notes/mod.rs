//! What the notes say. Pure: text in, meaning out.

pub mod code;
pub mod depth;
pub mod library;
pub mod links;
pub mod messages;
pub mod particle;
pub mod reading;
pub mod sources;
pub mod tree;
pub mod withhold;
