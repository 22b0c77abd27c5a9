// A link to here at every section, outside the column, so that nothing moves when it appears.
(() => {
  const { each, make, words } = globalThis.notesite;
  each(".sec[id] > h2:not(.same), .notes .row > h3[id], .tree > li[id] > .b, .notes > :is(h2, h3, h4, h5, h6)[id]:not(.same)", place => {
    const name = place.textContent.trim();
    // A heading is called as it reads, whatever hangs beside it.
    if (!place.matches(".b")) place.ariaLabel = name;
    place.append(make("a", { className: "here", href: "#" + encodeURIComponent(place.id || place.parentElement.id), ariaLabel: `${words.here}: ${name.slice(0, 60)}` }));
  });
})();
