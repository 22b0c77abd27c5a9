//! The link stage over the whole library: every chapter and landing page in parallel, then who
//! mentions whom, then the files that commands show. The library, what is there under ROOT and the
//! settings in; tables of links out. Opens no file: whose text it needs it says between its halves.

pub(crate) mod anchor;
pub(crate) mod backlink;
pub(crate) mod belonging;
pub(crate) mod chapter_index;
pub(crate) mod chapter_number;
pub(crate) mod cross_link;
pub(crate) mod english;
pub(crate) mod everywhere;
pub(crate) mod file_anchors;
pub(crate) mod forge_page;
pub(crate) mod item;
pub(crate) mod labels;
pub(crate) mod left_alone;
pub(crate) mod link;
pub(crate) mod lookup;
pub(crate) mod markdown_link;
pub(crate) mod mentioned;
pub(crate) mod number_kind;
pub(crate) mod paths;
pub(crate) mod redirect;
pub(crate) mod reference;
pub(crate) mod resolver;
pub(crate) mod run;
pub(crate) mod sentences;
pub(crate) mod spelling;
pub(crate) mod standing;
pub(crate) mod subject;
pub(crate) mod taken;
pub(crate) mod targets;
pub(crate) mod templated;
pub(crate) mod term;
pub(crate) mod terms;
pub(crate) mod title;
pub(crate) mod title_tree;
pub(crate) mod translation;
pub(crate) mod unwritten;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::address::{Address, NotePath, PageAddress};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::fingerprint::Hashed;
use crate::language::Language;
use crate::notes::code::language;
use crate::notes::code::manifest;
use crate::notes::code::menu_run;
use crate::notes::code::shown;
use crate::notes::code::shown::FileDoubt;
use crate::notes::library::files::{self, FileInfo, FileTable};
use crate::notes::library::lock::Fate;
use crate::notes::library::outline::{ChapterNames, ChapterOutline, Names, Place, PlacedChapter};
use crate::notes::library::site_name;
use crate::notes::library::titles::full_title;
use crate::notes::library::{Landing, Library, Parsed};
use crate::notes::links::backlink::{ChapterMentions, PageMention};
use crate::notes::links::link::LinkView;
use crate::notes::links::lookup::Lookup;
use crate::notes::links::mentioned::{BacklinkInput, Backlinks, backlinks};
use crate::notes::links::redirect::{Redirects, SitePages};
use crate::notes::links::targets::{
    Backlink, ChapterFindings, ChapterLinks, LandingLinks, Link, LinkOptions, Mentioned, NamedFile,
    PageLinks, ShownFiles, Target,
};
use crate::notes::messages;
use crate::notes::sources::{Access, FoundFile, Sources};
use crate::notes::tree::{BlockKind, Span};
use crate::notes::visit::each_block;
use crate::remembered::{Made, Remembered};
use crate::text::github_slug;

/// Links of everything.
#[derive(Debug, Default)]
pub struct Linked {
    /// By course and chapter.
    pub chapters: Vec<Vec<ChapterLinks>>,
    /// By course.
    pub landings: Vec<LandingLinks>,
    /// The site's own landing page.
    pub home: LandingLinks,
    /// Old pages and where they lead.
    pub redirects: Redirects,
}

/// Everything linked but the files that commands show, whose texts are to be read first.
pub(crate) struct Unshown {
    chapters: Vec<Made<ChapterFindings>>,
    backlinks: Made<Backlinks>,
    landings: Vec<PageLinks>,
    home: PageLinks,
    redirects: Redirects,
    diagnostics: Vec<Diagnostic>,
}

/// Texts of files under ROOT by their path; `None` where one may not be shown.
pub(crate) type Texts = BTreeMap<String, Option<Arc<str>>>;

/// What earlier builds linked.
#[derive(Debug)]
pub(crate) struct LinkMemory {
    pages: Remembered<SitePages>,
    files: Remembered<FileTable>,
    lookups: Remembered<Lookup>,
    chapters: Remembered<ChapterFindings>,
    backlinks: Remembered<Backlinks>,
    shown: Remembered<ShownFiles>,
}

impl LinkMemory {
    /// Remembers from build to build where it `keeps`.
    pub(crate) fn new(keeps: bool) -> Self {
        Self {
            pages: Remembered::new(keeps),
            files: Remembered::new(keeps),
            lookups: Remembered::new(keeps),
            chapters: Remembered::new(keeps),
            backlinks: Remembered::new(keeps),
            shown: Remembered::new(keeps),
        }
    }
}

/// All that linking a chapter may know.
#[derive(Hash)]
struct LinkInput<'a> {
    place: Place,
    chapter: &'a Made<Parsed>,
    view: &'a Hashed<LinkView>,
}

/// All that showing files in a chapter may know.
#[derive(Hash)]
struct ShownInput<'a> {
    file: &'a NotePath,
    found: &'a Made<ChapterFindings>,
    /// The texts of the files that its commands name.
    texts: Vec<Option<&'a str>>,
}

/// Links every chapter and landing page, but for the files that commands show.
pub(crate) fn find(
    library: &Library,
    sources: &Sources,
    config: &Config,
    fate: &Fate,
    memory: &mut LinkMemory,
) -> Unshown {
    let outline = &library.outline;
    let config_file: NotePath = "notesite.toml".into();
    let names: Arc<Hashed<Names>> = Arc::new(outline.names(fate.former.clone()).into());
    let Checked {
        value: redirects,
        mut diagnostics,
    } = redirect::redirects(
        library,
        &sources.notes,
        &config.redirects,
        (&config_file, &config.source),
        fate,
        &names,
        &mut memory.pages,
    );
    let readme = site_name::of_readme(&sources.orders).map(|title| github_slug(&title));
    let options = LinkOptions::of(config, sources, readme, &redirects.table);
    let lookup = memory
        .lookups
        .only(&(&*names, &config.terms), |(names, terms)| {
            Lookup::new(names, terms)
        });
    let view = Hashed::new(LinkView {
        names: names.clone(),
        files: memory.files.only(
            &(&*sources.files, &library.withheld),
            |(files, withheld)| file_table(files, withheld),
        ),
        lookup,
        options,
        site_urls: library.site_urls.clone(),
    });
    let input = |(place, chapter)| LinkInput {
        place,
        chapter,
        view: &view,
    };
    let inputs: Vec<LinkInput> = places(library).map(input).collect();
    let chapters = memory.chapters.all(&inputs, chapter);
    for ((place, _), found) in places(library).zip(chapters) {
        let offset = outline.courses[place.course].chapters[place.chapter].offset;
        diagnostics.extend(
            found
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.in_file(offset)),
        );
    }
    let mut landings = Vec::new();
    let mut mentioned = Vec::new();
    for (course, read, title) in landing_pages(library) {
        let (links, mentions) = read.map_or_else(Default::default, |(landing, here)| {
            let checked = link::in_landing(course, here, &landing.placed, &view);
            let placed = checked.diagnostics.iter();
            diagnostics.extend(placed.map(|diagnostic| diagnostic.in_file(here.offset)));
            landing_links(checked.value, &landing.placed, here, title)
        });
        landings.push(links);
        mentioned.push(mentions);
    }
    let home = landings.pop().unwrap_or_default();
    let mentions = BacklinkInput {
        names: &names,
        mentions: chapters.iter().map(|found| &found.mentions).collect(),
        landings: &mentioned,
    };
    let backlinks = memory.backlinks.only(&mentions, backlinks);
    diagnostics.extend(link::check_terms(&view.names, &config.terms, &config_file));
    Unshown {
        chapters: chapters.to_vec(),
        backlinks,
        landings,
        home,
        redirects,
        diagnostics,
    }
}

impl Unshown {
    /// Paths of the files that commands show, in order.
    pub(crate) fn wanted(&self) -> Vec<&str> {
        let named = self.chapters.iter().flat_map(|found| &found.named);
        let paths: BTreeSet<&str> = named.map(|named| named.path.as_str()).collect();
        paths.into_iter().collect()
    }

    /// The links of everything, with the texts of the files that commands show.
    pub(crate) fn shown(
        self,
        library: &Library,
        texts: &Texts,
        memory: &mut LinkMemory,
    ) -> Checked<Linked> {
        let shows = |found: &ChapterFindings| !found.named.is_empty();
        let text = |named: &NamedFile| texts.get(&named.path)?.as_deref();
        let all = places(library).zip(&self.chapters);
        let inputs: Vec<ShownInput> = all
            .filter(|(_, found)| shows(found))
            .map(|((place, _), found)| ShownInput {
                file: &library.outline.courses[place.course].chapters[place.chapter].file,
                found,
                texts: found.named.iter().map(text).collect(),
            })
            .collect();
        let mut shown = memory.shown.all(&inputs, add_shown).iter().cloned();
        let mut each = self.chapters.iter().zip(&self.backlinks.chapters);
        let mut chapters = Vec::new();
        for course in &library.courses {
            let of_course = each.by_ref().take(course.chapters.len());
            let links = of_course.map(|(found, backlinks)| ChapterLinks {
                found: found.clone(),
                shown: if shows(found) { shown.next() } else { None },
                backlinks: backlinks.clone(),
            });
            chapters.push(links.collect());
        }
        let landings = self.landings.into_iter().zip(&self.backlinks.landings);
        let with_backlinks = |(links, backlinks): (PageLinks, &Vec<Arc<Backlink>>)| LandingLinks {
            links,
            backlinks: backlinks.clone(),
        };
        Checked {
            value: Linked {
                chapters,
                landings: landings.map(with_backlinks).collect(),
                home: with_backlinks((self.home, &self.backlinks.home)),
                redirects: self.redirects,
            },
            diagnostics: self.diagnostics,
        }
    }
}

/// Every chapter with its place, in order.
fn places(library: &Library) -> impl Iterator<Item = (Place, &Made<Parsed>)> {
    let courses = library.courses.iter().enumerate();
    courses.flat_map(|(course, library)| {
        let chapters = library.chapters.iter().enumerate();
        chapters.map(move |(chapter, stored)| (Place { course, chapter }, stored))
    })
}

fn file_table(files: &BTreeMap<String, FoundFile>, withheld: &BTreeSet<NotePath>) -> FileTable {
    let info = |file: &FoundFile| FileInfo {
        image: file.pixels,
        is_image: file.is_image,
        is_large: file.is_large,
    };
    let is_withheld = |(path, file): &(&String, &FoundFile)| {
        file.access == Access::Withheld || withheld.contains(path.as_str())
    };
    let open = files.iter().filter(|file| !is_withheld(file));
    let withheld = files.iter().filter(is_withheld);
    let mut table = FileTable::new(open.map(|(path, file)| (path.clone(), info(file))));
    table.withheld = withheld.map(|(path, _)| path.clone()).collect();
    // Of several of one name the first stands for all: it is only told that they are out.
    let named = table.withheld.iter().rev();
    let named = named.map(|path| (files::base_name(path).to_owned(), path.clone()));
    table.withheld_names = named.collect();
    table
}

fn chapter(input: &LinkInput) -> ChapterFindings {
    let (view, placed) = (&**input.view, input.chapter.open());
    let Checked {
        value: table,
        mut diagnostics,
    } = link::in_chapter(input.place, &placed, view);
    let here = &view.names.courses[input.place.course].chapters[input.place.chapter];
    diagnostics.extend(plain_blocks(&placed, here));
    let ChapterMentions { anchors, mentions } = backlink::mentions(&placed, here, &table);
    let mentions = mentioned(mentions, &here.url, &full_title(here));
    let (named, mut left_alone) = named(&placed, here, &view.files);
    left_alone.extend(typed(&table, here));
    let bracketed = unwritten::bracketed(&table, &placed.text);
    let links = PageLinks {
        table,
        keys: manifest::keys(&placed),
        anchors,
        menus: menu_run::in_page(&placed.tree, &placed.text),
    };
    ChapterFindings {
        links: links.into(),
        mentions: mentions.into(),
        named,
        bracketed,
        diagnostics,
        left_alone,
    }
}

/// The files that the chapter's commands name, and those that none of them can mean.
fn named(
    placed: &PlacedChapter,
    here: &ChapterNames,
    files: &FileTable,
) -> (Vec<NamedFile>, Vec<Diagnostic<Span>>) {
    let (mut named, mut left_alone) = (Vec::new(), Vec::new());
    for mention in shown::find(placed, files) {
        let at = messages::At {
            file: &here.file,
            span: mention.command,
        };
        match mention.file {
            Ok(path) => named.push(NamedFile {
                command: mention.command,
                words: mention.words,
                path,
            }),
            Err(FileDoubt::Missing) => left_alone.push(messages::no_such_file(at, &mention.words)),
            Err(FileDoubt::Several(paths)) => {
                left_alone.push(messages::ambiguous_file(at, &mention.words, &paths));
            }
            Err(FileDoubt::Unfit) => left_alone.push(messages::file_kept_back(at, &mention.words)),
        }
    }
    (named, left_alone)
}

/// The landing pages in the order of the courses, with their titles, and behind them that of the
/// site; none where nothing is written on it.
fn landing_pages(
    library: &Library,
) -> impl Iterator<Item = (usize, Option<(&Landing, &ChapterOutline)>, &str)> {
    let outline = &library.outline;
    let courses = outline.courses.iter().zip(&library.courses).enumerate();
    let courses = courses.map(|(i, (outline, course))| {
        let read = course.landing.as_ref().zip(outline.landing.as_ref());
        (i, read, outline.title.as_str())
    });
    let home = library.home.as_ref().zip(outline.home.as_ref());
    let title = home.map_or("", |(home, _)| home.placed.tree.title.as_str());
    courses.chain([(usize::MAX, home, title)])
}

/// What a landing page shows of its links, and what it says of other pages.
fn landing_links(
    table: Vec<Link>,
    placed: &PlacedChapter,
    here: &ChapterNames,
    title: &str,
) -> (PageLinks, Mentioned) {
    let ChapterMentions { anchors, mentions } = backlink::mentions_of_landing(placed, here, &table);
    let links = PageLinks {
        table,
        keys: Vec::new(),
        anchors,
        menus: menu_run::in_page(&placed.tree, &placed.text),
    };
    (links, mentioned(mentions, &here.url, title))
}

/// Who says what of which page.
fn mentioned(mentions: Vec<PageMention>, page: &PageAddress, title: &str) -> Mentioned {
    let title: Arc<str> = title.into();
    let backlink = |mention: PageMention| {
        let backlink = Backlink {
            url: Address {
                page: page.clone(),
                anchor: mention.anchor,
            },
            title: title.clone(),
            sentence: mention.sentence,
        };
        (mention.page, Arc::new(backlink))
    };
    mentions.into_iter().map(backlink).collect()
}

/// Words between double brackets that stay as they were typed.
fn typed(table: &[Link], here: &ChapterNames) -> Vec<Diagnostic<Span>> {
    let typed = table.iter().filter(|link| link.target == Target::Typed);
    let at = |span: Span| messages::At {
        file: &here.file,
        span,
    };
    typed
        .map(|link| messages::no_note_called(at(link.span), &link.text))
        .collect()
}

/// Code whose language is known and that is too large to be coloured.
fn plain_blocks(placed: &PlacedChapter, here: &ChapterNames) -> Vec<Diagnostic<Span>> {
    let mut out = Vec::new();
    each_block(&placed.tree.blocks, &mut |block| {
        if let BlockKind::Code(code) = &block.kind
            && code.language.is_some()
            && language::is_too_large(&code.text)
        {
            let start = block.span.start;
            let first = placed.text[block.span.range()]
                .lines()
                .next()
                .map_or(0, str::len);
            out.push(messages::plain_code(messages::At {
                file: &here.file,
                span: Span::new(start, start + first),
            }));
        }
    });
    out
}

/// Adds the files that the chapter's commands show to its links.
fn add_shown(input: &ShownInput) -> ShownFiles {
    let (mut table, mut left_alone) = (input.found.links.table.clone(), Vec::new());
    for (named, text) in input.found.named.iter().zip(&input.texts) {
        if let Some(text) = text {
            table.push(Link {
                span: named.command,
                target: Target::Shown {
                    path: named.path.clone(),
                    language: Language::of_file(&named.path),
                    text: (*text).into(),
                },
                text: named.words.clone(),
            });
        } else {
            let at = messages::At {
                file: input.file,
                span: named.command,
            };
            left_alone.push(messages::file_kept_back(at, &named.path));
        }
    }
    table.sort_by_key(|link| (link.span.start, link.span.end));
    ShownFiles {
        table: table.into(),
        left_alone,
    }
}
