/** Personas as they are edited. Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { sampleDocument } from "@duologue/db/seed";
import { exportPersona, type PersonaDocument, personaTemplates } from "@duologue/persona";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findViewer, type Viewer } from "../auth/session";
import { env } from "../env";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld, type World } from "../test/world";
import { createPersona } from "./create-persona";
import { deletePersona, restorePersona } from "./delete-persona";
import { duplicatePersona } from "./duplicate-persona";
import { exportPersonaFile } from "./export-persona-file";
import { importPersonaFile, previewImport } from "./import-persona-file";
import { listPersonaVersions } from "./list-persona-versions";
import { listPersonas } from "./list-personas";
import { readPersona } from "./read-persona";
import { renamePersona } from "./rename-persona";
import { savePersona } from "./save-persona";
import { snapshotVersion } from "./snapshot-version";

let database: TestDatabase;
let world: World;
let editor: Viewer;
let id: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await createWorld();
  id = world.persona.id;
  const { id: userId, name, email } = world.editor;
  editor = (await findViewer({ userId, name, email }, {})) as Viewer;
});

const refusal = (promise: Promise<unknown>) => promise.then(() => null).catch(({ code, fields }) => ({ code, fields }));

describe("saving", () => {
  it("raises the revision and refuses what began from an older one, naming the newer", async () => {
    const reply = await savePersona(editor, id, { document: sampleDocument({ name: "First" }), baseRevision: 1 });
    expect(reply).toEqual({ revision: 2, savedAt: expect.any(String) });
    const late = savePersona(editor, id, { document: sampleDocument({ name: "Second" }), baseRevision: 1 });
    expect(await refusal(late)).toEqual({ code: "conflict", fields: { revision: "2" } });
    expect((await readPersona(editor, id)).name).toBe("First");
  });

  it("lets exactly one of many savers win", async () => {
    const saves = Array.from({ length: 8 }, (_, k) =>
      savePersona(editor, id, { document: sampleDocument({ name: `N${k}` }), baseRevision: 1 }),
    );
    const results = await Promise.allSettled(saves);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await readPersona(editor, id)).revision).toBe(2);
  });

  it("takes drafts with problems, and names the fields of what is no persona", async () => {
    const empty = sampleDocument();
    empty.flow = { nodes: {}, edges: {} } as never;
    expect(await refusal(savePersona(editor, id, { document: empty, baseRevision: 1 }))).toBeNull();
    const broken = { ...sampleDocument(), rules: "be brief" };
    expect(await refusal(savePersona(editor, id, { document: broken, baseRevision: 2 }))).toMatchObject({
      code: "persona_invalid",
      fields: { rules: expect.any(String) },
    });
  });

  it("keeps keys that it does not know", async () => {
    const document = { ...sampleDocument(), "x-mine": { deep: [1, 2] } };
    await savePersona(editor, id, { document, baseRevision: 1 });
    expect((await readPersona(editor, id)).document).toMatchObject({ "x-mine": { deep: [1, 2] } });
  });
});

describe("the list", () => {
  it("finds by name, description and public name, in any case", async () => {
    await createPersona(editor, { name: "Unrelated" });
    const found = async (query: string) => (await listPersonas(editor, query)).map(({ name }) => name).sort();
    expect(await found("")).toEqual(["Ada at reception", "Unrelated"]);
    expect(await found("RECEPT")).toEqual(["Ada at reception"]);
    expect(await found("small PRACTICE")).toEqual(["Ada at reception"]);
    expect(await found("ada")).toEqual(["Ada at reception"]);
    expect(await found("100%_")).toEqual([]);
    const [summary] = await listPersonas(editor, "recept");
    expect(summary).toMatchObject({ publicName: "Ada", nodeCount: 3, mode: "directed", callCount: 2, linkCount: 1, revision: 1 });
  });
});

describe("beginnings", () => {
  it.each(personaTemplates.map((template) => template.id))("template %s", async (templateId) => {
    const created = await createPersona(editor, { templateId, name: "Mine" });
    const { name, document } = await readPersona(editor, created.id);
    expect([name, document.meta.name]).toEqual(["Mine", "Mine"]);
    expect(Object.keys(document.flow.nodes).length).toBeGreaterThan(2);
  });

  it("refuses an unknown template, naming the known ones", async () => {
    expect(await refusal(createPersona(editor, { templateId: "no-such" }))).toMatchObject({ code: "invalid_input" });
  });

  it("duplicates, renames, deletes and restores", async () => {
    const copy = await duplicatePersona(editor, id);
    expect(await readPersona(editor, copy.id)).toMatchObject({ name: "Ada at reception (copy)", revision: 1 });
    expect(await renamePersona(editor, copy.id, { name: "Grace" })).toMatchObject({ revision: 2 });
    expect((await readPersona(editor, copy.id)).document.meta.name).toBe("Grace");
    await renamePersona(editor, copy.id, { publicName: "Grace at the desk" });
    expect((await readPersona(editor, copy.id)).document).toMatchObject({
      meta: { name: "Grace" },
      identity: { name: "Grace at the desk" },
    });
    await deletePersona(editor, copy.id);
    expect(await refusal(readPersona(editor, copy.id))).toMatchObject({ code: "not_found" });
    await restorePersona(editor, copy.id);
    expect((await readPersona(editor, copy.id)).name).toBe("Grace");
    expect(await refusal(restorePersona(editor, copy.id))).toMatchObject({ code: "not_found" });
  });
});

describe("versions", () => {
  it("are shared by equal documents, whatever the order of their keys, and numbered", async () => {
    const document = sampleDocument();
    const shuffled = Object.fromEntries(Object.entries(document).reverse());
    const first = await snapshotVersion({ id, document }, editor.userId);
    expect((await snapshotVersion({ id, document: shuffled }, editor.userId)).id).toBe(first.id);
    const next = await snapshotVersion({ id, document: sampleDocument({ publicName: "Other" }) }, editor.userId);
    expect(next.number).toBe(first.number + 1);
  });

  it("are listed below their persona, which can be told from others of its title", async () => {
    const copy = await duplicatePersona(editor, id);
    await renamePersona(editor, copy.id, { name: "Twin", publicName: "Grace" });
    const { id: twin } = await createPersona(editor, { name: "Twin" });
    const listed = await listPersonaVersions(editor);
    expect(listed.filter(({ name }) => name === "Twin")).toMatchObject([
      { id: twin, publicName: "", updatedAt: expect.any(String) },
      { id: copy.id, publicName: "Grace", draftIsNumber: null, versions: [] },
    ]);
  });

  it("are made once when many ask at the same moment", async () => {
    const document = sampleDocument({ publicName: "Race" });
    const versions = await Promise.all(Array.from({ length: 6 }, () => snapshotVersion({ id, document }, editor.userId)));
    expect(new Set(versions.map((version) => version.id)).size).toBe(1);
  });
});

describe("files", () => {
  it("come back as they went out", async () => {
    const document = { ...sampleDocument(), "x-mine": { kept: true } };
    await savePersona(editor, id, { document, baseRevision: 1 });
    const response = await exportPersonaFile(editor, id);
    expect(response.headers.get("content-disposition")).toContain('filename="ada-at-reception.persona.json"');
    const text = await response.text();
    expect(JSON.parse(text).$schema).toBe(`${env().NEXTAUTH_URL}/schema/persona/1.0.json`);
    const imported = await importPersonaFile(editor, { text });
    const again = (await readPersona(editor, imported.id)).document as PersonaDocument;
    expect(await (await exportPersonaFile(editor, imported.id)).text()).toBe(text);
    expect(again).toMatchObject({ "x-mine": { kept: true } });
  });

  it("are shown before they change anything", async () => {
    const text = JSON.stringify(sampleDocument({ publicName: "Grace" }));
    const before = await db.persona.count();
    const preview = await previewImport(editor, { text, personaId: id });
    expect(preview.name).toBe("Ada at reception");
    expect(preview.changes.length).toBeGreaterThan(0);
    expect(await db.persona.count()).toBe(before);
    expect((await readPersona(editor, id)).revision).toBe(1);
    await importPersonaFile(editor, { text, personaId: id });
    expect(await readPersona(editor, id)).toMatchObject({ revision: 2, document: { identity: { name: "Grace" } } });
    expect(await refusal(previewImport(editor, { text: "{" }))).toMatchObject({ code: "persona_invalid" });
  });

  it("give back the draft that they replaced, so that saving it undoes them to the letter", async () => {
    const draft = { ...personaTemplates[0]?.document, "x-mine": { kept: true } };
    await savePersona(editor, id, { document: draft, baseRevision: 1 });
    const before = exportPersona((await readPersona(editor, id)).document);
    const { revision, replaced } = await importPersonaFile(editor, { text: JSON.stringify(sampleDocument()), personaId: id });
    expect(exportPersona((await readPersona(editor, id)).document)).not.toBe(before);
    await savePersona(editor, id, { document: replaced, baseRevision: revision });
    expect(exportPersona((await readPersona(editor, id)).document)).toBe(before);
    expect((await importPersonaFile(editor, { text: JSON.stringify(sampleDocument()) })).replaced).toBeNull();
  });
});
