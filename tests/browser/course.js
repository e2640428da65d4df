// What the executable teaches, keys included, as `clausewise content export` tells it.
import { execFileSync } from "node:child_process";
import { binary } from "./server.js";

const { items, lessons, papers, scenarios, schemes } = JSON.parse(execFileSync(binary, ["content", "export"], { encoding: "utf8", maxBuffer: 1 << 27 }));

export { items, lessons, papers, scenarios, schemes };

/** The item of the bank with this stem. */
export function itemWithStem(stem) {
  const item = items.find((one) => one.stem === stem);
  if (!item) throw new Error(`The bank has no item ${JSON.stringify(stem)}`);
  return item;
}

/** The item of the bank that a question on a page is: some stems serve several, told apart by their statements. */
export function itemShown(stem, statements) {
  const same = (one) => one.stem === stem && (!statements.length || one.body.assertion.text === statements[0]);
  const found = items.filter(same);
  if (found.length !== 1) throw new Error(`The bank has ${found.length} items ${JSON.stringify(stem)}`);
  return found[0];
}

/** The letter of the right answer, or of one that is wrong. */
export const rightLetter = (item) => "abcdef"[item.key - 1];
export const wrongLetter = (item) => "abcdef"[item.key % item.options.length];
