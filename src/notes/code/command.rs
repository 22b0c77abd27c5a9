//! Commands in bullets: what a reader would type, told apart from prose that begins with a
//! program's name. The Markdown source of a lead in, commands out. Where one may begin is known
//! here, where it ends in `word`, whether it is one in `evidence` and `statement`.

mod amid;
mod beside;
mod doubt;
mod head;
mod label;
mod lead;
mod quoted;
mod typed;

use crate::notes::code::command::amid::{amid, in_brackets};
pub(crate) use crate::notes::code::command::beside::{Neighbours, find_beside};
pub(crate) use crate::notes::code::command::doubt::{CommandDoubt, doubt};
use crate::notes::code::command::head::found;
pub(crate) use crate::notes::code::command::head::{FoundCommand, MOST, at_head, typed_in};
pub(crate) use crate::notes::code::command::label::{behind_brackets, labels};
pub(crate) use crate::notes::code::command::lead::{introduces_example, lead_in, numbering};
pub(crate) use crate::notes::code::command::quoted::{
    is_between, is_label, is_said_behind, quoted, tells_how_made,
};
use crate::notes::code::forbidden::is_warning;
use crate::notes::code::named;
use crate::notes::code::parsed::{self, parse};
use crate::notes::code::tools::Tools;
use crate::notes::code::weight::Setting;
use crate::notes::tree::CommandLanguage;

/// Bytes of a lead in which commands are sought: nobody types more, and rules may look at what
/// follows from each word.
pub(super) const LONGEST_LEAD: usize = 32 * 1024;

/// Whether all stands in a command that it cannot do without, as far as that is known.
pub(crate) fn is_complete(code: &str) -> bool {
    named::is_complete(code.split_whitespace())
}

/// Finds the commands of a lead: one that has it to itself, a list of them, or those in brackets
/// and amid its prose.
pub(crate) fn find(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    if source.len() > LONGEST_LEAD {
        return Vec::new();
    }
    let mut head = listed(source, tools);
    if let [first] = &head[..] {
        // `docker ps 로 확인하고 docker stop <id>`
        if !first.strip {
            let from = first.range.end;
            head.extend(amid(source, from, tools));
        }
        return head;
    }
    if !head.is_empty() {
        return head;
    }
    let inside = in_brackets(source, tools);
    if !inside.is_empty() {
        return inside;
    }
    let amid = amid(source, 0, tools);
    if !amid.is_empty() {
        return amid;
    }
    below(source, tools)
}

/// Commands on lines of their own below a sentence that goes on with them.
fn below(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut rest = source.split_inclusive('\n').peekable();
    while let Some(mut line) = rest.next() {
        // A shell reads on behind a backslash at the end.
        while line.trim_end().ends_with(" \\")
            && let Some(next) = rest.next()
        {
            line = &source[start..start + line.len() + next.len()];
        }
        let indent = line.len() - line.trim_start().len();
        let text = line.trim();
        let at = start + indent;
        if start > 0
            && out.len() < MOST
            && text.starts_with(|c: char| c.is_ascii_alphabetic() || "./~$".contains(c))
            && let Some(parsed) = parse(text, Setting::Lead, tools)
            && (parsed.end == text.len() || parsed.whole && parsed.proven)
        {
            out.push(found(source, at..at + parsed.end, parsed, false));
        }
        // `$ npm ci` behind words of a list.
        if start > 0
            && out.len() < MOST
            && text.starts_with("$ ")
            && let Some((mut found, None)) = at_head(source, at, Setting::Prompt, tools)
            && found.range.end == at + text.len()
        {
            found.strip = false;
            out.push(found);
        }
        start += line.len();
    }
    out
}

/// The commands that a lead begins with, behind a lead-in, a number, a label or a prompt.
fn listed(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    let start = source.len() - source.trim_start().len();
    let start = start + numbering(&source[start..]);
    let mut out = Vec::new();
    // `(금지) rm -rf /`
    let mark = source[..start].trim_end();
    if mark.ends_with(')') && is_warning(mark.trim_matches(['(', ')', ' '])) {
        return out;
    }
    let mut next = None;
    for at in [Some(start), lead_in(source, start)].into_iter().flatten() {
        if let Some((found, more)) = at_head(source, at, Setting::Lead, tools) {
            out.push(found);
            next = more;
            break;
        }
    }
    if out.is_empty() {
        for (at, is_korean) in labels(source, start) {
            let Some((mut found, more)) = at_head(source, at, Setting::Lead, tools) else {
                if let Some(name) = parsed::asked_alone(&source[start..at], &source[at..]) {
                    out.push(FoundCommand {
                        range: at..at + name.len(),
                        code: name.to_owned(),
                        language: CommandLanguage::Shell,
                        tool: name.to_owned(),
                        strip: true,
                    });
                    break;
                }
                continue;
            };
            // `서버를 띄운다 (실행 : python start.py)`: the bracket closes the label's.
            let label = &source[start..at];
            let open = label.matches('(').count() > label.matches(')').count();
            let closed = open && found.code.ends_with(')') && !found.code.contains('(');
            if closed {
                found.code.pop();
                found.range.end -= 1;
                found.strip = false;
            }
            // `배포: git push → build → deploy`: what happens one after the other.
            if more.is_none() && is_flow(&source[found.range.end..]) {
                continue;
            }
            let words = found.code.split_whitespace().count();
            // `버전 확인 : node -v, npm -v`
            // `dns: dig +short a.example / dig b.example`
            let tagged = words >= 2 && more.is_some() && !source[start..at].trim().contains(' ');
            // `Stop it: ./stop.sh`
            let file = found.strip && more.is_none() && found.code.starts_with("./");
            if tagged
                || file
                || is_korean && (found.strip || closed || more.is_some())
                || words >= 2 && more.is_none() && found.strip
            {
                out.push(found);
                next = more;
                break;
            }
        }
    }
    if out.is_empty()
        && let Some(at) = behind_brackets(source, start)
        && let Some((found, None)) = at_head(source, at, Setting::Lead, tools)
        && found.strip
        && found.code.contains(' ')
    {
        out.push(found);
    }
    while let Some(at) = next.filter(|_| out.len() < MOST) {
        // Beside a command of the same program less proof is enough.
        let again = out
            .last()
            .is_some_and(|last| source[at..].split(' ').next() == Some(last.tool.as_str()));
        let place = if again {
            Setting::Prompt
        } else {
            Setting::Lead
        };
        let Some((found, more)) = at_head(source, at, place, tools) else {
            break;
        };
        // `docker build -t web . -> docker build`: the first is called so.
        if out
            .last()
            .is_some_and(|last| is_name_of(&found.code, &last.code))
        {
            break;
        }
        out.push(found);
        next = more;
    }
    if out.len() > 1 {
        for one in &mut out {
            one.strip = false;
        }
    }
    out
}

/// Whether a command is nothing but the first words of another, by which people call that.
fn is_name_of(name: &str, command: &str) -> bool {
    let rest = command.strip_prefix(name);
    rest.is_some_and(|rest| rest.starts_with(' ')) && !name.contains('-')
}

/// Whether an arrow leads on to another step, in Latin letters or code.
fn is_flow(after: &str) -> bool {
    let mut arrows = ["→", "⇒", "->", "=>"].iter();
    let next = arrows.find_map(|arrow| after.trim_start().strip_prefix(*arrow));
    next.is_some_and(|next| {
        next.trim_start()
            .starts_with(|c: char| c.is_ascii_lowercase() || c == '`')
    })
}
