//! The world outside: disk, browser, object store.

pub mod front;
pub mod memory;
pub mod read;
pub mod serve;
pub mod watch;
pub mod write;
