// What the executable teaches, keys included, as `clausewise content export` tells it.
import { execFileSync } from "node:child_process";
import { binary } from "./server.js";

const { items, lessons } = JSON.parse(execFileSync(binary, ["content", "export"], { encoding: "utf8", maxBuffer: 1 << 27 }));

export { lessons };

/** The item of the bank with this stem. */
export function itemWithStem(stem) {
  const item = items.find((one) => one.stem === stem);
  if (!item) throw new Error(`The bank has no item ${JSON.stringify(stem)}`);
  return item;
}

/** The letter of the right answer, or of one that is wrong. */
export const rightLetter = (item) => "abcd"[item.key - 1];
export const wrongLetter = (item) => "abcd"[item.key % item.options.length];
