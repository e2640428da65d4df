import { itemWithStem } from "./course.js";
import { expect, test } from "./server.js";

/** Places of the questions that are answered wrongly. */
const MISSED = [2, 4];

test("practice by areas: feedback after each answer, then only what was missed @phone", async ({ page, candidate }) => {
  await page.goto("/practice");
  const areas = page.getByRole("group", { name: "Areas" }).getByRole("checkbox");
  for (const area of (await areas.all()).slice(1)) await area.uncheck();
  await page.getByLabel("How many").selectOption("5");
  await page.getByRole("button", { name: "Practise" }).click();
  const stems = [];
  for (let place = 1; place <= 5; place++) {
    await expect(page.locator(".kicker")).toContainText(`${place} of 5`);
    const stem = await page.getByRole("heading", { level: 1 }).textContent();
    const item = itemWithStem(stem);
    const right = !MISSED.includes(place);
    const choice = (item.key - 1 + (right ? 0 : 1)) % item.options.length;
    if (!right) stems.push(stem);
    await expect(page.locator("main")).not.toContainText(item.options[choice].feedback);
    await page.locator(".options button").nth(choice).click();
    await expect(page.getByRole("status")).toHaveText(right ? "Right." : "Not quite.");
    await expect(page.locator(".explained .feedback")).toHaveText(item.options.map(({ feedback }) => feedback));
    await expect(page.locator(".explained > li").nth(item.key - 1)).toContainText("right answer");
    if (place < 5) await page.getByRole("link", { name: "Next question" }).click();
  }
  await page.getByRole("button", { name: "See how it went" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 of 5 marks");

  await page.getByRole("button", { name: "Practise what you missed" }).click();
  const again = [];
  for (const place of [1, 2]) {
    await expect(page.locator(".kicker")).toContainText(`${place} of 2`);
    again.push(await page.getByRole("heading", { level: 1 }).textContent());
    await page.locator(".options button").nth(itemWithStem(again.at(-1)).key - 1).click();
    if (place === 1) await page.getByRole("link", { name: "Next question" }).click();
  }
  expect(again.sort()).toEqual(stems.sort());
  await page.getByRole("button", { name: "See how it went" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 of 2 marks");
  await page.goto("/practice");
  await expect(page.getByLabel("Only those I missed last time (0)")).toBeDisabled();
});

test("no area chosen: said, and the number stays @desktop", async ({ page, candidate }) => {
  await page.goto("/practice");
  for (const area of await page.getByRole("checkbox").all()) await area.uncheck();
  await page.getByLabel("How many").selectOption("20");
  await page.getByRole("button", { name: "Practise" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose at least one area.");
  await expect(page.getByLabel("How many")).toHaveValue("20");
});
