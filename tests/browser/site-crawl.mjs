// The built site as linkinator, a link checker that knows nothing of notesite, finds it by HTTP: this repository's site, and a small one with
// every kind of redirect, a file, a picture with a Korean name and the page for what is missing. linkinator 8 does not start on Node 20;
// version 6 checks no fragments, so every fragment that the pages name is looked up in the page that the server answers.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { LinkChecker } from "linkinator";

const notes = {
  "notesite.toml": `[redirects]\n"old/page.html" = "kube/1-pod.html#만들기"\n"docs" = "https://example.com/문서"\n`,
  "notes/kube/README.md": "# 쿠버네티스\n\n- [첫 장](01-pod.md), [[Service]]\n",
  "notes/kube/01-pod.md": "---\naliases: [pods, /first/pod/]\n---\n# 1. Pod\n\n## 만들기\n\n- ![두 상자](../../image/%EB%91%90%20%EC%83%81%EC%9E%90.svg)\n- kubectl apply -f ../../files/web.yml\n- [파일](../../files/web.yml), [다음](02-service.md#주소), [옛 이름](pods.html), [같은 장](#만들기), [밖](https://example.invalid/)\n",
  "notes/kube/02-service.md": "# 2. Service\n\n## 주소\n\n- (1. Pod 참고)\n- '1. Pod > 만들기' 에서 본 것이다\n- Pod를 가리킨다\n",
  "image/두 상자.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="18" height="20"/></svg>`,
  "files/web.yml": "apiVersion: v1\nkind: Pod\n",
};

const pages = folder => readdirSync(folder, { recursive: true }).filter(name => name.endsWith(".html")).map(name => name.split(sep).map(encodeURIComponent).join("/"));

/** Crawls from every page, those that nothing links to included. Other hosts are not asked. */
const crawl = async (base, folder) => {
  const { links } = await new LinkChecker().check({
    path: [base, ...pages(folder).map(page => base + page)], recurse: true, concurrency: 20, timeout: 0,
    linksToSkip: async address => !address.startsWith(base),
  });
  return links;
};

/** The fragments that the pages name and that their targets lack. */
const fragments = async (base, folder) => {
  const texts = new Map(), missing = [];
  const text = async address => {
    if (!texts.has(address)) texts.set(address, await fetch(address).then(answer => answer.text()));
    return texts.get(address);
  };
  let count = 0;
  for (const page of pages(folder)) {
    for (const [, quoted, bare] of (await text(base + page)).matchAll(/<a\s[^>]*?href=(?:"([^"]*#[^"]+)"|([^\s>"]*#[^\s>"]+))/g)) {
      const raw = quoted ?? bare;
      const { origin, hash, href } = new URL(raw.replaceAll("&amp;", "&"), base + page);
      if (origin + "/" !== base || hash === "#top") continue;
      const name = decodeURIComponent(hash.slice(1)), target = await text(href.split("#")[0]);
      count++;
      const id = name.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      if (!target.includes(` id="${id}"`) && !target.includes(` id=${id} `) && !target.includes(` id=${id}>`)) missing.push(`${page} → ${raw}`);
    }
  }
  return { count, missing };
};

const broken = links => links.filter(link => link.state === "BROKEN").map(link => `${decodeURI(link.parent ?? "")} → ${decodeURI(link.url)} (${link.status})`);

export default async ({ base, site, binary, tmp, serve, test }) => {
  await test("linkinator finds no broken link in the site of these notes", async () => {
    const links = await crawl(base, site), { count, missing } = await fragments(base, site);
    assert.deepEqual(broken(links), []);
    assert.deepEqual(missing, []);
    assert.ok(links.filter(link => link.state === "OK").length > 50 && count > 50, "the crawl went nowhere");
  });

  await test("linkinator finds no broken link among redirects, files, pictures and canonical addresses", async () => {
    const root = join(tmp, "crawl"), out = join(tmp, "crawl-site");
    for (const [path, text] of Object.entries(notes)) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    mkdirSync(out);
    const served = await serve(out);
    // The server's own address as the base URL, so that canonical links, link previews and redirects are followed too.
    const built = spawnSync(binary, ["build", root, "-o", out, "--base-url", served.base], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    const links = await crawl(served.base, out), { count, missing } = await fragments(served.base, out);
    const reached = links.filter(link => link.state === "OK").map(link => decodeURI(link.url.slice(served.base.length)));
    const map = await fetch(served.base + "sitemap.xml").then(answer => answer.text());
    for (const [, address] of map.matchAll(/<loc>([^<]*)<\/loc>/g)) assert.equal((await fetch(address)).status, 200, address);
    served.close();
    assert.deepEqual(broken(links), []);
    assert.deepEqual(missing, []);
    for (const page of ["404.html", "old/page.html", "docs.html", "kube/pods.html", "first/pod/index.html", "kube/1-pod.html"]) assert.ok(reached.includes(page), `${page} was not reached`);
    assert.ok(reached.some(path => path.endsWith(".svg")) && reached.some(path => path.endsWith("web.yml")), reached.join("\n"));
    assert.ok(links.some(link => link.state === "SKIPPED" && link.url === "https://example.invalid/"), "links to others are met and left alone");
    assert.ok(map.includes("<loc>") && count > 3);
  });
};
