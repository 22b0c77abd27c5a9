//! Pictures and their captions; a visible place for one that is missing. An image of the notes in,
//! `<figure>` or `<img>` out.

use std::fmt::Write as _;

use super::writer::BodyWriter;
use crate::address::href;
use crate::media;
use crate::notes::links::targets::Target;
use crate::notes::tree::{Inline, InlineKind, Lead};

/// Bytes of a chapter that stand on its first screen, on a phone or a desk. A picture among them is
/// fetched at once: fetched only when the page is laid out, it is what a reader waits for.
const FIRST_SCREEN: usize = 1_000;

impl<'a> BodyWriter<'a> {
    pub(super) fn figure(&mut self, picture: &'a Inline) {
        let InlineKind::Image { title, alt, .. } = &picture.kind else {
            return;
        };
        self.push("<figure class=fig>");
        // The picture leads to itself: without a script that is how it enlarges.
        let own = match self.links.get(&picture.span).map(|link| &link.target) {
            Some(Target::Image { url, .. }) if !alt.trim().is_empty() => {
                Some(href(&self.body.outline.url, url))
            }
            _ => None,
        };
        if let Some(url) = &own {
            self.push("<a");
            self.attribute("href", url);
            self.push(">");
        }
        self.picture(picture);
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
        let InlineKind::Image {
            destination,
            title,
            alt,
            width,
            height,
        } = &picture.kind
        else {
            return;
        };
        let alt = without_extension(alt);
        match self.links.get(&picture.span).map(|link| &link.target) {
            Some(Target::Image {
                url,
                width: w,
                height: h,
            }) => {
                self.push("<img");
                self.attribute("src", &href(&self.body.outline.url, url));
                self.attribute("alt", alt);
                let scaled = match (width, height, w, h) {
                    (Some(width), None, Some(w), Some(h)) if *w > 0 => (
                        Some(*width),
                        u32::try_from(u64::from(*width) * u64::from(*h) / u64::from(*w)).ok(),
                    ),
                    (None, Some(height), Some(w), Some(h)) if *h > 0 => (
                        u32::try_from(u64::from(*height) * u64::from(*w) / u64::from(*h)).ok(),
                        Some(*height),
                    ),
                    (Some(width), Some(height), ..) => (Some(*width), Some(*height)),
                    _ => (*w, *h),
                };
                if let (Some(width), Some(height)) = scaled {
                    let _ = write!(self.out, " width={width} height={height}");
                }
                if !title.is_empty() {
                    self.attribute("title", title);
                }
                let is_first = picture.span.start < FIRST_SCREEN && self.body.print.is_none();
                self.push(if is_first {
                    ">"
                } else {
                    " loading=lazy decoding=async>"
                });
            }
            Some(Target::Web { address }) => {
                self.push("<img");
                self.attribute("src", address);
                self.attribute("alt", alt);
                self.push(" loading=lazy decoding=async referrerpolicy=no-referrer>");
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
    let first = words
        .next()
        .filter(|inline| matches!(inline.kind, InlineKind::Image { .. }))?;
    words.next().is_none().then_some(first)
}

/// A file name used as alt text is shown without its extension.
pub(crate) fn without_extension(alt: &str) -> &str {
    match alt.rsplit_once('.') {
        Some((name, _)) if !name.is_empty() && media::is_picture(alt) => name,
        _ => alt,
    }
}
