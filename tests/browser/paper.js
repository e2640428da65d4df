// A mock exam as it stands on the screen.
import { expect } from "@playwright/test";
import { itemShown } from "./course.js";
import { post } from "./person.js";

export const QUESTIONS = 40;
export const SCHEME = "practice-foundation-2018";
const GRANTED = 60 * 60;
/** The grades of a finding, in the order of the fields. */
const GRADES = ["conformity", "minor", "major", "not_enough_evidence"];

/** Starts an exam without the pages; its address. */
export async function startExam(page, server, scheme = SCHEME) {
  return post(page.request, `${server.url}/exam`, { scheme });
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
    const stem = await this.page.locator(".sheet .stem").textContent();
    return itemShown(stem, await this.page.locator(".sheet .statements dd").allTextContents());
  }

  option(letter) {
    return this.page.locator(".sheet .option").nth("abcdef".indexOf(letter));
  }

  /** The field of the question shown with this name, and this value where several share the name. */
  field(name, value) {
    const valued = value === undefined ? "" : `[value="${value}"]`;
    return this.page.locator(`.sheet [name="${name}"]${valued}`);
  }

  radio(letter) {
    return this.option(letter).getByRole("radio");
  }

  button(name) {
    return this.page.getByRole("button", { name });
  }

  /** Enters the right answer, whatever the format; `parts` says of how many slots. */
  async answer(item, parts = Infinity) {
    const check = (name, key) => this.field(name, key - 1).locator("xpath=..").click();
    const { body, key, format } = item;
    const slots = { matching: body?.rows, completion: body?.gaps, sequencing: body?.steps }[format];
    if (slots) {
      for (const [place, slot] of slots.slice(0, parts).entries()) await this.field(`slot-${place}`).selectOption({ value: `${slot.key - 1}` });
    } else if (format === "finding") {
      for (const line of key.evidence) await check("evidence", line);
      await check("grade", GRADES.indexOf(key.grade) + 1);
      await check("clause", key.clause);
      await check("next", key.next);
    } else if (format === "short_text") {
      await this.field("text").fill(key);
      await this.field("text").blur();
    } else {
      for (const option of [key].flat()) await check(Array.isArray(key) ? "choices" : "choice", option);
    }
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
