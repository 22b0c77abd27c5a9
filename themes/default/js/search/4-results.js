// Results as a reader sees them: the line that answers best, with what was hit marked in it. Units in, plain text out.
(() => {
  const site = globalThis.notesite;
  const { isHangul, isEnding, find, findWord, pattern } = site.letters;
  const WIDTH = 120, TITLE = 0, LEAD = 1, BULLET = 2, COMMAND = 3, BODY = 4, FILE = 5, POINTER = 6;

  // Every place where one of the patterns stands, in order, joined where they touch.
  const marksIn = (line, shapes) => {
    const marks = [], isLetter = i => /[a-z0-9]/.test(line[i] || "");
    for (const shape of shapes) for (let at = findWord(line, shape); at; at = findWord(line, shape, at[1])) {
      const [start] = at;
      // プリンター is marked to its end.
      while (line[at[1]] === "ー") at[1]++;
      const [, end] = at;
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

  // Addresses, and what every program says of itself, are shown where there is nothing else.
  const isQuiet = plain => /^https?:\/\/[^ ]*$/.test(plain) || plain.includes("--help");
  // What a line says besides what was hit; nothing where nothing was.
  const besides = (plain, shapes) => {
    const marks = marksIn(plain, shapes);
    let rest = "", from = 0;
    for (const [start, end] of [...marks, [plain.length]]) { rest += plain.slice(from, start); from = end; }
    return marks[0] && rest.replace(/[^\p{Alphabetic}\p{N}]+/gu, "");
  };
  const repeats = (plain, shapes) => isEnding(besides(plain, shapes) ?? "?") || besides(plain, shapes) === "";
  // What a chapter is numbered, and what its file is called, tells nobody what it says.
  const isSilent = ({ field, plain }, shapes) => field === TITLE || field === FILE && (/^[\p{Alphabetic}\p{N}_.-]+$/u.test(plain) || !marksIn(plain, shapes)[0] || repeats(plain, shapes));
  const SPEAKS = /[다요죠음함임됨][^가-힣]*$/;
  // 비선점 is followed by 순환 대기, the next of a list, which says nothing of it.
  const isNext = ({ field, plain }) => field === BODY && /^[\p{Alphabetic}\p{N} ·,()/-]{1,24}$/u.test(plain) && !SPEAKS.test(plain);
  const bars = line => line?.field === BODY ? line.plain.split(" ").filter(one => one === "·").length : 0;
  // The line that answers best; below the head of a table its best row, and where it only says the query again what follows.
  const bestLine = ({ lines }, { found, worth, forms }, shapes) => {
    const values = lines.map(({ field, plain }) => {
      // The title stands above the snippet already.
      let value = field === LEAD ? -99 : Math.max(...forms.map(({ form }) => (found[1] ? find : findWord)(plain, form) ? form.length : 0)) - (isQuiet(plain) || field === POINTER ? 50 : isSilent({ field, plain }, shapes) ? 80 : 0);
      found.forEach((one, i) => {
        const at = one.shapes.map(shape => findWord(plain, shape)).filter(Boolean);
        // `힙: 동적으로 얻는 곳` defines it.
        if (at[0]) value += worth[i] + (at.some(([start, end]) => !start && /^ ?(?:\([^)]*\) ?)?: ?./.test(plain.slice(end))) ? .5 : 0);
      });
      return value;
    });
    const most = (from, to) => { let at = from; for (let i = from + 1; i < to; i++) if (values[i] > values[at]) at = i; return at; };
    const at = most(0, lines.length), line = lines[at], next = lines[at + 1], wide = bars(line);
    if (!next || line.field === LEAD) return line;
    if (wide && bars(next) === wide && bars(lines[at - 1]) !== wide) {
      let end = at + 2;
      while (bars(lines[end]) === wide) end++;
      return lines[most(at + 1, end)];
    }
    if (line.field !== BULLET && line.field !== BODY) return line;
    // A sentence says something by itself: `조인이 느리다` is no heading of what follows.
    return repeats(line.plain, shapes) && !/[다요죠][^가-힣]*$/.test(line.plain) && !isQuiet(next.plain) && !(line.field === BODY && isNext(next)) ? next : line;
  };

  // Sections above the text of a note that say nothing of it.
  const ABOVE = /^(?:작성자|글쓴이|저자|목차|차례|contents|table of contents|toc|author|index|目次|目录)$/;
  // What the first section below says: a note that begins with a heading has no line of its own.
  const below = ({ units }, unit) => units.slice(units.indexOf(unit) + 1).slice(0, 3).flatMap(({ lead, lines }) => ABOVE.test(lead) ? [] : lines.find(({ field, plain }) => (field === BULLET || field === BODY) && !isQuiet(plain)) || [])[0];

  const resultOf = (unit, score, answer, shapes, terms) => {
    for (const { plain } of [unit, ...unit.lines]) for (const [start, end] of marksIn(plain, shapes)) terms.add(plain.slice(start, end));
    let best = bestLine(unit, answer, shapes);
    // A command beside the sections of a page is no line of what the page is called.
    if (!best || isSilent(best, shapes) || !unit.lead && best.field === COMMAND && !marksIn(best.plain, shapes)[0]) best = below(unit, unit) || best;
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
