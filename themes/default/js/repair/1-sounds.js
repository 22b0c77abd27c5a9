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

  site.repair = { split, INITIAL, hangulSound, sounds };
})();
