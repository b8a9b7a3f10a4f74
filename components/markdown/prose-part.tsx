import { memo, type ReactNode, useMemo } from "react";
import { Blocks } from "./block-tokens";
import { lexMarkdown } from "./lex-markdown";
import { RawText } from "./raw-text";

type ProsePartProps = {
  source: string;
  listFrom: number | null;
  /** What was written since `source` was read; shown as it is. */
  tail: string;
  /** Behind the last word. */
  caret?: ReactNode;
};

/** A part of a reply as a person would read it. */
export const ProsePart = memo(function ProsePart({ source, listFrom, tail, caret }: ProsePartProps) {
  const tokens = useMemo(() => lexMarkdown(source), [source]);
  if (!tokens) return <RawText text={source + tail} end={caret} />;
  const end = (tail || caret) && (
    <>
      {tail}
      {caret}
    </>
  );
  return <Blocks tokens={tokens} from={listFrom} end={end || undefined} />;
});
