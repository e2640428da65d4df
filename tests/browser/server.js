// A Clausewise of its own for each test, and the watch on what the browser complains about.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { makeAccount, person, signIn } from "./person.js";

export const binary = process.env.CLAUSEWISE_BINARY ?? path.resolve(import.meta.dirname, "../../dist/clausewise");

/** The built executable on a free port, with a database in a folder that goes away with it. */
export class Server {
  static async open(environment = {}) {
    const server = new Server();
    server.folder = await mkdtemp(path.join(tmpdir(), "clausewise-"));
    server.port = await freePort();
    server.url = `http://127.0.0.1:${server.port}`;
    server.environment = environment;
    await server.start();
    return server;
  }

  /** Starts on the same port and database as before, and waits until it is ready. */
  async start() {
    this.output = "";
    this.process = spawn(binary, ["serve"], {
      cwd: this.folder,
      env: {
        ...process.env,
        CLAUSEWISE_ADDRESS: `127.0.0.1:${this.port}`,
        CLAUSEWISE_PUBLIC_URL: this.url,
        CLAUSEWISE_DATABASE_URL: `sqlite://${this.folder}/clausewise.db`,
        CLAUSEWISE_LOG_FORMAT: "json",
        ...this.environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.exited = new Promise((resolve) => {
      this.process.once("exit", resolve);
      this.process.once("error", (problem) => resolve((this.output += `${binary}: ${problem.message}\n`)));
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.output += text));
    }
    await this.#ready();
  }

  async #ready() {
    let over = false;
    this.exited.then(() => (over = true));
    for (const patience = Date.now() + 20_000; Date.now() < patience && !over; await pause(25)) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.ok) return;
    }
    throw new Error(`The server ${over ? "ended" : "did not get ready in 20 s"}. It said:\n${this.output}`);
  }

  /** Takes it away without a warning, as a power cut would. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Asks it to end, as a service manager would. */
  async stop() {
    await this.#end("SIGTERM");
  }

  /** The first thing it printed that matches; waits a little for it. */
  async said(pattern) {
    await expect.poll(() => this.output.match(pattern)?.[0], { message: `${pattern} in the server's output` }).toBeTruthy();
    return this.output.match(pattern);
  }

  async close() {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #end(signal) {
    if (this.process.exitCode === null && this.process.signalCode === null && this.process.pid) {
      this.process.kill(signal);
      const forced = setTimeout(() => this.process.kill("SIGKILL"), 10_000);
      await this.exited;
      clearTimeout(forced);
    }
  }
}

/** Collects errors, failed requests and policy violations of every page of a browser context. */
export async function watch(context, problems) {
  const navigations = new Set();
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`Policy violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
    });
  });
  context.on("request", (request) => request.isNavigationRequest() && navigations.add(request.url()));
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A script that is not fetched because scripts are off also counts as "csp"; true violations are noted below.
    if (why !== "net::ERR_ABORTED" && why !== "csp") problems.push(`${request.method()} ${request.url()}: ${why}`);
  });
  // A click that overtakes the fading of the last page change: Chromium's own note, nothing is lost.
  const overtaken = /Transition was (aborted|skipped)/;
  context.on("weberror", (thrown) => overtaken.test(thrown.error()) || problems.push(`${thrown.error()}`));
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // A page that answers 422 or 404 on purpose is no fault; Chromium notes it all the same.
    const answered = message.text().startsWith("Failed to load resource") && navigations.has(message.location().url);
    if (!answered) problems.push(`${message.text()} (${message.location().url})`);
  });
}

/**
 * `server`: empty at the start of each test; more settings with `test.use({ environment: { … } })`. `page`: watched; a test
 * fails when `problems` is not empty at its end (`problems.length = 0` where complaints are expected; `watch` further
 * contexts). Tests tagged @desktop or @phone run there only. `accessible(page)`: axe finds nothing. `candidate`: somebody with
 * an account, signed in to `page`.
 */
export const test = base.extend({
  environment: [{}, { option: true }],
  server: async ({ environment }, use) => {
    const server = await Server.open(environment);
    await use(server);
    await server.close();
  },
  baseURL: async ({ server }, use) => use(server.url),
  problems: async ({}, use) => use([]),
  context: async ({ context, problems }, use) => {
    await watch(context, problems);
    await use(context);
    expect(problems, "what the browser complained about").toEqual([]);
  },
  accessible: async ({}, use) => use(accessible),
  candidate: async ({ context, server }, use) => {
    const candidate = person("Mira Holm");
    await makeAccount(context.request, server.url, candidate);
    await signIn(context.request, server.url, candidate);
    await use(candidate);
  },
});

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Axe with every rule of WCAG 2.2 AA and its best practices, in the light and in the dark. */
export async function accessible(page) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await axe(page).withTags(standards).analyze();
  // Nothing but colours differs in the dark.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = await axe(page).withRules(["color-contrast", "link-in-text-block"]).analyze();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  const found = [["light", light], ["dark", dark]].flatMap(([scheme, { violations }]) =>
    violations.map(({ id, help, nodes }) => `${id} (${scheme}): ${help}: ${nodes.map(({ target, any }) => `${target} (${any.map(({ message }) => message).join("; ")})`).join(", ")}`),
  );
  expect.soft(found, `axe on ${page.url()}`).toEqual([]);
}

/** We have no frames, so the simple mode will do; of what passes nothing is told. */
const axe = (page) => new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

export { expect };
