import type { QueueResults } from "@/lib/contract/endpoints/results";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { FigureView } from "./figure-view";

const languageNames = new Intl.DisplayNames("en", { type: "language" });

const dayOf = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

const kindWords = { verdict: "Verdict", reason: "Reason", label: "Label" } as const;

/** How well people agree, question by question. */
export function AgreementTable({ questions }: Pick<QueueResults, "questions">) {
  return (
    <Panel
      title="Agreement"
      description="Over items that several people judged, each without seeing the others. 1 is perfect, 0 what chance would bring; the range is a 95 % interval over items."
    >
      <Table caption="Agreement by question">
        <thead>
          <tr>
            <HeadCell>Question</HeadCell>
            <HeadCell>Same answer</HeadCell>
            <HeadCell>Cohen's κ</HeadCell>
            <HeadCell>Fleiss' κ</HeadCell>
            <HeadCell>Krippendorff's α</HeadCell>
          </tr>
        </thead>
        <tbody>
          {questions.map(({ kind, key, label, clause, level, agreement }) => (
            <Row key={`${kind}.${key}`}>
              <Cell>
                <span className="font-medium">{label}</span>
                <span className="block text-ink-faint text-xs">
                  {kindWords[kind]}, {level}
                  {clause && `, see ${clause}`}
                </span>
              </Cell>
              <Cell>
                <FigureView figure={agreement.raw} unit="percent" />
              </Cell>
              <Cell>
                <FigureView figure={agreement.cohen} />
              </Cell>
              <Cell>
                <FigureView figure={agreement.fleiss} />
              </Cell>
              <Cell>
                <FigureView figure={agreement.alpha} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

/** People two by two, and how well each knows the gold items. */
export function PeopleTables({ pairs, gold }: Pick<QueueResults, "pairs" | "gold">) {
  return (
    <>
      {pairs.length > 0 && (
        <Panel
          title="Two by two"
          description="About the verdict. A low figure says that two people read the guideline differently; talk about it."
        >
          <Table caption="Agreement of pairs of people">
            <thead>
              <tr>
                <HeadCell>People</HeadCell>
                <HeadCell>Same verdict</HeadCell>
                <HeadCell>Cohen's κ</HeadCell>
              </tr>
            </thead>
            <tbody>
              {pairs.map(({ first, second, raw, cohen }) => (
                <Row key={`${first.id}.${second.id}`}>
                  <Cell>
                    {first.name} and {second.name}
                  </Cell>
                  <Cell>
                    <FigureView figure={raw} unit="percent" />
                  </Cell>
                  <Cell>
                    <FigureView figure={cohen} />
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </Panel>
      )}
      {gold.length > 0 && (
        <Panel title="Gold items" description="Right answers to items whose answer is known.">
          <Table caption="Accuracy on gold items">
            <thead>
              <tr>
                <HeadCell>Person</HeadCell>
                <HeadCell>Right</HeadCell>
              </tr>
            </thead>
            <tbody>
              {gold.map(({ person, accuracy }) => (
                <Row key={person.id}>
                  <Cell>{person.name}</Cell>
                  <Cell>
                    <FigureView figure={accuracy} unit="percent" />
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </Panel>
      )}
    </>
  );
}

type Slice = QueueResults["slices"][number];

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
