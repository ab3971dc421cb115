import { accept, refuse, type Result } from '../../../foundation/result.ts'

/** Squares of a grid, where a force has no quarters. Coordinates are read, turned into a square, and not kept. */
export type Grid = { readonly quarterDegrees: number; readonly sectorDegrees: number }

export type Square = { readonly quarter: string; readonly sector: string }

/** `undefined` when both are blank: not recorded. `latitude`, `longitude`: decimal degrees, WGS 84. */
export function squareOf(
  latitude: string,
  longitude: string,
  { quarterDegrees, sectorDegrees }: Grid,
): Result<Square | undefined, 'place-unreadable'> {
  if (latitude === '' && longitude === '') return accept(undefined)
  const [north, east] = [Number(latitude.replace(',', '.')), Number(longitude.replace(',', '.'))]
  if (latitude === '' || longitude === '' || !(Math.abs(north) <= 90) || !(Math.abs(east) <= 180)) return refuse('place-unreadable')
  const per = Math.round(sectorDegrees / quarterDegrees)
  const [row, column] = [Math.floor(north / quarterDegrees + 1e-9), Math.floor(east / quarterDegrees + 1e-9)]
  return accept({ quarter: `g${row}_${column}`, sector: `s${Math.floor(row / per)}_${Math.floor(column / per)}` })
}
