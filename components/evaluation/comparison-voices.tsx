import type { ComparisonView } from "@/lib/contract/endpoints/comparisons";
import { Badge } from "../ui/badge";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type ComparisonVoicesProps = { comparison: ComparisonView; name: (candidateId: string) => string };

/** What people and judges said of a comparison, in words. */
export function ComparisonVoices({ comparison, name }: ComparisonVoicesProps) {
  const { votes, judgments, first, second } = comparison;
  const said: Said = (outcome) => {
    switch (outcome) {
      case "first":
        return name(first.candidateId);
      case "second":
        return second ? name(second.candidateId) : "";
      case "tie":
        return "Tie";
      case "both_bad":
        return "Both bad";
      case "human":
        return "A real person";
      case "simulated":
        return "Simulated";
      default:
        return "not readable";
    }
  };
  return (
    <>
      <Votes votes={votes} said={said} />
      {judgments.length > 0 && <Judgments judgments={judgments} said={said} name={name} />}
    </>
  );
}

type Said = (outcome: string | null) => string;

function Votes({ votes, said }: { votes: ComparisonView["votes"]; said: Said }) {
  return (
    <Panel title="People">
      {votes.length === 0 ? (
        <p className="text-ink-soft text-sm">Nobody has voted on this yet.</p>
      ) : (
        <Table caption="Votes">
          <thead>
            <tr>
              <HeadCell>Person</HeadCell>
              <HeadCell>Better</HeadCell>
              <HeadCell numeric>Clear, of 5</HeadCell>
              <HeadCell>Reason</HeadCell>
              <HeadCell numeric>When</HeadCell>
            </tr>
          </thead>
          <tbody>
            {votes.map(({ ballotId, person, outcome, vote, isRepeat, isLeftOut, isSwapped, votedAt }) => (
              <Row key={ballotId}>
                <Cell>
                  {person.name} {isRepeat && <Badge>again, sides exchanged</Badge>}{" "}
                  {isLeftOut && <Badge tone="warn">Left out</Badge>}
                </Cell>
                <Cell
                  title={
                    isSwapped ? "The first candidate stood on the right." : "The first candidate stood on the left."
                  }
                >
                  {said(outcome)}
                </Cell>
                <Cell numeric>{vote.strength ?? "–"}</Cell>
                <Cell dir="auto" className="max-w-md whitespace-pre-wrap text-ink-soft">
                  {vote.reason || "–"}
                </Cell>
                <Cell numeric className="text-ink-faint">
                  <RelativeTime at={votedAt} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

type JudgmentsProps = Pick<ComparisonView, "judgments"> & Pick<ComparisonVoicesProps, "name"> & { said: Said };

function Judgments({ judgments, said, name }: JudgmentsProps) {
  return (
    <Panel title="Judges">
      <ul className="space-y-2">
        {judgments.map((judgment) => (
          <li key={`${judgment.judgeRunId}.${judgment.turn}.${judgment.game}.${judgment.candidateId}`}>
            <details className="rounded-md border border-line px-3 py-1.5 text-sm">
              <summary className="flex cursor-pointer flex-wrap items-center gap-2">
                <span className="font-medium">{judgment.judge}</span>
                <span className="text-ink-faint text-xs">{orderWords(judgment, name)}</span>
                <Badge>
                  {judgment.candidateId === null ? said(judgment.verdict) : `${judgment.score ?? "–"} of 10`}
                </Badge>
                {judgment.isLeftOut && <Badge tone="warn">Left out</Badge>}
                {judgment.error && <span className="text-warn text-xs">{judgment.error}</span>}
              </summary>
              <blockquote
                dir="auto"
                className="mt-2 max-w-prose whitespace-pre-wrap border-line border-l-2 pl-3 text-ink-soft"
              >
                {judgment.text ?? "The judge was not heard."}
              </blockquote>
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function orderWords(
  { turn, game, candidateId }: ComparisonView["judgments"][number],
  name: (candidateId: string) => string,
): string {
  const extent = turn === null ? "whole" : `up to question ${turn}`;
  if (candidateId !== null) return `${name(candidateId)}, ${extent}`;
  return `${extent}, ${game === 1 ? "first" : "second"} candidate as A`;
}
