//! What each kind of page shows: the values of its template, gathered from the site. A site in,
//! HTML out.

mod chapter;
mod course;
mod frame;
mod navigation;
mod pieces;
mod print;
mod sheet;
mod tags;
mod text;
mod whole;

pub use chapter::chapter;
pub use course::course;
pub use print::print;
pub use sheet::commands;
pub use tags::{tag, tags};
pub use whole::{all, home, not_found, redirect, sitemap};
