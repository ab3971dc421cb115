import { toHex } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { decodeCertificate, issuedBy, verifyChain, type Certificate, type CertificateRefusal } from './certificate.ts'

export type Judging = {
  /** All root and unit certificates that the city shows. */
  readonly authorities: readonly string[]
  /** The root's id as its keeper printed it, 16 hexadecimal digits; without it, the city must have one root. */
  readonly root: string | undefined
}

/** Does a certificate that someone found in the journal stand under the city's root, for all its time? For those who watch from outside. */
export async function judgeCertificate(
  encoded: string,
  { authorities, root }: Judging,
): Promise<Result<Certificate, CertificateRefusal | 'root-of-another'>> {
  const certificate = decodeCertificate(encoded)
  if (certificate === undefined) return refuse('certificate-malformed')
  const above = authorities.map((text) => ({ text, certificate: decodeCertificate(text) }))
  const issuerOf = (one: Certificate) => above.find((candidate) => candidate.certificate && toHex(candidate.certificate.id) === one.issuer)
  const roots = above.filter((one) => one.certificate?.kind === 'root')
  const only = roots.length === 1 && roots[0]?.certificate ? toHex(roots[0].certificate.id) : undefined
  const trusted = (one: Certificate) => toHex(one.id) === (root ?? only)
  if (certificate.kind === 'root') {
    if (!(await issuedBy(encoded, certificate))) return refuse('certificate-forged')
    return trusted(certificate) ? accept(certificate) : refuse('root-of-another')
  }
  const issuer = issuerOf(certificate)
  if (issuer?.certificate === undefined) return refuse('certificate-of-another')
  if (!(await issuedBy(encoded, issuer.certificate))) return refuse('certificate-forged')
  if (certificate.from < issuer.certificate.from || certificate.to > issuer.certificate.to) return refuse('certificate-not-valid-then')
  if (certificate.kind === 'unit') return trusted(issuer.certificate) ? accept(certificate) : refuse('root-of-another')
  const top = issuerOf(issuer.certificate)
  if (top?.certificate === undefined || !trusted(top.certificate)) return refuse('root-of-another')
  const chain = await verifyChain({ root: top.text, unit: issuer.text, device: encoded }, certificate.from)
  return chain.ok ? accept(certificate) : chain
}
