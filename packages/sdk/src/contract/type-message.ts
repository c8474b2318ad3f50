/**
 * A sentence for whoever made a mistake the compiler can see: the type that stands where a usable one would be,
 * so that the error message reads as the explanation.
 */
export interface TypeMessage<Message extends string> {
  readonly "~fnfkit": Message;
}
