// Results as a reader sees them: the line that answers best, with what was hit marked in it. Units in, plain text out.
(() => {
  const site = globalThis.notesite;
  const { isHangul, find } = site.letters;
  const WIDTH = 120, LEAD = 1;

  // Every place where one of the patterns stands, in order, joined where they touch.
  const marksIn = (line, shapes) => {
    const marks = [];
    for (const shape of shapes) for (let at = find(line, shape); at; at = find(line, shape, at[1])) {
      const isLatin = !isHangul(line[at[0]]), isLetter = i => /[a-z0-9]/.test(line[i] || "");
      // English words are hit from their beginning, short ones whole.
      if (isLatin && (isLetter(at[0] - 1) && isLetter(at[0]) || shape.length < 3 && isLetter(at[1]))) continue;
      marks.push(at);
    }
    marks.sort((a, b) => a[0] - b[0]);
    const joined = [];
    for (const [start, end] of marks) {
      const last = joined.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  };

  const snippetOf = (line, marks) => {
    // A letter that lower case makes longer would shift the marks.
    const text = line.text.length === line.plain.length ? line.text : line.plain;
    const first = marks[0] ? marks[0][0] : 0, from = text.length > WIDTH && first > 40 ? first - 30 : 0, to = Math.min(text.length, from + WIDTH);
    const parts = [];
    let at = from;
    const put = (end, hit) => { if (end > at) parts.push({ text: text.slice(at, end), hit }); at = Math.max(at, end); };
    for (const [start, end] of marks) if (start < to && end > from) { put(start, false); put(Math.min(end, to), true); }
    put(to, false);
    if (parts[0] && from) parts[0].text = "…" + parts[0].text;
    if (parts[0] && to < text.length) parts.at(-1).text += "…";
    return parts;
  };

  // The units as results; `answer` is what the query was understood as.
  site.resultsOf = (index, answer, limit) => {
    const shapes = answer.found.flatMap(one => one.shapes), terms = new Set();
    const results = answer.results.slice(0, limit).map(({ id, score }) => {
      const unit = index.unit(id);
      let best, most = -1;
      for (const line of unit.lines) {
        const marks = marksIn(line.plain, shapes), held = answer.found.reduce((sum, one, i) => sum + (one.shapes.some(shape => find(line.plain, shape)) ? answer.worth[i] : 0), 0);
        for (const [start, end] of marks) terms.add(line.plain.slice(start, end));
        // The title stands above the snippet already.
        const worth = held + (line.field === LEAD ? -99 : 0) + Math.max(0, ...answer.forms.map(form => find(line.plain, form) ? form.length : 0));
        if (!best || worth > most) [best, most] = [{ line, marks }, worth];
      }
      return { url: unit.url, title: unit.title, trail: unit.trail, snippet: best ? snippetOf(best.line, best.marks) : [], score };
    });
    return Object.assign(results, { corrected: answer.corrected, nearest: results[0] ? null : answer.nearest, terms: [...terms] });
  };
})();
