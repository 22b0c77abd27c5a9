// What words sound like, so that a word of one script is found in the other. Fetched with the rest of js/repair when the notes do not
// hold a word as it was typed: what sounds alike within the notes the build has paired.
(() => {
  const site = globalThis.notesite;
  const { isHangul, stem } = site.letters;

  // The initial consonant, the vowel and the final consonant of a syllable, by their numbers.
  const split = c => { const n = c.charCodeAt(0) - 0xac00; return [n / 588 | 0, (n % 588) / 28 | 0, n % 28]; };
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

  // Vowels that a Korean one may stand for, by its number; without ㅡ, which only parts consonants, and with 이 and 우 as the end of the
  // vowel before.
  const HEARD = "aou aei aiu ae euoa eai i eay oau ua ae oe ou uow uow ue ui u . ui iey".split(" ");
  const hangulVowels = (word, soft) => {
    let open = false;
    return [...word].flatMap((c, i) => {
      const [cho, jung, jong] = split(c), silent = soft && i && i + 1 === word.length && jung === 20 && !jong, glides = cho === 11 && open && [13, 18, 20].includes(jung);
      open = !jong;
      return jung === 18 || silent || glides ? [] : [jung];
    });
  };
  const latinVowels = word => {
    const groups = [];
    let inside = false;
    [...word.replace(/age$/, "ai").replace(/e$/, "")].forEach((c, i) => {
      const firstY = c === "y" && !i, vowel = /[aeiouy]/.test(c) && !firstY || c === "w" && inside;
      if (vowel) inside ? groups.push(groups.pop() + c) : groups.push(c);
      inside = vowel || c === "w" || firstY;
      if (inside && !vowel) groups.push("");
    });
    return groups.filter(Boolean);
  };
  // How many vowels must be changed, left out or put in.
  const unlike = (heard, written) => {
    let old = [...Array(written.length + 1).keys()];
    heard.forEach((vowel, i) => {
      const now = [i + 1];
      written.forEach((group, j) => now.push(Math.min(old[j] + ([...group].some(c => HEARD[vowel].includes(c)) ? 0 : 1), old[j + 1] + 1, now[j] + 1)));
      old = now;
    });
    return old[written.length];
  };
  // The consonants as the orthography of loan words (외래어 표기법) writes English ones, one for each of a skeleton: voiced, voiceless and
  // nasal ones apart. A * may stand for several, a ! for none, as in 때 or 있.
  const LOAN = ["G*ND*LMB*SS J*CKTP ", " *!!N!!*L!!!!!!!M*!*!Q***** "];
  const hangulConsonants = word => {
    let out = "", last = "";
    for (const c of word) {
      const [cho, , jong] = split(c), first = LOAN[0][cho];
      out += first + last === "LL" ? "" : first;
      out += last = LOAN[1][jong];
    }
    return out.replaceAll(" ", "");
  };
  const GROUP = /^(?:(tch)|([ts]ion)|(sh|c(?=[eiy]))|(ph)|(ck|qu)|(x)|(ch|th|t(?=ur))|(ng(?![aeiourly]))|(g(?=[eiy])))/;
  const GROUPS = ["C", "*N", "S", "P", "K", "**", "*", "Q", "Y"];
  const LETTER = Object.fromEntries([..."ckgdtbvpflrmnszj"].map((c, i) => [c, "KKGDTBBPPLLMNZZJ"[i]]));
  const latinConsonants = rest => {
    let out = "";
    while (rest) {
      const c = rest[0], action = /^c[ts]ion/.exec(rest), group = action || GROUP.exec(rest);
      if (group) {
        out += action ? "K*N" : GROUPS[group.slice(1).findIndex(Boolean)];
        rest = rest.slice(group[0].length);
        continue;
      }
      rest = rest.slice(rest[1] === c && !/^c[ts]ion/.test(rest.slice(1)) && !GROUP.test(rest.slice(1)) ? 2 : 1);
      if (c === "r" && !/^[aeiouy]/.test(rest)) continue;
      out += c === "n" && /^[kcqxg]/.test(rest) ? "*" : LETTER[c] || "";
    }
    return out;
  };
  const consonantsAlike = (hangul, latin) => {
    const heard = hangulConsonants(hangul), written = latinConsonants(latin);
    if (heard.includes("!") || [...hangul].filter(c => split(c)[0] === 18).length > latin.split(/(?<![cspg])h/).length - 1) return false;
    return heard.length !== hangulSound(hangul).length || [...heard].every((one, i) => {
      const other = written[i] || "*";
      return one === "*" || other === "*" || one === other || ({ Z: /[SJ]/, Y: /[GJ]/ })[other]?.test(one);
    });
  };
  // Whether a Hangul word of the same consonants is an English one as it is spoken here; with `open`, its beginning.
  const spokenAlike = (hangul, latin, open) => {
    // A word that begins with a vowel does so in both.
    if (!isHangul(hangul) || (split(hangul)[0] === 11) !== /^[aeiouwy]/.test(latin) || !consonantsAlike(hangul, latin)) return false;
    let heard = hangulVowels(hangul, /(sh|ch|ge|che)$/.test(latin)), written = latinVowels(latin);
    if (open) {
      const least = Math.min(heard.length, written.length);
      [heard, written] = [heard.slice(0, least), written.slice(0, least)];
    }
    const most = Math.max(heard.length, written.length);
    return unlike(heard, written) <= (open || most < 3 ? 0 : most < 5 ? 1 : 2);
  };

  // Consonants as they are compared: ch in machine, cache and church are one, as vowels are compared too.
  const plainSound = sound => sound.replaceAll("C", "S");

  site.repair = { split, INITIAL, hangulSound, sounds, plainSound, spokenAlike };
})();
