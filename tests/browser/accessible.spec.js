import { MANAGER, books, fill } from "./office.js";
import { Paper, startExam } from "./paper.js";
import { signIn } from "./person.js";
import { expect, test } from "./server.js";
import { live, ownPages, publicPages } from "./site.js";

test("axe finds nothing on pages for anyone", async ({ page, accessible }) => {
  for (const address of publicPages) {
    await page.goto(address);
    await accessible(page);
  }
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Io");
  await page.getByLabel("E-mail address").fill("io@example.org");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("main").getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await accessible(page);
});

test("axe finds nothing on pages of somebody with a history", async ({ page, server, candidate, accessible }) => {
  test.slow();
  const { answered, asked, result } = await live(page, server);
  for (const address of [...ownPages, answered, asked, `${result}?show=flagged`]) {
    await page.goto(address);
    await page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
    await accessible(page);
  }
});

test("axe finds nothing in the books of an organisation", async ({ page, context, server, accessible }) => {
  test.slow();
  const password = await fill(server);
  await signIn(context.request, server.url, { email: MANAGER, password });
  for (const [, address] of await books(context, server.url)) {
    await page.goto(address);
    await page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
    await accessible(page);
  }
});

test("axe finds nothing in an exam and its review", async ({ page, server, candidate, accessible }) => {
  await page.goto(await startExam(page, server));
  const paper = new Paper(page);
  await paper.ready();
  await paper.option("a").click();
  await paper.button("Strike out option B").click();
  await paper.button("Flag for review").click();
  await paper.isSaved();
  await accessible(page);
  for (const dialog of ["Help", "Display"]) {
    await paper.button(dialog).click();
    await accessible(page);
    await page.keyboard.press("Escape");
  }
  await paper.button("Review and hand in").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Before you hand in");
  await accessible(page);
});
