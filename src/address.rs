//! Addresses: of pages in the site, of places in a page, of files under ROOT, and how one page
//! leads to another. Knows no page.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::text::{nfc, percent_encode_ascii};

/// Makes a kind of text that no other is taken for: read as `str`, made on purpose, in JSON a
/// string. How it is made, each says itself.
macro_rules! text {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// As plain text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

text! {
    /// A page of the site: its path from the site's root, decoded, in NFC (`k8s/16-service.html`).
    PageAddress
}

text! {
    /// A place in a page: what stands behind `#`, decoded, in NFC (`실습-생성`).
    Anchor
}

impl Anchor {
    /// From what is known to be one.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }
}

text! {
    /// A file or folder under ROOT: its path from there, `/` between its parts, always in NFC,
    /// however a disk or a link spells it.
    NotePath
}

impl NotePath {
    /// The path of any spelling.
    pub fn new(path: &str) -> Self {
        Self(nfc(path).into())
    }
}

impl From<&str> for NotePath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

/// A page, or a place in it; in JSON `k8s/16-service.html#실습-생성`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The page.
    pub page: PageAddress,
    /// The place in it.
    pub anchor: Option<Anchor>,
}

impl PageAddress {
    /// From what is known to be one.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// A place in the page.
    pub fn at(&self, anchor: &Anchor) -> Address {
        Address {
            page: self.clone(),
            anchor: Some(anchor.clone()),
        }
    }
}

impl Address {
    /// Page and anchor apart, as they stand in a text; an empty anchor is none.
    pub fn parse(text: &str) -> Self {
        let (page, anchor) = text.split_once('#').unwrap_or((text, ""));
        Self {
            page: PageAddress::new(page),
            anchor: Some(anchor)
                .filter(|anchor| !anchor.is_empty())
                .map(Anchor::new),
        }
    }
}

impl From<PageAddress> for Address {
    fn from(page: PageAddress) -> Self {
        Self { page, anchor: None }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.page)?;
        match &self.anchor {
            Some(anchor) => write!(f, "#{anchor}"),
            None => Ok(()),
        }
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where a page leads that only leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RedirectTarget {
    /// To a page of the site, or a place in it.
    Site(Address),
    /// To another site: an address as it was written.
    Web(String),
}

impl fmt::Display for RedirectTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(address) => address.fmt(f),
            Self::Web(address) => f.write_str(address),
        }
    }
}

/// What leads from a page to the site's root: `../` for each folder that it lies in.
pub(crate) fn root_of(url: &str) -> String {
    "../".repeat(url.matches('/').count())
}

/// What leads from the page `from` to a page or file of the site: a neighbour's is its name alone.
/// A file's name may hold a `#` or a `?`.
pub(crate) fn href(from: &str, to: &str) -> String {
    let folder = from.rfind('/').map_or("", |end| &from[..=end]);
    match to.strip_prefix(folder) {
        Some(name) => percent_encode_ascii(name),
        None => root_of(from) + &percent_encode_ascii(to),
    }
}

/// [`href`] of a page or a place in it.
pub(crate) fn href_of(from: &str, to: &Address) -> String {
    match &to.anchor {
        Some(anchor) => format!("{}{}", href(from, &to.page), fragment(anchor)),
        None => href(from, &to.page),
    }
}

/// An anchor as it stands in an address, with its `#`. A colon stays: it is one of the characters
/// of a fragment (RFC 3986, section 3.5).
pub(crate) fn fragment(anchor: &str) -> String {
    format!("#{}", percent_encode_ascii(anchor).replace("%3A", ":"))
}
