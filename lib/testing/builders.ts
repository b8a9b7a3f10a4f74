import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { prisma } from "@/lib/data/prisma";
import { requireProject } from "@/lib/data/project-at-work";
import type { DialogueStatus, Speaker } from "@/lib/domain/dialogue";
import { type RunSpec, type RunStatus, runSpecSchema } from "@/lib/domain/run";
import type { Seed } from "@/lib/domain/seed-set";
import { countRounds } from "@/lib/domain/turn-tree";
import type { Role } from "@/lib/domain/viewer";

export async function makeUser({
  name = "Ada Lovelace",
  roles = ["lead"] as Role[],
  email = `${newId("user")}@test.dev`,
} = {}) {
  const user = await prisma.user.create({
    data: { id: newId("user"), name, email, memberships: { create: { projectId: requireProject(), roles } } },
  });
  return { ...user, roles };
}

type ModelOptions = {
  name?: string;
  baseUrl?: string;
  kind?: string;
  trainedOn?: "user" | "assistant";
  contextWindow?: number;
};

/** An endpoint that nothing answers, unless `baseUrl` says otherwise; `kind: "embedded"` for the studio's own. */
export async function makeModel({
  name = "A model",
  kind = "openai",
  baseUrl = "http://127.0.0.1:9/v1",
  ...rest
}: ModelOptions = {}) {
  const id = newId("model");
  return prisma.model.create({
    data: { id, name, kind, baseUrl, upstreamModel: "test", rendering: "chat", contextWindow: 8_192, ...rest },
  });
}

export async function makeSeedSet(seeds: Seed[], name = "Questions") {
  const kind = seeds[0]?.answer === undefined ? "question" : "round";
  const rows = seeds.map((seed, i) => ({ position: i + 1, ...seed }));
  return prisma.seedSet.create({
    data: { id: newId("seedSet"), name, kind, size: seeds.length, seeds: { create: rows } },
  });
}

/** A run between two models (made when not given); `running` unless told otherwise. */
export async function makeRun({
  status = "running" as RunStatus,
  ...given
}: Partial<RunSpec> & { status?: RunStatus } = {}) {
  const simulatorId = given.simulatorId ?? (await makeModel({ name: "Simulator" })).id;
  const assistantId = given.assistantId ?? (await makeModel({ name: "Assistant" })).id;
  const spec = runSpecSchema.parse({ name: "A run", dialogues: 3, randomSeed: 1, ...given, simulatorId, assistantId });
  const { name, concurrency, seedSetId } = spec;
  const data = {
    id: newId("run"),
    name,
    status,
    spec,
    total: spec.dialogues,
    concurrency,
    simulatorId,
    assistantId,
    seedSetId,
  };
  return prisma.run.create({ data });
}

type DialogueOptions = { runId?: string; status?: DialogueStatus; texts?: string[]; first?: Speaker };

/** A dialogue whose active path says `texts`, alternating from `first`; its run has no more to make. */
export async function makeDialogue({ runId, status = "queued", texts = [], first = "user" }: DialogueOptions = {}) {
  const run = must(
    await prisma.run.findUnique({ where: { id: runId ?? (await makeRun({ dialogues: 1 })).id } }),
    "run",
  );
  const number = Math.max(run.nextNumber, 1);
  await prisma.run.update({ where: { id: run.id }, data: { nextNumber: number + 1 } });
  return { ...(await insertDialogue({ runId: run.id, number, status }, texts, first)), run };
}

/** A dialogue that came from a file, by somebody new unless told; it has ended, as all of them. */
export async function makeImportedDialogue({ texts = ["Q", "A"], personId = "" } = {}) {
  const origin = await prisma.import.create({
    data: {
      id: newId("import"),
      name: "Real people",
      format: "sharegpt",
      fileName: "real.json",
      digest: "0".repeat(64),
      personId: personId || (await makeUser()).id,
    },
  });
  return { ...(await insertDialogue({ importId: origin.id, number: 1, status: "ended" }, texts, "user")), origin };
}

type NewDialogue = { runId?: string; importId?: string; number: number; status: DialogueStatus };

async function insertDialogue(given: NewDialogue, texts: string[], first: Speaker) {
  const id = newId("dialogue");
  const speakers: Speaker[] = first === "user" ? ["user", "assistant"] : ["assistant", "user"];
  const origin = given.importId ? "imported" : "model";
  const turns = texts.map((text, i) => ({
    id: newId("turn"),
    text,
    speaker: must(speakers[i % 2], "speaker"),
    origin,
    version: i + 1,
    parentId: null as string | null,
  }));
  for (const [i, turn] of turns.entries()) turn.parentId = turns[i - 1]?.id ?? null;
  const head = { headId: turns.at(-1)?.id ?? null, version: turns.length, rounds: countRounds(turns) };
  const dialogue = await prisma.dialogue.create({
    data: { ...given, id, contextLimit: 2_048, opening: texts[0]?.slice(0, 280) ?? "", ...head },
  });
  await prisma.turn.createMany({ data: turns.map((turn) => ({ ...turn, dialogueId: id })) });
  const rows = await prisma.turn.findMany({ where: { dialogueId: id }, orderBy: { version: "asc" } });
  return { dialogue, turns: rows };
}
