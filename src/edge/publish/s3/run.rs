//! Carries out a plan: the site and a store in, the store as the site is out. At every moment what
//! the plan says of the store is written there before it is done.

use std::mem;
use std::sync::Arc;

use rayon::prelude::*;
use tokio::task::JoinSet;

use super::address::Bucket;
use super::client;
use super::credentials;
use super::lease::Lease;
use super::owned::{KnownObjects, Ownership};
use super::state::{self, ReadState};
use super::store::{self, SharedStore, Store, Times};
use super::verify::{self, Repairs};
use super::wanted::{self, Blocks, Served, WHOLE, WantedSite};
use crate::address::root_of;
use crate::config::MaxDelete;
use crate::edge::publish::plan::{self, ObjectMark, ObjectPath, PublishPlan, StoreState};
use crate::edge::publish::source::NotesHistory;
use crate::edge::write::stage::Written;
use crate::failure::Failure;
use crate::page_kinds::SitePage;

/// How many requests are under way at once.
const REQUESTS: usize = 32;

/// How many bytes are under way at once.
const AT_MOST: u64 = 2 * WHOLE;

/// How many objects are put before the store is told that they were.
const CHECKPOINT: usize = 1000;

/// What was typed of publishing to a store.
#[derive(Clone, Debug)]
pub(crate) struct StoreOptions {
    pub bucket: Bucket,
    pub endpoint: Option<String>,
    pub dry_run: bool,
    pub max_delete: Option<MaxDelete>,
    /// `None` publishes without a lease.
    pub lease: Option<std::time::Duration>,
    /// Whether the site may be of older notes than the one that is there.
    pub may_be_older: bool,
    /// Whether it is looked what lies in the store.
    pub verify: bool,
}

/// What was done, or is to be done.
#[derive(Debug)]
pub(crate) struct PublishedSite {
    pub plan: PublishPlan,
    /// What was not as it was sent.
    pub repairs: Repairs,
    /// What is to be said besides.
    pub note: Option<String>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SendProgress {
    /// So many bytes are to be sent.
    Begun(u64),
    /// So many more are sent.
    Sent(u64),
}

/// Renders a path of the site.
pub(crate) type RenderPath<'a> = dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync + 'a;

/// Publishes the site, or says what would be done.
pub(crate) fn publish(
    options: &StoreOptions,
    (site, history): (&WantedSite, &NotesHistory),
    render: &RenderPath<'_>,
    progress: &(dyn Fn(SendProgress) + Sync),
) -> Result<PublishedSite, Failure> {
    let times = Times {
        lease: options.lease.unwrap_or(std::time::Duration::from_mins(5)),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::system(format!("Threads cannot be made: {error}.")))?;
    let client = client::open(
        &options.bucket.name,
        options.endpoint.as_deref(),
        credentials::find()?,
        times.request(),
    )?;
    let store = Store::new(client, options.bucket.clone(), times);
    let run = PublishRun {
        store: Arc::new(store),
        site,
        history,
        render,
        progress,
        is_leased: options.lease.is_some(),
    };
    runtime.block_on(run.publish(options))
}

struct PublishRun<'s, 'a> {
    store: SharedStore,
    site: &'s WantedSite,
    history: &'s NotesHistory,
    render: &'s RenderPath<'a>,
    progress: &'s (dyn Fn(SendProgress) + Sync),
    is_leased: bool,
}

impl PublishRun<'_, '_> {
    async fn publish(&self, options: &StoreOptions) -> Result<PublishedSite, Failure> {
        self.store.assume_role().await?;
        {
            let found = self.look(options).await?.0;
            if options.dry_run || found.plan.is_empty() {
                return Ok(found);
            }
        }
        let mut lease = if self.is_leased {
            Some(Lease::take(&self.store).await?)
        } else {
            None
        };
        // Somebody may have published since it was looked at.
        let done = match self.look(options).await {
            Ok((mut found, read)) => {
                let done = self.carry_out(&mut found.plan, read, &mut lease).await;
                done.map(|()| found)
            }
            Err(failure) => Err(failure),
        };
        if let Some(lease) = lease {
            lease.release(&self.store).await;
        }
        done
    }

    /// What is there, and what is to be done.
    async fn look(&self, options: &StoreOptions) -> Result<(PublishedSite, ReadState), Failure> {
        let mut read = if let Some(read) = state::read(&self.store, &self.site.objects).await? {
            read
        } else {
            let ownership = Ownership {
                marked: !self.refuse_others().await?,
                ..Ownership::default()
            };
            ReadState {
                ownership,
                ..ReadState::default()
            }
        };
        let repairs = if options.verify {
            verify::compare(&self.store, self.site, &mut read).await?
        } else {
            Repairs::default()
        };
        let plan = plan::plan(&read.state, &self.site.objects);
        let place = self.store.bucket.shown();
        let source = read.source.as_deref();
        let source = source.filter(|_| !options.may_be_older && !plan.is_empty());
        let note = self.history.refuse_older(&place, source)?;
        let there = read.state.files.len();
        let most = MaxDelete::of(options.max_delete, there);
        if plan.gone.len() > most {
            return Err(Failure::usage(format!(
                "{} of {there} files would go from the site, {} first, and {most} may. Nothing was \
                published. Look whether all notes are there; if that is meant, add `--max-delete \
                {}`.",
                plan.gone.len(),
                plan.gone[0],
                plan.gone.len()
            )));
        }
        let found = PublishedSite {
            plan,
            repairs,
            note,
        };
        Ok((found, read))
    }

    /// Refuses to write over a site that notesite did not make. Whether there is one of notesite
    /// that came by other means: what a publish put has marks, and whose state was lost is known by
    /// them.
    async fn refuse_others(&self) -> Result<bool, Failure> {
        let there = self.store.list().await?;
        let Some(taken) = there
            .iter()
            .find(|path| self.site.objects.contains_key(path.as_str()))
        else {
            return Ok(false);
        };
        let index = self.store.get("index.html").await?;
        let mark = &b"content=\"notesite\""[..];
        if let Some(index) = index
            && index.bytes.windows(mark.len()).any(|some| some == mark)
        {
            return Ok(!index.is_marked);
        }
        Err(Failure::usage(format!(
            "{} holds {taken}, which notesite did not put there and would write over. Name an \
            empty prefix, or remove what is there. Nothing was published.",
            self.store.bucket.shown()
        )))
    }

    async fn carry_out(
        &self,
        plan: &mut PublishPlan,
        read: ReadState,
        lease: &mut Option<Lease>,
    ) -> Result<(), Failure> {
        let adopts = read.tag.is_none() && !read.ownership.marked;
        let about = (read.is_marked, adopts, self.is_leased);
        let known = Arc::new(KnownObjects::new(read.state, read.ownership, about));
        let (mut state, mut tag) = (mem::take(&mut plan.during), read.tag);
        let total = self.site.length(plan.puts.iter().flatten());
        (self.progress)(SendProgress::Begun(total));
        self.write((&state, &known), &mut tag).await?;
        for phase in &plan.puts {
            for some in phase.chunks(CHECKPOINT) {
                let done = self.put_all(some, &known, lease).await;
                if done.is_err() && known.met_others() {
                    // What else fails is told less well than what failed first.
                    let _ = self.write((&state, &known), &mut tag).await;
                }
                done?;
                plan::put(&mut state, some, &self.site.objects);
                self.renew(lease).await?;
                self.write((&state, &known), &mut tag).await?;
            }
        }
        drop(state);
        if !plan.deletes.is_empty() {
            self.write((&plan.deleting, &known), &mut tag).await?;
        }
        let mut left = Vec::new();
        for group in &plan.deletes {
            let mut ours = Vec::new();
            for some in group.chunks(store::AT_ONCE) {
                self.renew(lease).await?;
                let (of_site, others) = known.sort(&self.store, some).await?;
                left.extend(others.into_iter().filter(|path| known.knows(path)));
                ours.extend(of_site);
            }
            if ours.len() > store::AT_ONCE {
                self.empty(&ours, &known, lease).await?;
            }
            for some in ours.chunks(store::AT_ONCE) {
                self.renew(lease).await?;
                self.store.delete(some).await?;
            }
        }
        let said = known.packed(&plan.after, true, |said| {
            state::packed(&plan.after, said, self.history.commit.as_deref())
        })?;
        state::write(&self.store, said, &mut tag, self.is_leased).await?;
        match left.first() {
            None => Ok(()),
            Some(first) => Err(Failure::remote(format!(
                "The site was published, but {}{first} was left, which somebody else put in the \
                place of a page that the site has no more ({} in all). Remove it yourself if \
                nobody needs it.",
                self.store.bucket.shown(),
                left.len()
            ))),
        }
    }

    async fn write(
        &self,
        (state, known): (&StoreState, &KnownObjects),
        tag: &mut Option<String>,
    ) -> Result<(), Failure> {
        let source = self.history.commit.as_deref();
        let said = known.packed(state, false, |said| state::packed(state, said, source))?;
        state::write(&self.store, said, tag, self.is_leased).await
    }

    async fn renew(&self, lease: &mut Option<Lease>) -> Result<(), Failure> {
        match lease {
            Some(lease) => lease.renew(&self.store).await,
            None => Ok(()),
        }
    }

    /// Puts what leads to the first page in the place of pages that go in more than one request:
    /// whoever is at one of the last is led to none of the first.
    async fn empty(
        &self,
        paths: &[ObjectPath],
        known: &Arc<KnownObjects>,
        lease: &mut Option<Lease>,
    ) -> Result<(), Failure> {
        let pages = paths.iter().filter(|path| path.ends_with(".html"));
        let pages: Vec<&ObjectPath> = pages.collect();
        for some in pages.chunks(REQUESTS) {
            self.renew(lease).await?;
            let mut tasks = JoinSet::new();
            for path in some {
                let (store, known) = (self.store.clone(), known.clone());
                let (path, text) = ((*path).clone(), leads_home(path));
                tasks.spawn(async move {
                    let served = Served {
                        media: "text/html",
                        is_utf8: true,
                        cache: "no-cache",
                        is_compressed: false,
                        length: text.len() as u64,
                    };
                    let about = (&served, "gone");
                    let put = known.put(&store, &path, text.into_bytes(), about).await;
                    put.map(|()| 0)
                });
            }
            while !tasks.is_empty() {
                self.finished(&mut tasks).await?;
            }
        }
        Ok(())
    }

    /// Puts objects side by side. Where one fails, those under way are waited for, and no other is
    /// begun.
    async fn put_all(
        &self,
        paths: &[ObjectPath],
        known: &Arc<KnownObjects>,
        lease: &mut Option<Lease>,
    ) -> Result<(), Failure> {
        let mut tasks = JoinSet::new();
        let mut done = self.put_small(paths, known, lease, &mut tasks).await;
        if done.is_ok() {
            for path in paths.iter().filter(|path| self.is_large(path)) {
                done = self.put_large(path, known, lease).await;
                if done.is_err() {
                    break;
                }
            }
        }
        while !tasks.is_empty() {
            let finished = self.finished(&mut tasks).await;
            done = done.and(finished.map(drop));
        }
        done
    }

    /// Begins to put all objects that go in one request; the last of them are under way at its end.
    async fn put_small(
        &self,
        paths: &[ObjectPath],
        known: &Arc<KnownObjects>,
        lease: &mut Option<Lease>,
        tasks: &mut JoinSet<Result<u64, Failure>>,
    ) -> Result<(), Failure> {
        let (mut rest, mut under_way) = (paths, 0);
        while !rest.is_empty() {
            let (some, after) = rest.split_at(self.handful(rest));
            rest = after;
            self.renew(lease).await?;
            for (path, bytes) in self.rendered(some)? {
                let length = self.served(path).length;
                while tasks.len() >= REQUESTS || (!tasks.is_empty() && under_way + length > AT_MOST)
                {
                    under_way -= self.finished(tasks).await?;
                }
                under_way += length;
                let (store, known, path) = (self.store.clone(), known.clone(), path.clone());
                let (mark, served) = (self.mark(&path), self.served(&path).clone());
                tasks.spawn(async move {
                    let put = known.put(&store, &path, bytes, (&served, &mark)).await;
                    put.map(|()| length)
                });
            }
        }
        Ok(())
    }

    /// Waits for one of the requests under way. How many bytes it sent.
    async fn finished(&self, tasks: &mut JoinSet<Result<u64, Failure>>) -> Result<u64, Failure> {
        let sent = match tasks.join_next().await {
            Some(Ok(put)) => put?,
            Some(Err(error)) => {
                return Err(Failure::system(format!("A request was lost: {error}.")));
            }
            None => 0,
        };
        (self.progress)(SendProgress::Sent(sent));
        Ok(sent)
    }

    // Only paths of the site are put.
    fn served(&self, path: &str) -> &Served {
        &self.site.served[path]
    }

    fn mark(&self, path: &str) -> ObjectMark {
        self.site.objects[path].mark.clone()
    }

    fn is_large(&self, path: &str) -> bool {
        self.served(path).length > WHOLE
    }

    /// How many of these objects are rendered at once: at least one.
    fn handful(&self, paths: &[ObjectPath]) -> usize {
        let mut bytes = 0;
        let fit = paths.iter().take(REQUESTS).take_while(|path| {
            if !self.is_large(path) {
                bytes += self.served(path).length;
            }
            bytes <= WHOLE
        });
        fit.count().max(1)
    }

    /// The bytes of those that go in one request, as they are sent.
    fn rendered<'p>(
        &self,
        paths: &'p [ObjectPath],
    ) -> Result<Vec<(&'p ObjectPath, Vec<u8>)>, Failure> {
        let small = paths.par_iter().filter(|path| !self.is_large(path));
        small
            .map(|path| {
                let bytes = match (self.render)(path)? {
                    Written::Bytes(bytes) => bytes,
                    Written::Pieces(pieces) => pieces.collect::<String>().into_bytes(),
                    Written::File(file) => Blocks::open(&file)?.part(u64::MAX)?.unwrap_or_default(),
                };
                let bytes = if self.served(path).is_compressed {
                    wanted::compressed(&bytes)
                } else {
                    bytes
                };
                Ok((path, bytes))
            })
            .collect()
    }

    async fn put_large(
        &self,
        path: &ObjectPath,
        known: &KnownObjects,
        lease: &mut Option<Lease>,
    ) -> Result<(), Failure> {
        self.renew(lease).await?;
        let sent = |bytes| (self.progress)(SendProgress::Sent(bytes));
        let mut parts = parts((self.render)(path)?)?;
        let (mark, served) = (self.mark(path), self.served(path));
        known
            .put_parts(&self.store, path, &mut *parts, (served, &mark), &sent)
            .await
    }
}

/// A page that leads to the site's first one, and to nothing else.
fn leads_home(path: &str) -> String {
    let home = format!("{}{}", root_of(path), SitePage::Home.path());
    format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<meta name=\"robots\" content=\"noindex\">\n\
        <meta http-equiv=\"refresh\" content=\"0; url={home}\">\n<a href=\"{home}\">{home}</a>\n"
    )
}

/// Stretches of a large object.
type Parts<'a> = Box<dyn Iterator<Item = Result<Vec<u8>, Failure>> + 'a>;

fn parts(written: Written<'_>) -> Result<Parts<'_>, Failure> {
    Ok(match written {
        Written::Bytes(bytes) => {
            let mut at = 0;
            Box::new(std::iter::from_fn(move || {
                let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
                let part = &rest[..rest.len().min(WHOLE as usize)];
                at += part.len();
                Some(Ok(part.to_vec()))
            }))
        }
        Written::Pieces(mut pieces) => Box::new(std::iter::from_fn(move || {
            let mut part = Vec::new();
            while (part.len() as u64) < WHOLE
                && let Some(piece) = pieces.next()
            {
                part.extend_from_slice(piece.as_bytes());
            }
            (!part.is_empty()).then_some(Ok(part))
        })),
        Written::File(path) => {
            let mut reader = Blocks::open(&path)?;
            Box::new(std::iter::from_fn(move || reader.part(WHOLE).transpose()))
        }
    })
}
