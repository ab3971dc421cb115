import { z } from 'zod'
import { client } from './device.ts'

const namesShape = z.object({ authorities: z.array(z.string()), units: z.array(z.object({ unit: z.number(), name: z.string() })) })
type CityNames = z.infer<typeof namesShape>

let asked: Promise<CityNames | undefined> | undefined

/**
 * The city's services and who vouches for their receipts; `undefined` when they cannot be had. Asked once, with the first case of whatever
 * kind that a page opens: asked for a case with a receipt alone, it would tell the host that there is one.
 */
export function cityNames(): Promise<CityNames | undefined> {
  asked ??= ask().then((names) => {
    // Asked again with the next case, where it could not be had.
    if (!names) asked = undefined
    return names
  })
  return asked
}

async function ask(): Promise<CityNames | undefined> {
  try {
    const answer = await client.ask('/recus/autorites', { credentials: 'omit', headers: { accept: 'application/json' } })
    return answer.ok ? namesShape.safeParse(await answer.json()).data : undefined
  } catch {
    return undefined
  }
}
