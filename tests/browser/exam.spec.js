import { rightLetter, wrongLetter } from "./course.js";
import { Paper, QUESTIONS, SCHEME, between, startExam, timeDue } from "./paper.js";
import { post } from "./person.js";
import { expect, test } from "./server.js";

const FLAGGED = [2, 17, 40];
const PASS = 26;

/** Presses Tab until the element has the focus, as somebody without a pointer does. */
async function tabTo(page, element) {
  await expect(element).toBeVisible();
  for (let steps = 0; steps < 100; steps++) {
    if (await element.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${element} cannot be reached with Tab`);
}

test("a whole paper by keyboard alone, handed in and reviewed @desktop", async ({ page, candidate, accessible }) => {
  await page.goto("/exam");
  await tabTo(page, page.getByRole("button", { name: /^Start: the clock begins/ }));
  await page.keyboard.press("Enter");
  const paper = new Paper(page);
  await paper.ready();
  const areas = {};
  const wrong = [];
  for (let number = 1; number <= QUESTIONS; number++) {
    await paper.isAt(number);
    const item = await paper.item();
    // Every tenth stays open, every fifth is wrong.
    const state = number % 10 === 0 ? "open" : "answered";
    const right = state === "answered" && number % 5 !== 0;
    if (state === "answered") {
      await page.keyboard.press(right ? rightLetter(item) : wrongLetter(item));
      await expect(paper.radio(right ? rightLetter(item) : wrongLetter(item))).toBeChecked();
    }
    if (FLAGGED.includes(number)) await page.keyboard.press("m");
    const words = FLAGGED.includes(number) ? `${state} and flagged` : state;
    await paper.hasState(number, words);
    (areas[item.area] ??= []).push(right);
    if (!right) wrong.push(number);
    if (number < QUESTIONS) await page.keyboard.press("n");
  }
  await page.keyboard.press("p");
  await paper.isAt(QUESTIONS - 1);
  await expect(paper.heading).toBeFocused();
  await paper.isSaved();

  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Before you hand in");
  const open = page.locator("h2:text-is('Still open') + ol");
  await expect(open.getByRole("listitem")).toHaveText(["10", "20", "30", "40"]);
  await expect(page.locator("h2:text-is('Flagged') + ol").getByRole("listitem")).toHaveText(FLAGGED.map(String));
  await tabTo(page, page.getByRole("button", { name: "Hand in with 4 questions unanswered" }));
  await page.keyboard.press("Enter");

  const score = QUESTIONS - wrong.length;
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${score} of ${QUESTIONS}: passed, ${score - PASS} above the mark`);
  const figures = Object.values(areas).map((all) => `${all.filter(Boolean).length} of ${all.length}`);
  const shown = await page.locator(".area-list .area-figure").allTextContents();
  expect(shown.map((text) => text.match(/\d+ of \d+/)[0]).sort()).toEqual(figures.sort());
  const answers = page.locator(".answers > li");
  await expect(answers).toHaveCount(QUESTIONS);
  for (const number of [1, 5, 10]) {
    const verdict = { 1: "✓ right", 5: "✗ wrong", 10: "○ not answered" }[number];
    await expect(page.locator(`#question-${number} .verdict`)).toHaveText(verdict);
    await expect(page.locator(`#question-${number} .feedback`)).toHaveCount(4);
  }
  await expect(page.locator("#question-5")).toContainText("your answer");
  await accessible(page);

  await page.getByRole("link", { name: "Wrong or open" }).click();
  await expect(answers.getByRole("heading")).toHaveText(wrong.map((number) => `Question ${number}`));
  await page.getByRole("link", { name: "Flagged" }).click();
  await expect(answers.getByRole("heading")).toHaveText(FLAGGED.map((number) => `Question ${number}`));
  await page.goto("/progress");
  await expect(page.locator(".history")).toContainText(`${score} of ${QUESTIONS}`);
});

test("clicks, flags, strike-outs and the clock; a reload and a second tab show the same @phone", async ({ page, context, server, candidate }) => {
  const address = await startExam(page, server);
  await page.goto(address);
  const paper = new Paper(page);
  await paper.ready();
  await paper.option("b").click();
  await paper.hasState(1, "answered");
  await paper.button("Strike out option A").click();
  await expect(paper.button("Strike out option A")).toHaveAttribute("aria-pressed", "true");
  await paper.button("Flag for review").click();
  await paper.hasState(1, "answered and flagged");
  await paper.button("Next").click();
  await paper.isAt(2);
  await paper.option("c").click();
  await paper.button("Clear answer").click();
  await paper.hasState(2, "open");
  await paper.go(7);
  await paper.option("d").click();
  // Enter goes on, as a form's first wish would be.
  await paper.radio("d").press("Enter");
  await paper.isAt(8);
  await paper.button("Previous").click();
  await paper.isAt(7);
  await expect(page.locator(".strike[aria-pressed=true]")).toHaveCount(0);
  await expect(page.locator(".navigator-count")).toHaveText("2 answered · 1 flagged");
  await paper.isSaved();

  await paper.button("Hide or show").click();
  await expect(paper.clock).toBeHidden();
  await paper.button("Hide or show").click();
  await expect(paper.clock).toBeVisible();
  await expect(paper.clock).toHaveText(/^(60:00|59:\d\d)$/);

  await page.reload();
  await paper.ready();
  await paper.isAt(7);
  await expect(paper.radio("d")).toBeChecked();
  await expect(page.locator(".navigator-count")).toHaveText("2 answered · 1 flagged");

  const second = await context.newPage();
  await second.goto("/exam");
  await expect(second.getByRole("button", { name: /^Start/ })).toHaveCount(0);
  expect(await post(second.request, `${server.url}/exam`, { scheme: SCHEME })).toBe(address);
  await second.getByRole("link", { name: "Continue the exam" }).click();
  const other = new Paper(second);
  await other.ready();
  expect(new URL(second.url()).pathname).toBe(address);
  await other.isAt(2);
  await other.go(1);
  await expect(other.radio("b")).toBeChecked();
  await expect(other.button("Strike out option A")).toHaveAttribute("aria-pressed", "true");
  await expect(other.button("Flagged: take off")).toBeVisible();
});

test("a choice made before the island has arrived is kept @phone", async ({ page, server, candidate }) => {
  let arrive;
  const arrived = new Promise((resolve) => (arrive = resolve));
  await page.route("**/*.wasm", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(await startExam(page, server), { waitUntil: "domcontentloaded" });
  const paper = new Paper(page);
  await paper.option("c").click();
  await expect(paper.radio("c")).toBeChecked();
  arrive();
  await paper.ready();
  await paper.isSaved();
  await page.reload();
  await paper.hasState(1, "answered");
  await paper.go(1);
  await expect(paper.radio("c")).toBeChecked();
});

test("the server is killed in mid-exam: the answer waits, is sent by itself, and no time is lost @desktop", async ({
  page,
  server,
  candidate,
  problems,
}) => {
  const [started, address] = await between(() => startExam(page, server));
  await page.goto(address);
  const paper = new Paper(page);
  await paper.ready();
  await page.keyboard.press("a");
  await paper.isSaved();

  const [killed] = await between(() => server.kill());
  await page.keyboard.press("n");
  await page.keyboard.press("b");
  await expect(paper.saved).toContainText("Kept here, on this device");
  await page.keyboard.press("n");
  await page.keyboard.press("c");
  // Down for long enough that time taken from the candidate would be seen.
  const down = await paper.timeLeft();
  await expect.poll(() => paper.timeLeft(), { timeout: 15_000 }).toBeLessThanOrEqual(down - 7);
  await expect(paper.saved).toContainText("Kept here, on this device");

  const [restarted] = await between(() => server.start());
  await expect(paper.saved).toHaveText("✓ Saved", { timeout: 10_000 });
  for (const problem of problems) expect(problem).toMatch(/api\/attempt|events|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/);
  problems.length = 0;
  await timeIsRight(paper, [started, killed], restarted);

  await page.reload();
  await paper.ready();
  await timeIsRight(paper, [started, killed], restarted);
  for (const [number, letter] of ["a", "b", "c"].entries()) {
    await paper.go(number + 1);
    await expect(paper.radio(letter)).toBeChecked();
  }
});

/** Within 5 s of what is due, and never less. The clock shows whole seconds, rounded up, and is redrawn twice a second. */
async function timeIsRight(paper, before, restarted) {
  const [read, shown] = await between(() => paper.timeLeft());
  const { least, most } = timeDue(before, [restarted, read]);
  expect(shown).toBeGreaterThanOrEqual(Math.floor(least));
  expect(shown).toBeLessThanOrEqual(Math.ceil(most) + 5);
}
