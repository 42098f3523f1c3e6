/** A persona is drawn, connected, tidied and saved without a mouse. */
import type { Locator, Page } from "@playwright/test";
import { chooseByKeys, expectGoodStop, pressEscape, tabTo } from "../../fixtures/keyboard";
import { expect, seedPersona, test } from "../../fixtures/test";

interface Flow {
  nodes: Record<string, { type: string; position: { x: number; y: number }; data: { title?: string; goal?: string } }>;
  edges: Record<string, { source: string; target: string; condition: { type: string; value?: string } }>;
}

const card = (page: Page, title: string) => page.getByRole("group", { name: title }).first();
const edge = (page: Page, from: string, to: string) => page.getByRole("group", { name: `Edge from ${from} to ${to}` }).first();

test("the editor needs no mouse", async ({ signedIn: page, db, team }) => {
  test.slow();
  const { id } = await seedPersona(db, team.team, team.owner);
  const flow = () => savedFlow(page, id);
  const press = (key: string) => page.keyboard.press(key);

  await test.step("from the list into the editor", async () => {
    await page.goto("/personas");
    await expect(page.getByRole("link", { name: "Ada at reception" })).toBeVisible();
    await tabTo(page, page.getByRole("link", { name: "Ada at reception" }));
    await press("Enter");
    await page.waitForURL(`**/personas/${id}`);
    await expect(card(page, "Stage: Greet")).toBeVisible();
  });

  await test.step("a Stage from the palette is named and given a goal", async () => {
    await tabTo(page, page.getByRole("complementary", { name: "Palette" }).getByRole("button", { name: /^Stage/ }));
    await press("Enter");
    await expect(card(page, "Stage: Stage")).toBeFocused();
    await expectGoodStop(page);
    await press("Enter");
    await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
    await press("Control+a");
    await page.keyboard.type("Ask for the name");
    await tabTo(page, page.getByRole("textbox", { name: "Goal" }));
    await page.keyboard.type("Ask for the caller's name and t?b+c.");
    await expect.poll(async () => titled(await flow(), "Ask for the name")?.node.data.goal).toBe("Ask for the caller's name and t?b+c.");
  });

  await test.step("shortcuts rest while somebody types, and undo there is the field's own", async () => {
    const goal = page.getByRole("textbox", { name: "Goal" });
    await press("Shift+T");
    await press("?");
    await press("Backspace");
    await press("Backspace");
    await press("Control+f");
    await press("Control+b");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(goal).toBeFocused();
    await expect(goal).toHaveValue("Ask for the caller's name and t?b+c.");
    await expect(page.getByRole("button", { name: "Fold the palette" })).toBeVisible();
    expect(Object.keys((await flow()).nodes)).toHaveLength(4);
  });

  await test.step("edges: Greet to the new Stage, the new Stage to the End", async () => {
    await pressEscape(page);
    await expect(card(page, "Stage: Ask for the name")).toBeFocused();
    await connect(page, card(page, "Stage: Ask for the name"), /^Goodbye, End/);
    await pressEscape(page);
    await expect(edge(page, "Ask for the name", "Goodbye")).toBeFocused();
    await expectGoodStop(page);

    // letters open the list and look for its options; they do not choose at once, nor end in the next field
    await tabTo(page, card(page, "Stage: Greet"));
    await press(" ");
    await press("c");
    await expect(page.getByRole("combobox", { name: "Connect to" })).toBeFocused();
    await page.keyboard.type("ask");
    await expect(page.getByRole("listbox")).toBeVisible();
    await pressEscape(page);
    await expect(page.getByRole("combobox", { name: "Connect to" })).toBeFocused();
    await chooseByKeys(page, /^Ask for the name, Stage/);
    await expect(page.getByRole("combobox", { name: "When" })).toBeFocused();
  });

  await test.step("the condition of the edge is changed", async () => {
    const when = page.getByRole("combobox", { name: "When" });
    await expect(when).toBeFocused();
    await expect(when).toHaveText("Caller's choice");
    await tabTo(page, page.getByRole("textbox", { name: "The caller's answer" }));
    await page.keyboard.type("I want to book");
    await tabTo(page, when);
    await chooseByKeys(page, "Silence");
    await expect(when).toBeFocused();
    const seconds = page.getByRole("spinbutton", { name: /Silence/ }).or(page.getByRole("textbox", { name: /Silence/ }));
    await tabTo(page, seconds);
    await press("Control+a");
    await page.keyboard.type("4");
    await pressEscape(page);
    await expect(edge(page, "Greet", "Ask for the name")).toBeFocused();
    await expect
      .poll(async () => {
        const now = await flow();
        const to = titled(now, "Ask for the name")?.id;
        return Object.values(now.edges).find(({ source, target }) => source === "greet" && target === to)?.condition;
      })
      .toEqual({ type: "silence", ms: 4_000 });
  });

  await test.step("arrows move a node", async () => {
    const { x, y } = (await flow()).nodes.bye?.position ?? { x: Number.NaN, y: Number.NaN };
    await tabTo(page, card(page, "End: Goodbye"));
    await press(" ");
    await press("ArrowRight");
    await press("ArrowRight");
    await press("ArrowDown");
    await expect.poll(async () => (await flow()).nodes.bye?.position.x).toBeGreaterThan(x);
    expect((await flow()).nodes.bye?.position.y).toBeGreaterThan(y);
  });

  await test.step("duplicate, delete, undo, redo", async () => {
    const count = async () => Object.keys((await flow()).nodes).length;
    await tabTo(page, card(page, "Stage: Ask for the name"));
    await press(" ");
    await press("Control+d");
    await expect.poll(count).toBe(5);
    await expectGoodStop(page);
    await expect(page.locator(".react-flow__node.selected")).toBeFocused();
    await press("Delete");
    await expect.poll(count).toBe(4);
    await expectGoodStop(page);
    await press("Control+z");
    await expect.poll(count).toBe(5);
    await press("Control+z");
    await expect.poll(count).toBe(4);
    await expectGoodStop(page);
    await press("Control+Shift+z");
    await expect.poll(count).toBe(5);
    await press("Control+z");
    await expect.poll(count).toBe(4);
  });

  await test.step("tidy", async () => {
    await press("Shift+T");
    await expect
      .poll(async () => {
        const now = await flow();
        const inOrder = ["Start", "Greet", "Ask for the name", "Goodbye"].map((title) => titled(now, title)?.node.position.y ?? Number.NaN);
        return inOrder.every((y, index) => index === 0 || y > (inOrder[index - 1] ?? Number.NaN));
      }, "each node below the one before")
      .toBe(true);
  });

  await test.step("find", async () => {
    await press("Control+f");
    const search = page.getByRole("combobox", { name: "Title, text or kind" });
    await expect(search).toBeFocused();
    await page.keyboard.type("goodb");
    await expect(page.getByRole("option")).toHaveCount(1);
    await press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(card(page, "End: Goodbye")).toBeFocused();
    await expectGoodStop(page);
  });

  await test.step("panels fold and come back", async () => {
    await press("Control+b");
    await expect(page.getByRole("button", { name: "Unfold the palette" })).toBeVisible();
    await press("Control+b");
    await expect(page.getByRole("button", { name: "Fold the palette" })).toBeVisible();
    await tabTo(page, page.getByRole("tab", { name: "Selection" }));
    await press("Control+e");
    await expect(page.getByRole("tab", { name: "Selection" })).toHaveCount(0);
    await expect(page.locator(":focus")).toHaveCount(1);
    await expectGoodStop(page);
    await press("Control+e");
    await expect(page.getByRole("tab", { name: "Selection" })).toBeVisible();
  });

  await test.step("the shortcut sheet", async () => {
    await press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await expect(page.getByText("Tidy up", { exact: true })).toBeVisible();
    await pressEscape(page);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expectGoodStop(page);
  });

  await test.step("all of it is saved", async () => {
    await expect(page.getByText(/^Saved/).first()).toBeVisible();
    const { nodes, edges } = await flow();
    const asked = titled({ nodes, edges }, "Ask for the name");
    expect(Object.values(nodes).map(({ type }) => type)).toEqual(expect.arrayContaining(["start", "stage", "stage", "end"]));
    expect(Object.values(edges).map(({ source, target }) => [source, target])).toEqual(
      expect.arrayContaining([
        ["greet", asked?.id],
        [asked?.id, "bye"],
      ]),
    );
  });
});

test("every stop of the editor has a name and shows the focus", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner);
  await page.goto(`/personas/${id}`);
  await expect(card(page, "Stage: Greet")).toBeVisible();
  await page.keyboard.press("Tab");
  const first = page.locator(":focus");
  await expect(first).toHaveCount(1);
  await tabTo(page, page.getByRole("tab", { name: "Persona" }));
  await tabTo(page, page.getByRole("textbox", { name: "Name", exact: true }).first());
  await page.keyboard.press("Shift+Tab");
  for (const tab of ["Prompt", "Problems", "Selection"]) {
    await tabTo(page, page.getByRole("tab", { selected: true }));
    // an arrow moves the focus a moment later, and the panel follows the focus
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name: tab })).toBeFocused();
    await expect(page.getByRole("tab", { name: tab })).toHaveAttribute("aria-selected", "true");
    await expectGoodStop(page);
    await page.keyboard.press("Tab");
    await expectGoodStop(page);
  }
});

/** Connects the card that has the focus by its shortcut. */
async function connect(page: Page, from: Locator, target: RegExp) {
  await expect(from).toBeFocused();
  await page.keyboard.press(" ");
  await page.keyboard.press("c");
  await expect(page.getByRole("combobox", { name: "Connect to" })).toBeFocused();
  await chooseByKeys(page, target);
  await expect(page.getByRole("combobox", { name: "When" })).toBeFocused();
}

async function savedFlow(page: Page, personaId: string): Promise<Flow> {
  const reply = await page.request.get(`/api/personas/${personaId}`);
  return ((await reply.json()) as { document: { flow: Flow } }).document.flow;
}

function titled({ nodes }: Flow, title: string) {
  const found = Object.entries(nodes).find(([, node]) => node.data.title === title);
  return found && { id: found[0], node: found[1] };
}
