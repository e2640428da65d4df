import { lessons } from "./course.js";
import { expect, test } from "./server.js";

test("a lesson's terms lead to the glossary, and its clauses to their cards @desktop", async ({ page, candidate }) => {
  await page.goto(`/course/${lessons[0].id}`);
  await page.locator(".lesson-text a[href^='/glossary#']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Glossary");
  const id = new URL(page.url()).hash.slice(1);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
  expect(await page.locator(".glossary dt").count()).toBeGreaterThanOrEqual(80);

  await page.goto(`/course/${lessons[0].id}`);
  await page.locator(".lesson-side a.chip").first().click();
  const card = page.locator(".clause-card");
  await expect(card.getByRole("heading", { level: 1 })).toContainText(lessons[0].clauses[0]);
  await expect(card.getByRole("link", { name: lessons[0].title })).toBeVisible();
  await expect(card).toContainText("In the 2011 edition");
});

test("the clause explorer shows both editions and opens their cards @desktop", async ({ page, candidate }) => {
  await page.goto("/clauses");
  const row = page.locator("table.explorer").first().getByRole("row").filter({ has: page.locator("th a.chip", { hasText: /^8\.6\.1$/ }) });
  await expect(row).toContainText("Incident management");
  await row.locator("a.chip.legacy").first().click();
  await expect(page.locator(".clause-card")).toContainText("This is a legacy edition.");
  await page.locator(".clause-card a.chip").first().click();
  await expect(page.locator(".clause-card")).toContainText("You have not answered a question on this clause yet.");
});
