// A word that the notes do not hold, made into one that they hold: going on where it was left half typed, in the other script by its
// sound, on the other keyboard layout, at last the word that is least unlike. An answer of js/search/3-query.js in; it is completed,
// or another in its place out.
(() => {
  const site = globalThis.notesite, { repair } = site, { forms, halfTyped, maySound, halfSounds, hangulSound, sounds, plainSound, spokenAlike, folded, toLatin, toHangul, distance, mistyped } = repair;
  const { isHangul, stem, pattern } = site.letters, { put, starting, takeStarting, addAll, unitsOf, both, surely, phrase, resolve } = site.meaning;

  // Words of the sound, or with `open` those whose sound begins so.
  const soundAlike = (index, answer, { word, bare, korean, known }, heardSound, open) => {
    const sound = plainSound(heardSound);
    for (const other of index.near(word)) {
      if (!(other.sounds ||= sounds(other.word).map(plainSound)).some(one => open ? one.startsWith(sound) : one === sound)) continue;
      // In its own script a word of the same sound is a misspelling.
      const hangul = isHangul(other.word), same = hangul === korean, plain = hangul && stem(other.word) || other.word;
      if (same && (known || open || sound.length < 4 || Math.abs(plain.length - word.length) > (korean ? 0 : 2) && plain.length !== (bare || "").length)) continue;
      const heard = same ? korean ? folded(plain) === folded(word) : distance(plain, word, 2) < 3 : [word, korean && bare].some(own => own && (korean ? spokenAlike(own, plain, open) : spokenAlike(plain, own, open)));
      if (!heard) continue;
      put(answer.hits, index.entry(other.word), .7);
      answer.direct = true;
      answer.shapes.push(Object.assign(pattern(plain), { taken: !same }));
      if (same) answer.meant ||= plain;
    }
  };

  // One part of a compound: units that hold it as it is, under another name, or by its sound, with the patterns to mark.
  const partOf = (index, text) => {
    const units = surely(index, pattern(text), false), shapes = units.size ? [pattern(text)] : [], hits = new Map(), sound = plainSound(hangulSound(text));
    for (const name of index.pairs(text, false)) if (addAll(units, phrase(index, name), .8)) shapes.push(pattern(name.replaceAll(" ", "")));
    if (sound[1]) for (const other of index.near(text)) {
      if (isHangul(other.word) || !(other.sounds ||= sounds(other.word).map(plainSound)).includes(sound) || !spokenAlike(text, other.word, false)) continue;
      put(hits, index.entry(other.word), .7);
      shapes.push(pattern(other.word));
    }
    addAll(units, unitsOf(hits));
    return { units, shapes };
  };
  // 서킷브레이커 for Circuit Breaker. A part of one syllable is none.
  const heardApart = (index, word) => {
    const units = new Map(), shapes = [];
    if (/^[가-힣]{4,}$/.test(word)) for (let i = 2; i < word.length - 1; i++) {
      const left = partOf(index, word.slice(0, i)), right = left.units.size && partOf(index, word.slice(i));
      if (right && addAll(units, both(left.units, right.units), .8)) shapes.push(...left.shapes, ...right.shapes);
    }
    return { units, shapes };
  };

  // 엑세스키 for 액세스 키: one part is right, the other is not.
  const apartMistyped = (index, word, last, units) => {
    for (let i = word.length - 1; i > 0; i--) for (const wrong of [0, 1]) {
      const parts = [word.slice(0, i), word.slice(i)], hits = new Map(), right = surely(index, pattern(parts[1 - wrong]), !wrong && last);
      const meant = right.size && mistyped(index, parts[wrong], 2, hits);
      if (meant && addAll(units, both(right, unitsOf(hits)), .8)) return wrong ? parts[0] + meant : meant + parts[1];
    }
    return null;
  };

  repair.correct = (index, answer, { word, raw, bare, last, lenient, partial }) => {
    const { hits, units, shapes } = answer, korean = isHangul(word) || word[0] >= "ㄱ" && word[0] <= "ㅣ", readable = !/[ㅏ-ㅣ]/.test(word), initials = readable && /[ㄱ-ㅎ]/.test(word);
    const spelt = readable && !initials, takeMeant = meant => {
      answer.meant = meant;
      if (meant) shapes.push(pattern(meant));
    };
    // Other forms of the word: 지웠다 for 지우다, hash for hashing. What begins with one syllable lies all over a large index.
    if (!answer.direct && spelt) for (const { begins, goesOn } of forms(word)) {
      const shape = pattern(begins), alike = starting(index, shape, shape[1] || index.whole).filter(entry => goesOn.test(entry.word.slice(begins.length)));
      for (const entry of alike) put(hits, entry, .85);
      if (alike[0]) shapes.push(shape);
    }
    answer.direct ||= spelt && shapes.length > 0;
    if (index.missing.size) return;
    if (last && (!answer.direct || partial) && (lenient || word[2])) {
      const halves = halfTyped(word);
      for (const half of halves) if (takeStarting(index, half, .8, true, hits)) {
        answer.direct = true;
        shapes.push(half);
      }
      for (const half of halves) if (half[2]) answer.takeApart(half);
    }
    if (index.missing.size || !lenient) return;
    if (!answer.direct && spelt) takeMeant(mistyped(index, word, 1, hits));
    if (index.missing.size) return;
    if (!answer.meant && (!answer.direct || initials)) {
      const other = korean ? toLatin(word) : toHangul(raw);
      // A single syllable must be a word of the notes, and three initials may well be one.
      const likely = /^([가-힣]{2,}[ㄱ-ㅎ]?|[a-z]+)$/.test(other) || /^[가-힣]$/.test(other) && index.entry(other);
      if (likely && (!initials || !answer.direct || index.entry(other))) {
        const switched = resolve(index, other, other, last, false);
        if (switched.direct) return { ...switched, meant: other };
      }
    }
    if (index.missing.size) return;
    if (spelt && !answer.meant && maySound(word)) {
      const asked = { word, bare, korean, known: answer.direct };
      for (const sound of sounds(word)) if (sound.length > 2) soundAlike(index, answer, asked, sound);
      // 인그렛 will be 인그레스, which may stand there as ingress.
      if (!answer.direct && last) for (const sound of halfSounds(word)) if (sound.length > 3) soundAlike(index, answer, asked, sound, true);
    }
    if (index.missing.size || answer.direct || !spelt || answer.meant) return;
    const heard = heardApart(index, word);
    if (index.missing.size) return;
    for (const shape of heard.shapes) shapes.push(Object.assign(shape, { taken: true }));
    if (addAll(units, heard.units)) return void (answer.direct = true);
    takeMeant(mistyped(index, word, 2, hits) || word[3] && apartMistyped(index, word, last, units) || null);
  };
})();
