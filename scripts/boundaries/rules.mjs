// Who may import whom; what is not here is forbidden. docs/architecture.md explains the rooms. First match wins.

/** `may`: our own places it reaches beside itself. `packages`: if given, the only npm packages. `node`: false forbids Node's modules. */
export const ROOMS = [
  { room: "protocol/src", packages: ["zod"], node: false },
  { room: "persona/src", may: ["persona/schema", "templates"], packages: ["zod"], node: false },
  { room: "metrics/src", may: ["protocol/src"], packages: [], node: false },
  { room: "prisma", may: ["protocol/src"] },
  { room: "engine/src/audio", may: ["protocol/src"], notPackages: ["socket.io"] },
  { room: "engine/src/turns", may: ["protocol/src", "metrics/src"], packages: [], node: false },
  { room: "engine/src/call", may: ["engine/src/audio", "engine/src/turns", "protocol/src", "persona/src"], notPackages: ["socket.io"] },
  { room: "engine/src/sockets", may: ["engine/src/call", "protocol/src"] },
  { room: "native/binding", may: [], packages: [] },
  { room: "engine/src/model/native", may: ["native/binding", "engine/src/model", "engine/src/call/ports", "protocol/src"], packages: [] },
  { room: "engine/src/model", may: ["engine/src/call/ports", "protocol/src", "persona/src", "metrics/src"], notPackages: ["socket.io"] },
  { room: "engine/src/director", may: ["engine/src/call/ports", "protocol/src", "persona/src"], packages: [] },
  { room: "engine/src/http", may: ["engine/src/call", "protocol/src"], notPackages: ["socket.io"] },
  { room: "engine/src/studio", may: ["engine/src/call/ports", "protocol/src"], notPackages: ["socket.io"] },
  { room: "engine", may: ["protocol/src", "persona/src", "metrics/src", "templates"] },
  { room: "evaluation/src/suite", may: ["metrics/src", "protocol/src"], packages: ["zod"], node: false },
  {
    room: "evaluation/src/score",
    may: ["evaluation/src/suite", "evaluation/src/call/call-result", "metrics/src"],
    packages: [],
    node: false,
  },
  {
    room: "evaluation/src/check",
    may: ["evaluation/src/suite", "evaluation/src/score", "evaluation/src/call/call-result", "metrics/src"],
    packages: [],
    node: false,
  },
  {
    room: "evaluation/src/report",
    may: [
      "evaluation/src/suite",
      "evaluation/src/score",
      "evaluation/src/check",
      "evaluation/src/call/call-result",
      "metrics/src",
      "protocol/src",
    ],
    packages: [],
    node: false,
  },
  { room: "evaluation/src/cut", may: ["evaluation/src/suite", "metrics/src", "protocol/src"], packages: [], node: false },
  {
    room: "evaluation/src/caller",
    may: ["evaluation/src/suite", "evaluation/src/sound", "metrics/src", "protocol/src"],
    packages: [],
    node: false,
  },
  { room: "evaluation/src/engine", may: ["evaluation/src/call", "engine", "persona/src", "protocol/src"] },
  { room: "evaluation/test", may: ["evaluation/src", "engine", "persona/src"] },
  {
    room: "evaluation",
    may: ["engine/src/audio", "engine/src/turns", "engine/src/model", "protocol/src", "persona/src", "metrics/src", "templates"],
  },
  { room: "training", may: [] },
  { room: "lib/shared", may: ["protocol/src", "persona/src", "evaluation/src/suites"], packages: ["zod"], node: false },
  // studio and engine meet in tests alone
  {
    room: "lib/server/test",
    may: ["lib", "prisma", "persona/src", "metrics/src", "protocol/src", "evaluation", "engine", "scripts/database"],
  },
  // a process of its own: the one place of the studio that plays calls
  { room: "lib/server/suite-runs/runner", may: ["lib", "prisma", "persona/src", "metrics/src", "protocol/src", "evaluation", "package"] },
  {
    room: "lib/server",
    may: ["lib/shared", "prisma", "persona/src", "metrics/src", "protocol/src", "evaluation/src/suites", "package"],
  },
  { room: "lib/client", may: ["lib/shared", "protocol/src"], node: false },
  { room: "components/ui", may: ["lib/shared"], node: false },
  { room: "components/canvas/core", may: ["persona/src"], packages: ["@dagrejs/dagre", "zod"], node: false },
  {
    room: "components",
    may: ["components/ui", "lib/client", "lib/shared", "persona/src", "metrics/src", "protocol/src", "evaluation/src/suites"],
    node: false,
  },
  { room: "app", may: ["components", "lib", "persona/src", "protocol/src"] },
  { room: "e2e", may: ["protocol/src", "prisma"] },
];

/** A folder of components stands for itself; these may also show another feature whole. */
export const FEATURES = {
  editor: ["call", "canvas", "links"],
  persona: ["canvas"],
  replay: ["call", "suite-runs"],
  suites: ["suite-runs"],
  "suite-runs": ["call"],
  voices: ["call"],
};

/** Tests may also reach the database's tools and the fixtures, but never turn an arrow round. */
export const TEST_EXTRAS = [
  "scripts/database",
  "persona/test",
  "metrics/test",
  "evaluation/schema",
  "evaluation/test",
  "engine/test",
  "native/binding",
  "prisma",
  "templates",
  "lib/server/test",
  "app",
];
