import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import QRCode from 'qrcode'
import { readCardFonts } from '../../../platform/files/fonts.ts'
import { typstText as text } from '../../../platform/files/typst.ts'

export type CardSheet = {
  readonly cityName: string
  readonly unitName: string
  readonly origin: string
  readonly cards: readonly { readonly card: string; /** With the secret: printed under the fold only. */ readonly url: string }[]
}

/** A4 sheets of five cards: cut along the lines, fold in the middle, the secret inside. */
export async function drawCards(sheet: CardSheet): Promise<Uint8Array<ArrayBuffer>> {
  const codes = await Promise.all(
    sheet.cards.map(async ({ card, url }) => ({ card, outside: await qrSvg(`${sheet.origin}/carte#${card}`), inside: await qrSvg(url) })),
  )
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: [...(await readCardFonts())] }] })
  const bytes = compiler.pdf({ mainFileContent: sourceOf(sheet, codes) })
  return new Uint8Array(bytes)
}

function qrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
}

type Code = { readonly card: string; readonly outside: string; readonly inside: string }

function sourceOf(sheet: CardSheet, codes: readonly Code[]): string {
  const cards = codes.map(({ card, outside, inside }) => `#card(${text(`${card.slice(0, 4)} ${card.slice(4)}`)}, ${text(outside)}, ${text(inside)})`)
  return `#set document(title: "Cartes de reçu", author: "Vis-à-vis")
#set page(paper: "a4", margin: (x: 15mm, y: 12mm))
#set text(font: "Atkinson Hyperlegible Next", lang: "fr", size: 9pt)
#let city = ${text(sheet.cityName)}
#let unit = ${text(sheet.unitName)}
#let card(id, outside, inside) = block(breakable: false, stroke: (paint: luma(120), dash: "dashed"), width: 100%, height: 52mm, below: 0mm, grid(
  columns: (1fr, 1fr), stroke: (x, y) => if x == 1 { (left: (paint: luma(120), dash: "dotted")) },
  pad(4mm, grid(columns: (24mm, 1fr), gutter: 4mm,
    image(bytes(outside), format: "svg", width: 24mm, alt: "Code public de la carte"),
    [*Reçu de contrôle* \\ #city \\ #unit \\ #v(2mm) #text(size: 15pt, tracking: 1pt)[*#id*] \\ #v(1mm) L’agent ne lit que ce côté.])),
  pad(4mm, grid(columns: (32mm, 1fr), gutter: 4mm,
    image(bytes(inside), format: "svg", width: 32mm, alt: "Code secret du détenteur"),
    [*À vous seul.* \\ Scannez ce code avec votre téléphone : votre reçu s’ouvre après sa transmission. \\ #v(1mm) Qui le photographie le détient.])),
))
${cards.join('\n')}
`
}
