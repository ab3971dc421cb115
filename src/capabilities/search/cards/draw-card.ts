import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { Resvg } from '@resvg/resvg-js'
import { readCardFonts } from '../../../platform/files/fonts.ts'
import { typstText as text } from '../../../platform/files/typst.ts'

/** `accent`: the city's colour, `#rrggbb`. */
export type ShareCard = { readonly title: string; readonly city: string; readonly accent: string | undefined; readonly demo: string | undefined }

const LONGEST = 160
let compiler: Promise<NodeCompiler> | undefined

/** 1200 × 630 pixels, as social networks show a link: the title in our letters, the city, and a band when it is a demonstration. */
export async function drawCard(card: ShareCard): Promise<Uint8Array<ArrayBuffer>> {
  compiler ??= readCardFonts().then((fonts) => NodeCompiler.create({ fontArgs: [{ fontBlobs: [...fonts] }] }))
  const svg = (await compiler).plainSvg({ mainFileContent: sourceOf(card) })
  return new Uint8Array(new Resvg(svg, { fitTo: { mode: 'width', value: 1200 }, font: { loadSystemFonts: false } }).render().asPng())
}

function sourceOf({ title, city, accent = '#b4532a', demo }: ShareCard): string {
  const shown = title.length > LONGEST ? `${title.slice(0, LONGEST - 1)}…` : title
  const size = shown.length > 90 ? 30 : 40
  return `#set page(width: 600pt, height: 315pt, margin: 0pt, fill: rgb("#1d2544"))
#set text(font: "Atkinson Hyperlegible Next", lang: "fr", fill: white, size: ${size}pt, hyphenate: false)
#set par(leading: 0.4em)
#place(left + top, rect(width: 14pt, height: 315pt, fill: rgb(${text(accent)})))
#place(left + top, dx: 50pt, dy: 44pt, block(width: 500pt, height: 190pt, clip: true, strong(${text(shown)})))
#place(left + bottom, dx: 50pt, dy: -36pt, text(size: 20pt)[Vis-à-vis · #${text(city)}])
${demo === undefined ? '' : `#place(right + bottom, dx: -36pt, dy: -36pt, text(size: 14pt, fill: rgb("#f3d9a0"), ${text(demo)}))`}
`
}
