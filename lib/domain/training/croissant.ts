import { cardFactsOf } from "./card-facts";
import { saidCounts } from "./card-rows";
import { cardSources } from "./card-sources";
import type { ExportedFile } from "./manifest";
import type { Snapshot, SnapshotFacts } from "./snapshot";

const context = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  sc: "https://schema.org/",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  dct: "http://purl.org/dc/terms/",
  citeAs: "cr:citeAs",
  conformsTo: "dct:conformsTo",
  isLiveDataset: "cr:isLiveDataset",
  recordSet: "cr:recordSet",
};

const licenceUrls: Record<string, string> = {
  "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
  "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
  "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
  "cc-by-nc-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
  "odc-by": "https://opendatacommons.org/licenses/by/1-0/",
  "apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
  mit: "https://opensource.org/license/mit",
};

/** What is known of a snapshot as Croissant 1.0 with its vocabulary for responsible AI; `files`: of an export, beside which it lies. */
export function croissantOf(
  snapshot: Snapshot & { facts: SnapshotFacts },
  files: readonly ExportedFile[] = [],
): object {
  const { number, dialogues, turns, digest, note, createdAt, facts } = snapshot;
  const { name, license, licences, languages, synthetic, tags } = cardFactsOf(snapshot);
  const { files: given, runs } = cardSources(facts);
  const models = new Set(runs.flatMap(({ simulator, assistant }) => [simulator, assistant]));
  return {
    "@context": context,
    "@type": "sc:Dataset",
    conformsTo: ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
    name,
    description: note || `${dialogues} dialogues of ${turns} turns between a user and an assistant.`,
    version: `${number}.0.0`,
    datePublished: createdAt.slice(0, 10),
    dateCreated: createdAt,
    isLiveDataset: false,
    license: licenceUrls[license] ?? (licences.join("; ") || "unknown"),
    isBasedOn: given.map(({ name: file, source }) => ({
      "@type": "sc:Dataset",
      name: file,
      license: source?.licence || "unknown",
    })),
    inLanguage: languages,
    keywords: tags,
    identifier: `sha256:${digest}`,
    "rai:dataCollection": saidCounts(facts),
    "rai:dataCollectionType": synthetic === "none" ? ["Others"] : ["Software Collection"],
    "rai:machineAnnotationTools": [...models],
    "rai:dataAnnotationProtocol": facts.queues.map(
      (queue) => `${queue.name}, guideline version ${queue.guidelineVersion}`,
    ),
    "rai:dataAnnotationAnalysis": facts.queues.flatMap(({ name: queue, agreement }) =>
      agreement?.alpha == null ? [] : [`${queue}: Krippendorff's alpha of verdicts ${agreement.alpha.toFixed(2)}`],
    ),
    "rai:dataLimitations": `${dialogues - facts.accepted - facts.rejected} of ${dialogues} dialogues were judged by nobody.`,
    distribution: files.map(({ name, mediaType, bytes, sha256 }) => ({
      "@type": "cr:FileObject",
      "@id": name,
      name,
      contentUrl: name,
      contentSize: `${bytes} B`,
      encodingFormat: mediaType,
      sha256,
    })),
    recordSet: [],
  };
}
