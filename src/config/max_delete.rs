//! How much one run of `publish` may delete: `20%` or a number. Text in, a limit out.

use std::str::FromStr;

use serde::Deserialize;

/// The most that may be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaxDelete {
    /// So many files.
    Count(usize),
    /// So many of a hundred that are there.
    Percent(u8),
}

/// What everyday work deletes of a small site, however many percent that is.
const FEW: usize = 10;

/// Where nothing else is said.
const PERCENT: u8 = 20;

impl MaxDelete {
    /// How many of `there` files may be deleted; without a limit of one's own 20 %, and 10 of a
    /// small site.
    pub fn of(limit: Option<Self>, there: usize) -> usize {
        match limit {
            Some(Self::Count(count)) => count,
            Some(Self::Percent(percent)) => there * usize::from(percent) / 100,
            None => (there * usize::from(PERCENT) / 100).max(FEW),
        }
    }
}

impl FromStr for MaxDelete {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let limit = match typed.trim().strip_suffix('%') {
            Some(percent) => percent.trim_end().parse().ok().map(Self::Percent),
            None => typed.trim().parse().ok().map(Self::Count),
        };
        limit
            .filter(|limit| !matches!(limit, Self::Percent(101..)))
            .ok_or_else(|| {
                format!("`{typed}` is no limit. Write a number of files, or a share such as `20%`.")
            })
    }
}

impl<'de> Deserialize<'de> for MaxDelete {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Typed {
            Number(u32),
            Word(String),
        }
        match Typed::deserialize(deserializer) {
            Ok(Typed::Number(count)) => Ok(Self::Count(count as usize)),
            Ok(Typed::Word(word)) => word.parse().map_err(serde::de::Error::custom),
            Err(_) => Err(serde::de::Error::custom(
                "`max_delete` is a number of files, or a share such as \"20%\"",
            )),
        }
    }
}
