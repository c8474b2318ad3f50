import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

const press = { service: "press", qualifier: "live" };

export const composeIssue = defineFunction({
  ...press,
  name: "composeIssue",
  input: z.object({ issue: z.int() }),
  output: z.object({ body: z.string() }),
});

export const fetchWeather = defineFunction({
  ...press,
  name: "fetchWeather",
  input: z.object({ city: z.string() }),
  output: z.object({ text: z.string() }),
});

export const sendIssue = defineFunction({
  ...press,
  name: "sendIssue",
  input: z.object({ issue: z.int(), body: z.string(), weather: z.string() }),
  output: z.object({ readers: z.int() }),
});

export const newsletter = defineFlow("newsletter", {
  input: z.object({ issue: z.int(), city: z.string() }),
})
  .task("compose", composeIssue, {
    input: ({ input }) => ({ issue: input.issue }),
    output: ({ local }) => ({ body: local.body }),
  })
  .task("weather", fetchWeather, {
    timeoutSeconds: 20,
    input: ({ input }) => ({ city: input.city }),
    output: ({ local }) => ({ weather: local.text }),
    error: () => ({ weather: "" }),
    catch: [{ errors: ["FnF.ALL"], goto: "send" }],
  })
  .task("send", sendIssue, {
    input: ({ input, local }) => ({ issue: input.issue, body: local.body, weather: local.weather }),
    output: ({ local }) => ({ readers: local.readers }),
  });
