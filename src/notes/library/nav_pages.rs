//! The navigation of Just the Docs, a theme of Jekyll, as the front matter of its pages tells it.
//! Notes in; a list of them with their parts out.

use std::collections::{HashMap, HashSet};

use crate::fingerprint::Hashed;
use crate::notes::library::file_says::FileSays;
use crate::notes::library::listed::{Listed, ListedPart};
use crate::notes::library::nav_page::NavPage;

/// So deep lie pages below each other.
const DEEPEST: usize = 8;

/// The pages in the order of their navigation, each once; nothing where none lies below another.
pub(super) fn pages(files: &[&Hashed<FileSays>]) -> Vec<Listed> {
    let all = files
        .iter()
        .filter_map(|file| Some((&***file, file.nav.as_ref()?)));
    let mut all: Vec<(&FileSays, &NavPage)> = all.collect();
    let last = f64::INFINITY;
    all.sort_by(|(one, a), (other, b)| {
        let order = |file: &FileSays| file.order.map_or(last, |order| order.0);
        let by_order = order(one).total_cmp(&order(other));
        by_order.then_with(|| a.title.cmp(&b.title))
    });
    let titles: HashSet<&str> = all.iter().map(|(_, page)| &*page.title).collect();
    let mut below: HashMap<&str, Vec<(&FileSays, &NavPage)>> = HashMap::new();
    let mut tops = Vec::new();
    for one in all {
        let parent = one.1.parent.as_deref();
        match parent.filter(|parent| titles.contains(parent)) {
            Some(parent) => below.entry(parent).or_default().push(one),
            None => tops.push(one),
        }
    }
    let mut tree = NavTree {
        below,
        seen: HashSet::new(),
        out: Vec::new(),
    };
    if !tree.below.is_empty() {
        for top in tops {
            tree.push(top, &[]);
        }
    }
    tree.out
}

struct NavTree<'a> {
    /// The pages below each title.
    below: HashMap<&'a str, Vec<(&'a FileSays, &'a NavPage)>>,
    seen: HashSet<&'a str>,
    out: Vec<Listed>,
}

impl<'a> NavTree<'a> {
    /// Adds a page and those below it, which are a part with it.
    fn push(&mut self, (file, page): (&'a FileSays, &'a NavPage), around: &[ListedPart]) {
        if around.len() > DEEPEST || !self.seen.insert(&file.path) {
            return;
        }
        let mut below = self.below.get(&*page.title).cloned().unwrap_or_default();
        below.retain(|(_, other)| {
            let above = other.grand_parent.as_ref().zip(around.last());
            above.is_none_or(|(said, above)| *above == ListedPart::Called(said.clone()))
        });
        let title = (!below.is_empty()).then(|| ListedPart::Called(page.title.clone()));
        let parts: Vec<ListedPart> = around.iter().cloned().chain(title).collect();
        self.out
            .push(Listed::new(file.path.to_string(), None, &parts));
        for one in below {
            self.push(one, &parts);
        }
    }
}
