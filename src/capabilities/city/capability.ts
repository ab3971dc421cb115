import type { Capability } from '../../platform/capability.ts'
import { declaredChecksStatement, sample as declaredSample } from './queries/declared-checks.ts'
import { logoStatement, sample as logoSample } from './queries/logo.ts'
import { officersStatement, sample as officersSample } from './queries/officers.ts'
import { cityRoutes } from './web/city-routes.ts'
import { citiesStatement } from './queries/cities.ts'
import { quartersStatement, sample as quartersSample } from './queries/quarters.ts'
import { sample as unitsSample, unitsStatement } from './queries/units.ts'

export const city: Capability = {
  name: 'city',
  permissions: { 'city.manage': { admin: 'city' } },
  routes: cityRoutes,
  jobs: [],
  navigation: [],
  retention: [],
  indicators: [],
  pages: async () => [],
  statements: [
    { file: 'city/queries/cities', compile: (db) => citiesStatement(db).compile() },
    { file: 'city/queries/declared-checks', compile: (db) => declaredChecksStatement(db, declaredSample).compile() },
    { file: 'city/queries/logo', compile: (db) => logoStatement(db, logoSample).compile() },
    { file: 'city/queries/officers', compile: (db) => officersStatement(db, officersSample).compile() },
    { file: 'city/queries/quarters', compile: (db) => quartersStatement(db, quartersSample).compile() },
    { file: 'city/queries/units', compile: (db) => unitsStatement(db, unitsSample).compile() },
  ],
}
