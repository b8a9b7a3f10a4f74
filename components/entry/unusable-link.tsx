import type { ReactNode } from "react";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { ErrorState } from "../ui/error-state";

/** Where a link that was sent leads to nothing: why, and the way in for who has an account. */
export function UnusableLink({ title, children }: { title: string; children: ReactNode }) {
  return (
    <ErrorState title={title}>
      {children} You can{" "}
      <Link href={hrefs.signIn} className="text-accent underline">
        sign in
      </Link>{" "}
      if you have an account.
    </ErrorState>
  );
}
