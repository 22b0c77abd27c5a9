// Typing errors: another keyboard layout, lone jamo, wrong letters. Fetched when the notes do not hold a word as it was typed.
(() => {
  const site = globalThis.notesite;
  const { CHO, JUNG, JONG, apart, each, isHangul, syllable, split, isEnding, stem, pattern } = site.letters;
  const whole = {};
  for (const jamo of JUNG + JONG) if (apart(jamo) !== jamo) whole[apart(jamo)] = jamo;

  // Syllables to the keys that type them.
  const jamo = text => each(text, c => {
    if (!isHangul(c)) return apart(c);
    const [cho, jung, jong] = split(c);
    return CHO[cho] + apart(JUNG[jung]) + (jong ? apart(JONG[jong]) : "");
  });
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

  // The word that was meant; it and its like are put into the hits by `put`.
  const mistyped = (index, word, put) => {
    const typed = jamo(word), most = typed.length >= 9 ? 2 : 1, korean = isHangul(word);
    let best = 0, meant = null;
    if (typed.length < (korean ? 5 : 4)) return meant;
    for (const other of index.near(word)) {
      if (isHangul(other.word) !== korean || other.word.length + 2 < word.length) continue;
      // What follows may be a particle, so the beginning is compared first.
      let like = korean ? other.word.slice(0, word.length) : other.word, edits = distance(typed, jamo(like), most);
      const rest = other.word.slice(like.length), bare = korean && stem(other.word);
      if (rest && !isEnding(rest)) edits += .5;
      if (edits > most + .5 && bare) edits = distance(typed, jamo(like = bare), most);
      if (edits > most + .5) continue;
      const sure = .85 - .2 * edits + (typed[0] === jamo(like)[0] ? .05 : 0), worth = sure + Math.min(other.count, 30) * .001;
      put(index.entry(other.word), sure);
      if (worth > best) [best, meant] = [worth, like];
    }
    return meant;
  };

  // The word of the index that is least unlike.
  const nearest = (index, word) => {
    const typed = jamo(word);
    let most = Math.max(2, typed.length >> 1), best = null;
    for (const { word: other } of index.near(word)) {
      const plain = isHangul(other) && stem(other) || other, edits = distance(typed, jamo(plain), most);
      if (edits < most || edits === most && !best) [most, best] = [edits, plain];
    }
    return best;
  };

  site.repair = { jamo, compose, toHangul, toLatin, distance, mistyped, nearest };
})();
