import type { ToldApart } from "@/lib/domain/statistics/corpus-figures";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { IntervalCell } from "./figure-cells";
import { tellFigure } from "./figure-words";

/** How well users and people are told apart, a line for each time somebody tried; null where nothing came of it. */
export function ToldApartTable({ title, lines }: { title: string; lines: [string, ToldApart | null][] }) {
  return (
    <Table caption={title}>
      <thead>
        <tr>
          <HeadCell>{title}</HeadCell>
          <HeadCell numeric title="Mean chance that a person wrote a text of its users">
            Likeness
          </HeadCell>
          <HeadCell numeric>People's own</HeadCell>
          <HeadCell numeric title="Chance that a person's text scores above a simulated one: 50 % is guessing">
            Told apart (AUC)
          </HeadCell>
          <HeadCell numeric title="How far scores lie from what was so, on average">
            Calibration error
          </HeadCell>
          <HeadCell numeric>Texts</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map(([name, one]) => (
          <Row key={name}>
            <Cell className="min-w-56 max-w-md break-words">
              <bdi>{name}</bdi>
            </Cell>
            <IntervalCell value={one?.meanSimulated} interval={one?.simulatedInterval} unit="share" />
            <Cell numeric>{one ? tellFigure(one.meanHuman, "share") : "none"}</Cell>
            <IntervalCell value={one?.auc} interval={one?.interval} unit="share" />
            <Cell numeric>{one ? tellFigure(one.calibrationError, "share") : "none"}</Cell>
            <Cell numeric>{one ? `${formatNumber(one.simulated)} and ${formatNumber(one.human)}` : "none"}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
