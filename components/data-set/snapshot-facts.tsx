import type { ReactNode } from "react";
import type { SnapshotFacts } from "@/lib/domain/training/snapshot";
import { originWords, speakerWords } from "../transcript/dialogue-words";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { leftOutRows, many } from "./data-set-words";
import { LeftOut } from "./left-out";

/** What was so at the moment of a snapshot: where its dialogues come from, and how they were judged. */
export function SnapshotFactsPanels({ facts }: { facts: SnapshotFacts }) {
  const { runs, imports, origins, queues, decisions, people, tags, languages, endMarks } = facts;
  const leftOut = leftOutRows(facts.leftOut);
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Panel title="Where its turns come from">
        <Pairs rows={sourceRows(facts)} />
        {runs.map(({ id, name, dialogues, simulator, assistant, ...told }) => (
          <Origin key={id} name={name} what={`${many(dialogues, "dialogue")} of this run`}>
            <Pairs
              rows={[
                ["User by", saidModel(simulator, told.simulatorSampling)],
                ["Assistant by", saidModel(assistant, told.assistantSampling)],
                ["The user's prompt", told.simulatorPrompt],
                ["The assistant's prompt", told.assistantPrompt],
              ]}
            />
          </Origin>
        ))}
        {imports.map((file) => (
          <FileOrigin key={file.id} file={file} before={origins.filter(({ importId }) => importId === file.id)} />
        ))}
        {languages.length > 0 && (
          <p className="mt-3 text-ink-soft text-sm">
            Languages as files say them:{" "}
            {languages.map(({ language, dialogues }) => `${language} ${formatNumber(dialogues)}`).join(", ")}
          </p>
        )}
      </Panel>
      <Panel title="How it was judged">
        <Pairs
          rows={[
            [
              "People",
              people > 0
                ? `${many(people, "person").replace("persons", "people")} decided something`
                : "Nobody decided anything",
            ],
            [
              "Labelled",
              facts.labelled > 0
                ? `${many(facts.labelled, "dialogue")}, by: ${facts.fields.map(({ label }) => label).join(", ")}`
                : "",
            ],
            ["Ends marked by people", endMarks > 0 ? formatNumber(endMarks) : ""],
            ["Acts", decisions.map(({ kind, n }) => `${kind.replaceAll("_", " ")} ${formatNumber(n)}`).join(", ")],
            ["Tags", tags.map(({ tag, dialogues }) => `${tag} ${formatNumber(dialogues)}`).join(", ")],
          ]}
        />
        {queues.map(({ id, name, guidelineVersion, dialogues, settled, agreement }) => (
          <Origin key={id} name={name} what={`guideline version ${guidelineVersion}`}>
            <p className="text-sm tabular-nums">
              {`${many(dialogues, "dialogue")} in this queue, ${formatNumber(settled)} settled. `}
              {agreement
                ? `Krippendorff’s alpha ${saidFigure(agreement.alpha)}, raw agreement ${saidFigure(agreement.raw)} over ${many(agreement.items, "item")} of the queue.`
                : "Nobody judged the same item as another there."}
            </p>
          </Origin>
        ))}
        {leftOut.length > 0 && (
          <Origin name="Left out of the snapshot" what="of the data set, then">
            <LeftOut rows={leftOut} />
          </Origin>
        )}
      </Panel>
    </div>
  );
}

function sourceRows({ turnsBy }: SnapshotFacts): [string, string][] {
  return Object.entries(turnsBy).map(([source, n]) => {
    const [speaker, origin] = source.split(" ") as [keyof typeof speakerWords, keyof typeof originWords | "edited"];
    const by = origin === "edited" ? "changed by a person" : originWords[origin].toLowerCase();
    return [`${speakerWords[speaker]}, ${by}`, many(n ?? 0, "turn")];
  });
}

type FileOriginProps = { file: SnapshotFacts["imports"][number]; before: SnapshotFacts["origins"] };

/** A file, with what was said of it and, of one of our own, what it says of where its dialogues came from before. */
function FileOrigin({ file: { name, dialogues, source, format }, before }: FileOriginProps) {
  return (
    <Origin name={name} what={`${many(dialogues, "dialogue")} of this file (${format})`}>
      <Pairs rows={saidSource(source)} />
      {before.map(({ dialogues: some, from }) => (
        <div key={JSON.stringify(from)} className="mt-2 border-line border-l-2 pl-3">
          <p className="mb-1 text-sm">
            <bdi>{from.name}</bdi>{" "}
            <span className="text-ink-faint text-xs">{`${many(some, "dialogue")} of this ${from.kind}, as it says`}</span>
          </p>
          <Pairs
            rows={
              from.kind === "file"
                ? saidSource(from.about)
                : [
                    ["User by", saidModel(from.simulator, from.simulator.sampling)],
                    ["Assistant by", saidModel(from.assistant, from.assistant.sampling)],
                  ]
            }
          />
        </div>
      ))}
    </Origin>
  );
}

function saidSource(source: SnapshotFacts["imports"][number]["source"]): [string, string][] {
  return [
    ["Licence", source?.licence ?? ""],
    ["Consent", source?.consent ?? ""],
    ["Language", source?.language ?? ""],
  ];
}

function saidModel(
  model: { name: string; upstreamModel: string },
  sampling: Record<string, number | undefined>,
): string {
  const said = Object.entries(sampling).map(([name, value]) => `${name} ${value}`);
  return [`${model.name} (${model.upstreamModel})`, ...said].join(", ");
}

function saidFigure(figure: number | null): string {
  return figure === null ? "undefined" : figure.toFixed(2);
}

function Origin({ name, what, children }: { name: string; what: string; children: ReactNode }) {
  return (
    <section className="mt-4 border-line border-t pt-3">
      <h3 className="mb-1 text-sm">
        <bdi className="font-medium">{name}</bdi> <span className="text-ink-faint text-xs">{what}</span>
      </h3>
      {children}
    </section>
  );
}

/** Names and what they are; those that are nothing are left out. */
function Pairs({ rows }: { rows: [string, string][] }) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-1 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
      {rows
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="wrap-anywhere line-clamp-4 whitespace-pre-wrap tabular-nums max-sm:mb-1">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}
