import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function StudioLoading() {
  return (
    <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:px-8 sm:py-8">
      <Skeleton className="mb-8 h-8 w-56" />
      <SkeletonRows />
    </div>
  );
}
