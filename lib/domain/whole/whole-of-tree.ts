import type { TurnFlag } from "../dialogue";
import { inForce } from "../in-force";
import type { SnapshotFacts } from "../training/snapshot";
import type { SplitPart } from "../training/split-spec";
import { activePath, indexTurns, lastAnswered } from "../turn-tree";
import type { PinnedAct, PinnedTree, PinnedTreeTurn } from "./pinned-tree";
import {
  type WholeAct,
  type WholeDialogue,
  type WholeSource,
  type WholeTurn,
  wholeActSchema,
  wholeDialogueForm,
} from "./whole-dialogue";

const told: readonly string[] = wholeActSchema.shape.act.options;

/** What runs, models and imports were called at the moment of a snapshot. */
type Names = Pick<SnapshotFacts, "runs" | "imports">;

/** People by number, in the order in which they appear. */
export class Pseudonyms {
  private readonly known = new Map<string, string>();

  of(key: string): string {
    const said = this.known.get(key) ?? `person ${this.known.size + 1}`;
    this.known.set(key, said);
    return said;
  }

  get count(): number {
    return this.known.size;
  }
}

/** `remarks`: what people wrote in their own words goes along, and may name somebody. */
export type Telling = { names: Names; people: Pseudonyms; part: SplitPart | null; remarks: boolean };

/** A pinned dialogue as our own format has it: no id of a person is in it, and no name of one. */
export function wholeOf(tree: PinnedTree, { names, people, part, remarks }: Telling): WholeDialogue {
  const { given, importId } = tree;
  const places = new Map(tree.turns.map(({ id }, i) => [id, i]));
  const placeOf = (id: string | null) => (id === null ? undefined : places.get(id));
  // Whoever has a number in the file that it came from is another one than who has that number here.
  const there = (person: string) => `${importId} ${person}`;
  const before = given.whole?.acts.map((act) => ({ ...act, person: there(act.person) })) ?? [];
  const acts = [...before, ...toldActs(tree.acts, placeOf)];
  const flags = flagsAtMoment(tree.turns, acts, placeOf);
  const toldOf = turnTeller(tree, { names, placeOf, personOf: (key) => people.of(key), there });
  const turns = tree.turns.map((turn, i): WholeTurn => {
    const { speaker, text, reasoning, asides } = turn;
    const said = toldOf(turn);
    return {
      speaker,
      text,
      parent: placeOf(turn.parentId) ?? null,
      reasoning: reasoning ?? undefined,
      asides: asides && asides.length > 0 ? asides : undefined,
      untrained: tree.untrained.includes(turn.id) || undefined,
      flags: flags[i]?.length ? flags[i] : undefined,
      labels: tree.labels?.turns[turn.id] ?? turn.kept?.labels,
      abandoned: turn.abandoned || undefined,
      by: said.by,
      model: said.model,
      person: said.person,
      act: said.act,
      insteadOf: said.insteadOf,
      copyOf: placeOf(turn.copyOfId),
      at: said.at,
      raw: turn.raw ?? undefined,
    };
  });
  const head = lastAnswered(activePath(indexTurns(tree.turns), tree.headId)) ?? tree.headId;
  return {
    realchat: wholeDialogueForm,
    id: given.whole?.id ?? tree.id,
    at: given.whole?.at ?? tree.at,
    source: given.whole?.source ?? sourceOf(tree, names),
    system: tree.system,
    simulatorPrompt: tree.simulatorPrompt,
    turns,
    trailing: given.trailing,
    head: placeOf(head) ?? 0,
    endMark: placeOf(tree.endMarkId),
    verdict: tree.verdict,
    tags: tree.tags,
    labels: someOf(tree.labels?.dialogue) ?? given.whole?.labels,
    acts: (remarks ? acts : withoutRemarks(acts)).map((act) => ({ ...act, person: people.of(act.person) })),
    split: part ?? given.whole?.split,
  };
}

function withoutRemarks(acts: readonly WholeAct[]): WholeAct[] {
  return acts.flatMap(({ note: _, text: __, ...act }) => (act.act === "comment" ? [] : [act]));
}

function someOf<T extends object>(values: T | undefined): T | undefined {
  return values && Object.keys(values).length > 0 ? values : undefined;
}

type Finding = {
  names: Names;
  placeOf: (id: string | null) => number | undefined;
  personOf: (key: string) => string;
  there: (person: string) => string;
};

/** Who wrote a turn, and how: as the studio knows it, or as a file of our own said it. */
function turnTeller({ acts }: PinnedTree, { names, placeOf, personOf, there }: Finding) {
  const kindOf = new Map(acts.map(({ id, kind }) => [id, kind]));
  const models = names.runs.flatMap(({ simulator, assistant }) => [simulator, assistant]);
  const modelNames = new Map(models.map(({ id, name }) => [id, name]));
  return ({ kept, by, modelId, personId, actId, insteadOfId, at }: PinnedTreeTurn) => {
    if (kept) return { ...kept, person: kept.person === undefined ? undefined : personOf(there(kept.person)) };
    const kind = kindOf.get(actId ?? "");
    return {
      by,
      model: modelNames.get(modelId ?? ""),
      person: personId === null ? undefined : personOf(personId),
      act: kind === "edit" || kind === "amend" || kind === "take_over" ? kind : undefined,
      insteadOf: placeOf(insteadOfId),
      at,
    };
  };
}

function sourceOf({ runId, importId, number, seed, given }: PinnedTree, { runs, imports }: Names): WholeSource {
  const run = runs.find(({ id }) => id === runId);
  if (run) {
    const { name, simulator, assistant, simulatorSampling, assistantSampling } = run;
    return {
      kind: "run",
      name,
      number,
      simulator: { name: simulator.name, upstreamModel: simulator.upstreamModel, sampling: simulatorSampling },
      assistant: { name: assistant.name, upstreamModel: assistant.upstreamModel, sampling: assistantSampling },
      seed: seed ?? undefined,
    };
  }
  const file = imports.find(({ id }) => id === importId);
  const { id, user, language, model } = given;
  const [name, format] = [file?.name ?? "", file?.format ?? ""];
  return { kind: "file", name, format, number, about: file?.source ?? null, id, user, language, model };
}

type PlaceOf = (id: string | null) => number | undefined;

/** The acts of a dialogue that nobody took back, oldest first, each by the id of its person; the course of the writing is not told. */
function toldActs(acts: readonly PinnedAct[], placeOf: PlaceOf): WholeAct[] {
  return inForce(acts)
    .filter(({ kind }) => told.includes(kind))
    .map((act) => ({
      act: act.kind as WholeAct["act"],
      person: act.personId,
      at: act.at,
      turn: placeOf(act.turnId),
      turns: act.turnIds?.flatMap((id) => placeOf(id) ?? []),
      trained: act.trained ?? undefined,
      despiteRejection: act.despiteRejection || undefined,
      reasons: someIn(act.reasons),
      note: act.note ?? undefined,
      tags: someIn(act.tags),
      text: act.text ?? undefined,
    }));
}

function someIn(list: string[] | null): string[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

/**
 * The flags of each turn at the moment of the snapshot. What the watchdog said never changes; what people said of a turn
 * since is passed over, and what was so before follows from their acts.
 */
function flagsAtMoment(turns: PinnedTree["turns"], acts: readonly WholeAct[], placeOf: PlaceOf): TurnFlag[][] {
  const flagged = new Set<number>();
  const rejected = new Set<number>();
  for (const { act, turn, despiteRejection } of acts) {
    if (turn === undefined) continue;
    if (act === "flag") flagged.add(turn);
    if (act === "reject_turn") rejected.add(turn);
    if (act === "choose" && despiteRejection) rejected.delete(turn);
  }
  const isRejected = (turn: PinnedTreeTurn, place: number): boolean => {
    if (rejected.has(place)) return true;
    const source = placeOf(turn.copyOfId);
    const copied = source === undefined ? undefined : turns[source];
    return source !== undefined && copied !== undefined && isRejected(copied, source);
  };
  return turns.map((turn, place) => {
    if (!turn.isFlaggedSince) return turn.flags;
    const own: TurnFlag[] = turn.flags.filter((flag) => flag !== "flagged_by_person" && flag !== "rejected_by_person");
    if (flagged.has(place)) own.push("flagged_by_person");
    if (isRejected(turn, place)) own.push("rejected_by_person");
    return own;
  });
}
