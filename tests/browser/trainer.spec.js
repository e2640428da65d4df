// A trainer's week: a cohort is opened, people come in, a plan is made, a mock exam runs live, and what follows from it.
import { request } from "@playwright/test";
import { makeAccount, person, post, signIn } from "./person.js";
import { expect, test } from "./server.js";

const IN_TIME = 240_000;
const GUESTS = ["Ida Berg", "Ole Dahl", "Per Eide", "Siv Foss", "Tor Gran", "Una Haug"];

/** A day from today, as date fields want it. */
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** Somebody in the room with a browser that only sends requests. */
class Guest {
  static async join(server, code, name) {
    const guest = new Guest();
    guest.url = server.url;
    guest.request = await request.newContext();
    guest.class = await post(guest.request, `${server.url}/class/${code}/guest`, { name });
    return guest;
  }

  async begin(mock) {
    this.exam = await post(this.request, `${this.url}${mock}`, {});
    expect(this.exam).toMatch(/^\/exam\//);
  }

  /** Chooses an option of each question up to a place, as the exam page does. */
  async answer(places, choose) {
    for (let item = 0; item < places; item += 1) {
      const act = { act: "answer", item, response: { choice: choose(item) } };
      const save = { key: `guest-${item}`, sequence: item + 1, act };
      const answer = await this.request.post(`${this.url}/api/attempt/save`, {
        headers: { Origin: this.url },
        data: { attempt: this.exam.split("/").pop(), save },
      });
      expect(await answer.text()).toContain('"saved"');
    }
  }
}

test("a trainer's week: a class, its plan, a mock exam live, and what follows @desktop", async ({ page, context, server, accessible }) => {
  test.setTimeout(IN_TIME);
  page.setDefaultTimeout(15_000);
  const trainer = person("Tess Holm");
  await makeAccount(context.request, server.url, trainer);
  await signIn(context.request, server.url, trainer);
  let code;
  let guests;

  await test.step("opens a cohort for the organisation", async () => {
    await page.goto("/organisations");
    await page.getByLabel("Name of the organisation").fill("Larkfield Training");
    await page.getByRole("button", { name: "Open the books" }).click();
    await page.getByRole("link", { name: "Staff" }).click();
    await page.getByRole("link", { name: "Cohorts" }).click();
    await page.getByRole("link", { name: "Open a cohort" }).click();
    await page.getByLabel("Name of the cohort").fill("Foundation, Oslo");
    await page.getByLabel("First day").fill(day(0));
    await page.getByLabel("Last day").fill(day(18));
    await page.getByLabel("Day of the official exam").fill(day(25));
    await page.getByLabel("Time zone").selectOption("Europe/Oslo");
    await page.getByLabel("People may join in the room").check();
    await accessible(page);
    await page.getByRole("button", { name: "Open the cohort" }).click();
    code = await page.locator(".join-code").innerText();
    expect(code).toMatch(/^[A-Z2-9]{8}$/);
  });

  await test.step("lists and invites people, and shows the code on the wall", async () => {
    await page.getByLabel("Names and e-mail addresses").fill("Ada Palmer, ada.palmer@example.org\nBen Oak <ben.oak@example.org>");
    await page.getByRole("button", { name: "List them" }).click();
    await expect(page.getByRole("status")).toContainText("2 people listed");
    await page.getByRole("button", { name: "Invite 2 people" }).click();
    await expect(page.getByRole("status")).toContainText("2 people invited");
    await accessible(page);
    guests = await Promise.all(GUESTS.map((name) => Guest.join(server, code, name)));
    await page.getByRole("link", { name: "Show it on the big screen" }).click();
    await expect(page.locator("main")).toContainText("6 people have joined");
    await accessible(page);
    await page.goBack();
  });

  await test.step("plans a session and a mock exam that all begin together", async () => {
    await page.getByRole("link", { name: "Plan", exact: true }).click();
    await page.getByRole("link", { name: "Add: session" }).click();
    await page.getByLabel("Name", { exact: true }).fill("First evening");
    await page.getByLabel("Day", { exact: true }).fill(day(1));
    await page.getByLabel("From").fill("18:00");
    await page.getByLabel("Until").fill("20:00");
    await page.getByRole("button", { name: "Keep" }).click();
    await page.getByRole("link", { name: "Add: mock exam" }).click();
    await page.getByLabel("Name", { exact: true }).fill("The big mock");
    await page.getByLabel("Begin", { exact: true }).selectOption("together");
    await page.getByRole("button", { name: "Keep" }).click();
    await expect(page.locator("main")).toContainText("The big mock");
    await accessible(page);
  });

  await test.step("runs the mock live: nobody reloads, and what happens is seen within two seconds", async () => {
    await page.getByRole("link", { name: "Mock exams", exact: true }).click();
    await page.getByRole("link", { name: "The big mock" }).click();
    const mock = new URL(page.url()).pathname.replace("/cohorts/", "/classes/").replace("/runs/", "/mocks/");
    await page.getByRole("button", { name: "Let everybody begin" }).click();
    await expect(page.getByRole("status")).toContainText("Everybody can begin now");
    await Promise.all(guests.map((guest) => guest.begin(mock)));
    const row = (name) => page.getByRole("row").filter({ hasText: name });
    await expect(row("Ida Berg")).toContainText("0 of 40", { timeout: 4_000 });
    await Promise.all(guests.map((guest, number) => guest.answer(6 + number * 6, (item) => (item * 7 + number) % 4)));
    const saved = Date.now();
    await expect(row("Una Haug")).toContainText("36 of 40", { timeout: 4_000 });
    expect(Date.now() - saved).toBeLessThan(2_500);
    await page.getByRole("button", { name: "Hold all clocks" }).click();
    await expect(row("Ole Dahl")).toContainText("clock held");
    const held = await guests[1].request.get(`${server.url}${guests[1].exam}`);
    expect(await held.text()).toContain("Your trainer holds the clock");
    await page.getByRole("button", { name: "Let the clocks go on" }).click();
    await expect(row("Ole Dahl")).toContainText("working");
    await row("Per Eide").getByRole("button", { name: "+5 min" }).click();
    await expect(page.getByRole("status")).toContainText("Time was granted: 1 exam");
    await accessible(page);
    await page.getByText("Grant time to all, or end the exam").click();
    await page.getByLabel("Why").fill("The evening is over");
    await page.getByRole("button", { name: "End the exam for all" }).click();
    await expect(page.getByRole("status")).toContainText("Ended and marked: 6 exams");
    const result = await guests[0].request.get(`${server.url}${guests[0].exam}/result`);
    expect(await result.text()).toContain("The evening is over");
  });

  await test.step("sees on the board who did what, and who is at risk", async () => {
    await page.getByRole("link", { name: "Board", exact: true }).click();
    await expect(page.getByRole("row").filter({ hasText: "Ida Berg" })).toContainText("%");
    await page.getByText("How it is told who is at risk").click();
    await accessible(page);
  });

  await test.step("takes the reports along", async () => {
    await page.getByRole("link", { name: "Reports", exact: true }).click();
    await accessible(page);
    const results = page.getByRole("region", { name: "Results" });
    await expect(results.getByRole("row").filter({ hasText: "Una Haug" })).toContainText("The big mock");
    const section = page.locator("section").filter({ has: results });
    for (const end of ["CSV", "Excel"]) {
      const file = page.waitForEvent("download");
      await section.getByRole("link", { name: end }).click();
      expect((await file).suggestedFilename()).toBe(end === "CSV" ? "results.csv" : "results.xlsx");
    }
  });
});
