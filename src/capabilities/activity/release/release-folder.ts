export type ReleaseName = { readonly report: string; readonly version: number }

/** Under the var folder: what anyone may read of one version. Written once. */
export function releaseFolder(city: string, { report, version }: ReleaseName): string {
  return `activity/${city}/public/${report}/v${version}`
}
