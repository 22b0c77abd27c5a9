//! The world outside: disk, browser, object store.

pub mod answer;
pub mod connections;
pub mod decode;
pub mod disk;
pub mod earlier;
pub mod front;
pub mod gitignore;
pub mod glance;
pub mod history;
pub mod linked;
pub mod memory;
pub mod news;
pub mod policy;
pub mod read;
pub mod remember;
pub mod serve;
pub mod shown;
pub mod submodules;
pub mod threads;
pub mod timings;
pub mod walk;
pub mod watch;
pub mod write;
