//! Addresses without the names, passwords and keys that may stand before `@`: nobody's log is to
//! hold them.

/// The text without what addresses hold between `://` and the `@` of their host.
pub(crate) fn without_credentials(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let end = after
            .find(|c: char| matches!(c, '/' | '\'' | '"') || c.is_whitespace())
            .unwrap_or(after.len());
        let (host, tail) = after.split_at(end);
        out.push_str(host.rsplit('@').next().unwrap_or_default());
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
