// Forms of a word: what English and Korean make of it. Text in, the beginnings and the rest that belong together out; knows no index.
// The same rules as `src/pages/search/forms.rs`.
(() => {
  const site = globalThis.notesite;
  const { char, isHangul } = site.letters, { split } = site.repair;
  const ENGLISH = /^(?:e|y|ies|ied|e?s|e?d|ing|e?rs?|ings)?$/, VERBAL = /^[다고기지게던며네니면요서도자음은을는습어아었았으려][가-힣]{0,4}$/, WHOLE = RegExp(VERBAL.source + "|^$");

  // Stems of verbs, with what the vowel that follows makes of them.
  const verbs = word => {
    const stem = /^(.+?)(?:다|는|는법|고|기|면|으면|려면|으려면|지|게|습니다)$/.exec(word)?.[1] || "", last = stem.at(-1), before = stem.slice(0, -1), out = [];
    // 감기 is no form of 감다.
    if (!last || !isHangul(last) || !before && !/(다|습니다)$/.test(word)) return out;
    const add = (last, goesOn) => out.push({ begins: before + last, goesOn });
    const [cho, jung, jong] = split(last), put = (jung, finals, goesOn) => { for (const final of finals) add(char(0xac00 + cho * 588 + jung * 28 + final), goesOn); };
    add(last, VERBAL);
    if (!jong) {
      // The finals of -ㄴ, -ㄹ, -ㅁ, -ㅂ니다, then of the past: 우어 is 워, 오아 is 와, 이어 is 여, 으어 is 어.
      put(jung, [4, 8, 16, 17], WHOLE);
      for (const vowel of { 13: [14], 8: [9], 20: [6], 18: [4, 0] }[jung] || [jung]) put(vowel, [0, 20], WHOLE);
    }
    // 만들다, 만든다, 만듭니다; 묻다, 물어; 잇다, 이어.
    if (jong === 8) put(jung, [0, 4, 17], WHOLE);
    if (jong === 7) put(jung, [8], VERBAL);
    if (jong === 19) put(jung, [0], VERBAL);
    return out;
  };
  // Hashing is hash, running is run.
  const english = word => {
    const base = /^([a-z]{3,}?)(?:e|y|ies|ied|es|ed|ing|ings|er|ers)$/.exec(word)?.[1], doubled = /([^aeiouls])\1$/.test(base) && base[3];
    return [base, doubled && base.slice(0, -1)].filter(Boolean).map(begins => ({ begins, goesOn: ENGLISH }));
  };
  site.repair.forms = word => isHangul(word) ? verbs(word) : english(word);
})();
