import { rightLetter, wrongLetter } from "./course.js";
import { Paper, QUESTIONS, between, startExam, timeDue } from "./paper.js";
import { expect, test } from "./server.js";

const kept = /^Kept here, on this device/;

/** What Chromium notes while there is no connection, and nothing else. */
function onlyConnection(problems) {
  for (const problem of problems) expect(problem).toMatch(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_FAILED|ERR_NETWORK_CHANGED/);
  problems.length = 0;
}

/** Chooses the right answer of this question and the following ones, on the keyboard; the letters. */
async function answerBy(page, paper, first, last) {
  const letters = [];
  for (let number = first; number <= last; number++) {
    await paper.isAt(number);
    const letter = rightLetter(await paper.item());
    await page.keyboard.press(letter);
    await expect(paper.radio(letter)).toBeChecked();
    letters.push(letter);
    await page.keyboard.press("n");
  }
  return letters;
}

async function holds(paper, letters) {
  for (const [place, letter] of letters.entries()) {
    await paper.go(place + 1);
    await expect(paper.radio(letter)).toBeChecked();
  }
}

async function handIn(page, paper, score) {
  await paper.button("Review and hand in").click();
  await page.getByRole("button", { name: /^Hand in/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^${score} of ${QUESTIONS}: `));
  await expect(page.locator(".answers .verdict", { hasText: "✓ right" })).toHaveCount(score);
}

test("offline in the middle: answers are kept on the device, sent by themselves, and all count @desktop", async ({
  page,
  context,
  server,
  candidate,
  problems,
}) => {
  await page.goto(await startExam(page, server));
  const paper = new Paper(page);
  await paper.ready();
  const before = await answerBy(page, paper, 1, 2);
  await paper.isSaved();

  await context.setOffline(true);
  const meanwhile = await answerBy(page, paper, 3, 5);
  await expect(paper.saved).toHaveText(kept);
  // Going to the review waits for what is not on the server.
  await paper.button("Review and hand in").click();
  await expect(paper.saved).toContainText("The review opens once your last answer is saved");
  await context.setOffline(false);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Before you hand in", { timeout: 15_000 });
  onlyConnection(problems);

  await page.getByRole("link", { name: "Back to the questions" }).click();
  await paper.ready();
  await page.reload();
  await paper.ready();
  await holds(paper, [...before, ...meanwhile]);
  await handIn(page, paper, 5);
});

test("the page is closed while offline: what it kept is sent when the exam is opened again @desktop", async ({
  page,
  context,
  server,
  candidate,
  problems,
}) => {
  const address = await startExam(page, server);
  await page.goto(address);
  const paper = new Paper(page);
  await paper.ready();
  const before = await answerBy(page, paper, 1, 1);
  await paper.isSaved();
  await context.setOffline(true);
  const meanwhile = await answerBy(page, paper, 2, 3);
  await expect(paper.saved).toHaveText(kept);
  await page.close();
  await context.setOffline(false);
  onlyConnection(problems);

  const again = await context.newPage();
  await again.goto(address);
  const opened = new Paper(again);
  await opened.ready();
  for (const number of [2, 3]) await opened.hasState(number, "answered");
  await holds(opened, [...before, ...meanwhile]);
  await handIn(again, opened, 3);
});

test("answers kept when the exam was handed in elsewhere are passed on, shown, and do not count @desktop", async ({
  page,
  context,
  server,
  candidate,
  problems,
}) => {
  const address = await startExam(page, server);
  await page.goto(address);
  const paper = new Paper(page);
  await paper.ready();
  await context.setOffline(true);
  await answerBy(page, paper, 1, 1);
  await expect(paper.saved).toHaveText(kept);
  await page.close();
  await context.setOffline(false);
  onlyConnection(problems);
  await context.request.post(`${server.url}${address}/submit`, { headers: { Origin: server.url } });
  const result = await context.newPage();
  await result.goto(`${address}/result`);
  await expect(result.getByText("Kept without counting:")).toBeVisible();
  await expect(result.getByRole("heading", { level: 1 })).toHaveText(/^0 of 40: /);
});

test("a second window takes over: the first is told, read-only, and nothing of it is lost @desktop", async ({
  page,
  context,
  server,
  candidate,
}) => {
  const address = await startExam(page, server);
  await page.goto(address);
  const paper = new Paper(page);
  await paper.ready();
  const mine = await answerBy(page, paper, 1, 2);
  await paper.isSaved();

  const second = await context.newPage();
  await second.goto(address);
  const other = new Paper(second);
  await other.ready();
  await expect(paper.saved).toContainText("This exam is open in a newer window");
  await expect(paper.saved).toContainText("read-only");
  // What is pressed in the first window now has no effect anywhere.
  await paper.go(1);
  await paper.isAt(1);
  await page.bringToFront();
  await page.keyboard.press(wrongLetter(await paper.item()));
  await expect(paper.radio(mine[0])).toBeChecked();
  await second.bringToFront();
  const theirs = await answerBy(second, other, 3, 3);
  await other.isSaved();
  await holds(other, [...mine, ...theirs]);

  await page.bringToFront();
  await page.getByRole("link", { name: "Go on here instead" }).click();
  await paper.ready();
  await expect(other.saved).toContainText("This exam is open in a newer window");
  await holds(paper, [...mine, ...theirs]);
  await handIn(page, paper, 3);
});

test("choices made offline in a window that is then overtaken still arrive @desktop", async ({
  page,
  browser,
  context,
  server,
  candidate,
  problems,
}) => {
  const address = await startExam(page, server);
  await page.goto(address);
  const paper = new Paper(page);
  await paper.ready();
  await context.setOffline(true);
  const mine = await answerBy(page, paper, 1, 2);
  await expect(paper.saved).toHaveText(kept);

  // Another device of the same person.
  const device = await browser.newContext({ baseURL: server.url, storageState: await context.storageState() });
  const second = await device.newPage();
  await second.goto(`${address}?q=3`);
  const other = new Paper(second);
  await other.ready();
  const theirs = await answerBy(second, other, 3, 3);
  await other.isSaved();
  await context.setOffline(false);
  await expect(paper.saved).toContainText("This exam is open in a newer window", { timeout: 20_000 });
  onlyConnection(problems);
  await expect.poll(async () => {
    await second.goto(`${address}?q=1`);
    await other.ready();
    return second.locator(".navigator-count b").first().textContent();
  }).toBe("3");
  await holds(other, [...mine, ...theirs]);
  await handIn(second, other, 3);
  await device.close();
});

test("without the wasm the paper is finished by plain forms, with the right score @desktop", async ({ page, server, candidate, problems }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(await startExam(page, server));
  const paper = new Paper(page);
  const wrong = [4, 9];
  for (let number = 1; number < 12; number++) {
    await paper.isAt(number);
    const item = await paper.item();
    await paper.option(wrong.includes(number) ? wrongLetter(item) : rightLetter(item)).locator("label").click();
    await paper.button("Next").click();
  }
  await paper.isAt(12);
  await handIn(page, paper, 11 - wrong.length);
  for (const problem of problems) expect(problem).toMatch(/wasm|Failed to fetch/);
  problems.length = 0;
});

for (const hours of [-7, 9]) {
  test(`a client's clock that is wrong by ${hours} hours changes nothing @desktop`, async ({ page, context, server, candidate }) => {
    await context.addInitScript((shift) => {
      const [True, now] = [Date, Date.now];
      Date.now = () => now() + shift;
      globalThis.Date = class extends True {
        constructor(...given) {
          super(...(given.length ? given : [now() + shift]));
        }
      };
    }, hours * 3_600_000);
    const [started, address] = await between(() => startExam(page, server));
    await page.goto(address);
    const paper = new Paper(page);
    await paper.ready();
    expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now())).toBeGreaterThan(6 * 3_600_000);
    const [letter] = await answerBy(page, paper, 1, 1);
    await paper.isSaved();
    for (const look of [() => {}, () => page.reload()]) {
      await look();
      await paper.ready();
      const [read, shown] = await between(() => paper.timeLeft());
      const { least, most } = timeDue([started, read]);
      expect(shown).toBeGreaterThanOrEqual(Math.floor(least) - 1);
      expect(shown).toBeLessThanOrEqual(Math.ceil(most) + 5);
    }
    await holds(paper, [letter]);
  });
}

test("the device sleeps in mid-exam: awake again, the clock is right and what was chosen counts @desktop", async ({
  page,
  context,
  server,
  candidate,
  problems,
}) => {
  const [started, address] = await between(() => startExam(page, server));
  await page.goto(address);
  const paper = new Paper(page);
  await paper.ready();
  const before = await answerBy(page, paper, 1, 2);
  await paper.isSaved();
  const session = await context.newCDPSession(page);
  await context.setOffline(true);
  const meanwhile = await answerBy(page, paper, 3, 3);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  // Long enough that a clock which slept too would be seen: the server goes on.
  const told = async () => {
    const html = await (await page.request.get(new URL(address, server.url).href)).text();
    const [, minutes, seconds] = html.match(/>(\d+):(\d\d)<\/b>/).map(Number);
    return minutes * 60 + seconds;
  };
  await expect.poll(told, { timeout: 20_000 }).toBeLessThanOrEqual(60 * 60 - 8);
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await context.setOffline(false);
  await paper.isSaved();
  const [read, shown] = await between(() => paper.timeLeft());
  const { least, most } = timeDue([started, read]);
  expect(shown).toBeGreaterThanOrEqual(Math.floor(least));
  expect(shown).toBeLessThanOrEqual(Math.ceil(most) + 5);
  onlyConnection(problems);
  await holds(paper, [...before, ...meanwhile]);
  await handIn(page, paper, 3);
});
