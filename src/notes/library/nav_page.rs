//! What front matter says of a page's place in the navigation of Just the Docs: the page above it,
//! by its title. Front matter in, the place out.

use serde_json::Value;

use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::text::nfc;

/// A page of a site of Just the Docs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct NavPage {
    pub title: String,
    /// The title of the page above.
    pub parent: Option<String>,
    /// And of the one above that, which tells two parents of one title apart.
    pub grand_parent: Option<String>,
}

impl NavPage {
    /// What front matter says; nothing where it holds no key of the theme.
    pub(super) fn of(front: &FrontMatter) -> Option<Self> {
        const KEYS: [&str; 3] = ["parent", "has_children", "nav_order"];
        let is_page = KEYS.iter().any(|key| front.extra.contains_key(*key));
        let word = |key: &str| front.extra.get(key).and_then(Value::as_str).map(nfc);
        let title = front.said_title().filter(|_| is_page)?;
        Some(Self {
            title: nfc(title),
            parent: word("parent"),
            grand_parent: word("grand_parent"),
        })
    }
}
