//! The right to publish: an object that is made only where there is none. A store in, a lease or
//! the loss of a race out. A lease ends by itself, so that a publisher that was killed stops nobody
//! for long.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::store::{Answered, Store};
use super::wire::Condition;
use crate::failure::Failure;
use crate::text;

/// Its place below the prefix.
pub(crate) const LEASE: &str = ".notesite/lease.json";

/// By how much clocks may differ.
const SKEW: Duration = Duration::from_secs(2);

/// A lease that is held.
pub(crate) struct Lease {
    tag: Option<String>,
    count: u32,
}

impl Lease {
    /// Takes the lease; one that ended is taken over.
    ///
    /// # Errors
    /// 4 where somebody else holds it, 2 where the store knows no conditions.
    pub(crate) async fn take(store: &Store) -> Result<Self, Failure> {
        let mut lease = Self {
            tag: None,
            count: 0,
        };
        let (bytes, taken) = lease.next();
        match store
            .put_if(LEASE, bytes.clone().into(), Condition::IfAbsent)
            .await?
        {
            Answered::Done(tag) => lease.tag = tag,
            Answered::Refused => {
                let there = store.get(LEASE).await?;
                match there {
                    // A request that was answered by nobody and tried again.
                    Some(there) if there.bytes == bytes => lease.tag = there.tag,
                    Some(there) => {
                        let age = age(there.modified);
                        if age <= store.times.lease + SKEW {
                            return Err(held(store, age));
                        }
                        let condition = Condition::IfSame(there.tag);
                        match store.put_if(LEASE, bytes.clone().into(), condition).await? {
                            Answered::Done(tag) => lease.tag = tag,
                            Answered::Refused => return Err(held(store, Duration::ZERO)),
                        }
                    }
                    None => return Err(held(store, Duration::ZERO)),
                }
            }
        }
        store.bind(Some(taken));
        // A store that knows no conditions would let everybody in.
        match store
            .put_if(LEASE, bytes.into(), Condition::IfAbsent)
            .await?
        {
            Answered::Refused => Ok(lease),
            Answered::Done(_) => {
                lease.release(store).await;
                Err(Failure::usage(format!(
                    "The store of {} does not know conditional requests, so two publishers could \
                    mix their sites. If you are the only one, add `--no-lease`.",
                    store.bucket.shown()
                )))
            }
        }
    }

    /// Makes the lease last anew, once it is about to end.
    pub(crate) async fn renew(&mut self, store: &Store) -> Result<(), Failure> {
        let half = store.times.half();
        if store.left().is_none_or(|left| left > half) {
            return Ok(());
        }
        let (bytes, taken) = self.next();
        let condition = Condition::IfSame(self.tag.clone());
        match store.put_if(LEASE, bytes.clone().into(), condition).await? {
            Answered::Done(tag) => self.tag = tag,
            Answered::Refused => {
                let there = store.get(LEASE).await?;
                match there.filter(|there| there.bytes == bytes) {
                    Some(there) => self.tag = there.tag,
                    None => return Err(held(store, Duration::ZERO)),
                }
            }
        }
        store.bind(Some(taken));
        Ok(())
    }

    /// Gives the lease back. What is left of it ends by itself.
    pub(crate) async fn release(self, store: &Store) {
        let _ = store.delete(&[LEASE]).await;
        store.bind(None);
    }

    /// Bytes that no other lease has, and the moment from which they count.
    fn next(&mut self) -> (Vec<u8>, (Instant, SystemTime)) {
        self.count += 1;
        let now = (Instant::now(), SystemTime::now());
        let parts = format!(
            "{} {:?} {:?} {}",
            std::process::id(),
            now.0,
            now.1,
            self.count
        );
        let nonce = text::hash(parts.as_bytes());
        (
            format!("{{\"generator\":\"notesite\",\"nonce\":\"{nonce}\"}}\n").into(),
            now,
        )
    }
}

/// How old an object is that the store changed at this second.
fn age(modified: i64) -> Duration {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    now.saturating_sub(Duration::from_secs(modified.max(0) as u64))
}

fn held(store: &Store, age: Duration) -> Failure {
    let left = (store.times.lease + SKEW).saturating_sub(age).as_secs() + 1;
    Failure::remote(format!(
        "Somebody else is publishing to {}, and nothing was changed. Publish again when they are \
        done; after a publish that was killed, in {left} seconds.",
        store.bucket.shown()
    ))
}
