import type { GapFindings, GapTopics } from "@/lib/domain/statistics/gap";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { tellShare } from "./gap-words";

type Line = { name: string; definition: string; of: (topics: GapTopics) => string };

const three = (value: number | null | undefined) => (value == null ? "–" : value.toFixed(3));

const figures: Line[] = [
  {
    name: "Topic similarity, pairs of different questions",
    definition:
      "Mean cosine of all pairs, from the length of the mean unit vector, pairs of a question with itself left out. Lower is more diverse",
    of: ({ diversity }) => three(diversity?.withoutSelf),
  },
  {
    name: "Topic similarity, as the paper takes it",
    definition: "The same with each question paired with itself, too: 1/n higher at least",
    of: ({ diversity }) => three(diversity?.withSelf),
  },
  {
    name: "Vendi score",
    definition:
      "The effective number of different questions (Friedman and Dieng 2023), on vectors of 256 numbers at most",
    of: ({ vendi }) => (vendi === null ? "–" : vendi.toFixed(1)),
  },
];

const course = (shifts: string, continues: string): Line[] => [
  {
    name: "Goes on with the topic",
    definition: `Questions with a cosine of ${continues} and more with the one before`,
    of: ({ course }) => tellShare(course?.continued ?? null),
  },
  {
    name: "Drifts",
    definition: `Between ${shifts} and ${continues}`,
    of: ({ course }) => tellShare(course?.drifted ?? null),
  },
  {
    name: "Shifts",
    definition: `No nearer than ${shifts}, as 95 of 100 pairs of people's questions of different dialogues are`,
    of: ({ course }) => tellShare(course?.shifted ?? null),
  },
];

/** Topics of both sides, by the same vectors. */
export function GapTopicsTable({ findings: { topics, courseBounds, vectoriser } }: { findings: GapFindings }) {
  const lines = courseBounds
    ? [...figures, ...course(three(courseBounds.shifts), three(courseBounds.continues))]
    : figures;
  return (
    <section aria-label="Topics" className="space-y-2">
      <h2 className="font-semibold text-base">Topics</h2>
      <Table caption="Topics of people's and the simulator's questions">
        <thead>
          <tr>
            <HeadCell>Figure</HeadCell>
            <HeadCell numeric>People</HeadCell>
            <HeadCell numeric>Simulator</HeadCell>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, definition, of }) => (
            <Row key={name}>
              <Cell className="min-w-56">
                {name}
                <span className="block max-w-prose text-ink-faint text-xs">{definition}</span>
              </Cell>
              <Cell numeric>{of(topics.people)}</Cell>
              <Cell numeric>{of(topics.simulated)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <p className="text-ink-faint text-xs">
        By {vectoriser}, over {formatNumber(topics.people.questions)} and {formatNumber(topics.simulated.questions)}{" "}
        questions. Figures of different vectors cannot be compared.
      </p>
    </section>
  );
}
