//! What a noun may carry behind it without becoming another: a property or a part that everything
//! has (`파드 상태`, `Pod IP`), a deed that is done to it (`컨테이너 재시작`), or how many there
//! are (`파드 3개`). A noun of a thing makes another name of the two, `포트 와인` or `커널 함수`,
//! and is not in these lists; nor are words that are the second half of a trade's name as often as
//! a deed, `이미지 처리`, `회귀 분석`. From what words mean; knows no subject.

use crate::notes::ending;
use crate::notes::links::standing;
use crate::notes::particle;
use crate::text::is_hangul;

/// What is done to a thing, or happens to it. `배치` and `제어` head names as often: `스프링 배치`,
/// `흐름 제어`.
const DEEDS: &str = "재시작 교체 공유 종료 제거 추가 전환 확장 축소 증설 재배포 초기화 공부 \
    복습 이해 비교 참고 참조 확인 변경 수정 할당 재할당 등록 조회 재구성 이동 복사 백업 복구 \
    복원 관리 검사 점검 호출 선언 연결 접속 접근 갱신 업데이트 업그레이드 다운그레이드 적용 \
    지정 선택 전송 발행 압축 모니터링 튜닝 최적화 배포 해제 발생 방지 시작 중지 정지 실패 성공 \
    생성 재생성 삭제 설치 재설치 구성 사용 활성화 비활성화 만료 발급 재발급 검증 암호화 복호화 \
    복제 마운트 캐싱 로딩 입력 출력 저장 보관 노출 공개 개방 차단 허용 거부 요청 응답 수집 \
    전달 전파 반환 초과 부족 누락 중복 감시 추적 기록 재정의 상속 구현 주입 커밋 롤백 푸시 \
    스케일링 스케줄링 결정 계산 측정 진입 탈출 대기 낭비 절약 점유 획득 반납 도입 이전 이관 \
    마이그레이션 예방 회피 감지 탐지 해결 유지 방치 정리 설명 소개 요약 주의 순회 삽입 운영 \
    구축 결합 분리 통합 재시도 재사용";

/// The stems of verbs of doing: `볼륨 만드는 법`, `인덱스 걸기`. Before vowels a noun and its
/// particle may end like one, so they have to be known.
const VERBS: &str = "만들 걸 배우 다루 익히 지우 붙이 띄우 나누 늘리 줄이 고르 바꾸 올리 내리 켜 \
    끄 보 쓰 읽 열 닫 넣 빼 옮기 묶 풀 찾 고치 채우 비우 세우 보내 꺼내 부르 돌리 떼 숨기 맡기";

/// What everything has that is built, run or stored: qualities and quantities. What is made, sent
/// or deleted by itself is a thing, and the two words are its name: `접근 정책`, `파티션 키`,
/// `시작 템플릿`, `서비스 역할`, `트랜잭션 로그`.
const PROPERTIES: &str = "상태 주소 종류 유형 타입 버전 옵션 설정 설정값 기본값 정보 구조 내용 \
    지연 성능 용량 한도 제한 순서 위치 경로 수명 생명주기 시간 속도 비용 장애 오류 에러 문제 \
    범위 경계 레벨 방식 기능 동작 원리 개념 특징 장점 단점 차이 차이점 예제 예시 실습 한계 \
    목적 의미 필요성 원칙 속성 결과 사용량 사용률 점유율 처리량 대수 갯수 총량 합계 비율 \
    최대값 최솟값 최댓값 최소값 과정 절차 기법 기반 방법 이유 원인 조건 기준 단계 이력 현상 \
    사례 상황 환경 주의점 주의사항 평균 순번 차례 우선순위 호환성 가용성 안정성 일관성 무결성 \
    지속성 보안성 신뢰성 현황 라이프사이클";

/// Properties that are written in Latin letters.
const SHORT: &str = "ID IP CPU API URL URI UID ARN DNS TTL UI GUI SDK CLI YAML";

/// Whether what stands behind a noun is its own: a deed, a property, a number of it, or what is
/// said of it where the particle was left out. `latin` says that the noun is in Latin letters.
pub(crate) fn is_its_own(rest: &str, latin: bool) -> bool {
    let Some(next) = rest.strip_prefix(' ') else {
        return false;
    };
    let end = |is: fn(char) -> bool| next.find(|c| !is(c)).unwrap_or(next.len());
    let among = |list: &str, word: &str| list.split_whitespace().any(|one| one == word);
    if next.starts_with(|c: char| c.is_ascii_digit()) {
        let counter = &next[end(|c| c.is_ascii_digit())..];
        return standing::COUNTERS.split_whitespace().any(|unit| {
            counter
                .strip_prefix(unit)
                .is_some_and(|rest| particle::length(rest).is_some())
        });
    }
    if next.starts_with(|c: char| c.is_ascii_alphabetic()) {
        // `컨슈머 lag`: what Koreans write of a thing in small letters is a word, not a name.
        let word = &next[..end(|c| !c.is_whitespace() && !is_hangul(c))];
        // `컨슈머 in/out`
        let small = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase()) && !word.is_empty();
        if !latin && word.split('/').all(small) {
            return true;
        }
        let word = &next[..end(|c| c.is_ascii_alphanumeric())];
        let behind = next[word.len()..].trim_start();
        return among(SHORT, word) && !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    }
    let word = &next[..end(is_hangul)];
    if standing::is_adverb(word) || standing::is_said(word) || is_verb(word) {
        return true;
    }
    let mut beginnings = word.char_indices().map(|(at, c)| at + c.len_utf8());
    beginnings.any(|end| {
        let (noun, rest) = word.split_at(end);
        particle::length(rest).is_some_and(|length| length == rest.len() || rest.is_empty())
            && (among(DEEDS, noun) || among(PROPERTIES, noun))
            || among(DEEDS, noun) && is_done(rest)
    })
}

/// Whether a noun is a deed or a property, of which every chapter speaks.
pub(super) fn is_common(noun: &str) -> bool {
    let among = |list: &str| list.split_whitespace().any(|one| one == noun);
    among(DEEDS) || among(PROPERTIES) || is_verb(noun)
}

/// `만드는`, `걸기`, `붙일`, `지운`: a verb that describes its object, or names what is done to it.
pub(super) fn is_verb(word: &str) -> bool {
    let is_name = |rest: &str| particle::length(rest) == Some(rest.len());
    VERBS.split_whitespace().any(|stem| {
        let named = word
            .strip_prefix(stem)
            .and_then(|rest| rest.strip_prefix('기'));
        named.is_some_and(is_name) || ending::describes(stem, word)
    })
}

/// `배포하기`, `변경할`, `삭제된`: verbs made of the deed, whose object or subject the noun is.
fn is_done(rest: &str) -> bool {
    rest.starts_with([
        '하', '한', '할', '함', '해', '했', '되', '된', '될', '됨', '돼', '됐',
    ])
}
