//! `notesite publish s3://…`: the site checked, made and handed to the store, and a word about
//! what was done.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use super::checked::may_go_out;
use super::terminal::{bytes_bar, counted, progress_bar, put, say};
use crate::build::{self, Memory, Request};
use crate::config::Config;
use crate::diagnostic::Checked;
use crate::edge::publish::s3::run::{self, PublishedSite, SendProgress, StoreOptions};
use crate::edge::publish::s3::wanted::{self, ListedPath, WantedSite};
use crate::edge::publish::source::NotesHistory;
use crate::edge::timings::Timings;
use crate::failure::Failure;
use crate::pages::order::{Rank, is_immutable};
use crate::text;

/// Publishes the site of ROOT to a bucket.
pub(super) fn publish(
    request: &Request,
    config: &Config,
    options: &StoreOptions,
    compress: bool,
) -> Result<u8, Failure> {
    let start = Instant::now();
    let Checked {
        value: site,
        diagnostics,
    } = build::load(
        request,
        config,
        &mut Memory::forgetful(),
        &mut Timings::default(),
    )?;
    if !may_go_out(&site, diagnostics, &request.root) {
        return Ok(1);
    }
    let listed: Vec<ListedPath> = site
        .paths()
        .into_iter()
        .map(|path| ListedPath {
            rank: Rank::of(&site, &path),
            is_immutable: is_immutable(&site, &path),
            path,
        })
        .collect();
    let render = |path: &str| build::written(&site, path);
    let bar = progress_bar(listed.len() as u64);
    let rendered = || {
        if let Some(bar) = &bar {
            bar.inc(1);
        }
    };
    let made = wanted::wanted(listed, &render, compress, &rendered);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let made = made?;
    let bar = bytes_bar();
    let sent = AtomicU64::new(0);
    let progress = |progress: SendProgress| match (progress, &bar) {
        (SendProgress::Begun(total), Some(bar)) => bar.set_length(total),
        (SendProgress::Begun(_), None) => {}
        (SendProgress::Sent(bytes), bar) => {
            let now = sent.fetch_add(bytes, Ordering::Relaxed) + bytes;
            if let Some(bar) = bar {
                bar.set_position(now);
            }
        }
    };
    let history = NotesHistory::of(&request.root)?;
    let done = run::publish(options, (&made, &history), &render, &progress);
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    report(options, &done?, &made, start)?;
    if config.base_url.is_none() {
        say(
            "note: Nobody said under which address the site is read, so it has no sitemap, no feed \
            and no canonical links, and 404.html and shared links show less. `base_url = \
            \"https://…/\"` in notesite.toml says it.",
        );
    }
    Ok(0)
}

fn report(
    options: &StoreOptions,
    published: &PublishedSite,
    made: &WantedSite,
    start: Instant,
) -> Result<(), Failure> {
    let PublishedSite {
        plan,
        repairs,
        note,
    } = published;
    let place = options.bucket.shown();
    if let Some(note) = note {
        say(note);
    }
    for (what, paths) in [("missing", &repairs.missing), ("changed", &repairs.changed)] {
        if let Some(first) = paths.first() {
            say(&format!(
                "note: {} of the site in the bucket {}, {} first.",
                counted(paths.len(), "object"),
                if paths.len() == 1 { "was" } else { "were" }.to_owned() + " " + what,
                text::visible(first)
            ));
        }
    }
    if plan.is_empty() {
        say(&format!(
            "{place} holds this very site. Nothing was published."
        ));
        return Ok(());
    }
    let puts = || plan.puts.iter().flatten();
    let bytes = made.length(puts());
    let deletes: usize = plan.deletes.iter().map(Vec::len).sum();
    if options.dry_run {
        for path in puts() {
            put(&format!("put     {}\n", text::visible(path)))?;
        }
        for path in plan.deletes.iter().flatten() {
            put(&format!("delete  {}\n", text::visible(path)))?;
        }
    }
    let end = if options.dry_run {
        "Nothing was published.".to_owned()
    } else {
        format!(
            "Published to {place} in {} ms.",
            start.elapsed().as_millis()
        )
    };
    say(&format!(
        "{} ({} kB) of {} to put, {deletes} to delete. {end}",
        counted(plan.count_puts(), "object"),
        bytes.div_ceil(1000),
        made.objects.len()
    ));
    Ok(())
}
