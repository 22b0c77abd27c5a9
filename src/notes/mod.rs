//! What the notes say. Pure: text in, meaning out.

pub mod anchor;
pub mod command;
pub mod cut;
pub mod files;
pub mod front_matter;
pub mod html;
pub mod language;
pub mod lead;
pub mod library;
pub mod link;
pub mod lookup;
pub mod manifest;
pub mod markdown_link;
pub mod menu;
pub mod messages;
pub mod outline;
pub mod parse;
pub mod particle;
pub mod placeholder;
pub mod reference;
pub mod repair;
pub mod run;
pub mod sections;
pub mod term;
pub mod tools;
pub mod tree;
