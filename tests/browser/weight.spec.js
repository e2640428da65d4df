import { Paper, startExam } from "./paper.js";
import { expect, test } from "./server.js";
import { live, ownPages, publicPages } from "./site.js";
import { bytes, transfers } from "./transfer.js";

const KIB = 1024;

test("pages without an island are light: no wasm, at most 2 kB of script @desktop", async ({ page, context, server, candidate }) => {
  const { answered, asked, result } = await live(page, server);
  for (const address of [...publicPages, ...ownPages, answered, asked, result]) {
    const all = await transfers(context, address);
    expect(all.filter(({ kind }) => kind === "wasm"), `wasm on ${address}`).toEqual([]);
    expect(bytes(all, (kind) => kind === "script"), `script on ${address}`).toBeLessThanOrEqual(2_000);
    expect(bytes(all, (kind) => kind === "font"), `fonts on ${address}`).toBeLessThanOrEqual(90_000);
  }
});

test("the exam page, cold, costs at most 152 KiB without fonts @phone", async ({ page, context, server, candidate }) => {
  const all = await transfers(context, await startExam(page, server), (opened) => new Paper(opened).ready());
  expect(all.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["document", "stylesheet", "script", "wasm", "font"]));
  expect(all.find(({ kind }) => kind === "wasm").coding).toBe("br");
  expect(bytes(all, (kind) => kind !== "font")).toBeLessThanOrEqual(152 * KIB);
  expect(bytes(all, (kind) => kind === "font")).toBeLessThanOrEqual(90_000);
});
