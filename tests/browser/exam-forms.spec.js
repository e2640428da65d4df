import { rightLetter } from "./course.js";
import { Paper, QUESTIONS, startExam } from "./paper.js";
import { expect, test } from "./server.js";

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the whole paper is sat by forms @desktop", async ({ page, candidate }) => {
    await page.goto("/exam");
    await page.getByRole("button", { name: /^Start: the clock begins/ }).click();
    const paper = new Paper(page);
    await expect(paper.clock).toHaveText(/^(60:00|59:\d\d)$/);
    // Each button saves the choice beside doing what it says.
    await paper.radio(rightLetter(await paper.item())).check();
    await paper.button("Flag for review").click();
    await paper.hasState(1, "answered and flagged");
    await paper.button("Flagged: take off").click();
    await paper.hasState(1, "answered");
    await paper.button("Strike out option C").click();
    await expect(paper.button("Strike out option C")).toHaveAttribute("aria-pressed", "true");
    await paper.button("Clear answer").click();
    await paper.hasState(1, "open");
    const first = rightLetter(await paper.item());
    await paper.radio(first).check();
    await paper.radio(first).press("Enter");
    await paper.isAt(2);
    await expect(page.locator(".strike[aria-pressed=true]")).toHaveCount(0);
    for (let number = 2; number < QUESTIONS; number++) {
      await paper.isAt(number);
      await paper.radio(rightLetter(await paper.item())).check();
      await paper.button("Next").click();
    }
    await paper.isAt(QUESTIONS);
    await paper.go(12);
    await expect(paper.radio(rightLetter(await paper.item()))).toBeChecked();
    await paper.button("Review and hand in").click();
    await expect(page.locator("h2:text-is('Still open') + ol").getByRole("link")).toHaveText([`${QUESTIONS}`]);
    await page.getByRole("link", { name: "Back to the questions" }).click();
    await paper.isAt(QUESTIONS);
    await paper.button("Review and hand in").click();
    await page.getByRole("button", { name: "Hand in with 1 question unanswered" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("39 of 40: passed, 13 above the mark");
    await expect(page.locator(".answers .verdict")).toHaveText([...Array(QUESTIONS - 1).fill("✓ right"), "○ not answered"]);
  });

  test("a choice from a window left behind never overwrites a newer one @desktop", async ({ page, context, server, candidate }) => {
    const address = await startExam(page, server);
    await page.goto(address);
    const behind = await context.newPage();
    await behind.goto(address);
    const [paper, old] = [new Paper(page), new Paper(behind)];
    await paper.radio("a").check();
    await paper.button("Flag for review").click();
    await paper.button("Clear answer").click();
    await paper.radio("b").check();
    await paper.button("Next").click();
    await old.radio("d").check();
    await old.button("Next").click();
    await expect(behind.getByRole("alert")).toContainText("a newer choice for this question was saved in another window");
    await expect(old.radio("b")).toBeChecked();
  });
});

test("without the wasm the page reads well and its buttons post @phone", async ({ page, server, candidate, problems }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(await startExam(page, server));
  const paper = new Paper(page);
  await expect(page.locator(".question .stem")).not.toBeEmpty();
  await paper.option("b").click();
  await paper.button("Next").click();
  await paper.isAt(2);
  await paper.hasState(1, "answered");
  await paper.option("c").click();
  await paper.button("Flag for review").click();
  await paper.hasState(2, "answered and flagged");
  await paper.button("Review and hand in").click();
  await expect(page.locator(".lead")).toContainText("2 of 40 answered, 0 in part, 38 open, 1 flagged.");
  await page.getByRole("button", { name: "Hand in with 38 questions unanswered" }).click();
  await expect(page.locator(".verdict-head")).toContainText("2 of 40 questions answered.");
  // Chromium notes the request that was taken away, and nothing else.
  for (const problem of problems) expect(problem).toMatch(/wasm|Failed to fetch/);
  problems.length = 0;
});
