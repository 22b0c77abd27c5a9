// Search is fetched when it is first wanted: `notesite.searchReady()` warms it up, `notesite.search(query, { limit })` answers.
(() => {
  const site = globalThis.notesite, html = document.documentElement;
  let ready, fresh = "";
  // Scripts call back and load from file:// too, where fetch is blocked.
  const load = site.loadScript = path => new Promise((done, fail) => {
    const script = site.make("script", { src: (html.dataset.root || "") + path });
    script.onload = () => { script.remove(); done(); };
    script.onerror = () => { script.remove(); fail(new Error(`${path} could not be loaded. Check the connection and search again.`)); };
    document.head.append(script);
  });
  // After a failure everything is asked for anew: the site may have been published in between.
  const again = error => {
    ready = null;
    fresh = "?" + Date.now();
    throw error;
  };
  site.searchReady = () => ready ||= load(site.searchScripts.search).then(() => site.openSearch(load, fresh)).catch(again);
  site.search = async (query, options) => (await site.searchReady())(query, options).catch(again);
})();
