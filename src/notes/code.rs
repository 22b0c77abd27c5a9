//! What stands in code and in commands: which lines are any, their language and their blanks.

pub(crate) mod command;
pub(crate) mod console;
pub(crate) mod evidence;
mod forbidden;
pub(crate) mod language;
pub(crate) mod manifest;
pub(crate) mod menu;
pub(crate) mod menu_run;
mod named;
pub(crate) mod noun;
mod operand;
pub(crate) mod parsed;
pub(crate) mod placeholder;
pub(crate) mod prompt;
pub(crate) mod script;
pub(crate) mod secret;
mod sentence;
pub(crate) mod shown;
mod spoken;
pub(crate) mod statement;
pub(crate) mod tools;
pub(crate) mod unmarked;
pub(crate) mod weight;
pub(crate) mod word;
mod word_extent;
mod word_mark;
pub(crate) mod word_tail;
