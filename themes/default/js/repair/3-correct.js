// A word that the notes do not hold, made into one that they hold: going on where it was left half typed, in the other script by its
// sound, on the other keyboard layout, at last the word that is least unlike. An answer of js/search/3-query.js in; it is completed,
// or another in its place out.
(() => {
  const site = globalThis.notesite, { repair } = site, { halfTyped, maySound, halfSounds, sounds, toLatin, toHangul, mistyped } = repair;
  const { isHangul, stem, pattern } = site.letters, { put, takeStarting, addAll, unitsOf, both, surely, resolve } = site.meaning;

  // Words of the sound, or with `open` those whose sound begins so.
  const soundAlike = (index, answer, { word, bare, korean, known }, sound, open) => {
    for (const other of index.near(word)) {
      if (!(other.sounds ||= sounds(other.word)).some(one => open ? one.startsWith(sound) : one === sound)) continue;
      // In its own script a word of the same sound is a misspelling.
      const hangul = isHangul(other.word), same = hangul === korean, plain = hangul && stem(other.word) || other.word;
      if (same && (known || open || sound.length < 4 || Math.abs(plain.length - word.length) > (korean ? 0 : 2) && plain.length !== (bare || "").length)) continue;
      put(answer.hits, index.entry(other.word), sound.length > 3 ? .7 : .5);
      if (sound.length > 3) answer.direct = true;
      answer.shapes.push(pattern(plain));
      if (same) answer.meant ||= plain;
    }
  };

  // 엑세스키 for 액세스 키: one part is right, the other is not.
  const apartMistyped = (index, word, last, units) => {
    for (let i = word.length - 1; i > 0; i--) for (const wrong of [0, 1]) {
      const parts = [word.slice(0, i), word.slice(i)], hits = new Map(), right = surely(index, pattern(parts[1 - wrong]), !wrong && last);
      const meant = right.size && mistyped(index, parts[wrong], hits);
      if (meant && addAll(units, both(right, unitsOf(hits)), .8)) return wrong ? parts[0] + meant : meant + parts[1];
    }
    return null;
  };

  repair.correct = (index, answer, { word, raw, bare, last, lenient }) => {
    const { hits, units, shapes } = answer, korean = isHangul(word) || word[0] >= "ㄱ" && word[0] <= "ㅣ", readable = !/[ㅏ-ㅣ]/.test(word), initials = readable && /[ㄱ-ㅎ]/.test(word);
    if (!answer.direct && last) {
      const halves = halfTyped(word);
      for (const half of halves) answer.found(takeStarting(index, half, .8, true, hits), half);
      for (const half of halves) answer.takeApart(half);
    }
    if (index.missing.size) return;
    if (readable && !initials && maySound(word)) {
      const asked = { word, bare, korean, known: answer.direct };
      for (const sound of sounds(word)) if (sound.length > 2) soundAlike(index, answer, asked, sound);
      // 인그렛 will be 인그레스, which may stand there as ingress.
      if (!answer.direct && last) for (const sound of halfSounds(word)) if (sound.length > 3) soundAlike(index, answer, asked, sound, true);
    }
    if (index.missing.size || !lenient || answer.direct && !initials) return;
    const other = korean ? toLatin(word) : toHangul(raw);
    // A single syllable is too little to be sure of, and three initials may well be a word.
    if (/^([가-힣]{2,}[ㄱ-ㅎ]?|[a-z]+)$/.test(other) && (!initials || !answer.direct || index.entry(other))) {
      const switched = resolve(index, other, other, last, false);
      if (switched.direct) return { ...switched, meant: other };
    }
    if (answer.direct || !readable || initials) return;
    answer.meant = mistyped(index, word, hits) || apartMistyped(index, word, last, units);
    if (answer.meant) shapes.push(pattern(answer.meant));
  };
})();
