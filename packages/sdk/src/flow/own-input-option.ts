import type { Scope } from "./scope.ts";
import type { SourcesIn } from "./sources.ts";

/** What a step is given, as whatever keys its author likes. */
export interface OwnInputOption<Input, Local, M> {
  /** The step's own input; steps inside it see this one. Default: the flow's input merged with `local`. */
  readonly input?: (scope: NoInfer<Scope<Input, Local>>) => M & SourcesIn<M>;
}
