"use client";

import { Plus, X } from "lucide-react";
import { Button } from "../ui/button";
import { FieldGroup } from "../ui/field-group";
import type { DraftFields } from "../ui/form/draft-fields";
import { IconButton } from "../ui/icon-button";
import { Panel } from "../ui/panel";
import { CandidateRow } from "./candidate-row";
import { candidateDraft, type EvaluationDraft } from "./evaluation-draft";

/** Who is compared. */
export function CandidateFields({ fields }: { fields: DraftFields<EvaluationDraft> }) {
  const { candidates, kind } = fields.draft;
  const least = kind === "turing" ? 1 : 2;
  return (
    <Panel
      title="Candidates"
      description={
        kind === "answers"
          ? "Models answer the questions themselves; answers that you have already come from a file, after this step."
          : "Dialogues are matched by their opening question. Files are imported after this step."
      }
      aside={
        <Button size="sm" onClick={() => fields.change({ candidates: [...candidates, candidateDraft(kind)] })}>
          <Plus aria-hidden className="size-4" />
          Add a candidate
        </Button>
      }
    >
      <FieldGroup legend="Who is compared" isLegendHidden name="candidates">
        <ol className="space-y-4">
          {candidates.map((candidate, i) => (
            <li key={candidate.key} className="flex flex-wrap items-start gap-3">
              <CandidateRow fields={fields.row("candidates", i)} kind={kind} at={`candidates.${i}.`} />
              <IconButton
                icon={X}
                className="mt-6.5"
                label={`Take out ${candidate.name || `candidate ${i + 1}`}`}
                disabled={candidates.length <= least}
                onClick={() => fields.change({ candidates: candidates.filter((_, at) => at !== i) })}
              />
            </li>
          ))}
        </ol>
      </FieldGroup>
    </Panel>
  );
}
