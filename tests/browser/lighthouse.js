// Lighthouse, mobile preset, in a Chromium of its own.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { chromium, flags } from "./playwright.config.js";

const categories = ["performance", "accessibility", "best-practices", "seo"];

/** Lighthouse lost the beginning of its own recording, which a busy machine can cause; it says nothing about the page. */
const spoiled = ["NO_NAVSTART", "NO_TRACING_STARTED"];
const RECORDINGS = 3;

/** The four scores out of 100 of one address; `cookies` (from `context.cookies()`) make it a signed-in visit. */
export async function audit(url, cookies = []) {
  for (let recording = 1; ; recording++) {
    const lhr = await record(url, cookies);
    const problem = lhr.runtimeError;
    if (problem && spoiled.includes(problem.code) && recording < RECORDINGS) continue;
    if (problem) throw new Error(`Lighthouse on ${url}: ${problem.message}`);
    return {
      scores: Object.fromEntries(categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)])),
      short: Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9).map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`.trim()),
    };
  }
}

async function record(url, cookies) {
  const browser = await launch({ chromePath: chromium, chromeFlags: flags, logLevel: "silent" });
  try {
    const extraHeaders = cookies.length ? { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") } : {};
    const options = { port: browser.port, output: "json", logLevel: "silent", onlyCategories: categories };
    const { lhr } = await lighthouse(url, { ...options, extraHeaders, disableStorageReset: true });
    return lhr;
  } finally {
    await browser.kill();
  }
}
