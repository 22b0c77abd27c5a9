//! Which heading is a text's title: its one top heading, even if badges, pictures, links, a place
//! for contents or a few words that open the text stand above it, or if it is HTML. Blocks in; the
//! heading taken from among them out.

mod diary;
mod furniture;
mod heading;
mod letters;
mod section_names;

use crate::notes::reading::chapter_rule;
use crate::notes::reading::items::is_called_chapter;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind};
use crate::notes::visit::{each_block, each_inline};

use diary::{is_day, says_more};
use furniture::is_furniture;
use heading::{Found, html_heading, html_id, is_blank, level, words_of};
use letters::{folded, is_wide};
use section_names::{BEGINNING, are_lists, are_sections, is_greeting};

pub(crate) use section_names::begins_texts;

/// What a text is, which decides where its title may stand.
#[derive(Clone, Copy)]
pub(crate) enum TitledText<'a> {
    /// A chapter that was cut: its heading comes first.
    Piece,
    /// A landing page, with the title of its front matter: its first heading, unless that says
    /// something else.
    Landing(Option<&'a str>),
    /// A file that is a chapter, with the title of its front matter: its one top heading, unless
    /// that says something else.
    File(Option<&'a str>),
    /// The same without such a title, called by its subject, as its name is: a heading below the
    /// first level that is called as parts of texts are is no title.
    Named(&'a str),
    /// The same called by what a list says, which may say more than its heading.
    Listed(&'a str),
    /// The README of a folder that is one page, called by its subject as that is: as a landing page
    /// where one heading of the first level stands, else as a file of that name.
    FolderPage(&'a str),
    /// The same whose first heading others have, too: the one right below that.
    Below,
    /// The same that something else than its headings names.
    ByOthers,
    /// A page of a wiki, whose name is its title: only a heading of the first level is another.
    WikiPage,
}

/// A heading that was taken from its blocks.
pub(super) struct TitleHeading {
    pub inlines: Vec<Inline>,
    pub id: Option<String>,
    pub attributes: String,
}

/// So many bytes may always stand above a title: a quotation, a date, a line of introduction.
const ABOVE: usize = 160;

/// Headings at the end of a text that has no title.
const CLOSING: [&str; 22] = [
    "참고",
    "참고자료",
    "참고문헌",
    "참고링크",
    "출처",
    "링크",
    "결론",
    "마무리",
    "마치며",
    "맺음말",
    "덧붙임",
    "부록",
    "각주",
    "목차",
    "contents",
    "tableofcontents",
    "references",
    "reference",
    "links",
    "seealso",
    "conclusion",
    "appendix",
];

/// What pictures are called that nobody described.
const PICTURES: [&str; 14] = [
    "image",
    "img",
    "picture",
    "pic",
    "photo",
    "banner",
    "header",
    "cover",
    "logo",
    "screenshot",
    "이미지",
    "그림",
    "사진",
    "배너",
];

/// How names of pictures end.
const FILES: [&str; 6] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"];

/// Takes the title's heading out of a text's blocks.
pub(super) fn take(
    text: &str,
    blocks: &mut Vec<Block>,
    titled: TitledText,
) -> Option<TitleHeading> {
    let at = find(text, blocks, titled)?;
    let heading = match &mut blocks[at].kind {
        BlockKind::Heading {
            id,
            inlines,
            attributes,
            ..
        } => {
            let heading = TitleHeading {
                id: id.take(),
                attributes: std::mem::take(attributes),
                inlines: std::mem::take(inlines),
            };
            blocks.remove(at);
            heading
        }
        BlockKind::Html(inlines) => {
            let (open, close, _) = html_heading(text, inlines)?;
            let mut taken: Vec<Inline> = inlines.drain(open..=close).collect();
            taken.pop();
            let id = html_id(&taken.remove(0));
            if inlines.iter().all(is_blank) {
                blocks.remove(at);
            }
            TitleHeading {
                inlines: taken,
                id,
                attributes: String::new(),
            }
        }
        _ => return None,
    };
    Some(heading)
}

/// The index of the block that holds the title.
fn find(text: &str, blocks: &[Block], titled: TitledText) -> Option<usize> {
    if let TitledText::Piece = titled {
        let first = blocks.first()?;
        let is_title = match &first.kind {
            BlockKind::Heading { .. } => true,
            BlockKind::Html(inlines) => {
                let words = inlines.iter().find(|inline| !is_blank(inline));
                let open = html_heading(text, inlines).map(|(open, ..)| &inlines[open]);
                open.is_some() && words == open
            }
            _ => false,
        };
        return is_title.then_some(0);
    }
    let headings = headings(text, blocks);
    match titled {
        TitledText::ByOthers => return None,
        TitledText::Below => {
            let mut both = headings.iter().take(2).map(|(at, _)| *at);
            let (first, below) = (both.next()?, both.next());
            return below.filter(|at| *at == first + 1).or(Some(first));
        }
        _ => {}
    }
    let has_one_first = || headings.iter().filter(|(_, level)| *level == 1).count() == 1;
    let titled = match titled {
        TitledText::FolderPage(_)
            if has_one_first() && !are_sections(&headings, &|at| words_of(text, &blocks[at])) =>
        {
            TitledText::Landing(None)
        }
        TitledText::FolderPage(name) => TitledText::Named(name),
        titled => titled,
    };
    let is_listed = matches!(titled, TitledText::Listed(_));
    let titled = match titled {
        TitledText::Listed(name) => TitledText::Named(name),
        titled => titled,
    };
    let words_at = |at: usize| words_of(text, &blocks[at]);
    if let TitledText::Landing(None) = titled
        && (are_sections(&headings, &words_at)
            || are_lists(&headings, blocks, &words_at)
            || is_greeting(&headings, &words_at))
    {
        return None;
    }
    let (at, _) = match titled {
        TitledText::File(_) | TitledText::Named(_) | TitledText::WikiPage => {
            let top = headings.iter().map(|(_, level)| *level).min()?;
            if top > 1 && matches!(titled, TitledText::WikiPage) {
                return None;
            }
            let mut tops = headings.iter().filter(|(_, level)| *level == top);
            let first = *tops.next()?;
            // Several equal ones are parts of a file that its name names, and so is one below the
            // first level that is called as the parts of texts are.
            let words = words_of(text, &blocks[first.0]);
            let name = match titled {
                TitledText::Named(name) => Some(name),
                _ => None,
            };
            // Such a one is a section where the name is written as words and says something else.
            let is_other = |name: &str| is_worded(name) && !shares_word(name, &words);
            // `## 4장 변수` is no section, unless the name has a number of its own.
            let is_chapter = || {
                let is_numbered = |name: &str| !super::numbers::of_file(name).0.is_empty();
                is_called_chapter(&words) && !name.is_some_and(is_numbered)
            };
            let is_section = |name: &str| {
                let is_less = || !is_listed && says_less(name, &words);
                begins_texts(&words) || is_other(name) && !is_chapter() || is_less()
            };
            let is_part = top > 1 && name.is_some_and(is_section)
                || name.is_some_and(|name| is_day(&words) && says_more(name, &words));
            let others: Vec<&Found> = tops.collect();
            // But for the first where it says what the file's name does, as exports write it, or
            // stands over those that are numbered.
            let is_name = || top == 1 && name.is_some_and(|name| folded(name) == folded(&words));
            let has_number = |at: usize| {
                let words = words_of(text, &blocks[at]);
                !super::numbers::numbers(&words).0.is_empty()
            };
            let is_over = || {
                let is_closing = CLOSING.contains(&folded(&words).as_str());
                let is_section = is_closing || begins_texts(&words) || has_number(first.0);
                others.len() > 1 && !is_section && others.iter().all(|(at, _)| has_number(*at))
            };
            let heads_chapter = || {
                let others: Vec<String> = others.iter().map(|(at, _)| words_at(*at)).collect();
                let others = others.iter().map(String::as_str);
                top == 1 && chapter_rule::heads_one_chapter(&words, others)
            };
            let is_title = others.is_empty() || is_name() || is_over() || heads_chapter();
            (!is_part && is_title).then_some(first)?
        }
        _ => *headings.first()?,
    };
    let found = headings.iter().find(|(heading, _)| *heading == at);
    let is_top = found.is_some_and(|(_, level)| *level == 1) && headings[0].0 == at;
    let is_bare = blocks[..at].iter().all(is_furniture);
    if !is_bare && (!is_top || !is_below_opening(text, blocks, at)) {
        return None;
    }
    if is_nameless_picture(&words_of(text, &blocks[at]), &blocks[at]) {
        return None;
    }
    if let TitledText::File(Some(title)) | TitledText::Landing(Some(title)) = titled {
        let words = words_of(text, &blocks[at]);
        let without_number = &words[super::numbers::numbers(&words).1..];
        let is_same = |words: &str| folded(words) == folded(title);
        let of_title = &title[super::numbers::numbers(title).1..];
        let says_it = is_same(&words)
            || is_same(without_number)
            || folded(&words) == folded(of_title)
            || folded(without_number) == folded(of_title);
        return says_it.then_some(at);
    }
    Some(at)
}

/// The headings of a text that may be its title: without those that stand folded away, those of
/// HTML beneath one of Markdown, and what two sides of a merge left undone make of a paragraph.
fn headings(text: &str, blocks: &[Block]) -> Vec<Found> {
    let conflict = conflict(text);
    let mut folds = 0_usize;
    let mut out: Vec<Found> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let source = text.get(block.span.range()).unwrap_or_default();
        let is_html = matches!(block.kind, BlockKind::Html(_));
        let is_first = out.is_empty();
        let is_typed = out.first().is_some_and(|(first, level)| {
            *level == 1 && matches!(blocks[*first].kind, BlockKind::Heading { .. })
        });
        let is_conflict = || {
            let is_below = conflict.is_some_and(|mark| mark < block.span.range().end);
            is_below && source.trim_end().ends_with("\n=======")
        };
        if let Some(level) = level(text, block)
            && (folds == 0 || is_first)
            && !(is_html && is_typed)
            && !is_conflict()
        {
            out.push((at, level));
        }
        if is_html {
            let count = |tag: &str| source.matches(tag).count();
            folds = (folds + count("<details")).saturating_sub(count("</details"));
        }
    }
    out
}

/// The first mark that git leaves of two sides: `<<<<<<< HEAD`, beneath which `=======` parts them.
fn conflict(text: &str) -> Option<usize> {
    const MARK: &str = "<<<<<<< ";
    if text.starts_with(MARK) {
        return Some(0);
    }
    text.find(&format!("\n{MARK}"))
}

/// Whether a heading is a picture that nobody described: its words are what every picture is called
/// (`image`), or those of its file.
fn is_nameless_picture(words: &str, block: &Block) -> bool {
    let (BlockKind::Heading { inlines, .. } | BlockKind::Html(inlines)) = &block.kind else {
        return false;
    };
    let mut beside = 0;
    let mut pictures = 0;
    each_inline(inlines, &mut |inline| match &inline.kind {
        InlineKind::Image(_) => pictures += 1,
        InlineKind::Text(text) => beside += text.trim().len(),
        InlineKind::Code(_) => beside += 1,
        _ => {}
    });
    let words = words.to_lowercase();
    let is_file = || FILES.iter().any(|ending| words.ends_with(ending));
    let is_nameless = || PICTURES.contains(&folded(&words).as_str()) || is_file();
    pictures > 0 && beside == 0 && is_nameless()
}

/// Whether what stands above a heading of the first level only opens the text: a quotation, a date,
/// words about it, and less of them than stand below. Words without a title may end with `# 참고`.
fn is_below_opening(text: &str, blocks: &[Block], at: usize) -> bool {
    let bytes = |blocks: &[Block]| {
        let words = blocks.iter().filter(|block| !is_furniture(block));
        words.map(|block| block.span.range().len()).sum::<usize>()
    };
    // GitHub counts the anchors of headings in bullets and quotations before the title's.
    let mut is_first = true;
    each_block(&blocks[..at], &mut |block| {
        is_first &= level(text, block).is_none();
    });
    let title = folded(&words_of(text, &blocks[at]));
    let (above, below) = (bytes(&blocks[..at]), bytes(&blocks[at + 1..]));
    is_first && above <= ABOVE.max(below / 2) && !CLOSING.contains(&title.as_str())
}

/// Whether a name is written as words, and not as an address is.
fn is_worded(name: &str) -> bool {
    let name = &name[super::numbers::of_file(name).1..];
    name.contains(is_wide) || name.trim().contains(' ')
}

/// Whether a heading names a part of what a file is called by: `ELB` in `ELB + ASG`, `RAID란` in
/// `RAID가 무엇인가`; or adds to its name what texts begin with, as `CDK 개요` does. In brackets
/// and behind other marks names also say who wrote.
fn says_less(name: &str, heading: &str) -> bool {
    let name = name[super::numbers::of_file(name).1..].trim();
    let heading = &heading[super::numbers::numbers(heading).1..];
    let (all, words) = (folded(name), folded(heading));
    let is_begun = || {
        let rest = words.strip_prefix(&all);
        rest.is_some_and(|rest| BEGINNING.contains(&rest))
    };
    if all.is_empty() || is_begun() {
        return !all.is_empty();
    }
    let is_plain = name.contains(' ') && !name.contains(['_', '[', '(']) && !name.contains(" - ");
    let asked = ["이란", "란", "은", "는"];
    let bare = asked.iter().find_map(|end| words.strip_suffix(end));
    let bare = bare.unwrap_or(&words);
    let is_part = |words: &str| !words.is_empty() && words.len() < all.len() && all.contains(words);
    is_plain && (is_part(&words) || is_part(bare))
}

/// Whether a word of the one stands in the other.
pub(crate) fn shares_word(name: &str, heading: &str) -> bool {
    let within = |words: &str, other: &str| {
        let other = folded(other);
        let mut words = words.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.chars().count() > 1 && other.contains(&folded(word)))
    };
    within(name, heading) || within(heading, name)
}
