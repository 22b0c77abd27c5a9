//! The site to where others read it. Each way out is a folder of its own.

pub(crate) mod gh_pages;
pub(crate) mod plan;
#[cfg(feature = "s3")]
pub(crate) mod s3;
pub(crate) mod source;
