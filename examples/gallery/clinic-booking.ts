import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";
import { appointmentReminder } from "./appointment-reminder.ts";

const clinic = { service: "clinic", qualifier: "live" };

export const bookAppointment = defineFunction({
  ...clinic,
  name: "bookAppointment",
  input: z.object({ patient: z.string(), wish: z.string() }),
  output: z.object({ bookingId: z.string(), at: z.string(), remindAt: z.string() }),
});

export const confirmAppointment = defineFunction({
  ...clinic,
  name: "confirmAppointment",
  input: z.object({ bookingId: z.string(), at: z.string() }),
  output: z.object({ sentTo: z.string() }),
});

export const clinicBooking = defineFlow("clinic-booking", {
  input: z.object({ patient: z.string(), wish: z.string() }),
})
  .task("book", bookAppointment, {
    input: ({ input }) => ({ patient: input.patient, wish: input.wish }),
    output: "merge",
  })
  .subFlow("startReminder", appointmentReminder, {
    pattern: "requestResponse",
    input: ({ local }) => ({ bookingId: local.bookingId, remindAt: local.remindAt }),
    executionName: ({ local }) => local.bookingId,
    output: "merge",
    retry: [{ errors: ["FnF.ALL"], maxAttempts: 5 }],
  })
  .task("confirm", confirmAppointment, {
    input: ({ local }) => ({ bookingId: local.bookingId, at: local.at }),
    output: "merge",
  })
  .output(({ local }) => ({ bookingId: local.bookingId, at: local.at }));
