import { serve } from "@/lib/http/serve";
import { measureCorpusOf, readCorpusFigures } from "@/lib/operations/statistics/corpus-figures";

export const GET = serve("getDataSetCorpus", ({ params }) =>
  readCorpusFigures({ kind: "data_set", id: params.dataSetId }),
);

export const POST = serve("measureDataSetCorpus", ({ viewer, params, body }) =>
  measureCorpusOf(viewer, { kind: "data_set", id: params.dataSetId }, body.peopleId),
);
