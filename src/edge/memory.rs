//! What this process has taken of the machine's memory, as the system tells it.

/// The most memory that was resident at once, in kB; `None` where the system does not say (only
/// Linux does, in `VmHWM`).
pub(crate) fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
