import type { Capability } from '../../platform/capability.ts'
import { importsStatement, sample as importsSample } from './queries/imports.ts'

export const activity: Capability = {
  name: 'activity',
  permissions: {},
  routes: () => [],
  jobs: [],
  navigation: [],
  retention: [
    {
      table: 'activity/<city>/facts',
      keeps: 'until its import is undone; how long is for the city and its counsel to say',
      why: 'acts without anything of the person or the officer; reports are counted from them, and corrected',
    },
  ],
  statements: [{ file: 'activity/queries/imports', compile: (db) => importsStatement(db, importsSample).compile() }],
}
