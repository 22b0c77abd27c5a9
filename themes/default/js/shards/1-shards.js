// The index of a large site, in shards: each piece is fetched when a query touches it. Stands in the root's file.
(() => {
  const site = globalThis.notesite;
  const { isHangul } = site.letters;
  // Files of texts that are read, units of them at most, and what each further unit of a file counts of the one before.
  const BLOCKS_READ = 6, UNITS_READ = 30, FURTHER = .3;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", STEPS = 15;
  const values = Object.fromEntries([...DIGITS].map((digit, i) => [digit, i]));

  // Units as differences, sixteen to one with what the word says; five bits a character, the sixth says that more follow.
  const placesOf = text => {
    const places = [];
    let number = 0, shift = 0, id = 0;
    for (const digit of text) {
      const value = values[digit];
      number += (value & 31) << shift;
      shift += 5;
      if (value < 32) {
        id += number >> 4;
        places.push([id, (number & 15) / STEPS]);
        number = shift = 0;
      }
    }
    return places;
  };
  // Lines of a shard: how many letters are the last word's, the other letters, then what the kind of shard holds.
  const linesOf = (text, make) => {
    let word = "";
    return text.split(",").map(line => {
      const [head, ...rest] = line.split(" ");
      word = word.slice(0, values[head[0]]) + head.slice(1);
      return make(word, ...rest);
    });
  };

  // The first consonant, as far as both scripts agree on it.
  const INITIALS = "KKNTTLMPPKKAKKKKTPA", LATIN = { K: "ckgqjzsx", T: "td", N: "n", L: "lr", M: "m", P: "pbfv" };
  const classOf = word => isHangul(word) ? INITIALS[(word.charCodeAt(0) - 0xac00) / 588 | 0] : Object.keys(LATIN).find(key => LATIN[key].includes(word[0])) || "A";

  // 보안그룹 written as 보안 그룹: whole words, and a last one that may go on. A Latin letter is no word here.
  const comeApart = (index, shape, last) => {
    const { addAll, unitsOf, both, starting, takeStarting } = site.meaning, least = shape.some(one => !/[\u3041-힣]/.test(one)) ? 2 : 1, known = [];
    // 械学習 within 機械学習入門: each two letters of it.
    if (shape.every(one => one >= "\u3400" && one <= "\u9fff")) return shape.slice(1).map((one, i) => unitsOf(starting(index, [shape[i], one], false).map(entry => [entry, 1]))).reduce(both);
    // Initials are those of many words: what several of them say of a unit adds nothing.
    const add = shape.some(one => one[0] !== "[") ? addAll : (units, others) => {
      for (const [id, known] of others) units.set(id, (units.get(id) || known).map((one, i) => Math.max(one, known[i])));
    };
    const held = hits => {
      const units = new Map();
      for (const [{ places }, sure] of hits) add(units, places.map(([id, says]) => [id, [says * sure, sure]]));
      return units;
    };
    const from = start => {
      if (known[start]) return known[start];
      const hits = new Map();
      if (start) takeStarting(index, shape.slice(start), 1, last, hits);
      const units = known[start] = held([...hits].filter(([, sure]) => sure > .7));
      for (let end = start + least; end <= shape.length - least; end++) {
        const left = held(starting(index, shape.slice(start, end), false).map(entry => [entry, 1]));
        if (left.size) add(units, both(left, from(end)));
        // 버블ㅈ will be 버블 정렬: what begins so is left to the text.
        if (last && end > 1 && shape.findIndex(one => one[0] === "[") === end && !shape[end + 1]) addAll(units, left, .8);
      }
      return units;
    };
    return from(0);
  };

  // `file` answers what was fetched, or has it fetched.
  site.openShards = (root, file, unitsOf, order) => {
    const listed = ({ keys, names }, order, make) => {
      const shards = keys.split("\n").map((word, i) => ({ key: order(word), name: names.slice(i * 8, i * 8 + 8) }));
      const lines = shard => {
        const text = shard.lines ? "" : file(shard.name, `search/${shard.name}.js`);
        return shard.lines ||= text ? linesOf(text, make) : undefined;
      };
      // The lines whose order lies from `low` up to, not including, `high`.
      return (low, high) => shards.flatMap((shard, i) => {
        if (shard.key >= high || shards[i + 1] && shards[i + 1].key <= low) return [];
        return (lines(shard) || []).filter(line => line.order >= low && line.order < high);
      });
    };
    // A phrase without its blanks that has other names stands among the words, without units.
    const lines = listed(root.words, order, (word, places, count, names) => {
      const entry = { word, order: order(word), places: placesOf(places), names: names ? names.split("|").map(name => name.replaceAll("+", " ")) : [] };
      entry.count = +count || entry.places.length;
      return entry;
    });
    const leading = listed(root.leading, word => classOf(word) + word, (word, count) => ({ word, order: classOf(word) + word, count: +count }));
    // A file of texts holds whole pages, or a part of one.
    const blocks = new Map(), byId = (block, units) => {
      let number = 0, within = 0;
      return new Map(units.map(unit => {
        if (unit.number !== number) [number, within] = [unit.number, 0];
        return [block * root.block + number * root.stride + within++, unit];
      }));
    };
    const index = {
      whole: false, count: root.count, range: (low, high) => lines(low, high).filter(({ places }) => places[0]), pageOf: id => id / root.stride | 0,
      blockOf: id => id / root.block | 0,
      // The texts of few files are read, a file being as good as its best unit with something for each other one; for a phrase the best.
      unread: (scored, exact, best) => {
        if (exact) return scored.splice(UNITS_READ);
        const blocks = new Map(), all = scored.splice(0), rest = [];
        for (const { id, score } of all) {
          const [sum, counts] = blocks.get(index.blockOf(id)) || [0, 1];
          blocks.set(index.blockOf(id), [sum + score * counts, counts * FURTHER]);
        }
        const read = new Set([...blocks].map(([id, [score]]) => ({ id, score })).sort(best).slice(0, BLOCKS_READ).map(({ id }) => id));
        for (const one of all) (read.has(index.blockOf(one.id)) && scored.length < UNITS_READ ? scored : rest).push(one);
        return rest;
      },
      unit: id => {
        const block = index.blockOf(id), text = blocks.has(block) ? "" : file(`t${block}`, `search/t${block}.js?${root.version}`);
        if (text) blocks.set(block, byId(block, unitsOf(text)));
        return blocks.get(block)?.get(id);
      },
      holding: () => [],
      apart: (shape, last) => comeApart(index, shape, last),
      near: word => leading(classOf(word), classOf(word) + "\uffff"),
      pairs: key => lines(order(key), order(key) + "!").flatMap(({ names }) => names),
    };
    return index;
  };
})();
