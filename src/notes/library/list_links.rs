//! The links of a README or the first page of a wiki, as an order of notes: a text in, what its
//! lists name out. Links are read however GitHub reads them: Markdown, references, HTML, addresses
//! of the repository on a forge, names of pages. Decides nothing.

use std::collections::HashMap;

use crate::notes::library::list_groups::{GroupsAbove, GroupsOfLine};
use crate::notes::library::list_names::{heading_name, is_passing, is_passing_list, name};
use crate::notes::library::listed::Listed;
use crate::notes::library::order::{
    address_of_page, destination, page_of_address, resolved, wiki_link,
};
use crate::notes::reading::numbers;
use crate::notes::sources::{is_note, without_ending};
use crate::text::{head, nfc, tail};

/// How links are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkStyle {
    /// `[words](path)`.
    Markdown,
    /// On a wiki, where an address of its pages is their name.
    Wiki,
}

/// A link of a line.
struct NamedPath {
    /// Where it stands in the line.
    at: usize,
    /// Its words, if these are a name.
    words: Option<String>,
    /// Where it leads, as it is written, or behind the branch in an address of a forge.
    path: String,
    /// Whether only a file or folder that is there is meant.
    needs_file: bool,
}

/// The links of a note to files and folders, in the order of the text, each once: where it is an
/// item of a list, if it is one anywhere.
pub(super) fn links(text: &str, file: &str, style: LinkStyle) -> Vec<Listed> {
    let mut out: Vec<Listed> = Vec::new();
    // The place of each in the list.
    let mut known: HashMap<String, usize> = HashMap::new();
    // How often links have the same words: `[정리](a.md)`, `[정리](b.md)`.
    let mut uses: HashMap<String, usize> = HashMap::new();
    let definitions = definitions(text);
    let mut is_passing = false;
    let mut heading_above: Option<String> = None;
    let mut around = Around::default();
    let mut above = GroupsAbove::default();
    // The groups of each in the list, and whether one is named in two.
    let mut groups: Vec<GroupsOfLine> = Vec::new();
    let mut is_twice = false;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if around.is_code(line) {
            above.code();
            continue;
        }
        let under = || underlined(line, lines.peek()?);
        let found = heading(line).or_else(under);
        if let Some((level, heading)) = found {
            is_passing = is_passing_list(heading);
            heading_above = heading_name(heading);
            above.heading(level, heading);
        }
        if let Some((_, rest)) = line.split_once("<summary>") {
            heading_above = heading_name(rest);
        }
        let is_row = around.is_row(line);
        let is_item = (is_row || is_item(line)) && !is_passing;
        let mut links = links_of_line(line, &definitions, style);
        let of_line = if found.is_some() {
            above.here()
        } else {
            let words = |link: &'_ NamedPath| link.words.clone().filter(|_| links.len() == 1);
            let first = links.first().map(|first| (first.at, words(first)));
            let first = first.as_ref().map(|(at, words)| (*at, words.as_deref()));
            above.line(line, first, (is_item, is_row))
        };
        let first = links.first().filter(|_| is_item);
        let lead = first.and_then(|first| lead(&line[..first.at]));
        if links.is_empty() && is_item {
            links.extend(named_item(line));
        }
        // `| 1 | 변수 | [노트](w1.md) |`, `- 변수 ([노트](w1.md))`
        if let [only] = &mut links[..]
            && is_item
            && only.words.is_none()
        {
            only.words = topic(line, only.at, is_row);
        }
        for link in links {
            let from = if link.path.starts_with(FORGE) {
                ""
            } else {
                file
            };
            let path = link.path.strip_prefix(FORGE).unwrap_or(&link.path);
            // A place in a note is mentioned, and the note not listed.
            let is_item = is_item && !path.contains('#');
            let Some(path) = resolved(from, path) else {
                continue;
            };
            let words = link.words.filter(|_| is_item);
            if let Some(words) = &words {
                *uses.entry(words.clone()).or_default() += 1;
            }
            let listed = Listed {
                path,
                parts: Vec::new(),
                title: None,
                words,
                heading: heading_above.clone(),
                lead: lead.clone(),
                is_item,
                needs_file: link.needs_file,
                groups: Vec::new(),
            };
            // An item goes before what was named in passing: `Begin with [b](b.md)` above a list.
            let before = known.get(&listed.path).and_then(|&at| out.get(at));
            if before.is_none_or(|before| listed.is_item && !before.is_item) {
                known.insert(listed.path.clone(), out.len());
                out.push(listed);
                groups.push(of_line.clone());
            } else if let Some(&at) = known.get(&listed.path).filter(|_| listed.is_item) {
                // A folder with two names has none.
                if out[at].words.is_some()
                    && out[at].words != listed.words
                    && !is_note(&listed.path)
                {
                    out[at].words = None;
                }
                is_twice |= !groups[at].is_of(&of_line);
            }
        }
    }
    let out = if is_twice { out } else { above.of(out, groups) };
    let last = |(at, one): &(usize, Listed)| known.get(&one.path) == Some(at);
    let out = out.into_iter().enumerate().filter(last);
    let is_own = |words: &String| uses.get(words).is_some_and(|uses| *uses == 1);
    out.map(|(_, one)| Listed {
        words: one.words.filter(is_own),
        ..one
    })
    .collect()
}

/// What stands before a path that an address of a forge names: it begins at the top.
const FORGE: &str = "\0";

/// What the lines above say of a line.
#[derive(Default)]
struct Around {
    /// The fence that is open, of such signs and as many.
    fence: Option<(char, usize)>,
    /// Whether the row under a table's head stands above.
    is_table: bool,
    /// So many lists and tables of HTML are open.
    lists: usize,
}

impl Around {
    /// Whether the line is a fence or stands in one.
    fn is_code(&mut self, line: &str) -> bool {
        let words = line.trim_start();
        let sign = words.chars().next().filter(|c| matches!(c, '`' | '~'));
        let count = sign.map_or(0, |sign| words.chars().take_while(|c| *c == sign).count());
        match (self.fence, sign) {
            (Some(open), Some(sign)) if sign == open.0 && count >= open.1 => {
                self.fence = None;
                true
            }
            (None, Some(sign)) if count > 2 && !words[count..].contains('`') => {
                self.fence = Some((sign, count));
                true
            }
            (fence, _) => fence.is_some(),
        }
    }

    /// Whether the line is a row of a table or stands in a list of HTML.
    fn is_row(&mut self, line: &str) -> bool {
        const LISTS: [&str; 5] = ["ul", "ol", "table", "dl", "menu"];
        let words = line.trim();
        let is_row = self.is_table && words.contains('|');
        if words.is_empty() {
            self.is_table = false;
        } else if words.contains('|') && words.contains("--") {
            let is_rule = |c: char| matches!(c, '|' | '-' | ':' | ' ');
            self.is_table |= words.chars().all(is_rule);
        }
        let mut in_list = self.lists > 0;
        for (at, _) in words.match_indices('<') {
            let tag = &words[at + 1..];
            let name = tag.trim_start_matches('/');
            let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
            let name = name[..letters].to_ascii_lowercase();
            if LISTS.contains(&name.as_str()) {
                let is_end = tag.starts_with('/');
                self.lists = self.lists.saturating_sub(usize::from(is_end));
                self.lists += usize::from(!is_end);
                in_list |= !is_end;
            }
        }
        is_row || in_list
    }
}

/// How high a heading is, and what it says, be it HTML.
fn heading(line: &str) -> Option<(u8, &str)> {
    let line = line.trim_start();
    let html = || {
        let rest = line.strip_prefix("<h")?;
        let level = rest.bytes().next().filter(u8::is_ascii_digit)?;
        Some((level - b'0', rest))
    };
    let signs = line.bytes().take_while(|&byte| byte == b'#').count();
    let level = u8::try_from(signs).ok().filter(|level| *level > 0);
    level.map(|level| (level, &line[1..])).or_else(html)
}

/// The same of one that the next line underlines.
fn underlined<'l>(line: &'l str, next: &str) -> Option<(u8, &'l str)> {
    let (words, mark) = (line.trim_end(), next.trim_end());
    let sign = mark.chars().next().filter(|c| matches!(c, '=' | '-'))?;
    let is_words = words.starts_with(|c: char| c.is_alphanumeric() || "[(*_".contains(c));
    let is_title = is_words && !is_item(words) && !words.contains("](");
    let level = if sign == '=' { 1 } else { 2 };
    (is_title && mark.chars().all(|c| c == sign)).then_some((level, words))
}

/// The number that an item begins with before its first link, where it is called something.
fn lead(before: &str) -> Option<String> {
    let (lead, _) = before.rsplit_once('[')?;
    let lead = lead.trim().trim_start_matches(['-', '*', '+']);
    let lead = lead.trim_matches(['*', '_', ':', '-', '–', '—', ' ']);
    let (found, length) = numbers::numbers(lead);
    let is_called = found.len() == 1 && !numbers::called(lead).is_empty();
    (is_called && length == lead.len()).then(|| nfc(lead))
}

/// What an item or row is about whose link, at that place, only says that there is one: the words
/// before it, or the first cell that is a name.
fn topic(line: &str, at: usize, is_row: bool) -> Option<String> {
    let (before, label) = tail(line.get(..at)?, FAR).rsplit_once('[')?;
    if !is_passing(label.trim_matches(['*', '_', '`', ' '])) {
        return None;
    }
    if is_row {
        let mut cells = head(line, FAR)
            .split('|')
            .filter(|cell| !cell.contains("]("));
        return cells.find_map(|cell| name(cell.trim()));
    }
    let words = before.trim_start().trim_start_matches(['-', '*', '+', ' ']);
    let ticked = ["[ ] ", "[x] ", "[X] "];
    let ticked = ticked.iter().find_map(|tick| words.strip_prefix(tick));
    let words = ticked.unwrap_or(words).trim_end();
    // `예외는 [여기](e.md)를 본다` is a sentence.
    let bare = words.trim_end_matches(['(', ':', '：', '-', '–', '—', '|', ' ']);
    (bare.len() < words.len()).then(|| name(bare))?
}

/// The destinations of `[label]: path`, by label.
fn definitions(text: &str) -> HashMap<String, String> {
    let defined = text.lines().filter_map(|line| {
        let (label, rest) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
        let rest = rest.trim_start();
        let inner = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let path = match inner {
            Some((path, _)) => path,
            None => rest.split_whitespace().next()?,
        };
        let is_label = !label.contains([']', '[', '^']);
        is_label.then(|| (label.to_lowercase(), path.to_owned()))
    });
    defined.collect()
}

/// How far around it, in bytes, what belongs to a link is looked for: no path is longer.
const FAR: usize = 2_048;

/// Where the links of a line lead, from its front to its end.
fn links_of_line(
    line: &str,
    definitions: &HashMap<String, String>,
    style: LinkStyle,
) -> Vec<NamedPath> {
    let words_before = |at: usize| {
        let before = tail(&line[..at], FAR);
        name(&before[opening(before)? + 1..])
    };
    let mut out = Vec::new();
    let mut push = |at: usize, words: Option<String>, path: &str, needs_file: bool| {
        let words = words.filter(|words| !words.contains('/') || !path.contains(&**words));
        // `[0001-two-sum](0001-two-sum)` says what the file is called.
        let is_file = |words: &String| {
            let name = path
                .trim_end_matches('/')
                .rsplit('/')
                .next()
                .unwrap_or_default();
            let name = without_ending(name).unwrap_or(name);
            words.starts_with(|c: char| c.is_ascii_digit()) && name == words
        };
        let words = words.filter(|words| !is_file(words));
        let page = page_of_address(path).filter(|_| style == LinkStyle::Wiki);
        let forge = if page.is_none() { of_forge(path) } else { None };
        let needs_file = needs_file || forge.is_some();
        let path = page.or(forge).unwrap_or_else(|| path.to_owned());
        out.push(NamedPath {
            at,
            words,
            path,
            needs_file,
        });
    };
    // Where nothing closes behind them, brackets open nothing.
    let closed = line.rfind(')').unwrap_or(0);
    for (at, _) in line[..closed].match_indices("](") {
        // A picture says nothing of the order of notes.
        let before = tail(&line[..at], FAR);
        let open = opening(before);
        let is_picture = open.is_some_and(|open| before[..open].ends_with('!'));
        let path = destination(head(&line[at + 2..], FAR));
        if let Some(path) = path.filter(|_| !is_picture) {
            push(at, words_before(at), &path, false);
        }
    }
    let closed = line.rfind("]]").unwrap_or(0);
    for (at, _) in line[..closed].match_indices("[[") {
        if let Some((first, page)) = wiki_link(head(&line[at + 2..], FAR)) {
            // Obsidian has the page first, a wiki of GitHub last.
            let page = first
                .filter(|_| style == LinkStyle::Markdown)
                .unwrap_or(page);
            push(at, None, &address_of_page(page), true);
        }
    }
    let defines = line.trim_start().starts_with('[') && line.contains("]:");
    if !definitions.is_empty() && !defines {
        for (at, _) in line.match_indices(']') {
            let Some((before, label)) = tail(&line[..at], FAR).rsplit_once('[') else {
                continue;
            };
            // `[words][label]` is one link.
            if before.ends_with(']') {
                continue;
            }
            let rest = head(&line[at + 1..], FAR);
            let other = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            let label = match other {
                Some((other, _)) if !other.is_empty() => other,
                _ if rest.starts_with('(') => continue,
                _ => label,
            };
            if let Some(path) = definitions.get(&label.to_lowercase()) {
                push(at, words_before(at), path, false);
            }
        }
    }
    for (at, _) in line.match_indices("href") {
        let (before, behind) = (tail(&line[..at], FAR), head(&line[at + 4..], FAR));
        if let Some((path, words)) = html_link(before, behind) {
            push(at, words, &path, false);
        }
    }
    out.sort_by_key(|link| link.at);
    out
}

/// Where the bracket stands that one behind `text` closes, with a few others within.
fn opening(text: &str) -> Option<usize> {
    const DEEPEST: usize = 16;
    let mut closed = 0_usize;
    for (at, sign) in text.bytes().enumerate().rev() {
        match sign {
            b'[' if closed == 0 => return Some(at),
            b'[' => closed -= 1,
            b']' if closed == DEEPEST => return None,
            b']' => closed += 1,
            _ => {}
        }
    }
    None
}

/// The address of `<a href="…">words</a>` and its words, of what stands before and behind `href`.
fn html_link(before: &str, behind: &str) -> Option<(String, Option<String>)> {
    let tag = before.rfind('<').map(|start| &before[start + 1..]);
    let is_anchor = tag.is_none_or(|tag| tag.starts_with(['a', 'A']) && !tag.contains('>'));
    let value = behind.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (path, rest) = match quote {
        Some(quote) => value[1..].split_once(quote)?,
        None => value.split_at(value.find(['>', ' '])?),
    };
    let words = rest.split_once('>').and_then(|(_, inner)| {
        let inner = inner.split_once("</a").map_or(inner, |(inner, _)| inner);
        let bare = inner.split('<').enumerate().map(|(i, piece)| match i {
            0 => piece,
            _ => piece.split_once('>').map_or("", |(_, text)| text),
        });
        name(&bare.collect::<String>())
    });
    (is_anchor && !path.is_empty()).then(|| (path.trim().replace("&amp;", "&"), words))
}

/// What stands behind the branch in an address of a file or folder of a repository, on GitHub and
/// its likes.
fn of_forge(address: &str) -> Option<String> {
    const KINDS: [&str; 5] = ["/blob/", "/tree/", "/src/branch/", "/raw/", "/edit/"];
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let kind = KINDS.iter().find_map(|kind| rest.split_once(kind));
    let (_, path) = kind?.1.split_once('/')?;
    Some(format!("{FORGE}{path}"))
}

/// What an item without a link is about, where it begins with a path: `` - `week01/` ``,
/// `- a.md:`.
fn named_item(line: &str) -> Option<NamedPath> {
    let is_sign = |c: char| c.is_ascii_digit() || "-*+|.)#_ \t".contains(c);
    let code = line.find('`').filter(|&at| line[..at].chars().all(is_sign));
    let path = if let Some(at) = code {
        line[at + 1..].split_once('`')?.0
    } else {
        let signs = ['-', '*', '+', '|', ' '];
        let words = line.trim_start().trim_start_matches(signs);
        let word = words.split([' ', ':', '*', '|']).next()?;
        Some(word).filter(|word| word.ends_with('/') || is_note(word))?
    };
    let is_path = !path.is_empty() && !path.contains(['*', '<', '$']);
    is_path.then(|| NamedPath {
        at: 0,
        words: None,
        path: path.to_owned(),
        needs_file: true,
    })
}

/// Whether a line is a heading, a row or an item that begins with a link, after a few signs.
fn is_item(line: &str) -> bool {
    let words = line.trim_start();
    let digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
    words.starts_with(['-', '*', '+', '|', '#'])
        || (digits.len() < words.len() && digits.starts_with(['.', ')']))
        || heading(words).is_some()
}
