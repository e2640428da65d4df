// Lighthouse, mobile preset, in a Chromium of its own.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { chromium, flags } from "./playwright.config.js";

const categories = ["performance", "accessibility", "best-practices", "seo"];

/** The four scores out of 100 of one address; `cookies` (from `context.cookies()`) make it a signed-in visit. */
export async function audit(url, cookies = []) {
  const browser = await launch({ chromePath: chromium, chromeFlags: flags, logLevel: "silent" });
  try {
    const extraHeaders = cookies.length ? { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") } : {};
    const options = { port: browser.port, output: "json", logLevel: "silent", onlyCategories: categories };
    const { lhr } = await lighthouse(url, { ...options, extraHeaders, disableStorageReset: true });
    if (lhr.runtimeError) throw new Error(`Lighthouse on ${url}: ${lhr.runtimeError.message}`);
    return {
      scores: Object.fromEntries(categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)])),
      short: Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9).map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`.trim()),
    };
  } finally {
    await browser.kill();
  }
}
