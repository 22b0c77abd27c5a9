//! The picture of the site that shared links show, as `image` of the settings names it. Settings,
//! the listing of ROOT in, its path out.

use crate::config::{Config, Keys};
use crate::diagnostic::{Checked, Diagnostic};
use crate::notes::sources::{Access, Sources};
use crate::notes::tree::FileSpan;
use crate::text::nfc;

/// The path of the picture under ROOT; `None` where there is none or it is an address. What is to
/// be said where the settings name something that is not there.
pub(crate) fn find<'a>(config: &Config, sources: &'a Sources) -> Checked<Option<&'a str>> {
    let found = |value, told: Option<Diagnostic>| Checked {
        value,
        diagnostics: told.into_iter().collect(),
    };
    let Some(image) = config.image.as_deref().filter(|it| !it.contains("://")) else {
        return found(None, None);
    };
    let path = nfc(image.trim_start_matches("./"));
    match sources.files.get_key_value(&path) {
        Some((path, file)) if file.is_image && file.access != Access::Withheld => {
            found(Some(path), None)
        }
        _ => {
            let span = Keys::new(&config.source).span(&["image"]);
            let told = Diagnostic::warning(
                "missing-image",
                &"notesite.toml".into(),
                span.map(FileSpan::from),
                format!("`image` names `{image}`, and there is no picture of that name."),
                "Write its path from ROOT, such as `image/cover.png`, or its address.".to_owned(),
            );
            found(None, Some(told))
        }
    }
}
