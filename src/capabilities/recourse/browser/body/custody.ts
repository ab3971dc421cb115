import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { openEnvelope, openShare, passShare, type Identity } from '../../core/vault/envelope.ts'
import { caseIdOf, verifyEpochs, type SignedEpoch } from '../../core/vault/epoch.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import type { Custodian, SignedRoster } from '../../core/vault/roster.ts'
import { sealJson } from '../../core/vault/seal.ts'
import { sign } from '../../core/vault/signed.ts'
import { custodianBy, placesOf } from '../../core/vault/succession.ts'
import { client } from '../shared/device.ts'
import type { OpenBody } from '../shared/open-body.ts'
import { askEnvelope, sendPass } from './custody-client.ts'

/** A custodian at work, in a roster that this device trusts. */
export type Custody = {
  readonly body: string
  readonly title: string
  readonly keys: HolderKeys
  readonly rosters: readonly SignedRoster[]
}

export function custodyOf({ served, rosters }: OpenBody, keys: HolderKeys): Custody {
  return { body: served.body, title: served.profile.title, keys, rosters }
}

export type Envelope = {
  readonly caseId: string
  /** Who has each place today, and which is this custodian's. */
  readonly custodians: readonly Custodian[]
  readonly index: number
  readonly epoch: SignedEpoch
  readonly answer: Extract<Awaited<ReturnType<typeof askEnvelope>>, { ok: true }>['value']
}

/** The case's own key is verified first: a reason is sealed to it, for its citizen to read. */
export async function findEnvelope({ keys, rosters }: Custody, caseId: string): Promise<Result<Envelope>> {
  const asked = await askEnvelope(client, caseId, keys)
  if (!asked.ok) return asked
  if (caseIdOf(asked.value.citizen) !== caseId) return refuse('case-other')
  const epochs = await verifyEpochs(asked.value.epochs, { citizen: asked.value.citizen, rosters })
  const epoch = epochs.ok ? epochs.value.at(-1) : undefined
  if (!epochs.ok) return epochs
  const custodians = placesOf(rosters, epochs.value[0]?.content.roster ?? 0).flatMap((held) => custodianBy(rosters, held.at(-1)) ?? [])
  const index = custodians.findIndex(({ key }) => key === keys.key)
  return epoch && index >= 0 ? accept({ caseId, custodians, index, epoch, answer: asked.value }) : refuse('case-malformed')
}

export async function passOwn(
  { keys }: Custody,
  { caseId, custodians, epoch, answer }: Envelope,
  { to, reason }: { readonly to: number; readonly reason: string },
): Promise<Result<unknown>> {
  const file = fromBase64(answer.share)
  const own = file && (await openShare(file, keys.age.identity, caseId))
  const custodian = custodians[to]
  if (!own || !custodian) return refuse('envelope-broken')
  // Signed, so that nobody can say that a custodian gave another reason, or gave one at all.
  const { content, signature } = sign('pass', { case: caseId, to, reason }, keys.signing)
  const [share, sealed] = await Promise.all([
    passShare(own, custodian.recipient, caseId),
    sealJson({ content, key: keys.key, signature }, [epoch.content.recipient]),
  ])
  return sendPass(client, caseId, { keys, pass: { to, epoch: epoch.content.number, share: toBase64(share), reason: toBase64(sealed) } })
}

/** With the custodian's own share and the first one that was passed. */
export async function openPassed({ keys }: Custody, { caseId, answer }: Envelope): Promise<Result<Identity>> {
  const files = [answer.share, ...answer.passed.map(({ share }) => share)].map(fromBase64).filter((file) => file !== undefined)
  const shares = (await Promise.all(files.map((file) => openShare(file, keys.age.identity, caseId)))).filter((share) => share !== undefined)
  const file = fromBase64(answer.file)
  const opened = file && (await openEnvelope({ recipient: answer.recipient, file }, shares.slice(0, 2), caseId))
  return opened ? accept(opened) : refuse('envelope-broken')
}
