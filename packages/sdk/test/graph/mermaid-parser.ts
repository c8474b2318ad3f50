import { JSDOM } from "jsdom";
import { vi } from "vitest";

/** What Mermaid has understood. */
export interface ReadDrawing {
  readonly type: string;
  /** The text of each node, by its id, as a browser shows it. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly edges: readonly ReadEdge[];
  readonly groups: readonly { readonly id: string; readonly nodes: readonly string[] }[];
}

/** An arrow, and what its line looks like. */
export interface ReadEdge {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly stroke: "normal" | "dotted" | "thick";
}

interface FlowchartDatabase {
  getVertices(): ReadonlyMap<string, { readonly text: string }>;
  getEdges(): readonly (Omit<ReadEdge, "from" | "to"> & { readonly start: string; readonly end: string })[];
  getSubGraphs(): readonly { readonly id: string; readonly nodes: readonly string[] }[];
}

/** Mermaid's own parser. It wants a browser's globals when it is loaded, and whenever it parses. */
export async function mermaidParser(): Promise<(text: string) => Promise<ReadDrawing>> {
  const { window } = new JSDOM("");
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", window.document);
  const { default: mermaid } = await import("mermaid");
  mermaid.initialize({ maxEdges: 100_000 });
  const shown = (text: string) => {
    const element = window.document.createElement("div");
    // What Mermaid keeps entities as until it draws.
    element.innerHTML = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
    return element.textContent;
  };
  return async (text) => {
    await mermaid.parse(text);
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const flowchart = db as unknown as FlowchartDatabase;
    return {
      type,
      nodes: new Map([...flowchart.getVertices()].map(([id, { text }]) => [id, shown(text)])),
      edges: flowchart
        .getEdges()
        .map(({ start, end, text, stroke }) => ({ from: start, to: end, text: shown(text), stroke })),
      groups: flowchart.getSubGraphs().map(({ id, nodes }) => ({ id, nodes })),
    };
  };
}
