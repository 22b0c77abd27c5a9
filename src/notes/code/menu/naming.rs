//! Words that elsewhere say what is done, where they are part of a label: `빌드 후 조치`, `빠른
//! 선택`. Words in, answers out. Knows what programs call the things that they do by themselves.

use crate::notes::code::menu::deeds::{is_conjugated, is_deed};
use crate::notes::code::menu::label::{is_entrance, is_of_bar, is_product, is_root};
use crate::notes::code::menu::noun::label_rest;
use crate::notes::particle;
use crate::text::is_hangul;

/// What happens to a program or a machine, and is no deed of somebody who goes through its menus.
const HAPPENS: &str = "빌드 부팅 재부팅 시동 로그인 로그아웃 종료 시작 잠금 절전 배포 커밋 푸시 \
    결제 가입 완료 실패 만료 인증 전송 수신 주문 예약 통화 촬영 인쇄 접속 연결 업로드 다운로드 \
    동기화 병합 제출 발행 게시";

/// The same, but as often what the writer does before going on.
const EITHER: &str = "저장 설치 업데이트 변경 실행 삭제 추가 검색 복사 생성";

/// What follows upon it, as a setting is called.
const FOLLOWS: &str = "조치 동작 작업 행동 처리 알림 화면 페이지 메시지 단계 스크립트 명령 \
    명령어 시간 상태 모드 설정 옵션 안내 훅 이벤트";

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// Whether `후` between the words is part of a name: `빌드 후 조치`, `로그인 후 동작`, not `저장 후
/// 다시 켠다` or `Clean Project 후 Build`. `before` is all of the step up to it.
pub(super) fn is_after(before: &str, next: &str) -> bool {
    let named = label_rest(next);
    let mut words = named.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    let bare = ["에서", "으로", "을", "를", "에", "로"]
        .iter()
        .find_map(|end| first.strip_suffix(end).filter(|noun| among(FOLLOWS, noun)))
        .unwrap_or(first);
    let follows = among(FOLLOWS, bare);
    // The next path may begin there: `저장 후 도구 > 옵션`.
    let of_bar = (is_root(named) || is_of_bar(named)) && named != "시작";
    let sets_out = of_bar && !follows || is_entrance(named) || is_product(named);
    let spoken = |word: &str| is_conjugated(word) || particle::length(word) == Some(word.len());
    let is_name = first.starts_with(is_hangul)
        && words.next().is_none()
        && !sets_out
        && !(bare == first && is_conjugated(first))
        && !second.is_some_and(spoken);
    let deed = is_deed(second.unwrap_or(first));
    is_name
        && (among(HAPPENS, before)
            && (follows || first == "자동" || !deed && second.is_none() && bare == first)
            || among(EITHER, before) && follows)
}

/// Whether `선택` behind a word names a way to choose: `빠른 선택`, `전체 선택`. Of what can be
/// chosen itself the word would be the label: `한국어 선택`.
pub(super) fn is_kind_of_choice(before: &str) -> bool {
    const WAYS: &str = "모두 전체 빠른 자동 수동 다중 복수 단일 개별 직접 반전 임의 무작위 영역 \
        범위 개체 객체 그룹 피사체 유사 비슷한 같은 인접 인접한 연결된 부분 일괄 연속";
    among(WAYS, before)
}
