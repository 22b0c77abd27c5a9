// What the search dialog does with what was found: phrases, one course of several, commands taken along, why a word was taken, the
// section beside the list, more as it is scrolled, and what stands there before anything is typed. With indexes of small notes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const notes = {
  "net.md": `# 네트워크\n\n### 1. 보안 그룹\n- 규칙\n  - 들어오는 것과 나가는 것\n- 만들기\n  - aws ec2 create-security-group --group-name <이름>\n- 지우기\n  - 이름이 같은 것\n- 값\n  - 값은 없다\n### 2. 그룹\n- 보안을 생각해 그룹을 나눈다\n  - 보안그룹은 여기 없다\n  - 그룹 보안\n`,
  "cluster.md": `# 클러스터\n\n### 1. Pod\n- Pod 하나\n  - Pod는 가장 작은 단위다\n  - kubectl get pods\n### 2. 보안 그룹과 노드\n- 노드의 보안 그룹은 하나다\n`,
};
const chapter = n => `### ${n}. 장 ${n}\n- 절\n  - 큰물이 ${"물 ".repeat(n % 5)}흐른다\n`;

export default async ({ tmp, binary, serve, test }) => {
  const make = (name, files) => {
    const root = join(tmp, name), out = join(tmp, name + "-site");
    for (const [path, text] of Object.entries(files)) { mkdirSync(dirname(join(root, "notes", path)), { recursive: true }); writeFileSync(join(root, "notes", path), text); }
    const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    return serve(out);
  };
  const small = await make("hits", notes), { base } = small;
  const many = await make("many", { "water.md": "# 물\n\n" + Array.from({ length: 60 }, (_, i) => chapter(i + 1)).join("") });
  const input = page => page.locator("dialog.search input"), options = page => page.getByRole("option");
  const open = async (page, address) => {
    await page.goto(address);
    await page.keyboard.press("/");
    await page.getByRole("combobox").waitFor();
  };
  const ask = async (page, query) => {
    await input(page).fill(query);
    await page.waitForFunction(query => document.querySelector("dialog.search input").value === query && document.querySelector(".said").textContent, query);
  };
  const pages = page => page.locator(".search .chapter > p").allTextContents().then(all => all.map(one => one.trim()));

  await test("words between quotation marks are found as they stand", async page => {
    await open(page, base + "all.html");
    for (const query of ['"보안 그룹"', "“보안 그룹”"]) {
      await ask(page, query);
      await page.waitForFunction(() => document.querySelectorAll(".search .chapter").length === 2);
      assert.deepEqual((await pages(page)).map(one => one.split(" · ")[0]).sort(), ["1 보안 그룹", "2 보안 그룹과 노드"]);
      assert.ok((await page.locator(".search mark").allTextContents()).every(one => one === "보안 그룹"));
    }
    await ask(page, '"그룹 보안');
    await options(page).nth(2).waitFor();
    await ask(page, '"그룹은 보안"');
    await page.locator(".search .said", { hasText: "에 맞는 곳이 없습니다" }).waitFor();
  });

  await test("one course of several is searched alone, and all of them again", async page => {
    await open(page, base + "all.html");
    await ask(page, "보안 그룹");
    await options(page).nth(2).waitFor();
    const choice = page.getByRole("group", { name: "찾을 강의" }), pressed = () => choice.locator("[aria-pressed=true]").allTextContents();
    assert.deepEqual(await pressed(), ["모든 강의"]);
    await choice.getByRole("button", { name: "클러스터" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".search .chapter").length === 1);
    assert.match((await pages(page))[0], /보안 그룹과 노드/);
    assert.deepEqual(await pressed(), ["클러스터"]);
    assert.ok(await input(page).evaluate(one => one === document.activeElement));
    await ask(page, "지우기");
    await page.locator(".search .rest").getByRole("button", { name: "모든 강의" }).click();
    await options(page).first().waitFor();
    assert.deepEqual(await pressed(), ["모든 강의"]);
  });

  await test("a command is copied without leaving, with its blanks filled in; Enter once goes to it", async (page, context) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.clock.install();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.addInitScript(() => localStorage.setItem("notesite.fields:/", JSON.stringify({ 이름: "web-sg" })));
    await open(page, base + "all.html");
    const address = page.url();
    await ask(page, "create-security-group");
    await options(page).first().waitFor();
    assert.equal(await page.locator(".search code.line").first().textContent(), "aws ec2 create-security-group --group-name <이름>");
    await page.keyboard.press("Control+c");
    await page.locator(".search .take").getByText("복사했습니다").waitFor();
    assert.equal(await copied(), "aws ec2 create-security-group --group-name web-sg");
    await ask(page, "kubectl get");
    await page.waitForFunction(() => document.querySelector(".search code.line")?.textContent.startsWith("kubectl"));
    // However long a busy machine takes between them, no time passes on the page.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.locator(".search .take").getByText("복사했습니다").waitFor();
    assert.equal(await copied(), "kubectl get pods");
    await page.clock.runFor(1000);
    assert.equal(page.url().split("?")[0], address);
    await page.locator(".search [aria-selected=true] .take").click();
    assert.equal(page.url().split("?")[0], address);
    // Whatever is selected in the field is what the keys copy.
    await input(page).selectText();
    await page.keyboard.press("Control+c");
    assert.equal(await copied(), "kubectl get");
    await page.keyboard.press("Enter");
    await page.clock.runFor(400);
    await page.waitForURL(/1-pod\.html/);
  });

  await test("a hit says why its word was taken, and hits of the title alone are folded", async page => {
    await open(page, base + "all.html");
    await ask(page, "파드");
    await options(page).first().waitFor();
    assert.equal(await page.locator(".search .why").first().textContent(), "파드 = Pod");
    assert.equal(await page.locator(".search .why", { hasText: "파드 = Pod" }).count(), 1, "it is said once");
    await ask(page, "보안 그룹");
    await page.getByRole("option", { name: /제목이 맞는 \d+곳/ }).first().waitFor();
    const before = await options(page).allTextContents();
    await page.getByRole("option", { name: /제목이 맞는/ }).first().click();
    assert.ok((await options(page).allTextContents()).includes("지우기이름이 같은 것"), "what was folded is there");
    assert.ok(!before.includes("지우기이름이 같은 것"));
    assert.ok(await input(page).evaluate(one => one === document.activeElement));
  });

  await test("the section of the chosen hit stands beside the list where there is room", async page => {
    await open(page, base + "all.html");
    await ask(page, "작은 단위");
    await options(page).first().waitFor();
    const section = page.locator(".search .section");
    assert.match(await section.textContent(), /Pod는 가장 작은 단위다.*kubectl get pods/s);
    assert.ok(await section.locator("mark").count() > 0);
    assert.equal(await section.getAttribute("aria-hidden"), "true");
    await page.setViewportSize({ width: 1000, height: 800 });
    assert.ok(!await section.isVisible());
  });

  await test("ten answers are loaded first, more as the list is scrolled, and what is shown stays", async page => {
    await open(page, many.base + "index.html");
    await ask(page, "큰물이");
    await options(page).nth(10).waitFor();
    const hrefs = () => page.locator(".search .hit:not(.more)").evaluateAll(all => all.map(one => one.pathname + one.hash));
    assert.equal(await page.locator(".search .said").textContent(), "가장 잘 맞는 40곳");
    let before = await hrefs();
    assert.equal(before.length, 10);
    for (const [way, length] of [[() => page.locator(".search .hits").evaluate(one => one.scrollTop = one.scrollHeight), 20], [() => page.getByRole("option", { name: "20곳 더 보기" }).evaluate(one => one.click()), 30],
      [async () => { await page.keyboard.press("ArrowUp"); for (let i = 0; i < 40 && (await hrefs()).length < 40; i++) await page.keyboard.press("PageDown"); }, 40]]) {
      await way();
      await page.waitForFunction(length => document.querySelectorAll(".search .hit:not(.more)").length === length, length);
      const now = await hrefs();
      assert.deepEqual(now.slice(0, before.length), before);
      assert.equal(new Set(now).size, length);
      assert.equal(await page.locator(".search [aria-selected=true]").count(), 1);
      before = now;
    }
    assert.equal(await page.locator(".search .further").count(), 0);
  });

  await test("before anything is typed there are queries, places and this chapter's commands", async (page, context) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, base + "all.html");
    await ask(page, "작은 단위");
    await options(page).first().waitFor();
    await page.keyboard.press("Control+Enter");
    await page.goto(base + "cluster/1-pod.html");
    await page.keyboard.press("/");
    await page.locator(".search .again").getByText("작은 단위").waitFor();
    assert.match(await page.locator(".search .went").getAttribute("href"), /cluster\/1-pod\.html/);
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "kubectl get pods");
    await page.keyboard.press("Enter");
    await page.locator(".search .command[data-done='복사했습니다']").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "kubectl get pods");
    await page.getByRole("button", { name: "모두 지우기" }).click();
    assert.equal(await page.locator(".search :is(.again, .went)").count(), 0);
  });

  small.close();
  many.close();
};
