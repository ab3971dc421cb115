import { z } from 'zod'
import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { addDays, dateAt } from '../../../foundation/local-date.ts'
import { judgeCertificate } from '../core/judge-certificate.ts'

const PATIENCE_MS = 20_000
const authoritiesShape = z.object({ authorities: z.array(z.string()) })
const bundleShape = z.object({ devices: z.array(z.string()) })

export type WatchCertificates = { readonly site: string; readonly root: string | undefined; readonly clock: () => Date }

/**
 * A city's certificates as anyone sees them, for whoever watches its journal: all that it shows (roots, units, the devices of today and
 * yesterday), and what stands behind a hash that the journal names. Rejects when the site does not answer.
 */
export function watchCertificates({ site, root, clock }: WatchCertificates) {
  const fetchText = async (path: string): Promise<string | undefined> => {
    const answer = await fetch(`${site.replace(/\/$/, '')}${path}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (answer.status === 404) return undefined
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return answer.text()
  }
  const readAuthorities = async () => authoritiesShape.parse(JSON.parse((await fetchText('/recus/autorites')) ?? '{}')).authorities
  const readDevices = async (day: string) => bundleShape.parse(JSON.parse((await fetchText(`/recus/jours/${day}`)) ?? '{"devices":[]}')).devices
  const digestOf = (certificate: string) => toHex(sha256(certificate))
  return {
    digestOf,
    published: async (): Promise<readonly string[]> => {
      const today = dateAt(clock())
      const lists = await Promise.all([readAuthorities(), readDevices(today.toString()), readDevices(addDays(today, -1).toString())])
      return [...new Set(lists.flat())]
    },
    judge: async (digest: string, entered: number): Promise<string> => {
      const certificate = await fetchText(`/recus/certificats/${digest}`)
      if (certificate === undefined || digestOf(certificate) !== digest) return 'unknown'
      const judged = await judgeCertificate(certificate, { authorities: await readAuthorities(), root })
      if (!judged.ok) return judged.code
      // Entered when its time was over, it can only sign what is dated before: a backdated receipt would hold.
      return judged.value.to < entered ? 'certificate-over-when-entered' : 'holds'
    },
  }
}
