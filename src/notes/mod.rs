//! What the notes say. Pure: text in, meaning out.

pub(crate) mod code;
pub(crate) mod depth;
pub(crate) mod ending;
pub(crate) mod hanja;
pub(crate) mod inclusions;
pub(crate) mod left_out;
pub(crate) mod library;
pub(crate) mod links;
pub(crate) mod messages;
pub(crate) mod particle;
pub(crate) mod reading;
pub(crate) mod sources;
pub(crate) mod taken;
pub(crate) mod tree;
pub(crate) mod visit;
pub(crate) mod withhold;
