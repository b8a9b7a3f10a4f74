import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/base/log";
import { notifyLive, openNotificationChannel } from "@/lib/bus/notifications";
import { enqueueComparisons } from "@/lib/data/duplicates/duplicate-scan";
import type { Claim } from "@/lib/data/engine/claim";
import { claimDialogues } from "@/lib/data/engine/claim-dialogues";
import { beat, heldClaims, reapLost, renewLeases, signOff, sweepLiveText } from "@/lib/data/engine/leases";
import { completeRuns } from "@/lib/data/engine/leave-dialogue";
import { sweepPresence } from "@/lib/data/presence";
import { inProject } from "@/lib/data/project-at-work";
import { makeSearchable } from "@/lib/data/search-index";
import { renewEveryMs } from "@/lib/jobs/retry";
import { checkAlerts } from "@/lib/operations/statistics/check-alerts";
import { computeHere } from "./heavy-work";
import { openJobRunner } from "./job-runner";
import { jobHandlers } from "./jobs/handlers";
import type { JobTools } from "./jobs/job-handler";
import { onceAtATime } from "./once-at-a-time";
import { runDialogue } from "./run-dialogue";
import type { WorkerContext } from "./worker-context";

const pollMs = 1_000;
const heartbeatMs = 10_000;
/** What leads are alerted of is looked for so often. */
const watchMs = 5_000;
/** Turns in flight may take this long to end by themselves before they are cut and handed back. */
const graceMs = 25_000;

type Held = { claim: Claim; controller: AbortController; done: Promise<void> };
export type WorkerLoop = { stop(): Promise<void> };
type Options = {
  workerId: string;
  capacity: number;
  context: Omit<WorkerContext, "isStopping">;
  /** Where figures are computed; unless said otherwise in this very thread. */
  compute?: JobTools["compute"];
};

/**
 * Claims dialogues as long as there is room and writes them side by side. A notification tells of work and of acts of people;
 * without it both are found within a second. Every step is repeated soon, so a failed one is only logged.
 */
export async function startWorkerLoop({
  workerId,
  capacity,
  context,
  compute = computeHere,
}: Options): Promise<WorkerLoop> {
  let stopping = false;
  const held = holdDialogues({ ...context, isStopping: () => stopping }, () => fill());

  const fill = onceAtATime("claim dialogues", async () => {
    if (stopping || held.size() >= capacity) return;
    for (const claim of await claimDialogues(workerId, capacity - held.size())) held.begin(claim);
  });
  const check = onceAtATime("look for acts of people", async () => {
    const asked = held.claims();
    if (asked.length > 0) held.letGo(await heldClaims(asked), asked);
  });
  const heartbeat = onceAtATime("renew leases", async () => {
    const asked = held.claims();
    const [still] = await Promise.all([
      renewLeases(workerId, asked),
      beat(workerId, { running: asked.length, capacity }),
    ]);
    held.letGo(still, asked);
    await sweepLiveText();
  });
  const sweep = onceAtATime("take back what dead workers held", async () => {
    await notifyLive(await reapLost());
    await completeRuns();
    await sweepPresence();
  });
  const compare = onceAtATime("look for near-duplicates", enqueueComparisons);
  const watch = onceAtATime("look for what leads are alerted of", checkAlerts);
  // The database keeps half of its time for whoever waits for it.
  const index = onceAtATime("make what was said searchable", async () => {
    for (let began = performance.now(); !stopping && (await makeSearchable()) > 0; began = performance.now())
      await sleep(performance.now() - began);
  });
  // Dialogues in flight keep at least half of the time.
  const rest = async (workedMs: number) => void (held.size() > 0 && (await sleep(workedMs)));
  const jobs = openJobRunner({ workerId, handlers: jobHandlers, context, compute, rest });

  await beat(workerId, { running: 0, capacity });
  await sweepLiveText();
  const look = () => {
    for (const step of [check, sweep, fill, compare, index, jobs.reap, jobs.check, jobs.fill]) step();
  };
  const channel = openNotificationChannel("control", {
    onNotify: (ids) => {
      const isJob = (id: string) => id.startsWith("job_");
      if (ids.some(isJob)) for (const step of [jobs.check, jobs.fill]) step();
      if (!ids.every(isJob)) for (const step of [check, fill]) step();
    },
    onConnect: look,
  });
  const timers = [
    setInterval(look, pollMs),
    setInterval(heartbeat, heartbeatMs),
    setInterval(watch, watchMs),
    setInterval(jobs.renew, renewEveryMs),
  ];

  return {
    async stop() {
      stopping = true;
      log.info({ running: held.size() }, "Stopping: turns in flight are finished, everything else is handed back");
      const handedBack = jobs.stop();
      await Promise.race([held.over(), sleep(graceMs, undefined, { ref: false })]);
      held.cut("The worker stops.");
      await Promise.all([held.over(), handedBack]);
      for (const timer of timers) clearInterval(timer);
      await Promise.allSettled([channel.close(), context.live.close(), signOff(workerId)]);
    },
  };
}

/** The dialogues that this worker writes now; `onRoom` is called whenever one of them is done. */
function holdDialogues(context: WorkerContext, onRoom: () => void) {
  const held = new Map<string, Held>();
  return {
    size: () => held.size,
    claims: () => [...held.values()].map(({ claim }) => claim),
    begin(claim: Claim): void {
      // A lost lease can come back to us while its old self is being cut.
      held.get(claim.dialogueId)?.controller.abort("The dialogue was claimed anew.");
      const controller = new AbortController();
      const mine: Held = { claim, controller, done: Promise.resolve() };
      mine.done = inProject(claim.projectId, () => runDialogue(claim, context, controller.signal)).finally(() => {
        if (held.get(claim.dialogueId) === mine) held.delete(claim.dialogueId);
        onRoom();
      });
      held.set(claim.dialogueId, mine);
    },
    /** Cuts those of `asked` that are not ours any `still`. */
    letGo(still: Set<string>, asked: Claim[]): void {
      for (const claim of asked) {
        const mine = held.get(claim.dialogueId);
        if (mine?.claim === claim && !still.has(claim.dialogueId))
          mine.controller.abort("Somebody else has the dialogue now.");
      }
    },
    cut(why: string): void {
      for (const { controller } of held.values()) controller.abort(why);
    },
    over: () => Promise.all([...held.values()].map(({ done }) => done)),
  };
}
