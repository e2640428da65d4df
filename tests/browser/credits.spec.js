import { expect, test } from "./server.js";

async function record(page, { qualification, day, number }) {
  await page.getByLabel("Qualification").selectOption({ label: qualification });
  await page.getByLabel("Institute").fill("EXIN");
  await page.getByLabel("Date on the certificate").fill(day);
  await page.getByLabel("Certificate number").fill(number);
  await page.getByRole("button", { name: "Record" }).click();
}

test("a certificate: bad input is kept and explained, a good one stands in the ledger @phone", async ({ page, candidate }) => {
  await page.goto("/credits");
  await expect(page.locator(".big")).toHaveText(/^0\.0/);
  await record(page, { qualification: "ISO/IEC 20000 Practitioner", day: "2199-01-31", number: " " });
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("This date lies ahead.");
  await expect(summary).toContainText("Give the number on the certificate");
  await expect(summary).toBeFocused();
  await expect(page.getByLabel("Qualification")).toHaveValue("ISO20K_P");
  await expect(page.getByLabel("Institute")).toHaveValue("EXIN");
  await expect(page.getByLabel("Date on the certificate")).toHaveValue("2199-01-31");
  await summary.getByRole("link", { name: "Give the number" }).click();
  await expect(page.getByLabel("Certificate number")).toBeFocused();
  await record(page, { qualification: "ISO/IEC 20000 Practitioner", day: "2018-03-18", number: "PR-7731" });
  await expect(page.locator(".big")).toHaveText(/^1\.5/);
  const card = page.getByRole("listitem").filter({ hasText: "PR-7731" });
  await expect(card).toContainText("18 March 2018");
  await expect(card).toContainText("Nothing counted without ITIL v3 Foundation");
  await record(page, { qualification: "ITIL v3 Foundation", day: "2014-03-18", number: "IF-1" });
  await expect(card).toContainText("It counted in full");
  await page.goto("/dashboard");
  await expect(page.locator(".stat").filter({ hasText: "Credits" })).toContainText("3.5");
});

test("a certificate is corrected and taken back, and the ledger keeps every line @phone", async ({ page, candidate }) => {
  await page.goto("/credits");
  await record(page, { qualification: "ISO/IEC 20000 Practitioner", day: "2018-03-18", number: "PR-7731" });
  await page.getByRole("list").getByRole("link", { name: "ISO/IEC 20000 Practitioner" }).click();
  await page.getByLabel("Qualification").selectOption({ label: "ISO/IEC 20000 Auditor" });
  await page.getByLabel("Why it is corrected").fill("It is the other one.");
  await page.getByRole("button", { name: "Correct" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ISO/IEC 20000 Auditor");
  await page.getByRole("link", { name: "Take this certificate back" }).click();
  await page.getByLabel("Why").fill("Recorded by mistake.");
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.locator(".big")).toHaveText(/^0\.0/);
  const ledger = page.getByRole("region", { name: "The ledger" });
  for (const amount of ["+1.5", "−1.5", "+1.0", "−1.0"]) await expect(ledger).toContainText(amount);
});

test("a choice of certificates is worked out and has an address @phone", async ({ page, candidate }) => {
  await page.goto("/credits/what-if");
  for (const name of ["ITIL v3 Foundation", "Service Strategy", "ISO/IEC 20000 Foundation"]) {
    await page.getByRole("checkbox", { name }).check();
  }
  await page.getByRole("button", { name: "Work it out" }).click();
  await expect(page.locator(".big")).toHaveText(/^6\.0/);
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Service Strategy" })).toBeChecked();
  await expect(page.locator(".big")).toHaveText(/^6\.0/);
});
