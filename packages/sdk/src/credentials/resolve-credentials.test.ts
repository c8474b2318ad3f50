import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isConfigurationError } from "../errors/index.ts";
import { resolveCredentials } from "./resolve-credentials.ts";

test("given credentials are used as they are", async () => {
  const credentials = { accessKeyId: "id", accessKeySecret: "secret", securityToken: "token" };

  await expect(resolveCredentials(credentials)).resolves.toEqual(credentials);
});

test("a function is asked every time, so that temporary credentials can rotate", async () => {
  let turn = 0;
  const source = () => ({ accessKeyId: `id-${++turn}`, accessKeySecret: "secret" });

  const ids = [await resolveCredentials(source), await resolveCredentials(source)];

  expect(ids.map(({ accessKeyId }) => accessKeyId)).toEqual(["id-1", "id-2"]);
});

test("half a key pair is refused, and what there is of it is not shown", async () => {
  const failure = resolveCredentials({ accessKeyId: "", accessKeySecret: "planted-secret" });

  await expect(failure).rejects.toSatisfy(isConfigurationError);
  await expect(failure).rejects.not.toThrow("planted-secret");
});

describe("a function that fails", () => {
  const failing = (thrown: unknown) => async () => {
    throw thrown;
  };

  test("is said to have failed, and with what, but not what it said", async () => {
    const thrown = Object.assign(new Error("planted-secret"), { name: "CredentialsProviderError" });

    const error: Error = await resolveCredentials(failing(thrown)).catch((failure) => failure);

    expect(isConfigurationError(error)).toBe(true);
    expect(error.message).toContain("CredentialsProviderError");
    expect(error.message).not.toContain("planted-secret");
    expect(error.cause).toBeUndefined();
  });

  test.each(["planted-secret", undefined, { name: "planted-secret" }])(
    "is said to have failed when it throws what is no error: %j",
    async (thrown) => {
      const error: Error = await resolveCredentials(failing(thrown)).catch((failure) => failure);

      expect(isConfigurationError(error)).toBe(true);
      expect(error.message).not.toContain("planted-secret");
    },
  );

  test("has not failed when nobody waits for it any more", async () => {
    const controller = new AbortController();
    const stopped = async () => {
      controller.abort("enough");
      throw new Error("stopped");
    };

    await expect(resolveCredentials(stopped, controller.signal)).rejects.toBe("enough");
  });
});

describe("the default chain", () => {
  beforeEach(() => {
    for (const name of Object.keys(process.env).filter((name) => name.startsWith("ALIBABA_CLOUD_"))) {
      vi.stubEnv(name, undefined);
    }
    vi.stubEnv("HOME", "/nowhere");
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("reads the environment", async () => {
    vi.stubEnv("ALIBABA_CLOUD_ACCESS_KEY_ID", "id");
    vi.stubEnv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret");
    vi.stubEnv("ALIBABA_CLOUD_SECURITY_TOKEN", "token");

    await expect(resolveCredentials()).resolves.toEqual({
      accessKeyId: "id",
      accessKeySecret: "secret",
      securityToken: "token",
    });
  });

  test("says in one sentence what to do when it finds nothing, without asking the network", async () => {
    const failure = resolveCredentials();

    await expect(failure).rejects.toSatisfy(isConfigurationError);
    await expect(failure).rejects.toThrow("ALIBABA_CLOUD_ACCESS_KEY_ID");
  }, 1000);

  test("names a source that is configured but gives nothing, and none of what it said", async () => {
    vi.stubEnv("ALIBABA_CLOUD_ACCESS_KEY_ID", "planted-id");

    const error: Error = await resolveCredentials().catch((thrown) => thrown);

    expect(isConfigurationError(error)).toBe(true);
    expect(error.message).toContain("ALIBABA_CLOUD_ACCESS_KEY_ID is set, but gave none");
    expect(error.message).not.toContain("planted-id");
    expect(error.cause).toBeUndefined();
  });

  test("finds what comes to be there later, after it had found nothing", async () => {
    await expect(resolveCredentials()).rejects.toSatisfy(isConfigurationError);
    vi.stubEnv("ALIBABA_CLOUD_ACCESS_KEY_ID", "id");
    vi.stubEnv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret");

    await expect(resolveCredentials()).resolves.toMatchObject({ accessKeyId: "id" });
  });
});
