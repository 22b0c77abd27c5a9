// The index: what the build wrote, as words with their places and units with their lines. A small site comes as the text of
// its units, and its words are gathered here; a large one comes in shards, which are fetched as a query touches them.
(() => {
  const site = globalThis.notesite;
  const { normalise, words, choseong, sounds } = site.letters;
  const TITLE = 0, LEAD = 1, BODY = 4;
  // Words are ordered by initial consonants: a prefix, a half-typed syllable and ㅋㅂㄴ are each one stretch of that order.
  const order = word => `${choseong(word)} ${word}`;
  // How much a word says about a unit, from 0 to 1; a word in a long unit says less.
  const impact = (sum, length) => sum / (sum + 1 + length / 50);

  // The units of a page: [url, title, [[anchor, title, parent, lines]]] with a digit for the field in front of each line.
  const unitsOf = ([url, title, units]) => {
    const out = [];
    for (const [anchor, lead, parent, text] of units) {
      const above = parent ? out[parent - 1].trail : [title];
      const lines = text ? text.split("\n").map(line => ({ field: +line[0], text: line.slice(1) })) : [];
      if (lead) lines.unshift({ field: LEAD, text: lead });
      for (const line of lines) line.plain = normalise(line.text);
      const plain = normalise(title);
      out.push({ url: anchor ? `${url}#${anchor}` : url, title, plain, lead: normalise(lead), text: [plain, ...lines.map(line => line.plain)].join("\n"), landing: /(^|\/)index\.html$/.test(url), trail: lead ? [...above, lead] : above, lines });
    }
    return out;
  };

  // The words of a unit, each with its weighted sum, and how many there are.
  const countWords = (unit, weights) => {
    const counts = new Map();
    let length = 0;
    const count = (text, field) => {
      for (const word of words(text)) {
        const fields = counts.get(word) || counts.set(word, weights.map(() => 0)).get(word);
        fields[field]++;
        length++;
      }
    };
    count(unit.plain, unit.landing ? BODY : TITLE);
    for (const line of unit.lines) count(line.plain, line.field);
    return { length, sums: [...counts].map(([word, fields]) => [word, fields.reduce((sum, n, i) => sum + weights[i] * Math.min(n, 4), 0)]) };
  };

  const wholeIndex = root => {
    const units = root.pages.flatMap(unitsOf), known = new Map(), reach = root.weights;
    units.forEach((unit, id) => {
      const { length, sums } = countWords(unit, reach);
      for (const [word, sum] of sums) {
        const entry = known.get(word) || known.set(word, { word, order: order(word), places: [] }).get(word);
        entry.places.push([id, impact(sum, length)]);
      }
    });
    const entries = [...known.values()].sort((a, b) => a.order < b.order ? -1 : 1);
    for (const entry of entries) entry.count = entry.places.length;
    return { entries, whole: true, count: units.length, unit: id => units[id], near: () => entries, sounding: soundsOf(entries), holding: word => entries.filter(entry => entry.word.indexOf(word, 1) > 0) };
  };

  // Words by their sound; with `open`, those whose sound begins so.
  const soundsOf = entries => {
    let known;
    return (word, sound, open) => {
      if (!known) {
        known = new Map();
        for (const entry of entries) for (const one of sounds(entry.word)) known.set(one, [...known.get(one) || [], entry]);
      }
      return open ? [...known].flatMap(([one, some]) => one.startsWith(sound) ? some : []) : known.get(sound) || [];
    };
  };

  const openIndex = root => {
    const index = wholeIndex(root), pairs = new Map();
    const pair = (a, b) => { const key = a.replaceAll(" ", ""); pairs.set(key, [...pairs.get(key) || [], b]); };
    for (const [a, b] of root.pairs) { pair(a, b); pair(b, a); }
    index.pairs = key => pairs.get(key) || [];
    // Entries from `low` up to, not including, `high` in the order of words.
    index.range = (low, high) => {
      const at = key => {
        let from = 0, to = index.entries.length;
        while (from < to) { const middle = (from + to) >> 1; index.entries[middle].order < key ? from = middle + 1 : to = middle; }
        return from;
      };
      return index.entries.slice(at(low), at(high));
    };
    index.entry = word => index.range(order(word), `${order(word)}!`)[0];
    return index;
  };
  // Loads the index and answers the function that searches it.
  site.openSearch = async load => {
    const files = {};
    site.searchFile = (name, value) => { files[name] = value; };
    await load("search/root.js");
    const index = openIndex(files.root);
    return async (query, { limit = 10 } = {}) => site.resultsOf(index, site.run(index, query), limit);
  };
})();
