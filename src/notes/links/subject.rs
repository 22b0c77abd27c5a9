//! What a chapter is about, as its title says: the title itself, its two languages (`Pod (파드)`),
//! what is introduced (`파드란?`, `Helm 기초`, `세마포어에 대해`), or each of what it sets side by
//! side (`프로세스와 스레드`, `TCP vs UDP`). In: a chapter's names. Out: its subjects. Knows how
//! titles are made, and words that are nobody's subject; no subjects.

use std::collections::HashSet;

use crate::notes::ending;
use crate::notes::library::outline::ChapterNames;
use crate::notes::library::titles::{key, parts};
use crate::notes::links::spelling::{is_signed, is_word};
use crate::notes::links::translation::{bracketed, translation};
use crate::notes::links::{belonging, standing};
use crate::notes::particle;
use crate::text::is_syllable;

/// What a chapter does in a course, and what is done in it: words that head chapters everywhere and
/// are nobody's subject, however short the course. Compared as keys.
const GENERIC: &str = "개요 실습 이론 정리 구조 설정 설치 생성 조회 삭제 수정 확인 개념 소개 \
    기초 기본 심화 활용 적용 예제 예시 참고 요약 결론 서론 배경 목차 목표 준비 시작 시작하기 \
    마무리 질문 복습 과제 부록 용어 특징 장점 단점 종류 방법 원리 이해 사용 사용법 운영 배포 \
    빌드 테스트 실행 프로젝트 기타 문제 해결 강의 오류 에러 개발 구현 설계 분석 수업 과정 학습 \
    공부 스터디 시험 회의 과목 강좌 교육 내용 핵심 회고 후기 주의 주의사항 정의 overview \
    introduction intro setup summary basic basics conclusion practice test tests example \
    examples install installation usage guide notes note index readme 아키텍처 architecture \
    appendix faq todo misc reference references start gettingstarted theory lab labs exercise \
    exercises review home about project qa 선택 필수 완료 미완 미완성 예정 진행중 작성중 수정중 \
    일반화 추가 보충 번외 초급 중급 고급 상편 중편 하편 전편 후편 상권 하권 신버전 구버전 \
    트러블슈팅 troubleshooting";

/// What everybody speaks of who uses a computer or lives: the subject of a chapter that is called
/// by nothing else, but not of one that says it beside other words.
const EVERYDAY: &str = "프로그램 사진 음악 영상 동영상 비디오 오디오 소리 음성 그림 파일 폴더 문서 \
    글 글자 문자 단어 문장 화면 창 크기 높이 너비 길이 무게 색 색상 색깔 모양 위치 시간 날짜 기간 \
    시각 요일 계절 날씨 사용자 이용자 사람 고객 손님 회원 회사 팀 조직 문화 학교 학생 선생님 친구 \
    가족 이름 주소 번호 숫자 수 값 돈 가격 비용 함정 팁 요령 습관 규칙 약속 이유 원인 결과 효과 \
    목록 순서 자료 데이터 정보 지식 경험 능력 기능 성능 품질 상태 변화 관계 조건 상황 환경 장치 \
    기기 장비 도구 컴퓨터 노트북 휴대폰 휴대전화 스마트폰 전화 카메라 키보드 마우스 프린터 모니터 \
    인터넷 웹 앱 사이트 홈페이지 페이지 메일 이메일 전자메일 편지 메시지 알림 계정 비밀번호 암호 \
    개인정보 로그인 가입 설정 관리 제품 물건 상품 주문 결제 배송 예약 보안 안전 언어 나라 도시 \
    지역 집 방 길 책 이야기 시작 처음 끝 마지막 전체 부분 종류 방향 흐름 계획 목표 일정 기록 역사 \
    미래 현재 과거 배치 제어 생각 느낌 감정 건강 음식 운동 여행 게임 놀이 취미 코드 시스템 사회 \
    경제 정치 과학 기술 예술 자연 환자 의사 자동차 차 물 불 공기 빛 힘 몸 마음 눈 손 발 app data \
    file files image images code system user users time";

/// The last words of titles that introduce what stands before them.
const INTRODUCING: &str = "개념 기초 기본 정리 총정리 요약정리 개념정리 개요 입문 이해 요약 \
    사용법 알아보기 알아보자 이해하기 살펴보기 배우기 다루기 사용하기 시작하기 정복하기 맛보기 \
    대해 대해서 대하여 basics overview introduction intro tutorial 101 summary";

/// What is put in order, so that `정리` behind it is a deed and no summary.
const TIDIED: &str = "디스크 로그 파일 폴더 사진 메일 메모리 캐시 브랜치 이미지 컨테이너 볼륨 자원 \
    리소스 데이터 코드 환경 책상 방 옷 주소록 연락처 즐겨찾기 북마크 바탕화면 저장소 레지스트리 \
    인덱스 테이블 스키마 의존성 재고 계정 창고 짐 서류 문서 예금 채권";

/// The same behind a name in Latin letters. Behind a Korean noun it may be anything, `강사 소개`.
const INTRODUCING_NAMES: &str = "소개 튜토리얼 기본기";

/// The last words of titles that compare what they set side by side.
const COMPARING: &str = "비교 차이 차이점 관계";

/// The first words of titles that introduce.
const OPENINGS: [&str; 3] = ["Introduction to ", "Intro to ", "Getting Started with "];

/// What stands between subjects that a title sets side by side.
const BETWEEN: &str = "& and or vs vs. / · 및 그리고 또는";

/// How a title names a subject.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Named {
    /// The title is its name: nothing else in the course may be meant.
    Wholly,
    /// Together with others or with what is said of it: a chapter of that name goes first.
    InPart,
}

/// A word for what a chapter is about.
pub(super) struct Subject<'a> {
    pub words: &'a str,
    pub named: Named,
    /// Which of the things that its title sets side by side; [`ALL`] for the title as it stands.
    pub thing: usize,
}

/// All that a title sets side by side or introduces.
pub(super) const ALL: usize = usize::MAX;

/// Words that are nobody's subject.
pub(super) struct Generic(HashSet<&'static str>);

impl Generic {
    /// Those of the table.
    pub(super) fn new() -> Self {
        Self(GENERIC.split_whitespace().collect())
    }

    fn holds(&self, word: &str) -> bool {
        self.0.contains(key(word).as_str())
    }

    /// Whether words may be the subject of a chapter that is called so.
    pub(super) fn allows(&self, words: &str) -> bool {
        !self.holds(words) && is_subject(words, self)
    }

    /// The subjects that a chapter's title names. `X - 이론 ~ 20. X - 실습` shares one.
    pub(super) fn subjects<'a>(&self, chapter: &'a ChapterNames) -> Vec<Subject<'a>> {
        let mut titles = parts(chapter).into_iter().map(|(_, title)| title);
        let first = self.head(titles.next().unwrap_or(&chapter.title));
        if titles.any(|title| self.head(title) != first) {
            return Vec::new();
        }
        let subject = |words, named, thing| Subject {
            words,
            named,
            thing,
        };
        // With a number it heads no list of words.
        if first.eq_ignore_ascii_case("index") && !chapter.numbers.is_empty() {
            return vec![subject(first, Named::Wholly, 0)];
        }
        let asked = asked_for(first);
        let introduced = introduced(asked);
        if introduced == asked {
            let names = self.names(asked);
            if !names.is_empty() {
                // `CI/CD` is a name, and so are its parts.
                let parts = side_by_side(asked, |c| c == '/').unwrap_or_default();
                let parts = parts.into_iter().filter(|part| self.is_part(part));
                let parts = parts.map(|part| subject(part, Named::InPart, 0));
                let names = names.into_iter();
                let names = names.map(|name| subject(name, Named::Wholly, 0));
                return names.chain(parts).collect();
            }
        }
        let groups = side_by_side(introduced, is_joint).unwrap_or_else(|| vec![introduced]);
        let is_row = groups.len() > 1;
        let compares = || introduced.contains(" vs");
        if is_row && !compares() && !are_names(&groups) {
            return Vec::new();
        }
        let named: Vec<Vec<&str>> = groups.iter().map(|group| self.names(group)).collect();
        // `도커와 쿠버네티스로 배포하기` sets no subjects side by side.
        if named.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        // Beside others a word in small letters is as often what is done: `이미지 빌드/push`.
        let is_small = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase());
        let named = named.into_iter().enumerate();
        let named =
            named.flat_map(|(thing, names)| names.into_iter().map(move |name| (thing, name)));
        let mut subjects: Vec<Subject> = named
            .filter(|(_, name)| self.is_part(name) && !(is_row && is_small(name)))
            .map(|(thing, name)| subject(name, Named::InPart, thing))
            .collect();
        if !subjects.is_empty() && is_said_whole(asked, introduced) {
            subjects.push(subject(asked, Named::Wholly, ALL));
        }
        subjects
    }

    /// A title without a tag before it, a picture at its ends, and words behind a dash that say
    /// what is done in the chapter.
    fn head<'a>(&self, title: &'a str) -> &'a str {
        let tagged = title
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'));
        let title = tagged.map_or(title, |(_, rest)| rest);
        let is_outside =
            |c: char| !c.is_alphanumeric() && !matches!(c, '?' | '？' | ')' | '+' | '#');
        let title = title
            .trim_start_matches(is_outside)
            .trim_end_matches(is_outside);
        let parted = title.split_once(" - ").or_else(|| title.split_once(": "));
        let said = parted.filter(|(_, tail)| tail.split_whitespace().all(|word| self.holds(word)));
        said.map_or(title, |(head, _)| head.trim())
    }

    /// The names of one subject: itself and, in brackets, what it is called in another language.
    fn names<'a>(&self, words: &'a str) -> Vec<&'a str> {
        let Some((outer, inner)) = translation(words) else {
            let name = bracketed(words).map_or(words, |(outer, _)| outer);
            return if self.allows(name) {
                vec![name]
            } else {
                Vec::new()
            };
        };
        // `인덱스(Index)`: beside its translation a word is no file of that name.
        let translates = outer.ends_with(is_syllable) && inner.is_ascii();
        let mut names: Vec<&str> = [outer]
            .into_iter()
            .filter(|name| self.allows(name))
            .collect();
        if self.allows(inner) || !names.is_empty() && translates && is_subject(inner, self) {
            names.push(inner);
        }
        names
    }

    /// Whether words that are only a part of a title may be its subject: no deed or property, which
    /// every chapter speaks of.
    fn is_part(&self, words: &str) -> bool {
        let last = words.rsplit(' ').next().unwrap_or_default();
        self.allows(words)
            && words.chars().nth(1).is_some()
            && !EVERYDAY.split_whitespace().any(|one| key(words) == one)
            && standing::is_noun(last)
            && !belonging::is_common(words)
    }
}

/// Whether sentences say a title as it stands: `디스크와 볼륨`, `Git 기초`, not `볼륨에 대해`.
fn is_said_whole(title: &str, introduced: &str) -> bool {
    const MOST: usize = 4;
    let rest = title.strip_prefix(introduced);
    let is_spoken = |c: char| c.is_alphanumeric() || c == ' ';
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        && title.split(' ').count() <= MOST
        && title.chars().all(is_spoken)
        && !title.ends_with(['?', '자'])
        && !rest.is_some_and(|rest| rest.contains("대해") || rest.contains("대하여"))
}

/// What a title asks for: `파드` of `파드란?`, `인덱스란 무엇인가`, `PCB란`.
fn asked_for(title: &str) -> &str {
    const WHAT: [&str; 5] = [
        " 무엇인가",
        " 무엇인가요",
        " 무엇일까",
        " 무엇일까요",
        " 무엇인지",
    ];
    let words = title.trim_end_matches(['?', '？']).trim_end();
    let words = WHAT
        .iter()
        .find_map(|what| words.strip_suffix(what))
        .unwrap_or(words);
    let noun = without(words, "이란").or_else(|| without(words, "란"));
    noun.map_or(title, str::trim_end)
}

/// What a title introduces: `Git` of `Git 기본 개념 정리`, `세마포어` of `세마포어에 대해`, `파드와
/// 서비스` of `파드와 서비스의 차이`.
fn introduced(title: &str) -> &str {
    const MOST: usize = 4;
    let opened = OPENINGS
        .iter()
        .find_map(|opening| title.strip_prefix(opening));
    let mut rest = opened.unwrap_or(title);
    for _ in 0..MOST {
        let Some((head, last)) = rest.trim_end_matches(['?', '？']).rsplit_once(' ') else {
            break;
        };
        let (head, last) = (head.trim_end(), last.to_lowercase());
        let is_name = head.ends_with(|c: char| c.is_ascii_alphanumeric());
        let among = |list: &str| list.split_whitespace().any(|one| one == last);
        // `디스크 정리` is a deed.
        let tidies = last == "정리" && TIDIED.split_whitespace().any(|thing| thing == head);
        let introduces = among(INTRODUCING) && !tidies
            || is_name && among(INTRODUCING_NAMES)
            || among(COMPARING) && side_by_side(head, is_joint).is_some();
        if !introduces {
            break;
        }
        let mut particles = ["의", "을", "를", "에"].iter();
        rest = particles.find_map(|end| without(head, end)).unwrap_or(head);
    }
    rest
}

/// A noun of at least two letters without the particle that it carries.
fn without<'a>(word: &'a str, particle: &str) -> Option<&'a str> {
    let noun = word.strip_suffix(particle)?;
    (noun.chars().nth(1).is_some() && particle::agrees(noun, particle)).then_some(noun)
}

/// Whether a sign stands between subjects.
fn is_joint(c: char) -> bool {
    matches!(c, ',' | '/' | '·' | '&')
}

/// The words that a title sets side by side, where there is more than one: behind `와` and `과`,
/// between `&`, `vs` and their like, and at signs that join.
fn side_by_side(title: &str, joins: impl Fn(char) -> bool) -> Option<Vec<&str>> {
    let mut groups = Vec::new();
    let mut start = 0;
    let mut add = |start: usize, end: usize| {
        let group = title[start..end].trim();
        (!group.is_empty()).then(|| groups.push(group))
    };
    let mut at = 0;
    for word in title.split_inclusive([' ', ',', '/', '·', '&']) {
        let end = at + word.len();
        let bare = word.trim_end();
        let sign = bare.chars().next_back().filter(|c| joins(*c));
        let noun = without(bare, "와").or_else(|| without(bare, "과"));
        if BETWEEN
            .split_whitespace()
            .any(|one| one.eq_ignore_ascii_case(bare))
        {
            add(start, at)?;
            start = end;
        } else if let Some(noun) = noun.filter(|_| end < title.len()) {
            add(start, at + noun.len())?;
            start = end;
        } else if let Some(sign) = sign {
            add(start, at + bare.len() - sign.len_utf8())?;
            start = end;
        }
        at = end;
    }
    add(start, title.len())?;
    (groups.len() > 1).then_some(groups)
}

/// Whether what a title sets side by side are names of one kind. A last one of more words may hold
/// the head of all, `음악, 사진, 영상 공유`, and a first one what describes them, `온라인 서비스 및
/// 프로그램`: not those in Latin letters, `보안 그룹과 NACL`, nor with a translation of their own.
/// Deeds are no names, `창 이동 및 크기 바꾸기`.
fn are_names(groups: &[&str]) -> bool {
    let names: Vec<(&str, bool)> = groups
        .iter()
        .map(|group| match bracketed(group) {
            Some((outer, _)) => (outer, translation(group).is_some()),
            None => (*group, group.bytes().all(|byte| byte.is_ascii())),
        })
        .collect();
    let count = |name: &str| name.split(' ').count();
    let (Some((first, _)), Some((last, _))) = (names.first(), names.last()) else {
        return false;
    };
    names.iter().all(|(name, is_whole)| {
        let is_least = count(last) <= count(name);
        let is_bare = *is_whole || count(name) >= count(first);
        is_least && is_bare && !name.split(' ').any(belonging::is_verb)
    })
}

/// One word of at least two characters that has a letter, or a Korean noun: one syllable, or words
/// that make one name (`보안 그룹`), none of which carries a particle or an ending.
fn is_subject(words: &str, generic: &Generic) -> bool {
    const MOST: usize = 3;
    let (Some(last), count) = (words.split(' ').next_back(), words.split(' ').count()) else {
        return false;
    };
    let is_own = |word: &str| !generic.holds(word);
    if count == 1 {
        return is_word(words) && !ending::is_sentence(words) || is_signed(words, is_own);
    }
    // `API Gateway`: each word of a name in Latin letters begins with a capital; or none does,
    // `pull request`.
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let is_small = |word: &str| {
        word.len() > 1
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !SMALL.split_whitespace().any(|one| one == word)
    };
    let all = |is: &dyn Fn(&str) -> bool| words.split(' ').all(|word| is(word) && is_own(word));
    if count > MOST {
        return false;
    }
    if all(&is_name) || all(&is_small) || is_headed(words) && words.split(' ').all(is_own) {
        return true;
    }
    // `자동 설정` is a name, `기본 설정` and `실습 설정` are none.
    let mut before = words.split(' ').take(count - 1);
    words.split(' ').all(is_word)
        && (last.ends_with(is_syllable) || is_name(last))
        && !ending::is_sentence(last)
        && before.all(|word| standing::is_noun(word) && is_own(word))
        && (is_own(last) || !belonging::is_common(words.split(' ').next().unwrap_or_default()))
}

/// `Hash tables`, `Virtual memory`: a title of English, which has one capital; not `Next steps`.
fn is_headed(words: &str) -> bool {
    const VAGUE: &str = "Next First Last Final Best Common Quick Key Main More Other Further Basic \
        Advanced Useful Additional General Important Special Good Bad Some Many Our My Your Your \
        The This What Why How When Where Which Who New Old Known Related Getting Using Working \
        Making Doing Setting Going Try Learn Use Read See Let Things";
    let Some((first, rest)) = words.split_once(' ') else {
        return false;
    };
    let small = |word: &str| {
        word.len() > 2
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !SMALL.split_whitespace().any(|one| one == word)
    };
    let capital = first.starts_with(|c: char| c.is_ascii_uppercase())
        && first.len() > 2
        && first.bytes().all(|b| b.is_ascii_alphabetic());
    capital && rest.split(' ').all(small) && !VAGUE.split_whitespace().any(|one| one == first)
}

/// Words of English that make a sentence, not a name.
const SMALL: &str = "an and are as at by for from how in is it of on or the to up vs what when why \
    with your";
