//! Where comments stand: one pass over a text, which knows code from words. A text in; ranges of
//! bytes, and marks that nothing closes, out.

use std::collections::HashMap;

use crate::notes::reading::attributes;
use crate::notes::reading::braced::Expressions;
use crate::notes::reading::code_lines::{
    begins_block, behind_signs, fence_end, is_in_code, is_indented_code, line_at, tagged_end,
};
use crate::notes::reading::components::Components;
use crate::notes::reading::file_line::{column, opening_fence};
use crate::notes::reading::mdx::{self, MdxScan};
use crate::notes::reading::other_comments::{SiteTool, SiteTools};
use crate::notes::reading::other_scan::OtherScan;
use crate::notes::reading::percent_sign::{self, is_variable, is_word};
use crate::notes::reading::remark::{is_remark, remark_end};
use crate::notes::reading::shortcode;
use crate::text::{head, starts_with_ignoring_case};

/// A comment that is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unclosed {
    /// Where its mark begins, in bytes.
    pub at: usize,
    /// Whether the rest of the note is hidden by it.
    pub hides: bool,
}

/// Where the comments of a text stand.
pub(super) struct CommentScan<'a> {
    text: &'a str,
    at: usize,
    pub ranges: Vec<(usize, usize)>,
    /// Fences count: not once one of them turned out never to be closed.
    fences: bool,
    /// Where this line began.
    line: usize,
    /// Where this paragraph ends, once somebody asked.
    paragraph: usize,
    /// Runs of backticks of which no further one stands in front of this byte.
    unmatched: HashMap<usize, usize>,
    /// Comments that the parser knows are hidden too.
    pub leaves_none: bool,
    /// No comment of HTML is closed from here on.
    unclosed: bool,
    /// The first of these that is a block, else the first.
    pub unclosed_html: Option<Unclosed>,
    /// The first mark `%%` without another one behind it.
    pub unclosed_percent: Option<Unclosed>,
    /// Comments of other tools.
    pub others: OtherScan<'a>,
    mdx: MdxScan<'a>,
    components: Components,
    /// Components among words that are given something and not yet closed.
    given: Vec<&'a str>,
    expressions: Expressions,
}

impl<'a> CommentScan<'a> {
    pub(super) fn new(text: &'a str, start: usize, tools: SiteTools) -> Self {
        Self {
            text,
            others: OtherScan::new(text, tools),
            expressions: Expressions::default(),
            at: start,
            ranges: Vec::new(),
            fences: true,
            mdx: MdxScan::new(text),
            components: Components::of(text, start, tools),
            given: Vec::new(),
            line: start,
            paragraph: start,
            unmatched: HashMap::new(),
            leaves_none: false,
            unclosed: false,
            unclosed_html: None,
            unclosed_percent: None,
        }
    }

    /// Finds the comments, in order.
    pub(super) fn scan(&mut self) {
        let bytes = self.text.as_bytes();
        let mut line_start = true;
        while self.at < bytes.len() {
            if line_start {
                line_start = false;
                self.line = self.at;
                if self.line() {
                    line_start = true;
                    continue;
                }
            }
            match bytes[self.at] {
                b'\n' => {
                    line_start = true;
                    self.at += 1;
                }
                // A sign behind a backslash is itself.
                b'\\' if bytes.get(self.at + 1).is_some_and(u8::is_ascii_punctuation) => {
                    self.at += 2;
                }
                b'`' => self.code(),
                b'<' if self.text[self.at..].starts_with("<!--") => self.html(),
                b'<' if self.element() || self.component() => {}
                b'%' => self.percent(),
                b'{' => self.other(),
                _ => self.at += 1,
            }
        }
    }

    /// What begins with a line and takes the whole of it or more: fences and definitions that are
    /// comments. Answers whether there was such a thing.
    fn line(&mut self) -> bool {
        let line = line_at(self.text, self.at);
        if self.fences
            && line.contains(['`', '~'])
            && let Some((mark, length, indent)) = opening_fence(line.trim_end())
        {
            if let Some(end) = fence_end(self.text, self.at + line.len(), (mark, length, indent)) {
                self.at = end;
                return true;
            }
            self.fences = false;
        }
        if line.contains('{') && self.tagged(line) {
            return true;
        }
        // MDX has no code by indents.
        let may_be_code =
            line.starts_with([' ', '\t', '>']) && !self.others.tools.hold(SiteTool::Mdx);
        let may_hide = may_be_code && line.contains(['%', '{', '<', '[']);
        if may_hide && is_indented_code(self.text, self.at) {
            self.at += line.len();
            return true;
        }
        let inner = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let from = self.at + line.len() - inner.len();
        if self.others.tools.hold(SiteTool::Myst)
            && let Some(mark) = line_of_myst(line)
        {
            self.ranges
                .push((self.at + mark, self.at + line.trim_end().len()));
            self.at += line.len();
            return true;
        }
        let is_mdx = self.others.tools.hold(SiteTool::MdxFile);
        if let Some(end) = is_mdx.then(|| self.mdx.statements(self.at)).flatten() {
            self.ranges.push((self.at, end));
            self.step(end);
            return true;
        }
        let is_org = inner.starts_with("#+");
        if let Some(end) = is_org.then(|| self.others.org(from)).flatten() {
            self.ranges.push((from, end));
            self.step(end);
            return true;
        }
        if is_remark(inner) {
            let end = remark_end(self.text, from).unwrap_or(self.at + line.trim_end().len());
            self.ranges.push((from, end));
            let rest = line_at(self.text, end);
            self.at = end + rest.len();
            return true;
        }
        false
    }

    /// Steps over `{% highlight java %}` and the code up to its end; whether one stands here.
    fn tagged(&mut self, line: &str) -> bool {
        let inner = behind_signs(line.trim_end());
        let tag = inner
            .starts_with('{')
            .then(|| shortcode::tag(inner))
            .flatten();
        let tag = tag.filter(|tag| !tag.is_end && tag.fence().is_some());
        let end = tag.and_then(|tag| tagged_end(self.text, self.at + line.len(), &tag));
        if let Some((_, next)) = end {
            self.at = next;
        }
        end.is_some()
    }

    /// Whether a comment up to `end` that begins its line is cut in two by a blank line in it: it
    /// stands in what ends there, an element or a paragraph.
    fn is_parted(&self, end: usize) -> bool {
        let above = self.text[..self.line].trim_end_matches([' ', '\t', '>']);
        let above = above.strip_suffix('\n').unwrap_or(above);
        let above = above.rsplit('\n').next().unwrap_or_default();
        let is_blank = |line: &str| line.trim_matches([' ', '\t', '\r', '>']).is_empty();
        let mut lines = self.text[self.at..end].split('\n');
        !is_blank(above) && lines.any(is_blank)
    }

    /// Whether a comment up to `end` that is indented goes on in lines that are less so: what it
    /// stands in, such as a bullet, ends there for the parser.
    fn leaves(&self, indent: usize, end: usize) -> bool {
        let mut lines = self.text[self.at..end].split('\n').skip(1);
        indent > 0 && lines.any(|line| !line.trim().is_empty() && column(line) < indent)
    }

    /// Steps over a code span, or over backticks that open none.
    fn code(&mut self) {
        let rest = &self.text[self.at..];
        let length = rest.len() - rest.trim_start_matches('`').len();
        let end = self.paragraph_end();
        let from = self.at + length;
        self.at = from;
        if self
            .unmatched
            .get(&length)
            .is_some_and(|known| *known >= end)
        {
            return;
        }
        let mut next = from;
        while let Some(found) = self.text[next..end].find('`') {
            let start = next + found;
            let run = &self.text[start..end];
            let run = run.len() - run.trim_start_matches('`').len();
            next = start + run;
            if run == length {
                self.at = next;
                return;
            }
        }
        self.unmatched.insert(length, end);
    }

    /// Steps over `<pre>…</pre>` and `<code>…</code>`, whose text is code, and hides what is code
    /// of the page to `VitePress`; whether one stands here.
    fn element(&mut self) -> bool {
        let rest = head(&self.text[self.at..], LONGEST_ELEMENT);
        for (opens, closes) in [("<pre", "</pre>"), ("<code", "</code>")] {
            if starts_with_ignoring_case(rest, opens)
                && rest[opens.len()..].starts_with(['>', ' '])
                && let Some(end) = rest.find(closes)
            {
                self.step(self.at + end + closes.len());
                return true;
            }
        }
        let is_code_of_page = self.others.tools.hold(SiteTool::Vue) && self.line == self.at;
        for (opens, closes) in [("<script", "</script>"), ("<style", "</style>")] {
            if is_code_of_page
                && rest.starts_with(opens)
                && let Some(end) = rest.find(closes)
            {
                let end = self.at + end + closes.len();
                self.ranges.push((self.at, end));
                self.step(end);
                return true;
            }
        }
        false
    }

    /// Hides the tag of a component; whether one stands here. What is a container stays for who
    /// reads those.
    fn component(&mut self) -> bool {
        if let Some(end) = self.components.contained_at(self.at) {
            self.step(end);
            return true;
        }
        let is_mdx = self.others.tools.hold(SiteTool::MdxFile);
        // Among words only what is given something is one to Vue.
        let mut is_given = || {
            let is_vue = self.others.tools.hold(SiteTool::Vue);
            let end = is_vue.then(|| self.mdx.component(self.at))??;
            let typed = &self.text[self.at..end];
            let name = mdx::name(typed.trim_start_matches(['<', '/']));
            if let Some(name) = typed.strip_prefix("</") {
                let name = mdx::name(name);
                let found = self.given.iter().rposition(|given| *given == name)?;
                self.given.truncate(found);
                return Some(end);
            }
            let is_given = typed.contains("=\"");
            if is_given && !typed.ends_with("/>") && self.given.len() < MOST_PASSED {
                self.given.push(name);
            }
            is_given.then_some(end)
        };
        let found = self.components.hidden_at(self.at).or_else(|| {
            if is_mdx {
                self.mdx.component(self.at)
            } else {
                is_given()
            }
        });
        let Some(end) = found else {
            return false;
        };
        self.ranges.push((self.at, end));
        self.step(end);
        true
    }

    fn html(&mut self) {
        let inner = self.at + 4;
        let end = (!self.unclosed).then(|| self.text[inner..].find("-->"));
        let Some(end) = end.flatten().map(|at| inner + at + 3) else {
            // One that is never closed hides nothing but for the parser's own rules.
            self.unclosed = true;
            let hides = begins_block(&self.text[self.line..self.at]);
            // The first that hides the rest is the graver one.
            if self.unclosed_html.is_none_or(|known| hides && !known.hides) {
                let at = self.at;
                self.unclosed_html = Some(Unclosed { at, hides });
            }
            self.at = inner;
            if self.leaves_none && hides {
                self.ranges.push((inner - 4, self.text.len()));
                self.at = self.text.len();
            }
            return;
        };
        let before = &self.text[self.line..self.at];
        // With blanks in its place a bullet of nothing else would underline what stands above.
        let is_bullet = before.trim() == "-" && {
            let line = self.text[self.at..].split('\n').next().unwrap_or_default();
            self.at + line.trim_end().len() == end
        };
        let is_block = before.bytes().all(|byte| byte == b' ') || is_bullet;
        if self.leaves_none || !is_block || self.is_parted(end) || self.leaves(before.len(), end) {
            self.ranges.push((self.at, end));
        }
        self.step(end);
    }

    /// A brace, with which a comment of another tool may begin.
    fn other(&mut self) {
        let from = self.at;
        self.at += 1;
        if let Some((start, end)) = attributes::list(self.text, self.line, from) {
            self.ranges.push((start, end));
            self.at = end;
            return;
        }
        if let Some((length, _)) = attributes::commented_id(self.text, from) {
            self.at = from + length;
            return;
        }
        if self.others.tools.hold(SiteTool::Mdx)
            && let Some(end) = self.expressions.of_comments(self.text, from)
        {
            self.ranges.push((from, end));
            self.step(end);
            return;
        }
        let Some((form, words)) = self.others.opening(from) else {
            return;
        };
        self.at = words;
        let around = (self.line, self.paragraph_end());
        if let Some(end) = self.others.comment(form, (from, words), around) {
            self.ranges.push((from, end));
            self.step(end);
        }
    }

    /// Goes on behind something that may hold line feeds.
    fn step(&mut self, to: usize) {
        if let Some(found) = self.text[self.at..to].rfind('\n') {
            self.line = self.at + found + 1;
        }
        self.at = to;
    }

    /// Where the paragraph here ends: at the next empty line.
    fn paragraph_end(&mut self) -> usize {
        if self.paragraph <= self.at {
            self.paragraph = paragraph_end(self.text, self.at);
        }
        self.paragraph
    }

    /// `%%…%%`
    fn percent(&mut self) {
        let bytes = self.text.as_bytes();
        let from = self.at;
        let length = run(bytes, from);
        self.at += length;
        let before = from.checked_sub(1).map(|at| bytes[at]);
        // `100%%` is printf's, `%%i` a variable of cmd.
        // Four open and close a comment without words; an odd number is a line or Matlab's.
        if length % 4 != 2 || is_variable(bytes, from) {
            return;
        }
        let is_percent = before.is_some_and(|byte| byte.is_ascii_digit());
        if is_percent && self.text[self.at..].starts_with(char::is_whitespace) {
            return;
        }
        let begins_line = begins_block(&self.text[self.line..from]);
        let from_mark = (from, self.at);
        // As a block it reaches over empty lines, and so it does where both marks stand like
        // brackets; else within words only to the end of their paragraph.
        let behind = self.text[self.at..].trim_start_matches([' ', '\t']);
        let is_block = self.text[self.line..from].trim().is_empty()
            || behind.is_empty()
            || behind.starts_with('\n');
        let is_cell = percent_sign::is_magic(self.text, self.at);
        let paragraph = self.paragraph_end();
        let mut next = self.at;
        let mut line = self.line;
        let mut marks = 0;
        let mut passed = 0;
        while let Some(found) = self.text[next..].find("%%") {
            let start = next + found;
            if let Some(end) = self.text[next..start].rfind('\n') {
                line = next + end + 1;
            }
            let length = run(bytes, start);
            next = start + length;
            let is_after_words = self.text[..start].ends_with(char::is_alphanumeric);
            if !length.is_multiple_of(2) || !is_after_words && is_variable(bytes, start) {
                continue;
            }
            // Code holds no mark, and `%%timeit` behind a blank is a word itself.
            let passes = passed < MOST_PASSED;
            if passes
                && (is_in_code(&self.text[from_mark.1..start]) || is_word(self.text, (start, next)))
            {
                passed += 1;
                continue;
            }
            // `%%time 과 50%%`: of the name of a magic only what stands like a bracket behind a
            // word of its line is the end.
            if is_cell && passes {
                if self.text[from_mark.1..start].contains('\n') {
                    return;
                }
                if !percent_sign::ends_words(self.text, start) {
                    passed += 1;
                    continue;
                }
            }
            if is_percent {
                // `100%%와 50%%`: two of them are numbers.
                let words = &self.text[from_mark.1..start];
                let word = words
                    .rsplit([' ', '\t', '\n', '%'])
                    .next()
                    .unwrap_or_default();
                let is_number = word
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.');
                if !is_number && start < paragraph {
                    self.ranges.push((from, start + 2));
                    self.step(start + 2);
                }
                return;
            }
            // `%%time` and `%%bash` begin cells of notebooks: two that begin lines are no pair.
            if begins_line
                && opens(self.text, from_mark)
                && !closes(self.text, (start, next))
                && begins_block(&self.text[line..start])
            {
                return;
            }
            if is_block && let Some(end) = self.pair_of_its_own((start, next)) {
                next = end;
                continue;
            }
            // `말 %%여기부터`: a mark that is alone in its line ends it as well.
            let is_alone = || {
                let begins = length == 2 && self.text[line..start].trim().is_empty();
                begins && line_at(self.text, next).trim().is_empty()
            };
            let is_bracketed = marks == 0
                && opens(self.text, (from, self.at))
                && (is_alone() || closes(self.text, (start, next)));
            if is_block || start < paragraph || is_bracketed {
                self.ranges.push((from, start + 2));
                self.step(start + 2);
                return;
            }
            marks += 1;
            if marks > 1 {
                return;
            }
        }
        if marks == 0 && !is_percent && begins_line {
            self.leave_open(from_mark);
        }
    }

    /// A mark that nothing closes: alone in its line it hides the rest, as in Obsidian, before
    /// words it is only told. `%%bash` begins a cell of a notebook.
    fn leave_open(&mut self, (from, to): (usize, usize)) {
        let line = line_at(self.text, self.line).trim();
        let behind = &self.text[to..];
        let hides = line == "%%" && !behind.trim().is_empty();
        let is_cell = behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '%');
        if hides || !is_cell && line != "%%" {
            let found = Unclosed { at: from, hides };
            self.unclosed_percent.get_or_insert(found);
        }
        if hides {
            self.ranges.push((from, self.text.len()));
            self.at = self.text.len();
        }
    }

    /// Where a comment ends that this mark opens, as a bracket does, and another one of its line
    /// closes.
    fn pair_of_its_own(&self, mark: (usize, usize)) -> Option<usize> {
        let begins_line = self.text[..mark.0].ends_with('\n');
        if begins_line || mark.1 - mark.0 != 2 || !opens(self.text, mark) || closes(self.text, mark)
        {
            return None;
        }
        let rest = &self.text[mark.1..];
        let words = &rest[..rest.find("%%")?];
        let at = mark.1 + words.len();
        let end = at + run(self.text.as_bytes(), at);
        (!words.contains('\n') && closes(self.text, (at, end))).then_some(end)
    }
}

/// Where the comment of a line of `MyST` begins, if it is one: at a `%` that nothing stands before
/// but marks of quotations and bullets. A line of `%%` alone is Obsidian's, which parts blocks.
/// Source: `line_comment` of mdit-py-plugins' `myst_blocks`, and `CommonMark` on containers.
fn line_of_myst(line: &str) -> Option<usize> {
    let mut rest = line;
    loop {
        let inner = rest.trim_start_matches([' ', '\t']);
        if inner.starts_with('%') {
            return (inner.trim_end() != "%%").then_some(line.len() - inner.len());
        }
        let digits = inner.trim_start_matches(|c: char| c.is_ascii_digit());
        let bullet = match inner.len() - digits.len() {
            0 => inner.strip_prefix(['-', '*', '+']),
            1..=9 => digits.strip_prefix(['.', ')']),
            _ => None,
        };
        rest = match (inner.strip_prefix('>'), bullet) {
            (Some(quoted), _) => quoted,
            (None, Some(behind)) if behind.starts_with([' ', '\t']) => behind,
            _ => return None,
        };
    }
}

/// Whether a mark stands like an opening bracket: a blank or a sign before it, words behind it.
fn opens(text: &str, (start, end): (usize, usize)) -> bool {
    let before = text[..start].chars().next_back();
    let behind = text[end..].chars().next();
    before.is_none_or(|c| !c.is_alphanumeric()) && behind.is_some_and(|c| !c.is_whitespace())
}

/// Whether a mark stands like a closing bracket: words before it, a blank or a sign behind it.
fn closes(text: &str, (start, end): (usize, usize)) -> bool {
    let before = text[..start].chars().next_back();
    let behind = text[end..].chars().next();
    before.is_some_and(|c| !c.is_whitespace()) && behind.is_none_or(|c| !c.is_alphanumeric())
}

/// How many `%` stand there.
fn run(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|&&byte| byte == b'%').count()
}

/// So many marks are passed over that close nothing; the next one closes, whatever it is: in doubt
/// words are hidden, and no line is read again for each of its marks.
const MOST_PASSED: usize = 32;

/// How far, in bytes, the end of an element of code is looked for.
const LONGEST_ELEMENT: usize = 16 * 1024;

/// Where the paragraph around a byte ends: at the next empty line.
fn paragraph_end(text: &str, at: usize) -> usize {
    let mut from = at;
    while let Some(found) = text[from..].find('\n') {
        let next = from + found + 1;
        if line_at(text, next).trim().is_empty() {
            return next;
        }
        from = next;
    }
    text.len()
}
