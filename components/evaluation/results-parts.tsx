"use client";

import { Download } from "lucide-react";
import { urlOf } from "@/lib/client/call";
import type { ResultsQuery } from "@/lib/client/queries/judging-queries";
import type { InputOf } from "@/lib/contract/endpoints";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { formatFacts as facts } from "@/lib/contract/format-facts";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { ResultsBody } from "./results-body";

/** Figures of an evaluation, and the files made of it. */
export const resultsParts = { EvaluationFiles, ResultsBody };

type Props = { evaluationId: string; results: EvaluationResults; shown: ResultsQuery };

type Query = NonNullable<InputOf<"exportEvaluation">["query"]>;

type File = Query & { name: string; use: string };

/** Everything that an evaluation gives away as a file: its figures, and what FastChat's tools read. */
function EvaluationFiles({ evaluationId, results, shown }: Props) {
  return (
    <Popover
      label="Download files"
      align="end"
      trigger={
        <Button size="sm">
          <Download aria-hidden className="size-3.5" />
          Files
        </Button>
      }
    >
      <ul className="-mx-1 max-h-[70dvh] w-72 space-y-0.5 overflow-y-auto">
        {filesOf(results).map(({ format, of, name, use }) => (
          <li key={`${format} ${of}`}>
            <a
              download
              href={urlOf("exportEvaluation", {
                params: { evaluationId },
                query: format === "results_csv" ? { format, of, ...viewOf(shown) } : { format, of },
              })}
              className="block rounded-md px-2 py-1.5 hover:bg-hover"
            >
              <span dir="auto" className="font-medium text-sm">
                {name}
              </span>
              <span className="block text-ink-faint text-xs">{use}</span>
            </a>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

function filesOf({ source, sources, candidates, kind }: EvaluationResults): File[] {
  const judges = sources.filter(({ mode }) => mode !== "people");
  const ofJudges = judges.map(({ id, name, mode }) => {
    return fileOf(mode === "pair" ? "judgment_pair" : "judgment_single", `Judgments by ${name}`, id);
  });
  const ofCandidates = candidates.map(({ id, name }) => fileOf("model_answer", `Answers of ${name}`, id));
  return [
    fileOf("results_csv", facts.results_csv.name, source),
    fileOf("every_vote", facts.every_vote.name),
    ...(kind === "turing" ? [] : [fileOf("human_votes", facts.human_votes.name)]),
    ...ofJudges,
    ...(kind === "answers"
      ? [
          fileOf("question", facts.question.name),
          fileOf("reference_answer", facts.reference_answer.name),
          ...ofCandidates,
        ]
      : []),
  ];
}

/** Figures go out as they are shown. */
function viewOf({ source: _, ...view }: ResultsQuery) {
  return view;
}

function fileOf(format: Query["format"], name: string, of?: string): File {
  return { format, of, name, use: facts[format].use };
}
