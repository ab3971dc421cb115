import { toBase64url } from '../../../foundation/base64url.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Database } from '../../../platform/db/database.ts'
import { checkPng } from '../core/png.ts'
import { checkAccent, checkGround } from '../core/theme.ts'

export type Look = {
  readonly name: string
  /** `#rrggbb`, or empty for ours. */
  readonly accent: string
  /** The same, of the head of each page. */
  readonly ground: string
  /** A new image; `undefined` keeps what there is. */
  readonly png: Uint8Array | undefined
  readonly withoutLogo: boolean
}

const LONGEST = 80

/** The city's name, colours and arms, without touching code. */
export async function setLook(
  db: Database,
  { city, now }: { readonly city: string; readonly now: Date },
  look: Look,
): Promise<Result<string, 'name-wrong' | 'colour-wrong' | 'too-light' | 'too-light-ground' | 'not-png' | 'too-large'>> {
  const name = look.name.trim()
  if (name === '' || name.length > LONGEST) return refuse('name-wrong')
  const accent = look.accent.trim() === '' ? accept(null) : checkAccent(look.accent)
  if (!accent.ok) return accent
  const ground = look.ground.trim() === '' ? accept(null) : checkGround(look.ground)
  if (!ground.ok) return ground
  const logo = look.png === undefined ? undefined : toBase64url(sha256(look.png)).slice(0, 16)
  if (look.png !== undefined && logo !== undefined) {
    const checked = checkPng(look.png)
    if (!checked.ok) return checked
    const row = { city, logo, png: Buffer.from(look.png), set_at: now }
    await db
      .insertInto('city.logos')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const set = look.withoutLogo ? { logo: null } : logo === undefined ? {} : { logo }
  await db
    .updateTable('city.cities')
    .set({ name, accent: accent.value, ground: ground.value, ...set })
    .where('city', '=', city)
    .execute()
  return accept('look')
}
