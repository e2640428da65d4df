import { makeAccount, person, signIn } from "./person.js";
import { expect, test, watch } from "./server.js";

const fresh = "seven lanterns over the weir";

async function fillSignIn(page, { email, password }) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

test("sessions are listed and ended, the password changed, the account deleted @desktop", async ({ page, browser, server, problems, candidate }) => {
  const elsewhere = await browser.newContext({ baseURL: server.url });
  await watch(elsewhere, problems);
  await signIn(elsewhere.request, server.url, candidate);
  const other = await elsewhere.newPage();
  await other.goto("/dashboard");
  await expect(other.getByRole("heading", { level: 1 })).toContainText(candidate.name);

  await page.goto("/account");
  const sessions = page.locator(".sessions > li");
  await expect(sessions).toHaveCount(2);
  await sessions.filter({ hasNotText: "(this one)" }).getByRole("button", { name: "End" }).click();
  await expect(sessions).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in\?next=%2Fdashboard$/);
  await fillSignIn(other, candidate);
  await expect(other).toHaveURL(/\/dashboard$/);

  await page.getByLabel("Password now").fill("not the password at all");
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert")).toContainText("This is not your password.");
  await expect(page.getByRole("alert")).toContainText("fewer than 15 characters");
  await page.getByLabel("Password now").fill(candidate.password);
  await page.getByLabel("New password").fill(fresh);
  await page.locator("[data-show=password]").click();
  await expect(page.getByLabel("New password")).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("status")).toContainText("Your password is changed");
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();

  await fillSignIn(page, candidate);
  await expect(page.getByRole("alert")).toContainText("do not belong together");
  await expect(page.getByLabel("E-mail address")).toHaveValue(candidate.email);
  await fillSignIn(page, { ...candidate, password: fresh });
  await page.getByRole("link", { name: candidate.name }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Take it out (JSON)" }).click()]);
  expect(file.suggestedFilename()).toBe("clausewise-my-data.json");
  await page.getByRole("link", { name: "Delete the account…" }).click();
  await page.getByLabel("Your password, to be sure it is you").fill(candidate.password);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await expect(page.getByRole("alert")).toContainText("This is not your password.");
  await page.getByLabel("Your password, to be sure it is you").fill(fresh);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await expect(page.getByRole("status")).toContainText("has been deleted");
  await fillSignIn(page, { ...candidate, password: fresh });
  await expect(page.getByRole("alert")).toContainText("do not belong together");
});

test("the one-time link makes the first administrator, once @desktop", async ({ page, server }) => {
  const [link] = await server.said(/http\S+\/setup\/\w+/);
  const first = person("Orla Quist");
  await page.goto(link);
  await page.getByLabel("Your name").fill(first.name);
  await page.getByLabel("E-mail address").fill(first.email);
  await page.getByLabel("Password").fill(first.password);
  await page.getByRole("button", { name: "Make the administrator's account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(first.name);
  await page.goto("/account");
  await expect(page.locator(".page-head")).toContainText(/administrator/i);
  expect((await page.goto(link)).status()).toBe(404);
});

test("a name that is a script is a name, and never runs @desktop", async ({ page, context, server, problems }) => {
  await context.addInitScript(() => Object.defineProperty(window, "pwned", { set: () => console.error("an injected script ran") }));
  const name = `<script>window.pwned=1</script><img src=x onerror="window.pwned=1">`;
  const villain = { ...person("Vex Mallow"), name };
  await makeAccount(page.request, server.url, villain);
  await signIn(page.request, server.url, villain);
  for (const address of ["/dashboard", "/account", "/course", "/progress"]) {
    await page.goto(address);
    await expect(page.locator(".who")).toContainText(name);
  }
  expect(problems).toEqual([]);
  // Were the name not escaped, the policy would still keep it from running.
  await page.evaluate((text) => document.body.insertAdjacentHTML("beforeend", text), name);
  await expect.poll(() => problems.length, { message: "complaints of the policy" }).toBeGreaterThan(0);
  for (const problem of problems) expect(problem).toMatch(/Policy violation|Content Security Policy|404/);
  problems.length = 0;
});
