import { defineFlow, defineFunction, eq } from "@fnfkit/sdk";
import { z } from "zod";

const media = { service: "media", qualifier: "live" };

export const submitVideo = defineFunction({
  ...media,
  name: "submitVideo",
  input: z.object({ video: z.string() }),
  output: z.object({ encodingId: z.string() }),
});

export const lookAtEncoding = defineFunction({
  ...media,
  name: "lookAtEncoding",
  input: z.object({ encodingId: z.string() }),
  /** The playlist is blank until the encoding is done. */
  output: z.object({ state: z.enum(["running", "done", "failed"]), playlist: z.string() }),
});

export const publishPlaylist = defineFunction({
  ...media,
  name: "publishPlaylist",
  input: z.object({ video: z.string(), playlist: z.string() }),
  output: z.object({ address: z.string() }),
});

export const videoTranscode = defineFlow("video-transcode", {
  input: z.object({ video: z.string() }),
  timeoutSeconds: 7200,
})
  .task("submit", submitVideo, { input: ({ input }) => ({ video: input.video }), output: "merge" })
  .wait("pause", { durationSeconds: 20 })
  .task("look", lookAtEncoding, {
    input: ({ local }) => ({ encodingId: local.encodingId }),
    output: "merge",
    retry: [{ errors: ["FC.ResourceThrottled", "FC.ResourceExhausted"], intervalSeconds: 5, maxAttempts: 5 }],
  })
  .choice("isItDone", (when) =>
    when
      .if(
        ({ input }) => eq(input.state, "done"),
        (way) => way.goto("publish"),
      )
      .if(
        ({ input }) => eq(input.state, "failed"),
        (way) => way.goto("notEncoded"),
      )
      .else((way) => way.goto("pause")),
  )
  .task("publish", publishPlaylist, {
    input: ({ input, local }) => ({ video: input.video, playlist: local.playlist }),
    output: "merge",
    end: true,
  })
  .fail("notEncoded", { error: "EncodingFailed", cause: "the encoder gave up on the video" });
