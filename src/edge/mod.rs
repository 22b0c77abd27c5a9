//! The world outside: disk, browser, object store.

pub mod read;
pub mod write;
