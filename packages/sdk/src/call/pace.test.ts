import { expect, test } from "vitest";
import { jumpingClock } from "../../test/support/jumping-clock.ts";
import { isConfigurationError } from "../errors/index.ts";
import { createPace } from "./pace.ts";

const nobody = new AbortController().signal;

async function passing(count: number, burst = 10, perSecond = 2) {
  const clock = jumpingClock();
  const pace = createPace({ burst, perSecond }, clock);
  const times: number[] = [];
  const turns = Array.from({ length: count }, async () => {
    await pace.turn(nobody);
    times.push(clock.now());
  });
  await Promise.all(turns);
  return { clock, pace, times };
}

test("the reserve passes at once, the rest at the rate, in order", async () => {
  const { times } = await passing(14);

  expect(times).toEqual([...Array(10).fill(0), 500, 1_000, 1_500, 2_000]);
});

test("the reserve fills again while nobody comes, and no further than it goes", async () => {
  const { clock, pace } = await passing(10);

  clock.advance(3_600_000);
  for (let turn = 0; turn < 11; turn++) await pace.turn(nobody);

  expect(clock.now()).toBe(3_600_500);
});

test("when the service says that it is used up, everybody waits", async () => {
  const { clock, pace } = await passing(1);

  pace.usedUp();
  await pace.turn(nobody);

  expect(clock.now()).toBe(500);
});

test("who has gone away while he waited takes nothing from those behind", async () => {
  const { clock, pace } = await passing(10);
  const gone = AbortSignal.abort("gone");

  await expect(pace.turn(gone)).rejects.toMatchObject({ code: "ABORTED", cause: "gone" });
  await pace.turn(nobody);

  expect(clock.now()).toBe(500);
});

test("a clock that is set back takes nothing away", async () => {
  const { clock, pace } = await passing(10);
  clock.advance(1_000);
  await pace.turn(nobody);

  clock.advance(-3_600_000);
  await pace.turn(nobody);

  expect(clock.now()).toBe(1_000 - 3_600_000);
});

test.each([
  { burst: 0, perSecond: 5 },
  { burst: 0.5, perSecond: 5 },
  { burst: 1, perSecond: 0 },
  { burst: 1, perSecond: Number.NaN },
])("a rate at which nobody would ever pass is refused: $burst, $perSecond", (rate) => {
  expect(() => createPace(rate, jumpingClock())).toThrow(
    expect.toSatisfy(isConfigurationError, "a ConfigurationError"),
  );
});
