import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { FigureView } from "../review/figure-view";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";

const kindWords = {
  people_people: "Two people",
  people_majority: "A person and most of the others",
  judge_people: "and a person",
  judge_majority: "and most people",
} as const;

/** How far the sources say the same, raw and corrected for chance, and how much the order of the answers matters. */
export function AgreementPanel({ results }: { results: EvaluationResults }) {
  const { agreement, positions, sources } = results;
  const name = (source: string | null) => sources.find(({ id }) => id === source)?.name ?? "";
  const { people } = agreement;
  return (
    <Panel
      title="Agreement"
      description="S1 counts all votes, both kinds of tie as one (chance is 33 %); S2 only votes that decide (chance is 50 %). As in MT-Bench, with 95 % intervals over items."
    >
      <div className="space-y-5">
        <Table caption="Agreement">
          <thead>
            <tr>
              <HeadCell>Between</HeadCell>
              <HeadCell>S1</HeadCell>
              <HeadCell>S2</HeadCell>
            </tr>
          </thead>
          <tbody>
            {agreement.votes.map(({ kind, source, s1, s2 }) => (
              <Row key={`${kind}.${source}`}>
                <Cell>
                  {name(source)} {kindWords[kind]}
                </Cell>
                <Cell>
                  <FigureView figure={s1} unit="percent" />
                </Cell>
                <Cell>
                  <FigureView figure={s2} unit="percent" />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
        <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2">
          <Coefficient label="Cohen's κ, two people" figure={people.cohen} />
          <Coefficient label="Fleiss' κ" figure={people.fleiss} />
          <Coefficient label="Krippendorff's α" figure={people.alpha} />
          <Coefficient label="Raw, all four outcomes" figure={people.raw} unit="percent" />
        </dl>
        {positions.length > 0 && (
          <Table caption="How much the side or the order matters">
            <thead>
              <tr>
                <HeadCell>Who</HeadCell>
                <HeadCell>Same with the sides exchanged</HeadCell>
                <HeadCell>For the left, or the first, of what decides</HeadCell>
              </tr>
            </thead>
            <tbody>
              {positions.map(({ source, name: who, consistent, leftShare }) => (
                <Row key={source}>
                  <Cell>{who}</Cell>
                  <Cell>
                    <FigureView figure={consistent} unit="percent" />
                  </Cell>
                  <Cell>
                    <FigureView figure={leftShare} unit="percent" />
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </Panel>
  );
}

type CoefficientProps = {
  label: string;
  figure: EvaluationResults["agreement"]["people"]["raw"];
  unit?: "percent" | "coefficient";
};

function Coefficient({ label, figure, unit }: CoefficientProps) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-ink-soft">{label}</dt>
      <dd>
        <FigureView figure={figure} unit={unit} />
      </dd>
    </div>
  );
}
