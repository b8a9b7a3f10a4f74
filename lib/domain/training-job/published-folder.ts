/** What stands beside a model's own files: what it is for people, and for programs. */
export const modelCardName = "README.md";
export const modelManifestName = "realchat-training.json";

/** The folder of a published model in a bucket: small letters, digits and hyphens of its name, then its training's id. */
export function publishedFolder(name: string, trainingId: string): string {
  const words = name
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z\d]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
  return words === "" ? trainingId : `${words}-${trainingId}`;
}
