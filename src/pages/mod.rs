//! What the reader gets. Pure: meaning in, bytes out.

pub(crate) mod absent;
pub(crate) mod body;
pub(crate) mod clashes;
pub(crate) mod dates;
pub(crate) mod draw;
pub(crate) mod highlight;
pub(crate) mod inputs;
pub(crate) mod inspect;
pub(crate) mod lexemes;
pub(crate) mod markdown;
pub(crate) mod order;
pub(crate) mod page;
pub(crate) mod paths;
pub(crate) mod positions;
pub(crate) mod render;
pub(crate) mod sarif;
pub(crate) mod search;
pub(crate) mod shared_picture;
pub(crate) mod short_names;
pub(crate) mod site;
pub(crate) mod squeeze;
pub(crate) mod static_files;
pub(crate) mod view;
