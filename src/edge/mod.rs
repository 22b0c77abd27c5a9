//! The world outside: disk, browser, object store.

pub(crate) mod answer;
pub(crate) mod connections;
pub(crate) mod decode;
pub(crate) mod disk;
pub(crate) mod earlier;
pub(crate) mod found;
pub(crate) mod front;
pub(crate) mod gitignore;
pub(crate) mod glance;
pub(crate) mod history;
pub(crate) mod init;
pub(crate) mod linked;
pub(crate) mod memory;
pub(crate) mod news;
pub(crate) mod policy;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod remember;
pub(crate) mod serve;
pub(crate) mod shown;
pub(crate) mod submodules;
pub(crate) mod threads;
pub(crate) mod timings;
pub(crate) mod walk;
pub(crate) mod watch;
pub(crate) mod write;
