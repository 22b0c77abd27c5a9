//! The files that all tools of AWS share: `~/.aws/config` and `~/.aws/credentials`, with their
//! profiles and the addresses of services. Their names in, keys and values out.
//! Source: "Configuration and credential file settings" of the AWS CLI's guide, "Service-specific
//! endpoints" of the AWS SDKs and Tools Reference Guide.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

use crate::edge::disk;
use crate::failure::Failure;

/// A section of a file: its name, then keys with their values.
type ProfileSection = (String, Vec<(String, String)>);

/// What a profile holds.
#[derive(Default)]
pub(crate) struct SharedProfile {
    keys: BTreeMap<String, String>,
    /// The section `services` that it names: `SERVICE.KEY`.
    services: BTreeMap<String, String>,
}

impl SharedProfile {
    /// Reads the profile of this name, or the default one, from both files.
    ///
    /// # Errors
    /// 2 where one was named that is in neither, 3 for files that cannot be read.
    pub(crate) fn read(named: Option<&str>) -> Result<Self, Failure> {
        let name = named.unwrap_or("default");
        let section = format!("profile {name}");
        let config_names = [section.as_str(), name];
        let config_names = if name == "default" {
            &config_names[..]
        } else {
            &config_names[..1]
        };
        let (mut found, mut profile) = (false, Self::default());
        let mut of_services = Vec::new();
        for (variable, file, names) in [
            ("AWS_CONFIG_FILE", "config", config_names),
            ("AWS_SHARED_CREDENTIALS_FILE", "credentials", &[name][..]),
        ] {
            let home = set("HOME").or_else(|| set("USERPROFILE"));
            let beside = home.map(|home| PathBuf::from(home).join(".aws").join(file));
            let Some(path) = set(variable).map(PathBuf::from).or(beside) else {
                continue;
            };
            let text = disk::settings(&path)?.unwrap_or_default();
            for (section, values) in sections(&String::from_utf8_lossy(&text)) {
                if names.contains(&section.as_str()) {
                    found = true;
                    profile.keys.extend(values);
                } else if let Some(services) = section.strip_prefix("services ") {
                    of_services.push((services.to_owned(), values));
                }
            }
        }
        let services = profile.keys.get("services");
        let of_services = of_services
            .into_iter()
            .filter(|(name, _)| Some(name) == services);
        profile.services = of_services.flat_map(|(_, values)| values).collect();
        match named {
            Some(name) if !found => Err(Failure::usage(format!(
                "There is no profile {name} in ~/.aws/config or ~/.aws/credentials. Correct \
                AWS_PROFILE, or run `aws configure --profile {name}`."
            ))),
            _ => Ok(profile),
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<String> {
        let value = self.keys.get(key).filter(|value| !value.is_empty());
        value.cloned()
    }

    /// The address at which a service is asked (`s3`, `sts`), with the name of what says so: one
    /// for the service before one for all, the environment before the profile.
    pub(crate) fn endpoint(&self, service: &str) -> Option<(String, String)> {
        let ignores = set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            .or_else(|| self.get("ignore_configured_endpoint_urls"));
        if ignores.is_some_and(|word| word.eq_ignore_ascii_case("true")) {
            return None;
        }
        let variable = format!("AWS_ENDPOINT_URL_{}", service.to_uppercase());
        let of_service = self.services.get(&format!("{service}.endpoint_url"));
        let said = |name: &str, value: Option<String>| value.map(|value| (value, name.to_owned()));
        said(&variable, set(&variable))
            .or_else(|| said("AWS_ENDPOINT_URL", set("AWS_ENDPOINT_URL")))
            .or_else(|| said("`endpoint_url` of ~/.aws/config", of_service.cloned()))
            .or_else(|| said("`endpoint_url` of ~/.aws/config", self.get("endpoint_url")))
    }
}

/// The value of a variable of the environment, unless it is empty. Blanks around it and the line
/// feed of a file that was read with it are none of it.
pub(crate) fn set(name: &str) -> Option<String> {
    let value = env::var(name).ok()?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// `[section]`, then `key = value`; below a key without a value, lines that are moved in further
/// are keys of its own, `key.inner`. What is moved in no further than the first key of its
/// section is a key like that one, as Python's configparser has it. A comment begins with `#` or
/// `;`.
fn sections(text: &str) -> Vec<ProfileSection> {
    let mut out: Vec<ProfileSection> = Vec::new();
    // How far the last key that was none of another's is moved in.
    let mut indent = None;
    for line in text.lines() {
        let bare = line.trim();
        let own = line.len() - line.trim_start().len();
        let is_inner = indent.is_some_and(|indent| own > indent);
        if bare.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = bare
            .strip_prefix('[')
            .and_then(|rest| rest.split(']').next())
        {
            let words: Vec<&str> = name.split_whitespace().collect();
            let name = words.join(" ").replace(['"', '\''], "");
            out.push((name, Vec::new()));
            indent = None;
        } else if let (Some((key, value)), Some((_, values))) =
            (bare.split_once('='), out.last_mut())
        {
            let key = key.trim().to_lowercase();
            if !is_inner {
                indent = Some(own);
            }
            let above = values.iter().rev().find(|(_, value)| value.is_empty());
            let key = match above {
                Some((above, _)) if is_inner => format!("{above}.{key}"),
                // It belongs to a value above that goes on.
                None if is_inner => continue,
                _ => key,
            };
            let value = value.split(" #").next().unwrap_or_default().trim();
            values.push((key, value.to_owned()));
        }
    }
    out
}
