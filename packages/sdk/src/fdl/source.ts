/** Where a {@link Diagnostic} can be in a flow: keys and indexes from the flow downwards. */
export type Path = readonly (string | number)[];

/** A place in a text, both numbers from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A comment in a text, and where its `#` stands. */
export interface SourceComment extends Position {
  /** What follows the `#`, trimmed. */
  readonly text: string;
}

/** The text a flow was read from. */
export interface FlowSource {
  readonly text: string;
  /** As it was given to `parseFlow`. */
  readonly filename?: string;
  /** Every comment of the text, in order. */
  readonly comments: readonly SourceComment[];
  /**
   * Where the value at `path` begins, or its key; the nearest thing around it when there is no such value.
   * Nothing when the text could not be read at all.
   */
  positionOf(path: Path, part?: "key" | "value"): Position | undefined;
}
