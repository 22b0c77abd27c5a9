//! Korean nouns in commands: which stand for a value that the reader puts in (`컨테이너명`), which
//! name a thing that may be one (`컨테이너`). A word in, an answer out. From what writers of Korean
//! manuals put where a value goes; what a sentence says of a command ends in a particle or a verb.

use crate::text::is_hangul;

/// Last nouns of what is filled in.
const VALUES: &[&str] = &[
    "명",
    "이름",
    "경로",
    "주소",
    "번호",
    "아이디",
    "값",
    "포트",
    "버전",
    "태그",
    "위치",
    "메시지",
    "메세지",
    "암호",
    "확장자",
    "도메인",
    "해시",
    "계정",
    "네임",
    "네임스페이스",
    "아이피",
    "ID",
    "IP",
    "URL",
    "PID",
];

/// Words that end like a value and are none.
const NO_VALUES: &[&str] = &[
    "설명",
    "증명",
    "서명",
    "분명",
    "투명",
    "발명",
    "해명",
    "조명",
    "생명",
    "익명",
    "실명",
    "유명",
    "규명",
    "판명",
    "표명",
    "여러명",
    "지명",
    "기본값",
    "반환값",
    "평균값",
];

/// Things that a command is given; alone behind one they may also begin a gloss.
const THINGS: &[&str] = &[
    "파일",
    "폴더",
    "디렉토리",
    "디렉터리",
    "브랜치",
    "컨테이너",
    "이미지",
    "저장소",
    "레포지토리",
    "리포지토리",
    "커밋",
    "토픽",
    "패키지",
    "가상환경",
    "모듈",
    "라이브러리",
    "사용자",
    "유저",
    "그룹",
    "호스트",
    "서버",
    "노드",
    "파드",
    "서비스",
    "리소스",
    "프로젝트",
    "볼륨",
    "네트워크",
    "데이터베이스",
    "테이블",
    "키",
    "클래스",
    "함수",
    "변수",
    "프로세스",
    "스크립트",
    "문자열",
    "내용",
    "숫자",
    "개수",
    "옵션",
    "실행옵션",
    "대상",
    "소스",
    "목적지",
    "원본",
    "인덱스",
    "컬렉션",
    "플러그인",
    "차트",
    "릴리스",
    "릴리즈",
    "클러스터",
    "리전",
    "버킷",
    "인스턴스",
    "원격",
    "원격저장소",
    "단어",
    "패턴",
    "계정",
];

/// What names of values end in, in Chinese and Japanese.
const HAN_VALUES: &[&str] = &[
    "名",
    "号",
    "地址",
    "路径",
    "名称",
    "说明",
    "番号",
    "アドレス",
    "パス",
];

/// Things that a command is given, in Chinese and Japanese.
const HAN_THINGS: &[&str] = &[
    "文件",
    "目录",
    "文件夹",
    "数据库",
    "端口",
    "镜像",
    "容器",
    "分支",
    "密码",
    "ファイル",
    "ディレクトリ",
    "フォルダ",
    "パッケージ",
    "ブランチ",
    "コンテナ",
    "イメージ",
    "ホスト",
    "ポート",
];

/// Verbs that what is said of a command begins with in Chinese.
const HAN_DEEDS: &[&str] = &[
    "查看",
    "显示",
    "列出",
    "删除",
    "创建",
    "启动",
    "停止",
    "修改",
    "查询",
    "进入",
    "获取",
    "设置",
    "打开",
    "关闭",
    "运行",
    "执行",
    "安装",
    "指定",
    "根据",
    "输出",
    "重命名",
    "添加",
    "切换",
    "更改",
];

/// Whether a word of Chinese or Japanese stands for a value: `用户名`, `コンテナ名`, `用户名@地址`.
pub(crate) fn is_han_value(word: &str) -> bool {
    let is_part = |part: &str| {
        HAN_VALUES.iter().any(|end| part.ends_with(end))
            && part.chars().count() <= 12
            && part.chars().all(char::is_alphanumeric)
            && !HAN_DEEDS.iter().any(|deed| part.starts_with(deed))
    };
    !word.is_ascii() && word.split(['@', ':', '/']).all(is_part)
}

/// Whether it names a thing that a command may be given.
pub(crate) fn is_han_thing(word: &str) -> bool {
    HAN_THINGS.contains(&word)
}

/// Whether the words stand for a value: `이미지명:태그`, `컨테이너 이름`, `설정파일`, `<파일>`.
pub(crate) fn is_value(words: &str) -> bool {
    let words = words.trim();
    if words.starts_with(['<', '[']) {
        return true;
    }
    if !words.chars().any(is_hangul) || words.ends_with(':') {
        return false;
    }
    // `HEAD는 현재 위치`: a sentence. Behind Hangul `는` describes as well: `정하는 이름`.
    let topic = words.split(' ').next().is_some_and(|first| {
        let noun = first.trim_end_matches(['은', '는', '이', '가']);
        words.contains(' ') && noun.len() < first.len() && !noun.contains(is_hangul)
    });
    if topic {
        return false;
    }
    if words.contains([':', '/', '=', '.', '@', ',']) {
        let mut parts = words.split([':', '/', '=', '.', '@', ',']);
        return parts.all(|part| !part.chars().any(is_hangul) || is_named(part) || is_thing(part));
    }
    is_named(words)
}

/// Whether words in brackets name what a command is given: a value, or a thing with what is said of
/// it before, `지울 컨테이너`, `새 브랜치`.
pub(crate) fn is_asked(words: &str) -> bool {
    let words = words.trim();
    let mut parts = words.split(' ');
    let last = parts.next_back().unwrap_or_default();
    let described = parts.clone().count() <= 2 && parts.all(|part| part.chars().all(is_hangul));
    is_value(words) || described && is_thing(last)
}

fn is_named(words: &str) -> bool {
    // `브랜치1`, `커밋아이디2`: one of several.
    let one = words.trim_end_matches(|c: char| c.is_ascii_digit());
    if one.len() < words.len() && one.ends_with(is_hangul) {
        return is_thing(one) || is_named(one);
    }
    let compound = |thing: &str| {
        words
            .strip_suffix(thing)
            .is_some_and(|before| !before.is_empty() && !before.ends_with(' '))
    };
    // `이미지명` is the name of an image, though `지명` is that of a place.
    let name = words.strip_suffix('명').is_some_and(|thing| {
        let last = thing.rsplit(' ').next().unwrap_or_default();
        is_thing(last) || matches!(last, "페이지" | "메시지" | "메세지" | "스테이지" | "데이터")
    });
    // `컴파일` and `프로파일` are no `파일`.
    let compiles = words.ends_with("컴파일") || words.ends_with("프로파일");
    !compiles
        && (name || !NO_VALUES.iter().any(|word| words.ends_with(word)))
        && (VALUES.iter().any(|value| words.ends_with(value))
            || compound("파일")
            || compound("폴더"))
}

/// Whether the word names a thing that a command may be given.
pub(crate) fn is_thing(word: &str) -> bool {
    THINGS.contains(&word)
}
