//! What the reader gets. Pure: meaning in, bytes out.

pub mod absent;
pub mod body;
pub mod clashes;
pub mod dates;
pub mod draw;
pub mod highlight;
pub mod inputs;
pub mod inspect;
pub mod order;
pub mod page;
pub mod paths;
pub mod positions;
pub mod render;
pub mod sarif;
pub mod search;
pub mod site;
pub mod squeeze;
pub mod view;
