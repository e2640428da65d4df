// Somebody's way through the product, with an eye on every page: links that lead nowhere, marks that no reader should see.
import { expect } from "@playwright/test";
import { itemShown } from "./course.js";
import { Paper } from "./paper.js";

/** What is left of Markdown, of templates and of missing values. */
const LEFTOVERS = /\]\(|\*\*|\bundefined\b|\bNaN\b|\[object |\{\{|(?:term|clause|lesson):[a-z0-9]/;

export class Walk {
  #links = new Map();
  #fetched = new Set();

  constructor(page) {
    this.page = page;
    this.faults = [];
  }

  /** Reads the page that is open: its words, and where it leads. */
  async look() {
    const { hrefs, text } = await this.page.locator("body").evaluate((body) => ({
      hrefs: [...body.querySelectorAll("a[href]")].map((link) => link.href),
      text: body.innerText,
    }));
    const here = this.page.url();
    const leftover = text.match(LEFTOVERS);
    if (leftover) this.faults.push(`${here} shows ${JSON.stringify(text.slice(Math.max(0, leftover.index - 40), leftover.index + 40))}`);
    for (const href of hrefs) {
      const link = new URL(href);
      if (link.origin === new URL(here).origin && !this.#links.has(link.href)) this.#links.set(link.href, here);
    }
  }

  /** Goes somewhere and looks. */
  async goto(address) {
    await this.page.goto(address);
    await this.look();
  }

  /** Fetches each address once that was met and not fetched yet: it answers, and holds what the part after # names. */
  async follow() {
    const pages = new Map();
    for (const [link, from] of this.#links) {
      if (this.#fetched.has(link)) continue;
      this.#fetched.add(link);
      const [address, name] = link.split("#");
      if (!pages.has(address)) {
        const answer = await this.page.request.get(address);
        pages.set(address, { status: answer.status(), text: await answer.text() });
      }
      const { status, text } = pages.get(address);
      if (status !== 200) this.faults.push(`${from} links to ${link}, which answers ${status}`);
      else if (name && !text.includes(`id="${decodeURIComponent(name)}"`)) this.faults.push(`${from} links to ${link}, where nothing has this name`);
    }
    expect(this.faults, "what is wrong with pages on the way").toEqual([]);
  }

  /** What the dashboard advises. */
  async next() {
    await this.goto("/dashboard");
    return new Advice(this.page.locator("main > .next-step"));
  }
}

/** The next step on the dashboard. */
class Advice {
  constructor(place) {
    this.place = place;
    this.heading = place.getByRole("heading", { level: 2 });
    this.why = place.locator(".why");
    this.kicker = place.locator(".kicker");
  }

  /** Does what it advises. */
  async take() {
    await this.place.locator(".button.next").click();
  }

  async is(heading, why) {
    await expect(this.heading).toHaveText(heading);
    await expect(this.why).toContainText(why);
  }
}

/** A practice set as it stands on the screen. */
export class PracticeSet extends Paper {
  field(name, value) {
    const valued = value === undefined ? "" : `[value="${value}"]`;
    return this.page.locator(`form.asked [name="${name}"]${valued}`);
  }

  async item() {
    const stem = await this.page.locator("h1.stem").textContent();
    return itemShown(stem, await this.page.locator("form.asked .statements dd").allTextContents());
  }

  /** Answers the question that is shown, and reads that the reasons come; `right` or not. */
  async give(right) {
    const item = await this.item();
    if (item.format === "single_choice") {
      const choice = (item.key - 1 + (right ? 0 : 1)) % item.options.length;
      await this.page.locator(".options button").nth(choice).click();
    } else {
      await this.answer(right ? item : wrongly(item));
      await this.page.getByRole("button", { name: "Answer", exact: true }).click();
    }
    const told = this.page.locator(".told");
    await expect(told).toHaveText(right ? "Right." : /^(Not quite|Partly right)\.$/);
    await expect(this.page.locator(".explained")).not.toBeEmpty();
    return item;
  }

  /** Answers all of the set, `right(n)` tells which rightly, and ends it; how many questions it had. */
  async finish(right, look) {
    for (let answered = 1; ; answered++) {
      await look();
      await this.give(right(answered));
      await look();
      const onward = this.page.getByRole("link", { name: "Next question" });
      if ((await onward.count()) === 0) {
        await this.page.getByRole("button", { name: "See how it went" }).click();
        await expect(this.page.getByRole("heading", { level: 1 })).toContainText("marks");
        await look();
        return answered;
      }
      await onward.click();
    }
  }
}

/** The item with a key that is wrong. */
function wrongly(item) {
  const { body, key, format } = item;
  const turned = (slots) => slots.map((slot, place) => ({ ...slot, key: slots[(place + 1) % slots.length].key }));
  if (format === "matching") return { ...item, body: { ...body, rows: turned(body.rows) } };
  if (format === "completion") return { ...item, body: { ...body, gaps: turned(body.gaps) } };
  if (format === "sequencing") return { ...item, body: { ...body, steps: turned(body.steps) } };
  if (format === "finding") {
    const other = (pick) => (pick % 2) + 1;
    return { ...item, key: { ...key, grade: key.grade === "minor" ? "conformity" : "minor", clause: other(key.clause), next: other(key.next) } };
  }
  if (format === "multiple_response") {
    const left = item.options.map((_, place) => place + 1).filter((place) => !key.includes(place));
    return { ...item, key: left.slice(0, key.length) };
  }
  if (format === "short_text") return { ...item, key: "I cannot say." };
  return { ...item, key: (key % item.options.length) + 1 };
}
