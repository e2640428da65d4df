// The organisation of `clausewise demo`, and the pages of its books.
import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { binary } from "./server.js";

export const MANAGER = "ruth.adeyemi@fernhill.example";

/** Puts the demonstration into the server's database; the password of everyone in it. */
export async function fill(server) {
  await server.stop();
  const folder = `${server.folder}/demo`;
  await mkdir(folder);
  server.environment = { CLAUSEWISE_DATABASE_URL: `sqlite://${folder}/clausewise.db` };
  const { stdout, stderr } = spawnSync(binary, ["demo"], { cwd: folder, env: { ...process.env, ...server.environment }, encoding: "utf8" });
  const password = stdout.match(/password of everyone: (.+)/)?.[1];
  if (!password) throw new Error(`clausewise demo said: ${stdout}${stderr}`);
  await server.start();
  return password;
}

const PAGES = ["people", "people?by=positions", "approvals", "exceptions", "exceptions?list=late", "exceptions?list=over", "requirements", "forecast", "plan", "renewals", "structure", "as-of?day=2026-03-01", "pack", "links", "log", "log?kind=people&from=2026-01-01", "records", "settings", "import", "export", "me"];

/** Names and addresses of the pages of the books; `context` is signed in as somebody who manages. */
export async function books(context, url) {
  const read = async (address) => (await context.request.get(`${url}${address}`)).text();
  const first = (text, start) => text.match(new RegExp(`href="(${start}[0-9a-f-]{36})"`))?.[1];
  const office = first(await read("/organisations"), "/organisations/");
  const requirement = first(await read(`${office}/requirements`), `${office}/requirements/`);
  const person = first(await read(`${office}/people?state=gap`), `${office}/people/`);
  const pages = PAGES.map((page) => [`office-${page.match(/[a-z-]+/)[0]}${(page.match(/\?(?:by|list|kind)=([a-z]+)/) ?? []).slice(1).map((word) => `-${word}`).join("")}`, `${office}/${page}`]);
  return [["organisations", "/organisations"], ["office", office], ...pages, ["office-requirement", requirement], ["office-person", person]];
}
