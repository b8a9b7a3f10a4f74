import type { Finding, FindingKind, NewFinding, TextKind } from "@/lib/domain/scan/scan";
import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, columns, orNull, text, word } from "./door/row";
import { statement } from "./door/statement";
import { type PageOf, placeAfter, toPage } from "./page";
import type { Queryable } from "./sql";

/** Of `scan_finding f`: a decision took it out, and that was not undone. */
const isDone = sql`(f.decision_id IS NOT NULL AND NOT EXISTS (SELECT FROM decision u WHERE u.undoes_id = f.decision_id))`;
/** Of `scan_finding f`: nobody left it, and it was not taken out. */
export const isOpenFinding = sql`(NOT f.is_left AND NOT ${isDone})`;

const insert = statement(
  "scanFindings.insert",
  {},
  (scanId: string, before: number, findings: NewFinding[]) => sql`
    INSERT INTO scan_finding (scan_id, position, dialogue_id, turn_id, kind, text, before, after, instead)
    SELECT ${scanId}, ${before}::int + n.place::int, n.dialogue_id, n.turn_id, n.kind, n.text, n.before, n.after, n.instead
    FROM unnest(${findings.map(({ dialogueId }) => dialogueId)}::text[], ${findings.map(({ turnId }) => turnId)}::text[],
      ${findings.map(({ kind }) => kind)}::text[], ${findings.map((one) => one.text)}::text[],
      ${findings.map((one) => one.before)}::text[], ${findings.map(({ after }) => after)}::text[],
      ${findings.map(({ instead }) => instead)}::text[]) WITH ORDINALITY
      AS n (dialogue_id, turn_id, kind, text, before, after, instead, place)
    WHERE EXISTS (SELECT FROM dialogue d WHERE d.id = n.dialogue_id)`,
);

export async function insertFindings(
  tx: Queryable,
  scanId: string,
  before: number,
  findings: NewFinding[],
): Promise<void> {
  if (findings.length > 0) await execute(insert(scanId, before, findings), tx);
}

const shape = {
  ...columns("ScanFinding", "f", "position", "dialogueId", "turnId", "text", "before", "after", "instead", "isLeft")
    .row,
  kind: word<FindingKind>(),
  opening: text,
  speaker: orNull(word<NonNullable<Finding["speaker"]>>()),
  isDone: bool,
};
type Place = { kind: FindingKind | undefined; state: Finding["state"] | undefined; after: number; limit: number };
const states = { open: isOpenFinding, left: sql`f.is_left`, done: isDone };
const list = statement(
  "scanFindings.list",
  shape,
  (scanId: string, { kind, state, after, limit }: Place) => sql`
    SELECT f.position, f.dialogue_id AS "dialogueId", f.turn_id AS "turnId", f.kind, f.text, f.before, f.after, f.instead,
      f.is_left AS "isLeft", d.opening, t.speaker, ${isDone} AS "isDone"
    FROM scan_finding f JOIN dialogue d ON d.id = f.dialogue_id LEFT JOIN turn t ON t.id = f.turn_id
    WHERE f.scan_id = ${scanId} AND (${kind}::text IS NULL OR f.kind = ${kind}) AND f.position > ${after}::int
      AND ${state ? states[state] : sql`true`}
    ORDER BY f.position LIMIT ${limit}`,
  {
    examples: ([undefined, "open", "left", "done"] as const).map((state): [string, Place] => [
      "s",
      { kind: "email", state, after: 0, limit: 1 },
    ]),
  },
);

type Asked = { kind?: FindingKind; state?: Finding["state"]; cursor?: string; limit: number };

/** In the order of the dialogues and their turns. */
export async function listFindings(scanId: string, { kind, state, cursor, limit }: Asked): Promise<PageOf<Finding>> {
  const [after] = placeAfter(cursor, "int");
  const rows = await all(list(scanId, { kind, state, after: Number(after ?? 0), limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ position }) => [position, scanId]);
  return {
    items: items.map(({ isLeft, isDone, ...finding }) => ({
      ...finding,
      state: isDone ? "done" : isLeft ? "left" : "open",
    })),
    nextCursor,
  };
}

const leave = statement(
  "scanFindings.leave",
  {},
  (scanId: string, positions: number[], isLeft: boolean) => sql`
    UPDATE scan_finding SET is_left = ${isLeft}::bool WHERE scan_id = ${scanId} AND position = ANY(${positions}::int[])`,
);

/** Says of findings that they stay, or that they do not after all. */
export async function leaveFindings(scanId: string, positions: number[], isLeft: boolean): Promise<void> {
  await execute(leave(scanId, positions, isLeft));
}

const open = statement(
  "scanFindings.open",
  columns("ScanFinding", "f", "kind", "text").row,
  (scanId: string, dialogueId: string, kinds: TextKind[]) => sql`
    SELECT f.kind, f.text FROM scan_finding f
    WHERE f.scan_id = ${scanId} AND f.dialogue_id = ${dialogueId} AND f.kind = ANY(${kinds}::text[]) AND ${isOpenFinding}`,
);

/** What is to be taken out of a dialogue. */
export function openFindings(
  tx: Queryable,
  scanId: string,
  dialogueId: string,
  kinds: TextKind[],
): Promise<{ kind: string; text: string }[]> {
  return all(open(scanId, dialogueId, kinds), tx);
}

const done = statement(
  "scanFindings.done",
  {},
  (scanId: string, dialogueId: string, kinds: FindingKind[], decisionId: string) => sql`
    UPDATE scan_finding f SET decision_id = ${decisionId}
    WHERE f.scan_id = ${scanId} AND f.dialogue_id = ${dialogueId} AND f.kind = ANY(${kinds}::text[]) AND ${isOpenFinding}`,
);

export async function noteDone(
  tx: Queryable,
  {
    scanId,
    dialogueId,
    kinds,
    decisionId,
  }: { scanId: string; dialogueId: string; kinds: FindingKind[]; decisionId: string },
): Promise<void> {
  await execute(done(scanId, dialogueId, kinds, decisionId), tx);
}
