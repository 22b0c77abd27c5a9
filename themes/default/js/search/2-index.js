// The index: what the build wrote, as words with their places and units with their lines. A small site comes as the text of
// its units, and its words are gathered here; a large one comes in shards (js/shards), fetched as a query touches them.
(() => {
  const site = globalThis.notesite;
  const { normalise, words, choseong, sounds } = site.letters;
  const TITLE = 0, LEAD = 1, BODY = 4;

  // Words are ordered by initial consonants: a prefix, a half-typed syllable and ㅋㅂㄴ are each one stretch of that order.
  const order = word => `${choseong(word)} ${word}`;

  const slug = title => title.toLowerCase().replace(/[^a-z0-9가-힣 _-]/g, "").trim().replace(/[ -]+/g, "-").replace(/^-|-$/g, "");
  // The units of a page: [url, title, [[anchor, title, parent, lines]]] with a digit for the field in front of each line; an
  // anchor of 1 is the slug of the title.
  const unitsOf = ([url, title, units]) => {
    const trails = [[title]], plain = normalise(title), landing = /(^|\/)index\.html$/.test(url);
    return units.map(([anchor, lead, parent, text], i) => {
      const trail = trails[i + 1] = lead ? [...trails[parent], lead] : trails[parent];
      const lines = (lead ? [LEAD + lead] : []).concat(text ? text.split("\n") : []).map(line => ({ field: +line[0], text: line.slice(1), plain: normalise(line.slice(1)) }));
      return { url: anchor ? `${url}#${anchor === 1 ? slug(lead) : anchor}` : url, title, trail, lines, plain, lead: normalise(lead), landing, text: [plain, ...lines.map(line => line.plain)].join("\n") };
    });
  };

  // How much each word says about a unit, from 0 to 1: less in a long unit, more in a title.
  const impacts = (unit, weights) => {
    const counts = new Map(), sums = new Map();
    let length = 0;
    const count = (text, field) => {
      for (const word of words(text)) {
        const times = counts.get(word + field) || 0;
        counts.set(word + field, times + 1);
        if (times < 4) sums.set(word, (sums.get(word) || 0) + weights[field]);
        length++;
      }
    };
    count(unit.plain, unit.landing ? BODY : TITLE);
    for (const line of unit.lines) count(line.plain, line.field);
    return [...sums].map(([word, sum]) => [word, sum / (sum + 1 + length / 50)]);
  };

  const wholeIndex = ({ pages, pairs, weights }) => {
    const units = pages.flatMap(unitsOf), known = new Map(), same = new Map();
    const append = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
    units.forEach((unit, id) => {
      for (const [word, says] of impacts(unit, weights)) append(known, word, [id, says]);
    });
    const entries = [...known].map(([word, places]) => ({ word, places, count: places.length, order: order(word) })).sort((a, b) => a.order < b.order ? -1 : 1);
    for (const [a, b] of pairs) {
      append(same, a.replaceAll(" ", ""), b);
      append(same, b.replaceAll(" ", ""), a);
    }
    const at = key => {
      let from = 0, to = entries.length;
      while (from < to) { const middle = (from + to) >> 1; entries[middle].order < key ? from = middle + 1 : to = middle; }
      return from;
    };
    return {
      whole: true, count: units.length, unit: id => units[id],
      range: (low, high) => entries.slice(at(low), at(high)),
      // Words that hold this one inside.
      holding: word => entries.filter(entry => entry.word.indexOf(word, 1) > 0),
      // Words among which a misspelt one is sought.
      near: () => entries,
      pairs: key => same.get(key) || [],
    };
  };

  // Opens the index and answers the function that searches it. `load` fetches a script by its path in the site; the files of
  // the index call `searchFile` back.
  site.openSearch = async (load, fresh = "") => {
    const files = {}, missing = new Set();
    site.searchFile = (name, value) => { files[name] = value; };
    await load("search/root.js" + fresh);
    const { root } = files;
    if (root.script) await load(root.script);
    const want = path => { missing.add(path); };
    const index = root.script ? site.openShards(root, (name, path) => files[name] ?? want(path), unitsOf, order) : wholeIndex(root);
    Object.assign(index, {
      missing, want, entry: word => index.range(order(word), order(word) + "!")[0],
      // Words of this sound; with `open`, those whose sound begins so.
      sounding: (word, sound, open) => index.near(word).filter(other => (other.sounds ||= sounds(other.word)).some(one => open ? one.startsWith(sound) : one === sound)),
    });
    // The query runs over what is there; what it missed is fetched at once, and it runs again.
    return async (query, { limit = 10 } = {}) => {
      for (let rounds = 0; rounds < 20; rounds++) {
        missing.clear();
        const results = site.answer(index, String(query), limit);
        if (!missing.size) return results;
        await Promise.all([...missing].map(path => load(path)));
      }
      throw new Error("The search index does not fit together. Reload the page.");
    };
  };
})();
