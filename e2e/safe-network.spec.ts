import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { BrowserContext } from "@playwright/test";
import { expect, test } from "./fixtures";

type Answer = { status: number | undefined; headers: IncomingMessage["headers"]; body: string };

/** Asks without a browser between, under any Host and path. */
async function ask(baseURL: string | undefined, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(baseURL ?? "");
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path, headers, agent: false }, resolve);
    asked.once("error", reject).end();
  });
  return { status: message.statusCode, headers: message.headers, body: await text(message) };
}

async function cookieOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}

const always = {
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

test("every route says what a browser may do with its answer", async ({ baseURL, context }) => {
  const cookie = await cookieOf(context);
  const pages = ["/", "/runs", "/settings", "/team", "/projects/none/runs", "/nowhere", "/sign-in", "/invitations/x"];
  const others = [
    "/api/v1/session",
    "/api/v1/health",
    "/api/v1/runs",
    "/api/v1/nowhere",
    "/api/auth/ok",
    "/api/v1/dialogues/%",
    "/robots.txt",
    "/manifest.webmanifest",
    "/_next/static/nothing.js",
  ];
  const nonces = new Set<string>();
  for (const path of [...pages, ...others]) {
    const { headers, body } = await ask(baseURL, path, { cookie });
    expect({ path, ...headers }).toMatchObject(always);
    const policy = String(headers["content-security-policy"]);
    const nonce = policy.match(/script-src 'self' 'nonce-([^']+)'/)?.[1] ?? "";
    expect(nonce, path).not.toBe("");
    nonces.add(nonce);
    for (const [script] of body.matchAll(/<script\b[^>]*>/g)) expect(script, path).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size, "a nonce is used once").toBe(pages.length + others.length);
});

test("a name that somebody else points at the studio reads nothing", async ({ baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  const hosts = ["evil.example", `evil.example:${port}`, `127.0.0.1.evil.example:${port}`];
  for (const host of hosts)
    for (const path of ["/", "/sign-in", "/api/v1/session", "/api/v1/health", "/robots.txt"]) {
      const { status, body } = await ask(baseURL, path, { host });
      expect({ host, path, status }).toEqual({ host, path, status: 403 });
      expect(body).toContain("REALCHAT_URL");
    }
  const claimed = await ask(baseURL, "/sign-in", { "x-forwarded-host": "evil.example" });
  expect(claimed.status).toBe(200);
  expect(claimed.body).not.toContain("evil.example");
});

test("signing in leads nowhere but into the studio", async ({ baseURL, context }) => {
  const cookie = await cookieOf(context);
  const elsewhere = [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/.//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
  ];
  for (const next of elsewhere) {
    const { headers } = await ask(baseURL, `/sign-in?next=${encodeURIComponent(next)}`, { cookie });
    const led = new URL(String(headers.location), baseURL);
    expect({ next, origin: led.origin }).toEqual({ next, origin: baseURL });
    expect(led.pathname, next).not.toMatch(/^\/[\\/]/);
  }
  const inside = await ask(baseURL, `/sign-in?next=${encodeURIComponent("/runs?a=1#b")}`, { cookie });
  expect(inside.headers.location).toBe("/runs?a=1#b");
});

test("somebody who forgot their password sets a new one by a lead's link, changes it, and signs out everywhere", async ({
  page,
  openBrowser,
  expectedNoise,
}) => {
  expectedNoise.push(/401/, /422/);
  const email = `forgetful-${Date.now()}@example.org`;
  await page.goto("/team");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Make the link" }).click();
  const invitation = await page.getByRole("dialog").locator("code").innerText();
  await page.getByRole("button", { name: "Done" }).click();

  const theirs = await (await openBrowser()).newPage();
  await theirs.goto(new URL(invitation).pathname);
  await theirs.getByLabel("Name").fill("Fay Forgetful");
  await theirs.getByLabel("Password").fill("a sentence to be forgotten");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs.getByRole("button", { name: "Account of Fay Forgetful" })).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: "Reset password of Fay Forgetful" }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = new URL(await page.getByRole("dialog").locator("code").innerText()).pathname;
  await page.getByRole("button", { name: "Done" }).click();

  const other = await (await openBrowser()).newPage();
  await other.goto(link);
  await expect(other.getByLabel("E-mail")).toHaveValue(email);
  await other.getByLabel("Password").fill("a sentence to be kept");
  await other.getByRole("button", { name: "Set the password" }).click();
  await expect(other.getByRole("button", { name: "Account of Fay Forgetful" })).toBeVisible();
  await theirs.goto("/settings");
  await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await theirs.goto(link);
  await expect(theirs.getByText("This link cannot be used")).toBeVisible();

  await other.goto("/settings");
  await other.getByLabel("Current password").fill("a sentence to be forgotten");
  await other.getByLabel("New password").fill("a sentence of her own");
  await other.getByRole("button", { name: "Change the password" }).click();
  await expect(other.getByText("This is not your current password").first()).toBeVisible();
  await other.getByLabel("Current password").fill("a sentence to be kept");
  await other.getByRole("button", { name: "Change the password" }).click();
  await expect(other.getByText("Your password is changed")).toBeVisible();
  await other.reload();
  await other.getByRole("button", { name: "Sign out everywhere" }).click();
  await other.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await other.getByLabel("E-mail").fill(email);
  await other.getByLabel("Password").fill("a sentence of her own");
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("button", { name: "Account of Fay Forgetful" })).toBeVisible();
});
