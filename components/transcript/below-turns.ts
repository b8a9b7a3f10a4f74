import { ComposerForm } from "./composer-form";
import { TranscriptEnd } from "./transcript-end";

/** What comes below turns: forms for whoever writes, and where the dialogue stands. */
export const belowTurns = { ComposerForm, TranscriptEnd };
