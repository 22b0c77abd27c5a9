//! The world outside: disk, browser, object store.

pub mod front;
pub mod history;
pub mod memory;
pub mod read;
pub mod serve;
pub mod watch;
pub mod write;
