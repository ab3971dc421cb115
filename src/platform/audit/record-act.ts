import { uuidV7 } from '../../foundation/ids.ts'
import type { Bytes } from '../../foundation/bytes.ts'
import type { CityTransaction } from '../db/database.ts'
import type { Actor } from '../http/route.ts'

/** An act of staff: what was done to what. Never its content, never a person checked. */
export type Act = { readonly act: string; readonly subject: string; readonly outcome?: string }

export type ActContext = { readonly city: string; readonly now: Date; readonly actor: Actor; readonly random: (length: number) => Bytes }

/** In the act's own transaction: no act without its line, no line without its act. The table takes insertions only. */
export async function recordAct(tx: CityTransaction, context: ActContext, { act, subject, outcome = 'done' }: Act): Promise<void> {
  const { city, now, actor, random } = context
  const account = actor.kind === 'staff' ? actor.account : null
  await tx
    .insertInto('platform.audit')
    .values({ city, id: uuidV7(now.getTime(), random(10)), at: now, account, act, subject, outcome })
    .execute()
}
