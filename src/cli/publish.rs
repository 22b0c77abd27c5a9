//! `notesite publish`: what was typed in, the site checked, made and handed to the way out that was
//! meant, exit code out.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::checked::may_go_out;
#[cfg(feature = "s3")]
use super::store;
use super::terminal::{counted, progress_bar, put, say};
use crate::build::{self, Memory, Request};
use crate::config::{Config, MaxDelete};
use crate::diagnostic::Checked;
use crate::edge::disk;
use crate::edge::publish::gh_pages::further;
use crate::edge::publish::gh_pages::git::Git;
use crate::edge::publish::gh_pages::remote::{Branch, PushTo, Tip};
use crate::edge::publish::gh_pages::{self, Differences, address};
#[cfg(feature = "s3")]
use crate::edge::publish::s3::address::Bucket;
#[cfg(feature = "s3")]
use crate::edge::publish::s3::run::StoreOptions;
use crate::edge::publish::source;
use crate::edge::timings::Timings;
use crate::failure::Failure;
use crate::page_kinds::{ASSETS, SEARCH};
use crate::text;

/// What was typed of `publish`, apart from where to.
pub(super) struct HowToPublish {
    pub base_url: Option<String>,
    pub dry_run: bool,
    pub max_delete: Option<MaxDelete>,
    pub to: PushTo,
    #[cfg_attr(not(feature = "s3"), expect(dead_code, reason = "nobody asks"))]
    pub to_store: ToStore,
}

/// What was typed of publishing to a store alone.
#[cfg_attr(not(feature = "s3"), expect(dead_code, reason = "nobody asks"))]
pub(super) struct ToStore {
    pub endpoint_url: Option<String>,
    pub compress: bool,
    pub no_lease: bool,
    pub lease: u64,
    pub verify: bool,
}

/// Publishes the site of ROOT to a target.
pub(super) fn publish(
    target: Option<String>,
    root: Option<PathBuf>,
    how: &HowToPublish,
) -> Result<u8, Failure> {
    let (target, root) = meant(target, root);
    let request = Request {
        root: root.unwrap_or_else(|| ".".into()),
        output: None,
        base_url: how.base_url.clone(),
        drafts: false,
        lines: false,
    };
    refuse_inner(&request.root)?;
    let config = build::configure(&request)?;
    let target = target.or_else(|| config.publish.target.clone());
    match target.as_deref() {
        Some("gh-pages") => to_branch(&request, config, how),
        Some(bucket) if bucket.starts_with("s3://") => to_store(&request, &config, bucket, how),
        Some(other) => Err(Failure::usage(format!(
            "`{}` is nowhere to publish to. Write `notesite publish gh-pages` or `notesite publish \
            s3://BUCKET`.",
            text::address_without_credentials(other)
        ))),
        None => Err(Failure::usage(
            "Where to publish is not said. Write `notesite publish gh-pages` or `notesite publish \
            s3://BUCKET`, or `target = \"…\"` under [publish] in notesite.toml."
                .to_owned(),
        )),
    }
}

/// Refuses a folder of notes whose settings lie above it, as one stands in after `cd notes`:
/// another site would be published, without title, addresses and files of the whole.
fn refuse_inner(root: &Path) -> Result<(), Failure> {
    let name = "notesite.toml";
    let here = disk::there(root.canonicalize(), root, "read")?;
    let Some(here) = here.filter(|here| !here.join(name).exists()) else {
        return Ok(());
    };
    let Some(top) = disk::repository(&here)? else {
        return Ok(());
    };
    let around = here
        .ancestors()
        .skip(1)
        .take_while(|folder| folder.starts_with(top));
    let Some(above) = around.filter(|folder| folder.join(name).exists()).last() else {
        return Ok(());
    };
    let depth = here
        .strip_prefix(above)
        .map_or(0, |inside| inside.iter().count());
    let up = root.join(vec![".."; depth].join("/"));
    let up = up.strip_prefix(".").unwrap_or(&up);
    Err(Failure::usage(format!(
        "The settings of these notes lie in {}, above {}, and would not count. Add the folder to \
        what you typed: `notesite publish … {}`; or put a {name} into this one, if it is a site of \
        its own. Nothing was published.",
        text::visible(&up.join(name).to_string_lossy()),
        text::visible(&root.to_string_lossy()),
        text::visible(&up.to_string_lossy())
    )))
}

/// A folder in the place of the target is ROOT, and the target that of its settings.
fn meant(target: Option<String>, root: Option<PathBuf>) -> (Option<String>, Option<PathBuf>) {
    match (target, root) {
        (Some(only), None)
            if only != "gh-pages" && !only.starts_with("s3://") && Path::new(&only).is_dir() =>
        {
            (None, Some(only.into()))
        }
        as_typed => as_typed,
    }
}

#[cfg(not(feature = "s3"))]
fn to_store(_: &Request, _: &Config, bucket: &str, _: &HowToPublish) -> Result<u8, Failure> {
    Err(Failure::usage(format!(
        "This notesite was built without S3, so it cannot publish to {bucket}. Build it with \
        `--features s3`."
    )))
}

#[cfg(feature = "s3")]
fn to_store(
    request: &Request,
    config: &Config,
    bucket: &str,
    how: &HowToPublish,
) -> Result<u8, Failure> {
    let typed = &how.to_store;
    let endpoint = typed.endpoint_url.clone();
    let options = StoreOptions {
        bucket: Bucket::parse(bucket)?,
        endpoint: endpoint.or_else(|| config.publish.endpoint_url.clone()),
        dry_run: how.dry_run,
        max_delete: how.max_delete.or(config.publish.max_delete),
        lease: (!typed.no_lease).then(|| Duration::from_secs(typed.lease)),
        may_be_older: how.max_delete.is_some(),
        verify: typed.verify,
    };
    store::publish(request, config, &options, typed.compress)
}

fn to_branch(request: &Request, mut config: Config, how: &HowToPublish) -> Result<u8, Failure> {
    let start = Instant::now();
    let git = Git::open(&request.root)?;
    let git = if how.dry_run { git.aside()? } else { git };
    let mut branch = Branch::find(git, &how.to)?;
    further::look(&mut branch)?;
    let place = format!("{} of {}", branch.name, branch.shown);
    if how.max_delete.is_none() {
        let source = branch.tip.as_ref().and_then(|tip| tip.source.as_deref());
        if let Some(note) = source::refuse_older(Some(&branch.git), &place, source)? {
            say(&note);
        }
    }
    let cname = name_of_ones_own(request, &branch)?;
    match config.base_url.as_deref() {
        None => config.base_url = guessed(cname.as_deref(), &branch),
        Some(url) if cname.is_none() => tell_of_no_name(&branch, url),
        Some(url) => warn_of_another_name(cname.as_deref(), url),
    }
    let Checked {
        value: site,
        mut diagnostics,
    } = build::load(
        request,
        &config,
        &mut Memory::forgetful(),
        &mut Timings::default(),
    )?;
    let before: Vec<String> = branch.tip.iter().flat_map(Tip::pages).collect();
    diagnostics.extend(build::chapters_gone_on(&site, &place, &before));
    if !may_go_out(&site, diagnostics, &request.root) {
        return Ok(1);
    }
    let paths = site.paths();
    let bar = progress_bar(paths.len() as u64);
    let progress = |done: usize| {
        if let Some(bar) = &bar
            && start.elapsed() > Duration::from_millis(500)
        {
            bar.set_position(done as u64);
        }
    };
    let render = |path: &str| build::written(&site, path);
    let prepared = gh_pages::prepare(&branch, &paths, &render, &progress);
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    let prepared = prepared?;
    let differences = &prepared.differences;
    if how.dry_run {
        list(differences)?;
    }
    match branch.tip.as_ref() {
        Some(tip) if tip.ours.is_some() => {
            let limit = how.max_delete.or(config.publish.max_delete);
            refuse_many(&differences.gone, tip.files.len(), limit)?;
            if how.to.orphan {
                refuse_lost_work(&place, &prepared.replaced)?;
            }
        }
        Some(tip) => refuse_foreign(&place, &prepared.replaced, tip.files.len(), how.max_delete)?,
        None => {}
    }
    let drops_history = how.to.orphan && branch.tip.as_ref().is_some_and(|tip| tip.has_history);
    if differences.is_empty() && branch.tip.is_some() && !drops_history {
        bring(&branch, how.dry_run)?;
        say(&format!(
            "{place} holds this very site. Nothing was published."
        ));
    } else if how.dry_run {
        say(&format!("{} Nothing was published.", counts(differences)));
    } else {
        let commit = gh_pages::push(&branch, &prepared, how.to.orphan)?;
        if let (Some(first), Some(tip)) = (prepared.replaced.first(), &branch.tip) {
            say(&format!(
                "note: {} of somebody else gave way to the site, {} first. `git show {}:PATH` in \
                the repository has what was there.",
                counted(prepared.replaced.len(), "file"),
                text::visible(first),
                tip.commit
            ));
        }
        say(&format!(
            "{} Published to {place} as {commit} in {} ms.",
            counts(differences),
            start.elapsed().as_millis()
        ));
        if let Some(url) = &config.base_url {
            say(&format!("Readers find it at {}", text::visible(url)));
        }
    }
    Ok(0)
}

/// Brings the site to addresses of the remote that lack it, as where one of them refused it once.
fn bring(branch: &Branch, dry_run: bool) -> Result<(), Failure> {
    let name = &branch.name;
    if dry_run {
        let tip = branch.tip.as_ref().map(|tip| &tip.commit);
        for address in branch.further.iter().filter(|at| at.tip.as_ref() != tip) {
            let shown = address.shown();
            say(&format!(
                "{name} of {shown} is older, and would be brought up to it."
            ));
        }
        return Ok(());
    }
    for shown in gh_pages::bring(branch)? {
        say(&format!(
            "{name} of {shown} was older, and holds the site now."
        ));
    }
    Ok(())
}

/// What `CNAME` says: that of the notes, else the one of the branch, which stays.
fn name_of_ones_own(request: &Request, branch: &Branch) -> Result<Option<String>, Failure> {
    let of_site = request.root.join("static").join(gh_pages::CNAME);
    for own in [of_site, request.root.join(gh_pages::CNAME)] {
        if let Some(bytes) = disk::settings(&own)? {
            return Ok(Some(String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    branch.text(gh_pages::CNAME)
}

/// Tells that the host of pages knows nothing of the name that `base_url` says, unless the site of
/// its owner has it.
fn tell_of_no_name(branch: &Branch, url: &str) {
    let of_site = |remote: &String| address::of_site(remote, &branch.name, None);
    let Some(shown) = branch.urls.iter().find_map(of_site) else {
        return;
    };
    let (Some(own), Some(host)) = (address::host(url), address::host(&shown)) else {
        return;
    };
    if !own.eq_ignore_ascii_case(host) {
        let own = text::visible(own);
        say(&format!(
            "note: `base_url` says {own}, and there is no CNAME: the site is read at {shown} until \
            {own} is written into static/CNAME, or is the name of its owner's own site."
        ));
    }
}

/// Warns of two addresses: readers are sent to one, and pages name the other.
fn warn_of_another_name(cname: Option<&str>, url: &str) {
    if let Some(name) = cname.and_then(|cname| address::other_name(cname, url)) {
        say(&format!(
            "warning: CNAME says {}, and `base_url` {}: readers are led to the first, the sitemap \
            and shared links to the second. Write the same in both: `base_url = \"https://{}/\"`, \
            or another name in static/CNAME.",
            text::visible(name),
            text::visible(url),
            text::visible(name)
        ));
    }
}

/// The address that nobody set, as far as it can be known, and said.
fn guessed(cname: Option<&str>, branch: &Branch) -> Option<String> {
    let of_site = |url: &String| address::of_site(url, &branch.name, cname);
    let url = branch.urls.iter().find_map(of_site);
    match &url {
        Some(url) => say(&format!(
            "note: The site's address is taken to be {url}. `base_url = \"{url}\"` in \
            notesite.toml says so for good, or another."
        )),
        None => say(
            "note: Nobody said under which address the site is read, so it goes out without a \
            sitemap and the like. `base_url = \"https://…/\"` in notesite.toml says it.",
        ),
    }
    url
}

/// Refuses to empty a site by mistake. Styles, scripts and files of the search come and go under
/// names of their own with every edit.
fn refuse_many(gone: &[String], there: usize, limit: Option<MaxDelete>) -> Result<(), Failure> {
    let made = |path: &&String| !path.starts_with(ASSETS) && !path.starts_with(SEARCH);
    let gone: Vec<&String> = gone.iter().filter(made).collect();
    let most = MaxDelete::of(limit, there);
    if gone.len() <= most {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{} of {there} would go from the site, {} first, and {most} may. Nothing was published. \
        Look whether all notes are there; if that is meant, add `--max-delete {}`.",
        counted(gone.len(), "file"),
        text::visible(gone[0]),
        gone.len()
    )))
}

/// Refuses to take the place of what somebody else published, unless that was typed.
fn refuse_foreign(
    place: &str,
    replaced: &[String],
    there: usize,
    typed: Option<MaxDelete>,
) -> Result<(), Failure> {
    let most = typed.map_or(0, |limit| MaxDelete::of(Some(limit), there));
    let Some(first) = replaced.first().filter(|_| replaced.len() > most) else {
        return Ok(());
    };
    let count = replaced.len();
    Err(Failure::usage(format!(
        "{place} holds {} that notesite did not put there, {} first, which would give way to the \
        site. Nothing was published. Name another branch with `--branch NAME`; if that is meant, \
        add `--max-delete {count}`: the branch's history keeps what was there.",
        counted(count, "file"),
        text::visible(first),
    )))
}

/// Refuses to leave nothing, not even in the history, of what somebody else put among the site.
fn refuse_lost_work(place: &str, replaced: &[String]) -> Result<(), Failure> {
    let Some(first) = replaced.first() else {
        return Ok(());
    };
    Err(Failure::usage(format!(
        "Somebody else changed {} of the site at {place}, {} first, and `--orphan` would leave \
        nothing of it. Nothing was published. Publish without `--orphan`, which keeps it in the \
        branch's history.",
        counted(replaced.len(), "file"),
        text::visible(first),
    )))
}

/// Every file that would be put or removed, on stdout.
fn list(differences: &Differences) -> Result<(), Failure> {
    let lists = [
        ("new", &differences.new),
        ("changed", &differences.changed),
        ("gone", &differences.gone),
    ];
    for (word, paths) in lists {
        for path in paths {
            put(&format!("{word:<7} {}\n", text::visible(path)))?;
        }
    }
    Ok(())
}

fn counts(differences: &Differences) -> String {
    format!(
        "{} new, {} changed, {} gone.",
        counted(differences.new.len(), "file"),
        differences.changed.len(),
        differences.gone.len()
    )
}
