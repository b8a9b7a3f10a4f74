import type { Metadata } from "next";
import { NewEvaluation } from "@/components/evaluation/evaluation-form";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "New evaluation" };

type Props = InProject & {
  searchParams: Promise<Partial<Record<"models" | "runs" | "snapshots" | "names" | "kind", string | string[]>>>;
};

export default async function NewEvaluationPage({ params, searchParams }: Props) {
  const { models, runs, snapshots, names, kind } = await searchParams;
  const chosen = { model: listOf(models), run: listOf(runs), snapshot: listOf(snapshots), names: listOf(names, "\n") };
  const { viewer } = await visit(params, hrefs.newEvaluation);
  return (
    <Page title="New evaluation" lead="What is compared, on what, and how people vote." width="reading">
      <LeadsOnly viewer={viewer} right="evaluation.manage" what="set up evaluations">
        <NewEvaluation chosen={chosen} kind={kind === "dialogues" || kind === "turing" ? kind : "answers"} />
      </LeadsOnly>
    </Page>
  );
}

function listOf(given: string | string[] | undefined, between = ","): string[] {
  return typeof given === "string" ? given.split(between).filter((id) => id !== "") : [];
}
