import { didYouMean } from "../closest.ts";

// A flow with more misspelt names of its own has been renamed by a machine.
const mostSuggestions = 20;

/**
 * {@link didYouMean} for candidates that grow with the flow: only the first questions are answered, since each looks at
 * every candidate.
 */
export function suggestions(): (name: string, candidates: Iterable<string>, otherwise: string) => string {
  let left = mostSuggestions;
  return (name, candidates, otherwise) =>
    left-- > 0 ? didYouMean(name, [...candidates], otherwise) : otherwise;
}
