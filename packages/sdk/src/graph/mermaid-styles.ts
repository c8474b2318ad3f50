import type { NodeState } from "./node-state.ts";

// Each brings the colour of its text, or has no filling: it can be read on a light and on a dark page.
const styles: { readonly [State in NodeState]: string } = {
  done: "fill:#d3f9d8,stroke:#2f9e44,color:#14431f",
  failed: "fill:#ffe3e3,stroke:#e03131,color:#5c0f0f,stroke-width:2px",
  running: "fill:#d0ebff,stroke:#1971c2,color:#0b3558,stroke-width:2px",
  waiting: "fill:#fff3bf,stroke:#e67700,color:#5c3a00,stroke-width:2px",
  stopped: "fill:#dee2e6,stroke:#495057,color:#212529",
  notReached: "fill:none,stroke:#868e96,color:#868e96,stroke-dasharray:4 3",
};

/** The looks of steps by their state, a line each. */
export const stateStyles: readonly string[] = Object.entries(styles).map(
  ([state, style]) => `  classDef ${state} ${style}`,
);

/** The look of a step that is not there. */
export const missingStyle = "  classDef missing fill:none,stroke:#e03131,color:#e03131,stroke-dasharray:4 3";
