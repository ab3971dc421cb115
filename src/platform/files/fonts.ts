import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'

const require = createRequire(import.meta.url)
const LETTERS = Array.from({ length: 0x17f - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index)).join('') + '’‘“”–—…«»  €'

/** The site's family as TrueType, for printed documents. */
export async function readCardFonts(): Promise<readonly Buffer[]> {
  return Promise.all(
    ['400', '700'].map((weight) => {
      const source = require.resolve(`@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff2`)
      return subsetFont(readFileSync(source), LETTERS, { targetFormat: 'truetype' })
    }),
  )
}
