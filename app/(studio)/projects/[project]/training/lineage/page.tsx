import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { HoldersPage } from "@/components/training-job/holders-page";
import { LineagePage } from "@/components/training-job/lineage-page";
import { EmptyState } from "@/components/ui/empty-state";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Lineage" };

const kinds = ["model", "training", "snapshot", "run", "import"] as const;
type Asked = Partial<Record<(typeof kinds)[number] | "dialogue", string | string[]>>;

export default async function LineageOf({ params, searchParams }: InProject & { searchParams: Promise<Asked> }) {
  const asked = await searchParams;
  const kind = kinds.find((one) => typeof asked[one] === "string");
  const { dialogue } = asked;
  const id = kind && asked[kind];
  if (typeof dialogue === "string") {
    await visit(params, trainingHrefs.holders(dialogue));
    return (
      <Page
        title="Who holds this dialogue"
        lead="Every snapshot and file with it, and every model that has learned from it."
      >
        <HoldersPage dialogueId={dialogue} />
      </Page>
    );
  }
  const about = kind && typeof id === "string" ? { [kind]: id } : null;
  await visit(params, trainingHrefs.trainings);
  return (
    <Page
      title="Lineage"
      lead="What was it trained on, who touched it, how good is it: from where data comes to what is known of a model."
    >
      {about ? (
        <LineagePage about={about} />
      ) : (
        <EmptyState title="Of what?">Open a model, a training or a snapshot, then choose Lineage there.</EmptyState>
      )}
    </Page>
  );
}
