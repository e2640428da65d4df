import { lessons } from "./course.js";
import { expect, test } from "./server.js";
import { live } from "./site.js";

test("a printed lesson and a printed result leave the navigation out @desktop", async ({ page, server, candidate }) => {
  const { result } = await live(page, server);
  for (const address of [`/course/${lessons[0].id}`, result]) {
    await page.goto(address);
    const around = page.locator("header.top, footer.foot, nav");
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await page.emulateMedia({ media: "print" });
    for (const part of await around.all()) await expect(part).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.emulateMedia({ media: "screen" });
  }
});
