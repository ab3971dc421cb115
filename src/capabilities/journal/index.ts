export { commitEntries, entriesStatement, type Commit } from './actions/commit-entries.ts'
export { anchorOf } from './core/checkpoint.ts'
export { dedupKey, type Entry, type EntryType } from './core/leaf.ts'
