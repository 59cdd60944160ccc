// Bundles each static/src/<app>/entry.<name>.{js,css,svg} into static/built/<name>.{js,css,svg}.
// `--watch` builds again on every change, with source maps; `--sizes` prints what each bundle weighs.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, "src");
const built = join(here, "built");
const watch = process.argv.includes("--watch");

function fail(message) {
  console.error(`static/build.mjs: ${message}`);
  process.exit(1);
}

function entryPoints() {
  const found = {};
  const apps = existsSync(sources) ? readdirSync(sources, { withFileTypes: true }) : [];
  for (const app of apps.filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(join(sources, app.name))) {
      const match = /^entry\.([a-z][a-z0-9-]*)\.(js|css|svg)$/.exec(file);
      if (!match) continue;
      const path = join(sources, app.name, file);
      const target = `${match[1]}.${match[2]}`;
      if (found[target]) fail(`${target} has two entry points: ${found[target]} and ${path}`);
      found[target] = path;
    }
  }
  return Object.entries(found).map(([target, path]) => ({ in: path, out: target.replace(/\.(js|css|svg)$/, "") }));
}

const options = {
  entryPoints: entryPoints(),
  outdir: built,
  bundle: true,
  minify: !watch,
  sourcemap: watch ? "inline" : false,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  assetNames: "assets/[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy", ".png": "file" },
  logLevel: "warning",
};

rmSync(built, { recursive: true, force: true });
if (options.entryPoints.length === 0) {
  console.log("static/build.mjs: no entry points (static/src/<app>/entry.<name>.js or .css)");
} else if (watch) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options).catch(() => fail("the browser code does not build (see above)"));
  if (process.argv.includes("--sizes")) {
    for (const file of readdirSync(built).filter((name) => /\.(js|css)$/.test(name))) {
      const bytes = readFileSync(join(built, file));
      const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
      console.log(`${relative(here, join(built, basename(file)))}  ${sizes.join(" / gz ")} br`);
    }
  }
}
