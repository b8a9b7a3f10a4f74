import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import { must } from "@/lib/base/assert";
import { env } from "@/lib/base/env";
import { runOn } from "@/lib/data/maintenance";
import { firstProjectId } from "@/lib/data/memberships";
import { closePool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import { standIn } from "@/lib/data/project-at-work";

/** Clones queue up when many files begin at once. */
const patienceMs = 60_000;

/**
 * Gives the test file a database of its own, cloned from the migrated template and dropped at the end. Call it at the
 * top of a `*.db.test.ts`; `lib/data` then works on it, and so do processes that inherit the environment.
 */
export function withDatabase(): void {
  const name = `test_${randomBytes(6).toString("hex")}`;

  beforeAll(async () => {
    const maintenance = must(process.env.TEST_DATABASE_URL, "TEST_DATABASE_URL");
    await once(maintenance, `create database ${name} template realchat_template`);
    const url = new URL(maintenance);
    url.pathname = `/${name}`;
    process.env.REALCHAT_SECRET ??= "a secret of the tests and of nobody else";
    // Files share the modules of their worker: what the one before had open is closed.
    await goTo(url.href);
    standIn({ projectId: firstProjectId });
  }, patienceMs);

  afterAll(async () => {
    await closePool();
    await once(must(process.env.TEST_DATABASE_URL, "TEST_DATABASE_URL"), `drop database ${name} with (force)`);
  }, patienceMs);
}

/** Does `work` on another server, as it were: a database of its own, new and empty, which is gone afterwards. */
export async function elsewhere<T>(work: () => Promise<T>): Promise<T> {
  const maintenance = must(process.env.TEST_DATABASE_URL, "TEST_DATABASE_URL");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const before = env().DATABASE_URL;
  await once(maintenance, `create database ${name} template realchat_template`);
  try {
    await goTo(Object.assign(new URL(maintenance), { pathname: `/${name}` }).href);
    return await work();
  } finally {
    await goTo(before);
    await once(maintenance, `drop database ${name} with (force)`);
  }
}

async function goTo(url: string): Promise<void> {
  await prisma.$disconnect();
  await closePool();
  process.env.DATABASE_URL = url;
  // Parsed once, and kept.
  env().DATABASE_URL = url;
}

/** Several files clone the template at once; Postgres lets one at a time and refuses the others. */
async function once(url: string, statement: string, attempt = 1): Promise<void> {
  try {
    await runOn(url, statement);
  } catch (error) {
    const busy = error instanceof Error && "code" in error && error.code === "55006";
    if (!busy || attempt > 50) throw error;
    await sleep(50 * Math.random() * attempt);
    await once(url, statement, attempt + 1);
  }
}
