import type { ComparedWhole } from "@/lib/domain/statistics/corpus-figures";
import type { SideBySideCell, SideBySideRow } from "@/lib/domain/statistics/side-by-side";

type Told = { value: number; interval: SideBySideCell["interval"]; values: number };
type Nearness = {
  id: string;
  name: string;
  unit: string;
  definition: string;
  source: string;
  own: (whole: ComparedWhole) => Told | null;
  /** One half of the people against the other. */
  people: (whole: ComparedWhole) => Told | null;
};

const ceilingToo = "In the column of the people themselves: one half of them held against the other.";
const index = "User-Sim Index (arXiv 2603.11245), D1 to D4, without difficulty and survey";
const classifier = "logistic regression on words and characters (docs/method.md), trained here";

/** Only against other people's: no difference is told, since each is one already. */
const nearnesses: readonly Nearness[] = [
  ...(
    [
      ["total", "User-Sim Index"],
      ["communication", "User-Sim Index D1, communication"],
      ["information", "User-Sim Index D2, information"],
      ["clarification", "User-Sim Index D3, clarification"],
      ["errors", "User-Sim Index D4, reaction to errors"],
    ] as const
  ).map(
    ([id, name]): Nearness => ({
      id: `userSim:${id}`,
      name,
      unit: "of 100",
      definition: `How near users behave to the human reference: 100 where they do as people. ${ceilingToo}`,
      source: index,
      own: ({ index, behaved }) =>
        index && { value: index[id].value, interval: index[id].interval, values: behaved ?? 0 },
      people: ({ index }) => alone(index?.[id].ceiling),
    }),
  ),
  {
    id: "coverage",
    name: "Fingerprint coverage",
    unit: "share",
    definition: `How well simulated users and the human reference cover one another by surface features. ${ceilingToo}`,
    source: "arXiv 2610.02460",
    own: ({ coverage }) =>
      coverage && { value: coverage.value, interval: coverage.interval, values: coverage.dialogues },
    people: ({ coverage }) => alone(coverage?.ceiling),
  },
  {
    id: "likeness",
    name: "Human-likeness by a classifier",
    unit: "share",
    definition: `Mean chance that a person wrote a text of its users, on texts the classifier did not learn from; 50 % where nothing tells them apart. ${ceilingToo}`,
    source: classifier,
    own: ({ heldOut }) =>
      heldOut && { value: heldOut.meanSimulated, interval: heldOut.simulatedInterval, values: heldOut.simulated },
    people: ({ ceiling }) =>
      ceiling && { value: ceiling.meanSimulated, interval: ceiling.simulatedInterval, values: ceiling.simulated },
  },
  {
    id: "toldApart",
    name: "Told from people by a classifier (AUC)",
    unit: "share",
    definition: `Chance that a text of the human reference scores above one of its users; 50 % is guessing. ${ceilingToo}`,
    source: classifier,
    own: ({ heldOut }) => heldOut && { value: heldOut.auc, interval: heldOut.interval, values: heldOut.simulated },
    people: ({ ceiling }) => ceiling && { value: ceiling.auc, interval: ceiling.interval, values: ceiling.simulated },
  },
];

function alone(value: number | null | undefined): Told | null {
  return value == null ? null : { value, interval: null, values: 0 };
}

type Column = { id: string; isReference: boolean; whole: ComparedWhole | null };

/**
 * How near columns lie to the human reference. Those that were measured beside other people have none, since such values
 * cannot stand side by side; rows without any value are left out.
 */
export function nearnessRows(columns: readonly Column[]): SideBySideRow[] {
  const reference = columns.find(({ isReference }) => isReference);
  if (!reference) return [];
  const beside = columns.map(({ whole }) => (whole?.peopleId === reference.id ? whole : null));
  const rows = nearnesses.map(({ own, people, ...told }): SideBySideRow => {
    const ceiling = beside.map((whole) => whole && people(whole)).find((one) => one != null);
    const cells = columns.map((column, i) => {
      const whole = beside[i];
      return cellOf(column === reference ? ceiling : whole && own(whole));
    });
    return Object.assign({}, told, { of: "corpus" as const, cells });
  });
  return rows.filter(({ cells }) => cells.some((cell, i) => cell !== null && columns[i] !== reference));
}

function cellOf(told: Told | null | undefined): SideBySideCell | null {
  if (!told) return null;
  const { value, interval, values } = told;
  return { mean: value, interval, values: values === 0 ? null : values, skipped: 0, difference: null };
}
