import Link from "next/link";
import type { Duel, EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { hrefs } from "@/lib/contract/hrefs";
import { ContenderMark } from "../charts/contender-mark";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { contenderIn, percent } from "./contender-in";

/** Head to head as a matrix, and for each two in plain words how sure the lead is. */
export function DuelPanel({ evaluationId, results }: { evaluationId: string; results: EvaluationResults }) {
  const { contenders, duels, relevantLead } = results;
  const contender = contenderIn(results);
  if (duels.length === 0) return null;
  return (
    <Panel
      title="Head to head"
      description="The row's adjusted rate against the column; n below. Open a cell for the comparisons behind it."
    >
      {contenders.length > 2 && (
        <Table caption="Adjusted rate of the row against the column">
          <thead>
            <tr>
              <HeadCell>
                <span className="sr-only">Contender</span>
              </HeadCell>
              {contenders.map(({ id, name }) => (
                <HeadCell key={id} numeric title={name}>
                  <span className="inline-block max-w-28 truncate align-bottom">{name}</span>
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {contenders.map((row) => (
              <Row key={row.id}>
                <Cell className="whitespace-nowrap font-medium">
                  <ContenderMark position={row.position} className="mr-2" />
                  {row.name}
                </Cell>
                {contenders.map((column) => (
                  <DuelCell key={column.id} evaluationId={evaluationId} duels={duels} row={row.id} column={column.id} />
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <ul className="mt-4 space-y-1.5 text-sm first:mt-0">
        {duels.map(({ firstId, secondId, advice }) => (
          <li key={`${firstId}.${secondId}`} className="flex flex-wrap gap-x-2">
            <span className="text-ink-faint">
              {contender(firstId).name} and {contender(secondId).name}:
            </span>
            <span className={advice.state === "ahead" ? "font-medium" : undefined}>{advice.text}</span>
            {advice.detectable !== null && advice.votesNeeded !== null && (
              <span className="text-ink-faint">
                As many votes as there are now would show a lead of {Math.round(100 * advice.detectable)} points.
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-ink-faint text-xs">
        The smallest lead that matters here is {Math.round(100 * relevantLead.lead)} points: of two contenders it takes
        about {formatNumber(relevantLead.votes)} decided votes on as many items to show it (4 in 5 times). Whoever looks
        after each vote and stops at the first lead errs more often than 5 %; settle on a number beforehand.
      </p>
    </Panel>
  );
}

type DuelCellProps = { evaluationId: string; duels: Duel[]; row: string; column: string };

function DuelCell({ evaluationId, duels, row, column }: DuelCellProps) {
  if (row === column) return <Cell numeric className="bg-sunken" />;
  const duel = duels.find(
    ({ firstId, secondId }) => (firstId === row && secondId === column) || (firstId === column && secondId === row),
  );
  if (!duel?.adjusted.ok)
    return (
      <Cell numeric className="text-ink-faint" title="They have not met yet.">
        –
      </Cell>
    );
  const rate = duel.firstId === row ? duel.adjusted.value : 1 - duel.adjusted.value;
  const lead = Math.round(Math.min(1, Math.abs(rate - 0.5) * 2) * 60);
  return (
    <Cell
      numeric
      style={{
        background: `color-mix(in oklch, var(${rate >= 0.5 ? "--ok-soft" : "--danger-soft"}) ${lead + 10}%, transparent)`,
      }}
    >
      <Link
        href={`${hrefs.comparisons(evaluationId)}?first=${duel.firstId}&second=${duel.secondId}&only=voted`}
        className="font-medium hover:underline"
      >
        {percent(rate)}
      </Link>
      <span className="block text-ink-faint text-xs">{duel.adjusted.n}</span>
    </Cell>
  );
}
