// Search is fetched when it is first wanted: `notesite.searchReady()` warms it up, `notesite.search(query, { limit })` answers.
(() => {
  const site = globalThis.notesite, html = document.documentElement;
  let ready;
  // Scripts call back and load from file:// too. A failed one says so and may be asked for again.
  site.loadScript = path => new Promise((done, fail) => {
    const script = site.make("script", { src: (html.dataset.root || "") + path });
    script.onload = () => { script.remove(); done(); };
    script.onerror = () => { script.remove(); fail(new Error(`${path} could not be loaded. Check the connection and search again.`)); };
    document.head.append(script);
  });
  site.searchReady = () => ready ||= site.loadScript(site.searchScript).then(() => site.openSearch(site.loadScript)).catch(error => {
    ready = null;
    throw error;
  });
  site.search = async (query, options) => (await site.searchReady())(query, options);
})();
