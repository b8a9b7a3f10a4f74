import { setImmediate as nextTurn } from "node:timers/promises";
import { must } from "@/lib/base/assert";
import { type Queryable, transaction } from "../sql";
import { isUnreachable } from "../until-reachable";
import { lockAccounts, writeAccounts } from "./accounts";
import { type DialogueEnd, type Ending, endAll } from "./endings";
import { findLandings, type Landing, landAll, type Received, type Reply } from "./landings";
import { lockDialogues } from "./lock-dialogues";
import { type Asked, type AttemptPlan, type Opening, openAll, type Standing } from "./openings";
import { budgetsOf, lockAttempts } from "./settlements";

type Answer = Landing | Opening | boolean;
type Written = { what: "landing"; one: Received } | { what: "ending"; one: Ending } | { what: "opening"; one: Asked };
/** What one dialogue has to write, and who waits for it. */
type Entry = Written & { resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/**
 * What dialogues of one run, in the hands of one worker, have to write: in one transaction, of statements for all of them,
 * each row under its own fence and head. What comes while a group is being written makes the next one, so nobody waits
 * longer than for the transaction before, and one alone waits for nothing.
 */
const groups = new Map<string, Entry[]>();
/** More than this make another group: a transaction ends soon, whoever waits. */
const mostEntries = 256;

/**
 * Adds the reply to the dialogue, moves the head and settles the call, all or nothing. When the claim is not worth
 * anything any more, the reply is kept as an abandoned turn beside the path. Safe to repeat after a lost connection.
 */
export function commitTurn(claim: Standing, reply: Reply): Promise<Landing> {
  return enter(claim, { what: "landing", one: { claim, reply } }) as Promise<Landing>;
}

/**
 * Records a call before it is made, with the share of the budget it may take. Safe to repeat after a lost connection. Asked
 * for right after {@link commitTurn} under the head that its turn will be, it goes into the same transaction.
 */
export function openAttempt(claim: Standing, plan: AttemptPlan): Promise<Opening> {
  return enter(claim, { what: "opening", one: { claim, plan } }) as Promise<Opening>;
}

/**
 * Ends a dialogue where it rests; false when the claim was not worth anything any more. Asked for right after
 * {@link commitTurn} under the head that its turn will be, it goes into the same transaction.
 */
export function enterEnding(claim: Standing, end: DialogueEnd): Promise<boolean> {
  return enter(claim, { what: "ending", one: { claim, end } }) as Promise<boolean>;
}

function enter({ workerId, runId }: Standing, what: Written): Promise<Answer> {
  const key = `${workerId} ${runId}`;
  return new Promise((resolve, reject) => {
    const entry = { ...what, resolve, reject };
    const group = groups.get(key);
    if (group) {
      group.push(entry);
      return;
    }
    const begun = [entry];
    groups.set(key, begun);
    void writeGroups(key, begun);
  });
}

/** Writes group after group until nobody waits. Those whose calls ended in one turn of the event loop are together from the first. */
async function writeGroups(key: string, waiting: Entry[]): Promise<void> {
  await nextTurn();
  while (waiting.length > 0) await write(waiting.splice(0, mostEntries));
  groups.delete(key);
}

/**
 * One that cannot be written would fail its whole group: then each is written by itself, and it fails alone. Where the
 * database cannot be reached all of them hear of it, for whether the commit succeeded is not known.
 */
async function write(group: Entry[]): Promise<void> {
  try {
    const answers = await transaction((tx) => writeAll(tx, group), { byKeys: true });
    for (const [i, { resolve, reject }] of group.entries()) {
      const answer = must(answers[i], "an answer for each entry");
      if (answer instanceof Error) reject(answer);
      else resolve(answer);
    }
  } catch (error) {
    if (group.length === 1 || isUnreachable(error)) for (const { reject } of group) reject(error);
    else for (const one of group) await write([one]);
  }
}

/**
 * Locks are taken in one order, whoever writes: dialogues, attempts, the budget of the run, spending; of each kind by id.
 * Landings come first, so that a call is opened on the turn that it follows, with what was spent until then.
 */
async function writeAll(tx: Queryable, group: Entry[]): Promise<(Answer | Error)[]> {
  const landings = group.flatMap((entry) => (entry.what === "landing" ? [entry.one] : []));
  const endings = group.flatMap((entry) => (entry.what === "ending" ? [entry.one] : []));
  const asked = group.flatMap((entry) => (entry.what === "opening" ? [entry.one] : []));
  await lockDialogues(
    tx,
    group.map(({ one }) => one.claim.dialogueId),
  );
  const turnIds = landings.map(({ reply }) => reply.settlement.turnId);
  const before = landings.length > 0 ? await findLandings(tx, turnIds) : new Map<string, Landing>();
  const received = landings.filter(({ reply }) => !before.has(reply.settlement.turnId));
  const open = await lockAttempts(tx, [
    ...received.map(({ reply }) => reply.settlement.attemptId),
    ...endings.flatMap(({ end }) => end.discarded?.attemptId ?? []),
    ...asked.map(({ plan }) => plan.attemptId),
  ]);
  const budgets = asked.flatMap(({ claim }) => (claim.spec.budget ? [claim.runId] : []));
  const accounts = await lockAccounts(tx, [...budgetsOf(open), ...budgets]);

  const landed = await landAll(tx, received, { open, accounts });
  const ended = await endAll(tx, endings, { open, accounts });
  const opened = await openAll(tx, asked, { open, accounts });
  await writeAccounts(tx, accounts);

  const answers = new Map<Written["one"], Answer | Error>();
  for (const one of landings) {
    const known = before.get(one.reply.settlement.turnId);
    if (known) answers.set(one, known);
  }
  for (const [i, one] of received.entries()) answers.set(one, must(landed[i], "a landing"));
  for (const [i, one] of endings.entries()) answers.set(one, must(ended[i], "an ending"));
  for (const [i, one] of asked.entries()) answers.set(one, must(opened[i], "an opening"));
  return group.map(({ one }) => must(answers.get(one), "an answer"));
}
