import type { Access, Actor, PermissionMatrix } from './route.ts'

export type Verdict = 'allowed' | 'sign-in-needed' | 'forbidden'

/**
 * Deny by default: a permission that no matrix knows, a role that it does not list and a unit that is not the
 * actor's own are all refused. `unit`: the one that the request names, if any.
 */
export function permit(matrix: PermissionMatrix, access: Access, request: { readonly actor: Actor; readonly unit?: number | undefined }): Verdict {
  if (access.kind !== 'staff') return 'allowed'
  const { actor, unit } = request
  if (actor.kind === 'anonymous') return 'sign-in-needed'
  const scope = matrix[access.permission]?.[actor.role]
  if (scope === 'city') return 'allowed'
  if (scope === 'own-unit') return unit !== undefined && unit === actor.unit ? 'allowed' : 'forbidden'
  return 'forbidden'
}
