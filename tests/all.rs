//! Every test of cargo's, in one program. As programs of their own these files linked notesite some
//! fifty times: forty seconds after a change, ten now. `cargo test NAME::` runs the tests of one
//! file, `cargo test NAME::TEST` one test.

mod common;
mod modules;

mod above;
mod again;
mod anchors;
mod architecture;
mod as_markdown;
mod cases;
mod chapters;
mod colors;
mod comments;
mod config;
mod dates;
mod edit_links;
mod emphasis;
mod emptied;
mod encrypted;
mod fuzz;
mod gh_pages;
mod ignored;
mod incremental;
mod init;
mod large;
mod links;
mod located;
mod lost;
mod memory;
mod mentions;
mod output;
mod own_notes;
mod paths;
mod private;
mod promise;
mod properties;
mod publish_plan;
mod published;
mod reach;
mod repositories;
mod sarif;
mod search;
mod secrets;
mod serve;
mod spec;
mod squeeze;
mod store_settings;
mod structure;
mod terminal;
mod theme;
mod trust;
mod understanding;
mod unreadable;
mod words;
