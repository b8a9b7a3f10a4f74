import { type CorpusFigureId, corpusDefinitions } from "./corpus-figures";
import { type TopicFigureId, topicDefinitions } from "./topic-figures";

export type WholeFigureId = CorpusFigureId | TopicFigureId;

type Told = { name: string; unit: string; definition: string; source: string };

/** What is measured of a corpus as a whole, by its words and by its topics, in the order in which it is shown. */
export const wholeDefinitions: Record<WholeFigureId, Told> = Object.assign({}, corpusDefinitions, topicDefinitions);
export const wholeFigureIds = Object.keys(wholeDefinitions) as WholeFigureId[];
