"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSteerEvaluation } from "@/lib/client/mutations/judging-mutations";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { CandidateProgress, EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { FileButton } from "../ui/file-input";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { UploadProgress } from "../ui/upload-progress";
import { AddCandidateDialog } from "./add-candidate-dialog";

const sourceWords = {
  model: "Model",
  file: "File",
  run: "Run",
  data_set: "Data set",
  snapshot: "Snapshot",
  human: "Real people, file",
} as const;

/** Who takes part, what each has to show, what that took, and what is still to come. */
export function CandidateTable({ detail }: { detail: EvaluationDetail }) {
  const { evaluation, candidates } = detail;
  const manages = useMay("evaluation.manage");
  const { retry } = useSteerEvaluation(evaluation.id);
  const [adding, setAdding] = useState(false);
  const failed = candidates.reduce((sum, one) => sum + one.failed, 0);
  return (
    <Panel
      title="Candidates"
      aside={
        manages && (
          <div className="flex flex-wrap gap-2">
            {failed > 0 && (
              <Button size="sm" pending={retry.isPending} onClick={() => retry.mutate()}>
                Try the {formatNumber(failed)} failed again
              </Button>
            )}
            {evaluation.status !== "closed" && (
              <Button size="sm" onClick={() => setAdding(true)}>
                <Plus aria-hidden className="size-4" />
                Add a candidate
              </Button>
            )}
          </div>
        )
      }
    >
      {adding && <AddCandidateDialog detail={detail} onClose={() => setAdding(false)} />}
      <Table caption="Candidates">
        <thead>
          <tr>
            <HeadCell>Name</HeadCell>
            <HeadCell>Comes from</HeadCell>
            <HeadCell numeric>There</HeadCell>
            <HeadCell numeric>To come</HeadCell>
            <HeadCell numeric>Failed</HeadCell>
            <HeadCell numeric>Tokens</HeadCell>
            <HeadCell numeric>Cost</HeadCell>
            <HeadCell>
              <span className="sr-only">What can be done</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <CandidateRow key={candidate.id} candidate={candidate} evaluationId={evaluation.id} manages={manages} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

type CandidateRowProps = { candidate: CandidateProgress; evaluationId: string; manages: boolean };

function CandidateRow({ candidate, evaluationId, manages }: CandidateRowProps) {
  const { name, source, ready, missing, failed, failure, inputTokens, outputTokens, cost, estimate } = candidate;
  const isFile = source.kind === "file" || source.kind === "human";
  return (
    <Row>
      <Cell dir="auto" className="min-w-40 font-medium">
        {name}
      </Cell>
      <Cell className="min-w-44 text-ink-soft [overflow-wrap:anywhere]">
        {sourceWords[source.kind]}
        {source.kind === "data_set" && source.filterName && (
          <>
            {" · "}
            <Link href={hrefs.dialoguesOf(source.filter)} className="hover:underline">
              {source.filterName}
            </Link>
          </>
        )}
        {source.kind === "snapshot" && (
          <>
            {" · "}
            <Link href={dataHrefs.snapshot(source.snapshotId)} className="hover:underline">
              as it was frozen
            </Link>
          </>
        )}
        {isFile && source.fileName && <span className="text-ink-faint"> · {source.fileName}</span>}
      </Cell>
      <Cell numeric>{formatNumber(ready)}</Cell>
      <Cell numeric>
        {formatNumber(missing)}
        {estimate && missing > 0 && (
          <span className="block text-ink-faint text-xs">
            {estimate.basis === "limits" ? "at most" : "about"} {formatCompact(estimate.tokens)} tokens,{" "}
            {formatMoney(estimate.cost)}
          </span>
        )}
      </Cell>
      <Cell numeric className={failed > 0 ? "text-danger" : undefined}>
        <span title={failure ?? undefined}>{formatNumber(failed)}</span>
        {failure && <span className="block max-w-72 truncate text-xs">{failure}</span>}
      </Cell>
      <Cell numeric>{formatCompact(inputTokens + outputTokens)}</Cell>
      <Cell numeric>{formatMoney(cost)}</Cell>
      <Cell>{isFile && manages && <ImportButton candidate={candidate} evaluationId={evaluationId} />}</Cell>
    </Row>
  );
}

/** Chooses a file and says what was taken of it. */
function ImportButton({ candidate, evaluationId }: { candidate: CandidateProgress; evaluationId: string }) {
  const { importAnswers } = useSteerEvaluation(evaluationId);
  const [said, say] = useState<string[]>([]);
  async function take(file: File) {
    try {
      const { taken, notes } = await importAnswers.mutateAsync({ candidateId: candidate.id, file });
      say([`${formatNumber(taken)} taken.`, ...notes]);
    } catch (error) {
      say([messageOf(error)]);
    }
  }
  return (
    <div className="flex min-w-32 flex-col items-end gap-1">
      <FileButton
        accept={acceptedEndings(readableFormats("answers", "dialogues"))}
        aria-label={`File for ${candidate.name}`}
        pending={importAnswers.isPending}
        onFile={(file) => void take(file)}
      >
        Import<span className="sr-only"> a file for {candidate.name}</span>
      </FileButton>
      <UploadProgress sent={importAnswers.sent} />
      {said.length > 0 && (
        <div role="status" className="max-w-80 space-y-0.5 text-ink-soft text-xs">
          {said.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
    </div>
  );
}
