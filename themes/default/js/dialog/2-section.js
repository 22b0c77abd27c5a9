// The section of the hit that is chosen, beside the list where there is room: its lines as the index has them, with their marks, from
// a little before the one that answers best. A result in, elements out; nothing is loaded for it. And what else the list says of a hit.
(() => {
  const site = globalThis.notesite, { make } = site, SHOWN = 24, BEFORE = 2;
  const LEAD = 1, BULLET = 2, COMMAND = 3, FILE = 5;
  const kinds = { [BULLET]: "bullet", [COMMAND]: "code", [FILE]: "code" };

  // What a word was taken for, where what is shown of the unit holds that and not the word itself: 파드, Pod.
  const takenOf = ({ unit, best, answer: { found, forms, asked } }) => {
    const { find } = site.letters;
    const shown = [best, { text: unit.trail.at(-1), plain: unit.lead }, { text: unit.title, plain: unit.plain }].filter(Boolean), stands = shape => shown.find(line => find(line.plain, shape));
    const pair = (word, shapes) => shapes.some(shape => !shape.taken && stands(shape)) ? [] : shapes.filter(shape => shape.taken && stands(shape)).slice(0, 1).map(shape => {
      const line = stands(shape);
      return [word, line.text.slice(...find(line.plain, shape))];
    });
    const whole = pair(asked, forms.filter(({ name }, i) => name || !i).map(({ form }) => form));
    return whole[0] ? whole : found.flatMap(({ word, shapes }) => pair(word, shapes));
  };

  // The command that was found, and what words were taken for.
  site.beside = ({ of }) => of && { command: of.best?.field === COMMAND ? of.best.text : "", taken: takenOf(of) };

  site.drawSection = (place, result) => {
    const of = result?.of;
    place.hidden = !of;
    if (!of) return;
    const { marksIn, partsOf } = site.snippets, parts = line => partsOf(line, marksIn(line.plain, of.shapes)).map(({ text, hit }) => hit ? make("mark", { textContent: text }) : text);
    const lines = of.unit.lines.filter(({ field }) => field !== LEAD), at = lines.indexOf(of.best), from = at > BEFORE + 2 ? at - BEFORE : 0, shown = [];
    lines.slice(from, from + SHOWN).forEach((line, i) => {
      const kind = line.field;
      const className = (kinds[kind] || "said-line") + (from + i === at ? " best" : "");
      // Commands and lines of a listing that follow each other are one block.
      if (kinds[kind] === "code" && shown.at(-1)?.tagName === "PRE") shown.at(-1).append("\n", make("code", { className }, ...parts(line)));
      else shown.push(kinds[kind] === "code" ? make("pre", {}, make("code", { className }, ...parts(line))) : make("p", { className }, ...parts(line)));
    });
    const trail = result.trail || [], title = trail.at(-1) || result.title;
    place.replaceChildren(make("p", { className: "trail", textContent: trail.slice(0, -1).join(" › ") }), make("p", { className: "name", textContent: title }), ...(from ? [make("p", { className: "cut", textContent: "…" })] : []), ...shown);
  };
})();
