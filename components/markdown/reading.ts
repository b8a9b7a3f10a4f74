import { MarkdownText } from "./markdown-text";
import { RawTextButton } from "./raw-text-button";

/** How texts of models read, and the button that shows them letter by letter. */
export const reading = { MarkdownText, RawTextButton };
