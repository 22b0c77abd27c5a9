//! Addresses without the names, passwords and keys that may stand before `@` or behind `?`: no log
//! is to hold them.

/// The text without what addresses hold between `://` and the `@` of their host, and behind `?`.
pub(crate) fn without_credentials(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let ends = |c: char| matches!(c, '\'' | '"') || c.is_whitespace();
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let (address, tail) = after.split_at(after.find(ends).unwrap_or(after.len()));
        let (host, path) = address.split_at(address.find(['/', '?']).unwrap_or(address.len()));
        out.push_str(host.rsplit('@').next().unwrap_or_default());
        match path.split_once('?') {
            Some((path, asked)) if !asked.is_empty() => {
                out.push_str(path);
                out.push_str("?…");
            }
            _ => out.push_str(path),
        }
        rest = tail;
    }
    out + rest
}

/// One address as it was typed, up to its last `@` without what stands before: keys hold `/`.
pub(crate) fn address_without_credentials(typed: &str) -> String {
    match (typed.split_once("://"), typed.rsplit_once('@')) {
        (Some((scheme, rest)), Some((_, host))) if rest.contains('@') => {
            format!("{scheme}://…@{host}")
        }
        (None, Some((before, host))) if before.contains(':') => format!("…@{host}"),
        _ => typed.to_owned(),
    }
}
