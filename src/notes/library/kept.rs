//! Which notes a tool keeps from readers by what they say themselves and what its settings make of
//! that: what is not published in so many words, what is locked. Texts of settings in, a verdict on
//! front matter out. Nothing here is encrypted: such a note is left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::notes::library::files::{join, parent};
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::library::{left_out_elsewhere, mkdocs, script};
use crate::notes::reading::front_matter;
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::reading::published;

/// Which notes of a folder a tool keeps from readers.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Those that do not say `publish: true`: `ExplicitPublish` of Quartz.
    Unsaid,
    /// Those with such a tag: `encrypt` of Hexo.
    Tagged(Vec<String>),
    /// Those that say which password is theirs: `encryptcontent` of `MkDocs`.
    Levelled,
    /// All that do not say that they have none: its `global_password`.
    Locked,
}

impl Kept {
    /// Whether a note that says that is kept.
    pub(super) fn keeps(&self, front: &FrontMatter) -> bool {
        // An empty password takes off the lock.
        let password = front.extra.get("password").and_then(Value::as_str);
        let is_open = password == Some("");
        match self {
            Self::Unsaid => !front.extra.get("publish").is_some_and(published::is_said),
            Self::Tagged(tags) => !is_open && front.tags.iter().any(|tag| tags.contains(tag)),
            Self::Levelled => front.extra.contains_key("level"),
            Self::Locked => !is_open,
        }
    }
}

/// What the settings say, each with the folder (`/` at its end) of which they say it.
pub(super) fn kept(orders: &BTreeMap<String, Arc<str>>) -> Vec<(String, Kept)> {
    let mut out = Vec::new();
    for (path, text) in orders {
        let Some((folder, tool)) = settings_files::of(path) else {
            continue;
        };
        let mut keep = |folder: Option<String>, kept: Kept| {
            let slash = |folder: String| match folder.as_str() {
                "" => folder,
                _ => folder + "/",
            };
            out.extend(folder.map(|folder| (slash(folder), kept)));
        };
        match tool {
            SettingsOf::Quartz => {
                let plain = script::without_comments(text);
                if plain.contains("ExplicitPublish") {
                    keep(join(folder, "content"), Kept::Unsaid);
                }
            }
            SettingsOf::MkDocs => {
                let mut settings = front_matter::yaml(text).unwrap_or_default();
                left_out_elsewhere::inherit(&mut settings, parent(path), orders);
                let plugins = mkdocs::plugins(&settings);
                for (_, said) in plugins.filter(|(name, _)| *name == "encryptcontent") {
                    let password = said.get("global_password");
                    let is_locked =
                        password.is_some_and(|word| !word.is_null() && word.as_str() != Some(""));
                    let kept = if is_locked {
                        Kept::Locked
                    } else {
                        Kept::Levelled
                    };
                    keep(mkdocs::notes_folder(&settings, folder), kept);
                }
            }
            SettingsOf::Config if text.contains("encrypt") => {
                let settings = front_matter::yaml(text).unwrap_or_default();
                let tags = settings.get("encrypt").and_then(|it| it.get("tags"));
                let tags = tags.and_then(Value::as_array).into_iter().flatten();
                let names = tags.filter_map(|tag| tag.get("name")?.as_str());
                let names: Vec<String> = names.map(str::to_owned).collect();
                if !names.is_empty() {
                    keep(Some(folder.to_owned()), Kept::Tagged(names));
                }
            }
            _ => {}
        }
    }
    out
}
