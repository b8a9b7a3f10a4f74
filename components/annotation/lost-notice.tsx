import { Button } from "../ui/button";

/** The item before the person went to somebody else; they may finish it all the same, or leave it. */
export function LostNotice({ why, onPass }: { why: string; onPass: () => void }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 bg-warn-soft px-4 py-2 text-sm text-warn sm:px-6">
      <p className="min-w-0 flex-1">{why}</p>
      <Button size="sm" onClick={onPass}>
        Leave it, next item
      </Button>
    </div>
  );
}
