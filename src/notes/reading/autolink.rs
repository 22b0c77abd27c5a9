//! Addresses that stand in prose as they are: `https://a.example/x_y`, `www.a.example`,
//! `me@a.example`. A text in, their places out. The rules are those of GFM ("autolinks
//! (extension)"), with what Korean, Japanese and Chinese glue to an address taken off it. Decides
//! nothing about what surrounds the text.

use std::ops::Range;

use crate::notes::particle;
use crate::text::is_hangul;

/// An address of the web or of mail in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BareAddress {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// What must stand before it to make it an address that can be followed.
    pub(crate) prefix: &'static str,
}

/// The addresses of the web in a text, from its front to its end.
pub(crate) fn addresses(text: &str) -> impl Iterator<Item = BareAddress> + '_ {
    let mut places = AddressSigns::default();
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = places.next(text, from)?;
        from = found.range.end;
        Some(found)
    })
}

/// Those and the addresses of mail. The text is one in which emphasis was found already: in
/// `_me@a.example_` the first line is none of the address.
pub(crate) fn addresses_and_mail(text: &str) -> Vec<BareAddress> {
    let mut out: Vec<BareAddress> = addresses(text).collect();
    let web = out.len();
    let (mut from, mut next) = (0, 0);
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        while next < web && out[next].range.end <= at {
            from = from.max(out[next].range.end);
            next += 1;
        }
        if out[..web].get(next).is_some_and(|one| one.range.start < at) {
            continue;
        }
        if let Some(mail) = mail(text, from, at) {
            from = mail.range.end;
            out.push(mail);
        }
    }
    if out.len() > web {
        out.sort_unstable_by_key(|one| one.range.start);
    }
    out
}

/// The address of mail around the `@` at `at`, not before `from`.
fn mail(text: &str, from: usize, at: usize) -> Option<BareAddress> {
    let bytes = text.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b".+-_".contains(byte);
    let length = bytes[from..at]
        .iter()
        .rev()
        .take_while(|byte| is_name(byte));
    let mut start = at - length.count();
    let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
    let host = bytes[at + 1..].iter().take_while(|byte| is_host(byte));
    let end = at + 1 + host.count();
    let host = text[at + 1..end].trim_end_matches('.');
    let (_, last) = host.rsplit_once('.')?;
    let is_valid = start < at
        && bytes.get(at + 1 + host.len()) != Some(&b'@')
        // `left-pad@1.3.0` is a package and its version.
        && last.ends_with(|c: char| c.is_ascii_alphabetic())
        && host.split('.').all(|part| !part.is_empty());
    // `ssh://git@a.example`, `user:key@a.example`, `/@a.example/x`: part of something else.
    let before = &text[from..start];
    if before.ends_with('/') || !is_valid {
        return None;
    }
    let mut prefix = "mailto:";
    for protocol in ["mailto:", "xmpp:"] {
        if before.ends_with(protocol) {
            start -= protocol.len();
            prefix = "";
        }
    }
    let range = start..at + 1 + host.len();
    Some(BareAddress { range, prefix })
}

/// Where `://`, and `www.`, stand next, what ends an address, and a tag; each is looked for once.
#[derive(Default)]
struct AddressSigns {
    signs: [Option<usize>; 2],
    end: usize,
    tag: Option<usize>,
}

/// Bytes of a name of the web with who asks and a port, at most.
const LONGEST_HOST: usize = 1_024;

const SIGNS: [&str; 2] = ["://", "www."];

/// Protocols whose addresses are links (GFM, "extended url autolink").
const PROTOCOLS: [&str; 3] = ["https", "http", "ftp"];

impl AddressSigns {
    fn next(&mut self, text: &str, from: usize) -> Option<BareAddress> {
        let mut at = from;
        loop {
            for (known, sign) in self.signs.iter_mut().zip(SIGNS) {
                if known.is_none_or(|known| known < at) {
                    let found = memchr::memmem::find(&text.as_bytes()[at..], sign.as_bytes());
                    *known = Some(found.map_or(text.len(), |i| at + i));
                }
            }
            let [colon, www] = self.signs.map(|known| known.unwrap_or(text.len()));
            let found = colon.min(www);
            if found == text.len() {
                return None;
            }
            at = found + SIGNS[usize::from(www < colon)].len();
            let (start, prefix) = if www < colon {
                (www, "https://")
            } else {
                let protocol = protocol(&text[from..colon]);
                (colon - protocol, "")
            };
            let is_protocol = www < colon || start < colon;
            let before = text[..start].chars().next_back();
            let rest = &text[at..];
            let is_valid = is_protocol
                && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
                && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '/')
                && has_host(rest, www < colon);
            if is_valid {
                if self.end < at {
                    self.end = rest.find(ends_address).map_or(text.len(), |i| at + i);
                }
                if self.tag.is_none_or(|tag| tag < at) {
                    self.tag = Some(at + before_tag(rest));
                }
                let end = self.tag.map_or(self.end, |tag| tag.min(self.end));
                // Each looks no further than the one before it.
                let stop = before_particle(&text[at..end]);
                let stop = before_bracket(&rest[..stop]);
                let stop = before_emphasis(&rest[..stop], before);
                let range = start..at + trimmed(&rest[..stop]);
                return Some(BareAddress { range, prefix });
            }
        }
    }
}

/// The length of the protocol that a text ends with, in any case; 0 for none of ours.
fn protocol(text: &str) -> usize {
    let letters = text.bytes().rev().take_while(u8::is_ascii_alphabetic);
    let length = letters.take(6).count();
    let word = &text[text.len() - length..];
    let is_known = PROTOCOLS.iter().any(|one| one.eq_ignore_ascii_case(word));
    if is_known { length } else { 0 }
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '<' | '>' | '`' | '|' | '"' | '’' | '”' | '“' | '」' | '】'
        )
}

/// Where a run of delimiters closes what began before the address: `**https://a.example**입니다`.
/// The run at its very end is taken off as punctuation is.
fn before_emphasis(address: &str, before: Option<char>) -> usize {
    let bytes = address.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'*', b'_', b'~', &bytes[at..]) {
        let start = at + found;
        let mark = bytes[start];
        let same = bytes[start..].iter().take_while(|byte| **byte == mark);
        let length = same.count();
        at = start + length;
        let Some(after) = address[at..].chars().next() else {
            break;
        };
        let is_open = before == Some(char::from(mark));
        let goes_on = after.is_ascii_alphanumeric() || "/_-*~=&".contains(after);
        let is_end = if mark == b'_' {
            is_open && !goes_on && !after.is_ascii()
        } else {
            (is_open && !goes_on) || (length >= 2 && !after.is_ascii())
        };
        if is_end {
            return start;
        }
    }
    address.len()
}

/// Where a tag of a tool that makes sites begins or ends: `https://a.example{% endvideo %}`; the
/// end of the text where there is none.
fn before_tag(text: &str) -> usize {
    let mut braces = memchr::memchr2_iter(b'{', b'}', text.as_bytes());
    let is_tag = |at: &usize| {
        let signs = ["{{", "}}", "{%"];
        signs.iter().any(|sign| text[*at..].starts_with(sign)) || text[..*at].ends_with('%')
    };
    let found = braces.find(is_tag).unwrap_or(text.len());
    let is_end = text[found..].starts_with('}') && !text[found..].starts_with("}}");
    if is_end { found - 1 } else { found }
}

/// Where a bracket closes that the address did not open: `[https://a.example](x.md)`.
fn before_bracket(address: &str) -> usize {
    let mut depth = 0_usize;
    for (at, bracket) in address.match_indices(['[', ']']) {
        match (bracket, depth) {
            ("[", _) => depth += 1,
            (_, 0) => return at,
            _ => depth -= 1,
        }
    }
    address.len()
}

/// Whether what follows the protocol can be a place on the web: `service` alone is a name inside of
/// a cluster; `localhost`, a port, a dot or an address in brackets are not. The last two parts of a
/// name hold no `_` (GFM, "valid domain").
fn has_host(rest: &str, is_www: bool) -> bool {
    let rest = &rest[..rest.floor_char_boundary(LONGEST_HOST)];
    let host = rest.find(|c| "/?#".contains(c) || ends_address(c));
    let host = &rest[..host.unwrap_or(rest.len())];
    let host = &host[..before_bracket(host)];
    let host = &host[..trimmed(host)];
    let name_and_port = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let (name, port) = name_and_port
        .rsplit_once(':')
        .unwrap_or((name_and_port, ""));
    let has_lines = name.rsplit('.').take(2).any(|part| part.contains('_'));
    let is_name = name.contains(['.', ':'])
        || name.eq_ignore_ascii_case("localhost")
        || !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    (is_www || is_name) && !has_lines
}

/// Where Hangul stands right behind an ASCII host, which is a particle: `example.com에서`.
fn before_particle(address: &str) -> usize {
    let ends = |c: char| matches!(c, '/' | '?' | '#') || is_hangul(c);
    let end = address.find(ends).unwrap_or(address.len());
    if address.starts_with(|c: char| c.is_ascii()) && address[end..].starts_with(is_hangul) {
        return end;
    }
    address.len()
}

/// The length of an address without the punctuation, the reference of HTML and the particle behind
/// it (GFM, "extended autolink path validation").
fn trimmed(rest: &str) -> usize {
    let mut end = before_particle(rest);
    let mut surplus = rest[..end]
        .matches(')')
        .count()
        .saturating_sub(rest[..end].matches('(').count());
    loop {
        let url = &rest[..end];
        let Some(last) = url.chars().next_back() else {
            return 0;
        };
        if let Some(reference) = reference(url) {
            end -= reference;
        } else if matches!(
            last,
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | ';'
        ) {
            end -= last.len_utf8();
        } else if last == ')' && surplus > 0 {
            end -= 1;
            surplus -= 1;
        } else if is_hangul(last) {
            let tail = url
                .rfind(|c: char| !is_hangul(c))
                .map_or(0, |i| i + url[i..].chars().next().map_or(1, char::len_utf8));
            let glue = url[..tail].chars().next_back();
            let particle = particle::follows_an_address(&url[tail..]);
            if particle
                && glue.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '\'' | ')'))
            {
                end = tail;
            } else {
                return end;
            }
        } else {
            return end;
        }
    }
}

/// The length of what looks like a reference of HTML at the end of an address: `&amp;`.
fn reference(url: &str) -> Option<usize> {
    let name = url.strip_suffix(';')?;
    let letters = name.bytes().rev().take_while(u8::is_ascii_alphanumeric);
    let length = letters.count();
    (length > 0 && name[..name.len() - length].ends_with('&')).then_some(length + 2)
}
