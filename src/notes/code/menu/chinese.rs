//! Where the places of a path begin and end in Chinese, which is written without blanks: at its
//! verbs. Words in, bytes out. Knows no signs.

use crate::notes::code::menu::enclosed::is_han;
use crate::notes::code::menu::label::{is_interface, is_root};
use crate::text::is_hangul;

/// How far a last step in Chinese goes; `None` where it is none, nothing where it is a deed.
pub(super) fn in_chinese(words: &str) -> Option<usize> {
    if !is_chinese(words) {
        return None;
    }
    let deed = |words: &str| DEEDS.split_whitespace().any(|deed| words.starts_with(deed));
    if deed(words) {
        return Some(0);
    }
    let ends = [
        " ，",
        " ,",
        " 中",
        "中启用",
        "中打开",
        "中开启",
        "中选择",
        "中选",
    ];
    let sign = ends.iter().filter_map(|end| words.find(end)).min();
    // `API 找到 URL`: behind a name in Latin letters.
    let latin = words.match_indices(' ').map(|(at, _)| at).find(|at| {
        words[..*at].is_ascii() && (deed(&words[at + 1..]) || words[at + 1..].starts_with("找到"))
    });
    // `网络中`: in it; what goes on is called so as well (`运行中`).
    let within = ["中", "里", "裡", "内", "內"].iter().find_map(|end| {
        let name = words.strip_suffix(*end)?;
        let on = name.ends_with(['行', '理', '用', '载', '載', '传', '傳', '接']);
        (!on && !name.is_empty()).then_some(name.len())
    });
    let cut = sign.into_iter().chain(latin).chain(within).min();
    cut.filter(|at| *at > 0)
}

/// What is done at a place, in Chinese.
const DEEDS: &str = "取消勾选 勾选 选择 选中 打开 点击 启用 关闭 输入 取消勾選 勾選 選擇 選中 打開 \
    點擊 單擊 单击 啟用 關閉 輸入 往下 向下 下拉 滚动 滑到";

/// Whether something is pressed or opened behind the last place, in Chinese: `中选择`, `，点击`.
pub(super) fn is_pressed(after: &str) -> bool {
    let after = after.trim_start_matches(['，', ',', ' ', '”', '」', '】', ']']);
    let after = after.strip_prefix(['中', '里', '裡']).unwrap_or(after);
    DEEDS.split_whitespace().any(|deed| after.starts_with(deed))
}

fn is_chinese(words: &str) -> bool {
    let is_kana = |c: char| ('\u{3040}'..='\u{30ff}').contains(&c);
    words.contains(is_han) && !words.contains(|c: char| is_hangul(c) || is_kana(c))
}

/// The bytes of a sentence in Chinese before the first place: `在 Tools`, `然后打开设置`;
/// it has no blanks, so the last verb of going is where it ends.
pub(super) fn chinese_lead(words: &str) -> usize {
    const VERBS: &str = "依次点击 依次打开 点击 點擊 单击 單擊 打开 打開 开启 開啟 进入 進入 选择 \
        選擇 前往 转到 轉到 移至 导航到 切换到 然后 然後 以及 通过 透過 找到 访问 訪問 请在 請在";
    const BEGINS: [char; 7] = ['在', '从', '從', '到', '按', '点', '點'];
    // `打开方式` is a label.
    let label = |rest: &str| rest.is_empty() || rest.starts_with(['方', '性']);
    let mut from = 0;
    if is_chinese(words) {
        let ends = VERBS.split_whitespace().filter_map(|verb| {
            let end = words.rfind(verb)? + verb.len();
            (!label(words[end..].trim_start())).then_some(end)
        });
        // `你可以在 Eclipse`
        let apart = ["在 ", "在“", "在「", "在[", "从 ", "到 "];
        let apart = apart.iter().filter_map(|word| {
            let at = words.rfind(word)?;
            words[at..].chars().next().map(|c| at + c.len_utf8())
        });
        from = ends.chain(apart).max().unwrap_or(0);
        let rest = words[from..].trim_start();
        // `在庫` is a word of its own.
        let begins = rest.strip_prefix(BEGINS).filter(|rest| {
            let opens = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '“' | '「' | '[');
            rest.starts_with(opens) || is_root(rest) || is_interface(rest)
        });
        from = words.len() - begins.unwrap_or(rest).trim_start().len();
    }
    from
}
