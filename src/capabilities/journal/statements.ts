import type { Statement } from '../../platform/db/statement.ts'
import { growthStatement, sample as growthSample } from './queries/growth.ts'
import { headStatement, sample as headSample } from './queries/head.ts'
import { leavesStatement, sample as leavesSample } from './queries/leaves.ts'
import { newestCheckpointStatement, sample as newestCheckpointSample } from './queries/newest-checkpoint.ts'
import { notesStatement, sample as notesSample } from './queries/notes.ts'
import { placesStatement, sample as placesSample } from './queries/places.ts'
import { saltsStatement, sample as saltsSample } from './queries/salts.ts'
import { sample as tilesSample, tilesStatement } from './queries/tiles.ts'

/** Every read of this capability; its SQL is committed beside it. */
export const STATEMENTS: readonly Statement[] = [
  { file: 'journal/queries/growth', compile: (db) => growthStatement(db, growthSample).compile() },
  { file: 'journal/queries/head', compile: (db) => headStatement(db, headSample).compile() },
  { file: 'journal/queries/leaves', compile: (db) => leavesStatement(db, leavesSample).compile() },
  { file: 'journal/queries/newest-checkpoint', compile: (db) => newestCheckpointStatement(db, newestCheckpointSample).compile() },
  { file: 'journal/queries/notes', compile: (db) => notesStatement(db, notesSample).compile() },
  { file: 'journal/queries/places', compile: (db) => placesStatement(db, placesSample).compile() },
  { file: 'journal/queries/salts', compile: (db) => saltsStatement(db, saltsSample).compile() },
  { file: 'journal/queries/tiles', compile: (db) => tilesStatement(db, tilesSample).compile() },
]
