// A mock exam as it stands on the screen.
import { expect } from "@playwright/test";
import { itemWithStem } from "./course.js";
import { post } from "./person.js";

export const QUESTIONS = 40;
export const SCHEME = "practice-foundation-2018";
const GRANTED = 60 * 60;

/** Starts an exam without the pages; its address. */
export async function startExam(page, server) {
  return post(page.request, `${server.url}/exam`, { scheme: SCHEME });
}

export class Paper {
  constructor(page) {
    this.page = page;
    this.heading = page.locator("#question");
    this.saved = page.locator(".exam-bar .saved");
    this.clock = page.locator(".exam-bar .time b");
    this.navigator = page.getByRole("navigation", { name: "Questions" });
  }

  /** Waits until the island answers. */
  async ready() {
    await expect(this.page.locator("html[data-ready]")).toBeAttached();
  }

  async isAt(number) {
    await expect(this.heading).toHaveText(`Question ${number}`);
  }

  /** The item of the bank that is shown. */
  async item() {
    return itemWithStem(await this.page.locator(".question .stem").textContent());
  }

  option(letter) {
    return this.page.locator(".option").nth("abcd".indexOf(letter));
  }

  radio(letter) {
    return this.option(letter).getByRole("radio");
  }

  button(name) {
    return this.page.getByRole("button", { name });
  }

  async hasState(number, words) {
    await expect(this.navigator.getByRole("button", { name: `Question ${number}, ${words}`, exact: true })).toBeVisible();
  }

  async go(number) {
    await this.navigator.getByRole("button", { name: new RegExp(`^Question ${number},`) }).click();
    await this.isAt(number);
  }

  async isSaved() {
    await expect(this.saved).toHaveText("✓ Saved");
  }

  /** Seconds left, as the clock shows them. */
  async timeLeft() {
    const [minutes, seconds] = (await this.clock.textContent()).split(":").map(Number);
    return minutes * 60 + seconds;
  }
}

/**
 * Seconds that may be left after some spans of the server's running. Each begins and ends at a moment known only as
 * `[before, after]` in our milliseconds, so what is left lies between two bounds.
 */
export function timeDue(...spans) {
  const sum = (length) => spans.map(length).reduce((total, one) => total + one) / 1000;
  const most = GRANTED - sum(([begin, end]) => end[0] - begin[1]);
  const least = GRANTED - sum(([begin, end]) => end[1] - begin[0]);
  return { least, most };
}

/** Does something and answers with the moments before and after it. */
export async function between(work) {
  const before = performance.now();
  const value = await work();
  return [[before, performance.now()], value];
}
