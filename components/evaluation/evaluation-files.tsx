"use client";

import { Download } from "lucide-react";
import { urlOf } from "@/lib/client/call";
import type { InputOf } from "@/lib/contract/endpoints";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";

type Props = { evaluationId: string; results: EvaluationResults };
type Query = NonNullable<InputOf<"exportEvaluation">["query"]>;
type File = Query & { name: string; use: string };

/** Everything that an evaluation gives away as a file: its figures, and what FastChat's tools read. */
export function EvaluationFiles({ evaluationId, results }: Props) {
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
              href={urlOf("exportEvaluation", { params: { evaluationId }, query: { format, of } })}
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

function filesOf({ source, sources, contenders, kind }: EvaluationResults): File[] {
  const judges = sources.filter(({ mode }) => mode !== "people");
  const ofJudges = judges.map(({ id, name, mode }): File => {
    const about = { of: id, name: `Judgments by ${name}` };
    if (mode === "pair") return { ...about, format: "judgment_pair", use: "model_judgment, pairs, JSONL" };
    return { ...about, format: "judgment_single", use: "model_judgment, single, JSONL" };
  });
  const ofContenders = contenders.map(({ id, name }): File => {
    return { format: "model_answer", of: id, name: `Answers of ${name}`, use: "model_answer, JSONL" };
  });
  return [
    { format: "results_csv", of: source, name: "Figures", use: "CSV, of the votes that are shown" },
    { format: "human_votes", name: "People's votes", use: "human judgments, JSONL" },
    ...ofJudges,
    ...(kind === "answers" ? [...ofQuestions, ...ofContenders] : []),
  ];
}

const ofQuestions: File[] = [
  { format: "question", name: "Questions", use: "question.jsonl" },
  { format: "reference_answer", name: "References", use: "reference_answer, JSONL" },
];
