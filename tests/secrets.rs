//! Secrets in the forms that providers give out, with and without Korean around them, and what only
//! looks like one. Keys are put together here, so that no host of code takes them for real ones.

use std::fs;
use std::process::Command;

use serde_json::Value;

/// So many letters and digits, none of them anybody's.
fn made_up(length: usize) -> String {
    let letters = b"q7Rk2Vx9Lm4Tz8Wc3Bn6Yp5Hd1Js0Gf";
    (0..length)
        .map(|i| char::from(letters[(i * 7 + i / 31) % letters.len()]))
        .collect()
}

fn base32(length: usize) -> String {
    made_up(length)
        .to_uppercase()
        .replace(['0', '1', '8', '9'], "7")
}

fn hex(length: usize) -> String {
    let letters = b"7a2f9c4b8d1e3605";
    (0..length)
        .map(|i| char::from(letters[(i * 7 + i / 16) % letters.len()]))
        .collect()
}

/// Keys of a form of their own, which stop publishing.
fn hard() -> Vec<String> {
    let m = made_up;
    vec![
        format!("AK{}{}", "IA", base32(16)),
        format!("AS{}{}", "IA", base32(16)),
        format!("gh{}{}", "p_", m(36)),
        format!("gh{}{}", "s_", m(36)),
        format!("github{}{}_{}", "_pat_", m(22), m(59)),
        format!("gl{}{}", "pat-", m(20)),
        format!("np{}{}", "m_", m(36)),
        format!("py{}{}", "pi-AgEIcHlwaS5vcmc", m(90)),
        format!("dckr{}{}", "_pat_", m(27)),
        format!("xo{}{}-{}", "xb-", 707_354_924_040_u64, m(24)),
        format!(
            "hooks.slack{}T{}/B{}/{}",
            ".com/services/",
            m(9),
            m(9),
            m(24)
        ),
        format!("AI{}{}", "za", m(35)),
        format!("GOC{}{}", "SPX-", m(28)),
        format!("sk{}{}", "_live_", m(24)),
        format!("sk{}{}", "-proj-", m(48)),
        format!("S{}{}.{}", "G.", m(22), m(43)),
        format!("62115850{}{}", "38:AA", m(33)),
        format!("Account{}{}==", "Key=", m(86)),
        format!("sk{}{}", "-ant-api03-", m(80)),
        format!("h{}{}", "f_", m(34)),
        format!("dop{}{}", "_v1_", hex(64)),
        format!("hv{}{}", "s.", m(90)),
        format!("shp{}{}", "at_", hex(32)),
        format!("gls{}{}_{}", "a_", m(32), hex(8)),
        format!("dap{}{}", "i", hex(32)),
        format!("{}.atlas{}{}", m(14), "v1.", m(67)),
        format!("https://discord{}15172855/{}", ".com/api/webhooks/", m(68)),
        format!("1/{}{}", "/0", m(80)),
        format!("S{}{}", "K", hex(32)),
        format!("MTE3NDQ1MDk5NzI1NDA{}.{}.{}", "2NDM4OA", m(6), m(38)),
        format!(
            "https://a.blob.core.windows.net/c/f?sv=2022-11-02&sp=rwd&{}={}%3D",
            "sig",
            m(43)
        ),
    ]
}

/// What its name gives away, with the value at the end.
fn soft() -> Vec<String> {
    let m = made_up;
    vec![
        format!("eyJ{}.eyJ{}.{}", m(20), m(30), m(40)),
        format!("password={}", m(12)),
        format!("DB_PASSWORD={}", m(16)),
        format!("비밀번호: {}", m(12)),
        format!("비밀번호 : {}", m(12)),
        format!("api_key: {}", m(32)),
        format!("access_token={}", m(32)),
        format!("Authorization: Bearer {}", m(40)),
        "Authorization: Basic c3ZjLTk3OmxVOEJYZGx4MThxZ1Ey".to_owned(),
        format!("mysql -u root -p{}", m(12)),
        format!("sshpass -p {}", m(12)),
        format!("machine git.example.com login me password {}", m(12)),
        format!("X-Naver-Client-Secret: {}", "OoCCpZ".to_owned() + "awno"),
        format!("클라이언트 시크릿 : {}", "kAzgzu".to_owned() + "KhIQ"),
        format!("client_secret={}", "r4Vt9xQ".to_owned() + "mZ2"),
        format!("봇 토큰: {}", m(24)),
        "Zoom Passcode: 8h3kQ2!".to_owned(),
        "비번 Kq93!zzPa".to_owned(),
        "도어락 비번(Kq93!zzPa)".to_owned(),
        "ssh root@192.0.2.3 (비밀번호 kQ93!zzP)".to_owned(),
        "비밀번호는 Kq93!zzP".to_owned(),
        "계정 : me@example.com / Kq93!zzPa".to_owned(),
        "관리자 계정(admin/Kq93!zzPa)".to_owned(),
        "접속 정보: `admin` / `Kq93!zzPa`".to_owned(),
        format!("서비스키: {}==", m(60)),
        format!("앱키: {}", hex(32)),
        format!("https://api.example.com/x?q=a&appid={}", hex(32)),
        format!("https://dapi.example.com/sdk.js?appkey={}", hex(32)),
        format!("Authorization: KakaoAK {}", hex(32)),
        format!("Authorization: Token {}", hex(40)),
        format!(".password(\"{}\")", m(12)),
        format!(".password(\"{{noop}}{}\")", m(12)),
        format!("user.setPassword(\"{}\");", m(12)),
        format!("passwordEncoder.encode(\"{}\")", m(12)),
        format!(
            "ALTER USER a IDENTIFIED WITH mysql_native_password BY '{}';",
            m(12)
        ),
        format!("CREATE ROLE a LOGIN PASSWORD '{}';", m(12)),
        format!("ALTER ROLE a PASSWORD '{}';", m(12)),
        format!("az login -u a -p {}", m(12)),
        format!("echo '{}' | sudo -S ls", m(12)),
        format!("echo \"root:{}\" | chpasswd", m(12)),
        format!("echo {} | docker login -u a --password-stdin", m(12)),
        format!("net user me {} /add", m(12)),
        format!("htpasswd -b f me {}", m(12)),
        format!("htpasswd -nbB me {}", m(12)),
        format!("7z x a.7z -p{}", m(12)),
        format!("unzip -P {} a.zip", m(12)),
        format!("keytool -list -storepass {}", m(12)),
    ]
}

/// What is no secret, however it looks.
const NONE: &[&str] = &[
    "AKIA 로 시작하는 20자",
    "AKIAIOSFODNN7EXAMPLE",
    "AKIAXXXXXXXXXXXXXXXX",
    "password=<비밀번호>",
    "password: ${DB_PASSWORD}",
    "password: {{ .Values.password }}",
    "password = os.environ[\"DB_PASSWORD\"]",
    "password: form.elements.password",
    "username, password = ARGV",
    "DB_PASSWORD=$(aws ssm get-parameter --name /shop/db)",
    "Password:",
    "비밀번호를 세 번 틀리면 잠긴다",
    "비밀번호 : 8자 이상",
    "비밀번호는 SHA-256 으로 감춘다",
    "password: required",
    "pwd : print working directory",
    "pwd: printWorkingDirectory",
    "passwordEncoder = new BCryptPasswordEncoder()",
    "password_hash=5f3a9c1d7e2b4a6088c1d2e3f4a5b6c7",
    "secret: true",
    "token = request.headers.get(\"Authorization\")",
    "Authorization: Bearer <토큰>",
    "Authorization: Bearer {{access_token}}",
    "docker run -p 8080:80 nginx",
    "docker login -u kim",
    "mysql -u root -p",
    "mysql -h db -P 3306 shop",
    "postgres://app@db.example.com:5432/shop",
    "postgres://app:<비밀번호>@db.example.com/shop",
    "https://example.com:8080/@kim",
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 kim@dev",
    "-----BEGIN CERTIFICATE-----",
    "`-----BEGIN PRIVATE KEY-----` 로 시작한다",
    "nginx@sha256:1c4eef651f65e2f7daee7ee785882ac164b02b78fb74503052a26dc061c90474",
    "discord.com/api/webhooks/<번호>/<토큰>",
    "hvs.CAESI... 로 시작한다",
    "key-value 저장소, api_org_chart, secret_name",
    "dapi 와 hf_transfer, r8_model",
    "sk-learn-contrib-and-other-packages-to-install",
    "npm_config_registry=https://registry.example.com",
    "Idempotency-Key: 8c7f2a10-1b3d-4c5e-9f6a-0b1c2d3e4f50",
    "apiKey: process.env.API_KEY,",
    "123456789012.dkr.ecr.ap-northeast-2.amazonaws.com",
    "eyJ 로 시작하면 JWT",
    "SG.개발 그룹",
    "POSTGRES_PASSWORD_FILE=/run/secrets/db",
    "AWS_ACCESS_KEY_ID=<액세스 키>",
    "kubectl create secret generic db --from-literal=password=<비밀번호>",
    "passwd kim",
    "id 와 pw 를 적는다",
    "client_secret: mySecretKey",
    "client_secret: x7k2m9q4w1z8",
    "clientSecret = ClientSecret",
    "Client-Secret: <시크릿>",
    "client_secret=OAuthClientID",
    "login page password SHA-256",
    "Log in with the login form password field2",
    "https://example.com/?sig=abc",
    "SKU, SKELETON, SK하이닉스",
    "NTP.server.example, MTU.size.of",
    "비밀번호 8자(영문+숫자+!@#)",
    "암호 SHA-256!, AES/CBC/PKCS5Padding",
    "비밀번호(8자 이상)",
    "비밀번호(password)를 적는다",
    "비번 kim2024@example.com 으로 받기",
    "비밀번호 P@ssw0rd1! 같은 것은 안 된다",
    "계정 : kim / 2024-01-01",
    "계정: admin / AdministratorAccess",
    "관리자 계정(root/admin)",
    "접속 정보 : https://example.com/a!1b2c3d4",
    "아이디/비번 : kim / <비밀번호>",
    "서비스키: 발급받은 키",
    "앱키: com.example.app2024",
    "appId: \"1:123456789012:web:1a2b3c4d5e6f7a8b9c0d1e\"",
    "https://example.com/?appid=com.example.app2024",
    "Authorization: KakaoAK ${REST_API_KEY}",
    "Authorization: Token <토큰>",
    ".password(\"password\")",
    ".password(\"{noop}1234\")",
    ".password(\"{bcrypt}$2a$10$7EqJtq98hPqEX7fNZaFWoO\")",
    ".password(passwordEncoder.encode(\"user1234\"))",
    "user.setPassword(\"newPassword\")",
    "isValidPassword(\"Kq93zzPa1x\")",
    "URLEncoder.encode(\"Kq93zzPa1x\", \"UTF-8\")",
    "ALTER USER root IDENTIFIED WITH caching_sha2_password BY '<비밀번호>';",
    "IDENTIFIED WITH mysql_native_password AS '*6C8989366EAF75BB670AD8EA7A7FC1176A95CEF4'",
    "CREATE ROLE a LOGIN PASSWORD '<비밀번호>';",
    "enter the password 'Kq93zzPa1x' again",
    "az vm create -n a -p 8080",
    "echo '<비밀번호>' | sudo -S ls",
    "echo Kq93zzPa1x | sudo -s",
    "echo \"root:$PASSWORD\" | chpasswd",
    "cat pw.txt | docker login -u kim --password-stdin",
    "net user kim /add",
    "net user kim2024x /active:yes",
    "htpasswd -c file2024.txt kim2024name",
    "htpasswd -b file kim <비밀번호>",
    "unzip -p a2024file.zip",
    "keytool -storepass <비밀번호>",
    "Passcode: 숫자 여섯",
    "https://example.com/1//0",
];

/// Tables that speak of passwords and hold none.
const TABLES: &[&str] = &[
    "| 방식 | 비밀번호 |\n|--|--|\n| SSH | O |\n| 키 | X |",
    "| 이름 | 비밀번호 | 형 |\n|--|--|--|\n| a | varchar(255) | text |",
    "| 저장 | 비밀번호 |\n|--|--|\n| 해시 | SHA-256 |\n| 옛 | PBKDF2-SHA512 |",
    "| 비밀번호 | 설명 |\n|--|--|\n| 8자 이상 | 2024-01-01 |",
    "| token | Bearer |\n|--|--|\n| access_token | refresh_token_2024_v1 |",
    "| 계정 | password |\n|--|--|\n| kim | `<비밀번호>` |\n| lee | ${DB_PASSWORD} |",
    "| 암호 | 길이 |\n|--|--|\n| TLS_AES_128_GCM_SHA256 | AES256GCM128x |",
    "| 비밀번호 담당 | 메일 |\n|--|--|\n| 김 | kim2024x@example.com |",
];

/// What `inspect` finds in a note of each line.
fn found(lines: &[String]) -> Vec<Vec<Value>> {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).expect("a folder");
    for (i, line) in lines.iter().enumerate() {
        fs::write(notes.join(format!("{i}.md")), format!("# 글\n\n- {line}\n")).expect("a note");
    }
    let out = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("inspect")
        .arg(folder.path())
        .output()
        .expect("notesite runs");
    let site: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let all = site["diagnostics"].as_array().expect("a list");
    let of = |i: usize| {
        let path = format!("notes/{i}.md");
        all.iter()
            .filter(|one| one["code"] == "secret" && one["path"] == path.as_str())
            .cloned()
            .collect()
    };
    (0..lines.len()).map(of).collect()
}

/// A key among words, as people write it.
fn settings(key: &str) -> Vec<String> {
    vec![
        key.to_owned(),
        format!("키는 {key} 이다"),
        format!("열쇠 `{key}` 를 쓴다"),
        format!("값은 \"{key}\" 로"),
        format!("{key}를 쓴다"),
        format!("{key}입니다."),
    ]
}

#[test]
fn every_known_form_is_found_with_and_without_particles() {
    let lines: Vec<String> = hard().iter().flat_map(|key| settings(key)).collect();
    for (line, found) in lines.iter().zip(found(&lines)) {
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!(found[0]["hard"], true, "{line}");
    }
    let pem = ["EC ", "RSA ", "OPENSSH ", ""].map(|kind| {
        let body = made_up(64);
        format!(
            "-----BEGIN {kind}PRIVATE {}-----\n{body}\n{body}\n-----END-----",
            "KEY"
        )
    });
    let more: Vec<String> = pem
        .into_iter()
        .chain([
            format!("PuTTY-User-Key-{}-3: ssh-ed25519\nEncryption: none", "File"),
            format!("client-key-data: {}", made_up(80)),
            format!("user:\n    token: {}", made_up(60)),
            "\"auth\": \"c3ZjLTE6NTNsbVRuRHdsdHRuaG0=\"".to_owned(),
            format!("AWS_SECRET_ACCESS_KEY={}", made_up(40)),
            format!("aws configure set aws_secret_access_key {}", made_up(40)),
        ])
        .collect();
    for (text, found) in more.iter().zip(found(&more)) {
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0]["hard"], true, "{text}");
    }
}

/// Editors and exports write `\_`, and a page shows `_`.
#[test]
fn a_key_that_was_escaped_for_markdown_is_found() {
    let escapes: [&dyn Fn(&str) -> String; 4] = [
        &|key| key.replace('_', "\\_"),
        &|key| key.replace('-', "\\-").replace('_', "\\_"),
        &|key| key.replacen('_', "&#95;", 1),
        &|key| key.replacen('_', "&lowbar;", 1),
    ];
    let mut lines = Vec::new();
    for key in hard() {
        for escape in escapes {
            let typed = escape(&key);
            if typed != key && !key.contains('/') {
                lines.push(format!("앞 \\_ 과 키는 {typed} 이다"));
            }
        }
    }
    assert!(lines.len() > 20);
    for (line, found) in lines.iter().zip(found(&lines)) {
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!(found[0]["hard"], true, "{line}");
        assert_eq!(found[0]["column"], 13, "{line}: {found:?}");
    }
}

/// A key found as it was typed is no second one as it is read, and hides no other beside it.
#[test]
fn keys_beside_one_another_are_each_found_once() {
    let (plain, other) = (
        format!("ghp_{}", made_up(36)),
        format!("ghp\\_{}", made_up(36)),
    );
    let lines = [
        format!("하나는 {plain} 이고 둘은 {other} 이다"),
        format!("하나는 {other} 이고 둘은 {plain} 이다"),
        format!("token: {other}"),
    ];
    for ((line, found), count) in lines.iter().zip(found(&lines)).zip([2, 2, 1]) {
        assert_eq!(found.len(), count, "{line}: {found:?}");
    }
}

#[test]
fn what_a_name_gives_away_is_found_and_stops_nothing() {
    let address = |key: &str| format!("postgres://app:{key}@db.example.com/shop");
    let lines: Vec<String> = soft()
        .iter()
        .flat_map(|text| settings(text))
        .chain([
            address(&made_up(12)),
            format!("비밀번호는 `{}` 로 정했다", made_up(12)),
        ])
        .collect();
    for (line, found) in lines.iter().zip(found(&lines)) {
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!(found[0]["hard"], false, "{line}");
    }
}

#[test]
fn what_only_looks_like_a_secret_is_none() {
    let lines: Vec<String> = NONE.iter().map(|line| (*line).to_owned()).collect();
    for (line, found) in lines.iter().zip(found(&lines)) {
        assert!(found.is_empty(), "{line}: {found:?}");
    }
}

#[test]
fn a_table_names_what_stands_below_and_beside() {
    let key = made_up(12);
    let token = made_up(24);
    let tables = [
        (format!("| 계정 | 비밀번호 |\n|--|--|\n| root | {key} |"), 1),
        (
            format!("계정 | **패스워드** (초기)\n--|--\nroot | `{key}`"),
            0,
        ),
        (
            format!("| DB password | host |\n|:--|--:|\n| {key} | a |\n| {token} | b |"),
            2,
        ),
        (
            format!("| 항목 | 값 |\n|--|--|\n| 비밀번호 | {key} |\n| 토큰 | {token} |"),
            2,
        ),
        (
            format!("| a\\|b | API key | c |\n|--|--|--|\n| x\\|y | {token} | z |"),
            1,
        ),
        (
            format!(
                "| Client Secret |\n|--|\n| {} |",
                "OoCCpZ".to_owned() + "awno"
            ),
            1,
        ),
    ];
    let mut lines: Vec<String> = tables
        .iter()
        .map(|(text, _)| format!("표\n\n{text}"))
        .collect();
    lines.extend(TABLES.iter().map(|text| format!("표\n\n{text}")));
    let expected = tables.iter().map(|(_, count)| *count);
    let expected = expected.chain(TABLES.iter().map(|_| 0));
    for ((text, found), count) in lines.iter().zip(found(&lines)).zip(expected) {
        assert_eq!(found.len(), count, "{text}: {found:?}");
    }
}

#[test]
fn what_was_chosen_for_an_account_is_told_each_time() {
    let lines = ["- 비번: Tiger!2024\n- 와이파이 비번: qwer1234!@\n- pwd: root1234".to_owned()];
    let found = &found(&lines)[0];
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn toy_values_are_told_once_for_each_file() {
    let lines = ["password=1234\n- DB_PASSWORD=change-me\n- mysql -u root -proot".to_owned()];
    let found = &found(&lines)[0];
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["hard"], false);
}
