//! Whether a Hangul word is an English one as it is spoken here: its letters one after the other,
//! as the orthography of loan words (외래어 표기법) writes them. Text in, a verdict out. The same
//! rules as `repair/1-spoken.js`, and `tests/search/vectors.json` holds both together.

use std::sync::LazyLock;

use super::letters::parted;
use crate::text::is_syllable;

/// English letters and what may be heard for them. A sign before the letters is one of
/// [`stands_behind`], one behind them of [`goes_on`]. Heard are onsets in small letters, finals in
/// capitals, and vowels: `U` is ㅓ, `-` is ㅡ, those with a glide are two.
const RULES: &str = "\
    b b/P,c k/K,c~ s,cc~ Ks,ch c/k/K/ci,chi si,che$ s/si/sui,tch c/ci/Tc/Tci,ck k/K,sc~ s,\
    d d/T,dg~ j/ji/Tj/Tji,ds j,f p,ph p,g g/K,g~ j/ji,gh /p/g,^gn n,gn$ N,gu~ g,h h,*h ,\
    j j,k k/K,^kn n,l l/L/Ll,m m/M,mb M,mn$ M,n n/N,n# Q,ng Q,p p/P,^ps s,qu ku/k/K,\
    que$ k/K,queue kiu,r+ l,r- /U,re$ /U,rh l,^wr l,s s,&s j,s$ ,sh si/su/sui/s,\
    sion siUN/jUN/jiUN,t t/T,th s/t/T,*th d,tion siUN/sUN/ciUN/cUN,ion iUN/UN,ts c,\
    tu ciu/cu/cU/cuU/ciU,tz c/j,v b,w u,wa uo/uU/ua,war uU/uo,wh u/h,x Ks/Kj/g-j,^x j/s,\
    xc~ Ks,z j/s,zz j/Tj,a a/e,*a U,^a U,a? U,a@ ei,age$ iji/eiji,ai ei/e/ai,air eU,al oL/o,\
    ar a/U,are eU,au o,aw o,ay ei/ai,e e,e= i,*e U,*e! ,ea i/e/ei,ear U/iU/a,ee i,eer iU,\
    ei ei/i/ai,er U,ere iU,eu iu/u,ew iu/u,ey i/ei,i i,i@ ai,ia ia/aiU/iU,ie i/ai/aiU,\
    igh ai,ir U,ire aiU,o o/a,*o U,o% U,%o ,o$ u,oa o,oi oi,oo u/o/U,or o/oU/U,ore oU/o,\
    ou au/u/U/o,ow au/o/ou,oy oi,u u/U/iu/a,ue$ iu/u/,ui i/ui/u,ur U,ure iuU/uU/U,y i,\
    y@ ai";

struct Rule {
    before: Option<u8>,
    letters: &'static [u8],
    after: Option<u8>,
    heard: Vec<&'static [u8]>,
}

/// The rules by the first of their letters.
static BY_LETTER: LazyLock<Vec<Vec<Rule>>> = LazyLock::new(|| {
    let mut out: Vec<Vec<Rule>> = (b'a'..=b'z').map(|_| Vec::new()).collect();
    for line in RULES.split(',') {
        let (form, heard) = line.split_once(' ').unwrap_or((line, ""));
        let letters = form.trim_matches(|c: char| !c.is_ascii_lowercase());
        let at = form.find(letters).unwrap_or_default();
        let bytes = form.as_bytes();
        let first = letters.bytes().next().unwrap_or(b'a');
        out[usize::from(first - b'a')].push(Rule {
            before: at.checked_sub(1).map(|at| bytes[at]),
            letters: letters.as_bytes(),
            after: bytes.get(at + letters.len()).copied(),
            heard: heard.split('/').map(str::as_bytes).collect(),
        });
    }
    out
});

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether the letters before are those that the sign means.
fn stands_behind(sign: Option<u8>, said: &[u8]) -> bool {
    let last = said.last().copied();
    match sign {
        None => true,
        Some(b'^') => said.is_empty(),
        Some(b'*') => said.iter().any(|c| is_vowel(*c)),
        // A consonant behind a vowel.
        Some(b'%') => said.iter().any(|c| is_vowel(*c)) && !last.is_some_and(is_vowel),
        // What makes s a z.
        _ => last.is_some_and(|c| is_vowel(c) || b"lmnrwb".contains(&c)),
    }
}

/// Whether the letters that follow are those that the sign means.
fn goes_on(sign: Option<u8>, rest: &[u8]) -> bool {
    let at = |i: usize| rest.get(i).copied().unwrap_or(b' ');
    let soft = |c: u8| matches!(c, b'e' | b'i' | b'y');
    let first = at(0);
    match sign {
        None => true,
        Some(b'~') => soft(first),
        Some(b'#') => {
            matches!(first, b'k' | b'q' | b'x') || matches!(first, b'c' | b'g') && !soft(at(1))
        }
        Some(b'+') => is_vowel(first),
        Some(b'-') => !is_vowel(first),
        Some(b'$') => rest.is_empty(),
        // No r of the same syllable.
        Some(b'=') => first != b'r' || is_vowel(at(1)),
        // Where an e is silent.
        Some(b'!') => {
            let consonants = rest.iter().take_while(|c| !is_vowel(**c) && **c != b'r');
            let count = consonants.count();
            rest.is_empty()
                || rest == b"s"
                || matches!(first, b'l' | b'm' | b'n')
                || count > 0 && is_vowel(at(count))
        }
        Some(b'%') => matches!(first, b'l' | b'm' | b'n' | b'r' | b'v') || rest.starts_with(b"th"),
        // Where a later syllable is stressed: 머신, 벌룬.
        Some(b'?') => {
            let end = rest.iter().position(|c| is_vowel(*c)).unwrap_or_default();
            end > 0
                && [&b"ine"[..], b"oon"]
                    .iter()
                    .any(|stressed| rest[end..].starts_with(stressed))
        }
        // Where a vowel is long: `e` stands behind the next consonant.
        _ => {
            let pair = [first, at(1)];
            rest.is_empty()
                || matches!(&pair, b"nd" | b"ld" | b"gh" | b"gn")
                || is_vowel(first)
                || rest.len() > 1 && is_vowel(at(1))
                || matches!(&pair, b"th" | b"ph" | b"ch" | b"ng" | b"st") && is_vowel(at(2))
                || matches!(at(1), b'r' | b'l') && is_vowel(at(2))
        }
    }
}

/// The syllables as the rules write them: `!` is what no loan word is written with, a dot stands
/// where a final one comes before a vowel. The last of what is being typed, `half`, begins the
/// next.
fn heard_in(word: &str, half: bool) -> Vec<u8> {
    const ONSETS: &[u8; 19] = b"g!nd!lmb!ss j!cktph";
    const FINALS: &[u8; 28] = b" K!!N!!!L!!!!!!!MP!T!Q!!!!!!";
    const HALVES: &[u8; 28] = b" g!!n!!dl!!!!!!!mb!ss!jcktph";
    const VOWELS: [&str; 21] = [
        "a", "e", "ia", "ie", "U", "e", "iU", "ie", "o", "ua", "ue", "ue", "io", "u", "uU", "ue",
        "ui", "iu", "-", "-i", "i",
    ];
    let (mut out, mut closed) = (Vec::new(), false);
    for c in word.chars() {
        let (cho, jung, jong) = parted(c);
        if cho != 11 {
            out.push(ONSETS[cho]);
        } else if closed {
            out.push(b'.');
        }
        out.extend(VOWELS[jung].bytes());
        if jong > 0 {
            let is_half = half && word.ends_with(c);
            out.push(if is_half { HALVES } else { FINALS }[jong]);
        }
        closed = jong > 0 && jong != 21;
    }
    out
}

/// Words that stand behind others in one: 백업, 로그아웃.
fn is_second(rest: &[u8]) -> bool {
    let words: [&[u8]; 9] = [
        b"w", b"y", b"up", b"out", b"off", b"on", b"in", b"over", b"end",
    ];
    words.iter().any(|word| rest.starts_with(word))
}

/// More than any word may differ.
const TOO_MANY: u8 = 3;

/// How many vowels differ at least, up to [`TOO_MANY`]; with `open` where one of the two is the
/// beginning of the other.
fn unlike(heard: &[u8], latin: &[u8], open: bool) -> u8 {
    let sounds_open = |sound: Option<u8>| sound.is_some_and(|c| b"aeiouU".contains(&c));
    let width = heard.len() + 1;
    let mut costs = vec![TOO_MANY; width * (latin.len() + 1)];
    costs[0] = 0;
    let mut least = TOO_MANY;
    for i in 0..=latin.len() {
        let (said, rest) = latin.split_at(i);
        let first = rest.first().copied();
        let own = first.is_some_and(is_vowel);
        let doubled = !own && first.is_some() && first == rest.get(1).copied();
        let rules = first.map_or(&[][..], |c| &BY_LETTER[usize::from(c - b'a')]);
        let fits: Vec<&Rule> = rules
            .iter()
            .filter(|rule| {
                rest.starts_with(rule.letters)
                    && stands_behind(rule.before, said)
                    && goes_on(rule.after, &rest[rule.letters.len()..])
            })
            .collect();
        for j in 0..width {
            let cost = costs[i * width + j];
            if cost >= TOO_MANY {
                continue;
            }
            let sound = heard.get(j).copied();
            let mut put = |more: usize, length: usize, price: u8| {
                let at = (i + more) * width + j + length;
                costs[at] = costs[at].min(cost + price);
            };
            let (spoken, written) = (sound.is_none(), first.is_none());
            if spoken && written || open && (spoken || written) {
                least = least.min(cost);
            }
            // ㅡ parts consonants; a vowel too many is none of the first.
            let before = j.checked_sub(1).map_or(b' ', |j| heard[j]);
            let parts = sound == Some(b'-') && before.is_ascii_lowercase() && !is_vowel(before);
            if parts || sound == Some(b'.') && is_second(rest) {
                put(0, 1, 0);
            }
            let vowel = sounds_open(sound);
            if vowel && i > 0 {
                put(0, 1, 1);
            }
            for rule in &fits {
                for out in rule.heard.iter().filter(|out| heard[j..].starts_with(out)) {
                    put(rule.letters.len(), out.len(), 0);
                }
            }
            if doubled {
                put(1, 0, 0);
            }
            if own {
                put(1, 0, 1);
                if vowel {
                    put(1, 1, 1);
                }
            }
        }
    }
    least
}

/// Whether a Hangul word is an English one of lower-case letters as it is spoken here; with `open`
/// whether one is the beginning of the other.
pub fn spoken_alike(hangul: &str, latin: &str, open: bool) -> bool {
    if !hangul.chars().all(is_syllable) || !latin.bytes().all(|c| c.is_ascii_lowercase()) {
        return false;
    }
    // 인그렛 will be 인그레스.
    [false, open].into_iter().any(|half| {
        let heard = heard_in(hangul, half);
        let sounds = heard.iter().filter(|c| !b"-.".contains(c)).count();
        let most = match sounds {
            _ if open => 0,
            0..=6 => 0,
            7..=10 => 1,
            _ => 2,
        };
        !heard.contains(&b'!') && unlike(&heard, latin.as_bytes(), open) <= most
    })
}
