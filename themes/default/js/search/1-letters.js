// Letters: what search knows of Korean and English writing. Text in, text or patterns out; knows no index.
// `src/pages/search/letters.rs` holds the same rules, and tests/search/vectors.json holds both together.
(() => {
  const site = globalThis.notesite ||= {};
  const CHO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  const each = (text, f) => [...text].map(f).join("");

  const isHangul = text => text >= "가" && text < "힤";
  const split = c => { const n = c.charCodeAt(0) - 0xac00; return [n / 588 | 0, (n % 588) / 28 | 0, n % 28]; };

  // Not NFKC: it would break jamo.
  const narrow = text => text.normalize("NFC").replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const normalise = text => narrow(text).toLowerCase();
  const WORD = "가-힣]+|[a-z0-9ß-öø-ɏ]+|[\u0370-\u10ff\u1200-\u1fff\u3041-\u30ff\u3400-\u9fff]+";
  const words = text => text.match(RegExp("[" + WORD, "g")) || [];
  // In a query, jamo belong to Hangul.
  const queryWords = text => [...text.matchAll(RegExp("[ㄱ-ㅣ" + WORD, "g"))].map(match => ({ word: match[0], at: match.index }));

  const choseong = text => each(text, c => isHangul(c) ? CHO[split(c)[0]] : c);

  // What hangs onto a noun, and what makes a verb of it (하다, 되다, 시키다).
  const PARTICLE = "들|들?(?:[은는이가을를의도만요임]|(?:에서|에게|한테|에|으?로|와|과|이?랑|하고|까지|부터|처럼|보다|마다|밖에|끼리|별|당)(?:부터|[는도의만서써로])?|이?(?:란|라는|라고|라면|나|며|고|야)|인[지데]?|이다|입니다|이에요|예요|조차)";
  const VERB = "(?:하|되|시키)(?:다|고|는[데지법]?|며|면서?|여|어|지|기만?|려[고면]?|도록|나요?|니까?|게|자)?|(?:[해돼했됐]|시켜|하였|되었)[서야도다을]?|(?:[한할된될]|시킨|시킬)[다때]?|[함됨]|[합됩]니다|시에?|적(?:인|으로)?|화[된하한]?|성";
  const ENDING = RegExp(`^(?:[간내용]|${PARTICLE}|(?:${VERB})(?:${PARTICLE})?)$`);
  const isEnding = text => ENDING.test(text);
  // The word without its particle, where two syllables or more are left; an English plural without its s.
  const stem = word => {
    if (/^[a-z]{2,}[^su]s$/.test(word)) return word.slice(0, -1);
    for (let i = 2; i < word.length; i++) if (isEnding(word.slice(i)) && /^[가-힣]+$/.test(word)) return word.slice(0, i);
  };

  // What the consonants sound like, so that kubernetes and 쿠버네티스 are both KPNTS. Silent or vowel: blank.
  const INITIAL = "KKNTTLMPPSS CCCKTP ", FINAL = " KKKNNNTLLLLLLLLMPPTTNTTKTP ";
  const hangulSound = word => {
    let out = "", last = "";
    for (const c of word) {
      const [cho, , jong] = split(c), first = INITIAL[cho];
      // 클러 is one L.
      out += first + last === "LL" ? "" : first;
      out += last = FINAL[jong];
    }
    return out.replaceAll(" ", "");
  };
  const SPELLING = [[/tch/g, "C"], [/c[ts]ion/g, "KSN"], [/[ts]ion/g, "SN"], [/ch/g], [/sh/g, "S"], [/ph/g, "P"], [/ck|qu/g, "K"], [/x/g, "KS"], [/c(?=[eiy])/g, "S"], [/g(?=[eiy])/g],
    [/ng(?![aeiourl])/g, "N"], [/([a-z])\1/g, "$1"], [/r(?![aeiouy])/g, ""], [/[ckg]/g, "K"], [/[dt]/g, "T"], [/[bpfv]/g, "P"], [/[lr]/g, "L"], [/m/g, "M"], [/n/g, "N"], [/s/g, "S"], [/[jz]/g, "C"], [/[^A-Z]/g, ""]];
  // English spelling leaves open how ch and g sound: up to four answers.
  const latinSounds = word => [...new Set(["CC", "KK", "CK", "KC"].map(open => {
    let n = 0;
    return SPELLING.reduce((word, [letters, sound]) => word.replace(letters, sound ?? open[n++]), word);
  }))];
  const sounds = word => isHangul(word) ? [word, stem(word)].filter(one => /^[가-힣]+$/.test(one)).map(hangulSound)
    : /^(?=.*[aeiouy])[a-z]{4,}$/.test(word) ? latinSounds(word) : [];
  // A pattern is a list of [first, last] character codes.
  const exactly = c => [c.charCodeAt(0), c.charCodeAt(0)];
  const initial = jamo => {
    const first = 0xac00 + CHO.indexOf(jamo) * 588;
    return CHO.includes(jamo) ? [first, first + 587] : exactly(jamo);
  };
  // Jamo that js/repair reads first: vowels, and ㄳ, which the input method makes of ㄱㅅ.
  const isTypedApart = text => /[ㄳㄵㄶㄺ-ㅀㅄㅏ-ㅣ]/.test(text);
  const pattern = text => [...site.repair ? site.repair.initials(text) : text].map(initial);
  const fits = (code, range) => code >= range[0] && code <= range[1];
  const begins = (word, shape) => word.length >= shape.length && shape.every((range, i) => fits(word.charCodeAt(i), range));
  // Where the pattern stands in the line: [start, end], or nothing. Blanks and joints are read over: kube-proxy is kubeproxy.
  const find = (line, shape, from = 0) => {
    // Most patterns begin with one certain letter, which the browser finds faster than we do.
    const first = shape[0] && shape[0][0] === shape[0][1] ? String.fromCharCode(shape[0][0]) : "";
    for (let start = from; start < line.length; start++) {
      if (first && (start = line.indexOf(first, start)) < 0) return;
      let at = start, i = 0;
      while (i < shape.length && at < line.length) {
        if (fits(line.charCodeAt(at), shape[i])) i++;
        else if (!i || !" -_./·".includes(line[at])) break;
        at++;
      }
      if (i === shape.length) return [start, at];
    }
  };

  site.letters = { CHO, INITIAL, each, isHangul, split, narrow, normalise, words, queryWords, choseong, isEnding, stem, hangulSound, sounds, exactly, initial, isTypedApart, pattern, begins, find };
})();
