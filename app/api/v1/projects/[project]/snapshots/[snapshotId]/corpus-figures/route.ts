import { serve } from "@/lib/http/serve";
import { measureCorpusOf, readCorpusFigures } from "@/lib/operations/statistics/corpus-figures";

export const GET = serve("getCorpusFigures", ({ params }) =>
  readCorpusFigures({ kind: "snapshot", id: params.snapshotId }),
);

export const POST = serve("measureCorpus", ({ viewer, params, body }) =>
  measureCorpusOf(viewer, { kind: "snapshot", id: params.snapshotId }, body.peopleId),
);
