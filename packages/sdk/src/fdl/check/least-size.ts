/**
 * How many bytes any text of a value has at least: its keys and its plain values, and a byte that keeps each value from
 * the next. Looks no further once it is more than `enough`.
 */
export function leastSize(value: unknown, enough: number): number {
  let size = 0;
  const open = [value];
  while (open.length > 0 && size <= enough) {
    const one = open.pop();
    size += typeof one === "string" ? one.length + 1 : 1;
    if (Array.isArray(one)) {
      for (const item of one) open.push(item);
    } else if (typeof one === "object" && one !== null) {
      for (const key of Object.keys(one)) {
        size += key.length;
        open.push((one as { readonly [key: string]: unknown })[key]);
      }
    }
  }
  return size;
}
