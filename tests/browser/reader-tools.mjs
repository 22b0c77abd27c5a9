// Blanks, copying, folds, read marks, previews and the drawer, on a chapter whose body is ours to choose.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const body = `<section class="sec" id="hands"><h2>실습</h2>
<details open><summary aria-label="접기"></summary><div class="row"><h3 id="ask">묻기</h3><details open><summary aria-label="접기"></summary><ul class="tree">
<li class="c"><div class="b"><div class="cmd"><code><span class="t">kubectl</span> get pods -n <span class="f">&lt;공간&gt;</span></code></div></div></li>
<li class="c"><div class="b"><div class="cmd"><code><span class="t">kubectl</span> get svc -n <span class="f" data-f="공간">&lt;공간&gt;</span></code></div></div></li></ul></details></div>
<div class="row"><h3 id="deep">깊은 곳</h3><details open><summary aria-label="접기"></summary><ul class="tree"><li><div class="b">겉</div><details open><summary aria-label="접기"></summary><ul class="tree"><li id="inner"><div class="b">속에 든 말</div></li></ul></details></li>
<li class="task"><div class="b"><input type="checkbox" disabled> 지우기</div></li></ul></details></div>
<div class="row"><div><p><a class="ref" href="./NEXT">다음 장</a></p><div class="block"><pre tabindex="0"><code><i class="q">$ </i>docker ps
<i class="q">CONTAINER ID
$ </i>docker stop one</code></pre></div></div></div></details></section>`;

export default async ({ base, site, test }) => {
  const names = readdirSync(join(site, "eks-spring")).filter(name => /^\d.*\.html$/.test(name)).sort((a, b) => parseInt(a) - parseInt(b));
  const url = name => base + "eks-spring/" + encodeURIComponent(name);
  const open = async (page, name = names[1], inner = body) => {
    await page.context().route(url(names[1]), async route => {
      const answer = await route.fetch(), html = await answer.text();
      await route.fulfill({ response: answer, body: html.replace(/(<article class="notes[^>]*>)[^]*?<\/article>/, (_, tag) => tag + inner.replace("NEXT", encodeURIComponent(names[2])) + "</article>") });
    });
    await page.goto(url(name));
  };
  const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };
  const pasted = page => page.evaluate(() => navigator.clipboard.readText());

  await test("details of the notes with or without a summary stop no script", async page => {
    const own = "<details>글</details><details><p>글</p></details><details><p>글</p><summary>뒤</summary></details><details open></details>";
    const errors = [];
    page.on("pageerror", error => errors.push(error.message));
    await open(page, names[1], own + body + own);
    await page.locator(".cmd .copy").first().waitFor({ state: "attached" });
    await page.locator(".depth button").first().click();
    await page.waitForFunction(() => document.querySelector(".notes details:not([open]) > summary:empty"));
    assert.deepEqual(errors, []);
  });

  await test("a blank filled once fills all of its name, is copied, stays text and is kept", async page => {
    await open(page);
    const fields = page.locator('.f[data-f="공간"]'), evil = "<img src=x onerror=alert(1)>";
    await fields.first().focus();
    await page.keyboard.type(evil);
    assert.equal(await fields.nth(1).textContent(), evil);
    assert.equal(await page.locator(".notes .cmd img").count(), 0);
    await page.keyboard.press("Enter");
    await page.locator(".cmd .copy").nth(1).click();
    assert.equal(await pasted(page), `kubectl get svc -n ${evil}`);
    assert.equal(await page.locator("[id='ns:say']").textContent().then(() => page.waitForFunction(() => document.getElementById("ns:say").textContent)).then(() => true), true);
    await page.reload();
    assert.equal(await fields.first().textContent(), evil);
    await fields.first().fill("");
    await fields.first().blur();
    assert.equal(await fields.nth(1).textContent(), "<공간>");
  }, clipboard);

  await test("commands in a row are copied together, of a console only the commands", async page => {
    await open(page);
    await page.locator("button.all").click();
    assert.equal(await pasted(page), "kubectl get pods -n <공간>\nkubectl get svc -n <공간>");
    await page.locator(".block .copy").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.waitForFunction(() => navigator.clipboard.readText().then(text => text.startsWith("docker") && text)).then(h => h.jsonValue()), "docker ps\ndocker stop one");
  }, clipboard);

  await test("the depth is remembered, and an address opens what it hits", async page => {
    await open(page);
    await page.locator('.depth button').first().click({ timeout: 2000 });
    await page.reload();
    assert.equal(await page.locator(".notes details:not([open])").count(), 4);
    assert.equal(await page.locator("#ask").isVisible(), false);
    await page.evaluate(() => location.hash = "inner");
    await page.waitForFunction(() => document.getElementById("inner").getBoundingClientRect().height > 0);
    assert.ok(await page.evaluate(() => document.getElementById("inner").getBoundingClientRect().top >= 56));
  });

  await test("ticks are remembered", async page => {
    await open(page);
    await page.locator(".task input").check();
    await page.reload();
    assert.ok(await page.locator(".task input").isChecked());
  });

  await test("the end of a chapter marks it read, and that can be undone", async page => {
    await open(page);
    await page.locator(".turn").scrollIntoViewIfNeeded();
    await page.locator(".read-note.on").waitFor({ timeout: 4000 });
    assert.equal(await page.locator(".nav li.done").count(), 1);
    await page.locator(".read-note button").click();
    assert.equal(await page.locator(".nav li.done").count(), 0);
    await page.goto(base + "eks-spring/index.html");
    assert.ok(decodeURIComponent(await page.locator(".resume").getAttribute("href")).includes(names[1]));
  });

  await test("a link shows where it leads, by pointer and by keyboard", async page => {
    await open(page);
    await page.locator(".notes a.ref").hover();
    await page.locator(".peek:not([hidden]) li").first().waitFor({ timeout: 4000 });
    await page.keyboard.press("Escape");
    assert.ok(await page.locator(".peek").isHidden());
  });

  await test("nothing moves when the scripts arrive", async page => {
    await page.addInitScript(() => {
      globalThis.moved = 0;
      const add = entries => entries.forEach(entry => globalThis.moved += entry.value);
      globalThis.shifts = new PerformanceObserver(list => add(list.getEntries()));
      shifts.observe({ type: "layout-shift", buffered: true });
      globalThis.rest = () => { add(shifts.takeRecords()); return globalThis.moved; };
    });
    await open(page);
    // Scripts put off to the next frame what they ask of the layout: two frames later all is in its place.
    await page.evaluate(() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))));
    assert.equal(await page.evaluate(() => rest()), 0);
  });

  await test("the drawer holds the focus and closes with Esc", async page => {
    await page.goto(url(names[0]));
    await page.locator(".open-nav").click();
    for (let i = 0; i < 25; i++) { await page.keyboard.press("Tab"); assert.ok(await page.evaluate(() => !!document.activeElement.closest(".nav"))); }
    await page.keyboard.press("Escape");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".open-nav")));
  }, { viewport: { width: 360, height: 780 } });
};
