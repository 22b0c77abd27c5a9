// A word that the notes do not hold, corrected: the other keyboard layout, then the word that is least unlike. An answer of
// js/search/3-query.js in; it is completed, or another in its place out.
(() => {
  const site = globalThis.notesite, { repair } = site, { toLatin, toHangul, mistyped } = repair;
  const { pattern } = site.letters, { putInto, addAll, unitsOf, both, surely, resolve } = site.meaning;

  // 엑세스키 for 액세스 키: one part is right, the other is not.
  const apartMistyped = (index, word, last, units) => {
    for (let i = word.length - 1; i > 0; i--) for (const wrong of [0, 1]) {
      const parts = [word.slice(0, i), word.slice(i)], hits = new Map(), right = surely(index, pattern(parts[1 - wrong]), !wrong && last);
      const meant = right.size && mistyped(index, parts[wrong], putInto(hits));
      if (meant && addAll(units, both(right, unitsOf(hits)), .8)) return wrong ? parts[0] + meant : meant + parts[1];
    }
    return null;
  };

  repair.correct = (index, answer, { word, raw, korean, initials, readable, last }, put) => {
    const other = korean ? toLatin(word) : toHangul(raw);
    // A single syllable is too little to be sure of, and three initials may well be a word.
    if (/^([가-힣]{2,}[ㄱ-ㅎ]?|[a-z]+)$/.test(other) && (!initials || !answer.direct || index.entry(other))) {
      const switched = resolve(index, other, other, last, false);
      if (switched.direct) return { ...switched, meant: other };
    }
    if (answer.direct || !readable || initials) return;
    answer.meant = mistyped(index, word, put) || apartMistyped(index, word, last, answer.units);
    if (answer.meant) answer.shapes.push(pattern(answer.meant));
  };
})();
