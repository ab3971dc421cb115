import type { Worded } from '../foundation/wording.ts'

/** A link in the main navigation of every public page. */
export type NavigationEntry = { readonly href: string; readonly label: Worded }
