//! What stands in code and in commands: which lines are any, their language and their blanks.

pub mod command;
pub mod language;
pub mod manifest;
pub mod menu;
pub mod placeholder;
pub mod secret;
pub mod shown;
pub mod tools;
