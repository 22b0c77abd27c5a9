// What is being typed and what was mistyped: half a syllable, another keyboard layout, lone jamo, wrong letters.
(() => {
  const site = globalThis.notesite;
  const { CHO, each, isHangul, char, isEnding, stem, range, initial, pattern } = site.letters, { split, INITIAL, hangulSound, sounds } = site.repair;
  const JUNG = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ", JONG = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
  // Compound jamo and the two keys that type them.
  const parts = {}, whole = {};
  for (const [jamo, ...two] of "ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ".split(" ")) whole[parts[jamo] = two.join("")] = jamo;
  const apart = jamo => parts[jamo] || jamo;
  const syllable = (cho, jung, jong) => char(0xac00 + cho * 588 + jung * 28 + jong);

  // ㄳ is ㄱㅅ: the input method joins initials.
  const initials = text => each(text, c => CHO.includes(apart(c)[0]) ? apart(c) : c);
  // What a word may become while its last syllable is being typed: 서븐 becomes 서브넷, 그 becomes 글 or 긔.
  const halfTyped = text => {
    const last = text.at(-1), before = pattern(text.slice(0, -1));
    if (!isHangul(last)) return [];
    const [cho, jung, jong] = split(last), two = apart(JONG[jong]);
    if (jong) return [[...before, syllable(cho, jung, two[1] ? JONG.indexOf(two[0]) : 0), initial(two.at(-1))]];
    return [...JUNG].flatMap((vowel, n) => {
      const first = 0xac00 + cho * 588 + n * 28;
      return n === jung || apart(vowel)[0] === apart(JUNG[jung]) ? [[...before, range(first, first + 27)]] : [];
    });
  };
  // Whether the word may be a foreign one as it is spoken here: those have no two consonants under a syllable, but for one that is
  // still being typed.
  const maySound = word => [...word.slice(0, -1)].every(c => !isHangul(c) || !parts[JONG[split(c)[2]]]);
  // The sounds of what is being typed: 인그렛 may go on as 인그레스.
  const halfSounds = word => {
    const last = word.at(-1), [cho, jung, jong] = isHangul(last) ? split(last) : [];
    const next = jong ? CHO.indexOf(apart(JONG[jong]).at(-1)) : -1;
    return next < 0 ? sounds(word) : [...sounds(word), hangulSound(word.slice(0, -1) + syllable(cho, jung, 0)) + INITIAL[next]];
  };

  // Every misspelt word is compared with all words of the index: what was made of them is kept.
  const kept = make => {
    const known = new Map();
    return text => {
      if (!known.has(text)) known.set(text, make(text));
      return known.get(text);
    };
  };
  const stemOf = kept(stem);
  // Syllables to the keys that type them.
  // Katakana without what is written in several ways, as the long vowels of インターフェース and インタフェイス.
  const jamo = kept(text => each(text.replace(/(?<=.)ー/g, "").replace(/(?<=[ェエ])イ+/g, ""), c => {
    if (!isHangul(c)) return apart(c);
    const [cho, jung, jong] = split(c);
    return CHO[cho] + apart(JUNG[jung]) + (jong ? apart(JONG[jong]) : "");
  }));
  // Jamo to syllables, as an input method puts them together.
  const compose = text => {
    let out = "", i = 0;
    const isVowel = c => c && JUNG.includes(c), isFinal = c => c && JONG.indexOf(c) > 0;
    while (i < text.length) {
      const cho = CHO.indexOf(text[i]);
      if (cho < 0 || !isVowel(text[i + 1])) { out += text[i++]; continue; }
      let jung = text[i + 1], jong = "";
      i += 2;
      if (isVowel(whole[jung + text[i]])) jung = whole[jung + text[i++]];
      // A consonant before a vowel begins the next syllable.
      if (isFinal(text[i]) && !isVowel(text[i + 1])) {
        jong = text[i++];
        if (isFinal(whole[jong + text[i]]) && !isVowel(text[i + 1])) jong = whole[jong + text[i++]];
      }
      out += syllable(cho, JUNG.indexOf(jung), jong ? JONG.indexOf(jong) : 0);
    }
    return out;
  };

  // The two-set keyboard; case counts, R is ㄲ.
  const KEYS = "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml", TYPED = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ";
  const toHangul = text => compose(each(text, c => TYPED[KEYS.indexOf(KEYS.includes(c) ? c : c.toLowerCase())] || c));
  const toLatin = text => each(jamo(text), c => KEYS[TYPED.indexOf(c)] || c).toLowerCase();

  // Edits between two words with neighbours swapped as one (Damerau-Levenshtein), or `most` + 1 where there are more.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let older = [], old = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const now = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let edits = Math.min(old[j] + 1, now[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, older[j - 2] + 1);
        now.push(edits);
        least = Math.min(least, edits);
      }
      if (least > most) return most + 1;
      [older, old] = [old, now];
    }
    return old[b.length];
  };

  // A word with the letters that are taken for each other made one: ㅔ is ㅐ, ㄲ is ㄱ.
  const folded = kept(word => each(jamo(word), c => "ㅐㅐㅐㅗㅡㄱㄷㅂㅅㅈ"["ㅔㅖㅒㅓㅜㄲㄸㅃㅆㅉ".indexOf(c)] || c));
  // Whether one edit between short words is one that is often made: letters that sound alike, one that is doubled or should be, or two
  // that changed places. Any other edit makes a word of its own of a short one.
  const sorted = text => [...jamo(text)].sort().join(""), once = text => text.replace(/(.)\1+/g, "$1");
  const isLikely = (word, like) => folded(word) === folded(like) || sorted(word) === sorted(like) || !isHangul(word) && once(word) === once(like);
  // One key was missed in a word of three syllables and more: 주임지 for 중심지.
  const isMissed = (typed, word, like) => word[2] && word.length === like.length && jamo(like).length === typed.length + 1;
  // English words that build sentences: spelt right, whatever else the notes hold.
  const FUNCTION = /^(?:from|th(?:is|at|ey|em|en|an|ere|eir|ese|ose)|been|were|will|[wc]ould|wh(?:ich|en|ile|at|ere)|into|your|some|such|does|have|just|like|about)$/;

  // A loanword with what is spelt in two ways made one: 스왑 and 스와프, or without `finals` 폴드 and 폴트. A final is the syllable with ㅡ
  // that others write.
  const spelt = finals => kept(word => each(word, (c, i) => {
    if (!isHangul(c)) return c;
    const [cho, jung, jong] = split(c), stop = i && jung === 18 && !jong && (finals ? { 15: "K", 16: "T", 17: "P" } : { 0: "K", 1: "K", 15: "K", 3: "T", 4: "T", 16: "T", 7: "P", 8: "P", 17: "P" })[cho];
    const last = finals && { 1: "K", 24: "K", 17: "P", 26: "P", 19: "T", 25: "T" }[jong];
    return stop || (last ? syllable(cho, jung, 0) + last : c);
  }));
  const spellings = [spelt(true), spelt(false)], oneLoan = (word, other) => spellings.some(spelt => spelt(word) === spelt(other));

  // Words at most so many edits away, the likeliest first; `given` where what stands beside the word tells which was meant.
  const candidates = (index, word, edits, given) => {
    const typed = jamo(word), most = typed.length >= 9 ? edits : 1, stray = /[ㄱ-ㅣ]/.test(word), korean = isHangul(word) || stray, short = typed.length < (korean ? 8 : /[ァ-ヺ]/.test(word) ? 5 : 6), found = [];
    if (typed.length < (korean && !given ? 5 : 4) || FUNCTION.test(word)) return [];
    for (const other of index.near(word)) {
      if (isHangul(other.word) !== korean || other.word.length + 2 < word.length) continue;
      // What follows may be a particle, so the beginning is compared first.
      const worth = Math.min(other.count, 30) * .001, begun = syllables => {
        const like = korean ? other.word.slice(0, syllables) : other.word, rest = other.word.slice(like.length);
        return [distance(typed, jamo(like), most) + (rest && !isEnding(rest) ? .5 : 0), like];
      };
      let [edits, like] = begun(word.length);
      // 바엊ㅇ식 was mistyped for certain, and is longer than 방정식.
      if (stray) for (const less of [1, 2]) {
        const [fewer, shorter] = begun(Math.max(word.length - less, 0));
        if (fewer < edits) [edits, like] = [fewer, shorter];
      }
      if (korean && !stray && edits > .5) {
        const bare = stemOf(other.word), loan = [other.word, bare].find(one => one && oneLoan(word, one));
        if (loan) {
          found.push({ other, like: loan, sure: .9, worth: .9 + worth });
          continue;
        }
        if (bare && edits > most + .5) edits = distance(typed, jamo(like = bare), most);
      }
      if (edits > most + .5 || short && !given && (edits > 1 || !(stray || isLikely(word, like) || korean && isMissed(typed, word, like)))) continue;
      const beginsSo = typed[0] === jamo(like)[0];
      // Two edits leave the beginning and the syllables as they are.
      if (edits > 1.5 && !(beginsSo && (!korean || stray || like.length === word.length))) continue;
      const sure = .85 - .2 * edits + (beginsSo ? .05 : 0);
      found.push({ other, like, sure, worth: sure + worth });
    }
    return found.sort((a, b) => b.worth - a.worth);
  };
  // The word that was meant; it and its like, three at most, are put into the hits.
  const mistyped = (index, word, edits, hits) => {
    const best = candidates(index, word, edits).slice(0, 3);
    for (const { other, sure } of best) site.meaning.put(hits, index.entry(other.word), sure);
    return best[0] ? best[0].like : null;
  };
  // Words one edit away from a part of a word, of which only what stands beside it tells which was meant.
  const perhaps = (index, part) => candidates(index, part, 1, true).slice(0, 8).map(({ like }) => like);

  // The word that these keys type but for Shift; `typed` is what they type without it.
  const unshifted = (index, keys, typed) => {
    let most = 0, best;
    for (const { word, count } of index.near(typed)) {
      const like = word.slice(0, typed.length), rest = word.slice(typed.length);
      if (count > most && (!rest || isEnding(rest)) && toLatin(like) === keys) [most, best] = [count, like];
    }
    return best;
  };

  // The word of the index that is least unlike.
  const nearest = (index, word) => {
    // One edit makes another word of a very short one.
    if (!word[2]) return null;
    const typed = jamo(word);
    // Two edits make any word of a short one.
    const least = word[3] ? 2 : 1;
    // Nobody means `if` by wifi, nor `partition` by radiation.
    let most = isHangul(word) ? Math.min(Math.max(least, typed.length >> 1), Math.max(least, word.length >> 1)) : Math.max(word.length / 5 | 0, 1), best = null;
    for (const { word: other } of index.near(word)) {
      if (isEnding(other) || /^[0-9]+$/.test(other)) continue;
      const plain = isHangul(other) && stemOf(other) || other, edits = distance(typed, jamo(plain), most);
      if (edits < most || edits === most && !best) [most, best] = [edits, plain];
    }
    return best;
  };

  Object.assign(site.repair, { syllable, initials, halfTyped, maySound, halfSounds, jamo, compose, toHangul, toLatin, distance, folded, mistyped, perhaps, unshifted, nearest });
})();
