import type { ImportPreview } from "@/lib/domain/import";
import { many } from "./import-words";

/** The first dialogues of a file as they will be, and what of it cannot be taken. */
export function ImportPreviewPanel({ preview }: { preview: ImportPreview }) {
  const { dialogues, problems } = preview;
  return (
    <div className="space-y-4">
      {problems.length > 0 && <ProblemList problems={problems} />}
      {dialogues.length === 0 ? (
        <p className="text-ink-soft text-sm">No dialogue could be read from the beginning of this file.</p>
      ) : (
        <ol aria-label="The first dialogues" className="space-y-3">
          {dialogues.slice(0, 3).map((dialogue) => (
            <PreviewedDialogue key={dialogue.line} dialogue={dialogue} />
          ))}
        </ol>
      )}
      {dialogues.length > 3 && <p className="text-ink-faint text-xs">And more like these.</p>}
    </div>
  );
}

const shownTurns = 6;

function PreviewedDialogue({ dialogue }: { dialogue: ImportPreview["dialogues"][number] }) {
  const { line, system, path, elsewhere, asides, lost, joined, cut, language, model, verdict, tags, acts } = dialogue;
  const facts = [
    language,
    model,
    verdict,
    ...tags,
    acts > 0 && `${many(acts, "act")} of people`,
    elsewhere > 0 && `${many(elsewhere, "turn")} on other branches`,
    asides > 0 && `${many(asides, "message")} of systems and tools kept apart`,
    lost > 0 && `letters lost (\uFFFD) in ${many(lost, "turn")}`,
    joined > 0 && `${many(joined, "turn")} joined`,
    cut > 0 && "its first turn left out",
  ].filter((fact) => typeof fact === "string" && fact !== "");
  return (
    <li className="rounded-lg border border-line bg-surface px-4 py-3">
      <p className="flex flex-wrap gap-x-3 text-ink-faint text-xs">
        <span className="tabular-nums">Line {line}</span>
        {facts.map((fact) => (
          <span key={String(fact)}>
            <bdi>{fact}</bdi>
          </span>
        ))}
      </p>
      {system !== "" && <Said who="System" text={system} />}
      {path.slice(0, shownTurns).map(({ speaker, text, reasoning }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path has its order and nothing else, and never reorders
        <Said key={i} who={speaker === "user" ? "User" : "Assistant"} text={text} isThought={reasoning !== null} />
      ))}
      {path.length > shownTurns && (
        <p className="mt-2 text-ink-faint text-xs">{many(path.length - shownTurns, "more turn")}</p>
      )}
    </li>
  );
}

function Said({ who, text, isThought = false }: { who: string; text: string; isThought?: boolean }) {
  return (
    <div className="mt-2 grid grid-cols-[5.5rem_minmax(0,1fr)] gap-2 text-sm">
      <span className="text-ink-faint text-xs leading-5">{who}</span>
      <div className="min-w-0">
        <p dir="auto" className="line-clamp-3 whitespace-pre-wrap break-words">
          {text}
        </p>
        {isThought && <p className="text-ink-faint text-xs">with its reasoning, kept apart</p>}
      </div>
    </div>
  );
}

export function ProblemList({ problems }: { problems: ImportPreview["problems"] }) {
  return (
    <section
      aria-label="Lines that cannot be taken"
      className="rounded-lg border border-warn/40 bg-warn-soft px-4 py-3"
    >
      <h3 className="font-semibold text-sm">{many(problems.length, "line")} at the beginning cannot be taken</h3>
      <ol className="mt-2 space-y-1 text-sm">
        {problems.slice(0, 5).map(({ line, column, message }) => (
          <li key={`${line} ${column} ${message}`} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
            <span className="text-ink-faint text-xs leading-5 tabular-nums">Line {line}</span>
            <span className="break-words">{message}</span>
          </li>
        ))}
      </ol>
      {problems.length > 5 && <p className="mt-1 text-ink-faint text-xs">And {problems.length - 5} more.</p>}
    </section>
  );
}
