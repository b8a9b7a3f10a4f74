import type { QueueResults } from "@/lib/contract/endpoints/results";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { FigureView } from "./figure-view";

type Slice = QueueResults["slices"][number];

const scriptWords: Record<string, string> = {
  ...{ latin: "Latin", cyrillic: "Cyrillic", han: "Chinese or Japanese", hangul: "Korean", arabic: "Arabic" },
  ...{ hebrew: "Hebrew", devanagari: "Devanagari", thai: "Thai", greek: "Greek", other: "Mixed or too short" },
};
const dayOf = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Agreement about the verdict by script and over time: where a guideline is read differently, and whether it gets better. */
export function SliceTables({ slices }: Pick<QueueResults, "slices">) {
  const scripts = slices.filter(({ kind }) => kind === "script");
  const times = slices.filter(({ kind }) => kind !== "script");
  return (
    <>
      {scripts.length > 0 && (
        <SliceTable
          title="By script"
          description="About the verdict, by the script of the opening question; languages of one script are not told apart."
          slices={scripts}
        />
      )}
      {times.length > 0 && (
        <SliceTable
          title="Over time"
          description="About the verdict, by when an item got its last answer (UTC). Few items make it jump: look at the range."
          slices={times}
        />
      )}
    </>
  );
}

function SliceTable({ title, description, slices }: { title: string; description: string; slices: Slice[] }) {
  return (
    <Panel title={title} description={description}>
      <Table caption={`Agreement ${title.toLowerCase()}`}>
        <thead>
          <tr>
            <HeadCell>{slices[0]?.kind === "script" ? "Script" : "When"}</HeadCell>
            <HeadCell numeric>Items</HeadCell>
            <HeadCell>Same verdict</HeadCell>
            <HeadCell>Krippendorff's α</HeadCell>
          </tr>
        </thead>
        <tbody>
          {slices.map((slice) => (
            <Row key={slice.key}>
              <Cell>{nameOf(slice)}</Cell>
              <Cell numeric>{slice.items}</Cell>
              <Cell>
                <FigureView figure={slice.raw} unit="percent" />
              </Cell>
              <Cell>
                <FigureView figure={slice.alpha} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function nameOf({ kind, key }: Slice): string {
  if (kind === "script") return scriptWords[key] ?? key;
  const day = dayOf.format(new Date(key));
  return kind === "week" ? `Week of ${day}` : day;
}
