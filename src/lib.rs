//! notesite turns course notes into a site: `build(sources) -> site`, every page is
//! `site.render(path) -> bytes`.
//!
//! The stages stand in `build.rs` in the order in which a bullet travels: read, library (cut,
//! parse, outline), link, site, write.

// These panic where nobody reads any more: a closed pipe, a full disk.
#![deny(clippy::print_stderr, clippy::print_stdout)]

pub mod address;
pub mod build;
pub mod config;
pub mod diagnostic;
pub mod edge;
pub mod failure;
pub mod fingerprint;
pub mod kinds;
pub mod language;
pub mod media;
pub mod notes;
pub mod page_kinds;
pub mod pages;
pub mod remembered;
pub mod session;
pub mod text;

pub use build::{
    Memory, Request, assemble, chapters_gone, check_lock, check_output, configure, left_alone,
    load, lock, output_folder, source_files, write_lock, write_site,
};
pub use edge::timings::Timings;
pub use failure::Failure;
