import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import type { ReviewAnswer } from "@/lib/domain/review/answer";
import { reviewAnswerSchema } from "@/lib/domain/review/answer";
import { type GuidelineText, guidelineTextSchema } from "@/lib/domain/review/guideline";
import { type QueueSpec, queueSpecSchema } from "@/lib/domain/review/queue";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { createQueue } from "@/lib/operations/review/queues";
import { makeRun, makeUser } from "./builders";

/** Somebody who may annotate, unless told otherwise. */
export async function makeViewer(name = "Ann", roles: Role[] = ["annotator"]): Promise<Viewer> {
  const { id, email } = await makeUser({ name, roles });
  return { id, name, email, roles };
}

/** Ended dialogues of one question and one answer, in one statement however many; their ids. */
export async function makeEndedDialogues(count: number): Promise<string[]> {
  const run = await makeRun({ dialogues: 1 });
  const rows = Array.from({ length: count }, () => [newId("dialogue"), newId("turn"), newId("turn")] as const);
  const [ids, asked, answered] = [0, 1, 2].map((i) => rows.map((row) => must(row[i], "id")));
  await pool().query(
    `INSERT INTO dialogue (id, run_id, number, status, head_id, version, rounds, context_limit, opening, end_reason)
     SELECT id, $4, n, 'ended', head, 2, 1, 2048, 'Question ' || n, 'round_cap'
     FROM unnest($1::text[], $3::text[]) WITH ORDINALITY AS x (id, head, n) WHERE $2::text[] IS NOT NULL`,
    [ids, asked, answered, run.id],
  );
  await pool().query(
    `INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
     SELECT q, d, NULL, 'user', 'Question ' || n, 'model', 1
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS x (d, q, n)
     UNION ALL SELECT a, d, q, 'assistant', 'Answer ' || n, 'model', 2
     FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS x (d, q, a, n)`,
    [ids, asked, answered],
  );
  return must(ids, "ids");
}

export const testGuideline = {
  text: "# Tone\nBe kind.",
  reasons: [
    { key: "rude", label: "Rude", clause: "Tone" },
    { key: "wrong", label: "Wrong", clause: null },
  ],
};

type QueueOptions = {
  lead?: Viewer;
  dialogues?: number;
  spec?: Partial<QueueSpec>;
  guideline?: Partial<GuidelineText>;
};

/** A queue over new dialogues; one person judges each unless the spec says otherwise. */
export async function makeQueue({ lead, dialogues = 3, spec, guideline }: QueueOptions = {}) {
  const owner = lead ?? (await makeViewer("Lea", ["lead"]));
  const dialogueIds = await makeEndedDialogues(dialogues);
  const queue = await createQueue(owner, {
    name: "A queue",
    spec: queueSpecSchema.parse({ overlap: null, ...spec }),
    guideline: guidelineTextSchema.parse({ ...testGuideline, ...guideline }),
    items: { dialogueIds },
  });
  const items = await prisma.reviewItem.findMany({ where: { queueId: queue.id }, orderBy: { position: "asc" } });
  return { lead: owner, queue, items, dialogueIds };
}

/** An answer with nothing but what is given. */
export function anAnswer(given: Partial<ReviewAnswer> = {}): ReviewAnswer {
  return reviewAnswerSchema.parse({ verdict: "accepted", ...given });
}
