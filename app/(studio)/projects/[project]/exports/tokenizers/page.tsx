import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { TokenizerList } from "@/components/tokenizer/tokenizer-list";
import { Button } from "@/components/ui/button";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Tokenizers" };

export default async function TokenizersPage({ params }: InProject) {
  const { viewer } = await visit(params, dataHrefs.tokenizers);
  return (
    <Page
      title="Tokenizers"
      lead="How the models that you train read: exports count, show and make tokens by them."
      actions={
        may(viewer, "dialogue.export") && (
          <Button asChild variant="primary">
            <Link href={dataHrefs.newTokenizer}>Add a tokenizer</Link>
          </Button>
        )
      }
    >
      <LeadsOnly viewer={viewer} right="dialogue.export" what="add tokenizers">
        <TokenizerList />
      </LeadsOnly>
    </Page>
  );
}
