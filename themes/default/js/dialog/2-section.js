// The section of the hit that is chosen, beside the list where there is room: its lines as the index has them, with their marks, from
// a little before the one that answers best. A result in, elements out; nothing is loaded for it. And what else the list says of a hit.
(() => {
  const site = globalThis.notesite, { make } = site, SHOWN = 24, BEFORE = 2, SECTIONS = 8, BEGINNING = 4;
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
    const said = unit => unit.lines.filter(({ field }) => field > LEAD), shown = [];
    const show = line => {
      const kind = kinds[line.field], className = (kind || "said-line") + (line === of.best ? " best" : "");
      // Commands and lines of a listing that follow each other are one block.
      if (kind === "code" && shown.at(-1)?.tagName === "PRE") shown.at(-1).append("\n", make("code", { className }, ...parts(line)));
      else shown.push(kind === "code" ? make("pre", {}, make("code", { className }, ...parts(line))) : make("p", { className }, ...parts(line)));
    };
    const lines = said(of.unit), at = lines.indexOf(of.best), from = at > BEFORE + 2 ? at - BEFORE : 0;
    lines.slice(from, from + SHOWN).forEach(show);
    // A chapter whose words all stand in its sections shows how these begin.
    const within = lines[0] ? [] : of.unit.units.filter(({ trail }) => trail.length > of.unit.trail.length && of.unit.trail.every((name, i) => trail[i] === name));
    for (const unit of within.slice(0, SECTIONS)) {
      shown.push(make("p", { className: "inner", textContent: unit.trail.at(-1) }));
      said(unit).slice(0, BEGINNING).forEach(show);
    }
    const trail = result.trail || [], title = trail.at(-1) || result.title;
    place.replaceChildren(make("p", { className: "trail", textContent: trail.slice(0, -1).join(" › ") }), make("p", { className: "name", textContent: title }), ...(from ? [make("p", { className: "cut", textContent: "…" })] : []), ...shown);
  };
})();
