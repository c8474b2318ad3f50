import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Params } from "./params.ts";
import type { WorkflowState } from "./workflow-state.ts";

const regions: readonly (readonly [id: string, english: string, chinese: string])[] = [
  ["cn-hangzhou", "China (Hangzhou)", "华东1（杭州）"],
  ["cn-shanghai", "China (Shanghai)", "华东2（上海）"],
  ["cn-qingdao", "China (Qingdao)", "华北1（青岛）"],
  ["cn-beijing", "China (Beijing)", "华北2（北京）"],
  ["cn-shenzhen", "China (Shenzhen)", "华南1（深圳）"],
  ["ap-southeast-1", "Singapore", "新加坡"],
  ["us-west-1", "US (Silicon Valley)", "美国（硅谷）"],
];

/** The regions that the service is in, named in Chinese or, with `AcceptLanguage` `en-US`, in English. */
export function describeRegions(_state: WorkflowState, params: Params): JsonObject {
  const inEnglish = params.optional("AcceptLanguage")?.startsWith("en") ?? false;
  return {
    Regions: {
      Region: regions.map(([id, english, chinese]) => ({
        RegionId: id,
        RegionEndpoint: `${id}.fnf.aliyuncs.com`,
        LocalName: inEnglish ? english : chinese,
      })),
    },
  };
}
