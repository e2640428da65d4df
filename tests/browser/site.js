// Every page there is, for somebody who has done a little of everything.
import { lessons, rightLetter } from "./course.js";
import { Paper, startExam } from "./paper.js";
import { post } from "./person.js";

/** Pages for anyone. */
export const publicPages = ["/", "/sign-in", "/sign-up", "/about", "/glossary", "/qualifications", "/search", "/search?q=service+level", "/search?q=xyzzyx", "/verify", "/verify/K7QM-3V9D-TX2A-8RWE", "/no-such-page"];

/** Pages that need nothing but a signed-in viewer. */
export const ownPages = [
  "/dashboard",
  "/course",
  `/course/${lessons[0].id}`,
  "/clauses",
  "/clauses/2018/8.6.1",
  "/clauses/2011/8.1",
  "/exam",
  "/practice",
  "/progress",
  "/credits",
  "/credits/what-if?with=ITIL_F&with=SS&with=ISO20K_A&other=1.5",
  "/certificates",
  "/account",
  "/account/delete",
];

/** Leaves a lesson begun, a credit recorded, a practice set open and answered, and a finished paper behind; the addresses. */
export async function live(page, server) {
  const own = (address, form = {}) => post(page.request, `${server.url}${address}`, form);
  const [{ id, checks }] = lessons;
  await own(`/course/${id}/checks/${checks[0].id}`, { choice: `${checks[0].key - 1}` });
  await own(`/course/${id}/checks/${checks[1].id}`, { choice: `${checks[1].key % checks[1].options.length}` });
  await own("/credits", { qualification: "ISO20K_F", institute: "EXIN", awarded_on: "2018-03-18", certificate_number: "FN-1" });
  const practice = (await own("/practice", { area: "support", which: "new", number: "5" })).split("?")[0];
  await page.goto(`${server.url}${practice}`);
  await page.locator(".options button").first().click();
  const exam = await startExam(page, server);
  await page.goto(`${server.url}${exam}`);
  const paper = new Paper(page);
  await paper.ready();
  await page.keyboard.press(rightLetter(await paper.item()));
  await page.keyboard.press("m");
  await paper.isSaved();
  await own(`${exam}/submit`);
  return { answered: `${practice}?q=1`, asked: `${practice}?q=2`, result: `${exam}/result` };
}
