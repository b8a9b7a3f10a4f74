import { AppError } from "@/lib/base/app-error";
import type { IncomingFile } from "@/lib/contract/endpoint";
import { type LegacyEncoding, legacyText } from "@/lib/formats/text/legacy-text";

/** The file as UTF-8. Throws where its bytes are no letters of the encoding that it is said to be in. */
export async function* inUtf8(file: IncomingFile, encoding: LegacyEncoding): IncomingFile {
  const encoder = new TextEncoder();
  for await (const text of legacyText(file, encoding)) {
    if (text.includes("\uFFFD"))
      throw new AppError(
        "invalid",
        `Some of its bytes are no letters of ${encoding}. Choose how it was saved anew. Nothing was imported.`,
      );
    yield encoder.encode(text);
  }
}
