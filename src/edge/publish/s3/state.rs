//! What notesite keeps in the store about it: which objects are its own and what was sent. A store
//! in, a [`StoreState`] out, and back. It is written only over the one that was read, as JSON in
//! gzip, since it goes several times in a publish; one of before, without, is read too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, BufReader, BufWriter, Read as _};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use object_store::PutPayload;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::owned::{Ownership, SaidOwnership};
use super::store::{Answered, Store};
use super::wire::Condition;
use crate::edge::publish::plan::{KeptObject, ObjectMark, ObjectPath, StoreState, WantedObject};
use crate::edge::write::manifest;
use crate::failure::Failure;

/// Its place below the prefix.
pub(crate) const STATE: &str = ".notesite/state.json";

/// How it is written: a notesite that keeps what this one would misread counts on.
const FORMAT: u32 = 1;

/// More bytes than the state of any site has.
const LARGEST: u64 = 1 << 30;

/// How many bytes of its JSON are in memory at once.
const PIECE: usize = 64 * 1024;

/// The state with the tag of its object; none where nothing was published there.
#[derive(Debug, Default)]
pub(crate) struct ReadState {
    pub state: StoreState,
    pub tag: Option<String>,
    pub ownership: Ownership,
    /// Whether the store keeps marks.
    pub is_marked: bool,
    /// The commit of the notes that was published last, where git knew one.
    pub source: Option<String>,
}

/// What is written: nothing of it is copied.
#[derive(Serialize)]
struct SaidState<'a> {
    generator: &'static str,
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(flatten)]
    state: &'a StoreState,
    #[serde(flatten)]
    ownership: &'a SaidOwnership<'a>,
}

/// What tells who can read it.
#[derive(Deserialize)]
struct AboutState {
    #[serde(default)]
    generator: String,
    /// None where an older notesite wrote it.
    #[serde(default)]
    format: u32,
}

/// What is read: [`SaidState`], with every key at one level, since what is flattened is read into
/// memory twice.
#[derive(Deserialize)]
struct StateFile {
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    version: u64,
    files: BTreeMap<ObjectPath, ObjectMark>,
    #[serde(default)]
    kept: BTreeMap<ObjectPath, KeptObject>,
    #[serde(default)]
    unsure: BTreeSet<ObjectPath>,
    #[serde(default)]
    carried: BTreeSet<ObjectPath>,
    #[serde(default)]
    fresh: BTreeSet<ObjectPath>,
    #[serde(default)]
    arriving: BTreeSet<ObjectPath>,
    #[serde(default)]
    unled: BTreeSet<ObjectPath>,
    #[serde(default)]
    leaving: BTreeMap<ObjectPath, u64>,
    #[serde(default)]
    returning: BTreeSet<ObjectPath>,
    #[serde(default)]
    tags: BTreeMap<ObjectPath, Arc<str>>,
    #[serde(default)]
    foreign: BTreeSet<ObjectPath>,
    #[serde(default)]
    marked: bool,
}

impl StateFile {
    /// The two halves. Paths and marks that the site has too are those of the site.
    fn shared(self, wanted: &BTreeMap<ObjectPath, WantedObject>) -> (StoreState, Ownership) {
        let path = |path: ObjectPath| {
            wanted
                .get_key_value(&path)
                .map_or(path, |(path, _)| path.clone())
        };
        let mark = |path: &ObjectPath, mark: ObjectMark| match wanted.get(path) {
            Some(object) if object.mark == mark => object.mark.clone(),
            _ => mark,
        };
        let set = |paths: BTreeSet<ObjectPath>| paths.into_iter().map(path).collect();
        let files = self.files.into_iter().map(|(of, sent)| {
            let sent = mark(&of, sent);
            (path(of), sent)
        });
        let kept = self.kept.into_iter();
        let leaving = self.leaving.into_iter();
        let tags = self.tags.into_iter();
        let state = StoreState {
            version: self.version,
            files: Arc::new(files.collect()),
            kept: kept.map(|(of, kept)| (path(of), kept)).collect(),
            unsure: set(self.unsure),
            carried: set(self.carried),
            fresh: set(self.fresh),
            arriving: set(self.arriving),
            unled: set(self.unled),
            leaving: leaving.map(|(of, since)| (path(of), since)).collect(),
            returning: set(self.returning),
        };
        let ownership = Ownership {
            tags: tags.map(|(of, tag)| (path(of), tag)).collect(),
            foreign: set(self.foreign),
            marked: self.marked,
            ..Ownership::default()
        };
        (state, ownership)
    }
}

/// Reads the state, whose paths are shared with the site that is wanted.
///
/// # Errors
/// 4 for a store that does not answer, and for a state that nobody can understand.
pub(crate) async fn read(
    store: &Store,
    wanted: &BTreeMap<ObjectPath, WantedObject>,
) -> Result<Option<ReadState>, Failure> {
    let Some(object) = store.get(STATE).await? else {
        return Ok(None);
    };
    let shown = format!("{}{STATE}", store.bucket.shown());
    let wrong = |error: &dyn fmt::Display| {
        Failure::remote(format!(
            "{shown} cannot be understood: {error}. Without it nobody knows which objects are the \
            site's: empty the prefix, or publish below another."
        ))
    };
    let about: AboutState = unpacked(&object.bytes).map_err(|error| wrong(&error))?;
    if about.generator != "notesite" {
        return Err(wrong(&"something else than notesite wrote it"));
    }
    if about.format > FORMAT {
        return Err(Failure::remote(format!(
            "{shown} was written by a newer notesite, whose way to keep it this one does not know. \
            Install the newest notesite and publish again. Nothing was published."
        )));
    }
    let mut file: StateFile = unpacked(&object.bytes).map_err(|error| wrong(&error))?;
    let source = file.source.take();
    let (state, ownership) = file.shared(wanted);
    let all = state.files.keys().chain(state.kept.keys());
    let all = all.chain(&state.unsure).chain(&state.carried);
    match all.into_iter().find(|path| !manifest::is_name(path)) {
        Some(path) => Err(Failure::remote(format!(
            "{shown} names \"{path}\", which no publish puts there. Empty the prefix, or publish \
            below another."
        ))),
        None => Ok(Some(ReadState {
            state,
            tag: object.tag,
            ownership,
            is_marked: object.is_marked,
            source,
        })),
    }
}

/// The state as it is written. The same state always gives the same.
///
/// # Errors
/// 3 where there is no memory for it.
pub(crate) fn packed(
    state: &StoreState,
    ownership: &SaidOwnership<'_>,
    source: Option<&str>,
) -> Result<PutPayload, Failure> {
    let said = SaidState {
        generator: "notesite",
        format: FORMAT,
        source,
        state,
        ownership,
    };
    let pack = || -> io::Result<Vec<u8>> {
        let encoder = GzEncoder::new(Vec::new(), Compression::fast());
        let mut pieces = BufWriter::with_capacity(PIECE, encoder);
        serde_json::to_writer(&mut pieces, &said)?;
        pieces.into_inner()?.finish()
    };
    let unwritten = |error| Failure::system(format!("The state cannot be written: {error}."));
    pack().map(PutPayload::from).map_err(unwritten)
}

/// Writes a packed state over the one that was read or written last, whose tag `tag` holds.
pub(crate) async fn write(
    store: &Store,
    packed: PutPayload,
    tag: &mut Option<String>,
    is_conditional: bool,
) -> Result<(), Failure> {
    let condition = match (is_conditional, &tag) {
        (false, _) => Condition::Always,
        (true, None) => Condition::IfAbsent,
        (true, Some(_)) => Condition::IfSame(tag.clone()),
    };
    match store.put_if(STATE, packed.clone(), condition).await? {
        Answered::Done(new) => *tag = new,
        Answered::Refused => {
            // A request that was answered by nobody and tried again finds its own work.
            let there = store.get(STATE).await?;
            let ours = || packed.iter().flat_map(|some| some.iter());
            match there.filter(|there| ours().eq(&there.bytes)) {
                Some(there) => *tag = there.tag,
                None => return Err(lost(store)),
            }
        }
    }
    Ok(())
}

/// What an object holds, in gzip or not.
fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let text = GzDecoder::new(bytes).take(LARGEST);
        serde_json::from_reader(BufReader::with_capacity(PIECE, text))
    } else {
        serde_json::from_slice(bytes)
    }
}

/// Somebody else publishes.
fn lost(store: &Store) -> Failure {
    Failure::remote(format!(
        "Somebody else published to {} meanwhile. Look which notes should be there, and publish \
        again.",
        store.bucket.shown()
    ))
}
