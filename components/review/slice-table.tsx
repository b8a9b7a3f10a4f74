import type { QueueResults } from "@/lib/contract/endpoints/results";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { FigureView } from "./figure-view";

type Slice = QueueResults["slices"][number];

const languageNames = new Intl.DisplayNames("en", { type: "language" });
const dayOf = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Agreement about the verdict by language and over time: where a guideline is read differently, and whether it gets better. */
export function SliceTables({ slices }: Pick<QueueResults, "slices">) {
  const languages = slices.filter(({ kind }) => kind === "language");
  const times = slices.filter(({ kind }) => kind !== "language");
  return (
    <>
      {languages.length > 0 && (
        <SliceTable
          title="By language"
          description="About the verdict, by the language of the opening question, as far as it is long enough to tell."
          slices={languages}
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
            <HeadCell>{slices[0]?.kind === "language" ? "Language" : "When"}</HeadCell>
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
  if (kind === "language") return key === "unknown" ? "Too short to tell" : (languageNames.of(key) ?? key);
  const day = dayOf.format(new Date(key));
  return kind === "week" ? `Week of ${day}` : day;
}
