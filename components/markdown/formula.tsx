import "temml/dist/Temml-Local.css";
import { createElement, memo, type ReactNode } from "react";
import temml from "temml";

type FormulaProps = {
  tex: string;
  isBlock: boolean;
  /** What is shown of TeX that cannot be read. */
  source: ReactNode;
};

/** A formula as MathML, which browsers set without fonts or styles from elsewhere. */
export const Formula = memo(function Formula({ tex, isBlock, source }: FormulaProps) {
  return treeOf(tex, isBlock) ?? source;
});

function treeOf(tex: string, isBlock: boolean): ReactNode {
  try {
    const tree: MathNode = temml.__renderToMathMLTree(tex, {
      displayMode: isBlock,
      throwOnError: true,
      maxSize: [30, 60],
    });
    return mathmlElement(tree);
  } catch {
    return undefined;
  }
}

/** A node of the tree that Temml makes of a formula: an element, words, or a fragment, which has children alone. */
type MathNode = {
  type?: string;
  text?: string;
  children?: MathNode[];
  attributes?: Record<string, string>;
  classes?: string[];
  style?: Record<string, string>;
};

/** Addresses lead out of the text; ids and handlers belong to the page. */
const refused = /^(?:href|src|id|data-.*|xlink:.*|on.*|style|class)$/i;
const elementName = /^(?:math|m[a-z]+|semantics|span)$/;

/** The same tree as React elements: nothing in it was ever a string of HTML. */
function mathmlElement(node: MathNode, key = 0): ReactNode {
  if (node.text !== undefined && node.type === undefined) return node.text;
  const children = node.children?.map((child, i) => mathmlElement(child, i));
  if (node.type === undefined) return children;
  if (!elementName.test(node.type)) return null;
  const attributes = Object.entries(node.attributes ?? {}).filter(([name]) => !refused.test(name));
  // A formula on its own line is a block by its class.
  const style = Object.entries(node.style ?? {})
    .filter(([name]) => name !== "display")
    .map(([name, value]) => [styleName(name), value]);
  const className = node.classes?.filter(Boolean).join(" ");
  return createElement(
    node.type,
    {
      ...Object.fromEntries(attributes),
      key,
      className: className || undefined,
      style: style.length > 0 ? Object.fromEntries(style) : undefined,
    },
    ...(children ?? []),
  );
}

/** `padding-left` is `paddingLeft` in React. */
function styleName(name: string): string {
  return name
    .replace(/^-(webkit|moz|ms)-/, (_, vendor) => `${vendor[0].toUpperCase()}${vendor.slice(1)}-`)
    .replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
