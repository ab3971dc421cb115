/** How much of it: all with `--full`, as little as shows that it holds with `--least` (what `npm test` runs), else what a minute takes. */
export function sizeOf<Value>({ full, short, least }: { readonly full: Value; readonly short: Value; readonly least: Value }): Value {
  if (process.argv.includes('--full')) return full
  return process.argv.includes('--least') ? least : short
}
