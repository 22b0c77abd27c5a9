//! Pictures and their captions; a visible place for one that is missing. An image of the notes in,
//! `<figure>` or `<img>` out.

use std::fmt::Write as _;

use super::writer::BodyWriter;
use crate::address::href;
use crate::media;
use crate::notes::links::targets::Target;
use crate::notes::tree::{
    ImageAlign, ImageStyle, Inline, InlineKind, Lead, MediaKind, PictureLength, Scheme, Span,
    WrittenImage, WrittenMedia,
};

/// Bytes of a chapter that stand on its first screen, on a phone or a desk. A picture among them is
/// fetched at once: fetched only when the page is laid out, it is what a reader waits for.
const FIRST_SCREEN: usize = 1_000;

impl<'a> BodyWriter<'a> {
    pub(super) fn figure(&mut self, picture: &'a Inline) {
        let InlineKind::Image(image) = &picture.kind else {
            return;
        };
        let WrittenImage {
            title, alt, style, ..
        } = &**image;
        self.push("<figure class=");
        self.push(match style.scheme {
            Some(Scheme::Light) => "\"fig light-only\"",
            Some(Scheme::Dark) => "\"fig dark-only\"",
            None => "fig",
        });
        self.push(">");
        // The picture leads to itself: without a script that is how it enlarges.
        let own = match self.links.get(&picture.span).map(|link| &link.target) {
            Some(Target::Image { url, .. }) => Some(href(&self.body.outline.url, url)),
            _ => None,
        };
        if let Some(url) = &own {
            self.push("<a");
            self.attribute("href", url);
            // A link without a word has no name.
            if alt.trim().is_empty() {
                let label = self.body.words.enlarge.clone();
                self.attribute("aria-label", &label);
            }
            self.push(">");
        }
        let style = ImageStyle {
            scheme: None,
            ..*style
        };
        self.styled(picture, style);
        if own.is_some() {
            self.push("</a>");
        }
        if !title.is_empty() {
            self.push("<figcaption>");
            self.text(title);
            self.push("</figcaption>");
        }
        self.push("</figure>\n");
    }

    pub(super) fn picture(&mut self, picture: &'a Inline) {
        if let InlineKind::Image(image) = &picture.kind {
            self.styled(picture, image.style);
        }
    }

    /// Whether it goes to paper: what is fetched only when it comes in sight would be missing.
    fn is_for_paper(&self) -> bool {
        self.body.print.is_some()
    }

    fn styled(&mut self, picture: &'a Inline, style: ImageStyle) {
        let InlineKind::Image(image) = &picture.kind else {
            return;
        };
        let WrittenImage {
            destination,
            title,
            alt,
            ..
        } = &**image;
        let alt = without_extension(alt);
        match self.links.get(&picture.span).map(|link| &link.target) {
            Some(Target::Image { url, width, height }) => {
                self.push("<img");
                self.attribute("src", &href(&self.body.outline.url, url));
                self.attribute("alt", alt);
                self.size(style, width.zip(*height));
                self.place(style);
                if !title.is_empty() {
                    self.attribute("title", title);
                }
                let is_first = picture.span.start < FIRST_SCREEN;
                self.push(if is_first || self.is_for_paper() {
                    ">"
                } else {
                    " loading=lazy decoding=async>"
                });
            }
            Some(Target::Web { address }) => {
                self.push("<img");
                self.attribute("src", address);
                self.attribute("alt", alt);
                self.size(style, None);
                self.place(style);
                if !self.is_for_paper() {
                    self.push(" loading=lazy decoding=async");
                }
                self.push(" referrerpolicy=no-referrer>");
            }
            other => {
                let path = match other {
                    Some(Target::MissingImage { path }) => path.clone(),
                    _ => crate::text::percent_decode(destination)
                        .map_or_else(|| destination.clone(), |path| crate::text::nfc(&path)),
                };
                self.push("<span class=missing role=img aria-label=\"");
                let label = self.body.words.missing_picture.clone();
                self.text(&label);
                self.push(" ");
                self.text(&path);
                self.push("\"><b>");
                self.text(alt);
                self.push("</b> <code>");
                self.text(&path);
                self.push("</code></span>");
            }
        }
    }

    /// Width and height of a picture: as its author gave them, what was left out by its own size in
    /// pixels where that is known.
    fn size(&mut self, style: ImageStyle, own: Option<(u32, u32)>) {
        let own = own.filter(|(width, height)| *width > 0 && *height > 0);
        let part = |whole: u32, of: u32, by: u32| {
            (u64::from(whole) * u64::from(of) / u64::from(by.max(1))).max(1) as u32
        };
        let (width, height) = match (style.width, style.height, own) {
            (Some(PictureLength::Zoom(zoom)), _, Some((w, h))) => {
                (Some(part(w, zoom, 10_000)), Some(part(h, zoom, 10_000)))
            }
            (Some(PictureLength::Zoom(zoom)), _, None) => {
                return self.attribute("style", &format!("zoom:{}%", decimal(zoom)));
            }
            (Some(PictureLength::Percent(width)), ..) => {
                return self.attribute("width", &format!("{}%", decimal(width)));
            }
            (Some(PictureLength::Pixels(width)), Some(PictureLength::Pixels(height)), _) => {
                (Some(width), Some(height))
            }
            (Some(PictureLength::Pixels(width)), _, Some((w, h))) => {
                (Some(width), Some(part(h, width, w)))
            }
            (Some(PictureLength::Pixels(width)), ..) => (Some(width), None),
            (None, Some(PictureLength::Pixels(height)), Some((w, h))) => {
                (Some(part(w, height, h)), Some(height))
            }
            // A style sheet makes heights follow widths.
            (None, Some(PictureLength::Pixels(height)), None) => {
                return self.attribute("style", &format!("height:{height}px"));
            }
            (_, _, own) => (own.map(|(w, _)| w), own.map(|(_, h)| h)),
        };
        for (name, length) in [(" width=", width), (" height=", height)] {
            if let Some(length) = length {
                let _ = write!(self.out, "{name}{length}");
            }
        }
    }

    /// Where a picture stands beside its words, and under which theme.
    fn place(&mut self, style: ImageStyle) {
        match style.align {
            Some(ImageAlign::Left) => self.push(" align=left"),
            Some(ImageAlign::Right) => self.push(" align=right"),
            Some(ImageAlign::Middle) => self.push(" align=middle"),
            Some(ImageAlign::Top) => self.push(" align=top"),
            None => {}
        }
        match style.scheme {
            Some(Scheme::Light) => self.push(" class=light-only"),
            Some(Scheme::Dark) => self.push(" class=dark-only"),
            None => {}
        }
    }

    /// A film or a sound; where it is not found, the words that stand for it.
    pub(super) fn media(&mut self, span: Span, written: &'a WrittenMedia, children: &'a [Inline]) {
        let address = match self.links.get(&span).map(|link| &link.target) {
            Some(Target::File { url } | Target::Image { url, .. }) => {
                Some(href(&self.body.outline.url, url))
            }
            Some(Target::Web { address }) => Some(address.clone()),
            _ => None,
        };
        let Some(address) = address else {
            self.push("<span class=broken>");
            if children.is_empty() {
                self.text(&written.destination);
            }
            self.inlines(children);
            return self.push("</span>");
        };
        let name = match written.kind {
            MediaKind::Video => "video",
            MediaKind::Audio => "audio",
        };
        let _ = write!(self.out, "<{name} controls preload=metadata");
        self.attribute("src", &address);
        for (name, length) in [("width", written.width), ("height", written.height)] {
            match length {
                Some(PictureLength::Pixels(pixels)) => self.attribute(name, &pixels.to_string()),
                Some(PictureLength::Percent(part)) => {
                    self.attribute(name, &format!("{}%", decimal(part)));
                }
                _ => {}
            }
        }
        self.push(">");
        self.inlines(children);
        let _ = write!(self.out, "</{name}>");
    }
}

/// Hundredths as a decimal number without needless zeros.
fn decimal(hundredths: u32) -> String {
    let number = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let number = number.trim_end_matches('0');
    number.trim_end_matches('.').to_owned()
}

/// The picture of a lead that is nothing but a picture.
pub(super) fn of_lead(lead: &Lead) -> Option<&Inline> {
    match lead {
        Lead::Prose(inlines) => alone(inlines),
        Lead::Command { .. } => None,
    }
}

pub(super) fn alone(inlines: &[Inline]) -> Option<&Inline> {
    let mut words = inlines
        .iter()
        .filter(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty()));
    // One with words around it is no figure.
    let is_figure = |inline: &&Inline| match &inline.kind {
        InlineKind::Image(image) => !matches!(
            image.style.align,
            Some(ImageAlign::Left | ImageAlign::Right)
        ),
        _ => false,
    };
    let first = words.next().filter(is_figure)?;
    words.next().is_none().then_some(first)
}

/// A file name used as alt text is shown without its extension.
pub(crate) fn without_extension(alt: &str) -> &str {
    match alt.rsplit_once('.') {
        Some((name, _)) if !name.is_empty() && media::is_picture(alt) => name,
        _ => alt,
    }
}
