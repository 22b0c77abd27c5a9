//! Commands in their strip and listings in their block. The text was taken from the source; its
//! colours come from `highlight`.

use super::writer::BodyWriter;
use crate::language::Language;
use crate::notes::links::targets::{Link, Target};
use crate::notes::tree::{Code, Command, Inline, Span};
use crate::pages::highlight;

impl<'a> BodyWriter<'a> {
    pub(super) fn command(
        &mut self,
        command: &'a Command,
        before: &'a [Inline],
        after: &'a [Inline],
    ) {
        let wrapped = !before.is_empty() || !after.is_empty();
        if wrapped {
            self.push("<div class=after>");
            if !before.is_empty() {
                self.push("<span>");
                self.inlines(before);
                self.push("</span>");
            }
        }
        self.push("<div class=cmd><code>");
        self.push(&highlight::command(command.language, &command.code));
        self.push("</code></div>");
        if wrapped {
            if !after.is_empty() {
                self.push("<span>");
                self.inlines(after);
                self.push("</span>");
            }
            self.push("</div>");
        }
        self.shown(command.span);
    }

    /// The files that a command names, each behind its path.
    fn shown(&mut self, command: Span) {
        let from = self
            .body
            .links
            .partition_point(|link| link.span.start < command.start);
        for link in self.body.links[from..]
            .iter()
            .take_while(|link| link.span.start == command.start)
        {
            let Link {
                target:
                    Target::Shown {
                        path,
                        language,
                        text,
                    },
                ..
            } = link
            else {
                continue;
            };
            self.push("<details class=file><summary><code>");
            self.text(path);
            self.push("</code></summary><div class=block><pre><code>");
            let colors = self.body.colors;
            highlight::shown(
                language.as_ref(),
                text,
                (command, path),
                colors,
                &mut self.out,
            );
            self.push("</code></pre></div></details>");
        }
    }

    pub(super) fn code(&mut self, code: &'a Code, span: Span) {
        self.push("<div class=block");
        self.line(span);
        // Nothing of what a program printed is a command: it has no button to copy one.
        let is_session = code.language == Some(Language::CONSOLE);
        let is_typed = is_session || !code.typed.is_empty();
        if is_typed && code.typed.iter().all(std::ops::Range::is_empty) {
            self.push(" data-output");
        }
        self.push(">");
        if let Some(caption) = &code.caption {
            self.push("<p class=cap>");
            self.text(caption);
            self.push("</p>");
        }
        if let Some(language) = &code.language {
            self.push("<span class=lang>");
            self.text(language.name());
            self.push("</span>");
        }
        self.push("<pre><code>");
        let typed = !code.typed.is_empty();
        let colors = self.body.colors;
        if typed || !self.keys.holds(span) {
            highlight::code(code, span, colors, &mut self.out);
        } else {
            let lines = highlight::code_lines(code, span, colors);
            for (i, line) in lines.iter().enumerate() {
                if let Some(note) = self.keys.on_line(span, i) {
                    self.key_line(note, line);
                } else {
                    self.push(line);
                    self.push("\n");
                }
            }
        }
        self.push("</code></pre></div>\n");
    }
}
