import type { SnapshotFacts } from "../training/snapshot";
import type { SplitPart } from "../training/split-spec";
import { activePath, indexTurns, lastAnswered } from "../turn-tree";
import type { PinnedTree, PinnedTreeTurn } from "./pinned-tree";
import { flagsAtMoment, toldActs } from "./told-acts";
import {
  type WholeAct,
  type WholeDialogue,
  type WholeSource,
  type WholeTurn,
  wholeDialogueForm,
} from "./whole-dialogue";

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
