//! The words by which secrets are told: names of passwords and keys in the languages of notes, and
//! what stands before or around a secret that has no name. A text in, the words and their places
//! out.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// What a name says of its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// A password.
    Password,
    /// The same in Korean, perhaps with a particle behind it.
    KoreanPassword,
    /// A key or a token: it must be long and random.
    Key,
    /// `Authorization`
    Authorization,
    /// `://`
    Address,
    /// `client-key-data`
    ClientKey,
    /// `"key"`: one of somebody's where the name of its owner stands beside it.
    OwnKey,
    /// `"auth"`
    DockerAuth,
    /// `IDENTIFIED BY`, `WITH PASSWORD`
    Sql,
    /// ` -p`, ` -a `, ` -u ` of a program that takes a password there.
    Option,
    /// `계정(admin/…)`
    Account,
    /// `.password("…")`
    Call,
    /// `echo … | sudo -S`
    Piped,
    /// A command whose password is the last of its words.
    Last,
    /// A call that is given the password in quotation marks.
    Literal,
    /// The words from which a wallet is made.
    Phrase,
    /// `(admin / …)` behind an address.
    Pair,
    /// `echo … > password.txt`
    Written,
    /// `gh secret set NAME --body "…"`
    Body,
    /// `db.example.com:5432:shop:kim:…`
    PasswordFile,
    /// `net use Z: \\files\share … /user:kim`
    Share,
    /// Any word for an account, with the password on the line behind it.
    Beside,
    /// `login('kim', '…')`: the second text of a call.
    Second,
    /// `default` of a variable of Terraform.
    Default,
}

/// Words that stand at the end of a name, or mark a place of their own.
const NAMES: &[(&str, Name)] = &[
    ("password", Name::Password),
    ("passwd", Name::Password),
    ("passphrase", Name::Password),
    ("pwd", Name::Password),
    ("pw", Name::Password),
    ("requirepass", Name::Password),
    ("masterauth", Name::Password),
    ("passcode", Name::Password),
    ("pass", Name::Password),
    ("psk", Name::Password),
    ("preshared key", Name::Password),
    ("pre-shared key", Name::Password),
    ("공유 키", Name::KoreanPassword),
    ("공유키", Name::KoreanPassword),
    ("보안 키", Name::KoreanPassword),
    ("보안키", Name::KoreanPassword),
    ("mot de passe", Name::KoreanPassword),
    ("passwort", Name::KoreanPassword),
    ("contraseña", Name::KoreanPassword),
    ("暗証番号", Name::KoreanPassword),
    ("비밀번호", Name::KoreanPassword),
    ("비번", Name::KoreanPassword),
    ("암호", Name::KoreanPassword),
    ("패스워드", Name::KoreanPassword),
    ("パスワード", Name::KoreanPassword),
    ("密码", Name::KoreanPassword),
    ("密碼", Name::KoreanPassword),
    ("secret key", Name::Key),
    ("받은 키", Name::Key),
    ("발급 키", Name::Key),
    ("발급키", Name::Key),
    ("secret", Name::Key),
    ("token", Name::Key),
    ("api_key", Name::Key),
    ("api-key", Name::Key),
    ("apikey", Name::Key),
    ("access_key", Name::Key),
    ("accesskey", Name::Key),
    ("access key", Name::Key),
    ("api key", Name::Key),
    ("service_key", Name::Key),
    ("servicekey", Name::Key),
    ("appkey", Name::Key),
    ("app_key", Name::Key),
    ("app key", Name::Key),
    ("auth-key", Name::Key),
    ("account-key", Name::Key),
    ("functions-key", Name::Key),
    ("secret-key", Name::Key),
    ("server key", Name::Key),
    ("서버 키", Name::Key),
    ("appid", Name::Key),
    ("api 키", Name::Key),
    ("api키", Name::Key),
    ("서비스키", Name::Key),
    ("앱키", Name::Key),
    ("액세스키", Name::Key),
    ("시크릿키", Name::Key),
    ("비밀키", Name::Key),
    ("인증키", Name::Key),
    ("인증 키", Name::Key),
    ("서비스 키", Name::Key),
    ("앱 키", Name::Key),
    ("액세스 키", Name::Key),
    ("시크릿 키", Name::Key),
    ("비밀 키", Name::Key),
    ("토큰", Name::Key),
    ("시크릿", Name::Key),
    ("private_key", Name::Key),
    ("admin_key", Name::Key),
    ("master_key", Name::Key),
    ("write_key", Name::Key),
    ("auth_key", Name::Key),
    ("signing_key", Name::Key),
    ("license_key", Name::Key),
    ("subscription-key", Name::Key),
    ("subscription_key", Name::Key),
    ("secret_key_base", Name::Key),
    ("_pat", Name::Key),
    ("presharedkey", Name::Password),
    ("privatekey", Name::Key),
    ("mnemonic", Name::Phrase),
    ("seed_phrase", Name::Phrase),
    ("seed phrase", Name::Phrase),
    ("니모닉", Name::Phrase),
    ("복구 문구", Name::Phrase),
    ("authorization", Name::Authorization),
    ("://", Name::Address),
    ("client-key-data", Name::ClientKey),
    ("\"key\"", Name::OwnKey),
    ("\"auth\"", Name::DockerAuth),
    ("identified by", Name::Sql),
    ("with password", Name::Sql),
    ("password(", Name::Sql),
    ("identified with", Name::Sql),
    ("login password", Name::Sql),
    ("password '", Name::Sql),
    ("password(\"", Name::Call),
    ("passwordencoder.encode(\"", Name::Call),
    ("계정", Name::Account),
    ("계정 정보", Name::Account),
    ("와이파이", Name::Account),
    ("wifi", Name::Account),
    ("wi-fi", Name::Account),
    ("(", Name::Pair),
    ("비밀번호", Name::Beside),
    ("비번", Name::Beside),
    ("패스워드", Name::Beside),
    ("암호", Name::Beside),
    ("password", Name::Beside),
    ("아이디", Name::Beside),
    ("로그인", Name::Beside),
    ("로그인", Name::Account),
    ("접속", Name::Beside),
    ("계정", Name::Beside),
    ("관리자", Name::Beside),
    ("login", Name::Beside),
    ("account", Name::Beside),
    ("admin", Name::Beside),
    ("root", Name::Beside),
    ("username", Name::Beside),
    ("credential", Name::Beside),
    (":5432:", Name::PasswordFile),
    (":*:", Name::PasswordFile),
    ("net use ", Name::Share),
    ("default", Name::Default),
    ("echo ", Name::Written),
    ("printf ", Name::Written),
    ("--body ", Name::Body),
    ("--value ", Name::Body),
    ("add_user ", Name::Last),
    ("setuser ", Name::Last),
    ("auth ", Name::Last),
    ("', '", Name::Second),
    ("\", \"", Name::Second),
    ("접속", Name::Account),
    ("접속정보", Name::Account),
    ("접속 정보", Name::Account),
    ("로그인 정보", Name::Account),
    ("| sudo -s", Name::Piped),
    ("| chpasswd", Name::Piped),
    ("| sudo chpasswd", Name::Piped),
    ("--password-stdin", Name::Piped),
    ("| passwd --stdin", Name::Piped),
    ("| sudo passwd --stdin", Name::Piped),
    ("net user ", Name::Last),
    ("wpa_passphrase ", Name::Last),
    ("snmp-server community ", Name::Last),
    ("enable secret ", Name::Last),
    ("add-authtoken ", Name::Last),
    ("wandb login ", Name::Last),
    ("chpasswd <<< ", Name::Last),
    ("sqlplus ", Name::Last),
    ("impdp ", Name::Last),
    ("expdp ", Name::Last),
    ("mc alias set ", Name::Last),
    ("mc config host add ", Name::Last),
    ("vault login ", Name::Last),
    ("wifi connect ", Name::Last),
    ("openssl passwd ", Name::Last),
    ("change_password ", Name::Last),
    ("conn ", Name::Last),
    ("user = \"", Name::Last),
    ("bindpw", Name::Password),
    ("convertto-securestring", Name::Literal),
    ("getconnection(", Name::Literal),
    ("jwt.sign(", Name::Literal),
    ("jwt.verify(", Name::Literal),
    ("signwith(", Name::Literal),
    ("connect(", Name::Literal),
    (".login(", Name::Literal),
    ("htpasswd -", Name::Last),
    (" -storepass ", Name::Option),
    (" -keypass ", Name::Option),
    (" -p", Name::Option),
    (" -a ", Name::Option),
    (" -u ", Name::Option),
    (" -u", Name::Option),
    (" -w ", Name::Option),
    (" --user ", Name::Option),
    (" /p:", Name::Option),
    (" -k ", Name::Option),
];

fn names() -> &'static AhoCorasick {
    static NAMES_FOUND: OnceLock<AhoCorasick> = OnceLock::new();
    NAMES_FOUND.get_or_init(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(NAMES.iter().map(|(name, _)| name))
            .expect("some twenty short texts are within an automaton's limits")
    })
}

/// Every word of the table in a text with what it says, in order; one may lie in another.
pub(super) fn places(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str, Name)> {
    names().find_overlapping_iter(text).map(|found| {
        let (word, name) = NAMES[found.pattern().as_usize()];
        (found.start()..found.end(), word, name)
    })
}
