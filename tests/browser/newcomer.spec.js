import { lessons } from "./course.js";
import { person, post, signIn } from "./person.js";
import { expect, test } from "./server.js";

const lesson = lessons[0];
const newcomer = person("Noor Castell");

/** From the home page to the dashboard, through every page on the way. */
async function arrive(page) {
  await page.goto("/");
  await page.getByRole("link", { name: "Start studying" }).click();
  await page.getByLabel("Your name").fill(newcomer.name);
  await page.getByLabel("E-mail address").fill(newcomer.email);
  await page.getByLabel("Password").fill(newcomer.password);
  await page.getByRole("main").getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect(page.getByLabel("E-mail address")).toHaveValue(newcomer.email);
  await page.getByLabel("Password").fill(newcomer.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(newcomer.name);
}

const check = (page, { id }) => page.locator(`#${id}`);
const option = (page, one, place) => check(page, one).getByRole("button").nth(place);

/** Where the record shows: lessons on the dashboard, mastery on the clause map. */
async function progressIs(page, { complete, known }) {
  await page.goto("/dashboard");
  const stat = page.locator(".stat").filter({ has: page.getByRole("heading", { name: "Lessons of Foundation" }) });
  const all = lessons.filter(({ level }) => level === lesson.level).length;
  await expect(stat).toContainText(`${complete} of ${all} complete`);
  const cell = page.locator(`.map a.cell[aria-label^="${lesson.clauses[0]} "]`);
  await expect(cell).toHaveAttribute("aria-label", known);
}

test("a newcomer signs up, reads a lesson, answers its checks in place and sees progress move", async ({ page }) => {
  await arrive(page);
  await progressIs(page, { complete: 0, known: /not answered|not seen|unseen/i });
  await page.getByRole("link", { name: "Read this lesson" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(lesson.title);

  let loads = 0;
  page.on("load", () => loads++);
  const [first, ...others] = lesson.checks;
  const wrong = first.key % first.options.length;
  await option(page, first, wrong).click();
  await expect(check(page, first)).toContainText(`Not quite. ${first.options[wrong].feedback}`);
  await expect(check(page, first)).toContainText("Try another answer.");
  await expect(option(page, first, wrong)).toBeFocused();
  await option(page, first, first.key - 1).focus();
  await page.keyboard.press("Enter");
  await expect(check(page, first)).toContainText(`Right. ${first.options[first.key - 1].feedback}`);
  await expect(option(page, first, first.key - 1)).toBeFocused();
  await expect(check(page, first)).not.toContainText("Not quite");
  for (const one of others) {
    await option(page, one, one.key - 1).click();
    await expect(check(page, one)).toContainText(one.options[one.key - 1].feedback);
  }
  await expect(page.locator(".lesson-end")).toContainText("All checks are answered.");
  await expect(page.locator(".lesson-head")).toContainText(`${lesson.checks.length} of ${lesson.checks.length} checks answered`);
  await expect(page.locator("progress.reading")).toHaveJSProperty("value", lesson.checks.length);
  expect(loads, "pages loaded while answering").toBe(0);

  await page.locator(".lesson-end").getByRole("button", { name: `Next: ${lessons[1].title}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(lessons[1].title);
  await page.goto("/course");
  await expect(page.getByRole("listitem").filter({ hasText: lesson.title }).last()).toContainText("complete");
  await progressIs(page, { complete: 1, known: /1 of 1|\d+ of \d+ right/ });
  await expect(page.getByRole("heading", { name: lessons[1].title })).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a newcomer does the same by forms @desktop", async ({ page }) => {
    await arrive(page);
    await page.getByRole("link", { name: "Read this lesson" }).click();
    for (const one of lesson.checks) {
      await option(page, one, one.key - 1).click();
      await expect(page).toHaveURL(new RegExp(`#${one.id}$`));
      await expect(check(page, one)).toContainText(`Right. ${one.options[one.key - 1].feedback}`);
    }
    await page.locator(".lesson-end").getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lessons[1].title);
    await progressIs(page, { complete: 1, known: /\d+ of \d+ right/ });
  });
});

test("notes are kept as typed and never run @desktop", async ({ page, context, candidate }) => {
  await context.addInitScript(() => Object.defineProperty(window, "pwned", { set: () => console.error("an injected script ran") }));
  const text = `first line\n</textarea><script>window.pwned=1</script><img src=x onerror="window.pwned=1">`;
  await page.goto(`/course/${lesson.id}`);
  await page.getByLabel("Your notes on this lesson").fill(text);
  await page.getByRole("button", { name: "Save notes" }).click();
  await expect(page).toHaveURL(/#note$/);
  await expect(page.getByLabel("Your notes on this lesson")).toHaveValue(text);
  await page.reload();
  await expect(page.getByLabel("Your notes on this lesson")).toHaveValue(text);
});

test("a check answered after the session has ended is kept, and sent again after signing in @desktop", async ({
  page,
  server,
  candidate,
}) => {
  await page.goto(`/course/${lesson.id}`);
  await post(page.request, `${server.url}/account/sessions`, { session: "all" });
  await option(page, lesson.checks[0], 0).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed out, so this was not saved yet");
  await signIn(page.request, server.url, candidate);
  await page.getByRole("button", { name: "Send it again" }).click();
  await expect(page).toHaveURL(new RegExp(`/course/${lesson.id}#`));
  await expect(option(page, lesson.checks[0], 0)).toHaveAttribute("aria-pressed", "true");
});
