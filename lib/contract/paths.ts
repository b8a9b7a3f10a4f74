import { dataPaths } from "./data-paths";
import { everydayPaths } from "./everyday-paths";
import { housePaths } from "./house-paths";
import { statisticsPaths } from "./statistics-paths";
import { trainingPaths } from "./training-paths";

/**
 * Every endpoint as "METHOD /path/{param}". Plain data, in tables of their own, so that a page of the browser loads what it
 * calls and no schema; what goes in and comes out is in `endpoints`.
 */
export const paths = { ...everydayPaths, ...dataPaths, ...statisticsPaths, ...trainingPaths, ...housePaths } as const;

export type EndpointName = keyof typeof paths;

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The `{params}` of an endpoint's path, besides the project. */
export type PathParams<N extends EndpointName> = Record<Exclude<NamesIn<(typeof paths)[N]>, "project">, string>;
