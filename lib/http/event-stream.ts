import * as z from "zod";
import { log } from "@/lib/base/log";
import { draftSchema } from "@/lib/contract/endpoints/dialogues";
import { dialogueSchema, speakerSchema, turnSchema } from "@/lib/domain/dialogue";
import { jobSchema } from "@/lib/domain/job";
import { countedNouns, type LiveFrame, type NewsFrame } from "@/lib/domain/live";
import { faultsOf } from "./faults-of";
import type { StreamGuard } from "./stream-guard";

const turns = z.array(turnSchema);

const schemas: Record<FrameType, z.ZodType> = {
  snapshot: z.object({
    type: z.literal("snapshot"),
    id: z.string(),
    live: z.object({ dialogue: dialogueSchema, turns, draft: draftSchema.nullable() }),
  }),
  change: z.object({ type: z.literal("change"), id: z.string(), dialogue: dialogueSchema, turns }),
  delta: z.object({
    type: z.literal("delta"),
    id: z.string(),
    turnId: z.string(),
    parentId: z.string().nullable(),
    speaker: speakerSchema,
    at: z.number().int(),
    text: z.string(),
    reasoning: z.boolean(),
  }),
  job: z.object({ type: z.literal("job"), id: z.string(), job: jobSchema }),
  results: z.object({
    type: z.literal("results"),
    id: z.string(),
    votesVersion: z.number().int(),
    computed: z.number(),
  }),
  counts: z.object({ type: z.literal("counts"), id: z.enum(countedNouns), mark: z.string() }),
};

type Options = {
  /** The request's; closing the page ends the stream and whatever feeds it. */
  signal: AbortSignal;
  guard: StreamGuard;
  heartbeatMs?: number;
};

/** Sends a frame; where the stream is of several parts, `place` says for which. */
type Send = (frame: LiveFrame | NewsFrame, place?: number) => void | Promise<void>;

/**
 * Frames as server-sent events. `subscribe` gets a `send` whose promise, when there is one, resolves once the
 * connection has room again; what it returns is closed when the stream ends, for whatever reason.
 */
export function eventStream(
  subscribe: (send: Send) => { close(): void },
  { signal, guard, heartbeatMs = 15_000 }: Options,
): Response {
  const encoder = new TextEncoder();
  const releases: (() => void)[] = [];
  let waitingForRoom: (() => void)[] = [];
  let waiting = "";
  let ended = false;

  function stop(): void {
    ended = true;
    for (const release of releases) release();
    makeRoom();
  }

  function makeRoom(): void {
    const goOn = waitingForRoom;
    waitingForRoom = [];
    for (const go of goOn) go();
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const flush = () => {
          if (!ended) controller.enqueue(encoder.encode(waiting));
          waiting = "";
        };
        // Frames of one moment leave together: a chunk each would cost more than what is in it.
        const write = (text: string) => {
          if (waiting === "") queueMicrotask(flush);
          waiting += text;
        };
        const end = () => {
          if (ended) return;
          stop();
          controller.close();
        };
        if (signal.aborted) return end();
        signal.addEventListener("abort", end, { once: true });
        // Something at once, so that proxies and browsers see an open stream before the first frame.
        write("retry: 1000\n\n");
        const heartbeat = setInterval(() => write(":\n\n"), heartbeatMs);
        releases.push(() => clearInterval(heartbeat), guard.watch(end));
        const subscription = subscribe((frame, place) => {
          const fault = frameFault(frame);
          if (fault) {
            log.error({ err: fault }, "A stream was ended");
            stop();
            return controller.error(fault);
          }
          write(`data: ${place === undefined ? "" : `${place} `}${JSON.stringify(frame)}\n\n`);
          if (ended || (controller.desiredSize ?? Number.POSITIVE_INFINITY) > waiting.length) return;
          return new Promise((resolve) => waitingForRoom.push(resolve));
        });
        if (ended) subscription.close();
        else releases.push(() => subscription.close());
      },
      pull: makeRoom,
      cancel: stop,
    },
    // A wall of 200 streaming tiles sends some hundred frames a second; a quarter of a second may wait.
    new ByteLengthQueuingStrategy({ highWaterMark: 256 * 1024 }),
  );
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

type FrameType = (LiveFrame | NewsFrame)["type"];

/** Where a frame holds something else than its type says. Looked for in development and tests alone. */
export function frameFault(frame: unknown): Error | undefined {
  if (process.env.NODE_ENV === "production") return undefined;
  const { type } = frame as { type: FrameType };
  const faults = Object.hasOwn(schemas, type) ? faultsOf(schemas[type], frame) : ["There is no such type."];
  return faults.length > 0
    ? new Error(`A live frame "${type}" is other than its schema:\n${faults.join("\n")}`)
    : undefined;
}
