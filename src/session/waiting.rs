//! What a session waits for before it looks again, and for how long. No clock but that of the
//! moments it was given.

use std::time::{Duration, Instant};

/// How often to see whether ROOT is still the folder that is watched.
pub(super) const TICK: Duration = Duration::from_secs(1);

/// How soon to try again to read what could not be read.
const RETRY: Duration = Duration::from_millis(200);

/// How soon to look again at what has not settled.
const SOON: Duration = Duration::from_millis(5);

/// After a glance at the files that events named everything is looked at, once it has been quiet
/// for so long, and no later than
/// `LATEST` after the first glance.
const CONFIRM: Duration = Duration::from_millis(400);

const LATEST: Duration = Duration::from_secs(5);

/// What a session waits for before it looks again.
#[derive(Clone, Copy, Debug)]
pub(super) enum Waiting {
    /// Events: what was seen stands until one comes.
    Events,
    /// Quiet: notes that events named were glanced at, first and last at these moments, and
    /// everything is looked at once no more events come.
    Quiet { first: Instant, last: Instant },
    /// The writer of a note that is missing or empty since this moment and was there before.
    Writer { since: Instant },
    /// The disk, which could not be read.
    Disk,
    /// Nothing: a folder was read before it was watched, and may hold what no event told.
    Nothing,
}

impl Waiting {
    /// How long, if no event comes first.
    pub(super) fn time(self) -> Duration {
        match self {
            Self::Events => TICK,
            Self::Quiet { first, last } => CONFIRM
                .saturating_sub(last.elapsed())
                .min(LATEST.saturating_sub(first.elapsed())),
            Self::Writer { .. } => SOON,
            Self::Disk => RETRY,
            Self::Nothing => Duration::ZERO,
        }
    }

    /// Whether a glance at the notes that events named will do.
    pub(super) fn allows_glance(self) -> bool {
        match self {
            Self::Events => true,
            Self::Quiet { first, .. } => first.elapsed() < LATEST,
            Self::Writer { .. } | Self::Disk | Self::Nothing => false,
        }
    }

    /// The same after one more glance.
    pub(super) fn glanced(self) -> Self {
        let last = Instant::now();
        match self {
            Self::Quiet { first, .. } => Self::Quiet { first, last },
            _ => Self::Quiet { first: last, last },
        }
    }
}
