// Compares what GitHub follows with what notesite refuses: `node oracle.mjs PROGRAM ROOT…`. Ends with 1 where notesite refuses a link that
// GitHub follows. What notesite follows beyond GitHub is only counted: it reads the addresses of other tools too.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { anchors, html, links, seen } from "./github.mjs";

const [program, ...roots] = process.argv.slice(2);
const walk = folder => readdirSync(folder, { withFileTypes: true }).flatMap(one =>
  one.name.startsWith(".") || ["node_modules", "public", "target", "build"].includes(one.name) ? [] : one.isDirectory() ? walk(join(folder, one.name)) : [join(folder, one.name)]);
const plain = address => { try { return decodeURIComponent(address); } catch { return address; } };
let followed = 0, refused = 0, beyond = 0;
for (const root of roots) {
  const notes = walk(root).filter(path => path.endsWith(".md"));
  const pages = new Map(notes.map(path => [path, html(readFileSync(path, "utf8"))]));
  const known = new Map();
  const of = path => known.get(path) || known.set(path, new Set(anchors(pages.get(path)).map(one => seen(one.anchor.normalize("NFC")).toLowerCase()))).get(path);
  const readme = folder => ["README.md", "readme.md", "Readme.md"].map(name => join(folder, name)).find(existsSync);
  const said = spawnSync(program, ["check", "--format", "json", root], { maxBuffer: 1 << 28 });
  const complaints = said.stdout.toString().split("\n").filter(Boolean).map(line => JSON.parse(line))
    .filter(one => ["broken-link", "unknown-anchor", "missing-image", "folder-link"].includes(one.code));
  for (const path of notes) {
    const mine = complaints.filter(one => one.path === relative(root, path));
    for (const address of links(pages.get(path))) {
      if (!address || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) continue;
      const [file, anchor = ""] = address.split("#"), bare = plain(file.split("?")[0]);
      let target = bare ? join(bare.startsWith("/") ? root : dirname(path), bare) : path;
      let works = existsSync(target) && !normalize(relative(root, target)).startsWith("..");
      if (works && statSync(target).isDirectory()) target = readme(target) || target;
      const wanted = seen(plain(anchor).normalize("NFC")).toLowerCase().replace(/^user-content-/, "");
      if (works && wanted && wanted !== "top") works = pages.has(target) && of(target).has(wanted);
      const words = [address, plain(address), "#" + plain(anchor), plain(file), relative(root, target)].filter(one => one && one !== "#").map(one => one.normalize("NFC"));
      const about = one => (one.code === "unknown-anchor" ? ["#" + plain(anchor)] : words).some(word => one.message.normalize("NFC").includes("`" + word.normalize("NFC") + "`"));
      const complaint = mine.find(about);
      if (works) followed++;
      if (works && complaint) { refused++; console.log(`refused: ${path}: ${address}: ${complaint.code}`); }
      if (!works && !complaint) beyond++;
    }
  }
}
console.log(`${followed} links that GitHub follows, ${refused} of them refused; ${beyond} followed beyond GitHub`);
process.exitCode = refused ? 1 : 0;
