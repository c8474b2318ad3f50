import type { CallMethods } from "./call-methods.ts";
import type { ContainerMethods } from "./container-methods.ts";
import type { Place } from "./place.ts";
import type { PlainMethods } from "./plain-methods.ts";
import type { RawMethod } from "./raw-method.ts";
import type { TaskMethod } from "./task-method.ts";

/**
 * What can be added to a series of steps: the flow's own, or one inside a step.
 *
 * The type parameters are the compiler's notebook: what the series is given (`Input`), what `$local` holds here (`Local`;
 * `never` where no path leads), the step names used in the series (`Names`) and in the rest of the flow (`Elsewhere`), what
 * `$local` holds at each jump (`Jumps`) and at each early end (`Ended`), and which series it is (`At`).
 */
export interface Steps<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
  in out At extends Place,
> extends TaskMethod<Input, Local, Names, Elsewhere, Jumps, Ended, At>,
    CallMethods<Input, Local, Names, Elsewhere, Jumps, Ended, At>,
    PlainMethods<Input, Local, Names, Elsewhere, Jumps, Ended, At>,
    ContainerMethods<Input, Local, Names, Elsewhere, Jumps, Ended, At>,
    RawMethod<Input, Local, Names, Elsewhere, Jumps, Ended, At> {}
