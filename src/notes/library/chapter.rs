//! One chapter on its own: parsed, and all that the outline needs read from its tree. A text and
//! how it is read in, [`Parsed`] out. Knows no other chapter, nor where in its file it stands.

use std::ops::Deref;
use std::sync::Arc;

use crate::config::OutlineMode;
use crate::fingerprint::Hashed;
use crate::notes::library::anchors::GivenId;
use crate::notes::library::file_names::is_landing;
use crate::notes::library::files::parent;
use crate::notes::library::letters::LetterCounts;
use crate::notes::library::lines::Lines;
use crate::notes::library::measure;
use crate::notes::library::outline::{
    BookNames, LabelPlace, Layout, PlacedChapter, PlacedLabel, Section,
};
use crate::notes::library::prepared::Prepared;
use crate::notes::library::sections::{self, ChapterSections};
use crate::notes::library::shared_titles::{NamedInstead, is_named};
use crate::notes::library::stored::{StoredChapter, Text};
use crate::notes::reading::definition::Definitions;
use crate::notes::reading::emoji;
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::reading::numbers;
use crate::notes::reading::other_comments::{SiteTool, SiteTools};
use crate::notes::reading::parse::{self, Context, ReadingSettings, TitledText};
use crate::notes::sources::without_ending;
use crate::notes::tree::{BlockKind, Chapter, Inline, InlineKind, Label, LabelKind};
use crate::notes::visit;
use crate::remembered::Made;
use crate::text::{github_slug, slug};

/// All that reading a chapter may know.
#[derive(Hash)]
pub(super) struct ChapterInput<'a> {
    pub source: ChapterSource<'a>,
    /// What a list of chapters calls it.
    pub listed: Option<Arc<str>>,
    /// What the link of a README calls it.
    pub called: Option<Arc<str>>,
    /// The name of the folder whose only page it is.
    pub page_of: Option<Arc<str>>,
    /// What names it instead of a heading that others have, too.
    pub named_instead: Option<NamedInstead>,
    /// Whether the number of its file's name only puts it in order.
    pub only_order: bool,
    pub settings: &'a Arc<Hashed<ReadingSettings>>,
    /// How bullets are read in its course.
    pub mode: OutlineMode,
}

/// What a chapter is read from.
#[derive(Hash)]
pub(super) enum ChapterSource<'a> {
    /// A file that is the chapter, with what its front matter and name say.
    File(&'a Made<Prepared>),
    /// A stretch of a file, with the definitions of that file.
    Piece(&'a Text, &'a Arc<Hashed<Definitions>>),
}

/// All that reading a landing page may know.
#[derive(Hash)]
pub(super) struct LandingInput<'a> {
    pub text: &'a Text,
    pub context: Context,
    /// Its title, where front matter says it.
    pub title: Option<&'a str>,
}

/// What a chapter wishes to be called.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct NameWish {
    /// The page's name, if nobody else has it.
    pub slug: String,
    /// GitHub's anchor of the heading, before it is counted; empty without one.
    pub anchor: String,
    /// `{#id}` and other ids of the heading.
    pub ids: Vec<String>,
    /// The anchor of a title that is no heading of its text.
    pub title: String,
    /// GitHub's anchors of those sections that are headings, before they are counted.
    pub anchors: Vec<String>,
    /// Ids behind everything that it says, which belong to what follows in its file.
    pub trailing: Vec<String>,
}

/// What a chapter says of itself to others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Said {
    /// Its numbers.
    pub numbers: Vec<u32>,
    /// What its number is called where a word stands beside it.
    pub called: String,
    /// Its title without the first number.
    pub title: String,
    /// What a list of chapters calls it, where that is something else.
    pub listed: Option<String>,
    /// Its sections, before GitHub's anchors are counted.
    pub sections: Arc<[Section]>,
    /// Ids that its author gave to other places.
    pub marks: Vec<GivenId>,
    /// How many of these stand behind everything else.
    pub trailing: usize,
    /// Sections whose id their author gave.
    pub fixed: Vec<usize>,
    /// What it says to the book that it is a chapter of.
    pub book: Arc<BookNames>,
}

/// A chapter parsed, before its page has a name: its tree, and all that the outline needs of it.
#[derive(Debug)]
pub struct Parsed {
    pub(super) said: Hashed<Said>,
    pub(super) wish: Hashed<NameWish>,
    /// It says nothing but that it was left out.
    pub(super) skipped: bool,
    /// Empty lines before its heading.
    pub(super) blank_lines: usize,
    /// Minutes that reading it takes.
    pub(super) minutes: usize,
    /// How many commands it holds.
    pub(super) commands: usize,
    /// Its letters outside of code.
    pub(super) letters: LetterCounts,
    /// The tree with its text.
    stored: StoredChapter,
}

impl Deref for Parsed {
    type Target = StoredChapter;

    fn deref(&self) -> &StoredChapter {
        &self.stored
    }
}

impl Parsed {
    /// The language it is written in, a BCP 47 tag, where that is another than the site's.
    pub fn language_beside(&self, of_site: &str) -> Option<&'static str> {
        self.letters.other_than(of_site)
    }
}

/// Parses one chapter and reads from its tree all that the outline needs, so that the tree itself
/// can be packed.
pub(super) fn parse(input: &ChapterInput, packs: bool) -> Parsed {
    let (text, definitions, file) = match input.source {
        ChapterSource::File(file) => (&file.whole, &file.cut.definitions, Some(&**file)),
        ChapterSource::Piece(text, definitions) => (text, definitions, None),
    };
    let context = Context {
        definitions: definitions.clone(),
        settings: input.settings.clone(),
    };
    let words = text.as_str();
    let is_wiki = |file: &Prepared| {
        let is_page = input.settings.is_wiki && file.front.said_title().is_none();
        is_page && !is_landing(&file.path)
    };
    let titled = match file {
        Some(file) if is_wiki(file) => TitledText::WikiPage,
        Some(_) if let Some(NamedInstead::Below) = input.named_instead => TitledText::Below,
        Some(_) if input.named_instead.is_some() => TitledText::ByOthers,
        Some(file) => titled(file, input.page_of.as_deref(), input.called.as_deref()),
        None => TitledText::Piece,
    };
    let mut tree = text.without_foreign(parse::parse_titled(words, &context, titled));
    let has_number = !tree.numbers.is_empty();
    let mut mode = input.mode;
    let mut own = None;
    if let Some(file) = file {
        mode = file.front.outline.unwrap_or(mode);
        own = file.front.slug.as_deref();
        let instead = match &input.named_instead {
            Some(NamedInstead::Label(words)) => Some(&**words),
            _ => None,
        };
        let listed = instead.or(input.listed.as_deref());
        let listed = listed.or(input.called.as_deref());
        let page_of = input.page_of.as_deref();
        let name = if tree.title.is_empty() {
            untitled_name(&file.path, page_of)
        } else {
            file_name(&file.path, page_of)
        };
        let named = named_by_file(&tree, &file.front, name, (listed, input.only_order));
        // A book counts its chapters itself.
        let is_counted = file.tools.hold(SiteTool::Pandoc) && !tree.title.is_empty();
        tree = named.filter(|_| !is_counted).unwrap_or(tree);
    }
    let layout = sections::layout(&tree, mode);
    let lines = Lines::new(words);
    let full = match file {
        // A number that only puts files in order is no part of an address.
        Some(file) if !has_number && is_of_name(&tree, &file.path, input.page_of.as_deref()) => {
            tree.title.clone()
        }
        _ => full_title(&tree),
    };
    let found = sections::sections(&tree, layout, &|at| lines.line(words, at));
    let places = found.places.clone();
    // `slug: /` of Docusaurus is the place of a page on its site, and no name.
    let own = own.map(slug).filter(|name| !name.is_empty());
    let name = own.unwrap_or_else(|| slug(&full));
    let (wish, mut said) = spoken(&tree, found, name, input.settings.site);
    said.listed = input.listed.as_deref().and_then(|listed| {
        let name = listed[numbers::numbers(listed).1..].trim();
        (!name.is_empty() && name != tree.title).then(|| name.to_owned())
    });
    let blank = &words[..words.len() - words.trim_start().len()];
    Parsed {
        said: said.into(),
        wish: wish.into(),
        skipped: is_skipped(words),
        minutes: measure::minutes(&tree.blocks),
        commands: visit::commands(&tree.blocks).len(),
        letters: LetterCounts::of(&tree.blocks),
        blank_lines: blank.matches('\n').count(),
        stored: if packs {
            StoredChapter::packed(tree, text, layout, places.into())
        } else {
            StoredChapter::whole(tree, text, layout, places.into())
        },
    }
}

/// A landing page parsed, with all that the outline needs of it.
#[derive(Debug)]
pub(crate) struct ParsedLanding {
    /// Its tree and text.
    pub placed: PlacedChapter,
    pub(super) wish: Hashed<NameWish>,
    pub(super) said: Hashed<Said>,
    /// Its letters outside of code.
    pub(super) letters: LetterCounts,
}

/// Parses a landing page, whose bullets are never its structure.
pub(super) fn parse_landing(input: &LandingInput) -> ParsedLanding {
    let words = input.text.as_str();
    let tree = parse::parse_titled(words, &input.context, TitledText::Landing(input.title));
    let tree = input.text.without_foreign(tree);
    let lines = Lines::new(words);
    let found = sections::sections(&tree, Layout::Prose, &|at| lines.line(words, at));
    let places = found.places.clone();
    let site = input.context.settings.site;
    let (wish, said) = spoken(&tree, found, String::new(), site);
    ParsedLanding {
        letters: LetterCounts::of(&tree.blocks),
        placed: PlacedChapter {
            tree: Arc::new(tree),
            text: input.text.to_arc(),
            layout: Layout::Prose,
            places: places.into(),
        },
        wish: wish.into(),
        said: said.into(),
    }
}

/// What a tree wishes to be called, and what it says of itself; `name` is its page's.
fn spoken(
    tree: &Chapter,
    found: ChapterSections,
    name: String,
    site: SiteTools,
) -> (NameWish, Said) {
    let book = book_names(tree, &found, site);
    let first = found.marks.len() - found.trailing;
    let trailing = found.marks[first..].iter().map(|mark| mark.id.clone());
    let ids = tree.id.clone().into_iter();
    let wish = NameWish {
        slug: name,
        anchor: tree.anchor.clone(),
        ids: ids.chain(sections::ids_in(&tree.heading)).collect(),
        title: github_slug(&full_title(tree)),
        anchors: found.anchors,
        trailing: trailing.collect(),
    };
    let said = Said {
        numbers: tree.numbers.clone(),
        called: tree.called.clone(),
        title: tree.title.clone(),
        listed: None,
        sections: found.sections.into(),
        marks: found.marks,
        trailing: found.trailing,
        fixed: found.fixed,
        book,
    };
    (wish, said)
}

/// What a tree says to its book.
fn book_names(tree: &Chapter, found: &ChapterSections, site: SiteTools) -> Arc<BookNames> {
    if site == SiteTools::default() {
        return Arc::default();
    }
    let is_place = |inline: &Inline| matches!(inline.kind, InlineKind::Label(_));
    let heading = tree.heading.first().map(|first| first.span.start);
    // Without a heading what stands before all words is at the top.
    let first_words = tree.blocks.iter().find(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => !inlines.iter().all(is_place),
        _ => true,
    });
    let top = heading.or(first_words.map(|block| block.span.start));
    let labels = found.labels.iter().map(|found| PlacedLabel {
        label: found.label.clone(),
        at: match found.section {
            _ if heading.is_some_and(|heading| found.at < heading) => LabelPlace::Top,
            Some(section) => LabelPlace::Section(section),
            None if top.is_none_or(|top| found.at < top) => LabelPlace::Top,
            None => LabelPlace::Words,
        },
    });
    let of_heading = tree.id.clone().into_iter();
    let of_heading = of_heading.chain(sections::ids_in(&tree.heading));
    let of_heading = of_heading.map(|name| PlacedLabel {
        label: Label {
            name,
            kind: LabelKind::Place,
            caption: String::new(),
        },
        at: LabelPlace::Top,
    });
    Arc::new(BookNames {
        site,
        labels: of_heading.chain(labels).collect(),
        is_unnumbered: tree.is_unnumbered,
        unnumbered: found.unnumbered.clone(),
    })
}

/// Where the title of a file may stand. The name of a README names nothing: its first heading does,
/// or the folder whose only page it is. What a README calls a file goes before its name.
fn titled<'a>(
    file: &'a Prepared,
    page_of: Option<&'a str>,
    called: Option<&'a str>,
) -> TitledText<'a> {
    let title = file.front.said_title();
    if is_landing(&file.path) {
        let is_count = |name: &str| name.bytes().all(|c| c.is_ascii_digit());
        let is_known = |name: &&str| is_named(name) || is_count(name);
        let folder = page_of.filter(|name| title.is_none() && is_known(name));
        folder.map_or(TitledText::Landing(title), |name| {
            // As the folder is called on the disk: `data-structure` is no name in words.
            let mut folders = parent(&file.path).rsplit('/');
            let typed = folders.find(|folder| numbers::file_title(folder).1 == name);
            TitledText::FolderPage(numbers::without_id(typed.unwrap_or(name)))
        })
    } else if let Some(called) = called.filter(|_| title.is_none()) {
        TitledText::Listed(called)
    } else if title.is_none() && is_named(stem(&file.path)) {
        TitledText::Named(numbers::without_id(stem(&file.path)))
    } else {
        TitledText::File(title)
    }
}

/// The name of the page that a file has, or would have, as one chapter.
pub(super) fn name_of_whole(file: &Prepared) -> String {
    if let Some(own) = &file.front.slug {
        return slug(own);
    }
    let words = file.preface.as_str();
    let tree = parse::parse_titled(words, &Context::default(), titled(file, None, None));
    let has_number = !tree.numbers.is_empty();
    let name = stem(&file.path);
    let named = named_by_file(&tree, &file.front, name, (None, false)).unwrap_or(tree);
    if !has_number && is_of_name(&named, &file.path, None) {
        slug(&named.title)
    } else {
        slug(&full_title(&named))
    }
}

/// What names a file: its own name or, where that is a README's or has no number, the name of the
/// folder whose only page it is.
fn file_name<'a>(path: &'a str, page_of: Option<&'a str>) -> &'a str {
    let stem = stem(path);
    let is_plain = is_landing(path) || numbers::of_file(stem).0.is_empty();
    page_of.filter(|_| is_plain).unwrap_or(stem)
}

/// What names a file that has no title: `README` says nothing, and its folder is named.
fn untitled_name<'a>(path: &'a str, page_of: Option<&'a str>) -> &'a str {
    let folder = parent(path).rsplit('/').next().unwrap_or_default();
    let of_folder = Some(folder).filter(|name| is_landing(path) && !name.is_empty());
    file_name(path, page_of.or(of_folder))
}

/// A chapter that is a file: its title from front matter or, where it has no heading, from a list
/// of chapters or the file's name, which may know the number too (`02. Pod.md` under the heading
/// `# Pod`). `None` where the heading says it all.
fn named_by_file(
    tree: &Chapter,
    front: &FrontMatter,
    stem: &str,
    (listed, only_order): (Option<&str>, bool),
) -> Option<Chapter> {
    let said_by_file = || {
        let numbers = numbers::said_by_file(stem);
        if only_order { Vec::new() } else { numbers }
    };
    // A name that is nothing but a number is that of a chapter whose title says the rest.
    let of_name = || {
        let number = bare_number(stem).filter(|_| !only_order)?;
        Some(vec![number])
    };
    if tree.title.is_empty() {
        let said = front.said_title().or(listed).map(emoji::in_words);
        let (found, title) = match said.as_deref() {
            Some(title) => {
                let (found, length) = numbers::numbers(title);
                let rest = title[length..].trim();
                let rest = if rest.is_empty() { title } else { rest };
                (found, rest.to_owned())
            }
            None => (said_by_file(), numbers::file_title(stem).1),
        };
        let called = match said.as_deref() {
            Some(title) if !found.is_empty() => called_in(title),
            _ => numbers::called_by_name(stem),
        }
        .to_owned();
        let numbers = if found.is_empty() && said.is_some() {
            of_name().unwrap_or_else(said_by_file)
        } else {
            found
        };
        return Some(Chapter {
            numbers,
            called,
            title,
            ..tree.clone()
        });
    }
    if !tree.numbers.is_empty() {
        return None;
    }
    let of_front = front
        .title
        .as_deref()
        .map(|title| numbers::numbers(title).0);
    let found = of_front.filter(|found| !found.is_empty());
    let by_file = found.clone().unwrap_or_else(said_by_file);
    // A list of chapters counts what counts itself nowhere: `[2. Pod](pod.md)`.
    let listed = listed.filter(|_| by_file.is_empty());
    let of_list = listed.map(|title| numbers::numbers(title).0);
    let said = front.title.as_deref().filter(|_| found.is_some());
    let called = match said.or(listed) {
        Some(title) => called_in(title),
        None => numbers::called_by_name(stem),
    }
    .to_owned();
    let is_counted = |numbers: &Vec<u32>| !numbers.is_empty();
    let known = of_list.filter(is_counted).or(Some(by_file));
    let numbers = known.filter(is_counted).or_else(of_name);
    let numbers = numbers.unwrap_or_default();
    // `1-2. 변수` is a section of 1, which is no number of a chapter, and is shown before `# 변수`.
    let called = if numbers.is_empty() {
        let section = numbers::section_of_file(stem)?;
        let is_said = tree.title.starts_with(|c: char| c.is_ascii_digit());
        Some(section.to_owned()).filter(|_| !is_said && !only_order)?
    } else {
        called
    };
    Some(Chapter {
        numbers,
        called,
        ..tree.clone()
    })
}

/// The number that a name is: `02`. Four digits are a day or a year, and no number comes before 1.
fn bare_number(stem: &str) -> Option<u32> {
    let is_number = stem.len() < 4 && stem.bytes().all(|c| c.is_ascii_digit());
    let number = stem.parse().ok().filter(|_| is_number);
    number.filter(|number| *number > 0)
}

/// What a title calls its number, where it says more than that.
fn called_in(title: &str) -> &str {
    let (taken, rest) = title.split_at(numbers::numbers(title).1);
    if rest.trim().is_empty() {
        ""
    } else {
        numbers::called(taken)
    }
}

/// Whether the chapter's numbers are those of a name such as `01-java`, which in a heading would be
/// none, or of the folder around it.
fn is_of_name(tree: &Chapter, path: &str, page_of: Option<&str>) -> bool {
    let stem = stem(path);
    let name = file_name(path, page_of);
    if name != stem {
        return numbers::of_file(name).0 == tree.numbers;
    }
    let is_bare = || bare_number(stem).is_some_and(|number| tree.numbers == [number]);
    numbers::numbers(stem).0.is_empty() && numbers::of_file(stem).0 == tree.numbers || is_bare()
}

/// A file's name without its folders and its extension.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    without_ending(name).unwrap_or(name)
}

/// A chapter that says nothing but that it was left out: a line at most, without sections. One that
/// says nothing is empty.
fn is_skipped(text: &str) -> bool {
    text.trim().lines().count() <= 2 && text.contains("제외")
}

/// The heading as written: numbers and title.
pub(super) fn full_title(tree: &Chapter) -> String {
    match tree.numbers.as_slice() {
        [] => tree.title.clone(),
        [only] => format!("{only}. {}", tree.title),
        [first, ..] if numbers::numbers(&format!("{first}. {}", tree.title)).0 == tree.numbers => {
            format!("{first}. {}", tree.title)
        }
        [first, .., last] => format!("{first} ~ {last}. {}", tree.title),
    }
}
