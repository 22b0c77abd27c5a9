//! From bytes of a note to text: UTF-8, UTF-16 and CP949 in, NFC with line feeds out. Nothing of a
//! note is ever replaced by U+FFFD without a word.

use crate::notes::library::lines::line_feeds;
use crate::text::{self, Shared};

/// What the bytes of a note turned out to be.
pub enum Decoded<'a> {
    /// UTF-8, without its mark.
    Utf8(&'a str),
    /// Another encoding, by name.
    Other(String, &'static str),
    /// No text that we know; the line from 1, the byte from 0.
    Unknown {
        /// From 1.
        line: usize,
        /// From 0.
        byte: usize,
    },
}

/// How much of a file front matter could take, in bytes.
pub(crate) const HEAD: usize = 64 * 1024;

/// The lines with which a file begins, as far as they are text: what front matter could be in.
pub(crate) fn head(bytes: &[u8]) -> String {
    let end = match bytes.get(..HEAD) {
        Some(head) => head.iter().rposition(|byte| *byte == b'\n').unwrap_or(HEAD),
        None => bytes.len(),
    };
    match decode(&bytes[..end]) {
        Decoded::Utf8(text) => text.to_owned(),
        Decoded::Other(text, _) => text,
        Decoded::Unknown { .. } => String::new(),
    }
}

/// Bytes that are no UTF-8, a letter that the end cuts apart, as CP949 has them: what is none of it
/// is replaced, for who only looks for something.
pub(crate) fn as_korean(bytes: &[u8]) -> Option<String> {
    let error = std::str::from_utf8(bytes).err()?;
    error.error_len()?;
    let (text, _) = encoding_rs::EUC_KR.decode_without_bom_handling(bytes);
    Some(text.into_owned())
}

/// Finds out the encoding and decodes.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let utf16 = |encoding: &'static encoding_rs::Encoding, bytes: &[u8], name: &'static str| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| Decoded::Other(text.into_owned(), name))
    };
    // UTF-32 begins as UTF-16 does.
    if matches!(bytes, [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..]) {
        return Decoded::Unknown { line: 1, byte: 0 };
    }
    let mark = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(encoding_rs::UTF_16LE, rest, "UTF-16 LE"),
        [0xfe, 0xff, rest @ ..] => utf16(encoding_rs::UTF_16BE, rest, "UTF-16 BE"),
        _ => None,
    };
    if let Some(found) = mark {
        return found;
    }
    let error = match std::str::from_utf8(bytes) {
        // A text with a zero in every other byte is UTF-16 without its mark.
        Ok(text) if !looks_utf16(bytes) => {
            return Decoded::Utf8(text.strip_prefix('\u{feff}').unwrap_or(text));
        }
        Ok(_) => 0,
        Err(error) => error.valid_up_to(),
    };
    if looks_utf16(bytes) {
        let (encoding, name) = if bytes.iter().skip(1).step_by(2).filter(|&&b| b == 0).count()
            > bytes.iter().step_by(2).filter(|&&b| b == 0).count()
        {
            (encoding_rs::UTF_16LE, "UTF-16 LE")
        } else {
            (encoding_rs::UTF_16BE, "UTF-16 BE")
        };
        if let Some(found) = utf16(encoding, bytes, name) {
            return found;
        }
    }
    if let Some(text) =
        encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes)
    {
        // Korean prose is common syllables; bytes of another kind decode to rare hanja and symbols,
        // or not at all.
        let (mut hangul, mut other) = (0, 0);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            if text::is_hangul(c) {
                hangul += 1;
            } else {
                other += 1;
            }
        }
        if hangul > other {
            return Decoded::Other(text.into_owned(), "CP949");
        }
    }
    Decoded::Unknown {
        line: line_feeds(&bytes[..error]) + 1,
        byte: error,
    }
}

fn looks_utf16(bytes: &[u8]) -> bool {
    bytes.len() >= 4
        && bytes.len().is_multiple_of(2)
        && bytes.iter().map(|&b| usize::from(b == 0)).sum::<usize>() * 5 > bytes.len()
}

/// NFC with line feeds.
pub fn normalised(source: &str) -> String {
    let lines = if source.contains('\r') {
        source.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        source.to_owned()
    };
    text::nfc(&lines)
}

/// The text of a note that was `before`: only the lines between the first and the last difference
/// are checked and normalised. A line feed composes with nothing, so that lines may be normalised
/// on their own. `None` where that is not enough.
pub fn again(bytes: &[u8], before: &str) -> Option<(String, Shared)> {
    let old = before.as_bytes();
    let line_start = |at: usize| {
        bytes[..at]
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |at| at + 1)
    };
    let prefix = line_start(text::same_start(bytes, old));
    // A mark of byte order that the text of before holds was its second one.
    if prefix > 0 && bytes.starts_with("\u{feff}".as_bytes()) {
        return None;
    }
    let most = bytes.len().min(old.len()) - prefix;
    let same = text::same_end(&bytes[bytes.len() - most..], &old[old.len() - most..]);
    // The last lines count from the first line start within what is the same.
    let suffix = bytes[bytes.len() - same..]
        .iter()
        .position(|&byte| byte == b'\n')
        .map_or(0, |at| same - at - 1);
    let middle = &bytes[prefix..bytes.len() - suffix];
    if middle.len() * 2 > bytes.len() || middle.iter().any(|byte| matches!(byte, 0 | b'\r')) {
        return None;
    }
    let middle = std::str::from_utf8(middle).ok()?;
    let middle = text::nfc(if prefix == 0 {
        middle.strip_prefix('\u{feff}').unwrap_or(middle)
    } else {
        middle
    });
    let mut out = String::with_capacity(prefix + middle.len() + suffix);
    out.push_str(before.get(..prefix)?);
    out.push_str(&middle);
    out.push_str(before.get(before.len() - suffix..)?);
    Some((
        out,
        Shared {
            start: prefix,
            end: suffix,
        },
    ))
}
