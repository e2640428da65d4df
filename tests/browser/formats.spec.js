// Papers of the higher levels, sat in part: one question of each format.
import { scenarios, schemes } from "./course.js";
import { Paper, startExam } from "./paper.js";
import { expect, test } from "./server.js";

const PRACTITIONER = schemes.find(({ id }) => id === "practice-practitioner-2018");
const LEAD = schemes.find(({ id }) => id === "exemplar-style-20000-lead-auditor");

/** Goes through the paper by its navigator, without waiting for more than the question. */
async function* questions(paper) {
  const all = await paper.navigator.locator("li button").count();
  for (let number = 1; number <= all; number++) {
    await paper.go(number);
    yield [number, await paper.item()];
  }
}

/** Axe at the end of the page, where the bar that keeps the buttons in view lies over none of the fields. */
async function whole(page, accessible) {
  await page.waitForFunction(() => {
    scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
    return scrollY + innerHeight >= document.body.scrollHeight - 1;
  });
  await accessible(page);
}

/** What the result says of one question. */
const outcome = (page, number) => page.locator(`#question-${number} > header`);

test("one question of each format of a Practitioner paper, its booklets beside, the clauses inside", async ({
  page,
  server,
  candidate,
  accessible,
}) => {
  test.setTimeout(150_000);
  await page.goto("/exam?paper=practice-practitioner-2018");
  await expect(page.locator(".facts-card")).toContainText(`${PRACTITIONER.pass} of ${PRACTITIONER.marks}`);
  await page.getByRole("button", { name: /^Start: the clock begins \(150 minutes\)/ }).click();
  const paper = new Paper(page);
  await paper.ready();

  // The clauses open inside, and a link in them goes on inside.
  const address = page.url();
  await page.getByRole("link", { name: "Open the clauses" }).click();
  const book = page.getByRole("dialog", { name: "The clauses" });
  await book.getByRole("link", { name: /^8\.6\.1 / }).click();
  await expect(book.getByRole("heading", { level: 1 })).toContainText("8.6.1");
  await accessible(page);
  await book.getByRole("button", { name: "Back to the question" }).click();
  await expect(book).toBeHidden();
  expect(page.url()).toBe(address);

  const done = new Map();
  const booklets = new Set();
  for await (const [number, item] of questions(paper)) {
    const title = scenarios.find(({ id }) => id === item.scenario).source.match(/^title: ["']?(.+?)["']?$/m)[1];
    await expect(page.locator(".booklet:visible h2").first()).toHaveText(title);
    booklets.add(item.scenario);
    if (done.has(item.format)) continue;
    const inPart = item.format === "completion";
    await paper.answer(item, inPart ? 1 : undefined);
    await paper.hasState(number, inPart ? "answered in part" : "answered");
    await whole(page, accessible);
    done.set(item.format, { number, marks: inPart ? item.marks / item.body.gaps.length : item.marks, of: item.marks });
  }
  expect(booklets.size).toBe(PRACTITIONER.blueprint.scenarios);
  expect([...done.keys()].sort()).toEqual(["assertion_reason", "completion", "matching", "multiple_response", "sequencing", "single_choice"]);
  await paper.isSaved();
  await paper.button("Review and hand in").click();
  await expect(page.locator(".lead")).toContainText(`${done.size - 1} of `);
  await expect(page.locator(".lead")).toContainText("1 in part");
  await accessible(page);
  await page.getByRole("button", { name: /^Hand in with \d+ questions unanswered and 1 answered only in part/ }).click();

  const score = [...done.values()].reduce((sum, { marks }) => sum + marks, 0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${score} of ${PRACTITIONER.marks}: `);
  for (const { number, marks, of } of done.values()) {
    await expect(outcome(page, number)).toContainText(`${marks} of ${of} mark`);
    await expect(outcome(page, number).locator(".verdict")).toHaveText(marks === of ? "✓ right" : "◐ partly right");
  }
  await accessible(page);
});

test("own words on a lead auditor's paper are kept as typed, survive a reload, and are marked provisionally", async ({
  page,
  server,
  candidate,
  accessible,
}) => {
  await page.goto(await startExam(page, server, LEAD.id));
  const paper = new Paper(page);
  await paper.ready();
  const words = `the audit trail\n</textarea><b>bold</b> & "quotes"`;
  let text, finding;
  for await (const [number, item] of questions(paper)) {
    if (item.format === "short_text" && !text) {
      text = number;
      await paper.field("text").fill(words);
      // Nothing is left: a pause after the last key is enough.
      await paper.hasState(number, "answered");
      await paper.isSaved();
      await whole(page, accessible);
    } else if (item.format === "finding" && !finding) {
      finding = { number, item };
      await paper.answer(item);
      await paper.hasState(number, "answered");
      await whole(page, accessible);
    }
  }
  await paper.isSaved();
  await page.goto(page.url().replace(/\?q=\d+/, `?q=${text}`));
  await paper.ready();
  await expect(paper.field("text")).toHaveValue(words);
  await paper.button("Review and hand in").click();
  await page.getByRole("button", { name: /^Hand in/ }).click();
  await expect(page.locator(".verdict-head")).toContainText("Provisional.");
  await expect(outcome(page, finding.number)).toContainText(`${finding.item.marks} of ${finding.item.marks} marks`);
  await expect(page.locator(`#question-${text}`)).toContainText("</textarea><b>bold</b>");
  await accessible(page);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("one question of each format is answered by forms, with the right score @phone", async ({ page, server, candidate }) => {
    test.setTimeout(60_000);
    await page.goto(await startExam(page, server, PRACTITIONER.id));
    const paper = new Paper(page);
    const done = new Map();
    const all = await paper.navigator.locator("li button").count();
    for (let number = 1; number <= all && done.size < 6; number++) {
      await paper.isAt(number);
      const item = await paper.item();
      if (!done.has(item.format)) {
        await paper.answer(item);
        done.set(item.format, item.marks);
      }
      await paper.button("Next").click();
    }
    await paper.button("Review and hand in").click();
    await page.getByRole("button", { name: /^Hand in/ }).click();
    const score = [...done.values()].reduce((sum, marks) => sum + marks, 0);
    expect(done.size).toBe(6);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`${score} of ${PRACTITIONER.marks}: `);
  });
});
