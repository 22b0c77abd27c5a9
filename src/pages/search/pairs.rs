//! Words that mean the same: pairs that the notes themselves give (`네임스페이스(Namespace)`),
//! words of both scripts that sound alike, a built-in list for words whose sound is too short to
//! tell or that are translations, and `[search] words`. Pages and their words in, pairs out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::letters;
use super::token::{self, Script};
use super::unit::SearchPage;
use crate::text::is_syllable;

/// Two phrases of normalised words with single blanks between them.
pub(crate) type Pair = (String, String);

/// Loanwords too short for their sound, and translations that course notes use side by side.
const BUILT_IN: &str = "파드=pod 팟=pod 포드=pod 노드=node 도커=docker 서버=server 포트=port \
    로그=log 빌드=build 푸시=push 풀=pull 태그=tag 라벨=label 레이블=label 이미지=image 헬름=helm \
    차트=chart 볼륨=volume 롤=role 역할=role 배포=deploy 배포=deployment 키=key 값=value 코드=code \
    파일=file 경로=path 패스=path 호스트=host 유저=user 사용자=user 계정=account 그룹=group \
    권한=permission 정책=policy 보안=security 네트워크=network 서브넷=subnet 게이트웨이=gateway \
    라우팅=routing 라우터=router 방화벽=firewall 인증서=certificate 인증=authentication \
    인가=authorization 도메인=domain 프록시=proxy 캐시=cache 큐=queue 토픽=topic \
    데이터베이스=database 디비=db 데이터베이스=db 테이블=table 컬럼=column 쿼리=query 인덱스=index \
    조인=join 뷰=view 락=lock 트랜잭션=transaction 세션=session 쿠키=cookie 토큰=token 해시=hash \
    암호화=encryption 비밀번호=password 환경변수=env 변수=variable 함수=function 메서드=method \
    클래스=class 객체=object 배열=array 문자열=string 정수=integer 리스트=list 맵=map 셋=set \
    스택=stack 힙=heap 트리=tree 그래프=graph 정렬=sort 검색=search 반복문=loop 조건문=if \
    예외=exception 에러=error 오류=error 버그=bug 테스트=test 깃=git 깃허브=github 브랜치=branch \
    커밋=commit 머지=merge 병합=merge 풀리퀘스트=pr 훅=hook 잡=job 크론=cron 스크립트=script \
    셸=shell 쉘=shell 명령어=command 옵션=option 인자=argument 설정=config 설치=install 실행=run \
    삭제=delete 생성=create 조회=get 수정=update 확장=scaling 오토스케일링=autoscaling \
    부하분산=load-balancing 로드밸런서=load-balancer 모니터링=monitoring 알림=alert 백업=backup \
    복구=restore 롤백=rollback 버킷=bucket 리전=region 인스턴스=instance 클라우드=cloud \
    컨테이너=container 클러스터=cluster 네임스페이스=namespace 서비스=service 인그레스=ingress \
    시크릿=secret 컨피그맵=configmap 레플리카=replica 스케줄러=scheduler 메모리=memory 디스크=disk \
    스레드=thread 프로세스=process 비동기=async 동기=sync 의존성=dependency 라이브러리=library \
    패키지=package 모듈=module 템플릿=template 컴포넌트=component 훅=hooks 상태=state 속성=props \
    이벤트=event 타입=type 인터페이스=interface 제네릭=generic 제이슨=json 야믈=yaml 야멜=yaml \
    엑스엠엘=xml 에스큐엘=sql 유알엘=url 에이피아이=api 씨피유=cpu 지피유=gpu 유아이=ui 아이피=ip \
    에이더블유에스=aws 이씨투=ec2 에스쓰리=s3 알디에스=rds 브이피씨=vpc 이케이에스=eks 이씨알=ecr \
    아이엠=iam 디엔에스=dns 에이치피에이=hpa 자바=java 파이썬=python 스프링=spring 리액트=react \
    노드제이에스=nodejs 레디스=redis 카프카=kafka 엔진엑스=nginx 젠킨스=jenkins 리눅스=linux";

/// Every pair of which the pages hold one side, sorted. `is_known` tells whether some word of the
/// pages begins so; `leading` are those whose sounds are compared; `words` what `notesite.toml`
/// says.
pub(crate) fn pairs(
    pages: &[SearchPage],
    is_known: impl Fn(&str) -> bool,
    leading: &[&str],
    words: &BTreeMap<String, String>,
) -> Vec<Pair> {
    let mut found: BTreeSet<Pair> = pages.par_iter().flat_map_iter(mined).collect();
    let built_in: Vec<Pair> = built_in();
    let sounds = latin_sounds(leading);
    // 쿠버네티스(EKS) is no name where the notes know Kubernetes: a word has one name that sounds
    // like it.
    found.retain(|(a, b)| {
        let named = built_in.iter().any(|(c, d)| a == c && b != d);
        let own = letters::sounds(a);
        let heard = !a.contains(' ') && own.iter().any(|sound| sounds.contains_key(sound));
        !named && (!heard || own.iter().any(|sound| letters::sounds(b).contains(sound)))
    });
    found.extend(sounding_alike(leading, &sounds));
    for (a, b) in words {
        found.insert((plain(a), plain(b)));
    }
    let holds = |phrase: &str| phrase.split(' ').all(&is_known);
    found.extend(built_in.into_iter().filter(|(a, b)| holds(a) || holds(b)));
    found.retain(|(a, b)| a != b && !a.is_empty() && !b.is_empty());
    found.into_iter().collect()
}

fn built_in() -> Vec<Pair> {
    BUILT_IN
        .split_whitespace()
        .filter_map(|pair| pair.split_once('='))
        .map(|(a, b)| (plain(a), plain(b)))
        .collect()
}

/// The English words by their sounds, where those are long enough to tell anything.
fn latin_sounds<'a>(leading: &[&'a str]) -> HashMap<String, Vec<&'a str>> {
    let sounds: Vec<(String, &str)> = leading
        .par_iter()
        .filter(|word| word.is_ascii())
        .flat_map_iter(|word| {
            letters::sounds(word)
                .into_iter()
                .map(|sound| (sound, *word))
        })
        .filter(|(sound, _)| sound.len() > 2)
        .collect();
    let mut out: HashMap<String, Vec<&str>> = HashMap::new();
    for (sound, word) in sounds {
        out.entry(sound).or_default().push(word);
    }
    out
}

/// Words of both scripts that sound alike, such as 스토리지 and storage: paired here, so that the
/// browser needs the rules of sound only for words that the notes do not hold.
fn sounding_alike(leading: &[&str], latin: &HashMap<String, Vec<&str>>) -> Vec<Pair> {
    let pairs = leading
        .par_iter()
        .filter(|word| word.chars().all(is_syllable))
        .flat_map_iter(|word| {
            let bare = letters::stem(word).unwrap_or_else(|| (*word).to_owned());
            let sounds = letters::sounds(&bare)
                .into_iter()
                .filter(|sound| sound.len() > 3);
            let alike: Vec<&str> = sounds
                .filter_map(|sound| latin.get(&sound))
                .flatten()
                .copied()
                .collect();
            alike
                .into_iter()
                .filter(|latin| is_loan(&bare, latin))
                .map(|latin| (bare.clone(), latin.to_owned()))
                .collect::<Vec<_>>()
        });
    pairs.collect()
}

/// Whether a Hangul word may be this English one as it is spoken here: consonants alone take 분석
/// for opensearch. A loanword has a syllable for each vowel, at most one more for each consonant
/// that stands alone, and begins with the same vowel.
fn is_loan(hangul: &str, latin: &str) -> bool {
    let spoken = latin.strip_suffix('e').unwrap_or(latin).as_bytes();
    let vowel = |i: usize| spoken.get(i).is_some_and(|c| b"aeiouy".contains(c));
    let groups = (0..spoken.len())
        .filter(|&i| vowel(i) && !(i > 0 && vowel(i - 1)))
        .count();
    let alone = (0..spoken.len())
        .filter(|&i| !vowel(i) && !vowel(i + 1))
        .count();
    let syllables = hangul.chars().count();
    let Some(first) = hangul
        .chars()
        .next()
        .and_then(|c| letters::jamo(&c.to_string()).chars().nth(1))
    else {
        return false;
    };
    let begins = if hangul.starts_with(|c| ('아'..='잏').contains(&c)) {
        latin.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'w', 'v'])
    } else {
        !latin.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'w', 'v'])
    };
    let vowels = match first {
        'ㅏ' => "auoi",
        'ㅐ' => "ae",
        'ㅓ' => "euoai",
        'ㅔ' => "eai",
        'ㅗ' => "oaw",
        'ㅜ' => "uow",
        'ㅣ' => "iey",
        'ㅠ' | 'ㅑ' | 'ㅛ' | 'ㅕ' | 'ㅖ' => "uyiaoe",
        // ㅡ is put between consonants.
        _ => return begins && (groups..=groups + alone).contains(&syllables),
    };
    let heard = latin
        .chars()
        .find(|c| "aeiouyw".contains(*c))
        .is_some_and(|c| vowels.contains(c));
    begins && heard && (groups..=groups + alone).contains(&syllables)
}

fn plain(text: &str) -> String {
    token::words(&token::normalise(text))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What the page's own lines give.
fn mined(page: &SearchPage) -> BTreeSet<Pair> {
    let mut found = BTreeSet::new();
    let lines = page.units.iter().flat_map(|unit| {
        std::iter::once(unit.title.as_str()).chain(unit.lines().map(|(_, line)| line))
    });
    for line in std::iter::once(page.title.as_str())
        .chain(lines)
        .filter(|line| line.contains('(') || line.contains('（'))
    {
        mine(&token::normalise(line), &mut found);
    }
    found
}

/// `도커 허브(Docker Hub)` and `Pod(파드)`: a name, and in parentheses the same in the other
/// script.
fn mine(line: &str, found: &mut BTreeSet<Pair>) {
    for (open, _) in line.match_indices('(') {
        let Some(inside) = inside(&line[open + 1..]) else {
            continue;
        };
        let names: Vec<&str> = token::words(inside).collect();
        let (Some(script), true) = (one_script(&names), names.len() <= 4) else {
            continue;
        };
        let sound = if script == Script::Latin {
            Script::Hangul
        } else {
            Script::Latin
        };
        if matches!(names[0], "ex" | "eg" | "feat" | "예" | "예시" | "참고") {
            continue;
        }
        // The words right before, as far as they are of the other script and only blanks lie
        // between.
        let before: Vec<&str> = last_words(line[..open].trim_end(), sound).take(4).collect();
        let whole = before.iter().map(|word| word.len() + 1).sum::<usize>() > open;
        let close = if whole {
            before.len()
        } else {
            before.len().min(names.len())
        };
        let joined = |count: usize| {
            before[..count]
                .iter()
                .rev()
                .copied()
                .collect::<Vec<_>>()
                .join(" ")
        };
        // 클러스터는 크게 마스터 노드(Control Plane) names no thing before its last words.
        let spoken = before
            .iter()
            .take(close)
            .skip(1)
            .any(|word| letters::stem(word).is_some());
        let few = before.len().min(names.len());
        for count in [if spoken { few } else { close }, few] {
            // A single letter is the name of no thing.
            if count > 0 && joined(count).chars().count() > 1 && names.concat().len() > 1 {
                let pair = (joined(count), names.join(" "));
                found.insert(if script == Script::Latin {
                    pair
                } else {
                    (pair.1, pair.0)
                });
            }
        }
    }
}

/// The words at the end of a text, the last one first, as far as they are of one script. What lies
/// before them is not read: a line may hold very many parentheses.
fn last_words(text: &str, script: Script) -> impl Iterator<Item = &str> {
    let mut left = Some(text);
    std::iter::from_fn(move || {
        let before = left?;
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| token::script(*c) == Some(script))
            .last()
            .map_or(before.len(), |(at, _)| at);
        let (rest, word) = before.split_at(start);
        left = rest.strip_suffix([' ', '-', '.']);
        ((left.is_some() || rest.is_empty()) && is_of(word, script)).then_some(word)
    })
}

/// What stands before the closing parenthesis or the first comma, where it is short and plain.
fn inside(rest: &str) -> Option<&str> {
    let end = rest
        .bytes()
        .take(61)
        .position(|b| matches!(b, b')' | b','))?;
    let inside = &rest[..end];
    let plain = inside.chars().all(|c| {
        c == ' '
            || c == '-'
            || c == '.'
            || c == '&'
            || matches!(token::script(c), Some(Script::Hangul | Script::Latin))
    });
    (plain && end <= 60 && !inside.starts_with(' ')).then_some(inside)
}

fn one_script(names: &[&str]) -> Option<Script> {
    let script = names.first()?.chars().next().and_then(token::script)?;
    names
        .iter()
        .all(|name| is_of(name, script))
        .then_some(script)
}

fn is_of(word: &str, script: Script) -> bool {
    !word.is_empty()
        && word.chars().all(|c| token::script(c) == Some(script))
        && !word.chars().all(|c| c.is_ascii_digit())
}
