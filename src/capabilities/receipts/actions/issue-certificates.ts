import { toHex, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import type { PublicKey } from '../../../foundation/signature.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { certificateId, issueCertificate } from '../core/certificate.ts'
import { certificateWindows } from '../core/windows.ts'
import type { UnitSigner } from './authorities.ts'

export type DeviceKey = { readonly device: string; readonly unit: number; readonly key: PublicKey }

export type IssuedCertificate = { readonly keyId: string; readonly certificate: string; readonly from: number; readonly to: number }

export type IssueRequest = {
  readonly city: string
  readonly signer: UnitSigner
  readonly devices: readonly DeviceKey[]
  /** Unix seconds that the certificates must cover, first and last. */
  readonly span: readonly [number, number]
}

/**
 * Certificates of 72 hours, one after the other without a hole, over the span asked for. The windows are fixed in time,
 * so a device that asks twice gets the same certificates.
 */
export async function issueCertificates(services: Services, request: IssueRequest): Promise<readonly IssuedCertificate[]> {
  const { city, signer, devices, span } = request
  const issuer = toHex(signer.certificate.id)
  const made = devices.flatMap(({ device, unit, key }) =>
    certificateWindows(span, signer.certificate).map(({ from, to }) => {
      const body = { kind: 'device', city: signer.certificate.city, cityNumber: signer.certificate.cityNumber, unit, key, from, to, issuer } as const
      const certificate = issueCertificate(body, signer.seed)
      return { device, unit, certificate, id: certificateId(certificate), from, to }
    }),
  )
  const now = services.clock()
  await inCity(services.db, city, (tx) => insertCertificates({ tx, city, now, random: services.random }, made))
  return made.map(({ id, certificate, from, to }) => ({ keyId: toHex(id), certificate, from, to }))
}

type Made = {
  readonly device: string
  readonly unit: number
  readonly certificate: string
  readonly id: Bytes
  readonly from: number
  readonly to: number
}
type Writing = { readonly tx: CityTransaction; readonly city: string; readonly now: Date; readonly random: (length: number) => Bytes }

const GROUP = 1000

async function insertCertificates({ tx, city, now, random }: Writing, made: readonly Made[]): Promise<void> {
  for (let start = 0; start < made.length; start += GROUP) {
    const group = made.slice(start, start + GROUP)
    const rows = group.map(({ device, unit, certificate, id, from, to }) => ({
      city,
      key_id: Buffer.from(id),
      device,
      unit,
      certificate,
      valid_from: new Date(from * 1000),
      valid_to: new Date(to * 1000),
      issued_at: now,
    }))
    await tx
      .insertInto('receipts.certificates')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const entries = group.map(({ id, certificate }) => {
      return { type: 'certificate', businessKey: toHex(id), version: 1, day: dateAt(now).toString(), sha256: sha256(certificate) } as const
    })
    await commitEntries(tx, { city, now, random }, entries)
  }
}
