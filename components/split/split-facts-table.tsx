import type { Split, SplitFacts } from "@/lib/domain/training/split";
import { many } from "../data-set/data-set-words";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { LeakLines } from "./leak-lines";
import { partWords } from "./split-words";

type SplitFactsProps = { facts: SplitFacts; spec: Pick<Split, "shares" | "together">; caption: string };

/** What a split came to, part by part, and whether any of it leaks. */
export function SplitFactsTable({ facts, spec, caption }: SplitFactsProps) {
  const all = facts.parts.reduce((sum, { dialogues }) => sum + dialogues, 0);
  return (
    <div className="space-y-3">
      <Table caption={caption}>
        <thead>
          <tr>
            <HeadCell>Part</HeadCell>
            <HeadCell numeric>Dialogues</HeadCell>
            <HeadCell numeric>Share</HeadCell>
            <HeadCell numeric>Rounds</HeadCell>
            <HeadCell numeric>Turns</HeadCell>
            <HeadCell numeric>Clusters</HeadCell>
            <HeadCell numeric>Largest cluster</HeadCell>
          </tr>
        </thead>
        <tbody>
          {facts.parts.map(({ part, dialogues, turns, clusters, largest }) => (
            <Row key={part}>
              <Cell>{partWords[part]}</Cell>
              <Cell numeric>{formatNumber(dialogues)}</Cell>
              <Cell numeric>
                {((dialogues / all) * 100).toFixed(1)} % <span className="text-ink-faint">of {spec.shares[part]}</span>
              </Cell>
              <Cell numeric>{formatNumber(turns / 2)}</Cell>
              <Cell numeric>{formatNumber(turns)}</Cell>
              <Cell numeric>{formatNumber(clusters)}</Cell>
              <Cell numeric>{formatNumber(largest)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <LeakLines leaks={facts.leaks} together={spec.together} uncompared={facts.uncompared} />
      {facts.moved > 0 && (
        <p className="text-sm text-warn">
          {many(facts.moved, "dialogue")} {facts.moved === 1 ? "stands" : "stand"} in another part than in the split
          that it follows: clusters grew together.
        </p>
      )}
    </div>
  );
}
