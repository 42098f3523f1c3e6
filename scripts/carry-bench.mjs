// The engine's bench for a machine that has Node and nothing else: node scripts/carry-bench.mjs [FOLDER]   (default .data/bench/carried, which git ignores)
// Copy the folder there, with the addon that CMake built there and a checkpoint: node FOLDER/load.mjs --model CHECKPOINT --addon native/build/duplex.node --calls 64
// PCM16 only: the Opus codec is native code and stays here.
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const folder = process.argv[2] ?? ".data/bench/carried";

/** Bundled packages still ask for Node's own modules the old way. */
const REQUIRE = 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

const withoutOpus = {
  name: "without-opus",
  setup(bundle) {
    bundle.onResolve({ filter: /^@evan\/opus$/ }, ({ path: name }) => ({ path: name, namespace: "left-out" }));
    bundle.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({
      contents:
        'class Absent { constructor() { throw new Error("Expected --codec pcm16, received opus: this copy of the bench was made without it."); } }\n' +
        "export { Absent as Encoder, Absent as Decoder };",
    }));
  },
};

await rm(folder, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["load", "engine-process", "callers-process"].map((name) => `engine/bench/${name}.ts`),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  banner: { js: REQUIRE },
  external: ["bufferutil", "utf-8-validate"],
  plugins: [withoutOpus],
  metafile: true,
  logLevel: "error",
});
for (const file of Object.keys(metafile.outputs)) console.log(`${path.resolve(file)}   ${Math.round((await stat(file)).size / 1_000)} kB`);
