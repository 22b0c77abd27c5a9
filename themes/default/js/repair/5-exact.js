// Phrases: what stands in quotation marks must stand in the notes as it is. A query in, its phrases and the units that may hold their
// words out.
(() => {
  const site = globalThis.notesite, { repair } = site, { isHangul, pattern } = site.letters, { takeStarting, takeInside, addAll, unitsOf } = site.meaning;
  const WORD_LATIN = "a-z0-9ß-öø-ɏ";
  // A word of a phrase that must stand as it is: where words begin so, or within a run of Chinese, which tells no words apart.
  repair.exactly = (index, word) => {
    const hits = new Map(), shape = pattern(word), han = /^[\u3400-\u9fff]+$/.test(word);
    let direct = takeStarting(index, shape, 1, true, hits) | (han && takeInside(index, word, 1, hits));
    const units = unitsOf(hits);
    if (han && !index.whole && shape[1]) direct |= addAll(units, index.apart(shape, false));
    direct = !!direct;
    return { units, hits, shapes: [pattern(word)], direct, exact: direct, quoted: true, count: Math.max(units.size, ...[...hits.keys()].map(entry => entry.count)) };
  };
  // "…" stands in the unit as it is, from where a word begins; an English phrase ends with a word, a Korean one may carry a particle.
  // A mark that nothing closes is none: the reader is still typing.
  repair.phrases = plain => [...plain.matchAll(/["“”]([^"“”]*)["“”]/g)].flatMap(({ index, 0: all, 1: said }) => {
    const text = said.trim().replace(/\s+/g, " "), run = one => "[" + (isHangul(one) ? "가-힣" : WORD_LATIN) + "]", latin = one => RegExp(run("a")).test(one), last = text.at(-1);
    const begins = isHangul(text) || latin(text[0]) ? `(?<!${run(text)})` : "", ends = latin(last) ? `(?!${run(last)})` : "";
    return text ? { from: index, to: index + all.length, squeezed: text.replaceAll(" ", ""), stands: RegExp(begins + text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replaceAll(" ", " +") + ends) } : [];
  });
})();
