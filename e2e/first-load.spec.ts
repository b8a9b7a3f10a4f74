import { firstLoadJs, pageRoutes } from "../scripts/bench/first-load-js.mjs";
import { expect, test } from "./fixtures";

const goalKb = 205;
/** What every page loads. */
const sharedGoalKb = 155;

test(`no page makes a browser load more than ${goalKb} KB of JavaScript before it works, nor all of them ${sharedGoalKb}`, async ({
  baseURL,
  leadSession,
  studio,
}) => {
  const { id: runId } = await studio.startRun();
  const [dialogue] = await studio.untilBegun(runId, 1);
  const { items: models } = await studio.call("listModels", {});
  const { items: benchmarks } = await studio.call("listBenchmarks", {});
  const ids: Record<string, string> = {
    runId,
    dialogueId: dialogue?.id ?? "",
    modelId: models[0]?.id ?? "",
    benchmarkId: benchmarks[0]?.id ?? "",
  };
  const cookie = leadSession.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const sizes = new Map<string, number>();
  const heavy: string[] = [];
  let shared: string[] | undefined;
  // Pages of one thing load the same code whether the thing is there or not, unless that is told before the page begins:
  // so each is asked more than once. Only those of people and models insist.
  const skipped = ["/first-account", "/team/[memberId]"];
  for (const { route, signedIn } of pageRoutes().filter(({ route }) => !skipped.includes(route))) {
    const path = route.replace(/\[(\w+)\]/g, (_: string, key: string) => encodeURIComponent(ids[key] ?? "none"));
    const asked = [1, 2, 3].map(() => firstLoadJs(`${baseURL}${path}`, signedIn ? cookie : undefined, sizes));
    const [heaviest] = (await Promise.all(asked)).toSorted((a, b) => b.bytes - a.bytes);
    const { bytes = 0, scripts = [] } = heaviest ?? {};
    if (bytes > goalKb * 1_000) heavy.push(`${route}: ${(bytes / 1_000).toFixed(1)} KB`);
    shared = shared?.filter((script) => scripts.includes(script)) ?? scripts;
  }
  const sharedBytes = shared?.reduce((sum, script) => sum + (sizes.get(script) ?? 0), 0) ?? 0;
  expect(sharedBytes).toBeGreaterThan(0);
  expect(sharedBytes).toBeLessThanOrEqual(sharedGoalKb * 1_000);
  expect(heavy).toEqual([]);
});
