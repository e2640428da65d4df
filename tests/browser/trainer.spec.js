// A trainer's week: a cohort is opened, people come in, a plan is made, a mock exam runs live, and what follows from it.
import { request } from "@playwright/test";
import { makeAccount, person, post, signIn } from "./person.js";
import { expect, test } from "./server.js";

const IN_TIME = 240_000;
const GUESTS = ["Ida Berg", "Ole Dahl", "Per Eide", "Siv Foss", "Tor Gran", "Una Haug", "Vera Ims", "Wil Juul", "Ylva Krag", "Ada Lund", "Bo Moe", "Cato Nes"];
/** The paper: questions of one choice come first, then two kinds of questions for own words, and findings. */
const [PAPER, CHOICES, QUESTIONS] = ["exemplar-style-20000-lead-auditor", 10, 19];
/** What the first two write. */
const WORDS = ["The audit programme is planned from risks and earlier results.", "I would ask for the records of the last reviews."];

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

  /** Answers the questions from a place on, as the exam page does. */
  async answer(from, responses) {
    for (const [place, response] of responses.entries()) {
      const act = { act: "answer", item: from + place, response };
      const save = { key: `guest-${from + place}`, sequence: from + place + 1, act };
      const answer = await this.request.post(`${this.url}/api/attempt/save`, {
        headers: { Origin: this.url },
        data: { attempt: this.exam.split("/").pop(), save },
      });
      expect(await answer.text()).toContain('"saved"');
    }
  }

  async result() {
    return (await this.request.get(`${this.url}${this.exam}/result`)).text();
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
    await page.getByLabel("Name of the cohort").fill("Auditors, Oslo");
    await page.getByLabel("Level").selectOption("auditor");
    await page.getByLabel("Exam that it prepares for").selectOption(PAPER);
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
    await expect(page.locator("main")).toContainText("12 people have joined");
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
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Add: mock exam" }).click();
    await page.getByLabel("Name", { exact: true }).fill("The big mock");
    await expect(page.getByLabel("Paper")).toHaveValue(PAPER);
    await page.getByLabel("Begin", { exact: true }).selectOption("together");
    await page.getByRole("button", { name: "Save" }).click();
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
    await expect(row("Ida Berg")).toContainText(`0 of ${QUESTIONS}`, { timeout: 4_000 });
    const chosen = (number) => Array.from({ length: CHOICES }, (_, place) => ({ choice: (place * 7 + number) % 4 }));
    await Promise.all(guests.map((guest, number) => guest.answer(0, chosen(number))));
    await Promise.all(guests.slice(0, 2).map((guest) => guest.answer(CHOICES, WORDS.map((text) => ({ text })))));
    const saved = Date.now();
    await expect(row("Ole Dahl")).toContainText(`12 of ${QUESTIONS}`, { timeout: 4_000 });
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
    await page.getByLabel("Why the exam ends").fill("The evening is over");
    await page.getByLabel("Yes, end it for everybody").check();
    await page.getByRole("button", { name: "End the exam for all" }).click();
    await expect(page.getByRole("status")).toContainText("Ended and marked: 12 exams");
    expect(await guests[0].result()).toContain("The evening is over");
  });

  await test.step("sees on the board who did what, and who is at risk", async () => {
    await page.getByRole("link", { name: "Board", exact: true }).click();
    await expect(page.getByRole("row").filter({ hasText: "Ida Berg" })).toContainText("%");
    await page.getByText("How risk is judged").click();
    await accessible(page);
  });

  await test.step("marks what was written, without names, by the keyboard alone", async () => {
    await page.getByRole("link", { name: "Marking", exact: true }).click();
    await expect(page.locator("main")).toContainText("4 answers to");
    await accessible(page);
    await page.getByRole("link", { name: "Mark the next answer" }).click();
    for (let answer = 0; answer < 4; answer += 1) {
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Answer \d+$/);
      expect(WORDS).toContain(await page.locator(".own-words.written").innerText());
      for (const name of GUESTS) await expect(page.locator("main")).not.toContainText(name);
      if (answer === 0) await accessible(page);
      const criteria = await page.locator(".levels-of").count();
      for (let criterion = 0; criterion < criteria; criterion += 1) await page.keyboard.press("2");
      await expect(page.locator(".levels-of input:checked")).toHaveCount(criteria);
      const before = page.url();
      await page.keyboard.press("Control+Enter");
      await page.waitForURL((url) => url.href !== before);
    }
    await expect(page.getByRole("status")).toContainText("You have marked every answer that waited for you");
    await page.getByRole("link", { name: "Final marks" }).click();
    await accessible(page);
    await page.getByRole("button", { name: "Take over 4 marks that you alone have given" }).click();
    await expect(page.locator("main")).toContainText("4 of 4 decided. All are decided, so the names are shown.");
    await page.getByRole("link", { name: "Marking", exact: true }).click();
    expect(await guests[0].result()).toContain("Provisional");
    await page.getByRole("button", { name: "Release marks and comments" }).click();
    await expect(page.getByRole("status")).toContainText("released");
    expect(await guests[0].result()).toContain("What your trainers gave for your own words");
  });

  await test.step("reads how the paper measured, puts a question right, and takes that back", async () => {
    await page.getByRole("link", { name: "Item analysis", exact: true }).click();
    await accessible(page);
    await page.locator("table.items tbody th a").first().click();
    await expect(page.locator("main")).toContainText("As it was shown");
    await accessible(page);
    await page.getByRole("link", { name: "Correct this question" }).click();
    await page.getByLabel("Give everybody the marks").check();
    await page.getByLabel("Why").fill("Two options are right");
    await accessible(page);
    await page.getByRole("button", { name: "See what it would do" }).click();
    await expect(page.locator("main")).toContainText("Nothing is kept yet");
    await accessible(page);
    await page.getByRole("button", { name: "Apply the correction" }).click();
    await expect(page.getByRole("status")).toContainText("The correction is applied");
    await accessible(page);
    const told = async () => (await Promise.all(guests.map((guest) => guest.result()))).filter((text) => text.includes("Two options are right")).length;
    expect(await told()).toBeGreaterThan(0);
    await page.getByLabel("Why").fill("One is right after all");
    await page.getByRole("button", { name: "See what undoing would do" }).click();
    await expect(page.locator("main")).toContainText("Nothing is kept yet");
    await accessible(page);
    await page.getByRole("button", { name: "Undo the correction" }).click();
    await expect(page.locator("main")).toContainText("the check figure is the same");
    expect(await told()).toBe(0);
  });

  await test.step("plans the next session, and has it as handout and slides", async () => {
    await page.getByRole("link", { name: "Next session", exact: true }).click();
    await accessible(page);
    await page.getByLabel("Title").fill("Second evening");
    await page.locator(".session-lines tbody tr").last().getByLabel(/^Words of line/).fill("Talk about the mock exam");
    await page.locator(".session-lines tbody tr").last().getByLabel(/^Minutes of line/).fill("20");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Saved");
    for (const name of ["Handout", "Slides"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await expect(page.locator("main")).toContainText("Talk about the mock exam");
      await accessible(page);
      await page.goBack();
    }
    await page.getByLabel("Day", { exact: true }).fill(day(8));
    await page.getByLabel("Begin", { exact: true }).fill("18:00");
    await page.getByRole("button", { name: "Save it and put it into the plan" }).click();
    await expect(page.getByRole("status")).toContainText("in the plan");
    await page.getByRole("link", { name: "Plan", exact: true }).click();
    await expect(page.locator("main")).toContainText("Second evening");
  });

  await test.step("looks at extra time for several, and reads who did what", async () => {
    await page.getByRole("link", { name: "People", exact: true }).click();
    await page.getByRole("link", { name: "Extra time for people of the class" }).click();
    await accessible(page);
    await page.getByLabel("Everybody in this class").check();
    await page.getByLabel("Working time in percent").fill("125");
    await page.getByLabel("Why").fill("English is the second language");
    await page.getByRole("button", { name: "See what it would come to" }).click();
    await expect(page.locator("main")).toContainText("Nothing is given yet");
    await accessible(page);
    await page.getByRole("link", { name: "History", exact: true }).click();
    await expect(page.locator("main")).toContainText("released the marks of");
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

/** A question as other systems write it. */
const GIFT = "::Review:: Who reviews the service management system? { =Top management #Clause 9.3 says so. ~The service desk ~Any supplier ~Nobody }\n\nThis block { is not closed\n";

test("a trainer's own questions: written, seen as candidates see them, taken in from a file and written into one @desktop", async ({ page, context, server, accessible }) => {
  test.setTimeout(IN_TIME);
  page.setDefaultTimeout(15_000);
  const trainer = person("Tess Holm");
  await makeAccount(context.request, server.url, trainer);
  await signIn(context.request, server.url, trainer);
  await page.goto("/organisations");
  await page.getByLabel("Name of the organisation").fill("Larkfield Training");
  await page.getByRole("button", { name: "Open the books" }).click();

  await test.step("writes a question and sees it as candidates do", async () => {
    await page.goto("/bank");
    await accessible(page);
    await page.getByRole("button", { name: "Write it" }).click();
    await page.getByLabel("Question", { exact: true }).fill("Who appoints the auditors?");
    await page.getByRole("group", { name: "Option A" }).getByLabel("Text").fill("The organisation");
    await page.getByRole("button", { name: "Preview and check" }).click();
    await expect(page.locator("#preview")).toContainText("Who appoints the auditors?");
    await expect(page.getByLabel("Question", { exact: true })).toHaveValue("Who appoints the auditors?");
    await accessible(page);
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(page.locator("main")).toContainText("Only its author sees it.");
    await accessible(page);
  });

  await test.step("sees the preview follow the typing, without a click", async () => {
    await page.goto("/bank/new?kind=single_choice");
    const stem = page.getByLabel("Question", { exact: true });
    await stem.pressSequentially("Who keeps the records?");
    await expect(page.locator("#preview .stem")).toHaveText("Who keeps the records?");
    await expect(stem).toBeFocused();
    await expect(stem).toHaveValue("Who keeps the records?");
    await accessible(page);
    await stem.pressSequentially(" And why?");
    await expect(page.locator("#preview .stem")).toHaveText("Who keeps the records? And why?");
    await page.goto("/bank?state=draft");
    await expect(page.locator("main")).not.toContainText("Who keeps the records?");
  });

  await test.step("takes in a file, having seen what becomes of every block", async () => {
    await page.goto("/bank/import");
    await accessible(page);
    await page.locator("input[type=file]").setInputFiles({ name: "own.gift", mimeType: "text/plain", buffer: Buffer.from(GIFT) });
    await page.getByRole("button", { name: "Look at the file" }).click();
    await expect(page.locator("main")).toContainText("Taken in as drafts (1)");
    await expect(page.locator("main")).toContainText("Not taken in (1)");
    await accessible(page);
    await page.getByRole("button", { name: "Take them in as drafts" }).click();
    await page.getByRole("link", { name: "To your drafts" }).click();
    await expect(page.locator("main")).toContainText("Who reviews the service management system?");
  });

  await test.step("writes them into a file of each format", async () => {
    for (const format of ["xlsx", "gift", "moodle"]) {
      await page.goto("/bank/export");
      await page.getByLabel("As", { exact: true }).selectOption(format);
      await page.getByRole("button", { name: "See what it holds" }).click();
      await accessible(page);
      const file = page.waitForEvent("download");
      await page.getByRole("link", { name: "Take the file" }).click();
      expect((await file).suggestedFilename()).toMatch(/\.(xlsx|gift|xml|txt)$/);
    }
  });
});
