//! What lies in the store beside what its state says: a list of the store in, the objects that are
//! missing or not what was sent out. Sends nothing.

use std::sync::Arc;

use super::state::ReadState;
use super::store::{ListedObject, Store};
use super::wanted::WantedSite;
use crate::edge::publish::plan::{KeptObject, ObjectMark, ObjectPath, WantedObject};
use crate::failure::Failure;

/// Objects of the site that are to be sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Repairs {
    pub missing: Vec<ObjectPath>,
    pub changed: Vec<ObjectPath>,
}

/// Compares the store with its state, and lets the state know of nothing that is not as it was
/// sent: what the site wants of it is put again. What was changed by hand at a path of the site may
/// be written over, as it was found here.
pub(crate) async fn compare(
    store: &Store,
    site: &WantedSite,
    read: &mut ReadState,
) -> Result<Repairs, Failure> {
    let there = store.list_all().await?;
    let mut repairs = Repairs::default();
    for (path, wanted) in &site.objects {
        let files = &read.state.files;
        let kept = read.state.kept.get(path).map(|kept| &kept.mark);
        let Some(sent) = files.get(path).or(kept) else {
            continue;
        };
        match there.get(&**path) {
            None => repairs.missing.push(path.clone()),
            Some(found) if is_other(read, site, (path, wanted, sent), found) => {
                repairs.changed.push(path.clone());
                if let Some(tag) = &found.tag {
                    let tag = tag.as_str().into();
                    read.ownership.given_up.insert(path.clone(), tag);
                }
            }
            Some(_) => {}
        }
    }
    for path in repairs.missing.iter().chain(&repairs.changed) {
        // No object has this mark.
        let nothing = ObjectMark::from("");
        if let Some(KeptObject { mark, .. }) = read.state.kept.get_mut(path) {
            *mark = nothing.clone();
        }
        if let Some(mark) = Arc::make_mut(&mut read.state.files).get_mut(path) {
            *mark = nothing;
        }
    }
    Ok(repairs)
}

/// Whether an object is not what was sent: by its tag where the store told one, else by its size.
fn is_other(
    read: &ReadState,
    site: &WantedSite,
    (path, wanted, sent): (&ObjectPath, &WantedObject, &ObjectMark),
    found: &ListedObject,
) -> bool {
    let bare = |tag: &str| tag.trim_start_matches("W/").trim_matches('"').to_owned();
    if let (Some(told), Some(tag)) = (read.ownership.tags.get(path), &found.tag) {
        return bare(told) != bare(tag);
    }
    // How long it was is known of what the site still wants.
    let served = site.served.get(path).filter(|_| wanted.mark == *sent);
    served.is_some_and(|served| !served.is_compressed && served.length != found.size)
}
