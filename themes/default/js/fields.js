// Blanks: a value typed once fills every field of its name, on this page and on the site. Values are text, never markup.
(() => {
  const { $, each, store } = globalThis.notesite, kept = store("fields");
  // What opens doors stays on the page and is forgotten with it.
  const secret = name => /passw|passphrase|secret|token|credential|key|비밀번호|암호|패스워드|시크릿|토큰|키/i.test(name);
  const fields = [], links = [], form = $("form.fields"), inputs = [];
  let values = kept.get() || {};
  const valueOf = name => Object.hasOwn(values, name) && typeof values[name] === "string" ? values[name] : "";
  const showField = field => {
    const value = valueOf(field.dataset.f);
    field.classList.toggle("filled", !!value);
    if (field !== document.activeElement) field.textContent = value || field.dataset.was;
  };
  const show = () => {
    fields.forEach(showField);
    for (const [link, pattern] of links)
      link.href = pattern.replace(/<([^<>]+)>/g, (blank, name) => encodeURI(valueOf(name.trim())) || blank);
    for (const input of inputs) if (input !== document.activeElement) input.value = valueOf(input.dataset.f);
    const tell = $(".fields-menu b");
    if (tell) tell.textContent = `${inputs.filter(input => valueOf(input.dataset.f)).length} / ${inputs.length}`;
  };
  const fill = (name, text) => {
    values[name] = text.replace(/[\r\n]+/g, " ").trim();
    kept.set(Object.fromEntries(Object.entries(values).filter(([name, value]) => value && !secret(name) && !inputs.some(input => input.dataset.f === name && "secret" in input.dataset))));
    show();
  };
  each("form.fields input", input => inputs.push(input));
  each(".f", field => {
    fields.push(field);
    field.dataset.f ||= field.textContent.slice(1, -1);
    field.dataset.was = field.textContent;
    showField(field);
    if (field.closest("a, h1, h2, h3, summary")) return;
    field.spellcheck = false;
    field.tabIndex = 0;
    field.role = "textbox";
    field.ariaLabel = field.dataset.f;
    // A selection that begins or ends here is one of the whole line: typed into only once it was pressed alone, or reached by key.
    let pressed = false, typed = false;
    const edit = () => { typed = false; field.contentEditable = "plaintext-only"; field.focus(); getSelection().selectAllChildren(field); };
    field.addEventListener("pointerdown", () => pressed = !field.isContentEditable);
    field.addEventListener("focus", () => pressed || field.isContentEditable || edit());
    field.addEventListener("click", () => { if (pressed && getSelection().isCollapsed) edit(); pressed = false; });
    field.addEventListener("mousedown", event => {
      if (event.detail < 3) return;
      event.preventDefault();
      field.blur();
      getSelection().selectAllChildren(field.closest("code") || field);
    });
    field.addEventListener("input", () => { typed = true; fill(field.dataset.f, field.textContent); });
    field.addEventListener("blur", () => { pressed = false; field.removeAttribute("contenteditable"); if (field.textContent.trim() === field.dataset.was) fill(field.dataset.f, ""); show(); });
    field.addEventListener("keydown", event => {
      if (event.isComposing) return;
      // Enter before the first letter is meant to begin.
      if (event.key === "Enter" || event.key === "Escape") { event.preventDefault(); if (typed || event.key === "Escape") field.blur(); }
    });
  });
  // An address with blanks in it.
  each('main a[href*=":"][href*="<"]', link => links.push([link, link.getAttribute("href")]));
  addEventListener("storage", event => { if (event.key === kept.key) { values = kept.get() || {}; show(); } });
  if (form) {
    form.onsubmit = event => event.preventDefault();
    form.addEventListener("input", event => fill(event.target.dataset.f, event.target.value));
    for (const type of ["focusin", "focusout"])
      form.addEventListener(type, event => fields.forEach(field => field.classList.toggle("lit", type === "focusin" && field.dataset.f === event.target.dataset.f)));
    $(".reset", form).addEventListener("click", () => inputs.forEach(input => fill(input.dataset.f, "")));
  }
  show();
})();
