import { expect } from "@playwright/test";
import { urlsOf } from "@/lib/client/call";
import type { AnswerOf, InputOf } from "@/lib/contract/endpoints";
import { splitPath } from "@/lib/contract/fill-path";
import { type EndpointName, paths } from "@/lib/contract/paths";
import type { DialogueAct } from "@/lib/domain/decision";
import type { LiveDialogue } from "@/lib/domain/live";
import { onlyProject } from "@/lib/domain/only-project";
import type { Run, RunSpec } from "@/lib/domain/run";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";

const urlOf = urlsOf(paths);

export type StudioClient = ReturnType<typeof studioClient>;

type RunWish = Omit<Partial<RunSpec>, "stopRules"> & { stopRules?: Partial<RunSpec["stopRules"]> };

/** A second actor beside the browser: the public API under a token, and what journeys start from, in one project. */
export function studioClient(baseURL: string, token: string, project: string = onlyProject) {
  function send<N extends EndpointName>(name: N, input: InputOf<N>): Promise<Response> {
    const { body } = input as { body?: unknown };
    const isFile = body instanceof Blob;
    return fetch(new URL(urlOf(name, { ...input, project }), baseURL), {
      method: splitPath(paths[name]).method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": isFile ? "application/octet-stream" : "application/json" }),
      },
      body: body === undefined ? undefined : isFile ? body : JSON.stringify(body),
    });
  }

  async function request<N extends EndpointName>(name: N, input: InputOf<N>): Promise<Response> {
    const response = await send(name, input);
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
    return response;
  }

  async function call<N extends EndpointName>(name: N, input: InputOf<N>): Promise<AnswerOf<N>> {
    return (await request(name, input)).json() as Promise<AnswerOf<N>>;
  }

  async function text<N extends EndpointName>(name: N, input: InputOf<N>): Promise<string> {
    return (await request(name, input)).text();
  }

  /** Launches a run of the embedded pair; by default one dialogue that goes on for as long as a journey needs it. */
  async function startRun(wish: RunWish = {}): Promise<Run> {
    const { items: models } = await call("listModels", {});
    const embedded = (side: "user" | "assistant") => {
      // What another journey trained says little, and is gone before it could be held.
      const isOurs = ({ kind, trainingJobId }: (typeof models)[number]) =>
        kind === "embedded" && trainingJobId === null;
      const model = models.find((one) => isOurs(one) && one.trainedOn === side);
      if (!model) throw new Error(`No embedded model plays the ${side}`);
      return model.id;
    };
    return call("createRun", {
      body: {
        name: `Journey ${Math.random().toString(36).slice(2, 8)}`,
        simulatorId: embedded("user"),
        assistantId: embedded("assistant"),
        dialogues: 1,
        launch: true,
        ...wish,
        stopRules: { maxRounds: 40, repetition: null, ...wish.stopRules },
      },
    });
  }

  function readDialogue(dialogueId: string): Promise<LiveDialogue> {
    return call("getDialogue", { params: { dialogueId } });
  }

  /** Reads until the dialogue is as wished. */
  async function untilDialogue(dialogueId: string, isThere: (live: LiveDialogue) => boolean): Promise<LiveDialogue> {
    return until(`dialogue ${dialogueId}: ${isThere}`, () => readDialogue(dialogueId), isThere);
  }

  /** The dialogues of a run, as soon as workers have begun `count` of them. */
  async function untilBegun(runId: string, count: number) {
    const read = async () => (await call("listDialogues", { query: { run: runId } })).items;
    return until(`${count} dialogues of ${runId}`, read, (items) => items.length >= count);
  }

  /**
   * A dialogue of its own run, held by a person after at least `rounds` rounds. The embedded simulator says goodbye when
   * it has nothing more to say, at times before it could be held: then another run is tried.
   */
  async function pausedDialogue({ rounds = 2, ...wish }: RunWish & { rounds?: number } = {}): Promise<LiveDialogue> {
    for (let tries = 0; tries < 5; tries++) {
      const { id: runId } = await startRun(wish);
      const id = (await untilBegun(runId, 1))[0]?.id ?? "";
      await untilDialogue(id, ({ dialogue }) => dialogue.rounds >= rounds || dialogue.status === "ended");
      const held = await send("actOnDialogue", { params: { dialogueId: id }, body: { act: { kind: "pause" } } });
      if (held.status === 409) continue;
      const live = await untilDialogue(id, ({ dialogue }) => ["paused", "ended"].includes(dialogue.status));
      if (live.dialogue.status === "paused") return live;
    }
    throw new Error("Five dialogues ended before they could be held");
  }

  function act(dialogueId: string, wanted: DialogueAct) {
    return call("actOnDialogue", { params: { dialogueId }, body: { act: wanted } });
  }

  return { call, text, act, startRun, readDialogue, untilDialogue, untilBegun, pausedDialogue };
}

/** The run that a dialogue comes from. */
export function runIdOf({ origin }: LiveDialogue["dialogue"]): string {
  if (origin.kind !== "run") throw new Error("The dialogue was imported");
  return origin.runId;
}

/** What a watcher of the dialogue reads: the texts from the first turn to the head. */
export function textsOf({ dialogue, turns }: LiveDialogue): string[] {
  return activePath(indexTurns(turns), dialogue.headId).map(({ text }) => text);
}

async function until<T>(what: string, read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  let last: T | undefined;
  await expect
    .poll(
      async () => {
        last = await read();
        return isThere(last);
      },
      { message: what, timeout: 20_000, intervals: [100, 200, 400] },
    )
    .toBe(true);
  return last as T;
}
