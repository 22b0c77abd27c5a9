//! Pictures, films and sounds that notes write as HTML: `<img>`, `<picture>`, `<video>`, `<audio>`,
//! with their sizes in pixels, in per cent and as Typora's `zoom`. Tags in, inlines out. Where they
//! lie is decided in `link`.

use crate::notes::reading::html::HtmlTag;
use crate::notes::tree::{
    ImageAlign, ImageStyle, Inline, InlineKind, MediaKind, PictureLength, Scheme, Span,
    WrittenImage, WrittenMedia,
};
use crate::text::nfc;
use crate::text::tail;

/// The largest size in pixels that is believed.
const LARGEST: f64 = 20_000.0;

/// The picture of an `<img>`; `None` where it has no address.
pub(crate) fn image(tag: &HtmlTag) -> Option<InlineKind> {
    let destination = tag.attribute("src")?.trim();
    if destination.is_empty() {
        return None;
    }
    Some(InlineKind::Image(Box::new(WrittenImage {
        destination: destination.to_owned(),
        title: tag.attribute("title").unwrap_or_default().to_owned(),
        alt: nfc(tag.attribute("alt").unwrap_or_default()),
        style: ImageStyle {
            width: width(tag),
            height: height(tag),
            align: tag.attribute("align").and_then(align),
            scheme: scheme_of(destination),
        },
    })))
}

/// The theme that an address asks for: `#gh-dark-mode-only` at its end, as GitHub has it.
pub(crate) fn scheme_of(destination: &str) -> Option<Scheme> {
    match destination.rsplit_once('#')?.1 {
        "gh-dark-mode-only" => Some(Scheme::Dark),
        "gh-light-mode-only" => Some(Scheme::Light),
        _ => None,
    }
}

/// What a `<picture>` shows: its `<img>`, or one for each theme where its sources ask for one.
/// Other sources are the same picture in other formats and sizes.
pub(crate) fn chosen(sources: &[(Span, HtmlTag)], children: Vec<Inline>) -> Vec<Inline> {
    let source = |scheme: Scheme| {
        let asks = |tag: &HtmlTag| tag.attribute("media").and_then(asked) == Some(scheme);
        let (span, tag) = sources.iter().find(|(_, tag)| asks(tag))?;
        Some((*span, first_candidate(tag.attribute("srcset")?)?, scheme))
    };
    let (dark, light) = (source(Scheme::Dark), source(Scheme::Light));
    let mut out = Vec::new();
    for child in children {
        let InlineKind::Image(image) = &child.kind else {
            out.push(child);
            continue;
        };
        let picture = |(span, destination, scheme): (Span, String, Scheme)| Inline {
            span,
            kind: InlineKind::Image(Box::new(WrittenImage {
                destination,
                title: image.title.clone(),
                alt: image.alt.clone(),
                style: ImageStyle {
                    scheme: Some(scheme),
                    ..image.style
                },
            })),
        };
        let own = |scheme| {
            let mut own = child.clone();
            if let InlineKind::Image(image) = &mut own.kind {
                image.style.scheme = Some(scheme);
            }
            own
        };
        match (light.clone(), dark.clone()) {
            (None, None) => out.push(child),
            (light, dark) => {
                out.push(light.map_or_else(|| own(Scheme::Light), picture));
                out.push(dark.map_or_else(|| own(Scheme::Dark), picture));
            }
        }
    }
    out
}

/// `(prefers-color-scheme: dark)`
fn asked(media: &str) -> Option<Scheme> {
    let media: String = media.to_ascii_lowercase().split_whitespace().collect();
    if media.contains("prefers-color-scheme:dark") {
        Some(Scheme::Dark)
    } else if media.contains("prefers-color-scheme:light") {
        Some(Scheme::Light)
    } else {
        None
    }
}

/// The first address of a `srcset`: `a.png 1x, b.png 2x`. Blanks belong to a name that has them.
fn first_candidate(srcset: &str) -> Option<String> {
    let srcset = srcset.trim();
    if srcset.starts_with("data:") {
        return srcset.split_whitespace().next().map(str::to_owned);
    }
    let first = srcset.split(", ").next()?.trim_end_matches(',').trim();
    let is_descriptor = |word: &str| {
        let number = word.strip_suffix(['x', 'w', 'h']);
        number.is_some_and(|number| number.parse::<f64>().is_ok())
    };
    let address = match first.rsplit_once(char::is_whitespace) {
        Some((address, word)) if is_descriptor(word) => address.trim_end(),
        _ => first,
    };
    (!address.is_empty()).then(|| address.to_owned())
}

/// A film or sound whose words for other programs are still to come.
pub(crate) struct Playable(WrittenMedia);

impl Playable {
    /// The inline, with these words.
    pub(crate) fn with(self, children: Vec<Inline>) -> InlineKind {
        InlineKind::Media {
            written: Box::new(self.0),
            children,
        }
    }
}

/// What a `<video>` or `<audio>` plays: its own address or that of its first source; `None` where
/// there is none.
pub(crate) fn media(tag: &HtmlTag, sources: &[(Span, HtmlTag)]) -> Option<Playable> {
    let own = tag.attribute("src").map(str::trim);
    let sources = sources.iter().filter(|(_, tag)| tag.name == "source");
    let mut all = own
        .into_iter()
        .chain(sources.filter_map(|(_, tag)| tag.attribute("src").map(str::trim)));
    let destination = all.find(|address| !address.is_empty())?.to_owned();
    Some(Playable(WrittenMedia {
        kind: if tag.name == "video" {
            MediaKind::Video
        } else {
            MediaKind::Audio
        },
        destination,
        width: width(tag),
        height: height(tag),
    }))
}

fn width(tag: &HtmlTag) -> Option<PictureLength> {
    let zoom = tag.style("zoom").and_then(zoom);
    let styled = tag.style("width").and_then(length);
    zoom.or(styled)
        .or_else(|| tag.attribute("width").and_then(length))
}

fn height(tag: &HtmlTag) -> Option<PictureLength> {
    let styled = tag.style("height").map(length);
    styled.unwrap_or_else(|| tag.attribute("height").and_then(length))
}

/// `300`, `300px`, `50%`, `20em`.
fn length(value: &str) -> Option<PictureLength> {
    let value = value.trim().to_ascii_lowercase();
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = value[..value.len() - unit.len()].parse().ok()?;
    let pixels = match unit.trim() {
        "%" => return hundredths(number).map(PictureLength::Percent),
        "" | "px" => number,
        // One em of the text of notes.
        "em" | "rem" => number * 16.0,
        "pt" => number * 4.0 / 3.0,
        _ => return None,
    };
    let is_size = (1.0..=LARGEST).contains(&pixels);
    is_size.then(|| PictureLength::Pixels(pixels.round() as u32))
}

/// `50%` or `.5`.
fn zoom(value: &str) -> Option<PictureLength> {
    let value = value.trim();
    let per_cent: f64 = match value.strip_suffix('%') {
        Some(number) => number.trim().parse().ok()?,
        None => value.parse::<f64>().ok()? * 100.0,
    };
    hundredths(per_cent).map(PictureLength::Zoom)
}

fn hundredths(per_cent: f64) -> Option<u32> {
    (1.0..=1000.0)
        .contains(&per_cent)
        .then(|| (per_cent * 100.0).round() as u32)
}

fn align(word: &str) -> Option<ImageAlign> {
    match word.trim().to_ascii_lowercase().as_str() {
        "left" => Some(ImageAlign::Left),
        "right" => Some(ImageAlign::Right),
        "middle" | "center" | "absmiddle" => Some(ImageAlign::Middle),
        "top" => Some(ImageAlign::Top),
        _ => None,
    }
}

/// No line is looked at further before a size, in bytes.
const LONGEST: usize = 1_000;

/// The sizes of pictures behind their destinations, each with the blank before it: ` =250x`,
/// ` =100x80`.
pub(super) fn sizes(source: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    source.match_indices(" =").filter_map(|(at, sign)| {
        let rest = &source[at + sign.len()..];
        let is_digit = |c: char| c.is_ascii_digit();
        let behind = rest.trim_start_matches(is_digit).strip_prefix(['x', '*'])?;
        let behind = behind.trim_start_matches(is_digit);
        let length = rest.len() - behind.len();
        let before = tail(&source[..at], LONGEST);
        let before = before.rsplit('\n').next()?;
        let (label, destination) = before.rsplit_once("](")?;
        let is_picture = label.contains("![") && !destination.contains([')', ' ']);
        (behind.starts_with(')') && length > 1 && is_picture).then(|| at..at + sign.len() + length)
    })
}
