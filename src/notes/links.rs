//! What leads where.

pub mod anchor;
pub mod backlink;
pub mod chapter_number;
pub mod link;
pub mod linking;
pub mod lookup;
pub mod markdown_link;
pub mod redirect;
pub mod reference;
pub mod run;
pub mod term;
pub mod title;
