// Who may import whom. A line that is not here is forbidden; docs/architecture.md explains the rooms.
// Each room names what of ours it may reach; packages from npm are limited where the last column says so.

const ROOMS = [
  { room: "^protocol/src", may: ["^protocol/src"], packages: ["zod"] },
  { room: "^persona/src", may: ["^persona/(src|schema)", "^templates"], packages: ["zod"] },
  { room: "^prisma", may: ["^prisma", "^protocol/src"] },
  { room: "^engine/src/audio", may: ["^engine/src/audio", "^protocol/src"] },
  { room: "^engine/src/turns", may: ["^engine/src/turns", "^protocol/src"] },
  { room: "^engine/src/call", may: ["^engine/src/(call|audio|turns)", "^(protocol|persona)/src"] },
  { room: "^engine/src/sockets", may: ["^engine/src/(sockets|call)", "^protocol/src"] },
  { room: "^engine/src/model", may: ["^engine/src/model", "^engine/src/call/ports", "^(protocol|persona)/src"] },
  { room: "^engine/src/director", may: ["^engine/src/director", "^engine/src/call/ports", "^(protocol|persona)/src"] },
  { room: "^engine/src/studio", may: ["^engine/src/studio", "^engine/src/call/ports", "^protocol/src"] },
  { room: "^engine/src/[^/]+\\.ts$", may: ["^engine/src", "^(protocol|persona)/src"] },
  { room: "^engine/(test|bench)", may: ["^engine", "^(protocol|persona)/src", "^templates"] },
  { room: "^lib/shared", may: ["^lib/shared", "^(protocol|persona)/src"] },
  { room: "^lib/server", may: ["^lib/(server|shared)", "^prisma", "^(persona|protocol)/src", "^scripts/database", "^package\\.json$"] },
  { room: "^lib/client", may: ["^lib/(client|shared)", "^protocol/src"] },
  { room: "^components/ui", may: ["^components/ui", "^lib/shared"] },
  { room: "^components/canvas/core", may: ["^components/canvas/core", "^persona/src"] },
  { room: "^app", may: ["^(app|components|lib)/", "^(persona|protocol)/src"] },
  { room: "^e2e", may: ["^e2e", "^protocol/src", "^prisma/seed"] },
];

/** A feature folder of components reaches the primitives, the client library, and the features that it shows whole. */
const FEATURES = [
  { feature: "auth" },
  { feature: "call" },
  { feature: "calls-list" },
  { feature: "canvas" },
  { feature: "editor", shows: ["canvas", "call", "links"] },
  { feature: "links" },
  { feature: "persona", shows: ["canvas"] },
  { feature: "replay", shows: ["call"] },
  { feature: "shell" },
  { feature: "team" },
  { feature: "voices" },
];

const OUTSIDE = ["node_modules", "^[a-z_]+$", "^node:"];
const test = "\\.test\\.tsx?$";

const forbidden = [
  { name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
  { name: "unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
];
for (const { room, may, packages } of ROOMS) {
  forbidden.push({
    name: `room ${room}`,
    severity: "error",
    from: { path: room, pathNot: [test, "^prisma/generated"] },
    to: { pathNot: [...may, ...OUTSIDE], dependencyTypesNot: ["core", "npm", "npm-dev", "npm-peer", "npm-optional", "npm-no-pkg"] },
  });
  if (packages) {
    forbidden.push({
      name: `packages of ${room}`,
      severity: "error",
      from: { path: room, pathNot: test },
      to: { dependencyTypes: ["core", "npm", "npm-dev"], pathNot: packages.map((name) => `node_modules/${name}/`) },
    });
  }
}
for (const { feature, shows = [] } of FEATURES) {
  forbidden.push({
    name: `feature ${feature}`,
    severity: "error",
    from: { path: `^components/${feature}/`, pathNot: `(${test})|^components/canvas/core` },
    to: {
      path: "^(components|lib|app|prisma|engine|e2e|native)/",
      pathNot: [`^components/(${[feature, "ui", ...shows].join("|")})/`, "^lib/(client|shared)/"],
    },
  });
}
forbidden.push(
  {
    name: "canvas core without React",
    severity: "error",
    from: { path: "^components/canvas/core" },
    to: { path: "node_modules/(react|@xyflow/react)/" },
  },
  { name: "primitives know no domain", severity: "error", from: { path: "^components/ui" }, to: { path: "^(protocol|persona|prisma)/" } },
  {
    name: "calls know no sockets",
    severity: "error",
    from: { path: "^engine/src/(call|audio|turns|director)" },
    to: { path: "node_modules/(socket\\.io|@prisma)" },
  },
  {
    name: "native addon behind one file",
    severity: "error",
    from: { path: "^engine/src", pathNot: "^engine/src/model/native-model\\.ts$" },
    to: { path: "^native/" },
  },
);

module.exports = {
  forbidden,
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules|^prisma/generated" },
    exclude: { path: "^prisma/generated" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
