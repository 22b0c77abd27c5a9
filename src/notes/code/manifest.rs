//! Keys of a manifest and the bullets that explain them: `selector.matchLabels` after a YAML block
//! is tied to that line of it. In: a placed chapter. Out: which bullet explains which lines,
//! numbered down the listings. Silent wherever two lines would do, and knows nothing of what the
//! keys mean.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};

use saphyr_parser::{Event, Parser};

use crate::language::Language;
use crate::notes::depth;
use crate::notes::library::outline::{Layout, PlacedChapter};
use crate::notes::library::sections::is_section;
use crate::notes::tree::{Block, BlockKind, Code, Inline, InlineKind, Item, Lead, Span};
use crate::notes::visit::plain_text;

/// A bullet that explains a line of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyNote {
    /// From 1 in a chapter, down its listings; a bullet about several keys (`port, targetPort`) has
    /// one number.
    pub number: usize,
    /// The code block.
    pub block: Span,
    /// The line in it, from 0.
    pub line: usize,
    /// The bullet.
    pub item: Span,
}

/// A manifest is read up to this many keys; beyond, nobody explains it key by key.
const LARGEST: usize = 2000;
/// Bytes of a key or path that a bullet names, at most.
const LONGEST_NAME: usize = 120;

/// A key of a mapping with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ManifestKey {
    /// The keys from the document's root on; the items of a sequence leave no trace in it.
    path: Vec<String>,
    /// Its value, where that is one word or line.
    value: Option<String>,
    /// From 0.
    line: usize,
}

/// A block of YAML or JSON that has been met.
struct ManifestBlock<'a> {
    span: Span,
    code: &'a Code,
    /// The number of sections that began before it.
    section: usize,
    /// Empty where it cannot be read. Most blocks are never asked for theirs.
    keys: OnceCell<KeyTable>,
}

/// A name and value that a bullet gives a key, and the path of those around it.
type KeyQuestion = (String, String, Option<Vec<String>>);

/// The keys of a manifest by what a bullet may call them.
#[derive(Default)]
struct KeyTable {
    keys: Vec<ManifestKey>,
    /// By the last of their keys, one or more, joined by dots.
    ends: HashMap<String, Vec<usize>>,
    /// What was found before, by name, value and the path around: bullets repeat each other.
    known: RefCell<HashMap<KeyQuestion, Option<usize>>>,
}

impl KeyTable {
    fn new(keys: Vec<ManifestKey>) -> Self {
        let mut ends: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, key) in keys.iter().enumerate() {
            for from in (0..key.path.len()).rev() {
                let end = key.path[from..].join(".");
                if end.len() > LONGEST_NAME {
                    break;
                }
                let known = ends.entry(end.clone()).or_default();
                if known.last() != Some(&i) {
                    known.push(i);
                }
            }
        }
        Self {
            keys,
            ends,
            known: RefCell::default(),
        }
    }

    /// The only key that a path names: its end or the whole of it. Inside the key of the bullet
    /// above, where there is one.
    fn resolve(&self, name: &str, value: &str, inside: Option<&[String]>) -> Option<&ManifestKey> {
        let asked = (
            name.to_owned(),
            value.to_owned(),
            inside.map(<[String]>::to_vec),
        );
        let found = *self
            .known
            .borrow_mut()
            .entry(asked)
            .or_insert_with(|| self.search(name, value, inside));
        found.map(|at| &self.keys[at])
    }

    fn search(&self, name: &str, value: &str, inside: Option<&[String]>) -> Option<usize> {
        let within = |at: &usize| inside.is_none_or(|above| self.keys[*at].path.starts_with(above));
        let fitting: Vec<usize> = self
            .ends
            .get(name)?
            .iter()
            .copied()
            .filter(within)
            .collect();
        let only = |fits: &dyn Fn(&ManifestKey) -> bool| {
            let mut fitting = fitting.iter().copied().filter(|at| fits(&self.keys[*at]));
            let first = fitting.next()?;
            fitting.next().is_none().then_some(first)
        };
        only(&|_| true)
            .or_else(|| only(&|key| has_value(key, value)))
            .or_else(|| only(&|key| key.path.join(".") == name))
    }
}

/// What a bullet above an item explains: the block and the path of its key.
#[derive(Clone)]
struct Above {
    block: Span,
    path: Vec<String>,
}

/// A bullet and the lines that it explains, before it has a number.
struct Tie {
    block: Span,
    lines: Vec<usize>,
    item: Span,
    section: usize,
    /// A lone plain word in the section after the block's: no evidence by itself.
    weak: bool,
}

/// Every bullet of the chapter that explains a key, down the listings.
pub(crate) fn keys(chapter: &PlacedChapter) -> Vec<KeyNote> {
    let mut walk = Descent {
        bullets: chapter.layout == Layout::Bullets,
        section: 0,
        manifest: None,
        taken: BTreeSet::new(),
        ties: Vec::new(),
    };
    walk.blocks(&chapter.tree.blocks, 0, None);
    let ties = walk.ties;
    // The first bullet about a block in a section, and whether another follows.
    let mut company: HashMap<(Span, usize), (Span, bool)> = HashMap::new();
    for tie in &ties {
        let (first, more) = company
            .entry((tie.block, tie.section))
            .or_insert((tie.item, false));
        *more |= *first != tie.item;
    }
    let kept = ties.iter().filter(|tie| {
        !tie.weak
            || company
                .get(&(tie.block, tie.section))
                .is_some_and(|(_, more)| *more)
    });
    let mut kept: Vec<&Tie> = kept.collect();
    kept.sort_by_key(|tie| (tie.block, tie.lines.first().copied()));
    let numbered = kept.into_iter().enumerate();
    numbered
        .flat_map(|(i, tie)| {
            tie.lines.iter().map(move |line| KeyNote {
                number: i + 1,
                block: tie.block,
                line: *line,
                item: tie.item,
            })
        })
        .collect()
}

/// The way down a chapter in reading order.
struct Descent<'a> {
    bullets: bool,
    section: usize,
    manifest: Option<ManifestBlock<'a>>,
    /// Lines that a bullet explains already: the first one has them.
    taken: BTreeSet<(Span, usize)>,
    ties: Vec<Tie>,
}

impl<'a> Descent<'a> {
    fn blocks(&mut self, blocks: &'a [Block], depth: usize, above: Option<&Above>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Code(code)
                    if [Some(&Language::YAML), Some(&Language::JSON)]
                        .contains(&code.language.as_ref()) =>
                {
                    self.manifest = Some(ManifestBlock {
                        span: block.span,
                        code,
                        section: self.section,
                        keys: OnceCell::new(),
                    });
                }
                BlockKind::Heading { .. } if !self.bullets => self.section += 1,
                BlockKind::List(list) => {
                    for item in &list.items {
                        if self.bullets && depth == 0 && is_section(item) {
                            self.section += 1;
                        }
                        let explained = self.item(item, above);
                        self.blocks(&item.children, depth + 1, explained.as_ref().or(above));
                    }
                }
                BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => {
                    self.blocks(inner, depth + 1, above);
                }
                _ => {}
            }
        }
    }

    /// Ties the item to the lines that its lead names, if it names any; what it explains, for the
    /// bullets beneath it.
    fn item(&mut self, item: &Item, above: Option<&Above>) -> Option<Above> {
        let manifest = self
            .manifest
            .as_ref()
            .filter(|manifest| self.section - manifest.section <= 1)?;
        let Lead::Prose(inlines) = &item.lead else {
            return None;
        };
        let lead = KeyLead::of(inlines)?;
        let keys = manifest
            .keys
            .get_or_init(|| KeyTable::new(read(manifest.code).unwrap_or_default()));
        let inside = above
            .filter(|above| above.block == manifest.span)
            .map(|above| above.path.as_slice());
        let found: Vec<&ManifestKey> = lead
            .names
            .iter()
            .map(|name| keys.resolve(name, &lead.value, inside))
            .collect::<Option<_>>()?;
        let explained = Above {
            block: manifest.span,
            path: found.first()?.path.clone(),
        };
        let mut lines: Vec<usize> = found.iter().map(|key| key.line).collect();
        lines.sort_unstable();
        lines.dedup();
        if lines
            .iter()
            .any(|line| !self.taken.insert((manifest.span, *line)))
        {
            return Some(explained);
        }
        let weak = self.section != manifest.section
            && !lead.code
            && lead.names.iter().all(|name| !name.contains('.'));
        self.ties.push(Tie {
            block: manifest.span,
            lines,
            item: item.span,
            section: self.section,
            weak,
        });
        Some(explained)
    }
}

/// A lead that begins with a key: `targetPort`, `` `replicas: 2` 는 …``, `selector.app (라벨)`,
/// `port, targetPort`.
struct KeyLead {
    /// The keys or dotted paths.
    names: Vec<String>,
    /// What follows `key:`, which may be its value.
    value: String,
    /// Whether it is written as code.
    code: bool,
}

impl KeyLead {
    fn of(inlines: &[Inline]) -> Option<Self> {
        let (first, rest) = inlines.split_first()?;
        let head = match &first.kind {
            InlineKind::Strong(inner) | InlineKind::Emphasis(inner) if inner.len() == 1 => {
                &inner[0].kind
            }
            kind => kind,
        };
        let children = plain_text(rest);
        match head {
            InlineKind::Code(code) => {
                let (name, value) = code
                    .split_once(':')
                    .map_or((code.as_str(), ""), |(name, value)| (name, value));
                let names = names(name)?;
                // A sentence that only begins with a key may be about anything; one with its topic
                // particle is about the key.
                let value = if explains(&children) {
                    value.trim().to_owned()
                } else {
                    return None;
                };
                Some(Self {
                    names,
                    value,
                    code: true,
                })
            }
            InlineKind::Text(text) => {
                // Only the spaces at the end of a text are lost in `children`.
                let whole = format!("{text}{children}");
                let whole = whole.trim();
                if let Some(names) = names(whole) {
                    return Some(Self {
                        names,
                        value: String::new(),
                        code: false,
                    });
                }
                let end = whole.find(|c: char| !is_key_character(c))?;
                let (name, rest) = whole.split_at(end);
                let value = rest
                    .trim_start()
                    .strip_prefix(':')
                    .unwrap_or_default()
                    .trim()
                    .to_owned();
                if explains(rest) {
                    Some(Self {
                        names: names(name)?,
                        value,
                        code: false,
                    })
                } else {
                    None
                }
            }
            _ => None,
        }
    }
}

/// Whether the words after a key make the bullet its explanation.
fn explains(rest: &str) -> bool {
    let rest = rest.trim_start();
    if rest.is_empty() || rest.starts_with([':', '=', '-', '–', '—', '(', '→']) {
        return true;
    }
    ["은", "는", "이란", "란"].iter().any(|topic| {
        rest.strip_prefix(topic)
            .is_some_and(|after| after.is_empty() || after.starts_with([' ', ',', '?', ':']))
    })
}

fn is_key_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '[' | ']' | '*')
}

/// The paths that a lead lists; `None` where it is no list of keys.
fn names(text: &str) -> Option<Vec<String>> {
    let text = text.trim().trim_end_matches(':').trim_end();
    let whole = path_of(text);
    if whole.is_some() {
        return whole.map(|key| vec![key]);
    }
    let parts: Vec<&str> = text
        .split([',', '·'])
        .flat_map(|part| part.split(" / "))
        .collect();
    if parts.len() < 2 || parts.len() > 6 {
        return None;
    }
    parts.into_iter().map(|part| path_of(part.trim())).collect()
}

/// `.spec.containers[0].image` and `spec > containers > image` as `spec.containers.image`.
fn path_of(text: &str) -> Option<String> {
    let dotted: Cow<str> = if text.contains(" > ") {
        text.replace(" > ", ".").into()
    } else {
        text.into()
    };
    let mut out = String::new();
    let mut inside = false;
    for c in dotted.trim_start_matches('.').chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            _ if inside => {}
            c if is_key_character(c) => out.push(c),
            _ => return None,
        }
    }
    let good = out.len() <= LONGEST_NAME
        && out.chars().any(|c| c.is_ascii_alphabetic())
        && !out.ends_with(['.', '-', '/']);
    good.then_some(out)
}

fn has_value(key: &ManifestKey, value: &str) -> bool {
    key.value.as_deref().is_some_and(|known| {
        !known.is_empty()
            && value
                .strip_prefix(known)
                .is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
    })
}

/// A mapping or sequence that is open while a manifest is read.
enum Frame {
    /// With the key whose value comes next.
    Mapping(Option<ManifestKey>),
    Sequence,
}

/// The keys of a block in their order; `None` where it is no YAML, or too large.
fn read(code: &Code) -> Option<Vec<ManifestKey>> {
    // A placeholder such as `{{ .Values.port }}` is no YAML for others either.
    let mut parser = Parser::new_from_str(&code.text);
    let mut frames: Vec<Frame> = Vec::new();
    let mut keys: Vec<ManifestKey> = Vec::new();
    while let Some(next) = parser.next_event() {
        let (event, span) = next.ok()?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if frames.len() >= depth::YAML {
                    return None;
                }
                frames.push(if matches!(event, Event::MappingStart(..)) {
                    Frame::Mapping(None)
                } else {
                    Frame::Sequence
                });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                frames.pop();
                finish(&mut frames, &mut keys, None);
            }
            Event::Scalar(text, ..) => {
                let path = path(&frames);
                if let Some(Frame::Mapping(open @ None)) = frames.last_mut() {
                    let mut path = path;
                    path.push(text.into_owned());
                    *open = Some(ManifestKey {
                        path,
                        value: None,
                        line: span.start.line().saturating_sub(1),
                    });
                } else {
                    finish(&mut frames, &mut keys, Some(text.into_owned()));
                }
            }
            Event::Alias(_) => finish(&mut frames, &mut keys, None),
            _ => {}
        }
        if keys.len() > LARGEST {
            return None;
        }
    }
    keys.sort_by_key(|key| key.line);
    Some(keys)
}

/// The keys that are open around the next event.
fn path(frames: &[Frame]) -> Vec<String> {
    let open = frames.iter().rev().find_map(|frame| {
        if let Frame::Mapping(Some(key)) = frame {
            Some(key.path.clone())
        } else {
            None
        }
    });
    open.unwrap_or_default()
}

/// A value has ended: the key before it is complete.
fn finish(frames: &mut [Frame], keys: &mut Vec<ManifestKey>, value: Option<String>) {
    if let Some(Frame::Mapping(open)) = frames.last_mut()
        && let Some(mut key) = open.take()
    {
        key.value = value;
        keys.push(key);
    }
}
