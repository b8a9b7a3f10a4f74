"use client";

import { Component, type ReactNode } from "react";

type ShownPlainlyProps = {
  /** The same words without their clothes. */
  plain: ReactNode;
  children: ReactNode;
};

/** Words can be read whatever becomes of the code that draws them. */
export class ShownPlainly extends Component<ShownPlainlyProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.plain : this.props.children;
  }
}
