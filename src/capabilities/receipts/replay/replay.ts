import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hkdfSha256 } from '../../../foundation/digest.ts'
import { expectAccepted } from '../../../foundation/result.ts'
import type { Services } from '../../../platform/services.ts'
import { createCity, readQuarters, writeQuarters, writeUnit } from '../../city/index.ts'
import { createRoot, createUnitKey, readUnitSigner } from '../actions/authorities.ts'
import type { Bundle } from '../core/bundle.ts'
import type { CheckDetail } from '../core/detail.ts'
import { aesOverWebCrypto, chainFor, openBundle, receiptOf, verifyDetail } from '../core/open-bundle.ts'
import { verifyReceipt } from '../core/verify-receipt.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { createHttpClient, inParallel, type HttpSend } from './http-client.ts'
import { mapRow, mappingShape, type Cell, type Mapping } from './mapping.ts'
import { readRows } from './read-rows.ts'
import { registerSoftDevice } from './register-soft-device.ts'
import { submissionJson, type MadeReceipt } from './soft-device.ts'

/** The replay's own city: the United Kingdom's INSEE code, its notice on every page, its figures apart from any real city's. */
export const REPLAY_CITY = { code: '99132', host: 'replay.localhost', unit: 1 } as const

export type ReplayReport = {
  readonly rows: number
  readonly sent: number
  readonly already: number
  readonly found: number
  readonly verified: number
  readonly refused: readonly { readonly file: string; readonly line: number; readonly reason: string }[]
  readonly attribution: string
}

export type ReplayRequest = {
  readonly files: readonly string[]
  readonly mappingFile: string
  readonly url: string
  readonly say: (sentence: string) => void
}

type Prepared = { readonly made: readonly MadeReceipt[]; readonly rows: number; readonly refused: ReplayReport['refused'] }

/**
 * Real rows as signed receipts, ready to be sent. `copies`: the same rows again under new numbers, for benches that need more
 * receipts than the files have rows.
 */
export async function prepareReplay(
  services: Services,
  { files, mappingFile, say, copies = 1 }: Omit<ReplayRequest, 'url'> & { readonly copies?: number },
): Promise<readonly Prepared[]> {
  const mapping = mappingShape.parse(JSON.parse(readFileSync(mappingFile, 'utf8')))
  const number = await prepareCity(services, mapping)
  const prepared: Prepared[] = []
  for (const file of files) {
    const one = await prepareFile(services, { file, mapping, number, copies })
    say(`${file}: ${one.made.length} checks signed, ${one.refused.length} rows refused`)
    prepared.push(one)
  }
  return prepared
}

/** Real rows through the whole path: mapped, signed by real device keys, sent over HTTP, stored, looked up in the public files, verified. */
export async function replay(services: Services, { files, mappingFile, url, say }: ReplayRequest): Promise<ReplayReport> {
  const { attribution } = mappingShape.parse(JSON.parse(readFileSync(mappingFile, 'utf8')))
  const prepared = await prepareReplay(services, { files, mappingFile, say })
  const made = prepared.flatMap((one) => one.made)
  const client = createHttpClient(url, REPLAY_CITY.host, 32)
  try {
    const statuses = await inParallel(
      made,
      32,
      async (receipt) => (await client.send('PUT', `/agent/api/recus/${receipt.id}`, submissionJson(receipt.submission))).status,
    )
    const count = (status: number) => statuses.filter((candidate) => candidate === status).length
    say(`${count(201)} stored, ${count(200)} known already`)
    const looked = await lookUp(client.send, made)
    return {
      rows: prepared.reduce((sum, { rows }) => sum + rows, 0),
      sent: count(201),
      already: count(200),
      ...looked,
      refused: prepared.flatMap(({ refused }) => refused),
      attribution,
    }
  } finally {
    client.close()
  }
}

async function prepareCity(services: Services, mapping: Mapping): Promise<number> {
  const now = services.clock()
  const { code, host, unit } = REPLAY_CITY
  const number = await createCity(services.db, {
    code,
    name: 'Rejeu',
    hosts: [host],
    contact: 'contact@replay.example',
    dataProtectionContact: 'dpo@replay.example',
    demo: true,
    realDataNotice: `Rejeu de données réelles d’un autre pays (${mapping.source}), pour l’essai. ${mapping.attribution}.`,
    now,
  })
  expectAccepted(
    await writeUnit(services.db, code, { unit, name: 'Forces rejouées (Royaume-Uni)', kind: 'police_nationale', acts: ['controle_identite'], now }),
  )
  if ((await readUnitSigner(services, code, unit)) === undefined) {
    const city = { code, number, demo: true }
    const from = Date.UTC(2015, 0, 1) / 1000
    const root = await createRoot(services, city, { from })
    expectAccepted(await createUnitKey(services, { city, unit, root, from, days: 366 * 15 }))
  }
  return number
}

type FileWork = { readonly file: string; readonly mapping: Mapping; readonly number: number; readonly copies: number }

/** One device a file. Its key comes from the file's own bytes and the unit's key: the same file twice makes the same receipts. */
async function prepareFile(services: Services, { file, mapping, number, copies }: FileWork): Promise<Prepared> {
  const { code, unit } = REPLAY_CITY
  const quarters = await quarterNumbers(services, mapping)
  const refused: { file: string; line: number; reason: string }[] = []
  const checks: CheckDetail[] = []
  let rows = 0
  for await (const { line, row } of readRows(file)) {
    rows += 1
    const mapped = mapRow(row, mapping, quarters.numberOf)
    if (mapped.ok) checks.push(mapped.value.detail)
    else refused.push({ file, line, reason: `${mapped.code} ${Object.values(mapped.evidence).join(': ')}` })
  }
  await quarters.write()
  if (checks.length === 0) return { made: [], rows, refused }
  const signer = await readUnitSigner(services, code, unit)
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
  const seed = hkdfSha256(signer?.seed ?? new Uint8Array(32), `vav-replay/v1 ${digest}`)
  const times = checks.map(({ started }) => started)
  const device = await registerSoftDevice(services, { city: code, unit, span: [Math.min(...times), Math.max(...times)], seed })
  const made = Array.from({ length: copies }, () => checks)
    .flat()
    .map((detail, index) => device.issue(detail, { city: number, unit, secret: new Uint8Array(hkdfSha256(seed, `holder ${index}`).subarray(0, 16)) }))
  return { made, rows, refused }
}

/** Grid cells stand in for quarters: numbered as they are met, written before the receipts that name them. */
async function quarterNumbers(services: Services, mapping: Mapping) {
  const known = new Map((await readQuarters(services.db, REPLAY_CITY.code)).map(({ name, quarter }) => [name, quarter]))
  const fresh: { quarter: number; name: string; outline: unknown; source: string }[] = []
  const numberOf = (cell: Cell): number => {
    const [south, west] = [cell.row * mapping.cellDegrees, cell.column * mapping.cellDegrees]
    const name = `Maille ${south.toFixed(2)} ${west.toFixed(2)}`
    const found = known.get(name)
    if (found !== undefined) return found
    const quarter = known.size + 1
    known.set(name, quarter)
    const [north, east] = [south + mapping.cellDegrees, west + mapping.cellDegrees]
    const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] // prettier-ignore
    fresh.push({ quarter, name, outline: { type: 'Polygon', coordinates: [ring] }, source: mapping.attribution })
    return quarter
  }
  return { numberOf, write: () => writeQuarters(services.db, REPLAY_CITY.code, fresh) }
}

/** Each day's public file, opened with each holder's own hash, verified up to the root as a phone does. */
async function lookUp(send: HttpSend, made: readonly MadeReceipt[]): Promise<{ readonly found: number; readonly verified: number }> {
  const decrypt = aesOverWebCrypto(crypto.subtle)
  const byDay = new Map<string, MadeReceipt[]>()
  for (const receipt of made) {
    const seconds = new DataView(receipt.submission.payload.buffer).getUint32(17)
    const day = dateAt(new Date(seconds * 1000)).toString()
    byDay.set(day, [...(byDay.get(day) ?? []), receipt])
  }
  let [found, verified] = [0, 0]
  for (const [day, receipts] of byDay) {
    const answer = await send('GET', `/recus/jours/${day}`)
    const bundle: Bundle = JSON.parse(answer.body)
    for (const { submission, holderHash } of receipts) {
      const [content] = await openBundle(bundle, holderHash, decrypt)
      const receipt = content && receiptOf(content)
      if (content === undefined || receipt === undefined || content.detail !== submission.detail) continue
      found += 1
      const chain = chainFor(bundle, receipt.payload.keyId)
      if (chain && (await verifyReceipt(receipt, chain)).ok && (await verifyDetail(content, receipt, chain)).ok) verified += 1
    }
  }
  return { found, verified }
}
