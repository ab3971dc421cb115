import type { CompiledQuery } from 'kysely'
import type { Database } from './database.ts'

/** A read whose SQL is written beside its file, so that reviewers see what the database is asked. */
export type Statement = { readonly file: string; readonly compile: (db: Database) => CompiledQuery }
