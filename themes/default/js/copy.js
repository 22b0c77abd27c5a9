// Copy buttons: on every command and code block, and one for commands in a row. What is copied is what is filled in.
(() => {
  const site = globalThis.notesite ||= {};
  const words = site.words = JSON.parse(document.getElementById("words")?.textContent || "{}");
  site.say = text => { const say = document.getElementById("say"); if (say) { say.textContent = ""; setTimeout(() => say.textContent = text, 50); } };
  const textOf = element => {
    const block = element.closest(".block");
    let text = element.textContent;
    // Of a console only the commands are copied: lines behind a prompt.
    if (block && block.hasAttribute("data-console")) {
      const lines = text.split("\n").map(line => line.match(/^\s*(?:\[[^\]]*\]|[\w.@:~\/-]*)[$#]\s+(.*)/)).filter(Boolean).map(m => m[1]);
      if (lines.length) text = lines.join("\n");
    }
    return text.replace(/\n$/, "");
  };
  const write = async text => {
    try { await navigator.clipboard.writeText(text); }
    catch {
      // From file:// and plain HTTP there is no clipboard to ask.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  const button = (name, label, sources) => {
    const b = document.createElement("button");
    b.type = "button";
    b.className = name;
    if (name === "all") b.textContent = label; else b.setAttribute("aria-label", label);
    b.addEventListener("click", async () => {
      await write(sources().map(textOf).join("\n"));
      b.classList.add("done");
      site.say(words.copied);
      setTimeout(() => b.classList.remove("done"), 1500);
    });
    return b;
  };
  site.copy = root => {
    for (const code of root.querySelectorAll(".cmd > code, .block > pre > code")) {
      const box = code.closest(".cmd, .block");
      if (!box.querySelector(":scope > .copy")) box.append(button("copy", words.copy, () => [code]));
    }
    for (const list of root.querySelectorAll(".notes .tree")) {
      const codes = [...list.children].map(li => li.querySelector(":scope > .b .cmd > code"));
      if (codes.length > 1 && codes.every(Boolean) && !list.querySelector(":scope > li > details:not(.file)") && !list.nextElementSibling?.matches(".all"))
        list.after(button("all", words.copyAll, () => codes));
    }
  };
  site.copy(document);
})();
