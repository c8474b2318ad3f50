import { readFile } from "node:fs/promises";
import {
  type Execution,
  FlowClient,
  type FlowDefinition,
  FunctionClient,
  isExecutionFailedError,
} from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appointmentReminder, sendReminder } from "./appointment-reminder.ts";
import { announceBook, bookPrinting } from "./book-printing.ts";
import { claimTriage, openCase as openClaim } from "./claim-triage.ts";
import { bookAppointment, clinicBooking, confirmAppointment } from "./clinic-booking.ts";
import { askClerk, driverSignup, signUpDriver } from "./driver-signup.ts";
import { askForDecision, expenseApproval, payOut } from "./expense-approval.ts";
import { ledgerMigration, moveBatch } from "./ledger-migration.ts";
import { loanApplication, makeOffer, openCase } from "./loan-application.ts";
import { gradeApplicant, loanChecks, scoreCredit, screenName, verifyIncome } from "./loan-checks.ts";
import { composeIssue, fetchWeather, newsletter, sendIssue } from "./newsletter.ts";
import { archivePiece, compactArchive, nightlyArchive, planArchive } from "./nightly-archive.ts";
import { callCarrier, orderPicking, pickLine, printLabel } from "./order-picking.ts";
import { bookPayment, paymentIntake, rememberPayment, sendReceipt } from "./payment-intake.ts";
import { makePlates, orderPrinting, pressRun } from "./press-run.ts";
import { importPrices, priceImport, setAside } from "./price-import.ts";
import { rateLevel, riverAlert } from "./river-alert.ts";
import {
  bookStudio,
  cancelStudio,
  dismissCrew,
  hireCrew,
  insureShoot,
  studioBooking,
  tellProducer,
} from "./studio-booking.ts";
import { fileTranslation, translationDesk } from "./translation-desk.ts";
import { lookAtEncoding, publishPlaylist, submitVideo, videoTranscode } from "./video-transcode.ts";

const roleArn = "acs:ram::1234567890123456:role/gallery";
// The functions of a flow are set up for all of its tests, those that end early too.
const clouds = setupClouds({ allow: ["unusedStandIn"] });
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

let flows: FlowClient;
beforeEach(() => {
  flows = new FlowClient(clouds.config);
});

/** Deploys a flow as it is written in its file. */
async function deploy({ name }: { readonly name: string }) {
  const definition = await readFile(new URL(`${name}.flow.yml`, import.meta.url), "utf8");
  await flows.deploy({ name, definition }, { roleArn });
}

async function start<Input, Output>(flow: FlowDefinition<Input, Output>, input: NoInfer<Input>) {
  await deploy(flow);
  return flows.start(flow, { name: "first", input });
}

async function failureOf(execution: Execution<unknown>) {
  const failure = await execution.result().catch((error: unknown) => error);
  if (!isExecutionFailedError(failure))
    throw new Error("the execution should have failed", { cause: failure });
  return failure;
}

const eventsOf = (execution: Execution<unknown>) => clouds.history(execution);

/** Seconds from the execution's first event to its latest. */
function secondsOf(execution: Execution<unknown>) {
  const times = eventsOf(execution).map(({ time }) => time.getTime());
  return (Math.max(...times) - Math.min(...times)) / 1_000;
}

/** A function's failure by a name that Function Compute gives. */
function failedAs(name: string) {
  const named = { [name]: class extends Error {} };
  const Failure = named[name] ?? Error;
  return new Failure("as the test wants it");
}

describe("studio-booking", () => {
  const shoot = { day: "2026-05-04", people: 12 };
  let undone: string[];
  beforeEach(() => {
    undone = [];
    clouds.implement(bookStudio, () => ({ bookingId: "studio-7" }));
    clouds.implement(hireCrew, () => ({ contractId: "crew-3" }));
    clouds.implement(insureShoot, () => ({ policyNumber: "policy-9" }));
    clouds.implement(cancelStudio, ({ bookingId }) => {
      undone.push(bookingId);
      return {};
    });
    clouds.implement(dismissCrew, ({ contractId }) => {
      undone.push(contractId);
      return {};
    });
    clouds.implement(tellProducer, () => ({}));
  });

  test("books everything", async () => {
    const execution = await start(studioBooking, shoot);

    expect(await execution.result()).toEqual({ studio: "studio-7", crew: "crew-3", policy: "policy-9" });
    expect(undone).toEqual([]);
  });

  test("undoes what it has booked, the last first, and says why", async () => {
    clouds.implement(insureShoot, () => {
      throw insureShoot.error("TooRisky", "no stunts over water");
    });

    const execution = await start(studioBooking, shoot);

    expect(await failureOf(execution)).toMatchObject({ error: "ShootNotBooked" });
    expect(undone).toEqual(["crew-3", "studio-7"]);
    expect(clouds.calls(tellProducer)).toMatchObject([
      { event: { reason: expect.stringContaining("no stunts over water") } },
    ]);
  });

  test("undoes only what it has booked, and does not give up early", async () => {
    let tries = 0;
    clouds.implement(hireCrew, () => {
      throw new Error("everybody is away");
    });
    clouds.implement(cancelStudio, ({ bookingId }) => {
      tries++;
      if (tries < 4) throw new Error("the office is closed");
      undone.push(bookingId);
      return {};
    });

    const execution = await start(studioBooking, shoot);

    expect(await failureOf(execution)).toMatchObject({ error: "ShootNotBooked" });
    expect(undone).toEqual(["studio-7"]);
    expect(secondsOf(execution)).toBe(10 + 20 + 40);
  });
});

describe("video-transcode", () => {
  beforeEach(() => {
    clouds.implement(submitVideo, () => ({ encodingId: "e-1" }));
    clouds.implement(publishPlaylist, ({ playlist }) => ({ address: `https://videos.example/${playlist}` }));
  });

  test("looks until the encoder is done", async () => {
    const states = ["running", "running", "done"] as const;
    let looks = 0;
    clouds.implement(lookAtEncoding, () => {
      const state = states[looks++] ?? "failed";
      return { state, playlist: state === "done" ? "e-1.m3u8" : "" };
    });

    const execution = await start(videoTranscode, { video: "trip.mov" });

    expect(await execution.result()).toMatchObject({ address: "https://videos.example/e-1.m3u8" });
    expect(looks).toBe(3);
    expect(secondsOf(execution)).toBe(60);
  });

  test("fails when the encoder does", async () => {
    clouds.implement(lookAtEncoding, () => ({ state: "failed", playlist: "" }));

    const execution = await start(videoTranscode, { video: "trip.mov" });

    expect(await failureOf(execution)).toMatchObject({ error: "EncodingFailed", step: "notEncoded" });
  });
});

test("order-picking hands over the labels in the order of the lines, whichever was picked first", async () => {
  let isLocked = true;
  clouds.implement(pickLine, ({ sku }) => {
    if (sku !== "tea" || !isLocked) return { box: `box of ${sku}` };
    isLocked = false;
    throw pickLine.error("BinLocked", "somebody else is at the bin");
  });
  clouds.implement(printLabel, ({ orderId, place, box }) => ({ code: `${orderId}/${place}: ${box}` }));
  clouds.implement(callCarrier, () => ({ pickUpAt: "16:00" }));
  const lines = ["tea", "cup", "pot"].map((sku) => ({ sku, quantity: 1 }));

  const execution = await start(orderPicking, { orderId: "o-1", lines });

  const labels = ["o-1/0: box of tea", "o-1/1: box of cup", "o-1/2: box of pot"];
  expect(await execution.result()).toMatchObject({ labels, pickUp: "16:00" });
  expect(clouds.calls(callCarrier)).toMatchObject([{ event: { orderId: "o-1", labels } }]);
  expect(clouds.calls(printLabel).map(({ event }) => event)).toMatchObject([
    { box: "box of cup" },
    { box: "box of pot" },
    { box: "box of tea" },
  ]);
});

describe("loan-checks and loan-application", () => {
  const application = { applicant: "Mei", employer: "Harbour Bakery", amount: 12_000 };
  beforeEach(() => {
    clouds.implement(scoreCredit, () => ({ score: 710 }));
    clouds.implement(verifyIncome, () => ({ monthlyIncome: 9_400 }));
    clouds.implement(screenName, () => ({ listed: false }));
    clouds.implement(gradeApplicant, ({ score, monthlyIncome }) => ({
      grade: score > 700 && monthlyIncome > 9_000 ? "A" : "B",
    }));
    clouds.implement(makeOffer, ({ amount, grade }) => ({ offer: `${amount} at grade ${grade}` }));
    clouds.implement(openCase, () => ({ caseId: "case-5" }));
  });

  test("loan-checks grades what all bureaus said together", async () => {
    const execution = await start(loanChecks, application);

    expect(await execution.result()).toEqual({ grade: "A" });
    expect(clouds.calls(gradeApplicant)).toMatchObject([
      { event: { amount: 12_000, score: 710, monthlyIncome: 9_400 } },
    ]);
  });

  test("loan-application offers what the sub-flow's grade allows", async () => {
    await deploy(loanChecks);

    const execution = await start(loanApplication, application);

    expect(await execution.result()).toMatchObject({ grade: "A", offer: "12000 at grade A" });
  });

  test("loan-application refuses when the sub-flow fails for the list", async () => {
    clouds.implement(screenName, () => ({ listed: true }));
    await deploy(loanChecks);

    const execution = await start(loanApplication, application);

    expect(await failureOf(execution)).toMatchObject({ error: "LoanRefused" });
    expect(clouds.calls(openCase)).toEqual([]);
  });

  test("loan-application has somebody look at it when the sub-flow fails otherwise", async () => {
    clouds.implement(verifyIncome, () => {
      throw new Error("no such employer");
    });
    await deploy(loanChecks);

    const execution = await start(loanApplication, application);

    expect(await execution.result()).toMatchObject({ caseId: "case-5" });
    expect(clouds.calls(openCase)).toMatchObject([
      { event: { reason: expect.stringContaining("no such employer") } },
    ]);
  });
});

describe("expense-approval", () => {
  const claim = { claimId: "claim-1", amount: 480, manager: "Bo", director: "Ines" };
  const asked = () => clouds.calls(askForDecision).map(({ event }) => event);
  beforeEach(() => {
    clouds.implement(askForDecision, (_, task) => task.defer());
    clouds.implement(payOut, ({ approvedBy }) => ({ transfer: `signed by ${approvedBy}` }));
  });

  test("pays out what the manager approves", async () => {
    const execution = await start(expenseApproval, claim);
    const result = execution.result();
    const { token } = await clouds.pending("askManager");
    await flows.report.succeed(token, { approved: true, by: "Bo" });

    expect(await result).toMatchObject({ transfer: "signed by Bo" });
    expect(asked()).toMatchObject([{ approver: "Bo" }]);
  });

  test("asks the director when the manager has not answered in a day", async () => {
    const execution = await start(expenseApproval, claim);
    const result = execution.result();
    await clouds.pending("askManager");
    await clouds.clock.advance("1d");
    const { token } = await clouds.pending("askDirector");
    await flows.report.succeed(token, { approved: true, by: "Ines" });

    expect(await result).toMatchObject({ transfer: "signed by Ines" });
    expect(asked()).toMatchObject([{ approver: "Bo" }, { approver: "Ines" }]);
  });

  test("refuses what the director refuses", async () => {
    const execution = await start(expenseApproval, claim);
    const failure = failureOf(execution);
    await clouds.pending("askManager");
    clouds.expire("askManager");
    await clouds.pending("askDirector");
    clouds.succeed("askDirector", { approved: false, by: "Ines" });

    expect(await failure).toMatchObject({ error: "ClaimRefused" });
    expect(clouds.calls(payOut)).toEqual([]);
  });

  test("lapses when nobody answers", async () => {
    const execution = await start(expenseApproval, claim);
    const failure = failureOf(execution);
    await clouds.pending("askManager");
    await clouds.clock.advance("1d");
    await clouds.pending("askDirector");
    await clouds.clock.advance("2d");

    expect(await failure).toMatchObject({ error: "ClaimLapsed" });
    expect(secondsOf(execution)).toBe(3 * 86_400);
  });
});

describe("claim-triage", () => {
  const claim = { claimId: "c-1", policeReport: false };
  beforeEach(() => clouds.implement(openClaim, ({ desk }) => ({ caseId: `${desk}-1` })));

  test.each([
    [{ kind: "glass", amount: 500 }, "none", true],
    [{ kind: "glass", amount: 501 }, "workshop", false],
    [{ kind: "theft", amount: 199 }, "theft", false],
    [{ kind: "theft", amount: 900, policeReport: true }, "theft", false],
    [{ kind: "storm", amount: 10 }, "general", false],
  ] as const)("takes %o to the desk %s", async (what, desk, payAtOnce) => {
    const execution = await start(claimTriage, { ...claim, ...what });

    expect(await execution.result()).toMatchObject({ desk, caseId: `${desk}-1` });
    expect(clouds.calls(openClaim)).toMatchObject([{ event: { desk, payAtOnce } }]);
  });

  test("wants a police report for a theft that is not small", async () => {
    const execution = await start(claimTriage, { ...claim, kind: "theft", amount: 200 });

    expect(await failureOf(execution)).toMatchObject({ error: "PoliceReportMissing" });
    expect(clouds.calls(openClaim)).toEqual([]);
  });
});

describe("appointment-reminder", () => {
  beforeEach(() => clouds.implement(sendReminder, () => ({ sentTo: "Mei" })));
  const startAt = () => new Date(clouds.clock.now());

  test("waits until the moment in its input", async () => {
    const remindAt = new Date(startAt().getTime() + 30 * 3_600_000).toISOString();

    const execution = await start(appointmentReminder, { bookingId: "b-1", remindAt });

    expect(await execution.result()).toMatchObject({ sentTo: "Mei" });
    const sent = eventsOf(execution).find(({ step, type }) => step === "remind" && type === "StepEntered");
    expect(sent?.time.toISOString()).toBe(remindAt);
  });

  test("does not wait for a moment that is past", async () => {
    const execution = await start(appointmentReminder, {
      bookingId: "b-1",
      remindAt: "2020-02-02T09:00:00Z",
    });

    await execution.result();
    expect(secondsOf(execution)).toBe(0);
  });
});

test("clinic-booking ends while the reminder that it has started still waits", async () => {
  const remindAt = new Date(clouds.clock.now() + 86_400_000).toISOString();
  clouds.implement(bookAppointment, () => ({ bookingId: "b-42", at: "tomorrow at nine", remindAt }));
  clouds.implement(confirmAppointment, () => ({ sentTo: "Mei" }));
  clouds.implement(sendReminder, () => ({ sentTo: "Mei" }));
  await deploy(appointmentReminder);

  const execution = await start(clinicBooking, { patient: "Mei", wish: "in the morning" });

  expect(await execution.result()).toEqual({ bookingId: "b-42", at: "tomorrow at nine" });
  expect(secondsOf(execution)).toBe(0);
  expect(clouds.calls(sendReminder)).toEqual([]);
  await flows.execution(appointmentReminder, "b-42").result();
  expect(clouds.calls(sendReminder)).toMatchObject([{ event: { bookingId: "b-42" } }]);
});

describe("book-printing and press-run", () => {
  let tokens: string[];
  beforeEach(async () => {
    tokens = [];
    clouds.implement(makePlates, ({ title }) => ({ plates: `plates of ${title}` }));
    clouds.implement(orderPrinting, ({ reportTo }) => {
      tokens.push(reportTo);
      return { orderNumber: "n-1" };
    });
    clouds.implement(announceBook, ({ title, pallets }) => ({ address: `${title}, ${pallets} pallets` }));
    await deploy(pressRun);
  });

  test("goes on when the printing house reports, though the sub-flow has long ended", async () => {
    const execution = await start(bookPrinting, { title: "Tides", copies: 900 });
    const result = execution.result();
    await clouds.pending("print");
    await clouds.clock.advance("9d");
    await flows.report.succeed(tokens[0] ?? "", { pallets: 2 });

    expect(await result).toMatchObject({ address: "Tides, 2 pallets" });
    expect(clouds.calls(orderPrinting)).toMatchObject([
      { event: { plates: "plates of Tides", copies: 900, reportTo: tokens[0] } },
    ]);
  });

  test("does not wait for ever", async () => {
    const execution = await start(bookPrinting, { title: "Tides", copies: 900 });
    const failure = failureOf(execution);
    await clouds.pending("print");
    clouds.expire("print");

    expect(await failure).toMatchObject({ error: "PrintingLate" });
  });
});

describe("translation-desk", () => {
  const text = { textId: "t-1", text: "Guten Morgen", language: "zh" };
  const inQueue = () => clouds.messages("translations");
  beforeEach(() => clouds.implement(fileTranslation, () => ({ shelf: "A3" })));

  test("goes on when a translator reports the token in the message", async () => {
    const execution = await start(translationDesk, text);
    const result = execution.result();
    await clouds.pending("translate");
    const { taskToken, ...work } = JSON.parse(inQueue()[0]?.body ?? "{}");
    await flows.report.succeed(taskToken, { translation: "早上好", translator: "Lin" });

    expect(await result).toMatchObject({ translation: "早上好", by: "Lin", shelf: "A3" });
    expect(work).toEqual({ text: "Guten Morgen", into: "zh" });
    expect(inQueue()).toMatchObject([{ to: "queue", params: { Priority: 4 } }]);
  });

  test("sends the text back when the translators cannot read it", async () => {
    const execution = await start(translationDesk, text);
    const failure = failureOf(execution);
    const { token } = await clouds.pending("translate");
    await flows.report.fail(token, "TextUnreadable", "a scan without letters");

    expect(await failure).toMatchObject({ error: "TextSentBack" });
  });
});

describe("river-alert", () => {
  const rated = (severity: "none" | "flood") =>
    clouds.implement(rateLevel, ({ centimetres }) => ({ severity, text: `${centimetres} cm` }));

  test("publishes an alert under its severity's tag", async () => {
    rated("flood");

    const execution = await start(riverAlert, { gauge: "old bridge", centimetres: 812 });

    const { alertId } = await execution.result();
    expect(clouds.messages("river-levels")).toMatchObject([
      { to: "topic", id: alertId, params: { MessageTag: "flood" } },
    ]);
    expect(JSON.parse(clouds.messages("river-levels")[0]?.body ?? "{}")).toEqual({
      gauge: "old bridge",
      text: "812 cm",
      severity: "flood",
    });
  });

  test("ends well without an alert when there is nothing to tell", async () => {
    rated("none");

    const execution = await start(riverAlert, { gauge: "old bridge", centimetres: 90 });

    expect(await execution.result()).toMatchObject({ severity: "none" });
    expect(clouds.messages("river-levels")).toEqual([]);
  });
});

test("ledger-migration hands over before it has too many events, and moves every batch once", async () => {
  const batches = 600;
  clouds.implement(moveBatch, ({ cursor, execution }) => ({
    cursor: `${Number(cursor) + 1}`,
    done: Number(cursor) + 1 === batches,
    successor: `${execution}-more`,
  }));

  const first = await start(ledgerMigration, { cursor: "0" });

  expect(await first.result()).toEqual({ done: false, successor: "first-more" });
  const second = flows.execution(ledgerMigration, "first-more");
  expect(await second.result()).toMatchObject({ done: true });
  expect(eventsOf(first).length).toBeGreaterThan(4_000);
  expect(eventsOf(first).length).toBeLessThan(5_000);
  const moved = clouds.calls(moveBatch).map(({ event }) => Number((event as { cursor: string }).cursor));
  expect(moved).toEqual(Array.from({ length: batches }, (_, batch) => batch));
});

describe("newsletter", () => {
  beforeEach(() => {
    clouds.implement(composeIssue, ({ issue }) => ({ body: `Issue ${issue}` }));
    clouds.implement(sendIssue, () => ({ readers: 340 }));
  });

  test("has the weather in it", async () => {
    clouds.implement(fetchWeather, () => ({ text: "sun" }));

    const execution = await start(newsletter, { issue: 7, city: "Dalian" });

    expect(await execution.result()).toMatchObject({ readers: 340 });
    expect(clouds.calls(sendIssue)).toMatchObject([{ event: { body: "Issue 7", weather: "sun" } }]);
  });

  test.each([
    ["fails", () => Promise.reject(new Error("no such city"))],
    ["is busy", () => Promise.reject(failedAs("FC.ResourceExhausted"))],
  ])("goes out without it when the forecast %s", async (_, fail) => {
    clouds.implement(fetchWeather, fail);

    const execution = await start(newsletter, { issue: 7, city: "Dalian" });

    expect(await execution.result()).toMatchObject({ readers: 340 });
    expect(clouds.calls(sendIssue)).toMatchObject([{ event: { body: "Issue 7", weather: "" } }]);
  });

  test("goes out without it when the forecast takes too long", async () => {
    clouds.implement(fetchWeather, () => new Promise(() => {}));

    const execution = await start(newsletter, { issue: 7, city: "Dalian" });
    const result = execution.result();
    await clouds.pending("weather");
    clouds.expire("weather");

    expect(await result).toMatchObject({ readers: 340 });
  });
});

describe("nightly-archive", () => {
  const asJob = { stateful: true, timeoutSeconds: 14_400 };
  beforeEach(() => {
    clouds.implement(planArchive, ({ execution }) => ({
      pieces: ["am", "pm"].map((half) => ({ id: `${execution}-${half}`, from: half, to: half })),
    }));
    clouds.implement(archivePiece, ({ from }) => ({ file: `${from}.gz` }), asJob);
    clouds.implement(compactArchive, ({ files }) => ({ bytes: files.length * 1_000 }), asJob);
  });

  test("runs each piece and the end as jobs with ids of their own", async () => {
    const execution = await start(nightlyArchive, { day: "2026-01-31" });

    expect(await execution.result()).toEqual({ bytes: 2_000 });
    expect(clouds.calls(archivePiece).map(({ jobId }) => jobId)).toEqual(["first-am", "first-pm"]);
    expect(clouds.calls(compactArchive)).toMatchObject([
      { jobId: "first", event: { files: ["am.gz", "pm.gz"] } },
    ]);
  });

  test("stops its jobs with itself", async () => {
    const functions = new FunctionClient(clouds.config);
    clouds.implement(archivePiece, () => new Promise(() => {}), asJob);

    const execution = await start(nightlyArchive, { day: "2026-01-31" });
    await expect.poll(() => clouds.calls(archivePiece)).toHaveLength(2);
    await execution.stop({ error: "Enough", cause: "for today" });

    expect(await failureOf(execution)).toMatchObject({ status: "Stopped" });
    for (const id of ["first-am", "first-pm"]) {
      expect(await functions.job(archivePiece, id).ended()).toMatchObject({ status: "Stopped" });
    }
  });
});

test("driver-signup asks a clerk when the API cannot be called, as it cannot be on the embedded clouds", async () => {
  clouds.implement(askClerk, () => ({ driverId: "d-8" }));
  clouds.implement(signUpDriver, () => ({ driverId: "d-9" }));

  const execution = await start(driverSignup, { photo: "https://photos.example/1.jpg" });

  expect(await execution.result()).toMatchObject({ driverId: "d-8" });
  expect(clouds.calls(askClerk)).toMatchObject([{ event: { trouble: "FnF.RuntimeError" } }]);
  expect(clouds.calls(signUpDriver)).toEqual([]);
});

describe("price-import", () => {
  /** Has the import fail by these names, one after another, before it works. */
  function failing(...names: string[]) {
    clouds.implement(importPrices, () => {
      const name = names.shift();
      if (name !== undefined) throw failedAs(name);
      return { imported: 250 };
    });
  }
  beforeEach(() => clouds.implement(setAside, () => ({})));

  test("waits longer from time to time while it is throttled", async () => {
    failing(...Array.from({ length: 6 }, () => "FC.ResourceThrottled"));

    const execution = await start(priceImport, { list: "spring" });

    expect(await execution.result()).toEqual({ imported: 250 });
    expect(secondsOf(execution)).toBe(2 + 4 + 8 + 16 + 30 + 30);
  });

  test("tries once more after a crash, and then sets the list aside", async () => {
    failing("FC.Unknown", "FC.Unknown");

    const execution = await start(priceImport, { list: "spring" });

    expect(await failureOf(execution)).toMatchObject({ error: "PriceListSetAside" });
    expect(clouds.calls(importPrices)).toHaveLength(2);
  });

  test("sets a list aside at once that cannot be read", async () => {
    failing("ListUnreadable");

    const execution = await start(priceImport, { list: "spring" });

    expect(await failureOf(execution)).toMatchObject({ error: "PriceListSetAside" });
    expect(clouds.calls(importPrices)).toHaveLength(1);
    expect(clouds.calls(setAside)).toMatchObject([{ event: { list: "spring", error: "ListUnreadable" } }]);
  });
});

test("payment-intake books a payment once, however often its notice comes", async () => {
  const known = new Set<string>();
  clouds.implement(rememberPayment, ({ paymentId }) => {
    const isNew = !known.has(paymentId);
    known.add(paymentId);
    return { isNew, invoice: "i-1" };
  });
  clouds.implement(bookPayment, () => ({ balance: 0 }));
  clouds.implement(sendReceipt, () => ({}));
  const input = { data: { object: { id: "pay-1", amount: 1_200 } } };
  await deploy(paymentIntake);

  const first = await flows.start(paymentIntake, { input });
  expect(await first.result()).toEqual({ invoice: "i-1", isNew: true });
  expect(clouds.calls(bookPayment)).toHaveLength(1);
  const again = await flows.start(paymentIntake, { input });

  expect(await again.result()).toEqual({ invoice: "i-1", isNew: false });
  expect(clouds.calls(bookPayment)).toMatchObject([{ event: { invoice: "i-1", amount: 1_200 } }]);
  expect(clouds.calls(sendReceipt)).toHaveLength(1);
});
