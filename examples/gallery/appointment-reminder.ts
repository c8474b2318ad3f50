import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

export const sendReminder = defineFunction({
  service: "clinic",
  qualifier: "live",
  name: "sendReminder",
  input: z.object({ bookingId: z.string() }),
  output: z.object({ sentTo: z.string() }),
});

export const appointmentReminder = defineFlow("appointment-reminder", {
  input: z.object({ bookingId: z.string(), remindAt: z.iso.datetime() }),
})
  .wait("untilThen", { timestamp: ({ input }) => input.remindAt })
  .task("remind", sendReminder, {
    input: ({ input }) => ({ bookingId: input.bookingId }),
    output: "merge",
    retry: [{ errors: ["FnF.ALL"], intervalSeconds: 60, maxAttempts: 5 }],
  });
