/** Where the facts of one city lie, under the var folder: one Parquet file a month and import. */
export function factsFolder(city: string): string {
  return `activity/${city}/facts`
}

/** `month`: `2026-03`; `source`: an import; the platform's own receipts are one too. */
export function factFile(city: string, month: string, source: string): string {
  return `${factsFolder(city)}/${month}/${source}.parquet`
}
