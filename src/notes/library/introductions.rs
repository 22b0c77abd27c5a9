//! What the sections of a README are called that introduces the notes of a group: who takes part,
//! what for, by which rules. Headings in; whether they say so out.

use crate::notes::library::file_names::folded;

/// Words that such a heading has, without blanks.
const WORDS: [&str; 31] = [
    "소개",
    "목표",
    "목적",
    "멤버",
    "팀원",
    "구성원",
    "참여자",
    "참여인원",
    "참가자",
    "스터디원",
    "규칙",
    "진행방식",
    "진행방법",
    "진행기간",
    "운영",
    "일정",
    "계획",
    "벌금",
    "폴더구조",
    "디렉토리구조",
    "디렉터리구조",
    "goal",
    "member",
    "rules",
    "process",
    "schedule",
    "introduction",
    "directorystructure",
    "folderstructure",
    "studyplan",
    "contributors",
];

/// Whether most of these headings do, and at least two.
pub(super) fn introduce<'h>(headings: impl Iterator<Item = &'h str>) -> bool {
    let says = |heading: &str| {
        let heading = folded(heading);
        WORDS.iter().any(|word| heading.contains(word))
    };
    let (mut all, mut said) = (0, 0);
    for heading in headings {
        all += 1;
        said += usize::from(says(heading));
    }
    said > 1 && said * 2 > all
}
