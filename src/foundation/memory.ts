/** What a device keeps between two visits, by place; texts. */
export type Memory = {
  readonly read: (place: string) => string | undefined
  readonly write: (place: string, text: string) => void
}
