import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Link } from "./link";

type NothingYetProps = {
  icon: LucideIcon;
  /** What there is none of. */
  title: string;
  /** Why, and what comes of it. */
  children: ReactNode;
  /** The page on which the first one is made; none for those who may not. */
  way: { href: string; label: string } | false;
};

/** Stands where a list has nothing yet, with the way to its first entry. */
export function NothingYet({ icon, title, children, way }: NothingYetProps) {
  const action = way && (
    <Button asChild variant="primary">
      <Link href={way.href}>{way.label}</Link>
    </Button>
  );
  return (
    <EmptyState icon={icon} title={title} action={action}>
      {children}
    </EmptyState>
  );
}
