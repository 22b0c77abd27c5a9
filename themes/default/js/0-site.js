// What the other scripts share: words of the interface, what is said aloud, and a store under the site's own path.
(() => {
  const site = globalThis.notesite ||= {}, html = document.documentElement;
  // The build writes every string that begins with `js_` in front of this file.
  site.mac = /Mac|iP(hone|ad)/.test(navigator.platform);
  site.$ = (selector, root = document) => root.querySelector(selector);
  site.$$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  // Dresses every element once: those of the page, and those that `notesite serve` brings later and calls `dress` for.
  const dressers = [];
  site.each = (selector, dress) => {
    const done = new WeakSet(), run = () => { for (const one of site.$$(selector)) if (!done.has(one)) { done.add(one); dress(one); } };
    dressers.push(run);
    run();
  };
  site.dress = () => dressers.forEach(run => run());
  site.path = new URL(html.dataset.root || "./", location.href).pathname;
  // Two sites on one host must not share marks: every key holds the site's path. Storage may be forbidden or full.
  site.store = (name, path = site.path) => {
    const key = `notesite.${name}:${path}`;
    return {
      key,
      get: () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
      set: value => { try { value == null ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(value)); } catch {} },
    };
  };
  site.make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  // Scripts that are fetched when they are wanted. They load from file:// too, where fetch is blocked.
  site.loadScript = path => new Promise((done, fail) => {
    const script = site.make("script", { src: html.dataset.root + path });
    script.onload = done;
    script.onerror = () => fail(new Error(`${path} could not be loaded.`));
    document.head.append(script);
  });
  site.say = text => {
    const say = document.getElementById("ns:say");
    if (say) { say.textContent = ""; setTimeout(() => say.textContent = text, 50); }
  };
  // Scrolls a list by itself, never the page, until one of its lines is in sight.
  site.reveal = (list, line) => {
    const box = line.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - frame.height / 3;
  };
  site.count = (word, n) => word.replace("{n}", n);
  site.dialog = (name, label, ...children) => {
    const shut = site.make("button", { className: "tool shut", ariaLabel: site.words.close, onclick: () => box.close() });
    const box = site.make("dialog", { className: name, ariaLabel: label }, shut, ...children);
    box.onclick = event => { if (event.target === box) box.close(); };
    box.onclose = () => box.remove();
    document.body.append(box);
    box.showModal();
    return box;
  };
})();
