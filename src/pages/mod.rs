//! What the reader gets. Pure: meaning in, bytes out.

pub mod body;
