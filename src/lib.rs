//! The notes of a course become a site. (The lead's `lib.rs` replaces this list of modules.)

pub mod diagnostic;
pub mod text;

/// What the notes say.
pub mod notes {
    pub mod anchor;
    pub mod backlink;
    pub mod chapter_number;
    pub mod files;
    pub mod link;
    pub mod lock;
    pub mod lookup;
    pub mod manifest;
    pub mod markdown_link;
    pub mod messages;
    pub mod outline;
    pub mod particle;
    pub mod reference;
    pub mod run;
    pub mod shown;
    pub mod term;
    pub mod tree;
}
