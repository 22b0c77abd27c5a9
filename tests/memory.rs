//! Memory does not grow with the pages written: what 1,000 chapters need more than 100 is at most
//! four times what their sources are larger by, and 16 MB.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common;

/// Notes of so many chapters in the manner of a course: bullets five deep, commands, a manifest, a
/// mention of another chapter.
fn notes(chapters: usize) -> String {
    let mut out = String::from("# 긴 강의\n\n머리말이다.\n\n");
    for n in 1..=chapters {
        let _ = writeln!(out, "### {n}. 주제 {n}\n- 구조\n  - 주제 {n}의 구성 요소");
        for part in 0..4 {
            let _ = writeln!(
                out,
                "    - {part}번 구성 요소는 요청을 받아 다음 단계로 넘기고 결과를 기록한다"
            );
            let _ = writeln!(
                out,
                "      - 기록은 하루에 {part}번 정리하며 오래된 것부터 지운다"
            );
        }
        let _ = writeln!(
            out,
            "- 실습\n  - 생성\n    - kubectl apply -f app{n}.yml -n <namespace 이름>\n    - \
            kubectl get pods -l app=app{n}\n  - 확인"
        );
        for step in 0..6 {
            let _ = writeln!(
                out,
                "    - {step}단계의 결과를 화면에서 확인하고 `status {step}` 값을 적어 둔다"
            );
        }
        let _ = writeln!(
            out,
            "```\napiVersion: v1\nkind: Pod\nmetadata:\n  name: app{n}\nspec:\n  containers: \
            []\n```"
        );
        if n > 1 {
            let _ = writeln!(out, "- 참고\n  - {}. 주제 {} 참고", n - 1, n - 1);
        }
        out.push('\n');
    }
    out
}

/// The peak that `build --timings` tells, in MB.
fn peak(root: &Path, chapters: usize) -> (f64, f64) {
    let text = notes(chapters);
    fs::create_dir_all(root.join("notes")).expect("a folder");
    fs::write(root.join("notes/course.md"), &text).expect("the notes are written");
    let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("build")
        .arg(root)
        .arg("--timings")
        .output()
        .expect("notesite runs");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    let line = said
        .lines()
        .find(|line| line.trim_start().starts_with("memory"))
        .unwrap_or_default()
        .to_owned();
    let megabytes = line
        .split_whitespace()
        .nth(1)
        .and_then(|word| word.parse().ok());
    (
        text.len() as f64 / 1_048_576.0,
        megabytes.unwrap_or_default(),
    )
}

#[test]
fn memory_does_not_grow_with_the_pages() {
    if !cfg!(target_os = "linux") {
        common::skip("only Linux tells the peak of a process");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (few, small) = peak(&folder.path().join("few"), 100);
    let (many, large) = peak(&folder.path().join("many"), 1000);
    let (more, allowed) = (large - small, 4.0 * (many - few) + 16.0);
    println!(
        "100 chapters of {few:.2} MB: {small:.1} MB; 1,000 of {many:.2} MB: {large:.1} MB; \
        {more:.1} more, {allowed:.1} allowed"
    );
    assert!(
        small > 0.0 && more <= allowed,
        "1,000 chapters need {more:.1} MB more than 100, {allowed:.1} MB are allowed"
    );
}
