import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

const carpool = { service: "carpool", qualifier: "live" };

export const signUpDriver = defineFunction({
  ...carpool,
  name: "signUpDriver",
  input: z.object({ name: z.string(), licence: z.string() }),
  output: z.object({ driverId: z.string() }),
});

export const askClerk = defineFunction({
  ...carpool,
  name: "askClerk",
  input: z.object({ photo: z.string(), trouble: z.string() }),
  output: z.object({ driverId: z.string() }),
  token: "taskToken",
});

/** As much of the API's answer as the flow reads. */
const licence = z.object({
  Data: z.object({ FaceResult: z.object({ Name: z.string(), LicenseNumber: z.string() }) }),
});

export const driverSignup = defineFlow("driver-signup", { input: z.object({ photo: z.string() }) })
  .action("readLicence", "ocr:RecognizeDriverLicense", {
    params: ({ input }) => ({ ImageURL: input.photo, Side: "face" }),
    result: licence,
    output: ({ local }) => ({
      name: local.Data.FaceResult.Name,
      licence: local.Data.FaceResult.LicenseNumber,
    }),
    error: ({ local }) => ({ trouble: local.error }),
    retry: [{ errors: ["ocr.ServiceUnavailable", "ocr.Throttling"], intervalSeconds: 2, maxAttempts: 4 }],
    catch: [{ errors: ["FnF.ALL"], goto: "askClerk" }],
  })
  .task("signUp", signUpDriver, {
    input: ({ local }) => ({ name: local.name, licence: local.licence }),
    output: "merge",
    end: true,
  })
  .task("askClerk", askClerk, {
    pattern: "waitForCallback",
    timeoutSeconds: 172_800,
    input: ({ input, local }) => ({ photo: input.photo, trouble: local.trouble }),
    output: "merge",
  });
