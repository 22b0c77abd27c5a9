//! Addresses inside the site: how one page leads to another. Paths relative to the site's root,
//! decoded, in; what stands in `href` out. Knows no page.

use crate::text::percent_encode_ascii;

/// What leads from a page to the site's root: `../` for each folder that it lies in.
pub(crate) fn root_of(url: &str) -> String {
    "../".repeat(url.matches('/').count())
}

/// The address of a page of the site, anchor included, on the page `from`: a neighbour's is its
/// name alone.
pub(crate) fn href(from: &str, to: &str) -> String {
    match to.split_once('#') {
        Some((page, anchor)) => format!("{}{}", file_href(from, page), fragment(anchor)),
        None => file_href(from, to),
    }
}

/// An anchor as it stands in an address, with its `#`. A colon stays: it is one of the characters
/// of a fragment (RFC 3986, section 3.5).
pub(crate) fn fragment(anchor: &str) -> String {
    format!("#{}", percent_encode_ascii(anchor).replace("%3A", ":"))
}

/// The address of a file of the site on the page `from`. The file's name may hold a `#` or a `?`.
pub(crate) fn file_href(from: &str, path: &str) -> String {
    let folder = from.rfind('/').map_or("", |end| &from[..=end]);
    let (root, path) = path
        .strip_prefix(folder)
        .map_or_else(|| (root_of(from), path), |name| (String::new(), name));
    format!("{root}{}", percent_encode_ascii(path))
}
