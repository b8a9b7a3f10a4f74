import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { useMay } from "../layout/viewer-context";
import { FigureView } from "../review/figure-view";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { RulingButtons } from "./ruling-buttons";

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

type RaterPanelProps = { evaluationId: string; results: EvaluationResults };

/** Who voted, and how far that can be relied on. For a person to look at, never a verdict; whoever is left out stays here. */
export function RaterPanel({ evaluationId, results: { raters, gold, positions } }: RaterPanelProps) {
  const manages = useMay("evaluation.manage");
  if (raters.length === 0) return null;
  return (
    <Panel
      title="Raters"
      description="Seconds are active ones; the known outcomes are those that a lead marked. Whoever a lead leaves out is in no figure but their own."
    >
      <Table caption="Raters">
        <thead>
          <tr>
            <HeadCell>Person</HeadCell>
            <HeadCell>With most others</HeadCell>
            <HeadCell>Same with the sides exchanged</HeadCell>
            <HeadCell>Known outcomes met</HeadCell>
            <HeadCell numeric>Votes</HeadCell>
            <HeadCell numeric>Seconds a vote, median</HeadCell>
            {manages && (
              <HeadCell>
                <span className="sr-only">Whether they count</span>
              </HeadCell>
            )}
          </tr>
        </thead>
        <tbody>
          {raters.map(({ id, name, votes, secondsEach, agreement, isLeftOut }) => (
            <Row key={id} className={isLeftOut ? "text-ink-faint" : undefined}>
              <Cell dir="auto" className="font-medium">
                {name} {isLeftOut && <Badge tone="warn">Left out</Badge>}
              </Cell>
              <Cell>
                {agreement.ok ? <FigureView figure={agreement} unit="percent" /> : <None>nobody else on the same</None>}
              </Cell>
              <Cell>
                <OwnFigure figure={positions.find(({ source }) => source === id)?.consistent} none="none repeated" />
              </Cell>
              <Cell>
                <OwnFigure figure={gold.find(({ person }) => person.id === id)?.accuracy} none="none served" />
              </Cell>
              <Cell numeric>{formatNumber(votes)}</Cell>
              <Cell numeric>{secondsEach === null ? "–" : formatNumber(Math.round(secondsEach))}</Cell>
              {manages && (
                <Cell className="text-right">
                  <RulingButtons
                    evaluationId={evaluationId}
                    subject="rater"
                    id={id}
                    name={name}
                    isLeftOut={isLeftOut}
                  />
                </Cell>
              )}
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

type Figure = EvaluationResults["positions"][number]["consistent"];

function OwnFigure({ figure, none }: { figure?: Figure; none: string }) {
  return figure?.ok ? <FigureView figure={figure} unit="percent" /> : <None>{none}</None>;
}

function None({ children }: { children: string }) {
  return <span className="text-ink-faint text-xs">{children}</span>;
}
