import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

const film = { service: "film", qualifier: "live" };
const shoot = z.object({ day: z.iso.date(), people: z.int() });

export const bookStudio = defineFunction({
  ...film,
  name: "bookStudio",
  input: shoot.pick({ day: true }),
  output: z.object({ bookingId: z.string() }),
});

export const hireCrew = defineFunction({
  ...film,
  name: "hireCrew",
  input: shoot,
  output: z.object({ contractId: z.string() }),
});

export const insureShoot = defineFunction({
  ...film,
  name: "insureShoot",
  input: shoot,
  output: z.object({ policyNumber: z.string() }),
  errors: ["TooRisky"],
});

export const dismissCrew = defineFunction({
  ...film,
  name: "dismissCrew",
  input: z.object({ contractId: z.string() }),
  output: z.object({}),
});

export const cancelStudio = defineFunction({
  ...film,
  name: "cancelStudio",
  input: z.object({ bookingId: z.string() }),
  output: z.object({}),
});

export const tellProducer = defineFunction({
  ...film,
  name: "tellProducer",
  input: z.object({ day: z.string(), reason: z.string() }),
  output: z.object({}),
});

const untilItIsDone = [
  { errors: ["FnF.ALL"], intervalSeconds: 10, maxIntervalSeconds: 600, maxAttempts: 8 },
] as const;

export const studioBooking = defineFlow("studio-booking", { input: shoot, timeoutSeconds: 3600 })
  .task("bookStudio", bookStudio, {
    input: ({ input }) => ({ day: input.day }),
    output: ({ local }) => ({ studio: local.bookingId }),
    error: ({ local }) => ({ reason: local.cause }),
    catch: [{ errors: ["FnF.ALL"], goto: "tellProducer" }],
  })
  .task("hireCrew", hireCrew, {
    input: ({ input }) => ({ day: input.day, people: input.people }),
    output: ({ local }) => ({ crew: local.contractId }),
    error: ({ local }) => ({ reason: local.cause }),
    catch: [{ errors: ["FnF.ALL"], goto: "cancelStudio" }],
  })
  .task("insureShoot", insureShoot, {
    input: ({ input }) => ({ day: input.day, people: input.people }),
    output: ({ local }) => ({ policy: local.policyNumber }),
    error: ({ local }) => ({ reason: local.cause }),
    catch: [{ errors: ["FnF.ALL"], goto: "dismissCrew" }],
  })
  .succeed("booked")
  .task("dismissCrew", dismissCrew, {
    input: ({ local }) => ({ contractId: local.crew }),
    output: "merge",
    retry: untilItIsDone,
  })
  .task("cancelStudio", cancelStudio, {
    input: ({ local }) => ({ bookingId: local.studio }),
    output: "merge",
    retry: untilItIsDone,
  })
  .task("tellProducer", tellProducer, {
    input: ({ input, local }) => ({ day: input.day, reason: local.reason }),
    output: "merge",
  })
  .fail("shootOff", {
    error: "ShootNotBooked",
    cause: "what was booked has been undone, and the producer knows why",
  });
