//! Links by addresses of the repository on its forge: its files, whole (`https://…/blob/main/a.md`)
//! or from a note (`../../blob/main/a.md`), and its own pages, as `../../issues` and
//! `../../releases/latest`. In: a destination as it was written. Out: what it leads to, or what to
//! type so that it is known. A note's address there is `blob/BRANCH/` and its path, and links count
//! from it.

use crate::notes::library::files;
use crate::notes::links::paths::{split_fragment, without_query};
use crate::notes::links::resolver::Resolver;
use crate::notes::links::targets::Target;
use crate::notes::messages;
use crate::notes::sources::is_note;
use crate::notes::tree::Span;
use crate::text;

/// What stands before the branch in an address of a file or folder.
const KINDS: [&str; 4] = ["blob/", "raw/", "tree/", "src/branch/"];

/// The pages that GitHub has of each repository, beside its files: the first part of their
/// addresses behind the repository's.
const PAGES: [&str; 43] = [
    "actions",
    "archive",
    "blame",
    "branches",
    "codespaces",
    "commit",
    "commits",
    "community",
    "compare",
    "contributors",
    "deployments",
    "discussions",
    "edit",
    "find",
    "fork",
    "forks",
    "generate",
    "graphs",
    "invitations",
    "issues",
    "labels",
    "milestone",
    "milestones",
    "network",
    "new",
    "packages",
    "pkgs",
    "projects",
    "pull",
    "pulls",
    "pulse",
    "releases",
    "search",
    "security",
    "settings",
    "stargazers",
    "subscription",
    "tags",
    "tarball",
    "watchers",
    "wiki",
    "workflows",
    "zipball",
];

impl Resolver<'_> {
    /// Where a link leads that climbs above ROOT.
    pub(super) fn above_root(&mut self, span: Span, written: &str) -> Target {
        if let Some(target) = self.beside_tree(span, written, false) {
            return target;
        }
        let Some(page) = self.forge_page(written) else {
            if let Some(address) = self.above_in_repository(written) {
                return Target::Web { address };
            }
            let problem = messages::outside_link(self.at(span), written);
            return self.broken(problem);
        };
        self.on_github(&page).unwrap_or_else(|| {
            let problem = messages::forge_page_link(self.at(span), written, &page);
            self.broken(problem)
        })
    }

    /// A picture that GitHub makes of the repository, such as the badge of a workflow:
    /// `../../actions/workflows/ci.yml/badge.svg`.
    pub(super) fn picture_of_forge(&self, written: &str) -> Option<Target> {
        self.on_github(&self.forge_page(written)?)
    }

    /// A page of the repository where that is on GitHub.
    fn on_github(&self, page: &str) -> Option<Target> {
        let repository = self.options.repository.as_deref();
        let repository = repository.filter(|it| it.starts_with("https://github.com/"))?;
        let repository = repository.trim_end_matches('/').trim_end_matches(".git");
        let address = format!("{repository}/{page}");
        Some(Target::Web {
            address: address.trim_end_matches('/').to_owned(),
        })
    }

    /// The address of a file that lies above ROOT and in its repository: `../src/main.rs` of
    /// documents that are built from `docs`.
    fn above_in_repository(&self, written: &str) -> Option<String> {
        let (path, asked) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let page = self.in_repository(&text::percent_decode(path)?)?;
        let file = page.strip_prefix("blob/HEAD/")?;
        let repository = self.options.repository.as_deref()?;
        let repository = repository.trim_end_matches('/').trim_end_matches(".git");
        let file = text::percent_encode(file);
        Some(format!("{repository}/blob/HEAD/{file}{asked}"))
    }

    /// The page of the repository that a destination means, from the repository's address, with
    /// what it asks of it: `issues/new?title=x`.
    fn forge_page(&self, written: &str) -> Option<String> {
        let (path, asked) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let page = self.in_repository(path)?;
        let kind = page.split('/').next().unwrap_or_default();
        let is_page = kind.is_empty() || PAGES.contains(&kind);
        is_page.then(|| page + asked)
    }

    /// A path that counts from this note's address on the forge, counted from the repository's.
    fn in_repository(&self, path: &str) -> Option<String> {
        let folder = files::parent(&self.here.file);
        let folder = format!("blob/HEAD/{}{folder}", self.options.place);
        files::join(folder.trim_end_matches('/'), path)
    }

    /// A file of this repository by its address on the forge, on a branch. A commit's address stays
    /// as it is: it means the past.
    pub(super) fn forge(&mut self, span: Span, written: &str, picture: bool) -> Option<Target> {
        let repository = self
            .options
            .repository
            .as_deref()?
            .trim_end_matches('/')
            .trim_end_matches(".git");
        let (path, fragment) = split_fragment(written);
        let path = text::nfc(&text::percent_decode(without_query(path))?);
        let rest = strip_repository(&path, repository);
        let rest = rest.or_else(|| strip_fork(&path, repository))?;
        self.on_branch(span, rest, fragment, picture)
    }

    /// A page of the very wiki that the notes are, by its address: whole, from the forge
    /// (`/me/pond/wiki/Frogs`), or from the page beside it (`../wiki/Frogs`).
    pub(super) fn own_wiki(&mut self, span: Span, written: &str) -> Option<Target> {
        let repository = self.options.repository.as_deref()?.trim_end_matches('/');
        let home = repository.trim_end_matches(".git").strip_suffix(".wiki")?;
        let (_, place) = home.split_once("://")?.1.split_once('/')?;
        let starts = [
            format!("{home}/wiki/"),
            format!("/{place}/wiki/"),
            "../wiki/".to_owned(),
        ];
        let page = starts.iter().find_map(|start| {
            let is_start = text::starts_with_ignoring_case(written, start);
            is_start.then(|| &written[start.len()..])
        })?;
        let (page, fragment) = split_fragment(page);
        let page = text::nfc(&text::percent_decode(without_query(page))?);
        self.wiki_title(span, &page, fragment)
    }

    /// The same by a path that climbs from the note out of the files to a branch:
    /// `../../tree/main/docs`.
    pub(super) fn beside_tree(
        &mut self,
        span: Span,
        written: &str,
        picture: bool,
    ) -> Option<Target> {
        let (path, fragment) = split_fragment(written);
        let path = text::nfc(&text::percent_decode(without_query(path))?);
        let page = self.in_repository(&path)?;
        let branch = |page: &str| {
            let rest = KINDS.iter().find_map(|kind| page.strip_prefix(kind))?;
            Some(rest.to_owned())
        };
        // One step too few comes to `blob/blob/main`, which is nowhere.
        let rest = branch(&page).filter(|rest| branch(rest).is_none())?;
        self.on_branch(span, &rest, fragment, picture)
    }

    /// The file or folder that `BRANCH/path` names, where it lies under ROOT.
    fn on_branch(
        &mut self,
        span: Span,
        rest: &str,
        fragment: Option<&str>,
        picture: bool,
    ) -> Option<Target> {
        let mut rest = rest;
        let place = self.options.place.clone();
        for _ in 0..4 {
            // Branch names may hold a slash, so the path begins after one, two, three or four
            // parts.
            let (branch, next) = rest.split_once('/')?;
            if branch.len() == 40 && branch.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return None;
            }
            rest = next.trim_end_matches('/');
            let Some(path) = rest.strip_prefix(&*place) else {
                continue;
            };
            let known =
                self.files.by_path.contains_key(path) || self.lookup.files.contains_key(path);
            if picture && self.files.by_path.contains_key(path) {
                return Some(self.image(path.to_owned()));
            }
            let folder = self.is_shown_folder(path);
            // Markdown that is no note is read on the forge, not downloaded from here.
            let foreign = is_note(path) && !self.lookup.files.contains_key(path);
            if (known || folder) && !files::is_hidden(path) && (!foreign || folder) {
                return self.existing(span, path, path, fragment);
            }
        }
        None
    }
}

/// What follows the branch's place in an address of a file: of GitHub, GitLab and their likes, or
/// of raw.githubusercontent.com.
fn strip_repository<'p>(path: &'p str, repository: &str) -> Option<&'p str> {
    let bare = |address: &str| address.find("://").map_or(0, |at| at + 3);
    let address = &path[bare(path)..];
    let home = &repository[bare(repository)..];
    let under = |home: &str| {
        let head = address.get(..home.len())?;
        head.eq_ignore_ascii_case(home)
            .then(|| address[home.len()..].strip_prefix('/'))
            .flatten()
    };
    if let Some(rest) = under(home) {
        let rest = rest.strip_prefix("-/").unwrap_or(rest);
        return KINDS.iter().find_map(|kind| rest.strip_prefix(kind));
    }
    let owner = home.strip_prefix("github.com/")?;
    let rest = under(&format!("raw.githubusercontent.com/{owner}"))?;
    Some(rest.strip_prefix("refs/heads/").unwrap_or(rest))
}

/// The same of a file of a repository that has our name and another owner: a fork keeps the links
/// of where it came from. The README on top of that speaks for itself.
fn strip_fork<'p>(path: &'p str, repository: &str) -> Option<&'p str> {
    let (_, home) = repository.split_once("://")?;
    let (_, address) = path.split_once("://")?;
    let (host, place) = home.split_once('/')?;
    let (_, name) = place.rsplit_once('/')?;
    let inside = address.strip_prefix(host)?.strip_prefix('/')?;
    let (_, rest) = inside.split_once('/')?;
    let is_same = text::starts_with_ignoring_case(rest, name);
    let rest = is_same.then(|| &rest[name.len()..])?.strip_prefix('/')?;
    let rest = rest.strip_prefix("-/").unwrap_or(rest);
    let rest = KINDS.iter().find_map(|kind| rest.strip_prefix(kind))?;
    let (_, file) = rest.split_once('/')?;
    (!file.eq_ignore_ascii_case("README.md")).then_some(rest)
}
