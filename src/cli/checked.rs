//! Whether a site may be published. A site and what was said of its notes in, words for people and
//! yes or no out.

use std::path::Path;

use super::terminal::{count, counted, print_drawn, say, say_gap, summary};
use crate::diagnostic::Diagnostic;
use crate::edge::init::check_command;
use crate::pages::site::Site;

/// Says what is wrong with the notes. Whether they may be published: without errors and without a
/// key that anybody could use.
pub(super) fn may_go_out(site: &Site, diagnostics: Vec<Diagnostic>, root: &Path) -> bool {
    let (hard, other): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(|told| told.is_hard);
    print_drawn(site, &hard, None);
    print_drawn(site, &other, Some(&check_command(root)));
    let (errors, warnings) = count(&other);
    if !hard.is_empty() {
        say(&format!(
            "{} in the notes. Nothing was published.",
            counted(hard.len(), "key")
        ));
    } else if errors > 0 {
        say(&format!(
            "{} Nothing was published.",
            summary(errors, warnings)
        ));
    } else if warnings > 0 {
        say(&summary(errors, warnings));
    }
    let secrets = other.iter().filter(|told| told.code == "secret").count();
    if hard.is_empty() && errors == 0 && secrets > 0 {
        let (look, them) = match secrets {
            1 => ("1 of these looks like a password or key".to_owned(), "it"),
            many => (
                format!("{many} of these look like passwords or keys"),
                "them",
            ),
        };
        say(&format!(
            "{look} that everybody can then read. Take {them} out, or allow {them} under [secrets] \
            in notesite.toml."
        ));
    }
    if let Some(gap) = &site.dates.gap {
        say_gap(gap);
    }
    hard.is_empty() && errors == 0
}
