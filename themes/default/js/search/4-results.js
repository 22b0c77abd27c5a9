// Results as a reader sees them: the line that answers best, with what was hit marked in it. Units in, plain text out.
(() => {
  const site = globalThis.notesite;
  const { isHangul, find, pattern } = site.letters;
  const WIDTH = 120, LEAD = 1;

  // Every place where one of the patterns stands, in order, joined where they touch.
  const marksIn = (line, shapes) => {
    const marks = [], isLetter = i => /[a-z0-9]/.test(line[i] || "");
    for (const shape of shapes) for (let at = find(line, shape); at; at = find(line, shape, at[1])) {
      const [start, end] = at;
      // English words are hit from their beginning, short ones whole.
      if (isHangul(line[start]) || !(isLetter(start - 1) && isLetter(start) || !shape[2] && isLetter(end))) marks.push(at);
    }
    const joined = [];
    for (const [start, end] of marks.sort((a, b) => a[0] - b[0])) {
      const last = joined.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  };

  const partsOf = (line, marks, width = Infinity) => {
    // A letter that lower case makes longer would shift the marks.
    const text = line.text.length === line.plain.length ? line.text : line.plain, first = marks[0] ? marks[0][0] : 0;
    const from = text.length > width && first > 40 ? first - 30 : 0, to = Math.min(text.length, from + width), parts = [];
    let at = from;
    const put = (end, hit) => {
      if (end > at) parts.push({ text: text.slice(at, end), hit });
      at = Math.max(at, end);
    };
    for (const [start, end] of marks) if (start < to) { put(start, false); put(Math.min(end, to), true); }
    put(to, false);
    if (from) parts[0].text = "…" + parts[0].text;
    if (to < text.length) parts.at(-1).text += "…";
    return parts;
  };

  const resultOf = (unit, score, answer, shapes, terms) => {
    const { found, worth, forms } = answer;
    let best = null, most = -Infinity;
    for (const [start, end] of marksIn(unit.plain, shapes)) terms.add(unit.plain.slice(start, end));
    for (const line of unit.lines) {
      const marks = marksIn(line.plain, shapes);
      for (const [start, end] of marks) terms.add(line.plain.slice(start, end));
      // The title stands above the snippet already.
      let value = line.field === LEAD ? -99 : Math.max(...forms.map(({ form }) => find(line.plain, form) ? form.length : 0));
      found.forEach((one, i) => { if (one.shapes.some(shape => find(line.plain, shape))) value += worth[i]; });
      if (value > most) [best, most] = [line, value];
    }
    const result = { url: unit.url, title: unit.title, trail: unit.trail, snippet: best ? partsOf(best, marksIn(best.plain, shapes), WIDTH) : [], score };
    // For the dialog, which shows more of it than the line.
    return Object.defineProperty(result, "of", { value: { unit, best, answer, shapes } });
  };
  site.snippets = { marksIn, partsOf };

  // The answer of `notesite.search`, nothing while files are missing.
  site.answer = (index, query, { limit = 10, ready }, pages) => {
    const answer = site.understand(index, query, pages), terms = new Set();
    if (!answer) return;
    // A phrase is marked as a whole.
    const shapes = [...answer.found.filter(one => !one.quoted).flatMap(one => one.shapes), ...answer.phrases.map(({ squeezed }) => pattern(squeezed))], chosen = answer.results.slice(0, ready && answer.ready ? Math.min(answer.ready, limit) : limit);
    const results = chosen.map(({ id, score }) => index.unit(id) && resultOf(index.unit(id), score, answer, shapes, terms));
    const { corrected, nearest, missing } = answer, chapters = new Set(answer.results.map(({ id }) => index.pageOf(id))).size;
    return Object.assign(results, { corrected, nearest, missing, terms: [...terms], total: answer.results.length, chapters });
  };
})();
