// Takes a picture of every page, with the people of `clausewise demo`, into pictures/; and docs/dashboard.png for the README.
// Run: node pictures.js [words of names to take only those]
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium as browsers } from "@playwright/test";
import { Paper, startExam } from "./paper.js";
import { signIn } from "./person.js";
import { chromium, flags } from "./playwright.config.js";
import { Server } from "./server.js";
import { lessons } from "./course.js";
import { MANAGER, books, fill } from "./office.js";

const here = (...parts) => path.join(import.meta.dirname, ...parts);
const email = "sofia.petrov@fernhill.example";
const TRAINER = "tobias.lind@fernhill.example";
const views = [390, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));
const height = { 390: 844, 1280: 900 };

const visitor = { home: "/", "sign-in": "/sign-in", "sign-up": "/sign-up", about: "/about", qualifications: "/qualifications", search: "/search?q=service+level", "search-nothing": "/search?q=xyzzyx", absent: "/no-such-page" };
const candidate = {
  dashboard: "/dashboard",
  course: "/course",
  lesson: `/course/${lessons[0].id}`,
  "lesson-with-figures": `/course/${lessons[15].id}`,
  clauses: "/clauses",
  clause: "/clauses/2018/8.6.1",
  "clause-legacy": "/clauses/2011/8.1",
  glossary: "/glossary",
  "exam-facts": "/exam",
  practice: "/practice",
  progress: "/progress",
  credits: "/credits",
  "credits-what-if": "/credits/what-if?with=ITIL_F&with=SS&with=SD&with=OSA&with=ISO20K_F&with=ISO20K_P&with=ISO20K_A&other=3",
  account: "/account",
  calendar: "/classes/calendar",
  "account-delete": "/account/delete",
};

const OF_COHORT = ["", "plan", "people", "people/time", "marking", "analysis", "next-session", "next-session/handout", "next-session/slides", "reports", "history", "settings"];
const OF_STAFF = { cohorts: "/cohorts", bank: "/bank", "bank-new": "/bank/new?kind=single_choice", "bank-import": "/bank/import", papers: "/papers", sittings: "/sittings" };

/** Names and addresses of the pages for trainers; `context` is signed in as the trainer of the class. */
async function classes(context, url) {
  const list = await (await context.request.get(`${url}/cohorts`)).text();
  const cohort = list.match(/href="(\/cohorts\/[0-9a-f-]{36})"/)?.[1];
  const pages = OF_COHORT.map((page) => [page ? `cohort-${page.replace("/", "-")}` : "cohort", page ? `${cohort}/${page}` : cohort]);
  return { ...OF_STAFF, ...Object.fromEntries(pages) };
}

async function open(browser, server, { width, scheme }) {
  return browser.newContext({
    baseURL: server.url,
    viewport: { width, height: height[width] },
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
  });
}

async function main() {
  const wanted = process.argv.slice(2);
  await mkdir(here("pictures"), { recursive: true });
  await mkdir(here("../../docs"), { recursive: true });
  const server = await Server.open();
  const browser = await browsers.launch({ executablePath: chromium, args: flags });
  try {
    const password = await fill(server);
    await forReadme(browser, server, password);
    for (const view of views) {
      const take = async (page, name, fullPage = true) => {
        if (wanted.length && !wanted.some((word) => name.includes(word))) return;
        await page.screenshot({ path: here("pictures", `${name}-${view.width}-${view.scheme}.png`), fullPage });
      };
      const anyone = await open(browser, server, view);
      await each(anyone, visitor, take);
      await anyone.close();
      const context = await open(browser, server, view);
      await signIn(context.request, server.url, { email, password });
      await each(context, candidate, take);
      await journeys(context, server, take);
      await context.close();
      const office = await open(browser, server, view);
      await signIn(office.request, server.url, { email: MANAGER, password });
      await each(office, Object.fromEntries(await books(office, server.url)), take);
      await office.close();
      const room = await open(browser, server, view);
      await signIn(room.request, server.url, { email: TRAINER, password });
      await each(room, await classes(room, server.url), take);
      await room.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function each(context, addresses, take) {
  const page = await context.newPage();
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address);
    await take(page, name);
  }
  await page.close();
}

/** What has no address of its own: an answered check, a practice question, an exam, its review, its result. */
async function journeys(context, server, take) {
  const page = await context.newPage();
  await page.goto(`/course/${lessons[0].id}`);
  const check = `#${lessons[0].checks[0].id}`;
  await page.locator(check).evaluate((form) => (form.dataset.old = ""));
  await page.locator(check).getByRole("button").nth(1).click();
  await page.locator(`${check}:not([data-old]) .feedback`).scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await take(page, "lesson-check", false);
  await page.goto("/practice");
  await page.getByRole("button", { name: "Practise" }).click();
  await take(page, "practice-asked");
  await page.locator(".options button").first().click();
  await page.locator(".explained").waitFor();
  await take(page, "practice-answered");
  await page.goto(await startExam(page, server));
  const paper = new Paper(page);
  await paper.ready();
  for (const key of "anbnmncnndp") await page.keyboard.press(key);
  await paper.button("Strike out option B").click();
  await paper.isSaved();
  await take(page, "exam");
  await page.keyboard.press("r");
  await page.getByRole("button", { name: /^Hand in/ }).waitFor();
  await take(page, "exam-review");
  await page.getByRole("button", { name: /^Hand in/ }).click();
  await page.locator(".verdict-head").waitFor();
  await take(page, "result-missed");
  await page.goto("/progress");
  await page.locator(".history .verdict.passed").first().locator("xpath=..").getByRole("link").click();
  await page.locator(".verdict-head").waitFor();
  await take(page, "result-passed");
  await page.emulateMedia({ media: "print" });
  await take(page, "result-print");
  await page.close();
}

/** The dashboard as the demonstration left it. */
async function forReadme(browser, server, password) {
  const context = await open(browser, server, { width: 1280, scheme: "light" });
  await signIn(context.request, server.url, { email, password });
  const page = await context.newPage();
  await page.goto("/dashboard");
  await page.screenshot({ path: here("../../docs/dashboard.png") });
  await context.close();
}

await main();
