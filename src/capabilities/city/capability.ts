import type { Capability } from '../../platform/capability.ts'
import { citiesStatement } from './queries/cities.ts'
import { quartersStatement, sample as quartersSample } from './queries/quarters.ts'
import { sample as unitsSample, unitsStatement } from './queries/units.ts'

export const city: Capability = {
  name: 'city',
  permissions: {},
  routes: () => [],
  jobs: [],
  retention: [],
  statements: [
    { file: 'city/queries/cities', compile: (db) => citiesStatement(db).compile() },
    { file: 'city/queries/quarters', compile: (db) => quartersStatement(db, quartersSample).compile() },
    { file: 'city/queries/units', compile: (db) => unitsStatement(db, unitsSample).compile() },
  ],
}
