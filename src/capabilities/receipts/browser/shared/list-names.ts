import type { Language } from '../../../../foundation/wording.ts'

/** “ldh, barreau et quartier-nord”. */
export function listNames(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}
