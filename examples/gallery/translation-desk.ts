import { defineFlow, defineFunction, queue } from "@fnfkit/sdk";
import { z } from "zod";

export const fileTranslation = defineFunction({
  service: "texts",
  qualifier: "live",
  name: "fileTranslation",
  input: z.object({ textId: z.string(), translation: z.string() }),
  output: z.object({ shelf: z.string() }),
});

export const translationDesk = defineFlow("translation-desk", {
  input: z.object({ textId: z.string(), text: z.string(), language: z.string() }),
})
  .message("translate", queue("translations"), {
    pattern: "waitForCallback",
    timeoutSeconds: 259_200,
    body: ({ input }) => ({ text: input.text, into: input.language }),
    priority: 4,
    result: z.object({ translation: z.string(), translator: z.string() }),
    output: ({ local }) => ({ translation: local.translation, by: local.translator }),
    catch: [{ errors: ["TextUnreadable"], goto: "sendBack" }],
  })
  .task("file", fileTranslation, {
    input: ({ input, local }) => ({ textId: input.textId, translation: local.translation }),
    output: "merge",
    end: true,
  })
  .fail("sendBack", { error: "TextSentBack", cause: "no translator could read it" });
