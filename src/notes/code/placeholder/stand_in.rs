//! What stands in for a value without brackets: `YOUR_ID`, `your-bucket`, `xxx`. A text and a
//! place in it in, the fields there and where they end out.

use crate::notes::code::placeholder::field::{LONGEST, Placeholder};
use crate::text::{head, tail};

/// Takes the letters, digits and hyphens at `at`: a field where they are `YOUR_ID`, `your-bucket`
/// or a run of `x`. Where they end.
pub(super) fn stand_in(code: &str, at: usize, fields: &mut Vec<Placeholder>) -> usize {
    const NEAR: usize = 200;
    let end = code[at..]
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
        .map_or(code.len(), |end| at + end);
    let whole = &code[at..end];
    let yours = ["YOUR_", "YOUR-", "your-", "your_"]
        .iter()
        .any(|start| whole.len() > start.len() + 1 && whole.starts_with(start));
    let mut from = at;
    for part in whole.split(['_', '-']) {
        let is_run =
            part.len() >= 3 && (part.bytes().all(|b| b == b'x') || part.bytes().all(|b| b == b'X'));
        // `mktemp /tmp/build.XXXXXX`: the program itself fills those in.
        let is_template = || {
            let line = tail(&code[..from], NEAR).rsplit('\n').next();
            part.starts_with('X') && line.is_some_and(|line| line.contains("mktemp"))
        };
        if is_run && !yours && !is_template() {
            fields.push(Placeholder {
                range: from..from + part.len(),
                name: part.to_owned(),
            });
        }
        from += part.len() + 1;
    }
    if yours {
        // `your_email@example.com`: who fills it in has an address of his own.
        let end = end + address_behind(whole, &code[end..]);
        // `"[your_email@example.com]"`: its brackets go with it.
        let pairs = [('[', ']'), ('<', '>'), ('{', '}')];
        let around = |(open, close): &(char, char)| {
            code[..at].ends_with(*open) && code[end..].starts_with(*close)
        };
        let bracket = usize::from(code[at..end].contains('@') && pairs.iter().any(around));
        fields.push(Placeholder {
            range: at - bracket..end + bracket,
            name: code[at..end].to_owned(),
        });
        return end + bracket;
    }
    // A letter of another script is no stand-in.
    let first = code[at..].chars().next().map_or(1, char::len_utf8);
    end.max(at + first)
}

/// The bytes of `@example.com` behind the name of somebody's mail.
fn address_behind(name: &str, rest: &str) -> usize {
    let Some(host) = rest.strip_prefix('@') else {
        return 0;
    };
    let length = head(host, LONGEST)
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(head(host, LONGEST).len());
    let host = host[..length].trim_end_matches('.');
    let is_mail = name.to_ascii_lowercase().contains("mail") || host.starts_with("example.");
    let named = host.contains('.') && host.bytes().any(|b| b.is_ascii_alphabetic());
    if is_mail && named { 1 + host.len() } else { 0 }
}
