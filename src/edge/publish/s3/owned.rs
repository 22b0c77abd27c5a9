//! Whose an object of the store is: what notesite put there is known by its tag or by its mark.
//! What others put in a place of the site is neither written over nor deleted; what nobody can tell
//! is taken for ours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::PutPayload;
use serde::{Serialize, Serializer};

use super::store::{Answered, FoundObject, Store};
use super::wanted::Served;
use super::wire::Condition;
use crate::edge::publish::plan::{ObjectPath, StoreState};
use crate::failure::Failure;

/// How many objects are asked for at once.
const AT_ONCE: usize = 32;

/// How often a put is tried whose place changes meanwhile.
const TRIES: usize = 4;

/// What is kept in the store of whose its objects are.
#[derive(Debug, Default)]
pub(crate) struct Ownership {
    /// The tag of each object that was put, as the store told it.
    pub tags: BTreeMap<ObjectPath, Arc<str>>,
    /// Paths of the site at which an object of somebody else was found.
    pub foreign: BTreeSet<ObjectPath>,
    /// Whether every object that was put has a mark or a tag.
    pub marked: bool,
    /// Objects that somebody changed by hand, by their tags, whose place the site takes again since
    /// that was typed. Not kept.
    pub given_up: BTreeMap<ObjectPath, Arc<str>>,
}

/// [`Ownership`] as it is written beside a state: what may lie in the store of it.
#[derive(Serialize)]
pub(crate) struct SaidOwnership<'a> {
    #[serde(serialize_with = "tags")]
    tags: (&'a StoreState, &'a Ownership),
    #[serde(serialize_with = "foreign")]
    foreign: (&'a StoreState, &'a Ownership),
    marked: bool,
}

fn tags<S: Serializer>(
    (state, kept): &(&StoreState, &Ownership),
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(kept.tags.iter().filter(|(path, _)| may_lie(state, path)))
}

fn foreign<S: Serializer>(
    (state, kept): &(&StoreState, &Ownership),
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(kept.foreign.iter().filter(|path| may_lie(state, path)))
}

/// Whether anything may lie at a path.
fn may_lie(state: &StoreState, path: &ObjectPath) -> bool {
    state.files.contains_key(path)
        || state.kept.contains_key(path)
        || state.unsure.contains(path)
        || state.carried.contains(path)
}

/// What a run knows of whose objects are.
pub(crate) struct KnownObjects {
    kept: Mutex<Ownership>,
    /// What was read: which objects were put for certain, and where a run that did not end may have
    /// put anything.
    before: StoreState,
    /// Whether what such runs put has a mark, and the store keeps marks.
    is_marked: bool,
    /// Whether a site lies there that was put by other means, and becomes ours.
    adopts: bool,
    /// Whether the store may be relied on for conditions.
    is_conditional: bool,
}

impl KnownObjects {
    /// Of what was read: the state, and what it says of its objects.
    pub(crate) fn new(
        before: StoreState,
        kept: Ownership,
        (is_marked, adopts, is_conditional): (bool, bool, bool),
    ) -> Self {
        Self {
            is_marked: is_marked && kept.marked,
            kept: Mutex::new(kept),
            before,
            adopts,
            is_conditional,
        }
    }

    fn kept(&self) -> MutexGuard<'_, Ownership> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Packs what is to be kept beside this state; `is_end` where nothing is under way.
    pub(crate) fn packed<T>(
        &self,
        state: &StoreState,
        is_end: bool,
        pack: impl FnOnce(&SaidOwnership<'_>) -> T,
    ) -> T {
        let kept = self.kept();
        let mut ours = state.files.keys().chain(state.kept.keys());
        let marked = kept.marked || (is_end && ours.all(|path| kept.tags.contains_key(path)));
        pack(&SaidOwnership {
            tags: (state, &kept),
            foreign: (state, &kept),
            marked,
        })
    }

    /// Whether somebody else's object was found.
    pub(crate) fn met_others(&self) -> bool {
        !self.kept().foreign.is_empty()
    }

    /// Whether a path held an object that was put for certain.
    pub(crate) fn knows(&self, path: &str) -> bool {
        self.before.files.contains_key(path) || self.before.kept.contains_key(path)
    }

    fn is_unsure(&self, path: &str) -> bool {
        self.before.unsure.contains(path) || self.before.carried.contains(path)
    }

    fn is_ours(&self, path: &str, there: &FoundObject) -> bool {
        let kept = self.kept();
        let tag = kept.tags.get(path);
        let given_up = kept.given_up.get(path).map(|tag| &**tag);
        if given_up.is_some() && given_up == there.tag.as_deref() {
            return true;
        }
        if there.mark.is_some() || (tag.is_some() && tag.map(|tag| &**tag) == there.tag.as_deref())
        {
            return true;
        }
        let is_told = tag.is_some() || !self.knows(path);
        let may_be = self.adopts || !is_told || (self.is_unsure(path) && !self.is_marked);
        may_be && !kept.foreign.contains(path)
    }

    fn first_condition(&self, path: &str) -> Condition {
        match self.kept().tags.get(path) {
            Some(tag) => Condition::IfSame(Some(tag.to_string())),
            None if self.adopts || self.knows(path) => Condition::Always,
            None => Condition::IfAbsent,
        }
    }

    fn arrived(&self, path: &ObjectPath, tag: Option<String>) {
        let mut kept = self.kept();
        kept.foreign.remove(path);
        match tag {
            Some(tag) => kept.tags.insert(path.clone(), tag.into()),
            None => kept.tags.remove(path),
        };
    }

    /// Puts an object of the site where there is none of somebody else.
    ///
    /// # Errors
    /// 4 where there is one, with what to do.
    pub(crate) async fn put(
        &self,
        store: &Store,
        path: &ObjectPath,
        bytes: Vec<u8>,
        (served, mark): (&Served, &str),
    ) -> Result<(), Failure> {
        let payload = PutPayload::from(bytes);
        let mut condition = self.first_condition(path);
        if !self.is_conditional {
            self.look(store, path).await?;
            condition = Condition::Always;
        }
        for _ in 0..TRIES {
            let put = store.put(path, payload.clone(), (served, mark), &condition);
            if let Answered::Done(tag) = put.await? {
                self.arrived(path, tag);
                return Ok(());
            }
            let there = store.find(path).await?;
            condition = match there {
                None => Condition::IfAbsent,
                // A request that was answered by nobody and tried again finds its own work.
                Some(there) if there.mark.as_deref() == Some(mark) && there.tag.is_some() => {
                    self.arrived(path, there.tag);
                    return Ok(());
                }
                Some(there) if self.is_ours(path, &there) => Condition::IfSame(there.tag),
                Some(_) => {
                    let there = store.get(path).await?;
                    let bytes = || payload.iter().flat_map(|some| some.iter());
                    match there.filter(|there| bytes().eq(&there.bytes)) {
                        Some(there) => Condition::IfSame(there.tag),
                        None => return Err(self.refuse(store, path)),
                    }
                }
            };
        }
        Err(Failure::remote(format!(
            "{}{path} is changed by somebody else while it is put. Publish again when they are \
            done.",
            store.bucket.shown()
        )))
    }

    /// Puts an object that goes in parts.
    pub(crate) async fn put_parts(
        &self,
        store: &Store,
        path: &ObjectPath,
        parts: &mut dyn Iterator<Item = Result<Vec<u8>, Failure>>,
        about: (&Served, &str),
        sent: &dyn Fn(u64),
    ) -> Result<(), Failure> {
        self.look(store, path).await?;
        let tag = store.put_parts(path, parts, about, sent).await?;
        self.arrived(path, tag);
        Ok(())
    }

    /// Refuses to go on where somebody else's object lies.
    async fn look(&self, store: &Store, path: &ObjectPath) -> Result<(), Failure> {
        match store.find(path).await? {
            Some(there) if !self.is_ours(path, &there) => Err(self.refuse(store, path)),
            _ => Ok(()),
        }
    }

    fn refuse(&self, store: &Store, path: &ObjectPath) -> Failure {
        self.kept().foreign.insert(path.clone());
        Failure::remote(format!(
            "{}{path} is somebody else's: notesite did not put what lies there, and does not write \
            over it. Move or remove it, or rename the note, and publish again: it goes on where it \
            was.",
            store.bucket.shown()
        ))
    }

    /// Of these paths, those at which an object of ours lies, and those at which somebody else's
    /// does.
    pub(crate) async fn sort(
        &self,
        store: &Store,
        paths: &[ObjectPath],
    ) -> Result<(Vec<ObjectPath>, Vec<ObjectPath>), Failure> {
        let found = stream::iter(paths).map(|path| async move {
            let there = store.find(path).await?;
            // Where the store keeps marks, all that was put has one: a state that names an object
            // without is not believed.
            let is_ours = |there: &FoundObject| {
                self.is_ours(path, there) && (there.mark.is_some() || !self.is_marked)
            };
            Ok::<_, Failure>(there.map(|there| (path.clone(), is_ours(&there))))
        });
        let found: Vec<Option<(ObjectPath, bool)>> = found.buffered(AT_ONCE).try_collect().await?;
        let (ours, others): (Vec<_>, Vec<_>) = found
            .into_iter()
            .flatten()
            .partition(|(_, is_ours)| *is_ours);
        let paths =
            |found: Vec<(ObjectPath, bool)>| found.into_iter().map(|(path, _)| path).collect();
        Ok((paths(ours), paths(others)))
    }
}
