//! The smallest pieces of code as HTML: a stretch in one class, and a blank to fill in.

use crate::text::{push_escaped, push_text};

/// A stretch in one class. Blanks at its ends stay outside its element.
pub(super) fn piece(text: &str, class: Option<char>, out: &mut String) {
    let Some(class) = class else {
        push_text(text, out);
        return;
    };
    let trimmed = text.trim_start();
    let (before, rest) = text.split_at(text.len() - trimmed.len());
    let inside = rest.trim_end();
    push_text(before, out);
    if inside.is_empty() {
        return;
    }
    // The two that a listing has most of need no class.
    match class {
        'k' => out.push_str("<b>"),
        's' => out.push_str("<i>"),
        class => {
            out.push_str("<i class=");
            out.push(class);
            out.push('>');
        }
    }
    push_text(inside, out);
    out.push_str(if class == 'k' { "</b>" } else { "</i>" });
    push_text(&rest[inside.len()..], out);
}

pub(super) fn blank(text: &str, name: &str, out: &mut String) {
    out.push_str("<span class=f");
    // A blank that is written `<이름>` says its own name.
    if text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
        != Some(name)
    {
        out.push_str(" data-f=\"");
        push_escaped(name, out);
        out.push('"');
    }
    out.push('>');
    push_escaped(text, out);
    out.push_str("</span>");
}
