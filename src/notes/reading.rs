//! From a file's text to trees.

pub(crate) mod attributes;
pub(crate) mod autolink;
pub(crate) mod chapter_rule;
pub(crate) mod comments;
pub(crate) mod cut;
pub(crate) mod destination;
pub(crate) mod elements;
pub(crate) mod emphasis;
pub(crate) mod entity;
pub(crate) mod formula;
pub(crate) mod front_matter;
pub(crate) mod heading;
pub(crate) mod html;
pub(crate) mod items;
pub(crate) mod lead;
pub(crate) mod mask;
pub(crate) mod numbers;
pub(crate) mod parse;
pub(crate) mod pictures;
pub(crate) mod published;
pub(crate) mod repair;
pub(crate) mod tag_tree;
pub(crate) mod tags;
pub(crate) mod title;
pub(crate) mod unread_numbers;
pub(crate) mod yaml;
