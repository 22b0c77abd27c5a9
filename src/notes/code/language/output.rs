//! What programs print: logs, traces, messages of compilers, tables, drawings. Lines in, a verdict
//! out. Output has no language, whatever words stand in it.

/// Whether the lines are output.
pub(super) fn is_output(lines: &[&str]) -> bool {
    let of =
        |test: &dyn Fn(&str) -> bool| lines.iter().filter(|line| test(line.trim_start())).count();
    let most = |count: usize| count * 2 > lines.len() || count > 0 && lines.len() == 1;
    let compiler = of(&|line| {
        let told = [": error: ", ": warning: ", ": note: ", ": fatal error: "];
        line.contains("^^^")
            || line.contains("^~~")
            || line.starts_with("--> ")
            || line.starts_with("error[E")
            || told
                .iter()
                .any(|told| is_placed(line.split(told).next().unwrap_or(""), line))
    });
    let trace = of(&|line| {
        line.starts_with("Traceback (most recent")
            || line.starts_with("Exception in thread")
            || line.starts_with("Caused by: ")
            || line.starts_with("at ") && line.ends_with(')') && line.contains(['.', ':'])
    });
    let stamped = of(&is_stamped);
    let drawn = of(&|line| {
        line.starts_with(|c: char| ('\u{2500}'..='\u{259f}').contains(&c))
            || line.starts_with("+--")
            || line.starts_with("|--")
            || line.starts_with('|') && line.ends_with('|') && line.len() > 2
    });
    let usage = of(&|line| line.starts_with("Usage: ") || line.starts_with("Options:")) == 2;
    compiler > 0 || trace > 0 || most(stamped) || most(drawn) || usage
}

/// Whether `main.c:3:5` stands before what a compiler says of it.
fn is_placed(place: &str, line: &str) -> bool {
    let mut parts = place.rsplit(':');
    let number = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    place.len() < line.len() && number(parts.next()) && parts.next().is_some()
}

/// `2024-03-01 10:00:01 INFO …`, `[INFO] …`, `10:00:01.123 [main] …`, `Mar  1 10:00:01 host …`.
fn is_stamped(line: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let line = line.strip_prefix('[').unwrap_or(line);
    let head = line.split([' ', 'T', ']']).next().unwrap_or_default();
    let mut date = head.split(['-', '/']);
    let parts = (date.next(), date.next(), date.next());
    let dated = matches!(parts, (Some(year), Some(month), Some(day)) if digits(year)
        && digits(month) && digits(day) && (year.len() == 4 || day.len() == 4));
    let clock = head.split(['.', ',']).next().unwrap_or_default();
    let timed = clock.len() == 8 && clock.split(':').count() == 3 && clock.split(':').all(digits);
    let level = ["INFO", "WARN", "ERROR", "DEBUG", "TRACE", "FATAL"]
        .iter()
        .any(|level| {
            line.strip_prefix(level)
                .is_some_and(|rest| rest.starts_with([' ', ']', ':']))
        });
    let month = [
        "Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ",
        "Dec ",
    ]
    .iter()
    .any(|month| {
        line.strip_prefix(month).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':')
        })
    });
    dated || timed || level || month
}
