export { readCities, type City } from './queries/cities.ts'
export { readUnits, type Unit } from './queries/units.ts'
