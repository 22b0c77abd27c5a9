//! What notesite keeps in the store about it: which objects are its own and what was sent. A store
//! in, a [`StoreState`] out, and back. It is written only over the one that was read, as JSON in
//! gzip, since it goes several times in a publish; one of before, without, is read too.

use std::fmt;
use std::io::{self, Read as _};

use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use serde::{Deserialize, Serialize};

use super::owned::Ownership;
use super::store::{Answered, Store};
use super::wire::Condition;
use crate::edge::publish::plan::StoreState;
use crate::edge::write::manifest;
use crate::failure::Failure;

/// Its place below the prefix.
pub(crate) const STATE: &str = ".notesite/state.json";

/// More bytes than the state of any site has.
const LARGEST: u64 = 1 << 30;

/// The state with the tag of its object; none where nothing was published there.
#[derive(Debug, Default)]
pub(crate) struct ReadState {
    pub state: StoreState,
    pub tag: Option<String>,
    pub ownership: Ownership,
    /// Whether the store keeps marks.
    pub is_marked: bool,
}

#[derive(Serialize, Deserialize)]
struct StateFile {
    generator: String,
    #[serde(flatten)]
    state: StoreState,
    #[serde(flatten)]
    ownership: Ownership,
}

/// Reads the state.
///
/// # Errors
/// 4 for a store that does not answer, and for a state that nobody can understand.
pub(crate) async fn read(store: &Store) -> Result<Option<ReadState>, Failure> {
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
    let bytes = unpacked(&object.bytes).map_err(|error| wrong(&error))?;
    let file: StateFile = serde_json::from_slice(&bytes).map_err(|error| wrong(&error))?;
    let state = file.state;
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
            ownership: file.ownership,
            is_marked: object.is_marked,
        })),
    }
}

/// Writes the state over the one that was read or written last, whose tag `tag` holds.
pub(crate) async fn write(
    store: &Store,
    (state, ownership): (&StoreState, Ownership),
    tag: &mut Option<String>,
    is_conditional: bool,
) -> Result<(), Failure> {
    let file = StateFile {
        generator: "notesite".to_owned(),
        state: state.clone(),
        ownership,
    };
    let unwritten = |error: &dyn fmt::Display| {
        Failure::system(format!("The state cannot be written: {error}."))
    };
    let bytes = serde_json::to_vec(&file).map_err(|error| unwritten(&error))?;
    let bytes = packed(&bytes).map_err(|error| unwritten(&error))?;
    let condition = match (is_conditional, &tag) {
        (false, _) => Condition::Always,
        (true, None) => Condition::IfAbsent,
        (true, Some(_)) => Condition::IfSame(tag.clone()),
    };
    match store.put_if(STATE, bytes.clone(), condition).await? {
        Answered::Done(new) => *tag = new,
        Answered::Refused => {
            // A request that was answered by nobody and tried again finds its own work.
            let there = store.get(STATE).await?;
            match there.filter(|there| there.bytes == bytes) {
                Some(there) => *tag = there.tag,
                None => return Err(lost(store)),
            }
        }
    }
    Ok(())
}

/// The same bytes always give the same.
fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut out)?;
    Ok(out)
}

/// What an object holds, in gzip or not.
fn unpacked(bytes: &[u8]) -> io::Result<Vec<u8>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes.to_vec());
    }
    let mut out = Vec::new();
    GzDecoder::new(bytes).take(LARGEST).read_to_end(&mut out)?;
    Ok(out)
}

/// Somebody else publishes.
fn lost(store: &Store) -> Failure {
    Failure::remote(format!(
        "Somebody else published to {} meanwhile. Look which notes should be there, and publish \
        again.",
        store.bucket.shown()
    ))
}
