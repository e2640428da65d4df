import { lessons } from "./course.js";
import { Paper, startExam } from "./paper.js";
import { expect, test } from "./server.js";
import { live, ownPages, publicPages } from "./site.js";
import { bytes, transfers } from "./transfer.js";

const KIB = 1024;

test("pages without an island are light: no wasm, at most 2 kB of script @desktop", async ({ page, context, server, candidate }) => {
  expect(candidate.name).toBeTruthy();
  const { answered, asked, result } = await live(page, server);
  for (const address of [...publicPages, ...ownPages, answered, asked, result]) {
    const all = await transfers(context, address);
    expect(all.filter(({ kind }) => kind === "wasm"), `wasm on ${address}`).toEqual([]);
    expect(bytes(all, (kind) => kind === "script"), `script on ${address}`).toBeLessThanOrEqual(2_000);
    expect(bytes(all, (kind) => kind === "font"), `fonts on ${address}`).toBeLessThanOrEqual(90_000);
  }
});

test("the exam page, cold, costs at most 150 KiB without fonts @phone", async ({ page, context, server, candidate }) => {
  expect(candidate.name).toBeTruthy();
  const all = await transfers(context, await startExam(page, server), (opened) => new Paper(opened).ready());
  console.log(all.map(({ kind, bytes, coding }) => `${kind} ${bytes} ${coding ?? "plain"}`).join(", "));
  expect(all.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["document", "stylesheet", "script", "wasm", "font"]));
  expect(all.find(({ kind }) => kind === "wasm").coding).toBe("br");
  expect(bytes(all, (kind) => kind !== "font")).toBeLessThanOrEqual(150 * KIB);
  expect(bytes(all, (kind) => kind === "font")).toBeLessThanOrEqual(90_000);
});

test("a printed lesson and a printed result leave the navigation out @desktop", async ({ page, server, candidate }) => {
  expect(candidate.name).toBeTruthy();
  const { result } = await live(page, server);
  for (const address of [`/course/${lessons[0].id}`, result]) {
    await page.goto(address);
    const around = page.locator("header.top, footer.foot, nav");
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await page.emulateMedia({ media: "print" });
    for (const part of await around.all()) await expect(part).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.emulateMedia({ media: "screen" });
  }
});
