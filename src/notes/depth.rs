//! How deep things may lie inside each other. What is deeper is read as part of what is around it
//! or told, so that no input can exhaust the stack.

/// Containers of Markdown (lists, quotations) and emphasis.
pub(crate) const MARKUP: usize = 32;

/// Mappings and sequences of YAML. saphyr bounds `[[[[` and drops `- - - -` by a call for each
/// level.
pub(crate) const YAML: usize = 64;
