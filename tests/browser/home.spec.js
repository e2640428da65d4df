import { expect, test } from "./server.js";

test("the home page opens, is accessible and stays quiet", async ({ page, accessible }) => {
  const answer = await page.goto("/");
  expect(answer.status()).toBe(200);
  await expect(page).toHaveTitle(/Clausewise/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await accessible(page);
});
