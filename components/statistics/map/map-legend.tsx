import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { formatNumber } from "../../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { tintOf } from "./map-colours";
import type { MapGroup } from "./map-groups";

type MapLegendProps = {
  caption: string;
  named: readonly MapGroup[];
  off: ReadonlySet<number>;
  onToggle: (group: number) => void;
  onChoose: (group: number) => void;
};

/** What the colours mean, and how many points each has: the map as a table, from which points are chosen, too. */
export function MapLegend({ caption, named, off, onToggle, onChoose }: MapLegendProps) {
  const all = named.reduce((sum, { count }) => sum + count, 0);
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <HeadCell>Shown</HeadCell>
          <HeadCell numeric>Points</HeadCell>
          <HeadCell>
            <span className="sr-only">Act</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {named.map(({ name, tint, count }, group) =>
          count === 0 ? null : (
            <Row key={name}>
              <Cell className="min-w-40">
                <Checkbox
                  checked={!off.has(group)}
                  onChange={() => onToggle(group)}
                  label={
                    <span className="flex items-center gap-2">
                      <span
                        aria-hidden
                        className="size-2.5 shrink-0 rounded-full"
                        style={{ background: tintOf(tint) }}
                      />
                      <bdi title={name} className="line-clamp-3 min-w-0 break-words">
                        {name}
                      </bdi>
                    </span>
                  }
                />
              </Cell>
              <Cell numeric>
                {formatNumber(count)}
                <span className="block text-ink-faint text-xs">{`${((100 * count) / Math.max(1, all)).toFixed(1)} %`}</span>
              </Cell>
              <Cell className="w-0">
                <Button size="sm" variant="quiet" onClick={() => onChoose(group)}>
                  Choose<span className="sr-only"> {name}</span>
                </Button>
              </Cell>
            </Row>
          ),
        )}
      </tbody>
    </Table>
  );
}
