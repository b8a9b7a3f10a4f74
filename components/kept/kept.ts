import { type EntryKind, type OutboxEntry, subjectOf } from "@/lib/client/browser-outbox";
import { type DraftName, draftsOf } from "@/lib/client/kept-drafts";
import type { MadeIn } from "@/lib/client/made-in";
import { isFields } from "@/lib/client/stored";

/** Something of a person's that lies in this browser alone and will not go to its project by itself. */
export type Kept = {
  id: string;
  what: string;
  project: MadeIn;
  /** Why it was not sent, in the studio's words; null of what nobody tried to send. */
  why: string | null;
  /** All that was said, to be copied. */
  text: string;
  from: { kind: "entry"; entry: OutboxEntry } | { kind: "draft"; key: string };
};

const entryWords: Record<EntryKind, string> = {
  answer: "An answer to a review",
  vote: "A vote on a comparison",
  skip: "A skipped item",
  skip_ballot: "A skipped comparison",
  take_back: "An answer that was to be undone",
  take_back_vote: "A vote that was to be undone",
};

const draftWords: Record<DraftName, string> = {
  review: "An answer that was not finished",
  vote: "A vote that was not finished",
  composer: "A text that was not sent",
};

type Where = {
  personId: string;
  /** The project of the page, where they still are; null where they are in none, or in this one no more. */
  here: string | null;
  /** Ids of all that they are in. */
  projects: string[];
  waiting: OutboxEntry[];
};

/** What lies here of other projects and was refused, and all that was made in projects that the person is in no more. */
export function keptFor({ personId, here, projects, waiting }: Where): Kept[] {
  const refused = waiting.filter(({ problem, project }) => problem !== undefined && project.id !== here);
  const drafts = draftsOf(personId).filter(({ project }) => !projects.includes(project.id));
  return [
    ...refused.map((entry): Kept => {
      const { kind, project, problem = null } = entry;
      const said = "body" in entry ? saidIn(entry.body) : subjectOf(entry);
      const text = keptLines(said).join("\n");
      return { id: entry.id, what: entryWords[kind], project, why: problem, text, from: { kind: "entry", entry } };
    }),
    ...drafts.map(({ key, name, project, draft }): Kept => {
      const text = keptLines(draft).join("\n");
      return { id: key, what: draftWords[name], project, why: null, text, from: { kind: "draft", key } };
    }),
  ];
}

/** Without what only the studio reads. */
function saidIn(body: object): unknown {
  if ("answer" in body) return body.answer;
  return "vote" in body ? body.vote : body;
}

/** What somebody said, in lines to be copied: each field by its name, texts as they were written. */
export function keptLines(said: unknown, name = ""): string[] {
  if (said === null || said === undefined || said === "") return [];
  if (Array.isArray(said)) {
    const isPlain = said.every((one) => typeof one !== "object" || one === null);
    if (isPlain) return said.length === 0 ? [] : [`${name}: ${said.map((one) => one ?? "not said").join(", ")}`];
    return said.flatMap((one, i) => keptLines(one, `${name} ${i + 1}`));
  }
  if (isFields(said))
    return Object.entries(said).flatMap(([key, one]) => keptLines(one, name === "" ? key : `${name}, ${key}`));
  return [`${name}: ${said}`];
}
