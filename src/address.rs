//! Addresses inside the site: how one page leads to another. Paths relative to the site's root,
//! decoded, in; what stands in `href` out. Knows no page.

use crate::text::percent_encode_ascii;

/// What leads from a page to the site's root: `../` for each folder that it lies in.
pub fn root_of(url: &str) -> String {
    "../".repeat(url.matches('/').count())
}

/// The address of a page or file of the site, anchor included, on the page `from`: a neighbour's is
/// its name alone.
pub fn href(from: &str, to: &str) -> String {
    let (path, anchor) = to
        .split_once('#')
        .map_or((to, None), |(path, anchor)| (path, Some(anchor)));
    let folder = from.rfind('/').map_or("", |end| &from[..=end]);
    let (root, path) = path
        .strip_prefix(folder)
        .map_or_else(|| (root_of(from), path), |name| (String::new(), name));
    let anchor = anchor.map_or(String::new(), |anchor| {
        format!("#{}", percent_encode_ascii(anchor))
    });
    format!("{root}{}{anchor}", percent_encode_ascii(path))
}
