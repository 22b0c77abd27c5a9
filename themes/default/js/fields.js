// Blanks: a value typed once fills every field of its name, on this page and on the site. Values are text, never markup.
(() => {
  const site = globalThis.notesite ||= {};
  const key = "notesite.fields:" + new URL(document.documentElement.dataset.root || "./", location.href).pathname;
  const secret = name => /password|passwd|secret|token|key|비밀번호|암호|패스워드|시크릿|토큰|키$/i.test(name);
  let values = {};
  try { values = JSON.parse(localStorage.getItem(key)) || {}; } catch {}
  const store = () => {
    const kept = Object.fromEntries(Object.entries(values).filter(([name, value]) => value && !secret(name)));
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch {}
  };
  const show = () => {
    for (const field of document.querySelectorAll(".f[data-f]")) {
      field.dataset.was ??= field.textContent;
      const value = Object.hasOwn(values, field.dataset.f) ? values[field.dataset.f] : "";
      field.textContent = value || field.dataset.was;
      field.classList.toggle("filled", !!value);
    }
    for (const input of document.querySelectorAll(".fields input"))
      if (document.activeElement !== input) input.value = values[input.dataset.f] || "";
  };
  site.fields = show;
  const form = document.querySelector("form.fields");
  if (form) {
    // Where there is no room beside the notes, the panel folds under the title.
    const menu = document.querySelector(".fields-menu"), side = document.querySelector(".side"), wide = matchMedia("(min-width: 1344px)");
    const place = () => { if (menu && side) (wide.matches ? side : menu).append(form); };
    wide.addEventListener("change", place);
    place();
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("input", event => {
      values[event.target.dataset.f] = event.target.value;
      store();
      show();
    });
    form.querySelector(".reset").addEventListener("click", () => {
      for (const input of form.querySelectorAll("input")) delete values[input.dataset.f];
      store();
      show();
    });
  }
  document.addEventListener("click", event => {
    const field = event.target.closest?.(".notes .f[data-f]");
    const input = field && [...document.querySelectorAll(".fields input")].find(one => one.dataset.f === field.dataset.f);
    if (!input || getSelection().toString()) return;
    input.closest("details")?.setAttribute("open", "");
    input.focus();
  });
  addEventListener("storage", event => { if (event.key === key) { try { values = JSON.parse(event.newValue) || {}; } catch {} show(); } });
  show();
})();
