import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloudWay } from "./support/cloud-way.ts";
import { engineWay } from "./support/engine-way.ts";
import { readCases } from "./support/read-cases.ts";
import { likenessOf } from "./support/way.ts";

const cases = readCases(fileURLToPath(new URL("./cases", import.meta.url)));

describe.each([
  ["on the engine alone", engineWay],
  ["over MSW", cloudWay("msw")],
  ["over the direct wire", cloudWay("direct")],
  ["through the server", cloudWay("server")],
])("%s", (_how, way) => {
  beforeAll(() => way.open());
  afterAll(() => way.close());

  test.each(cases.map((given) => [`${given.name}: ${given.about}`, given] as const))(
    "%s",
    async (_name, given) => {
      const { expected } = given;

      await way.run(given, async (outcome) => {
        expect(await likenessOf(outcome, expected)).toEqual(expected);
      });
    },
  );
});
