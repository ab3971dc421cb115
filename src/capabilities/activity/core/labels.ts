import type { Worded } from '../../../foundation/wording.ts'
import type { Mapping } from './mapping.ts'
import { sectorOfJoined } from './small-places.ts'
import { periodWords } from './period-words.ts'

/** Words for what no mapping has to say: the house's own groups. */
const OWN: Readonly<Record<string, Readonly<Record<string, Worded>>>> = {
  period: {
    night: { fr: 'Nuit (0 h à 6 h)', en: 'Night (0 to 6)' },
    morning: { fr: 'Matin (6 h à 12 h)', en: 'Morning (6 to 12)' },
    afternoon: { fr: 'Après-midi (12 h à 18 h)', en: 'Afternoon (12 to 18)' },
    evening: { fr: 'Soirée (18 h à minuit)', en: 'Evening (18 to midnight)' },
  },
  half: { light: { fr: 'De 6 h à 18 h', en: '6 to 18' }, dark: { fr: 'De 18 h à 6 h', en: '18 to 6' } },
  followed: { nothing: { fr: 'Sans suite', en: 'No further action' }, followed: { fr: 'Avec une suite', en: 'Some further action' } },
}

export const NOT_RECORDED_LABEL: Worded = { fr: 'Non renseigné', en: 'Not recorded' }

export type LabelBook = Readonly<Record<string, Readonly<Record<string, Worded>>>>

/** All labels that these mappings and the house have, by dimension or level. Of two mappings, the later one's word stands. */
export function labelsOf(mappings: readonly Mapping[]): LabelBook {
  const book: Record<string, Record<string, Worded>> = structuredClone(OWN) as Record<string, Record<string, Worded>> // parsing: a copy of the record above
  for (const { fields } of mappings) for (const [field, rule] of Object.entries(fields)) book[field] = { ...book[field], ...rule?.labels }
  return book
}

/** The word for one code; a square of a grid says where its corner is; a code without a word stands for itself. */
export function labelOf(book: LabelBook, { level, code }: { readonly level: string; readonly code: string }, mappings: readonly Mapping[]): Worded {
  if (code === 'nr') return NOT_RECORDED_LABEL
  if (level === 'month' || level === 'trimester' || level === 'year') return { fr: periodWords(code, 'fr'), en: periodWords(code, 'en') }
  const said = book[level]?.[code]
  if (said !== undefined) return said
  const joinedIn = sectorOfJoined(code)
  if (level === 'quarter' && joinedIn !== undefined) return wordJoined(joinedIn === '' ? undefined : book.sector?.[joinedIn])
  const square = /^([gs])(-?\d+)_(-?\d+)$/.exec(code)
  const grid = mappings.find((mapping) => mapping.grid !== undefined)?.grid
  if (square === null || grid === undefined) return { fr: code, en: code }
  const side = square[1] === 'g' ? grid.quarterDegrees : grid.sectorDegrees
  const [north, east] = [Number(square[2]) * side, Number(square[3]) * side]
  return { fr: `Carré ${corner(north, east, ',')} (${side.toLocaleString('fr-FR')}°)`, en: `Square ${corner(north, east, '.')} (${side}°)` }
}

function wordJoined(sector: Worded | undefined): Worded {
  if (sector === undefined) return { fr: 'Petits quartiers réunis', en: 'Small quarters, joined' }
  return { fr: `Petits quartiers réunis (${sector.fr})`, en: `Small quarters, joined (${sector.en})` }
}

function corner(north: number, east: number, comma: string): string {
  const digits = (value: number) => Math.abs(value).toFixed(2).replace('.', comma)
  return `${digits(north)} ${north < 0 ? 'S' : 'N'}, ${digits(east)} ${east < 0 ? 'O' : 'E'}`.replace(' O', comma === ',' ? ' O' : ' W')
}
