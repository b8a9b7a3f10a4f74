import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { NewSeedSet } from "@/components/seed-set/new-seed-set";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "New seed set" };

export default async function NewSeedSetPage({ params }: InProject) {
  const { viewer } = await visit(params, hrefs.newSeedSet);
  return (
    <Page title="New seed set" lead="Type, paste or choose a file. It is taken whole, or not at all." width="reading">
      <LeadsOnly viewer={viewer} right="seedSet.manage" what="make seed sets">
        <NewSeedSet />
      </LeadsOnly>
    </Page>
  );
}
