//! Links that leave the repository's files on GitHub for its own pages, as `../../issues` and
//! `../../releases/latest` do. In: a destination as it was written. Out: that page's address, or
//! what to type so that it is known. A note's address there is `blob/BRANCH/` and its path, and
//! links count from it.

use crate::notes::library::files;
use crate::notes::links::resolver::Resolver;
use crate::notes::links::targets::Target;
use crate::notes::messages;
use crate::notes::tree::Span;

/// The pages that GitHub has of each repository, beside its files.
const PAGES: [&str; 16] = [
    "actions",
    "branches",
    "commits",
    "compare",
    "discussions",
    "graphs",
    "issues",
    "labels",
    "milestones",
    "network",
    "projects",
    "pulls",
    "releases",
    "security",
    "tags",
    "wiki",
];

impl Resolver<'_> {
    /// Where a link leads that climbs above ROOT.
    pub(super) fn above_root(&mut self, span: Span, written: &str) -> Target {
        let Some(page) = self.forge_page(written) else {
            let problem = messages::outside_link(self.at(span), written);
            return self.broken(problem);
        };
        let repository = self.options.repository.as_deref();
        let on_github = repository.filter(|address| address.starts_with("https://github.com/"));
        let Some(repository) = on_github else {
            let problem = messages::forge_page_link(self.at(span), written, &page);
            return self.broken(problem);
        };
        let repository = repository.trim_end_matches('/').trim_end_matches(".git");
        let address = format!("{repository}/{page}");
        Target::Web { address }
    }

    /// The page of the repository that a destination means, from the repository's address, with
    /// what it asks of it: `issues/new?title=x`.
    fn forge_page(&self, written: &str) -> Option<String> {
        let (path, asked) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let folder = format!("blob/HEAD/{}", files::parent(&self.here.file));
        let page = files::join(&folder, path)?;
        let kind = page.split('/').next().unwrap_or_default();
        PAGES.contains(&kind).then(|| page + asked)
    }
}
