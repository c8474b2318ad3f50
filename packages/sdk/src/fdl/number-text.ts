/** A number as YAML 1.1 and 1.2 both read it: 1.1 wants a point before an exponent. */
export function numberText(number: number): string {
  if (Object.is(number, -0)) return "-0.0";
  const text = String(number);
  return /^-?\d+e/.test(text) ? text.replace("e", ".0e") : text;
}
