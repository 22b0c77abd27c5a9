//! What the notes say. Pure: text in, meaning out.

pub mod command;
pub mod cut;
pub mod front_matter;
pub mod html;
pub mod language;
pub mod lead;
pub mod library;
pub mod link;
pub mod manifest;
pub mod menu;
pub mod outline;
pub mod parse;
pub mod placeholder;
pub mod repair;
pub mod sections;
pub mod tree;
