import { SearchX } from "lucide-react";
import { Link } from "@/components/layout/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefs } from "@/lib/contract/hrefs";

export default function StudioNotFound() {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-12">
      <EmptyState
        icon={SearchX}
        title="There is nothing at this address"
        action={
          <Button asChild>
            <Link href={hrefs.home}>To the start</Link>
          </Button>
        }
      >
        The link may be mistyped, or what it named was removed.
      </EmptyState>
    </div>
  );
}
