//! What stands in code and in commands: which lines are any, their language and their blanks.

pub mod command;
pub mod console;
pub mod evidence;
pub mod language;
pub mod manifest;
pub mod menu;
pub mod noun;
pub mod placeholder;
pub mod prompt;
pub mod script;
pub mod secret;
pub mod shown;
pub mod statement;
pub mod tools;
pub mod unmarked;
pub mod word;
