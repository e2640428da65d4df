// Somebody who answers for the people of an organisation, in the first ten minutes with the product.
import { makeAccount, person, signIn } from "./person.js";
import { expect, test } from "./server.js";

/** Ten minutes are what it may take a person; the machine has a fifth of that. */
const IN_TIME = 120_000;

const LIST = [
  "﻿Vorname;Nachname;E-Mail;Abteilung;Funktion;Eintritt;Qualifikation;Institut;Zertifikatsnummer;Zertifikatsdatum",
  "Nils;Aalto;nils.aalto@larkfield.example;IT > Betrieb;Service owner;2025-02-01;Foundation;EXIN;FND-1001;14.01.2026",
  "Mara;Winter;mara.winter@larkfield.example;IT > Betrieb;Service owner;2025-06-01;Foundation;EXIN;FND-1002;20.06.2026",
  "Jo;Finch;jo.finch@larkfield.example;IT > Betrieb;Service owner;2025-09-01;;;;",
  "Broken;Row;not an address;IT > Betrieb;Service owner;2025-09-01;;;;",
].join("\r\n");

/** The smallest page that a reader opens. */
const PDF = [
  "%PDF-1.7",
  "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
  "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj",
  "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj",
  "xref",
  "0 1",
  "0000000000 65535 f ",
  "trailer",
  "<</Size 1/Root 1 0 R/ID[<00><01>]>>",
  "startxref",
  "9",
  "%%EOF",
  "",
].join("\n");

async function verify(page, what, looked) {
  const card = page.getByRole("article").filter({ hasText: what });
  await card.getByLabel("What you looked at, or what is missing").fill(looked);
  await card.getByRole("button", { name: "Verify" }).click();
}

test("a manager: a staff list, requirements, gaps, an invitation, a certificate, the pack, and 1 March @desktop", async ({ page, context, browser, server, accessible }) => {
  test.setTimeout(IN_TIME);
  page.setDefaultTimeout(15_000);
  const manager = person("Ruth Adeyemi");
  await makeAccount(context.request, server.url, manager);
  await signIn(context.request, server.url, manager);

  await test.step("opens the books", async () => {
    await page.goto("/dashboard");
    await page.getByRole("link", { name: "For organisations" }).click();
    await page.getByLabel("Name of the organisation").fill("Larkfield IT");
    await page.getByRole("button", { name: "Open the books" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is required yet");
  });

  await test.step("imports a staff list, having seen what becomes of every row", async () => {
    await page.getByRole("link", { name: "Bring in your people" }).click();
    await page.getByLabel("Staff list").setInputFiles({ name: "staff.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) });
    await page.getByRole("button", { name: "Look at the list" }).click();
    await expect(page.locator(".page-head")).toContainText("Of 4 rows, 3 would be new, 0 changed, 0 unchanged and 1 refused.");
    await expect(page.getByRole("row").filter({ hasText: "not an address" })).toContainText("Refused");
    await accessible(page);
    await page.getByRole("button", { name: "Import 3 people" }).click();
    await expect(page.getByRole("status")).toContainText("Imported: 3 new, 0 changed, 0 unchanged, 1 refused.");
  });

  await test.step("states what is required", async () => {
    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("link", { name: "State what is required" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Service owners hold Foundation");
    await page.getByLabel("Whom it concerns").selectOption({ label: "Position: Service owner, Betrieb" });
    await page.getByLabel("Foundation").check();
    await page.getByLabel("Holds from").fill("2025-01-01");
    await page.getByRole("button", { name: "State it" }).click();
  });

  await test.step("sees the gaps, and looks at what the list brought", async () => {
    await page.getByRole("link", { name: "Overview" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("0 of 3 needs are met, 3 are not");
    await page.getByRole("link", { name: "Look at new certificates" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 certificates to look at");
    await accessible(page);
    await verify(page, "Nils Aalto", "Seen on paper.");
    await verify(page, "Mara Winter", "Seen on paper.");
    await page.getByRole("link", { name: "Overview" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 of 3 needs are met, 1 is not");
    await page.getByRole("link", { name: "Service owners hold Foundation" }).click();
    await expect(page.getByRole("region", { name: "Gaps" })).toContainText("Jo Finch");
    await accessible(page);
  });

  const link = await test.step("invites the one with the gap", async () => {
    await page.getByRole("region", { name: "Gaps" }).getByRole("link", { name: "Jo Finch" }).click();
    await page.getByRole("button", { name: /^Invite/ }).click();
    return page.locator("#invitation-link").inputValue();
  });

  const own = await browser.newContext({ baseURL: server.url });
  await test.step("the invited person joins and records a certificate with its proof", async () => {
    const jo = person("Jo Finch");
    await makeAccount(own.request, server.url, jo);
    await signIn(own.request, server.url, jo);
    const hers = await own.newPage();
    await hers.goto(link);
    await hers.getByRole("button", { name: "I agree, join" }).click();
    await hers.goto("/credits");
    await hers.getByLabel("Qualification").selectOption({ label: "ISO/IEC 20000 Foundation" });
    await hers.getByLabel("Institute").fill("EXIN");
    await hers.getByLabel("Date on the certificate").fill("2026-02-17");
    await hers.getByLabel("Certificate number").fill("FND-1003");
    await hers.getByRole("button", { name: "Record", exact: true }).click();
    await hers.getByRole("link", { name: "ISO/IEC 20000 Foundation" }).first().click();
    await hers.getByLabel("Add a file that proves it").setInputFiles({ name: "foundation.pdf", mimeType: "application/pdf", buffer: Buffer.from(PDF) });
    await hers.getByRole("button", { name: "Add the file" }).click();
    await expect(hers.getByRole("link", { name: /foundation\.pdf/ })).toBeVisible();
  });
  await own.close();

  await test.step("verifies it, with the proof in view", async () => {
    await page.getByRole("link", { name: "Approvals" }).click();
    await expect(page.getByRole("article")).toContainText("foundation.pdf");
    await verify(page, "Jo Finch", "The file shows name, number and date.");
    await page.getByRole("link", { name: "Overview" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Every requirement is met: 3 of 3");
    await accessible(page);
  });

  await test.step("every green cell of the matrix opens a record", async () => {
    await page.getByRole("link", { name: "People", exact: true }).click();
    const cell = page.getByRole("row").filter({ hasText: "Mara Winter" }).getByRole("link", { name: /^●/ });
    await accessible(page);
    await cell.first().click();
    await expect(page.locator(".award").filter({ hasText: "FND-1002" })).toContainText("Seen on paper.");
    await accessible(page);
  });

  await test.step("prints the 7.2 pack", async () => {
    await page.getByRole("link", { name: "Evidence pack" }).click();
    await page.getByLabel("First day").fill("2026-01-01");
    await page.getByLabel("Last day").fill("2026-11-29");
    await page.getByRole("button", { name: "Show the pack" }).click();
    await accessible(page);
    const [pdf] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Take it as a PDF" }).click()]);
    expect((await (await pdf.createReadStream()).take(1).toArray())[0].subarray(0, 5).toString()).toBe("%PDF-");
    const [workbook] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /XLSX/ }).click()]);
    expect((await (await workbook.createReadStream()).take(1).toArray())[0].subarray(0, 2).toString()).toBe("PK");
  });

  await test.step("answers: who was qualified on 1 March?", async () => {
    await page.getByRole("link", { name: "Who was qualified" }).click();
    await page.getByLabel("Day", { exact: true }).fill("2026-03-01");
    await page.getByRole("button", { name: "Show who was qualified" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("On 1 March 2026, as known today, 2 of 3 needs were met");
    await expect(page.getByRole("region", { name: "People" }).getByRole("row").filter({ hasText: "Mara Winter" })).not.toContainText("● met");
    await accessible(page);
  });

  await test.step("an external auditor reads the pack by a link, without an account", async () => {
    await page.getByRole("link", { name: "Evidence pack" }).click();
    await page.getByRole("link", { name: /[Ll]inks? for/ }).click();
    await page.getByLabel("For whom").fill("The certification body");
    await page.getByLabel("First day").fill("2026-01-01");
    await page.getByLabel("Last day").fill("2026-11-29");
    await page.getByLabel("Days of validity").fill("14");
    await page.getByRole("button", { name: "Make the link" }).click();
    const address = await page.getByLabel("Address").inputValue();
    const auditors = await browser.newContext({ baseURL: server.url });
    const theirs = await auditors.newPage();
    await theirs.goto(address);
    await expect(theirs.locator("main")).toContainText("FND-1003");
    await accessible(theirs);
    await auditors.close();
  });
});
