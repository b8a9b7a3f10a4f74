"use client";

import { Component, type ComponentType, createElement, type ReactNode, useEffect, useSyncExternalStore } from "react";
import type { Moment, MomentState } from "@/lib/client/moment";
import { Button } from "./button";

const beginning: MomentState<never> = { parts: null, hasFailed: false };

/**
 * A component that comes with a moment. It is drawn at once where it is there already; `waiting` keeps its room until
 * then. What fails, on the way here or in it, fails alone: it says so and can be tried again.
 */
export function lazyPart<Parts, Props extends object>(
  moment: Moment<Parts>,
  pick: (parts: Parts) => ComponentType<Props>,
  waiting: ReactNode = null,
): ComponentType<Props> {
  return function LazyPart(props: Props) {
    const { parts, hasFailed } = useSyncExternalStore<MomentState<Parts>>(
      moment.subscribe,
      moment.state,
      () => beginning,
    );
    // In step with the network.
    useEffect(() => moment.fetchAhead(), []);
    if (parts) return <PartBoundary what={moment.what}>{createElement(pick(parts), props)}</PartBoundary>;
    return hasFailed ? <PartFailed what={moment.what} onRetry={moment.fetchAhead} /> : waiting;
  };
}

type PartBoundaryProps = { what: string; children: ReactNode };

/** Keeps a part that breaks from taking the page with it. */
class PartBoundary extends Component<PartBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return <PartFailed what={this.props.what} onRetry={() => this.setState({ hasFailed: false })} />;
  }
}

function PartFailed({ what, onRetry }: { what: string; onRetry: () => void }) {
  return (
    <p role="alert" className="flex flex-wrap items-center gap-2 text-danger text-xs">
      {`Could not show ${what}.`}
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}
