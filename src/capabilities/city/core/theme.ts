import { contrast, mix, parseColour, writeColour } from '../../../foundation/contrast.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'

/** WCAG 2.2, criterion 1.4.3: text of ordinary size. */
const ENOUGH = 4.5
/** The darkest of our light grounds, and the lightest of our dark ones (`ui/tokens.css`): what reads there reads everywhere. */
const LIGHT_GROUND = [243, 239, 230] as const
const DARK_GROUND = [30, 40, 64] as const
/** Our light text on the head of a page, where it is darkest: in dark mode. */
const ON_NIGHT = [240, 236, 230] as const
const [BLACK, WHITE] = [
  [0, 0, 0],
  [255, 255, 255],
] as const

/**
 * A colour in which links and buttons can be read on our light grounds. Refused with its ratio and the nearest darker one that can be read:
 * `too-light`, `evidence.ratio`, `evidence.instead`.
 */
export function checkAccent(text: string): Result<string, 'colour-wrong' | 'too-light'> {
  return checkAgainst(text, LIGHT_GROUND, 'too-light')
}

/**
 * A colour on which our light text can be read: the ground of the head of each page. Refused with its ratio and the nearest darker one:
 * `too-light-ground`, `evidence.ratio`, `evidence.instead`.
 */
export function checkGround(text: string): Result<string, 'colour-wrong' | 'too-light-ground'> {
  return checkAgainst(text, ON_NIGHT, 'too-light-ground')
}

function checkAgainst<Code extends string>(text: string, other: Rgb, code: Code): Result<string, 'colour-wrong' | Code> {
  const colour = parseColour(text.trim())
  if (colour === undefined) return refuse('colour-wrong')
  const ratio = contrast(colour, other)
  if (ratio >= ENOUGH) return accept(writeColour(colour))
  return refuse(code, { ratio: Math.floor(ratio * 100) / 100, instead: writeColour(towards(colour, BLACK, other)) })
}

/** Colours that were accepted; `undefined`: ours. */
export type Colours = { readonly accent: string | undefined; readonly ground: string | undefined }

/** As the address of a stylesheet names them: `b4532a-1d2544`, `x-1d2544`. `undefined`: the city has none of its own. */
export function themeName({ accent, ground }: Colours): string | undefined {
  return accent === undefined && ground === undefined ? undefined : [accent, ground].map((colour) => colour?.slice(1) ?? 'x').join('-')
}

/** The stylesheet that gives a city its colours, in light and in dark. Throws a RangeError on colours that were not accepted. */
export function writeTheme({ accent, ground }: Colours): string {
  return (accent === undefined ? '' : accentRules(accent)) + (ground === undefined ? '' : groundRules(ground))
}

/** In the dark it is darker still: the page around it is. */
function groundRules(ground: string): string {
  const colour = parseColour(ground)
  if (colour === undefined) throw new RangeError(`${ground} is no colour`)
  const night = writeColour(mix(colour, BLACK, 0.45))
  return `@layer tokens{:root{--night:${writeColour(colour)}}@media(prefers-color-scheme:dark){:root{--night:${night}}}}\n`
}

function accentRules(accent: string): string {
  const colour = parseColour(accent)
  if (colour === undefined) throw new RangeError(`${accent} is no colour`)
  const strong = mix(colour, BLACK, 0.2)
  const onLight = contrast(colour, WHITE) >= ENOUGH ? WHITE : BLACK
  const dark = towards(colour, WHITE, DARK_GROUND)
  const light = `--brick:${writeColour(colour)};--brick-strong:${writeColour(strong)};--brick-on-light:${writeColour(strong)};--on-brick:${writeColour(onLight)}`
  const night = `--brick:${writeColour(dark)};--brick-strong:${writeColour(mix(dark, WHITE, 0.25))};--on-brick:#0b0f1c`
  return `@layer tokens{:root{${light}}@media(prefers-color-scheme:dark){:root{${night}}}@media print{:root{--brick:#000;--brick-strong:#000}}}\n`
}

type Rgb = readonly [number, number, number]

/** The first step towards an end at which text in this colour can be read on the ground. */
function towards(colour: Rgb, end: Rgb, ground: Rgb): Rgb {
  const steps = Array.from({ length: 101 }, (_, step) => mix(colour, end, step / 100))
  return steps.find((step) => contrast(roundOf(step), ground) >= ENOUGH) ?? end
}

function roundOf([red, green, blue]: Rgb): Rgb {
  return [Math.round(red), Math.round(green), Math.round(blue)]
}
