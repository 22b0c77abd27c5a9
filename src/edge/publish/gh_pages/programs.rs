//! Programs that a repository's own settings name: git would run them while it pushes, and a
//! repository may be anybody's. What git lists of its settings in, a refusal out.

use super::git::Git;
use crate::failure::Failure;

/// Refuses a repository whose own settings name a program that reaching a remote would run. Those
/// of the user (`git config --global`, variables) are the user's.
pub(crate) fn refuse(git: &Git) -> Result<(), Failure> {
    let listed = git.answer(["config", "--list", "--show-scope", "-z"], &[])?;
    let listed = String::from_utf8_lossy(&listed);
    let mut fields = listed.split('\0');
    while let (Some(scope), Some(setting)) = (fields.next(), fields.next()) {
        let (key, value) = setting.split_once('\n').unwrap_or((setting, ""));
        if !matches!(scope, "local" | "worktree") || !names_a_program(key, value) {
            continue;
        }
        let instead = match key {
            "core.sshcommand" if is_set("GIT_SSH_COMMAND") => continue,
            "core.askpass" if is_set("GIT_ASKPASS") => continue,
            "core.sshcommand" => "Set GIT_SSH_COMMAND to it",
            "core.askpass" => "Set GIT_ASKPASS to it",
            _ => "Write it with `git config --global`",
        };
        return Err(Failure::usage(format!(
            "The settings of this repository name a program to be run while git pushes: `{key}`. \
            {instead} if it is yours, or remove it with `git config --unset {key}`. Nothing was \
            published."
        )));
    }
    Ok(())
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Whether git runs what this setting names, on its way to a remote. Sections and the last part are
/// in lower case, as git lists them.
fn names_a_program(key: &str, value: &str) -> bool {
    let (section, rest) = key.split_once('.').unwrap_or((key, ""));
    let last = rest.rsplit('.').next().unwrap_or_default();
    match section {
        "core" => matches!(
            rest,
            "sshcommand" | "gitproxy" | "askpass" | "alternaterefscommand"
        ),
        // A plain name is one of git's own helpers (`store`, `cache --timeout=9`).
        "credential" => {
            let program = value.split_whitespace().next().unwrap_or_default();
            last == "helper" && (value.starts_with('!') || program.contains(['/', '\\']))
        }
        "remote" => matches!(last, "uploadpack" | "receivepack" | "vcs"),
        "hook" => last == "command",
        _ => false,
    }
}
