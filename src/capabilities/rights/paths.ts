import { othersOf } from './core/situation.ts'
import { SITUATIONS } from './statements/situations.ts'

/** Every page that is read without a network. */
export const RIGHTS_PATHS: readonly string[] = [
  '/vos-droits',
  ...SITUATIONS.map(({ id }) => `/vos-droits/${id}`),
  ...SITUATIONS.flatMap((situation) => othersOf(situation).map((language) => `/vos-droits/${language}/${situation.id}`)),
]
