// The index: what the build wrote, as words with their places and units with their lines. A small site comes as the text of
// its units, and its words are gathered here; a large one comes in shards (js/shards, which its root brings along), fetched as a
// query touches them.
(() => {
  const site = globalThis.notesite;
  const { char, each, isEnding, normalise, words, choseong, joined } = site.letters;
  const TITLE = 0, LEAD = 1, BODY = 4;

  // Words are ordered by their first two initial consonants, then by themselves: a prefix is one stretch of that order, and so are
  // those that ㅋㅂㄴ may begin.
  const order = word => choseong(word.slice(0, 2)) + " " + word;

  const slug = title => title.toLowerCase().replace(/[^a-z0-9가-힣 _-]/g, "").trim().replace(/[ -]+/g, "-").replace(/^-|-$/g, "");
  // The units that the lines tell. The first character of each is its kind, its parts are apart by tabs: `>title, url` is a page,
  // `-title, parent, anchor` a unit, `^title, parent` one around it that lies in another file, a digit is the field of a line. What is left out follows from the title.
  const unitsOf = text => {
    const units = [];
    let page, unit, trails, number = 0;
    const add = (field, text) => {
      const plain = normalise(text);
      unit.lines.push({ field, text, plain });
      unit.text += "\n" + plain;
    };
    for (const line of text.split("\n")) {
      const kind = line[0], [title, second, anchor = slug(title)] = line.slice(1).split("\t");
      if (kind === ">") {
        const url = second.endsWith(".html") ? second : second + anchor + ".html", plain = normalise(title);
        page = { number: number++, url, title, plain, text: plain, landing: url === "index.html", units: [] };
        trails = [[title]];
      } else if (kind === "-") {
        const trail = title ? [...trails[second | 0], title] : trails[0];
        trails.push(trail);
        units.push(unit = { ...page, trail, lead: normalise(title), lines: [] });
        page.units.push(unit);
        if (anchor) unit.url += "#" + anchor;
        if (title) add(LEAD, title);
      } else if (kind === "^") trails.push([...trails[second | 0], title]);
      else if (line) kind >= "0" && kind < "7" ? add(+kind, line.slice(1)) : add(BODY, line);
    }
    return units;
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

  const wholeIndex = ({ text, pairs, weights }, file) => {
    const units = unitsOf(text), known = new Map(), same = new Map();
    const append = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
    units.forEach((unit, id) => {
      for (const [word, says] of impacts(unit, weights)) append(known, word, [id, says]);
    });
    const entries = [...known].map(([word, places]) => ({ word, places, count: places.length, order: order(word) })).sort((a, b) => a.order < b.order ? -1 : 1);
    const learn = pairs => {
      for (const [, a, b] of pairs.matchAll(/([^=,]+)=([^,]+)/g)) {
        append(same, a.replaceAll(" ", ""), b);
        append(same, b.replaceAll(" ", ""), a);
      }
    };
    let names;
    learn(pairs);
    return {
      whole: true, count: units.length,
      // Nearly all texts are read.
      unread: (scored, exact) => scored.splice(exact ? Infinity : 80),
      unit: id => units[id], pageOf: id => units[id].number,
      range: (low, high) => entries.filter(({ order }) => order >= low && order < high),
      // Words that hold this one inside.
      holding: word => entries.filter(entry => entry.word.indexOf(word, 1) > 0),
      // Words among which a misspelt one is sought.
      near: () => entries,
      // Units in which the pattern is written apart, as two or more words: 보안그룹 as 보안 그룹.
      // The first word begins one, a Latin letter is none, and where it is not `last` a word ends with it, but for a particle.
      apart: (shape, last) => {
        const apart = RegExp("(?<![a-z0-9가-힣])" + joined(shape) + (shape[2] ? "" : "(?![a-z0-9가-힣])"), "g"), ends = (text, from) => {
          const rest = text.slice(from).match(/^[a-z0-9가-힣]*/)[0];
          return last || !rest || rest === "s" || isEnding(rest);
        };
        const stands = text => [...text.matchAll(apart)].find(({ 0: said, index }) => !/(^|[ _./·-])[a-z]([ _./·-]|$)/.test(said) && ends(text, index + said.length));
        return new Map(units.flatMap(({ text }, id) => stands(text)?.[0].length > shape.length ? [[id, [.5, 1]]] : []));
      },
      // Other names; those of words that the notes do not hold are fetched.
      pairs: (key, held) => {
        if (!held && names == null) learn((names = file("names", "search/names.js")) || "");
        return same.get(key) || [];
      },
    };
  };

  // In the files frequent syllables have changed places with letters that UTF-8 writes in two bytes, the most frequent ones with control
  // characters: they are a twelfth smaller.
  const places = {}, exchange = (short, long) => { places[places[short] = long] = short; };
  [..."이다는로가에서지고을은를기리면의스트나어하시한니으만"].forEach((syllable, i) => exchange(char(i + (i < 8 ? 1 : 6)), syllable));
  let code = 0x80;
  for (const final of [0, 4, 21, 8, 1, 16, 17, 20, 19]) for (let initial = 0; initial < 19; initial++) for (const vowel of [0, 4, 6, 8, 13, 18, 20, 1, 5, 11]) {
    const syllable = char(0xac00 + initial * 588 + vowel * 28 + final);
    if (!places[syllable]) exchange(char(code++), syllable);
  }
  const written = value => JSON.parse(JSON.stringify(value), (key, one) => typeof one === "string" ? each(one, c => places[c] || c) : one);

  // Opens the index and answers the function that searches it. `load` fetches a script by its path in the site; the files of
  // the index call `searchFile` back.
  site.openSearch = async (load, fresh = "") => {
    const files = {}, missing = new Set();
    site.searchFile = (name, value) => { files[name] = written(value); };
    await load("search/root.js" + fresh);
    const { root } = files;
    const want = path => { missing.add(path); }, file = (name, path) => files[name] ?? want(path);
    const index = root.stride ? site.openShards(root, file, unitsOf, order) : wholeIndex(root, file);
    Object.assign(index, { missing, want, entry: word => index.range(order(word), order(word) + "!")[0] });
    // Courses that may be asked alone, where there are several; pages of a course follow each other.
    const courses = (root.courses || "").split("\n").map(line => line.split("\t")).filter(([, folder]) => folder != null);
    const pagesOf = course => {
      const first = courses.map(([, , number]) => +number), from = first[courses.findIndex(([, folder]) => folder === course)];
      return from >= 0 ? [from, Math.min(...first.filter(one => one > from))] : [0, Infinity];
    };
    site.searchCourses = courses.map(([title, folder]) => ({ title, folder }));
    // The query runs over what is there; what it missed is fetched at once, and it runs again. `course` is the folder of the one that
    // is asked alone; with `ready` no text is fetched but those that tell which answers are the best.
    return async (query, options = {}) => {
      for (let rounds = 0; rounds < 20; rounds++) {
        missing.clear();
        const results = site.answer(index, String(query), options, pagesOf(options.course));
        if (!missing.size) return results;
        await Promise.all([...missing].map(path => load(path)));
      }
      throw new Error("The search index does not fit together. Reload the page.");
    };
  };
})();
