import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { openEnvelope, openShare, passShare, type Identity } from '../../core/vault/envelope.ts'
import { caseIdOf, verifyEpochs, type SignedEpoch } from '../../core/vault/epoch.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import type { SignedRoster } from '../../core/vault/roster.ts'
import { sealJson } from '../../core/vault/seal.ts'
import { client, memory, today } from '../shared/device.ts'
import { trustBody } from '../shared/trust-body.ts'
import { askBody, askEnvelope, sendPass } from '../shared/vault-client.ts'

/** A custodian at work: their place among the three, in a roster that this device trusts. */
export type Custody = {
  readonly title: string
  readonly keys: HolderKeys
  readonly index: number
  readonly rosters: readonly SignedRoster[]
  readonly roster: SignedRoster
}

/** `undefined`: these words are no custodian's. */
export async function findCustody(body: string, keys: HolderKeys): Promise<Custody | undefined> {
  const served = await askBody(client, body)
  const trusted = served.ok ? await trustBody(served.value, { ask: client.ask, memory, today: today() }) : served
  if (!served.ok || !trusted.ok) return undefined
  const { rosters, newest } = trusted.value
  const index = newest.content.custodians.findIndex(({ key }) => key === keys.key)
  return index < 0 ? undefined : { title: served.value.profile.title, keys, index, rosters, roster: newest }
}

export type Envelope = {
  readonly caseId: string
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
  return epoch ? accept({ caseId, epoch, answer: asked.value }) : refuse('case-malformed')
}

export async function passOwn(
  { keys, roster }: Custody,
  { caseId, epoch, answer }: Envelope,
  { to, reason }: { readonly to: number; readonly reason: string },
): Promise<Result<unknown>> {
  const file = fromBase64(answer.share)
  const own = file && (await openShare(file, keys.age.identity, caseId))
  const custodian = roster.content.custodians[to]
  if (!own || !custodian) return refuse('envelope-broken')
  const [share, sealed] = await Promise.all([passShare(own, custodian.recipient, caseId), sealJson({ reason }, [epoch.content.recipient])])
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
