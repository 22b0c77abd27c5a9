// Letters: what search knows of Korean and English writing. Text in, text or patterns out; knows no index.
// `src/pages/search/` holds the same rules in Rust, and tests/search/vectors.json holds both together.
(() => {
  const site = globalThis.notesite ||= {};
  const CHO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", JUNG = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
  const JONG = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
  // Compound jamo and the two keys that type them.
  const PARTS = {}, WHOLE = {};
  for (const three of "ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ".split(" "))
    WHOLE[PARTS[three[0]] = three.slice(1)] = three[0];

  const isHangul = c => c >= "가" && c <= "힣";
  const syllable = (cho, jung, jong) => String.fromCharCode(0xac00 + cho * 588 + jung * 28 + jong);
  const split = c => { const n = c.charCodeAt(0) - 0xac00; return [n / 588 | 0, (n % 588) / 28 | 0, n % 28]; };
  const apart = jamo => PARTS[jamo] || jamo;
  const each = (text, f) => [...text].map(f).join("");

  // Not NFKC: it would break jamo.
  const narrow = text => text.normalize("NFC").replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const normalise = text => narrow(text).toLowerCase();
  const WORD = /[가-힣]+|[a-z0-9ß-öø-ɏ]+|[\u0370-\u10ff\u1200-\u1fff\u3041-\u30ff\u3400-\u9fff]+/g;
  const words = text => text.match(WORD) || [];
  // In a query, jamo belong to Hangul. Answers [word, where it begins].
  const queryWords = text => [...text.matchAll(new RegExp(WORD.source.replace("가-힣", "가-힣ㄱ-ㅣ"), "g"))].map(m => [m[0], m.index]);

  const choseong = text => each(text, c => isHangul(c) ? CHO[split(c)[0]] : c);
  const jamo = text => each(text, c => {
    if (!isHangul(c)) return apart(c);
    const [cho, jung, jong] = split(c);
    return CHO[cho] + apart(JUNG[jung]) + (jong ? apart(JONG[jong]) : "");
  });

  // Jamo to syllables, as an input method puts them together.
  const compose = text => {
    let out = "", i = 0;
    const isVowel = c => c && JUNG.includes(c), joined = (a, b) => b && WHOLE[a + b];
    const isFinal = c => c && JONG.indexOf(c) > 0;
    while (i < text.length) {
      const cho = CHO.indexOf(text[i]);
      if (cho < 0 || !isVowel(text[i + 1])) { out += text[i++]; continue; }
      let jung = text[i + 1], jong = "";
      i += 2;
      if (isVowel(text[i]) && joined(jung, text[i])) jung = joined(jung, text[i++]);
      // A consonant before a vowel begins the next syllable.
      if (isFinal(text[i]) && !isVowel(text[i + 1])) {
        jong = text[i++];
        const two = joined(jong, text[i]);
        if (isFinal(two) && !isVowel(text[i + 1])) { jong = two; i++; }
      }
      out += syllable(cho, JUNG.indexOf(jung), jong ? JONG.indexOf(jong) : 0);
    }
    return out;
  };

  // The two-set keyboard.
  const KEYS = "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml", TYPED = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ";
  const toHangul = text => compose(each(text, c => TYPED[KEYS.indexOf(KEYS.includes(c) ? c : c.toLowerCase())] || c));
  const toLatin = text => each(jamo(text), c => KEYS[TYPED.indexOf(c)] || c).toLowerCase();

  // Particles and endings. What hangs onto a noun, then what makes a verb of it (하다, 되다, 시키다), then both.
  const PARTICLE = "은|는|이|가|을|를|의|에|로|으로|와|과|도|만|에서|에게|한테|에는|에도|에서는|에서의|에서도|으로는|으로도|로는|로도|로의|로써|로서|으로써|으로서|까지|부터|에서부터|란|이란|라는|이라는|라고|이라고|이라면|라면|처럼|보다|마다|이나|나|이며|며|이고|고|인|인지|인데|임|이다|입니다|이에요|예요|이야|야|랑|이랑|하고|들|들은|들이|들을|들의|들에|들에게|들로|별|별로|간|내|용|당|끼리|밖에|조차|요";
  const VERB = "(?:하|되|시키)(?:다|고|는|며|면|면서|여|지|기|기만|려|려고|려면|도록|는데|는지|는법|나요|나|니|니까|게|자|ㄴ지)|해|해서|해야|해도|했다|했|했을|하였다|한|한다|합니다|할|할때|함|하셨|되어|돼|돼서|된|된다|됩니다|되었|됐|됐다|될|됨|시킨|시킨다|시켜|시킬|시|시에|적|적인|적으로|화|화된|화하|성";
  const ENDING = new RegExp(`^(?:${PARTICLE}|(?:${VERB})(?:${PARTICLE})?)$`), TAIL = new RegExp(`^([가-힣]{2,}?)(?:(?:${VERB})(?:${PARTICLE})?|${PARTICLE})$`);
  const isEnding = text => ENDING.test(text);
  // The word without its particle, where two syllables or more are left; an English plural without its s.
  const stem = word => (TAIL.exec(word) || /^([a-z]{2,}[^su])s$/.exec(word) || [])[1];

  // What the consonants sound like, so that kubernetes and 쿠버네티스 are both KPNTS. Silent or vowel: blank.
  const INITIAL = "KKNTTLMPPSS CCCKTP ", FINAL = " KKKNNNTLLLLLLLLMPPTTNTTKTP ";
  const hangulSound = word => {
    let out = "", last = "";
    for (const c of word) {
      const [cho, , jong] = split(c), first = INITIAL[cho];
      // 클러 is one L.
      if (first !== " " && !(first === "L" && last === "L")) out += first;
      last = FINAL[jong].trim();
      out += last;
    }
    return out;
  };
  const latinSound = (word, ch, g) => word
    .replace(/tch/g, "C").replace(/c[ts]ion/g, "KSN").replace(/[ts]ion/g, "SN").replace(/ch/g, ch).replace(/sh/g, "S").replace(/ph/g, "P")
    .replace(/ck/g, "K").replace(/x/g, "KS").replace(/qu/g, "K").replace(/c(?=[eiy])/g, "S").replace(/g(?=[eiy])/g, g)
    .replace(/ng(?![aeiourl])/g, "N").replace(/([a-z])\1/g, "$1").replace(/r(?![aeiouy])/g, "")
    .replace(/[ckg]/g, "K").replace(/[dt]/g, "T").replace(/[bpfv]/g, "P").replace(/[lr]/g, "L").replace(/m/g, "M").replace(/n/g, "N")
    .replace(/s/g, "S").replace(/[jz]/g, "C").replace(/[^A-Z]/g, "");
  // English spelling leaves open how ch and g sound: up to four answers.
  const latinSounds = word => [...new Set(["CC", "KK", "CK", "KC"].map(way => latinSound(word, way[0], way[1])))];
  const sounds = word => isHangul(word[0]) ? [word, stem(word)].filter(one => one && /^[가-힣]+$/.test(one)).map(hangulSound)
    : /^(?=.*[aeiouy])[a-z]{4,}$/.test(word) ? latinSounds(word) : [];
  // The sounds of what is being typed: 인그렛 may go on as 인그레스.
  const halfSounds = word => {
    const [cho, jung, jong] = isHangul(word.at(-1)) ? split(word.at(-1)) : [];
    const next = jong ? CHO.indexOf(apart(JONG[jong]).at(-1)) : -1;
    return next < 0 ? sounds(word) : [...sounds(word), hangulSound(word.slice(0, -1) + syllable(cho, jung, 0)) + INITIAL[next]];
  };

  // A pattern is a list of [first, last] character codes. It fits a line also where blanks or joints stand between them.
  const exactly = c => [c.charCodeAt(0), c.charCodeAt(0)];
  const initial = jamo => {
    const first = 0xac00 + CHO.indexOf(jamo) * 588;
    return CHO.includes(jamo) ? [first, first + 587] : exactly(jamo);
  };
  // ㄳ is ㄱㅅ: the input method joins initials.
  const pattern = text => [...each(text, c => CHO.includes(apart(c)[0]) ? apart(c) : c)].map(initial);
  // What a word may become while its last syllable is being typed: 서븐 becomes 서브넷, 그 becomes 글 or 긔.
  const halfTyped = text => {
    const last = text.at(-1), before = pattern(text.slice(0, -1));
    if (!isHangul(last)) return [];
    const [cho, jung, jong] = split(last);
    const open = n => { const first = 0xac00 + cho * 588 + n * 28; return [...before, [first, first + 27]]; };
    if (!jong) return [...JUNG].flatMap((vowel, n) => apart(vowel)[0] === apart(JUNG[jung]) ? [open(n)] : n === jung ? [open(n)] : []);
    const two = apart(JONG[jong]), kept = syllable(cho, jung, two[1] ? JONG.indexOf(two[0]) : 0);
    return [[...before, exactly(kept), initial(two[1] || two)]];
  };
  const fits = (code, range) => code >= range[0] && code <= range[1];
  const begins = (word, shape) => word.length >= shape.length && shape.every((range, i) => fits(word.charCodeAt(i), range));
  // Where the pattern stands in the line: [start, end], or nothing. Blanks and joints are read over: kube-proxy is kubeproxy.
  const find = (line, shape, from = 0) => {
    for (let start = from; start < line.length; start++) {
      let at = start, i = 0;
      while (i < shape.length && at < line.length) {
        if (fits(line.charCodeAt(at), shape[i])) i++;
        else if (!i || !" -_./·".includes(line[at])) break;
        at++;
      }
      if (i === shape.length) return [start, at];
    }
  };

  // Edits between two words with neighbours swapped as one (Damerau-Levenshtein), or more than `most`.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let older = [], old = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const now = [i];
      for (let j = 1; j <= b.length; j++) {
        now[j] = Math.min(old[j] + 1, now[j - 1] + 1, old[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], older[j - 2] + 1);
      }
      if (Math.min(...now) > most) return most + 1;
      [older, old] = [old, now];
    }
    return old[b.length];
  };

  site.letters = { isHangul, narrow, normalise, words, queryWords, choseong, jamo, compose, toHangul, toLatin, isEnding, stem, sounds, halfSounds, hangulSound, latinSounds, pattern, halfTyped, begins, find, distance };
})();
