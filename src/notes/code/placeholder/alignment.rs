//! A pattern laid beside an example of it: `get pods -n <이름>`, `get pods -n study`. The fields of
//! the pattern in, the values that the example gives for them out, or nothing where the two do not
//! align.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::notes::code::placeholder::field::Placeholder;
use crate::text::is_hangul;

/// The value that `example` gives for each name of `fields`, which are those of `pattern`.
pub(super) fn align(
    pattern: &str,
    fields: &[Placeholder],
    example: &str,
) -> Option<Vec<(String, String)>> {
    let first = fields.first()?;
    let mut rest = example.trim().strip_prefix(&pattern[..first.range.start])?;
    let mut values: Vec<(String, String)> = Vec::new();
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    for (i, field) in fields.iter().enumerate() {
        let until = fields
            .get(i + 1)
            .map_or(pattern.len(), |next| next.range.start);
        let literal = &pattern[field.range.end..until];
        let last = i + 1 == fields.len();
        let literal = if last { literal.trim_end() } else { literal };
        let end = match (literal.is_empty(), last) {
            (true, true) => rest.len(),
            (true, false) => return None,
            (false, true) => rest.strip_suffix(literal)?.len(),
            (false, false) => rest.find(literal)?,
        };
        let value = &rest[..end];
        if value.is_empty()
            || value.contains(char::is_whitespace)
            || value.contains(['<', '>', '[', ']'])
            || value.chars().any(is_hangul)
        {
            return None;
        }
        match place_of.entry(&field.name) {
            Entry::Occupied(place) if values[*place.get()].1 != value => return None,
            Entry::Occupied(_) => {}
            Entry::Vacant(place) => {
                place.insert(values.len());
                values.push((field.name.clone(), value.to_owned()));
            }
        }
        rest = &rest[end + literal.len()..];
    }
    Some(values)
}
