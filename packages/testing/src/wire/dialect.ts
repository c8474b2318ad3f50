/** The three ways in which the two clouds speak HTTP: FnF, FC 2.0 and FC 3.0. */
export type Dialect = "fnf" | "2.0" | "3.0";

const dialects: { readonly [firstSegment: string]: Dialect } = {
  "": "fnf",
  "2016-08-15": "2.0",
  "2023-03-30": "3.0",
};

/** The dialect a path belongs to: `/` is FnF's, FC's paths begin with the API version. */
export function dialectOf(pathname: string): Dialect | undefined {
  const [, first = "", ...rest] = pathname.split("/");
  if (first === "" && rest.length > 0) return undefined;
  return Object.hasOwn(dialects, first) ? dialects[first] : undefined;
}
