import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { NewRun } from "@/components/run/run-set-up";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "New run" };

export default async function NewRunPage({
  params,
  searchParams,
}: InProject & { searchParams: Promise<Partial<Record<"from" | "simulator" | "assistant", string | string[]>>> }) {
  const { from, simulator, assistant } = await searchParams;
  const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
  const original = typeof from === "string" ? from : null;
  const { viewer } = await visit(params, original ? hrefs.duplicateRun(original) : hrefs.newRun);
  return (
    <Page title="New run" lead="Nothing is written before you launch it." width="reading">
      <LeadsOnly viewer={viewer} right="run.manage" what="set up runs">
        <NewRun key={original} from={original} simulator={one(simulator)} assistant={one(assistant)} />
      </LeadsOnly>
    </Page>
  );
}
