import { formatInstant } from '../../../../foundation/format.ts'
import type { Language, Wording } from '../../../../foundation/wording.ts'
import type { CheckDetail } from '../../core/detail.ts'
import { groundOfByte } from '../../core/ground.ts'
import { decodeOutcome } from '../../core/outcome.ts'
import { encodeShareable } from '../../core/receipt.ts'
import { GROUND_LABELS, RESULT_LABELS } from '../../messages/labels.ts'
import type { CARNET_WORDS } from '../../messages/carnet-words.ts'
import { recordLines } from '../../web/record-list.tsx'
import { receiptOfKept, type Kept } from '../shared/carnet-store.ts'

export type SummaryContext = {
  readonly language: Language
  readonly t: Wording<keyof typeof CARNET_WORDS>
  readonly counts: { readonly days30: number; readonly months12: number }
  readonly origin: string
}

const [WIDTH, HEIGHT, MARGIN, SIZE, LEAD] = [595, 842, 56, 10.5, 15]

/** One PDF made on the device: counts, then each receipt with the address that verifies it. It carries no key. */
export async function makeSummary(kept: readonly Kept[], context: SummaryContext): Promise<Uint8Array<ArrayBuffer>> {
  const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.create()
  const [regular, bold, mono] = await Promise.all(
    [StandardFonts.Helvetica, StandardFonts.HelveticaBold, StandardFonts.Courier].map((font) => document.embedFont(font)),
  )
  if (!regular || !bold || !mono) throw new Error('the standard fonts are built in')
  const { t, language, counts } = context
  document.setTitle(t('pdfTitle'))
  document.setLanguage(language)
  let page = document.addPage([WIDTH, HEIGHT])
  let y = HEIGHT - MARGIN
  const line = (text: string, font = regular, size = SIZE) => {
    for (const part of wrap(plain(text), (candidate) => font.widthOfTextAtSize(candidate, size), WIDTH - 2 * MARGIN)) {
      if (y < MARGIN + LEAD) {
        page = document.addPage([WIDTH, HEIGHT])
        y = HEIGHT - MARGIN
      }
      page.drawText(part, { x: MARGIN, y, size, font })
      y -= size + 4.5
    }
  }
  line(t('pdfTitle'), bold, 18)
  line(t('pdfMade', { date: formatInstant(new Date(), language) }))
  line(t('pdfCounts', { a: counts.days30, b: counts.months12, c: kept.length }), bold)
  for (const one of kept) {
    y -= LEAD
    for (const [index, text] of linesOf(one, context).entries()) line(text, index === 0 ? bold : regular)
    line(addressOf(one, context.origin), mono, 7)
  }
  return new Uint8Array(await document.save())
}

function linesOf(kept: Kept, { language, t }: SummaryContext): readonly string[] {
  const receipt = receiptOfKept(kept)
  if (receipt === undefined) return [kept.id]
  const when = formatInstant(new Date(receipt.payload.time * 1000), language)
  const place = { quarter: kept.names?.quarter ?? String(receipt.payload.quarter), section: kept.names?.section }
  const status = t(kept.content ? 'verified' : 'unverified')
  if (kept.content) {
    const detail: CheckDetail = JSON.parse(kept.content.detail)
    return [
      `${when} (${status})`,
      ...recordLines({ detail, place, unit: kept.names?.unit ?? '', language }).map(({ term, value }) => `${term} : ${value}`),
    ]
  }
  const ground = groundOfByte(receipt.payload.ground)
  const outcome = decodeOutcome(receipt.payload.outcome)
  return [
    `${when} (${status})`,
    [ground && GROUND_LABELS[ground.code][language], outcome && RESULT_LABELS[outcome.result][language]]
      .filter((part) => part !== undefined)
      .join(' · '),
  ]
}

function addressOf(kept: Kept, origin: string): string {
  const receipt = receiptOfKept(kept)
  return receipt ? `${origin}/r#${encodeShareable(receipt.payloadBytes, receipt.holderHash, receipt.signature)}` : ''
}

/** The standard fonts know WinAnsi alone: French is in it, its thin spaces are not. */
function plain(text: string): string {
  return text
    .replaceAll(/[\u202F\u2009]/g, '\u00A0')
    .replaceAll('→', '>')
    .replaceAll('✓', '')
}

function wrap(text: string, width: (text: string) => number, limit: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((part) => part.match(/.{1,90}/g) ?? [''])) {
    const longer = line === '' ? word : `${line} ${word}`
    if (width(longer) <= limit) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}
