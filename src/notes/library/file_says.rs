//! What a file says to the plan of courses, and nothing else of it: the parameter by which plans
//! are remembered.

use crate::address::NotePath;
use crate::notes::library::beginning::Beginning;
use crate::notes::library::file_names::is_about;
use crate::notes::library::listed::Listed;
use crate::notes::library::nav_page::NavPage;
use crate::notes::reading::front_matter_keys::Order;

/// What was cut from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CutChapters {
    None,
    Numbered,
    /// Most are called chapters: `3장`, `Week 3`.
    Called,
}

/// All that planning may read of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that a file says by itself; none rules another out"
)]
pub(super) struct FileSays {
    pub path: NotePath,
    pub order: Option<Order>,
    /// When it was written, if it stands by that: a post, a page of Hugo.
    pub posted: Option<u64>,
    /// The chapters that were cut from it.
    pub chapters: CutChapters,
    /// Their numbers.
    pub numbers: Vec<u32>,
    /// The number of its first heading, where nothing was cut.
    pub own_number: Option<u32>,
    /// How it begins, where its front matter gives no title.
    pub begins: Option<Beginning>,
    /// Whether most of these say nothing yet.
    pub is_outline: bool,
    /// Whether most introduce the notes of a group.
    pub introduces: bool,
    /// Whether it is too long for one page.
    pub is_long: bool,
    /// How many times its length can be halved: few edits change that.
    pub halvings: u32,
    /// Whether it says nothing.
    pub is_blank: bool,
    /// Whether it is the README that came with a tool, which says nothing of the notes.
    pub is_of_tool: bool,
    /// What a landing page calls its folder whose front matter is all that it holds, as a section
    /// of Hugo has it.
    pub only_title: Option<String>,
    /// The files that it lists, if it is one whose lists give an order.
    pub listed: Vec<Listed>,
    /// What the sidebars of Docusaurus call it in its folder, where its front matter says so.
    pub document: Option<String>,
    /// Its place in the navigation of Just the Docs.
    pub nav: Option<NavPage>,
    /// What it lists to Sphinx, as it is typed there.
    pub toctree: Vec<Listed>,
    /// Whether bookdown or Quarto begins a book with it, whatever README lies beside it.
    pub begins_book: bool,
}

impl FileSays {
    /// Whether it is about the repository, or about the tool that this was made with.
    pub(super) fn is_paper(&self) -> bool {
        self.is_of_tool || is_about(&self.path)
    }
}
