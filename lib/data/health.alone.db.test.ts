import { expect, it } from "vitest";
import { GET } from "@/app/api/v1/health/route";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { registerModels } from "@/lib/worker/run-worker";
import { beat, signOff } from "./engine/leases";
import { acrossProjects } from "./project-at-work";

withDatabase();

async function health() {
  const response = await GET(new Request("http://localhost/api/v1/health"), { params: Promise.resolve({}) });
  return { code: response.status, ...(await response.json()) };
}

it("tells whether runs can begin, whether anybody writes dialogues, and since when nobody does", async () => {
  const none = { alive: 0, secondsSinceSeen: null };
  expect(await health()).toEqual({ code: 503, status: "starting", database: true, workers: none });
  await acrossProjects(registerModels);
  expect(await health()).toEqual({ code: 200, status: "no_worker", database: true, workers: none });
  await beat("w1", { running: 0, capacity: 1 });
  await beat("w2", { running: 0, capacity: 1 });
  expect(await health()).toMatchObject({ status: "ok", workers: { alive: 2 } });
  await query`UPDATE worker SET seen_at = now() - interval '2 minutes'`;
  const asleep = await health();
  expect(asleep).toMatchObject({ code: 200, status: "no_worker", workers: { alive: 0 } });
  expect(asleep.workers.secondsSinceSeen).toBeGreaterThanOrEqual(120);
  for (const id of ["w1", "w2"]) await signOff(id);
  expect(await health()).toMatchObject({ status: "no_worker", workers: none });
});
