import { readdir, readFile } from "node:fs/promises";
import type { FlowDefinition } from "@fnfkit/sdk";
import { checkFlow, parseFlow, printFlow } from "@fnfkit/sdk/fdl";
import { describe, expect, test } from "vitest";
import { appointmentReminder } from "./appointment-reminder.ts";
import { bookPrinting } from "./book-printing.ts";
import { claimTriage } from "./claim-triage.ts";
import { clinicBooking } from "./clinic-booking.ts";
import { driverSignup } from "./driver-signup.ts";
import { expenseApproval } from "./expense-approval.ts";
import { ledgerMigration } from "./ledger-migration.ts";
import { loanApplication } from "./loan-application.ts";
import { loanChecks } from "./loan-checks.ts";
import { newsletter } from "./newsletter.ts";
import { nightlyArchive } from "./nightly-archive.ts";
import { orderPicking } from "./order-picking.ts";
import { paymentIntake } from "./payment-intake.ts";
import { pressRun } from "./press-run.ts";
import { priceImport } from "./price-import.ts";
import { riverAlert } from "./river-alert.ts";
import { studioBooking } from "./studio-booking.ts";
import { translationDesk } from "./translation-desk.ts";
import { videoTranscode } from "./video-transcode.ts";

type AnyFlow = Pick<FlowDefinition, "name" | "tree">;

const twins: readonly AnyFlow[] = [
  appointmentReminder,
  bookPrinting,
  claimTriage,
  clinicBooking,
  driverSignup,
  expenseApproval,
  ledgerMigration,
  loanApplication,
  loanChecks,
  newsletter,
  nightlyArchive,
  orderPicking,
  paymentIntake,
  pressRun,
  priceImport,
  riverAlert,
  studioBooking,
  translationDesk,
  videoTranscode,
];

const folder = new URL("./", import.meta.url);
const asWritten = (name: string) => readFile(new URL(`${name}.flow.yml`, folder), "utf8");

test("every file has a twin", async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".flow.yml"));

  expect(twins.map(({ name }) => `${name}.flow.yml`)).toEqual(files.sort());
});

describe.each(twins)("$name", ({ name, tree }) => {
  test("parses and checks without a finding, as it is written", async () => {
    const { flow, diagnostics, source } = parseFlow(await asWritten(name));

    expect(diagnostics).toEqual([]);
    expect(flow && checkFlow(flow, { source })).toEqual([]);
  });

  test("is the same flow when it is built", async () => {
    const written = parseFlow(await asWritten(name));
    const built = parseFlow(printFlow(tree));

    expect(built.flow).toEqual(written.flow);
  });
});
