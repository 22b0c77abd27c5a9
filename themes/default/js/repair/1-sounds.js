// What words sound like, so that a word of one script is found in the other. Fetched with the rest of js/repair when the notes do not
// hold a word as it was typed: what sounds alike within the notes the build has paired.
(() => {
  const site = globalThis.notesite;
  const { isHangul, stem } = site.letters;

  // The initial consonant, the vowel and the final consonant of a syllable, by their numbers.
  const split = c => { const n = c.charCodeAt(0) - 0xac00; return [n / 588 | 0, (n % 588) / 28 | 0, n % 28]; };
  // What the consonants sound like, so that kubernetes and 쿠버네티스 are both KPNTS: initial and final ones by their numbers. Silent or vowel: blank.
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
  // English: capitals for one sound, 1 to 4 for those whose spelling leaves open which of two it is.
  const SPELLING = [[/([^aeiou])\1+/g, "$1"], [/(?<=[aeiou])gh/g, ""], [/tch|dg(?=[eiy])/g, "C"], [/[ts]ion/g, "SN"], [/ch/g, "1"], [/sh/g, "S"], [/ph/g, "P"], [/^th|th(?!u)/g, "3"], [/mb(?![aeiouyrl])|mn$/g, "M"],
    [/ck|qu/g, "K"], [/xc(?=[eiy])|x/g, "KS"], [/c(?=[eiy])/g, "S"], [/g(?=[eiy])/g, "2"], [/ng(?![aeiourl])/g, "N"], [/r(?=e$|[^aeiouy]|$)/g, ""], [/t(?=u)/g, "4"], [/[ckg]/g, "K"],
    [/[dt]/g, "T"], [/[bvpf]/g, "P"], [/[lr]/g, "L"], [/m/g, "M"], [/n/g, "N"], [/s/g, "S"], [/[jz]/g, "C"], [/[^A-Z1-4]/g, ""]];
  const OPEN = { 1: "CK", 2: "CK", 3: "ST", 4: "TC" };
  const latinSounds = word => {
    const skeleton = SPELLING.reduce((word, [letters, sound]) => word.replace(letters, sound), word);
    return [...new Set([...skeleton.matchAll(/[1-4]/g)].map(match => match[0]))].reduce((all, sign) => all.flatMap(one => [...OPEN[sign]].map(sound => one.replaceAll(sign, sound))), [skeleton]);
  };
  const sounds = word => isHangul(word) ? [word, stem(word)].filter(one => /^[가-힣]+$/.test(one)).map(hangulSound)
    : /^(?=.*[aeiouy])[a-z]{4,}$/.test(word) ? latinSounds(word) : [];

  // Consonants as they are compared: ch in machine, cache and church are one, as vowels are compared too.
  const plainSound = sound => sound.replaceAll("C", "S");

  site.repair = { split, INITIAL, hangulSound, sounds, plainSound };
})();
