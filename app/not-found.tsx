import { Link } from "@/components/layout/link";
import { Button } from "@/components/ui/button";
import { hrefs } from "@/lib/contract/hrefs";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-6">
      <h1 className="font-semibold text-2xl tracking-tight">There is nothing at this address</h1>
      <p className="mt-2 text-ink-soft text-sm">The link may be mistyped, or what it named was removed.</p>
      <Button asChild className="mt-6 self-start">
        <Link href={hrefs.home}>To the start</Link>
      </Button>
    </main>
  );
}
