// The section of the hit that is chosen, beside the list where there is room: its lines as the index has them, with their marks, from
// a little before the one that answers best. A result in, elements out; nothing is loaded for it.
(() => {
  const site = globalThis.notesite, { make } = site, SHOWN = 24, BEFORE = 2;
  const LEAD = 1, BULLET = 2, COMMAND = 3, FILE = 5;
  const kinds = { [BULLET]: "bullet", [COMMAND]: "code", [FILE]: "code" };

  site.drawSection = (place, result) => {
    const section = result?.section;
    place.hidden = !section;
    if (!section) return;
    const parts = line => line.map(({ text, hit }) => hit ? make("mark", { textContent: text }) : text);
    const lines = section.lines.filter(([kind]) => kind !== LEAD), skipped = section.lines.length - lines.length;
    const at = section.best - skipped, from = at > BEFORE + 2 ? at - BEFORE : 0, shown = [];
    lines.slice(from, from + SHOWN).forEach(([kind, line], i) => {
      const className = (kinds[kind] || "said-line") + (from + i === at ? " best" : "");
      // Commands and lines of a listing that follow each other are one block.
      if (kinds[kind] === "code" && shown.at(-1)?.tagName === "PRE") shown.at(-1).append("\n", make("code", { className }, ...parts(line)));
      else shown.push(kinds[kind] === "code" ? make("pre", {}, make("code", { className }, ...parts(line))) : make("p", { className }, ...parts(line)));
    });
    const trail = result.trail || [], title = trail.at(-1) || result.title;
    place.replaceChildren(make("p", { className: "trail", textContent: trail.slice(0, -1).join(" › ") }), make("p", { className: "name", textContent: title }), ...(from ? [make("p", { className: "cut", textContent: "…" })] : []), ...shown);
  };
})();
