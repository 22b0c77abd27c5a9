//! The address under which a site is published, as somebody typed it. A text in, the address as
//! every page shows it or what is wrong with it out.

use crate::text::percent_encode;

/// The address with `/` at its end; letters of its path beyond ASCII are percent-encoded.
///
/// # Errors
/// What is wrong with it, a sentence without its subject and with what to type next.
pub(crate) fn site_address(typed: &str) -> Result<String, String> {
    const LIKE: &str = "Write one such as \"https://example.com/notes/\".";
    let url = typed.trim_end_matches([' ', '\t']);
    let schemes = ["https://", "http://"];
    let Some(rest) = schemes.iter().find_map(|scheme| url.strip_prefix(scheme)) else {
        return Err(format!("is \"{typed}\", which is no web address. {LIKE}"));
    };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if host.contains('@') {
        let reason = "holds a name or password in front of `@`, which every page would show. Write \
                      the address without it.";
        return Err(reason.to_owned());
    }
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    let is_ip = host.starts_with('[') && host.ends_with(']');
    let is_host = is_ip || !name.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0);
    let is_strange = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(c);
    if !is_host || host.contains(is_strange) || path.contains(|c: char| c.is_control()) {
        return Err(format!(
            "is \"{}\", which is no web address. {LIKE}",
            typed.escape_debug()
        ));
    }
    if path.contains(['?', '#']) {
        return Err(format!(
            "is \"{typed}\", and pages cannot lie behind `?` or `#`. {LIKE}"
        ));
    }
    let mut out = url[..url.len() - path.len()].to_owned();
    for piece in path.split_inclusive('%') {
        // What is encoded already stays so.
        let (words, sign) = piece
            .strip_suffix('%')
            .map_or((piece, ""), |words| (words, "%"));
        out.push_str(&percent_encode(words));
        out.push_str(sign);
    }
    if !out.ends_with('/') {
        out.push('/');
    }
    Ok(out)
}
