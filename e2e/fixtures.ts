import { type BrowserContext, type BrowserContextOptions, test as base, expect } from "@playwright/test";
import { type StudioClient, studioClient } from "./studio-client";

export { expect } from "@playwright/test";

type Journey = {
  /** Another actor, with all rights, through the public API. */
  studio: StudioClient;
  /** The same in another project, by its address. */
  studioIn: (project: string) => StudioClient;
  /** Console errors that the journey provokes on purpose: a refused request is one to Chromium. */
  expectedNoise: RegExp[];
  /** Somebody else's browser, not signed in unless told. */
  openBrowser: (options?: BrowserContextOptions) => Promise<BrowserContext>;
};

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

/**
 * Journeys begin signed in as the administrator. Each fails when any of its pages prints an error, throws, or asks
 * anything of another origin.
 */
export const test = base.extend<Journey, { leadSession: Session }>({
  leadSession: [
    async ({ playwright }, use, { project }) => {
      const baseURL = project.use.baseURL ?? "";
      const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
      const response = await request.post("/api/auth/sign-in/email", { data: admin() });
      expect(response.status(), await response.text()).toBe(200);
      await use(await request.storageState());
      await request.dispose();
    },
    { scope: "worker" },
  ],
  storageState: async ({ leadSession }, use) => use(leadSession),
  studio: async ({ baseURL }, use) => use(studioClient(baseURL ?? "", given("REALCHAT_ADMIN_TOKEN"))),
  studioIn: async ({ baseURL }, use) =>
    use((project) => studioClient(baseURL ?? "", given("REALCHAT_ADMIN_TOKEN"), project)),
  expectedNoise: async ({ baseURL: _ }, use) => use([]),
  context: async ({ context, baseURL, expectedNoise }, use) => {
    const faults = listen(context, baseURL ?? "");
    await use(context);
    expect(unexpected(faults, expectedNoise), "errors on the page, or requests to elsewhere").toEqual([]);
  },
  openBrowser: async ({ browser, baseURL, expectedNoise }, use) => {
    const opened: BrowserContext[] = [];
    const faults: string[][] = [];
    await use(async (options) => {
      const context = await browser.newContext({ baseURL, storageState: undefined, ...options });
      opened.push(context);
      faults.push(listen(context, baseURL ?? ""));
      return context;
    });
    for (const context of opened) await context.close();
    expect(unexpected(faults.flat(), expectedNoise), "errors in the other browser").toEqual([]);
  },
});

/** E-mail and password of the account that every studio under test has. */
export function admin() {
  return { email: given("REALCHAT_ADMIN_EMAIL"), password: given("REALCHAT_ADMIN_PASSWORD") };
}

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys through scripts/test.mjs`);
  return value;
}

function listen(context: BrowserContext, baseURL: string): string[] {
  const faults: string[] = [];
  const { origin } = new URL(baseURL);
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => faults.push(`thrown: ${error.error().stack}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== origin) faults.push(`request: ${url}`);
  });
  return faults;
}

function unexpected(faults: string[], expected: RegExp[]): string[] {
  return faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
}
