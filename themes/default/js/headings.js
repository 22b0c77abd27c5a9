// A link to here at every section, in the margin, so that nothing moves when it appears.
(() => {
  const { $$, make, words } = globalThis.notesite;
  for (const heading of $$(".sec[id] > h2, .notes .row > h3[id], .notes > :is(h2, h3, h4, h5, h6)[id]")) {
    const link = make("a", { className: "here", href: "#" + encodeURIComponent(heading.id || heading.parentElement.id), textContent: "#" });
    link.setAttribute("aria-label", `${words.here}: ${heading.textContent.trim()}`);
    heading.append(link);
  }
})();
